"""The pages and what they load: HTML from templates, labels in two languages, scripts and styles, the charts' library.

Pages are frames: what they show is in the data files, which ``data`` makes. Numbers and texts of releases never pass
through a template.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import jinja2

from pipelines.lexicon.read import rows
from pipelines.site import charts
from pipelines.site.data import script
from pipelines.warehouse.version import Version

HERE = Path(str(files("pipelines.site")))
PAGES = ("index", "place", "measure", "project", "release")
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; base-uri 'none'; form-action 'none'"


def labels() -> dict[str, dict[str, str]]:
    """Every label by key: {zh, en}; policy themes are named as the lexicon names them."""
    with (HERE / "labels.csv").open(encoding="utf-8", newline="") as lines:
        said = {row["key"]: {"zh": row["zh"], "en": row["en"]} for row in csv.DictReader(lines)}
    return said | {f"theme.{row['name_zh']}": {"zh": row["name_zh"], "en": row["name_en"]} for row in rows("themes.csv")}


def accuracy() -> list[dict[str, str]]:
    """What was measured of extraction, a row a sample; the README says the same."""
    with (HERE / "accuracy.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def html_pages(version: Version) -> Iterator[tuple[str, str]]:
    """(file name, content) of every page."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(HERE / "templates"), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )
    said = labels()
    for name in PAGES:
        template = environment.get_template(f"{name}.html.j2")
        yield f"{name}.html", template.render(page=name, policy=POLICY, label=said, version=version, accuracy=accuracy())


def scripts() -> Iterator[tuple[str, str]]:
    """(name below data/, content) of what pages load like data: the labels and the charts."""
    yield script("labels", json.dumps(labels(), ensure_ascii=False, separators=(",", ":")))
    drawings = {"library": charts.bundle_name(), "charts": charts.specifications()}
    yield script("charts", json.dumps(drawings, ensure_ascii=False, separators=(",", ":")))


def asset_files() -> list[Path]:
    """The scripts and styles that are copied as they are."""
    return sorted((HERE / "assets").iterdir())

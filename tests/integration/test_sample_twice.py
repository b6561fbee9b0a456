"""The sample with every release a second time under another path: no row of ``figures`` or ``commitments`` may change.

The provinces are left out, to keep it short.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path

from building import LOADED_AT, query

from pipelines.engines.months import annotate_months
from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate
from pipelines.releases import reprints
from pipelines.releases.ingest import ingest
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import tables
from pipelines.warehouse.publish import publish

RAW = Path(__file__).resolve().parents[2] / "raw"
NOT_COPIED = {"README.md", "manifest.csv"}


def build(raw: Path, data: Path) -> None:
    ingest(raw, data, 1, now=LOADED_AT)
    reprints.update(data)
    annotate_months(data, annotate, EXTRACTOR_VERSION, workers=2)
    for node in tables():
        build_table(data, node.name)
    publish(data)


def once(raw: Path) -> Path:
    shutil.copytree(RAW, raw, ignore=shutil.ignore_patterns("provinces"))
    with (RAW / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        written(raw, [row for row in csv.DictReader(lines) if not row["path"].startswith("provinces/")])
    return raw


def written(raw: Path, said: list[dict[str, str]]) -> None:
    with (raw / "manifest.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.DictWriter(lines, said[0].keys())
        writer.writeheader()
        writer.writerows(said)


def doubled(raw: Path) -> Path:
    """The sample and a copy of each of its files: of every other one under a path that sorts before all, of the rest behind."""
    once(raw)
    with (raw / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        known = {row["path"]: row for row in csv.DictReader(lines)}
    said = list(known.values())
    paths = sorted(p.relative_to(raw) for p in raw.rglob("*") if p.is_file() and p.suffix != ".yaml")
    for i, path in enumerate(p for p in paths if p.as_posix() not in NOT_COPIED and p.parts[0] != "outcomes"):
        copy = Path("zz" if i % 2 else "0") / path
        (raw / copy).parent.mkdir(parents=True, exist_ok=True)
        for name in (path, path.with_name(f"{path.name}.yaml")):
            if (RAW / name).exists():
                shutil.copy(RAW / name, (raw / copy).with_name(name.name))
        if path.as_posix() in known:
            said.append({**known[path.as_posix()], "path": copy.as_posix()})
    written(raw, said)
    return raw


def rows(data: Path, view: str) -> list[tuple]:
    """All rows with the paths as they are without a copy's folder; keys that are made of a path left out."""
    columns = [name for (name,) in query(data, f"SELECT column_name FROM duckdb_columns() WHERE schema_name = 'main' AND table_name = '{view}'")]
    told = (f"regexp_replace({c}, '^(0|zz)/', '')" if c.endswith("release_path") else c for c in columns if c not in ("figure_key", "milestone_key"))
    return query(data, f"SELECT {', '.join(told)} FROM {view} ORDER BY ALL")


def test_a_second_copy_of_the_sample_changes_no_figure_and_no_commitment(tmp_path: Path) -> None:
    build(once(tmp_path / "raw"), tmp_path / "once")
    build(doubled(tmp_path / "raw twice"), tmp_path / "twice")
    primaries = query(tmp_path / "twice", "SELECT release_path[1] = '0', count(*) FROM releases WHERE is_cluster_primary GROUP BY ALL ORDER BY ALL")
    assert len(primaries) == 2 and min(n for _, n in primaries) > 10  # both orders came up
    for view in ("figures", "commitments", "milestones"):
        assert rows(tmp_path / "twice", view) == rows(tmp_path / "once", view) != []

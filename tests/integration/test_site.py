"""The site as files: what is in it, where its links lead, what must not be in it, how it is swapped in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest
from building import query
from site_releases import HOSTILE, HOSTILE_TEXT, MARK, QINGDAO
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.site import charts, data, pages
from pipelines.site.build import SiteError, build_site, site_of
from pipelines.warehouse.publish import warehouse_of
from pipelines.warehouse.version import version_of

_PIECE = re.compile(r'"(?:[^"\\]|\\.)*"|,(?=[}\]])')


@pytest.fixture(scope="module")
def folder(site_folder: Path) -> Path:
    return site_folder


def body_of(path: Path) -> Any:
    """What a data file hands over: its JSON, without the commas that JavaScript allows before a closing bracket."""
    call = re.fullmatch(r'duixian\("([\w/]+)",(.*)\);\n', path.read_text("utf-8"), re.DOTALL)
    assert call is not None, path
    return json.loads(_PIECE.sub(lambda piece: piece[0] if piece[0].startswith('"') else "", call[2]))


def bodies(site: Path, pattern: str) -> dict[str, Any]:
    return {path.relative_to(site / "data").as_posix(): body_of(path) for path in sorted((site / "data").glob(pattern))}


def walk(tree: Any) -> Iterator[dict[str, Any]]:
    if isinstance(tree, dict):
        yield tree
    for one in tree.values() if isinstance(tree, dict) else tree if isinstance(tree, list) else ():
        yield from walk(one)


def test_every_release_place_and_page_is_there(folder: Path) -> None:
    site = site_of(folder)
    assert {path.name for path in site.glob("*.html")} == {f"{name}.html" for name in pages.PAGES} == {"index.html", "place.html", "measure.html", "project.html", "release.html"}
    assert len(list(site.glob("data/releases/*/*.js"))) == query(folder, "SELECT count(*) FROM releases")[0][0]
    slugs = {row["slug"] for row in body_of(site / "data" / "places.js")}
    assert slugs == {path.stem for path in site.glob("data/places/*.js")} and "370200" in slugs
    for measure in body_of(site / "data" / "measures.js"):
        assert measure["slug"] in body_of(site / "data" / "measures" / f"{measure['slug'][:2]}.js")
    for slug in body_of(site / "data" / "projects.js")["slug"]:
        assert slug in body_of(site / "data" / "projects" / f"{slug[:2]}.js")


def test_every_number_links_to_its_span(folder: Path) -> None:
    """Addresses lead to releases of the site, and where a text goes with one, to that very text."""
    site = site_of(folder)
    texts = {body["id"]: body["text"] for body in bodies(site, "releases/*/*.js").values()}
    seen = 0
    for body in bodies(site, "**/*.js").values():
        for row in walk(body):
            for key, printed in (("target_source", "target_text"), ("outcome_source", "outcome_text"), ("source", "theme"), ("source", "text")):
                if not isinstance(row.get(key), str):
                    continue
                release, span = row[key].split("#")
                start, end = map(int, span.split("-"))
                quoted = texts[release][start:end]
                seen += 1
                assert quoted and (printed not in row or row[printed] in quoted), (key, row)
            for name in ("target", "outcome"):
                assert row.get(f"{name}_text") is None or row.get(f"{name}_source"), row
    assert seen > 100


def test_a_release_holds_every_numeric_expression(folder: Path) -> None:
    spans = query(folder, "SELECT r.release_path, count(*) FROM dw.fact_numeric_span AS n JOIN dw.dim_release AS r USING (release_key) GROUP BY ALL")
    found = {body["path"]: len(body.get("figures", [])) + len(body.get("others", [])) for body in bodies(site_of(folder), "releases/*/*.js").values()}
    assert {path: n for path, n in found.items() if n} == dict(spans)


def test_figures_show_the_row_of_the_view(folder: Path) -> None:
    shown = [f for body in bodies(site_of(folder), "releases/*/*.js").values() if body["path"] == QINGDAO for f in body["figures"]]
    rows = query(folder, f"SELECT span_start, value, unit, measure, place, status, rule, confidence FROM figures WHERE release_path = '{QINGDAO}' ORDER BY 1")
    assert [(f["a"], f.get("value"), f["unit"], f.get("measure"), f.get("place"), f["status"], f["rule"], f["confidence"]) for f in shown] == rows


def test_a_correction_shows_old_and_new(folder: Path) -> None:
    (body,) = [body for body in bodies(site_of(folder), "releases/*/*.js").values() if body["path"] == QINGDAO]
    (one,) = body["corrections"]
    assert (one["field"], one["old"], one["new"], one["reviewer"]) == ("value", "5.9", "6.1", "王五")
    place = body_of(site_of(folder) / "data" / "places" / "370200.js")
    assert any(row.get("outcome_corrected") and row["outcome"] == 6.1 and row["outcome_text"] == "5.9%" for row in walk(place))


def test_breaks_of_a_merger_and_of_a_restated_base(folder: Path) -> None:
    places = site_of(folder) / "data" / "places"
    assert any(one["kind"] == "merger" and one["year"] == 2012 for one in body_of(places / "370203.js")["breaks"])
    (series,) = [one for one in body_of(places / "150702.js")["series"] if one["measure"] == "地区生产总值" and one["form"]["aspect"] == "level"]
    assert series["breaks"] == [{"year": 2017, "kind": "restated"}]


def test_a_postponed_milestone_tells_both_dates(folder: Path) -> None:
    moved = [row for row in walk(body_of(site_of(folder) / "data" / "places" / "370283.js")) if row.get("moved_to")]
    assert {(row["subject"], row["due"], row["moved_to"]) for row in moved} == {("北港码头项目", "2023-06-30", "2024-09-30")}


def test_every_subject_and_every_named_milestone_has_its_project(folder: Path) -> None:
    """All that is named leads to a page of its own, and what a link names is there."""
    projects = {slug: body for part in bodies(site_of(folder), "projects/*.js").values() for slug, body in part.items()}
    named = query(folder, "SELECT count(*) FROM milestones WHERE subject IS NOT NULL")[0][0]
    assert named and sum(len(body.get("milestones", [])) for body in projects.values()) == named
    subjects = query(folder, """SELECT DISTINCT s.name FROM mentions AS m JOIN dw.dim_subject AS s USING (subject_key) WHERE m.kind <> 'organisation'""")
    assert {name for (name,) in subjects} <= {body["name"] for body in projects.values() if body.get("kind")}
    linked = {row["project"] for body in bodies(site_of(folder), "**/*.js").values() for row in walk(body) if row.get("project")}
    assert linked and linked <= projects.keys()


def test_a_project_tells_its_postponement_and_its_commitment(folder: Path) -> None:
    (body,) = [body for part in bodies(site_of(folder), "projects/*.js").values() for body in part.values() if body["name"] == "北港码头项目" and "milestones" in body]
    assert any(row.get("moved_to") == "2024-09-30" for row in body["milestones"])
    assert {(row["first_due"], row["due"]) for row in body["commitments"]} == {("2023-06-30", "2024-09-30")}
    assert body["counts"]["commitments"] == len(body["commitments"]) and body["counts"]["milestones"] == len(body["milestones"])


def test_reprints_and_what_they_repeat_know_each_other(folder: Path) -> None:
    same = [body for body in bodies(site_of(folder), "releases/*/*.js").values() if len(body.get("reprints", [])) == 2]
    assert len(same) == 2 and {one.get("reprint_of") for one in same} == {None, next(one["id"] for one in same if one["is_primary"])}


def test_pages_hold_nothing_of_releases_and_forbid_what_they_do_not_need(folder: Path) -> None:
    for path in site_of(folder).glob("*.html"):
        page = path.read_text("utf-8")
        assert MARK not in page and "恶意" not in page
        assert "<script>" not in page and " style=" not in page and not re.search(r"\son\w+=", page)
        policy = re.search(r'Content-Security-Policy" content="([^"]+)"', page)
        assert policy is not None and "unsafe" not in policy[1] and "default-src &#39;none&#39;" in policy[1]
        assert version_of(warehouse_of(folder)).data_version in page


def test_the_hostile_text_is_kept_to_the_letter(folder: Path) -> None:
    (body,) = [body for body in bodies(site_of(folder), "releases/*/*.js").values() if body["path"] == HOSTILE]
    assert body["text"] == HOSTILE_TEXT


def test_no_path_of_the_machine_and_no_address_is_in_it(folder: Path) -> None:
    import getpass
    import socket

    ours = [str(folder), str(folder.parent), str(Path.cwd()), str(Path.home()) + "/", f"{getpass.getuser()}@", socket.gethostname()]
    for path in site_of(folder).rglob("*"):
        if path.is_file() and not path.name.startswith("vega-"):
            content = path.read_text("utf-8")
            assert [one for one in ours if len(one) > 3 and one in content] == [], path
            assert "://" not in content.replace("http://www.w3.org/2000/svg", "").replace("https://vega.github.io/schema", "").replace("https://example.org", ""), path


def test_the_same_warehouse_gives_the_same_site(folder: Path) -> None:
    before = {path.relative_to(folder): path.read_bytes() for path in site_of(folder).rglob("*") if path.is_file()}
    build_site(folder)
    assert {path.relative_to(folder): path.read_bytes() for path in site_of(folder).rglob("*") if path.is_file()} == before


def test_the_library_is_made_once(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(charts, "bundle", lambda: pytest.fail("made again"))
    build_site(folder)


def test_a_site_that_fails_leaves_the_old_one(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
        yield "overview.js", "half"
        raise duckdb.Error("the disk is full")

    before = (site_of(folder) / "data" / "overview.js").read_bytes()
    monkeypatch.setattr(data, "data_files", broken)
    with pytest.raises(SiteError, match="the disk is full"):
        build_site(folder)
    assert (site_of(folder) / "data" / "overview.js").read_bytes() == before
    assert not list(folder.glob(".site*"))


def test_the_command_says_where_it_is(folder: Path, tmp_path: Path) -> None:
    done = CliRunner().invoke(app, ["site", "--data", str(folder)])
    assert done.exit_code == 0 and str(site_of(folder) / "index.html") in done.output
    missing = CliRunner().invoke(app, ["site", "--data", str(tmp_path)])
    assert missing.exit_code == 1 and "There is no warehouse" in missing.output


def test_every_label_that_is_used_is_there() -> None:
    said = pages.labels()
    scripts = "".join(path.read_text("utf-8") for path in pages.asset_files() if path.suffix == ".js")
    templates = "".join(path.read_text("utf-8") for path in (pages.HERE / "templates").iterdir())
    used = {*re.findall(r'\bt\("([a-z._]+)"[,)]', scripts), *re.findall(r'\bt\("([a-z._]+)"\)', templates)}
    assert len(used) > 80 and used - said.keys() == set()
    assert [key for key, words in said.items() if not key.startswith(("cmp.", "unit.")) and not (words["zh"] and words["en"])] == []


@pytest.mark.parametrize(
    ("table", "column", "group"),
    [
        ("fact_figure", "quantity_class", "class"), ("fact_figure", "status", "status"), ("fact_figure", "comparator", "cmp"), ("fact_figure", "aspect", "aspect"),
        ("fact_figure", "scope", "scope"), ("fact_figure", "place_source", "from"), ("fact_numeric_span", "kind", "class"), ("fact_commitment", "lifecycle", "life"),
        ("fact_commitment_event", "role", "role"), ("dim_release", "issued_on_source", "date"), ("dim_release", "reprint_kind", "reprint"),
    ],
)
def test_every_value_of_the_schema_has_a_label(table: str, column: str, group: str) -> None:
    from pipelines.warehouse.catalogue import table_ddl

    listed = re.search(rf"{column} IN \(([^)]*)\)", table_ddl(table))
    assert listed is not None
    values = set(re.findall(r"'(\w+)'", listed[1]))
    assert values and {f"{group}.{value}" for value in values} - pages.labels().keys() == set()

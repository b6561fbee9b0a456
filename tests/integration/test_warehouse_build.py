"""Releases to a published warehouse: the rows, their keys, versions and reprints, and that it is all repeatable."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from building import NEWS, RELEASES, REPORT, build, prepare, query, write_raw

from pipelines.releases.model import key_of
from pipelines.warehouse.build import BuildError, build_table
from pipelines.warehouse.parts import files_of

REPORT_PATH = "青岛市人民政府/2026-01-20 政府工作报告.txt"
NEWS_PATH = "青岛市人民政府/2025-06-03 快讯.txt"


def written(data: Path) -> dict[str, bytes]:
    """Every file of ``dw`` but the record of builds and of what was made."""
    paths = sorted((data / "dw").rglob("*.parquet"))
    return {path.relative_to(data / "dw").as_posix(): path.read_bytes() for path in paths if path.stem != "audit_run"}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of two releases."""
    folder = tmp_path_factory.mktemp("warehouse")
    build(write_raw(folder / "raw", RELEASES), folder / "data")
    return folder / "data"


def test_a_figure_is_a_row(data: Path) -> None:
    rows = query(data, f"""
        SELECT span_text, value, unit, aspect, measure, measure_text, status, place, place_code, place_level, parent_place,
            sentence, theme, issued_on
        FROM figures WHERE release_path = '{REPORT_PATH}' ORDER BY span_start
    """)
    assert [row[0] for row in rows] == ["1300亿元", "5.5%", "120个", "6%"]
    assert rows[0] == (
        "1300亿元", 1.3e11, "CNY", "level", "地区生产总值", "全市生产总值", "achieved", "青岛市", "370200", "prefecture", "山东省",
        "\n全市生产总值完成1300亿元，增长5.5%。", "经济增长", date(2026, 1, 20),
    )  # fmt: skip
    assert rows[3][6] == "target"


def test_milestones_themes_and_coverage_are_rows(data: Path) -> None:
    assert query(data, "SELECT subject, event, event_stage, due_end, status, place_code FROM milestones") == [
        ("北港码头项目", "竣工", 6, date(2026, 12, 31), "target", "370200")
    ]
    assert query(data, "SELECT place, year, theme FROM annual_themes") == [("青岛市", 2026, "项目建设年")]
    assert query(data, "SELECT figures, targets FROM coverage ORDER BY issued_on") == [(1, 0), (4, 1)]


def test_spans_cut_the_text(data: Path) -> None:
    assert query(data, """
        SELECT count(*), count(*) FILTER (substr(r.text, f.span_start + 1, f.span_end - f.span_start) = f.span_text)
        FROM figures AS f JOIN releases AS r USING (release_path)
    """) == [(5, 5)]


def test_keys_come_from_the_natural_key(data: Path) -> None:
    (key, path, sha), *_ = query(data, "SELECT release_key, release_path, sha256 FROM dw.dim_release")
    assert key == key_of(path, sha)
    rows = query(data, "SELECT figure_key, release_key, span_start, span_end FROM dw.fact_figure")
    assert all(row[0] == key_of(*map(str, row[1:])) for row in rows)


def test_themes_weigh_one(data: Path) -> None:
    assert query(data, "SELECT sum(weight), count(DISTINCT figure_key) FROM dw.bridge_figure_theme") == [(5.0, 5)]


def test_the_long_tail_of_measures_is_kept(data: Path) -> None:
    assert query(data, "SELECT measure, is_lexicon FROM dw.dim_measure WHERE measure IN ('项目', '地区生产总值') ORDER BY is_lexicon DESC, measure")[0] == ("地区生产总值", True)


def test_a_build_is_recorded(data: Path) -> None:
    assert query(data, "SELECT releases, rejected, figures, targets, milestones, extractor_version FROM dw.audit_run") == [
        (2, 0, 5, 1, 1, "stand-in 1")
    ]


def test_two_builds_give_equal_bytes(tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", {**RELEASES, "empty.txt": "", "x/2026-02-02.txt": REPORT + NEWS})
    for name in ("one", "two"):
        prepare(raw, tmp_path / name)
    one, two = (written(tmp_path / name) for name in ("one", "two"))
    assert one == two and len(one) > 28


def test_a_changed_file_is_a_new_version(tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", RELEASES)
    build(raw, tmp_path / "data")
    write_raw(raw, {NEWS_PATH: NEWS.replace("12个", "15个")})
    build(raw, tmp_path / "data")
    assert query(tmp_path / "data", f"SELECT version_no, is_current FROM releases WHERE release_path = '{NEWS_PATH}' ORDER BY 1") == [
        (1, False), (2, True),
    ]  # fmt: skip
    assert query(tmp_path / "data", f"SELECT span_text FROM figures WHERE release_path = '{NEWS_PATH}'") == [("15个",)]
    assert query(tmp_path / "data", f"SELECT span_text, version_no FROM figures_all WHERE release_path = '{NEWS_PATH}' ORDER BY 2") == [
        ("12个", 1), ("15个", 2),
    ]  # fmt: skip
    assert query(tmp_path / "data", "SELECT count(*) FROM dw.audit_run") == [(2,)]


def test_a_removed_file_stays_in_figures_all_only(tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", RELEASES)
    build(raw, tmp_path / "data")
    (raw / NEWS_PATH).unlink()
    build(raw, tmp_path / "data")
    assert query(tmp_path / "data", f"SELECT count(*) FROM figures WHERE release_path = '{NEWS_PATH}'") == [(0,)]
    assert query(tmp_path / "data", f"SELECT count(*) FROM figures_all WHERE release_path = '{NEWS_PATH}'") == [(1,)]
    assert query(tmp_path / "data", "SELECT count(*) FROM releases WHERE is_current") == [(1,)]


def test_a_reprint_changes_no_total(tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", RELEASES)
    build(raw, tmp_path / "data")
    before = query(tmp_path / "data", "FROM figures ORDER BY figure_key")
    write_raw(raw, {"转载/2026-02-20 转载.txt": REPORT})
    build(raw, tmp_path / "data")
    assert query(tmp_path / "data", "FROM figures ORDER BY figure_key") == before
    assert query(tmp_path / "data", "SELECT count(*) FROM figures_all WHERE NOT is_cluster_primary") == [(4,)]
    assert query(tmp_path / "data", "SELECT count(*) FROM milestones") == [(1,)]


def test_a_rejected_record_has_its_reason(tmp_path: Path) -> None:
    published = build(write_raw(tmp_path / "raw", {**RELEASES, "2026-01-01 empty.txt": ""}), tmp_path / "data")
    ((path, reason, detail),) = query(tmp_path / "data", "SELECT source_path, reason, detail FROM rejected_releases")
    assert (path, reason) == ("2026-01-01 empty.txt", "empty") and detail
    assert {r.check.name for r in published.results if not r.passed} == {"rejected_releases", "unclassified_numbers"}


def test_an_empty_raw_folder_gives_an_empty_warehouse(tmp_path: Path) -> None:
    build(write_raw(tmp_path / "raw", {}), tmp_path / "data")
    assert query(tmp_path / "data", "SELECT (SELECT count(*) FROM figures), (SELECT count(*) FROM releases)") == [(0, 0)]


def test_a_row_that_breaks_the_declaration_stops_the_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import standin

    wrong = standin._figure
    monkeypatch.setattr(standin, "_figure", lambda row, span: {**wrong(row, span), "status": "hoped for"})
    with pytest.raises(BuildError, match=r"(?s)fact_figure.*status=hoped for"):
        prepare(write_raw(tmp_path / "raw", RELEASES), tmp_path / "data")
    assert not files_of(tmp_path / "data", "fact_figure")


def test_a_row_without_what_it_must_have_is_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import standin

    right = standin._milestone
    monkeypatch.setattr(standin, "_milestone", lambda row, match: {**right(row, match), "event": None})
    with pytest.raises(BuildError, match=r"(?s)fact_milestone.*subject=北港码头项目"):
        prepare(write_raw(tmp_path / "raw", RELEASES), tmp_path / "data")


def test_a_place_takes_the_state_of_the_day(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """即墨 was a 市 until 2017 and is a 区 since; a date before the record takes the first state."""
    import standin

    wrong = standin._figure
    monkeypatch.setattr(standin, "_figure", lambda row, span: {**wrong(row, span), "place_id": "370215", "place": "即墨"})
    raw = write_raw(tmp_path / "raw", {"2016-03-01.txt": NEWS, "2018-03-01.txt": NEWS + "项目3个。", "1930-03-01.txt": NEWS + "项目4个。"})
    build(raw, tmp_path / "data")
    names = query(tmp_path / "data", "SELECT DISTINCT f.issued_on, p.name FROM dw.fact_figure AS f JOIN dw.dim_place AS p USING (place_key) ORDER BY 1")
    assert [name for _, name in names] == ["即墨县", "即墨市", "即墨区"]


def test_a_table_needs_its_upstream(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="dim_release"):
        build_table(tmp_path, "fact_coverage")

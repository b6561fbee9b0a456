"""What analysts bring: official outcomes and corrections, applied in the views, refused with a reason, never in place."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from building import LOADED_AT, query, write_raw

from pipelines.engines.months import annotate_months
from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate
from pipelines.releases import reprints
from pipelines.releases.ingest import ingest
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import tables
from pipelines.warehouse.outside import Refused, period_of
from pipelines.warehouse.publish import publish

PATH = "青岛市人民政府/2024-01-12 政府工作报告.txt"
TEXT = "青岛市政府工作报告\n一、2023年工作回顾\n2023年，地区生产总值15760亿元，增长5.9%。新开工项目120个。\n"
AT = {"gdp": TEXT.index("15760亿元"), "growth": TEXT.index("5.9%"), "projects": TEXT.index("120个")}
OUTCOMES = """place,measure,period,value,unit,source,status
青岛市,地区生产总值,2023,15760.34,亿元,统计公报,初步核算
青岛市,地区生产总值,2023,15810.2,亿元,统计公报,最终核实
青岛市,全市生产总值,2023年,5.9,%,统计公报,
山东青岛,常住人口,2023-12-31,1037.15,万人,统计公报,
亚特兰蒂斯,地区生产总值,2023,1,亿元,统计公报,
青岛市,地区生产总值,去年,1,亿元,统计公报,
青岛市,地区生产总值,2023,许多,亿元,统计公报,
"""
HEAD = "release_path,span_start,field,old,new,reason,reviewer,date\n"


def rows(*corrections: str) -> str:
    return HEAD + "".join(f"{PATH},{one}\n" for one in corrections)


CORRECTIONS = rows(
    f"{AT['gdp']},value,1576000000000,1567000000000,digits swapped in print,王明,2024-03-01",
    f"{AT['growth']},basis,,可比价,the bulletin says so,王明,2024-03-01",
    f"{AT['projects']},place,青岛市,青岛西海岸新区,said of the zone,王明,2024-03-01",
    f"{AT['projects']},value,120,121,recounted,王明,2024-03-02",
    f"{AT['projects']},value,121,122,recounted again,李红,2024-03-05",
    f"{AT['growth']},value,6,7,wrong old,王明,2024-03-01",
    "3,value,1,2,no figure there,王明,2024-03-01",
    f"{AT['growth']},colour,1,2,no such field,王明,2024-03-01",
    f"{AT['growth']},status,achieved,done,no such status,王明,2024-03-01",
    f"{AT['growth']},comparator,eq,gt,nobody says why,,2024-03-01",
)


def build(raw: Path, data: Path, days: int = 0) -> None:
    ingest(raw, data, 1, now=LOADED_AT + timedelta(days=days))
    reprints.update(data)
    annotate_months(data, annotate, EXTRACTOR_VERSION)
    for node in tables():
        build_table(data, node.name)
    publish(data)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("outside")
    raw = write_raw(folder / "raw", {PATH: TEXT, "outcomes/qingdao.csv": OUTCOMES, "corrections.csv": CORRECTIONS})
    build(raw, folder / "data")
    return folder / "data"


def test_outcomes_are_rows_in_canonical_terms(data: Path) -> None:
    assert query(data, """
        SELECT p.code, measure, aspect, period_start::VARCHAR, period_end::VARCHAR, value, unit, value_precision, data_status, version_no, o.is_current
        FROM dw.fact_outcome AS o JOIN dw.dim_place AS p USING (place_key) ORDER BY measure, aspect DESC, version_no
    """) == [
        ("370200", "地区生产总值", "level", "2023-01-01", "2023-12-31", 1576034000000, "CNY", 1000000, "初步核算", 1, False),
        ("370200", "地区生产总值", "level", "2023-01-01", "2023-12-31", 1581020000000, "CNY", 10000000, "最终核实", 2, True),
        ("370200", "地区生产总值", "growth", "2023-01-01", "2023-12-31", 5.9, "%", 0.1, None, 1, True),
        ("370200", "常住人口", "level", "2023-12-31", "2023-12-31", 10371500, "count", 100, None, 1, True),
    ]  # fmt: skip


def test_what_means_nothing_is_rejected_with_its_row(data: Path) -> None:
    assert query(data, "SELECT source_path, reason FROM rejected_releases ORDER BY source_path") == [
        (f"corrections.csv row 10 ({PATH})", "malformed"), (f"corrections.csv row 6 ({PATH})", "old_differs"),
        (f"corrections.csv row 7 ({PATH})", "no_such_span"), (f"corrections.csv row 8 ({PATH})", "bad_field"),
        (f"corrections.csv row 9 ({PATH})", "bad_value"),
        ("outcomes/qingdao.csv row 5", "unknown_place"), ("outcomes/qingdao.csv row 6", "bad_period"), ("outcomes/qingdao.csv row 7", "bad_value"),
    ]  # fmt: skip
    ((detail,),) = query(data, "SELECT detail FROM rejected_releases WHERE reason = 'old_differs'")
    assert detail.startswith(f"value at {AT['growth']} is 5.9, not 6")


def test_a_correction_is_shown_by_the_views_and_not_in_place(data: Path) -> None:
    shown = query(data, "SELECT span_text, value, basis, place, place_level, corrected_fields FROM figures ORDER BY span_start")
    assert shown == [
        ("15760亿元", 1567000000000, None, "青岛市", "prefecture", ["value"]),
        ("5.9%", 5.9, "可比价", "青岛市", "prefecture", ["basis"]),
        ("120个", 122, None, "西海岸新区", "zone", ["place", "value"]),
    ]
    assert query(data, "SELECT value, place FROM dw.fact_figure ORDER BY span_start") == [(1576000000000, "青岛市"), (5.9, "青岛市"), (120, "青岛市")]


def test_every_decision_is_kept_and_the_last_is_in_force(data: Path) -> None:
    assert query(data, "SELECT old_value, new_value, reviewer, decided_on, is_in_force FROM dw.correction WHERE field = 'value' ORDER BY row_no") == [
        ("1576000000000", "1567000000000", "王明", date(2024, 3, 1), True), ("120", "121", "王明", date(2024, 3, 2), False),
        ("121", "122", "李红", date(2024, 3, 5), True),
    ]  # fmt: skip


def test_commitments_and_statements_rest_on_the_corrected_cells(data: Path) -> None:
    assert query(data, "SELECT value, place FROM dw.fact_statement WHERE measure LIKE '%项目%'") == [(122, "西海岸新区")]


def test_revised_rows_make_versions_and_an_outdated_correction_is_told(tmp_path: Path) -> None:
    raw = write_raw(tmp_path / "raw", {PATH: TEXT, "outcomes/a.csv": OUTCOMES.split("青岛市,全市")[0], "corrections.csv": rows(
        f"{AT['projects']},value,120,121,recounted,王明,2024-03-02")})  # fmt: skip
    build(raw, tmp_path / "data")
    write_raw(raw, {PATH: TEXT.replace("120个", "130个"), "outcomes/a.csv": OUTCOMES.split("青岛市,全市")[0].replace("15810.2", "15811")})
    build(raw, tmp_path / "data", days=3)
    assert query(tmp_path / "data", "SELECT value, version_no, is_current, first_seen_at::DATE FROM dw.fact_outcome ORDER BY version_no") == [
        (1576034000000, 1, False, LOADED_AT.date()), (1581020000000, 2, False, LOADED_AT.date()),
        (1581100000000, 3, True, LOADED_AT.date() + timedelta(days=3)),
    ]  # fmt: skip
    assert query(tmp_path / "data", "SELECT version_no, value, is_current FROM figures_all WHERE span_text LIKE '%个' ORDER BY version_no") == [
        (1, 121, False), (2, 130, True),
    ]  # fmt: skip
    assert query(tmp_path / "data", "SELECT count(*) FROM rejected_releases") == [(0,)]


@pytest.mark.parametrize(
    ("content", "reason"),
    [("place,measure\n青岛市,人口\n", "malformed"), (b"\x00\x01\x02", "binary"), ("", "malformed")],
)
def test_a_table_that_cannot_be_read_is_rejected(tmp_path: Path, content: str | bytes, reason: str) -> None:
    raw = write_raw(tmp_path / "raw", {})
    (raw / "outcomes").mkdir()
    (raw / "outcomes" / "a.csv").write_bytes(content if isinstance(content, bytes) else content.encode())
    summary = ingest(raw, tmp_path / "data", 1, now=LOADED_AT)
    assert summary.reasons == {reason: 1} and summary.releases == 0


@pytest.mark.parametrize(
    ("written", "start", "end"),
    [
        ("2023", date(2023, 1, 1), date(2023, 12, 31)),
        ("2023年", date(2023, 1, 1), date(2023, 12, 31)),
        ("2021-2025", date(2021, 1, 1), date(2025, 12, 31)),
        ("2023Q2", date(2023, 4, 1), date(2023, 6, 30)),
        ("2024-H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-12-31", date(2023, 12, 31), date(2023, 12, 31)),
        ("2023-01-01/2023-09-30", date(2023, 1, 1), date(2023, 9, 30)),
        ("2024年前三季度", date(2024, 1, 1), date(2024, 9, 30)),
        ("2023年一季度", date(2023, 1, 1), date(2023, 3, 31)),
    ],
)
def test_periods(written: str, start: date, end: date) -> None:
    assert period_of(written) == (start, end)


@pytest.mark.parametrize("written", ["", "去年", "2023-13", "2025-2021", "23", "2023年的事"])
def test_no_periods(written: str) -> None:
    with pytest.raises(Refused, match="no period"):
        period_of(written)

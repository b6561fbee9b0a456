"""The ten sentences of ../shared/gold/hard-cases.md, one by one: read from there, expectations here. Skipped without it."""

from __future__ import annotations

import re
import sys
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "unit" / "extract"))
from statements import agrees, has

from pipelines.extract.annotate import annotate_release

CASES = Path(__file__).resolve().parents[3] / "shared" / "gold" / "hard-cases.md"
pytestmark = pytest.mark.skipif(not CASES.exists(), reason="../shared is not here")
_LINE = re.compile(r"^(\d+)\. [^:]*: (.*?)(?: — .*)?$", re.M)
Y2018, Y2020, Y2025, Y2026 = ((f"{y}-01-01", f"{y}-12-31") for y in (2018, 2020, 2025, 2026))
FIVE, BY_2025 = ("2021-01-01", "2025-12-31"), (None, "2025-12-31")
REVIEW, PLAN = "一、2025年工作回顾\n", "二、2025年工作安排\n"


def report(place: str, issued_on: date, kind: str = "work_report", title: str | None = None) -> dict[str, Any]:
    return has(place=place, issued_on=issued_on, kind=kind, title=title, publisher=None)


GDP, REVENUE = "地区生产总值", ("一般公共预算收入", "地方一般公共预算收入")
GANSU, HUNAN = report("甘肃省", date(2026, 1, 20)), report("湖南省", date(2026, 1, 20))
DALI = report("大理白族自治州", date(2026, 2, 10), "budget_report", "大理州2025年预算执行情况和2026年预算草案的报告")
ZHUMADIAN = report("驻马店市", date(2019, 3, 1), "budget_report", "驻马店市2018年预算执行情况和2019年预算草案的报告")
SHANDONG, TIBET = report("山东省", date(2021, 11, 1), "policy"), report("西藏自治区", date(2025, 1, 18))
GUIZHOU, JIANGXI = report("贵州省", date(2026, 1, 26)), report("江西省", date(2025, 1, 13))
STATE, NEWS = report("全国", date(2007, 3, 5)), report("全国", date(2024, 10, 5), "news")
ACHIEVED, TARGET = has(status="achieved"), has(status="target", period=Y2026, comparator="approx", aspect="growth", place="贵州省")
STATED = has(status="stated", aspect="level")
PART = has(admin_scope="开发区", is_additive=False)
LOCAL = has(place="湖南省", status="achieved", period=Y2025)
STRETCH = has(target_tier="stretch", strength=1, status="target")

# number, context (meta, heading before the sentence), rows in order: value and fields
ROWS: list[tuple[int, dict[str, Any], str, list[tuple[float, dict[str, Any]]]]] = [
    (1, GANSU, REVIEW, [
        (1.36975e12, has(measure=GDP, aspect="level", status="achieved", period=Y2025, place="甘肃省")),
        (9.3231e11, has(measure=GDP, aspect="level", status="achieved", period=Y2020, place="甘肃省")),
        (4.3744e11, has(measure=GDP, aspect="change", period=FIVE, basis="较“十三五”末")),
        (33.6, has(measure=GDP, aspect="growth", period=FIVE, basis="较“十三五”末")),
    ]),
    (2, DALI, "", [
        (3.722984e10, has(measure="一般公共预算支出", aspect="level", status="achieved", period=Y2025, admin_scope="全州")),
        (3.9593e10, has(measure=("一般公共预算支出预算", "一般公共预算支出"), aspect="level", status="stated")),
        (94, has(aspect="completion", reference="年初预算", measure="一般公共预算支出")),
        (-4.6, has(aspect="growth", basis="较上年决算数")),
        (5, has(aspect="growth", basis="同口径")),
    ]),
    (3, ZHUMADIAN, "", [
        (3.63e9, STATED | has(admin_scope="市级")), (4.6e8, STATED | PART),
        (3.79e9, has(aspect="level", status="achieved", period=Y2018)), (5.9e8, PART | has(aspect="level", status="achieved")),
        (104.2, has(aspect="completion")), (100.6, has(aspect="completion", admin_scope="市本级")), (129.2, has(aspect="completion", admin_scope="开发区")),
        (14.6, has(aspect="growth", period=Y2018)), (10.6, has(aspect="growth")), (42.1, has(aspect="growth")),
    ]),
    (4, SHANDONG, "", [
        (25000, has(measure="高新技术企业", comparator="eq", status="target", place="山东省", period=BY_2025, strength=3, target_tier="base")),
        (30000, STRETCH | has(measure="高新技术企业", comparator="approx", period=BY_2025)),
    ]),
    (5, TIBET, "2025年经济社会发展的主要预期目标是：", [
        (7, has(measure=GDP, aspect="growth", comparator="ge", strength=2, target_tier="base", period=Y2025, status="target")),
        (8, STRETCH | has(measure=GDP, aspect="growth", comparator="eq", period=Y2025)),
    ]),
    (6, HUNAN, REVIEW, [
        (3.5076e11, LOCAL | has(aspect="level", measure=REVENUE)), (1.7, LOCAL | has(aspect="growth", basis=None, measure=REVENUE)),
        (2.5, LOCAL | has(aspect="growth", basis="同口径", comparator="ge", measure=REVENUE)),
    ]),
    (7, GUIZHOU, "今年主要预期目标是：", [
        (5, TARGET | has(measure=GDP)), (3.5, TARGET | has(measure="第一产业增加值")), (6, TARGET | has(measure="第二产业增加值")), (5, TARGET | has(measure="第三产业增加值")),
    ]),
    (8, JIANGXI, PLAN, [
        (716, has(measure=("老旧小区", "城镇老旧小区"), action="新开工改造", status="target", period=Y2025, strength=None)),
        (269500, has(measure=("老旧小区", "城镇老旧小区"), action="新开工改造", status="target", period=Y2025, strength=None)),
    ]),
    (9, STATE, "一、2006年工作回顾\n", [
        (-4, has(aspect="growth", status="stated", comparator="approx", place="全国", period=("2006-01-01", "2006-12-31"))),
        (-2, has(aspect="growth", status="stated", comparator="eq", measure=("主要污染物排放总量", "主要污染物排放量"))),
    ]),
    (10, NEWS, "", [
        (1374000, has(aspect="level", status="achieved", period=("2024-01-01", "2024-08-31"), action="开工建设筹集", place="全国")),
        (1704000, STATED | has(period=("2024-01-01", "2024-12-31"))), (80, has(aspect="completion", reference="年度计划")),
        (1.662e11, has(aspect="level", status="achieved", measure="投资")),
    ]),
]  # fmt: skip


@cache
def sentences() -> dict[int, str]:
    """The sentences by their number; where one shortens what it repeats (市本级…100.6%), the words that stand before it."""
    out = {int(n): text for n, text in _LINE.findall(CASES.read_text(encoding="utf-8"))}
    parts = out[3].replace("市本级…", "市本级为预算的").replace("开发区…129", "开发区为预算的129")
    out[3] = parts.replace("（…10.6%，…42.1%）", "（其中：市本级增长10.6%，开发区增长42.1%）")
    return out


@pytest.mark.parametrize(("number", "meta", "before", "rows"), ROWS, ids=[str(r[0]) for r in ROWS])
def test_hard_case(number: int, meta: dict[str, Any], before: str, rows: list[tuple[float, dict[str, Any]]]) -> None:
    found = annotate_release(1, "made/up.txt", before + sentences()[number] + "。", **meta)["figures"]
    assert [f["value"] for f in found] == pytest.approx([value for value, _ in rows]), [f["span_text"] for f in found]
    for f, (_, expected) in zip(found, rows, strict=True):
        agrees(f, expected)

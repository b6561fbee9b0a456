"""Made-up releases for the tests of extraction, and how one expected figure is looked up and compared.

All names, projects and numbers here and in the tables are invented; none is a sentence of a real release.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from pipelines.extract.annotate import annotate_release


def has(**fields: Any) -> dict[str, Any]:
    """Fields of a figure, or metadata of a release."""
    return fields


NEWS: dict[str, Any] = has(issued_on=date(2023, 3, 10), place="宜昌市", kind="news", title=None, publisher="宜昌日报")
NATION: dict[str, Any] = has(issued_on=date(2024, 10, 12), place="全国", kind="news", title=None, publisher="中央广播电视总台")
REPORT: dict[str, Any] = has(issued_on=date(2024, 1, 20), place="遵义市", kind="work_report", title="2024年遵义市政府工作报告", publisher="遵义市人民政府")
PROVINCE: dict[str, Any] = has(issued_on=date(2024, 1, 24), place="江西省", kind="work_report", title="2024年江西省政府工作报告", publisher="江西省人民政府")
STATE: dict[str, Any] = has(issued_on=date(2009, 3, 5), place="全国", kind="work_report", title="2009年国务院政府工作报告", publisher="国务院")
BUDGET: dict[str, Any] = has(issued_on=date(2024, 2, 2), place="柳州市", kind="budget_report", title="关于柳州市2023年预算执行情况和2024年预算草案的报告", publisher="柳州市财政局")
COMMUNIQUE: dict[str, Any] = has(issued_on=date(2024, 3, 28), place="绵阳市", kind="communique", title="绵阳市2023年国民经济和社会发展统计公报", publisher="绵阳市统计局")
POLICY: dict[str, Any] = has(issued_on=date(2022, 6, 15), place="湖南省", kind="policy", title="湖南省绿色建材产业发展行动方案", publisher="湖南省人民政府办公厅")
JANUARY: dict[str, Any] = has(issued_on=date(2024, 1, 6), place="全国", kind="news", title=None, publisher="中央广播电视总台")
CALL: dict[str, Any] = has(issued_on=date(2022, 6, 15), place="湖南省", kind="policy", title="湖南省工业和信息化厅关于组织申报省级示范车间的通知", publisher="湖南省工业和信息化厅")
SUBSIDY: dict[str, Any] = has(issued_on=date(2022, 6, 15), place="长沙市", kind="policy", title="长沙市人才购房补贴办法", publisher="长沙市人民政府")

REVIEW = "一、2023年工作回顾\n"
PLAN = "二、2024年工作安排\n"
# Why an expectation fails today: one reason a general cause; a mended one makes its strict xfail fail.
ACTOR = "who acts, with a date or 已/将/计划 before the verb (西陵区去年…, 某公司已…), stays in the measure and hides the action"
MEMBERS = "places that share out one measure (其中西陵区12个; 全省、全市分别) are not its places, or become the measure"
SUBJECT = "the subject loses its noun: 云岭光学 for 云岭光学项目"
FORECAST = "a forecast by an outside body is taken for achieved or target"

YEAR_2022, YEAR_2023, YEAR_2024 = ((f"{y}-01-01", f"{y}-12-31") for y in (2022, 2023, 2024))


def annotated(text: str, meta: dict[str, Any] = NEWS) -> dict[str, Any]:
    """All annotations of a made-up release."""
    return annotate_release(1, "made/up.txt", text, **meta)


def figure(text: str, span: str, meta: dict[str, Any] = NEWS) -> dict[str, Any]:
    """The first figure whose span is exactly ``span``; fails, naming what there is, where none is."""
    found = annotated(text, meta)["figures"]
    hit = next((f for f in found if f["span_text"] == span), None)
    assert hit is not None, f"no figure {span!r}; there are {[f['span_text'] for f in found]}"
    return hit


def spans(text: str, meta: dict[str, Any] = NEWS) -> list[str]:
    """The spans of all figures, in order."""
    return [f["span_text"] for f in annotated(text, meta)["figures"]]


def agrees(f: dict[str, Any], expected: dict[str, Any]) -> None:
    """Asserts every expected field; ``measure`` may be the canonical name or the printed one, or one of a tuple."""
    wrong = {k: (_shown(f, k), want) for k, want in expected.items() if not _same(f, k, want)}
    assert not wrong, f"{f['span_text']}: (got, expected) {wrong}"


def _shown(f: dict[str, Any], field: str) -> Any:
    if field == "period":
        return tuple(d and d.isoformat() for d in (f["period_start"], f["period_end"]))
    if field == "threshold":
        got = (f["threshold_comparator"], f["threshold_value"], f["threshold_unit"])
        return None if got == (None, None, None) else got
    if field == "measure":
        return f["measure"], f["measure_text"]
    return f[field]


def _same(f: dict[str, Any], field: str, want: Any) -> bool:
    got = _shown(f, field)
    if field == "measure":
        return bool({*got} & {*(want if isinstance(want, tuple) else (want,))})
    if field in ("action", "basis", "reference", "admin_scope", "place") and isinstance(want, tuple):
        return got in want
    if isinstance(want, float) and got is not None:
        return math.isclose(got, want, rel_tol=1e-6)
    return bool(got == want)


def table(*groups: tuple[Any, ...]) -> list[Any]:
    """Parameters (text, meta, span, expected) of groups ``(meta, text, (span, fields[, reason it is wrong today]), …)``."""
    return [_parameter(meta, text, *one) for meta, text, *ones in groups for one in ones]


def _parameter(meta: dict[str, Any], text: str, span: str, expected: dict[str, Any], wrong: str | None = None) -> Any:
    marks = [pytest.mark.xfail(strict=True, reason=wrong)] if wrong else []
    return pytest.param(text, meta, span, expected, marks=marks, id=f"{span}|{text[-24:].strip()}")


def periods(rows: Iterable[dict[str, Any]]) -> list[tuple[str | None, str | None]]:
    """First and last days of milestones."""
    return [(r["due_start"] and r["due_start"].isoformat(), r["due_end"] and r["due_end"].isoformat()) for r in rows]

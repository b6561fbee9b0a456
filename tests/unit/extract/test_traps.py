"""Traps: sentences in which numbers are names, formulas or slogans, and those in which they nearly are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from pipelines.extract.model import QUANTITY_KINDS
from pipelines.extract.recognise import recognise

ON = date(2024, 2, 1)


def kinds(text: str) -> dict[str, str]:
    return {e.text: e.kind for e in recognise(text, ON)}


@pytest.mark.parametrize(
    "name", ["零部件", "三亚", "六安市", "八达岭", "一带一路", "九江", "千方百计", "万科", "一汽", "百度", "十堰", "三农", "两会", "双一流"]
)
def test_names_are_no_numbers(name: str) -> None:
    found = recognise(f"大家谈到{name}的发展", ON)
    assert not [e for e in found if e.kind in QUANTITY_KINDS or e.kind == "date"]
    assert all(e.kind in ("idiom", "code") for e in found)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("落实“5+5+7”产业布局", "5+5+7"),
        ("完善1+2+3+N体系", "1+2+3+N"),
        ("按照1153工作思路推进", "1153"),
        ("拨打12345热线反映", "12345"),
        ("印发的〔2023〕5号文件", "〔2023〕5号"),
        ("建设5G网络", "5G"),
        ("评为4A级景区", "4A级"),
        ("推出2.0版方案", "2.0版"),
        ("乘坐C919客机", "C919"),
        ("学习党的二十大精神", "党的二十大"),
        ("实施三年行动计划", "三年行动计划"),
    ],
)
def test_codes(text: str, code: str) -> None:
    found = [e for e in recognise(text, ON) if code in e.text]
    assert [e.kind for e in found] == ["code"]
    assert not [e for e in recognise(text, ON) if e.kind in QUANTITY_KINDS]


def test_shared_scale() -> None:
    (e,) = recognise("投入20至30亿元", ON)
    assert (e.value_low, e.value_high, e.unit) == (Decimal("2e9"), Decimal("3e9"), "CNY")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("拨付3541.07万元5项支出", [Decimal("35410700"), Decimal(5)]),
        ("共计47.264287亿", [Decimal("4726428700")]),
        ("人数小于40万", [Decimal(400000)]),
        ("财政收入1273.3亿元、增长3.1%", [Decimal("127330000000"), Decimal("3.1")]),
        ("增长 1 2 . 5 %", [Decimal("12.5")]),
        ("全国一半的企业", [Decimal(50)]),
        ("产值翻了一番", [Decimal(1)]),
        ("近九成企业参加", [Decimal(90)]),
        ("利润增加一倍", [Decimal(1)]),
    ],
)
def test_values(text: str, values: list[Decimal]) -> None:
    assert [e.value for e in recognise(text, ON) if e.kind in QUANTITY_KINDS] == values


def test_digits_that_stand_apart_make_no_quantity_with_a_unit() -> None:
    found = recognise("合计 12  3.5   -4.8 6 7", ON)
    assert all(e.kind not in QUANTITY_KINDS or e.rule == "count.bare" for e in found)


def test_item_numbers_are_not_decimals() -> None:
    assert kinds("\n5.2026年工作重点")["5"] == "ordinal"
    assert "5.2026年" not in kinds("\n5.2026年工作重点")


@pytest.mark.parametrize(("text", "span", "value"), [("项目一号厂房", "一号", 1), ("二期工程开工", "二期", 2), ("获得三等奖", "三等奖", 3)])
def test_ordinals_have_a_value(text: str, span: str, value: int) -> None:
    assert [(e.text, e.kind, e.value) for e in recognise(text, ON) if e.kind == "ordinal"] == [(span, "ordinal", Decimal(value))]

"""The unit lexicon: canonical units, exact factors, guards against longer words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from pipelines.extract.model import QUANTITY_KINDS
from pipelines.extract.units import LATIN_UNIT_PATTERN, TAEL_PATTERN, UNIT_PATTERN, UNITS
from pipelines.lexicon.read import rows

FACTORS = [
    ("亩", "m2", Decimal(2000) / 3), ("公顷", "m2", Decimal(10000)), ("吨", "kg", Decimal(1000)), ("斤", "kg", Decimal("0.5")), ("两", "kg", Decimal("0.05")),
    ("公里", "m", Decimal(1000)), ("千瓦时", "kWh", Decimal(1)), ("米/秒", "km/h", Decimal("3.6")), ("MB", "GB", Decimal("0.001")), ("℉", "degF", Decimal(1)),
    ("°", "deg", Decimal(1)), ("℃", "℃", Decimal(1)), ("‰", "%", Decimal("0.1")), ("成", "%", Decimal(10)), ("个百分点", "pp", Decimal(1)), ("天", "s", Decimal(86400)),
    ("年", "s", Decimal(365 * 86400)), ("个月", "s", Decimal(30 * 86400)), ("打", "count", Decimal(12)), ("元", "CNY", Decimal(1)), ("角", "CNY", Decimal("0.1")),
    ("港元", "HKD", Decimal(1)), ("个", "count", Decimal(1)), ("倍", "times", Decimal(1)),
]  # fmt: skip


@pytest.mark.parametrize(("surface", "unit", "factor"), FACTORS)
def test_factor(surface: str, unit: str, factor: Decimal) -> None:
    assert (UNITS[surface].unit, UNITS[surface].factor) == (unit, factor)


def test_every_row_is_sound() -> None:
    surfaces = [r["surface"] for r in rows("units.csv")]
    assert len(surfaces) == len(set(surfaces))
    assert all(r["source"] for r in rows("units.csv"))
    assert all(u.factor > 0 and u.kind in QUANTITY_KINDS for u in UNITS.values())


@pytest.mark.parametrize(("text", "unit"), [("万平方米", None), ("平方米房", "平方米"), ("元旦", None), ("公里时速", "公里时速"), ("kWh以上", "kWh"), ("m", "m"), ("mx", None)])
def test_longest_unit(text: str, unit: str | None) -> None:
    m = re.match(UNIT_PATTERN, text)
    assert (m.group() if m else None) == unit


def test_latin_unit_is_a_whole_word() -> None:
    assert re.match(LATIN_UNIT_PATTERN, "kW机组")
    assert not re.match(LATIN_UNIT_PATTERN, "kWx")


@pytest.mark.parametrize(("text", "weighs"), [("两半", True), ("两", True), ("两白酒", True), ("两会", False), ("两个", False)])
def test_two_or_tael(text: str, weighs: bool) -> None:
    assert bool(re.match(TAEL_PATTERN, text)) is weighs

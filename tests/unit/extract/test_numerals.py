"""Numerals: what a run of number characters is worth, both ways."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.numerals import fuzzy_pair, last_digit, parse_number

VALUES = [
    ("1,234.5", "1234.5"), ("3.2万", "32000"), ("1亿2000万", "120000000"), ("1万600", "10600"), ("47.264287亿", "4726428700"),
    ("一百二十三", "123"), ("二〇二三".replace("〇", "零"), "2023"), ("壹佰", "100"), ("廿一", "21"), ("三万五", "35000"), ("二百五", "250"),
    ("一千一百零一", "1101"), ("一十一万一千一百一十一", "111111"), ("一点五亿", "150000000"), ("零点77", "0.77"), ("十万亿", "10000000000000"),
    ("负三点一四", "-3.14"), ("-5", "-5"), ("1 2 . 5", "12.5"), ("3 5 0", "350"), ("7 万5 千4 百", "75400"), ("3，569，705", "3569705"), ("15k", "15000"),
    ("三千 九百 六十五", "3965"), ("两个亿", "200000000"), ("一百万亿", "100000000000000"), ("1.2万亿", "1200000000000"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "value"), VALUES)
def test_parse_number(text: str, value: str) -> None:
    assert parse_number(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "年", "1.2.3", "三十四十", "一万2亿", "万万年", "点", "1" * 100, "万" * 5000])
def test_no_number(text: str) -> None:
    assert parse_number(text) is None


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [("三五", 3, 5), ("七八百", 700, 800), ("十七八", 17, 18), ("两三万", 20000, 30000), ("七百三四十", 730, 740), ("二三十", 20, 30)],
)
def test_fuzzy_pair(text: str, low: int, high: int) -> None:
    assert fuzzy_pair(text) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize("text", ["二零二三", "一二三", "三十五", "一百二十三", "九八"])
def test_no_fuzzy_pair(text: str) -> None:
    assert fuzzy_pair(text) is None


@pytest.mark.parametrize(
    ("text", "step"), [("5.2", "0.1"), ("1万", "10000"), ("三百", "100"), ("5", "1"), ("1.25亿", "1000000"), ("三点一四", "0.01"), ("1 2 . 5", "0.1")]
)
def test_last_digit(text: str, step: str) -> None:
    assert last_digit(text) == Decimal(step)


DIGITS = "零一二三四五六七八九"


def in_chinese(n: int) -> str:
    """Reference writer: 10203 as 一万零二百零三."""
    if n < 10:
        return DIGITS[n]
    for scale, mark in ((10**8, "亿"), (10**4, "万"), (1000, "千"), (100, "百"), (10, "十")):
        if n >= scale:
            head, rest = divmod(n, scale)
            gap = "零" if 0 < rest < scale // 10 else ""
            return in_chinese(head) + mark + gap + (in_chinese(rest) if rest else "")
    raise AssertionError(n)


@given(st.integers(0, 10**12 - 1))
def test_round_trip_in_chinese(n: int) -> None:
    assert parse_number(in_chinese(n)) == n


@given(st.integers(0, 10**15))
def test_round_trip_in_digits(n: int) -> None:
    assert parse_number(str(n)) == parse_number(f"{n:,}") == n


@given(st.decimals(min_value=0, max_value=10**6, places=3), st.sampled_from(["万", "亿", "万亿", "千"]))
def test_scales_multiply(x: Decimal, scale: str) -> None:
    worth = {"万": 10**4, "亿": 10**8, "万亿": 10**12, "千": 1000}[scale]
    assert parse_number(f"{x}{scale}") == x * worth

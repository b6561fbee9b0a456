"""Lengths of time: their spans and seconds, and what is a date or a figure of speech instead."""

from __future__ import annotations

from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.durations import find_durations
from pipelines.extract.view import view

HOUR, DAY, MONTH, YEAR = 3600, 86400, 30 * 86400, 365 * 86400

EXACT = [
    ("半小时", HOUR // 2), ("3天", 3 * DAY), ("两个半小时", 5 * HOUR // 2), ("3年零2个月", 3 * YEAR + 2 * MONTH), ("一年半", 3 * YEAR // 2),
    ("十分钟", 600), ("3个工作日", 3 * DAY), ("五个季度", 450 * DAY), ("四个星期", 28 * DAY), ("五分三十秒", 330), ("一小时零十五秒", HOUR + 15),
    ("两天又一个月", MONTH + 2 * DAY), ("三天三夜", 3 * DAY), ("24小时", DAY), ("1,000天", 1000 * DAY), ("20年", 20 * YEAR), ("6 天", 6 * DAY),
]  # fmt: skip
RANGES = [
    ("三五天", 3 * DAY, 5 * DAY), ("13—18天", 13 * DAY, 18 * DAY), ("3~6个月", 3 * MONTH, 6 * MONTH), ("30分钟到1小时", HOUR // 2, HOUR),
    ("十几天", 10 * DAY, 20 * DAY), ("七八年", 7 * YEAR, 8 * YEAR), ("二三十年", 20 * YEAR, 30 * YEAR), ("两三个月", 2 * MONTH, 3 * MONTH),
]  # fmt: skip


@pytest.mark.parametrize(("text", "seconds"), EXACT)
def test_seconds(text: str, seconds: int) -> None:
    assert [(d.start, d.end, d.seconds) for d in find_durations(view(f"约{text}，"))] == [
        (1, 1 + len(text), Decimal(seconds))
    ]


@pytest.mark.parametrize(("text", "low", "high"), RANGES)
def test_ranges(text: str, low: int, high: int) -> None:
    (d,) = find_durations(view(text))
    assert (d.start, d.end, d.seconds, d.low, d.high) == (0, len(text), None, Decimal(low), Decimal(high))


def test_hundredths_of_a_race() -> None:
    assert [d.seconds for d in find_durations("以3分21秒18夺冠")] == [Decimal("201.18")]


def test_what_the_text_rounds_is_about() -> None:
    (d,) = find_durations("历时17个多月")
    assert (d.seconds, d.about) == (Decimal(17 * MONTH), True)


@pytest.mark.parametrize(
    "text",
    [
        "2023年",
        "二零二三年",
        "3月",
        "三季度",
        "17日",
        "第三年",
        "三年级",
        "百年老街",
        "70周年",
        "80年代",
        "上半年",
        "三分之一",
        "得10分",
        "一个年份",
        "星期三",
    ],
)
def test_none(text: str) -> None:
    assert find_durations(view(text)) == []


@given(
    st.lists(
        st.sampled_from([*"年月日天周时分秒个半多零又至—3579.一二三五十百几", "小时", "分钟", "个月"]),
        max_size=30,
    ).map("".join)
)
def test_spans_are_sorted_apart_and_ordered(text: str) -> None:
    hits = find_durations(text)
    assert all(0 <= d.start < d.end <= len(text) for d in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert all(d.low < d.high for d in hits if d.low is not None and d.high is not None)
    assert all((d.seconds is None) == (d.low is not None) for d in hits)

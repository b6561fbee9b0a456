"""The whole recogniser: spans verbatim, in order, apart; nothing left out; work linear in the text."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from datetime import date
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.recognise import recognise, scan
from pipelines.extract.view import view

ON = date(2023, 6, 30)
PIECES = [
    *"0123456789零一二两三四五六七八九十百千万亿点半几多余个项家元年月日天第届期级号大约近超过至到—-~、，。（）/%‰+ .",
    "万元", "亿元", "平方米", "公里", "百分之", "分之", "以上", "左右", "不低于", "统一", "三农", "5G", "2023年", "一季度", "零下", "℃", "个百分点", "翻", "番", "萬", "１",
]  # fmt: skip
TEXTS = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)
NUMBER = re.compile(r"\d+|[零一二两三四五六七八九十百千万亿]{2,}")


@settings(max_examples=300, deadline=None)  # the first example loads the gazetteer
@given(TEXTS)
def test_spans_are_verbatim_sorted_and_apart(text: str) -> None:
    found = recognise(text, ON)
    assert all(text[e.start : e.end] == e.text and e.text for e in found)
    assert all(a.end <= b.start for a, b in pairwise(found))
    assert all((e.value_low is None) == (e.value_high is None) for e in found)
    assert all(e.value_low <= e.value_high for e in found if e.value_low is not None and e.value_high is not None)
    assert all(e.comparator is not None for e in found if e.kind != "date")


@settings(deadline=None)
@given(TEXTS)
def test_same_text_same_result(text: str) -> None:
    assert recognise(text, ON) == recognise(text, ON)


@settings(max_examples=300, deadline=None)  # the first example loads the gazetteer
@given(TEXTS)
def test_no_number_is_left_out(text: str) -> None:
    v = view(text)
    covered = {i for e in recognise(text, ON) for i in range(e.start, e.end)}
    left = [m.group() for m in NUMBER.finditer(v) if covered.isdisjoint(range(m.start(), m.end()))]
    assert left == []


def test_offsets_are_those_of_the_untouched_text() -> None:
    text = "增長５．２％，達１２０萬元"
    assert [(e.text, float(e.value or 0)) for e in recognise(text, ON)] == [("５．２％", 5.2), ("１２０萬元", 1200000.0)]


def steps(work: Callable[[], Any]) -> int:
    """Calls and lines of Python run by ``work``: a measure of work that no other load disturbs."""
    count = 0

    def trace(frame: Any, event: str, arg: Any) -> Any:
        nonlocal count
        count += 1
        return trace

    sys.settrace(trace)
    try:
        work()
    finally:
        sys.settrace(None)
    return count


@pytest.mark.parametrize("piece", ["一", "1", "万", "、", "（", ",", ".", " ", "1 ", "1,", "一、", "1-", "第", "百分之", "“一", "(一", "1/", "a1", "一x", "1元"])
def test_work_grows_with_the_text_and_no_faster(piece: str) -> None:
    small, large = (view(piece * n) for n in (2000, 4000))
    scan(small, [])  # fill the caches
    assert steps(lambda: scan(large, [])) <= 2.2 * steps(lambda: scan(small, [])) + 2000

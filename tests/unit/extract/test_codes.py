"""Shields: what holds digits or numerals and counts nothing."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.codes import by_start, find_shields, numeral_words
from pipelines.extract.view import view

WHOLE = [
    ("〔2023〕5号", "code"), ("1+2+3+N", "code"), ("5+5+7", "code"), ("5G", "code"), ("4A级", "code"), ("4S", "code"), ("2.0版", "code"), ("C919", "code"),
    ("PM2.5", "code"), ("G20", "code"), ("12345", "code"), ("www.example.gov.cn", "code"), ("a.b@example.com", "code"), ("0532-88888888", "code"),
    ("十八大", "code"), ("三年行动计划", "code"), ("一带一路", "code"), ("三期", "ordinal"), ("一等奖", "ordinal"), ("十七届", "ordinal"), ("75周年", "ordinal"),
    ("零部件", "idiom"), ("千方百计", "idiom"), ("统一", "idiom"), ("万科", "idiom"), ("百度", "idiom"), ("一方面", "idiom"), ("863", "code"), ("1∶2.5", "code"),
    ("百亿斤", "code"),
]  # fmt: skip
AFTER = {"百亿斤": "粮食产能提升工程", "12345": "热线电话", "863": "计划", "十八大": "精神", "三期": "工程", "1∶2.5": "的比例"}


@pytest.mark.parametrize(("text", "kind"), WHOLE)
def test_shield(text: str, kind: str) -> None:
    v = view(f"关于{text}{AFTER.get(text, '，推进')}")
    assert (2, 2 + len(text), kind) in [(s.start, s.end, s.kind) for s in find_shields(v)]


@pytest.mark.parametrize(
    "text",
    ["共35个", "增长5.5%", "一百一十一万", "3公里长", "投资12亿元", "装机50kW以上", "GDP1273亿元", "翻一番", "近九成", "第十四", "破百亿元", "千亿斤粮食", "三百六十五", "100MW项目"],
)
def test_no_shield_over_a_quantity(text: str) -> None:
    assert [s for s in find_shields(view(text)) if s.kind in ("code", "idiom")] == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("一架苏-30战机升空", "30"), ("海警2304舰编队", "2304"), ("歼-11B亮相", "11B"), ("节目（20230107）", "20230107"), ("发射神舟-8飞船", "8"), ("践行“八八战略”", "八八"), ("备案15040002000101号", "15040002000101"), ("11层1121室", "1121"),
        ("亿元GDP生产安全事故死亡率下降", "亿元"), ("万元地区生产总值能耗下降3%", "万元"),
    ],
)  # fmt: skip
def test_names_that_look_like_numbers(text: str, code: str) -> None:
    assert code in [text[s.start : s.end] for s in find_shields(view(text)) if s.kind == "code"]


@pytest.mark.parametrize("text", ["增速-3，", "利润-5亿元", "气温-5到3度", "增长-3.2%", "每万元产值", "千元级手机", "总额123456789012元", "第100000100000", "计算-2的平方", "产量20230107吨", "共12艘舰"])
def test_numbers_that_look_like_names(text: str) -> None:
    assert [s for s in find_shields(view(text)) if s.rule in ("code.model", "code.per_unit", "code.number")] == []


def test_dictionary_words_that_count_are_left_out() -> None:
    words = numeral_words()
    assert not {"翻一番", "近九成", "百分之百", "三百", "国一", "破百", "两个"} & words.keys()
    assert {"零部件", "统一", "千方百计"} <= words.keys()


@settings(deadline=None)  # the first example loads the words
@given(st.text(alphabet="一二三十百万第届期级大+年行动计划（）“”、：A5G.x@-〔〕号统零部件"))
def test_spans_lie_inside_in_order(text: str) -> None:
    v = view(text)
    found = find_shields(v)
    assert found == sorted(found, key=by_start)
    assert all(0 <= s.start < s.end <= len(v) for s in found)

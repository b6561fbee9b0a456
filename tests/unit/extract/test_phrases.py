"""Phrases before and behind a number: aspect, sign, basis, reference, measure and action (semantics.md, section 2)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.extract.phrases import parse_left, parse_right

LEFT = [
    # text before the number, class, what it says
    ("粮食总产量达到", "measure", {"measure": "粮食总产量", "aspect": None}),
    ("快递业务量同比增长", "percent", {"measure": "快递业务量", "aspect": "growth", "sign": 1, "basis": "同比"}),
    ("煤炭消费量比上年下降", "percent", {"measure": "煤炭消费量", "aspect": "growth", "sign": -1, "basis": "比上年"}),
    pytest.param("原油产量环比减少", "percent", {"measure": "原油产量", "aspect": "growth", "sign": -1, "basis": "环比"}),
    ("森林覆盖率提高", "percentage_point", {"measure": "森林覆盖率", "aspect": "change", "sign": 1}),
    ("失业率回落", "percentage_point", {"measure": "失业率", "aspect": "change", "sign": -1}),
    ("存款余额比年初增加", "money", {"measure": "存款余额", "aspect": "change", "sign": 1, "basis": "比年初"}),
    ("税收收入较上年减收", "money", {"measure": "税收收入", "aspect": "change", "sign": -1}),
    ("高技术制造业占规上工业比重达", "percent", {"aspect": "share", "measure": "高技术制造业"}),
    ("绿电占比提升到", "percent", {"aspect": "share", "measure": "绿电占比"}),
    ("为年度预算的", "percent", {"aspect": "completion", "measure": None}),
    ("土地出让收入完成年初预算的", "percent", {"aspect": "completion", "measure": "土地出让收入", "reference": "年初预算"}),
    ("钢结构安装完成", "percent", {"aspect": "completion", "measure": "钢结构安装"}),
    ("服务业增速高于全省", "percentage_point", {"aspect": "gap", "sign": 1, "reference": "全省"}),
    ("工业增速低于全国", "percentage_point", {"aspect": "gap", "sign": -1, "reference": "全国"}),
    ("增速比全国平均水平快", "percentage_point", {"aspect": "gap", "sign": 1, "reference": "全国平均水平"}),
    ("城镇新增就业", "count", {"measure": "城镇新增就业", "aspect": None, "action": None}),
    ("由2019年的", "percent", {"base_only": True}),
    ("水电、风电分别增长", "percent", {"shared_out": True, "aspect": "growth"}),
    ("进口额、出口额均突破", "money", {"jointly": True}),
    ("实现网络零售额", "money", {"measure": "网络零售额", "action": None}),
    ("完成固定资产投资", "money", {"measure": "固定资产投资", "action": None}),
    ("净增市场主体", "count", {"measure": "市场主体", "action": None}),
    ("改造燃气管道", "measure", {"measure": "燃气管道", "action": "改造"}),
    ("新建充电桩", "count", {"measure": "充电桩", "action": "新建"}),
    ("剔除减税因素后同口径增长", "percent", {"aspect": "growth", "basis": "同口径"}),
    ("常住人口增加到", "count", {"aspect": "level", "measure": "常住人口"}),
    ("成都铁路局发送旅客", "count", {"measure": "旅客", "action": "发送"}),
    ("省财政厅下达水利救灾资金", "money", {"measure": "水利救灾资金", "action": "下达"}),
    ("受访企业认为用工成本", "percent", {"measure": "用工成本"}),
    ("新航线将飞行时间缩短至", "duration", {"measure": "飞行时间"}),
    ("农村新建住房", "measure", {"measure": "农村住房", "action": "新建"}),
    ("省农业农村部门下达抗旱资金", "money", {"measure": "抗旱资金", "action": "下达"}),
    ("管道年输送天然气能力", "measure", {"measure": "管道年输送天然气能力", "action": None}),
    ("完成意向收购量的", "percent", {"aspect": "completion", "reference": "意向收购量", "measure": None}),
    ("门诊量较峰值下降", "percent", {"aspect": "growth", "measure": "门诊量", "basis": "较峰值"}),
    ("市级按照不超过设备投资额", "percent", {"measure": "设备投资额"}),
    ("航班旅客发送量", "count", {"measure": "航班旅客发送量", "action": None}),
    ("飞行时间将由原来的", "duration", {"measure": "飞行时间"}),
    ("林木覆盖率已经超过", "percent", {"measure": "林木覆盖率"}),
    ("万元产值电耗降至", "measure", {"aspect": "level"}),
]


@pytest.mark.parametrize(("text", "kind", "expected"), LEFT, ids=str)
def test_parse_left(text: str, kind: str, expected: dict[str, object]) -> None:
    got = parse_left(text, kind)
    assert {k: getattr(got, k) for k in expected} == expected


RIGHT = [
    ("智能仓储项目，", {"measure": "智能仓储项目", "action": None}),
    ("充电桩建设，", {"measure": "充电桩", "action": "建设"}),
    ("老旧管网改造，", {"measure": "老旧管网", "action": "改造"}),
    ("冷链物流项目洽谈落地", {"measure": "冷链物流项目", "action": "洽谈落地"}),
    ("牧民全部搬进通电的新房", {"measure": "牧民"}),
    ("选手给组委会写信", {"measure": "选手"}),
    ("气象卫星今天投入使用", {"measure": "气象卫星"}),
    ("重点灌区之一", {"measure": "重点灌区"}),
    ("，同比", {"measure": None}),
    ("左右", {"measure": None}),
    ("目标", {"measure": None}),
    ("大关", {"measure": None}),
    ("从业人员", {"measure": "从业人员"}),
    ("中小企业", {"measure": "中小企业"}),
    ("在建项目", {"measure": "在建项目"}),
    ("方面发力", {"measure": "方面"}),
    ("高新技术企业入选", {"measure": "高新技术企业"}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), RIGHT, ids=str)
def test_parse_right(text: str, expected: dict[str, object]) -> None:
    got = parse_right(text)
    assert {k: getattr(got, k) for k in expected} == expected


@pytest.mark.parametrize("word", ["增长", "扩大", "提高", "上升", "回升", "上涨"])
def test_a_rise_is_positive(word: str) -> None:
    assert (parse_left(f"客运量{word}", "percent").aspect, parse_left(f"客运量{word}", "percent").sign) == ("growth", 1)


@pytest.mark.parametrize("word", ["下降", "减少", "下滑", "降低", "回落", "缩减", "收窄", "负增长"])
def test_a_fall_is_negative(word: str) -> None:
    assert (parse_left(f"客运量{word}", "percent").aspect, parse_left(f"客运量{word}", "percent").sign) == ("growth", -1)


_WORDS = st.lists(st.sampled_from(["全市", "项目", "同比", "增长", "下降", "占", "比重", "达到", "完成", "预算", "的", "分别", "、", "，", "新引进", "由", "2020年", "到", "高于", "全国", "（", "）", "“", "”"]), max_size=12)


@settings(deadline=None)
@given(_WORDS, st.sampled_from(["count", "money", "percent", "percentage_point", "multiple", "measure"]))
def test_any_words_give_an_aspect_and_a_measure_without_digits_at_its_end(words: list[str], kind: str) -> None:
    left = parse_left("".join(words), kind)
    assert left.aspect in {None, "level", "growth", "change", "share", "completion", "gap", "rank"}
    assert left.sign in (1, -1) and left.measure != ""
    assert parse_right("".join(words)).measure != ""

"""Traps: sentences in which numbers are names, formulas or slogans, and those in which they nearly are."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from statements import (
    BUDGET,
    COMMUNIQUE,
    NATION,
    NEWS,
    PLAN,
    REPORT,
    REVIEW,
    STATE,
    agrees,
    annotated,
    figure,
    has,
    table,
)

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
        ("不辜负十四亿人民，企业税负300亿元", [Decimal(1400000000), Decimal(30000000000)]),
        ("利润为负300万元", [Decimal(-3000000)]),
        ("加入1 7 个公约，上涨1 . 5 %", [Decimal(17), Decimal("1.5")]),
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


# --- traps of figures: whose number, of what, how it is to be taken --------------------------------------------

YEAR_2022, YEAR_2023 = ("2022-01-01", "2022-12-31"), ("2023-01-01", "2023-12-31")
TRAPS = table(
    (NEWS, "今年计划集中开工总投资215.4亿元的港口物流等37个项目。",
     ("215.4亿元", has(measure="总投资", scope="group_total", status="stated", action=None, is_additive=False, aspect="level")),
     ("37个", has(action=("开工", "集中开工"), status="target", scope="total", is_additive=True))),
    (NEWS, "全年力争引进过50亿元项目3个以上、过10亿元项目8个以上。",
     ("3个以上", has(measure="项目", threshold=("gt", 5e9, "CNY"), comparator="ge", is_additive=False)),
     ("8个以上", has(measure="项目", threshold=("gt", 1e9, "CNY"), comparator="ge", is_additive=True))),
    (NEWS, "去年，全市水泥产量下降4.7%。", ("4.7%", has(value=-4.7, aspect="growth", measure="水泥产量", status="achieved", comparator="eq"))),
    (NEWS, "去年，全市用电量下降2%以上。", ("2%以上", has(value=-2.0, aspect="growth", comparator="le"))),
    (NEWS, "去年，全市工业增加值、服务业增加值分别增长4.4%、7.3%。",
     ("4.4%", has(measure=("工业增加值", "规模以上工业增加值"), aspect="growth")), ("7.3%", has(measure="服务业增加值", aspect="growth"))),
    (NEWS, "去年，污水处理率由2019年的61%提高到83%。",
     ("61%", has(value=61.0, period=("2019-01-01", "2019-12-31"))), ("83%", has(value=83.0, status="achieved", period=YEAR_2022))),
    (NEWS, "去年投入15至25亿元用于管网改造。", ("15至25亿元", has(value=None, value_low=1.5e9, value_high=2.5e9, comparator="between", unit="CNY"))),
    (NEWS, "去年一般公共预算收入864.2亿元、增长2.9%。",
     ("864.2亿元", has(measure="一般公共预算收入", aspect="level", value=8.642e10)), ("2.9%", has(measure="一般公共预算收入", aspect="growth", value=2.9))),
    (COMMUNIQUE, "全年地区生产总值（GDP）[2]731.4亿元，比上年增长2.6%。", ("731.4亿元", has(measure="地区生产总值")), ("2.6%", has(measure="地区生产总值", basis="比上年"))),
    (COMMUNIQUE, "全年固定资产投资（不含农户，下同）比上年增长4.1%。", ("4.1%", has(measure="固定资产投资", aspect="growth"))),
    (COMMUNIQUE, "电视和广播业、仓储和邮政业、居民服务和其他服务业营业收入分别增长8.1%、5.2%和3.3%。",
     ("8.1%", has(measure="电视和广播业营业收入")), ("5.2%", has(measure="仓储和邮政业营业收入")), ("3.3%", has(measure="居民服务和其他服务业营业收入"))),
    (COMMUNIQUE, "全年变频器、光纤、工业缝纫机、石材等产品增势较好，分别增长14.2%、9.6%、8.8%、3.7%。", ("14.2%", has(measure="变频器")), ("9.6%", has(measure="光纤")), ("3.7%", has(measure="石材"))),
    (BUDGET, "全市地方一般公共预算收入拟安排143亿元，同比增长3%。", ("143亿元", has(measure="一般公共预算收入")), ("3%", has(measure="一般公共预算收入", aspect="growth"))),
    (BUDGET, "市级国有资本经营预算收入518万元，比上年执行数63万元增长722.2%。", ("722.2%", has(measure="国有资本经营预算收入", aspect="growth"))),
    (REPORT, REVIEW + "全年完成造林28万亩。", ("28万亩", has(measure=("造林", "造林面积"), status="achieved"))),
    # the patterns of ../shared/gold/hard-cases.md, in words of our own
    (REPORT, REVIEW + "全市工业总产值达到2815.3亿元，较“十三五”末的1920.6亿元增加894.7亿元，增长46.6%。",
     ("2815.3亿元", has(aspect="level", period=YEAR_2023, status="achieved")), ("1920.6亿元", has(aspect="level", period=("2020-01-01", "2020-12-31"), status="achieved")),
     ("894.7亿元", has(aspect="change", basis="较“十三五”末")), ("46.6%", has(aspect="growth", basis="较“十三五”末"))),
    (BUDGET, "全市一般公共预算支出5,214,300万元，为年初预算5,500,000万元的94.8%，较上年决算数下降2.3%，剔除一次性因素后同口径增长1.5%。",
     ("5,214,300万元", has(value=5.2143e10, aspect="level", admin_scope="全市")), ("5,500,000万元", has(value=5.5e10, status="stated")),
     ("94.8%", has(aspect="completion", reference="年初预算")), ("2.3%", has(value=-2.3, basis="较上年决算数")), ("1.5%", has(basis="同口径", aspect="growth"))),
    (BUDGET, "市级实际完成21.6亿元（其中：高新区3.2亿元），为预算的103.1%（其中：高新区为预算的118.4%）。",
     ("3.2亿元", has(is_additive=False, aspect="level")), ("103.1%", has(aspect="completion")), ("118.4%", has(aspect="completion"))),
    (REPORT, PLAN + "到2027年，确保实现全市专精特新企业420家目标，力争达到500家左右。",
     ("420家", has(strength=3, target_tier="base", status="target", period=(None, "2027-12-31"))), ("500家左右", has(strength=1, target_tier="stretch", comparator="approx", value=500.0))),
    (REPORT, "今年主要预期目标是：固定资产投资增长6%以上、力争达到7%。",
     ("6%以上", has(aspect="growth", comparator="ge", target_tier="base")), ("7%", has(aspect="growth", comparator="eq", target_tier="stretch", strength=1))),
    (REPORT, REVIEW + "税收收入达118.7亿元、增长2.2%（同口径增长3.6%以上）。",
     ("2.2%", has(aspect="growth", basis=None)), ("3.6%以上", has(aspect="growth", basis="同口径", comparator="ge"))),
    (REPORT, "今年主要预期目标是：地区生产总值增长6%左右，其中一二三产增加值分别增长3%左右、7%左右、5.5%左右。",
     ("3%左右", has(measure="第一产业增加值", comparator="approx")), ("7%左右", has(measure="第二产业增加值")), ("5.5%左右", has(measure="第三产业增加值"))),
    (REPORT, PLAN + "新开工改造城中村38个1.6万户。", ("38个", has(measure="城中村", action="新开工改造", status="target", strength=None)), ("1.6万户", has(value=16000.0, action="新开工改造", status="target"))),
    (STATE, "一、2008年工作回顾\n没有实现年初确定的城镇新增岗位减少3%左右、工业废水排放量减少5%的目标。",
     ("3%左右", has(value=-3.0, status="stated", comparator="approx")), ("5%", has(value=-5.0, status="stated", comparator="eq"))),
    (NATION, "1—8月，全国已开工建设筹集公租房62.5万套（间），完成年度计划80万套（间）的78%。",
     ("62.5万套（间）", has(action="开工建设筹集", status="achieved", period=("2024-01-01", "2024-08-31"))), ("80万套（间）", has(status="stated")), ("78%", has(aspect="completion", reference="年度计划"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), TRAPS)
def test_figure_traps(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


def test_a_table_as_text_gives_right_figures_or_none() -> None:
    rows = annotated("主要指标\n指标 2021年 2022年 增长%\n货运量 118.6 124.9 5.3\n客运量 42.7 39.8 -6.8\n", COMMUNIQUE)["figures"]
    assert all(f["measure"] in ("货运量", "客运量") for f in rows)
    assert annotated("类款项  预算数  决算数\n公共安全  21  0  17\n农林水  33  4  29\n", BUDGET)["figures"] == []


def test_when_is_not_how_long() -> None:
    assert annotated("几天前，第一批货柜运抵。仅仅20分钟后，通关完成。", NEWS)["figures"] == []

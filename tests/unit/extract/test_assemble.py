"""Fields that follow from others (strength, tier, basis, books, parts, scope …) and the patterns most extractors fail."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from statements import (
    BUDGET,
    COMMUNIQUE,
    NATION,
    NEWS,
    PLAN,
    PROVINCE,
    REPORT,
    REVIEW,
    STATE,
    YEAR_2022,
    YEAR_2023,
    YEAR_2024,
    agrees,
    annotated,
    figure,
    has,
    spans,
    table,
)

FIELDS = table(
    # target tier: a stretch target has the aspect of the base target
    (REPORT, PLAN + "工业投资增长8%以上、力争达到10%。",
        ("8%以上", has(target_tier="base", comparator="ge", aspect="growth")), ("10%", has(target_tier="stretch", strength=1, aspect="growth", measure="工业投资"))),
    (REPORT, PLAN + "确保引进项目60个，力争达到75个。", ("60个", has(strength=3, target_tier="base")), ("75个", has(strength=1, target_tier="stretch", measure="项目", aspect="level"))),
    (REPORT, PLAN + "培训技工2万人次以上、争取达到2.5万人次。", ("2万人次以上", has(target_tier="base", measure="技工", strength=None)), ("2.5万人次", has(target_tier="stretch", strength=1, measure="技工"))),
    (REPORT, PLAN + "单位能耗下降2%以上、力争下降3%。", ("2%以上", has(target_tier="base", value=-2.0, comparator="le")), ("3%", has(target_tier="stretch", value=-3.0, strength=1))),
    (REPORT, PLAN + "进出口增长5%。", ("5%", has(target_tier=None))),
    # basis
    (COMMUNIQUE, "全年用水量同比下降1.9%。", ("1.9%", has(basis="同比", value=-1.9))),
    (COMMUNIQUE, "全年居民人均可支配收入实际增长5.2%。", ("5.2%", has(basis="实际", measure=("居民人均可支配收入", "全体居民人均可支配收入")))),
    (COMMUNIQUE, "全年生产总值4038亿元，按不变价格计算，增长8.0%。", ("8.0%", has(basis=("按不变价格计算", "不变价", "按不变价格", "不变价格")))),
    (COMMUNIQUE, "全年环保投入增长13%。", ("13%", has(basis=None))),
    (REPORT, REVIEW + "数字经济核心产业营收年均增长16%。", ("16%", has(basis="年均"))),
    (BUDGET, "一、2023年预算执行情况\n全市科学技术支出12.4亿元，较上年决算数增长9.5%。", ("9.5%", has(basis="较上年决算数", value=9.5))),
    # whose books
    (BUDGET, "一、2023年预算执行情况\n市本级一般公共预算收入98.6亿元。", ("98.6亿元", has(admin_scope="市本级", measure="一般公共预算收入"))),
    (BUDGET, "一、2023年预算执行情况\n全市一般公共预算收入201.5亿元，其中：市本级98.6亿元，下降0.8%。",
        ("201.5亿元", has(admin_scope="全市", is_additive=True)), ("98.6亿元", has(admin_scope="市本级", is_additive=False, measure="一般公共预算收入")), ("0.8%", has(value=-0.8, admin_scope="市本级"))),
    (REPORT, REVIEW + "市本级固定资产投资增长8%；社会消费品零售总额增长5%。", ("8%", has(admin_scope="市本级", measure="固定资产投资")), ("5%", has(admin_scope=None))),
    (REPORT, REVIEW + "城镇新增就业每年超过2万人，单位地区生产总值能耗累计下降12%。",
        ("超过2万人", has(basis="每年", measure="城镇新增就业")), ("12%", has(scope="cumulative", value=-12.0))),
    (BUDGET, "一、2023年预算执行情况\n市级税收收入（不含高新区）54.2亿元。", ("54.2亿元", has(admin_scope=("市级", "不含高新区", "市级（不含高新区）", "市级(不含高新区)")))),
    # data status
    (COMMUNIQUE, "初步核算，全年生产总值4038亿元。", ("4038亿元", has(data_status="初步核算", status="achieved"))),
    (BUDGET, "一、2023年预算执行情况\n快报显示，全市一般公共预算收入201.5亿元。", ("201.5亿元", has(data_status="快报"))),
    (REPORT, REVIEW + "预计规模以上工业增加值增长7%。", ("7%", has(data_status="预计", status="achieved"))),
    # parts, scope, additivity
    (COMMUNIQUE, "全年进出口总额320亿元，其中出口210亿元。", ("320亿元", has(part_of=None, is_additive=True)), ("210亿元", has(is_additive=False, measure=("出口", "出口总额", "出口额")))),
    (COMMUNIQUE, "全年进出口总额320亿元，其中：出口210亿元、增长5.2%，进口110亿元、下降3.1%。", ("110亿元", has(is_additive=False, measure=("进口", "进口总额", "进口额"))), ("3.1%", has(value=-3.1, measure=("进口", "进口总额", "进口额")))),
    (NEWS, "截至2月底，夷陵区储备项目75个，总投资620亿元，其中制造业项目48个。", ("48个", has(is_additive=False, part_of=13))),
    (COMMUNIQUE, "年末共有医疗机构3120个，其中医院98个、卫生院160个。", ("98个", has(is_additive=False, part_of=8)), ("160个", has(is_additive=False, part_of=8))),
    (COMMUNIQUE, "全年人均用电量2860千瓦时。", ("2860千瓦时", has(scope="per_unit", is_additive=False))),
    (COMMUNIQUE, "城镇登记失业率3.4%。", ("3.4%", has(is_additive=False))),
    (REPORT, REVIEW + "累计建成高标准农田160万亩。", ("160万亩", has(scope="cumulative", status="achieved", measure="高标准农田"))),
    (NEWS, "每平方米补助8500元。", ("8500元", has(scope="per_unit"))),
    (NEWS, "去年全市亩均税收24万元。", ("24万元", has(scope="per_unit", is_additive=False))),
    (COMMUNIQUE, "全年网上零售额5.2亿元。", ("5.2亿元", has(value_precision=1e7))),
    (COMMUNIQUE, "全年网上零售额51987万元。", ("51987万元", has(value_precision=1e4))),
    (COMMUNIQUE, "高技术产业投资占全部投资的22.5%。", ("22.5%", has(aspect="share", is_additive=False, reference=("全部投资", "全部投资的"), measure="高技术产业投资"))),
    (REPORT, PLAN + "单位生产总值能耗降低2.5%（约束性指标）。", ("2.5%", has(value=-2.5, bindingness="约束性", status="target"))),
    (REPORT, PLAN + "地区生产总值预期性目标增长6%。", ("6%", has(bindingness="预期性", status="target"))),
    ({**NEWS, **has(issued_on=date(1954, 9, 23), place="全国", publisher="国务院")}, "去年国家工业投资35000万元。", ("35000万元", has(value=35000.0, unit="CNY"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), FIELDS)
def test_further_fields(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


def test_a_part_points_at_its_whole() -> None:
    text = "全年进出口总额320亿元，其中出口210亿元。"
    assert figure(text, "210亿元", COMMUNIQUE)["part_of"] == text.index("320亿元")


def test_old_yuan_are_marked() -> None:
    meta = {**NEWS, **has(issued_on=date(1954, 9, 23))}
    assert "旧币" in figure("去年国家工业投资35000万元。", "35000万元", meta)["unit_text"]
    assert "旧币" not in figure("去年国家工业投资35000万元。", "35000万元")["unit_text"]


EXECUTED = "一、2017年预算执行情况\n批准的市级城建支出预算27.5亿元（其中：新区3.1亿元），实际完成29.4亿元（其中：新区3.6亿元），为预算的106.9%（其中：市本级104.8%，新区116.1%），增长12.2%（其中：市本级11.7%，新区18.3%）。"
OLD_BUDGET = {**BUDGET, **has(issued_on=date(2018, 2, 2), title="关于柳州市2017年预算执行情况和2018年预算草案的报告")}
HARD = table(
    # 1: a level, its base in an older year, the difference and the growth since
    (PROVINCE, REVIEW + "全省软件业营收达到862.4亿元，较“十三五”末的531.7亿元增加330.7亿元，增长62.2%。",
        ("862.4亿元", has(aspect="level", status="achieved", period=YEAR_2023, measure=("软件业营收", "软件业营业收入"))),
        ("531.7亿元", has(aspect="level", period=("2020-01-01", "2020-12-31"), status="achieved", measure=("软件业营收", "软件业营业收入"))),
        ("330.7亿元", has(aspect="change", value=3.307e10, period=("2021-01-01", "2023-12-31"), basis="较“十三五”末")),
        ("62.2%", has(aspect="growth", period=("2021-01-01", "2023-12-31"), basis="较“十三五”末"))),
    # 2: completion of a budget, growth on two bases
    (BUDGET, "一、2023年预算执行情况\n全市一般公共预算支出4,218,630万元，为年初预算4,390,000万元的96.1%，较上年决算数下降2.4%，剔除一次性因素后同口径增长3.3%。",
        ("4,218,630万元", has(value=4.21863e10, aspect="level", status="achieved", measure="一般公共预算支出", admin_scope="全市")),
        ("4,390,000万元", has(value=4.39e10, status="stated", aspect="level")),
        ("96.1%", has(aspect="completion", reference="年初预算", status="achieved")),
        ("2.4%", has(value=-2.4, aspect="growth", basis="较上年决算数")), ("3.3%", has(value=3.3, aspect="growth", basis="同口径"))),
    # 3: brackets within budgets
    (OLD_BUDGET, EXECUTED,
        ("27.5亿元", has(status="stated", admin_scope="市级")), ("3.1亿元", has(status="stated", admin_scope="新区", is_additive=False)),
        ("29.4亿元", has(status="achieved", aspect="level")), ("3.6亿元", has(status="achieved", admin_scope="新区", is_additive=False)),
        ("106.9%", has(aspect="completion")), ("104.8%", has(aspect="completion", admin_scope="市本级")), ("116.1%", has(aspect="completion", admin_scope="新区")),
        ("12.2%", has(aspect="growth", value=12.2)), ("11.7%", has(aspect="growth", admin_scope="市本级")), ("18.3%", has(aspect="growth", admin_scope="新区"))),
    # 4: base and stretch of one count
    (PROVINCE, "到2027年，确保实现全省科技型中小企业4.2万家目标，力争达到5万家左右。",
        ("4.2万家", has(value=42000.0, status="target", strength=3, target_tier="base", period=(None, "2027-12-31"), measure="科技型中小企业")),
        ("5万家左右", has(comparator="approx", strength=1, target_tier="stretch", measure="科技型中小企业", period=(None, "2027-12-31")))),
    # 5: the stretch target is a growth for all its 达到
    (PROVINCE, PLAN + "规模以上服务业营业收入增长9%以上、力争达到11%。", ("9%以上", has(comparator="ge", aspect="growth", target_tier="base", strength=None)), ("11%", has(aspect="growth", comparator="eq", strength=1, target_tier="stretch", period=YEAR_2024))),
    # 6: two bases of one growth
    (PROVINCE, REVIEW + "地方税收收入达2108.3亿元、增长2.2%（同口径增长4%以上）。",
        ("2108.3亿元", has(aspect="level", status="achieved")), ("2.2%", has(aspect="growth", basis=None)), ("4%以上", has(aspect="growth", comparator="ge", basis="同口径", status="achieved"))),
    # 7: the sectors' joint name
    (PROVINCE, PLAN + "地区生产总值增长6%左右，其中一二三产增加值分别增长4%左右、7%左右、6.5%左右。",
        ("6%左右", has(measure="地区生产总值", status="target", comparator="approx")), ("4%左右", has(measure="第一产业增加值", status="target")),
        ("7%左右", has(measure="第二产业增加值", period=YEAR_2024)), ("6.5%左右", has(measure="第三产业增加值", aspect="growth", comparator="approx"))),
    # 8: one measure in two classifiers
    (PROVINCE, PLAN + "新开工改造背街小巷423条68.7公里。",
        ("423条", has(measure="背街小巷", action="新开工改造", status="target", strength=None)), ("68.7公里", has(measure="背街小巷", action="新开工改造", value=68700.0, status="target"))),
    # 9: quoted aims that were missed
    (STATE, "一、2008年工作回顾\n没有实现年初确定的万元产值水耗下降6%左右、二氧化硫排放总量减少3%的目标。",
        ("6%左右", has(status="stated", value=-6.0, comparator="approx", aspect="growth", period=("2008-01-01", "2008-12-31"))), ("3%", has(status="stated", value=-3.0, comparator="eq"))),
    # 10: a plan's completion
    (NATION, "1—9月，全国已开工改造燃气管网6.3万公里，完成年度计划7.5万公里的84%，完成投资918亿元。",
        ("6.3万公里", has(status="achieved", action=("开工改造", "已开工改造"), period=("2024-01-01", "2024-09-30"), place="全国")),
        ("7.5万公里", has(status="stated", aspect="level", period=YEAR_2024)),
        ("84%", has(aspect="completion", reference="年度计划", status="achieved")), ("918亿元", has(measure="投资", status="achieved", aspect="level"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), HARD)
def test_hard_patterns(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


def test_one_bracketed_budget_sentence_gives_ten_rows() -> None:
    assert spans(EXECUTED, OLD_BUDGET) == ["27.5亿元", "3.1亿元", "29.4亿元", "3.6亿元", "106.9%", "104.8%", "116.1%", "12.2%", "11.7%", "18.3%"]


def test_a_year_before_the_releases_is_that_of_a_review() -> None:
    assert figure("去年，全市新增床位2600张。", "2600张")["period_start"].isoformat() == YEAR_2022[0]
    assert annotated("", NEWS)["figures"] == []

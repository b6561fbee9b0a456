"""News, policies and old reports: what their figures take from layout and habit. All texts are invented."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from statements import NATION, NEWS, POLICY, STATE, agrees, annotated, figure, has, table

_DUE_2025 = (None, "2025-12-31")
_MARKS = (("——", "——"), ("（一）", "（二）"), ("1.", "2."), ("１．", "２．"), ("①", "②"), ("● ", "● "), ("(1)", "(2)"), ("一是", "二是"))
_ISSUE = has(issued_on=date(2022, 6, 15), place="江苏省", kind="policy", title=None, publisher=None)

LISTS = table(
    *[
        (POLICY, f"二、发展目标\n到2025年，全省绿色建材产业{lead}\n\n{a}产业规模达到900亿元。\n\n{b}培育领军企业30家。\n\n三、重点任务\n（一）延链补链。打造6个基地。\n", ("900亿元", has(period=_DUE_2025)), ("30家", has(period=_DUE_2025, action="培育")), ("6个", has(period=(None, None))))
        for a, b in _MARKS
        for lead in ("体系基本形成。", "主要目标如下：")
    ],
    (POLICY, "二、发展目标\n到2025年，实现以下目标：\n产业规模达到900亿元。\n领军企业达到30家。\n三、重点任务\n打造6个基地。\n", ("900亿元", has(period=_DUE_2025)), ("30家", has(period=_DUE_2025)), ("6个", has(period=(None, None)))),
    (POLICY, "二、发展目标\n到2025年，主要目标如下：\n（一）规模壮大\n产业规模达到900亿元。\n（二）主体增多\n到2024年，领军企业达到30家。\n", ("900亿元", has(period=_DUE_2025)), ("30家", has(period=(None, "2024-12-31")))),
)

FACTS = table(
    # a gift of money is named behind the amount
    (POLICY, "对通过认定的企业，给予15万元一次性奖励。", ("15万元", has(measure="一次性奖励", action="给予", status="stated"))),
    (POLICY, "对新认定的示范平台给予每家最高80万元建设经费资助。", ("最高80万元", has(measure="建设经费资助", action="给予", comparator="le"))),
    # rules are no plan, though they serve one
    (has(issued_on=date(2022, 6, 15), place="湖南省", kind="policy", title="湖南省建材园区管理办法", publisher=None), "为落实产业发展规划，制定本办法。\n园区由三个片区组成，考核期为24个月。", ("三个", has(status="stated"))),
    # what is sized is not the size
    (NEWS, "昨天，首批32个项目总投资达215亿元。", ("32个", has(measure="项目")), ("215亿元", has(measure="总投资"))),
    (NEWS, "数据中心机架总规模超过8万标准机架。", ("超过8万", has(measure="数据中心机架总规模"))),
    (NEWS, "14种药品采购成功。", ("14种", has(measure="药品", action=("采购", "采购成功")))),
    (NEWS, "市税务局推出9项措施便利小微企业。", ("9项", has(measure="措施"))),
    (NEWS, "他们在七位老师的帮助下完成实验。", ("七位", has(measure="老师"))),
    (NEWS, "这个团队的订单量几乎比去年翻了一倍。", ("一倍", has(aspect="growth", value=1))),
    (NEWS, "今年，参展的无人机数量就达2600架。", ("2600架", has(status="achieved"))),
    # a rate of growth from one to another stays growth
    (STATE, "一、2008年工作回顾\n固定资产投资增长幅度由上半年的26.1%回落到23.4%。", ("23.4%", has(measure="固定资产投资", aspect="growth"))),
    # what is newly made may be a capacity, what there is in all is none of it
    (STATE, "一、2008年工作回顾\n全年新增发电机组容量900万千瓦，港口吞吐能力近700万吨。", ("近700万吨", has(action="新增"))),
    (NATION, "我国计划三、四年内建成300个中心。各地派出五、六个小组。", ("五、六个", has(value_low=5, value_high=6, comparator="between"))),
)

MORE = table(
    # what is counted: the noun beside the number, not what hangs on it
    (NATION, "来自9个城市的居民参加。", ("9个", has(measure="城市", action=None))),
    (NATION, "工作将采取分两个阶段支持的方式。", ("两个", has(measure="阶段"))),
    (NATION, "主会场设置数字馆、创意馆等5大展馆。", ("5大", has(measure="展馆", action="设置"))),
    (NATION, "各方嘉宾约420人参加了活动。", ("约420人", has(measure="各方嘉宾"))),
    (NATION, "1至9月，汽车产销分别完成2100万辆和2090万辆。", ("2100万辆", has(measure="汽车产量")), ("2090万辆", has(measure="汽车销量"))),
    (NATION, "国内首艘4万立方米液化气船交付。", ("4万立方米", has(measure=("液化气船", "船")))),
    (NATION, "投运后，每年发电36亿度。", ("36亿度", has(measure="发电"))),
    (NATION, "上月，食品价格由上涨0.6%转为下降1.1%。", ("1.1%", has(measure="食品价格", value=-1.1))),
    (NATION, "建设30个“一老一小”服务站。", ("30个", has(measure="一老一小服务站"))),
    # how sure: forecasts are neither, the running year's outcome is one late in the year
    (NATION, "气象部门预计，明天部分地区降雨量将达80毫米以上。", ("80毫米以上", has(status="stated"))),
    (NATION, "今年全省秋粮收获1900万亩。", ("1900万亩", has(status="achieved"))),
    # what runs is told of as it stands; only early in a year what is done over all of it lies ahead
    (NATION | has(issued_on=date(2024, 5, 8)), "5月份，景气指数为51%，较上月上升0.4个百分点。", ("0.4个百分点", has(status="achieved"))),
    (NATION | has(issued_on=date(2024, 5, 8)), "今年，口岸新货场投用，日换装能力由400标箱提升到800标箱。", ("800标箱", has(status="achieved"))),
    (NATION | has(issued_on=date(2024, 3, 1)), "今年，全省新建高标准农田250万亩。", ("250万亩", has(status="target"))),
    # 下一步 speaks of its own paragraph
    (NATION, "下一步，工作组将继续提供帮助。\n据介绍，在当地有三名游客获救。", ("三名", has(status="achieved"))),
    # a story stays where its event took place; a list of members is no place
    (NATION, "今天，我国自主建造的钻井平台在山东烟台完成船体建造。该平台最大作业水深达1500米。", ("1500米", has(place="烟台市"))),
    (NATION, "各地市民走进书香。在北京，首都一家书店客流超过2000人。\n同一天，天津图书馆接待读者3万人次。", ("3万人次", has(place="天津市"))),
    (NATION, "公约今天签约，中国、泰国等15个国家成为签约方。", ("15个", has(place="全国"))),
    (NATION, "世界前100座高桥近一半在贵州，贵州高速公路通车里程超过8000公里。", ("超过8000公里", has(place="贵州省"))),
)

PLACES = table(
    # whose policy it is, where the metadata say but the province
    (_ISSUE, "为加快发展，结合我市实际，制定本方案。\n建设苏州人工智能岛，推动苏州高新区提升。到2025年，培育企业80家。", ("80家", has(place="苏州市"))),
    (_ISSUE, "为加快发展，结合我省实际，制定本方案。\n支持我省苏州、苏州高新区先行。到2025年，培育企业80家。", ("80家", has(place="江苏省"))),
    (_ISSUE | has(title="无锡市氢能产业行动方案"), "一、目标\n到2025年，建成加氢站12座。", ("12座", has(place="无锡市"))),
    (has(issued_on=date(2023, 3, 10), place="湖北省", kind="news", title=None, publisher="宜昌日报"), "今年新开工项目40个。", ("40个", has(place="宜昌市"))),
    # a national story goes to a place, and steps back from it
    (NATION, "[视频]科技点亮假期\n\n央视网消息（新闻联播）：今年假期，科技带来新意。\n夜空中，灯光璀璨。\n在浙江宁波，文旅部门组织了12场灯光秀。\n这个假期，全国快递揽收量超过30亿件。\n近年来，我国建成智慧景区900家。", ("12场", has(place="宁波市")), ("超过30亿件", has(place="全国")), ("900家", has(place="全国"))),
    (NATION, "[视频]宁波港口繁忙\n\n央视网消息（新闻联播）：浙江宁波的港口一派繁忙。\n今年前8个月，集装箱吞吐量达2600万标箱。", ("2600万标箱", has(place="宁波市"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), [*LISTS, *FACTS, *MORE, *PLACES])
def test_figures(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


CODES = [
    ("纪录片《十八载守候》昨晚播出。", "十八载", "code"),
    ("推广汕优63和郑单958。", "63", "code"),
    ("在伦敦2012上夺冠。", "2012", "code"),
    ("名单见附件4。", "4", "ordinal"),
    ("祖国万岁！", "万岁", "idiom"),
    ("过去几年，变化很大。", "过去几年", "date"),
]


@pytest.mark.parametrize(("text", "span", "kind"), CODES)
def test_no_quantities(text: str, span: str, kind: str) -> None:
    found = {s["span_text"]: s["kind"] for s in annotated(text)["numeric_spans"]}
    assert found.get(span) == kind, found

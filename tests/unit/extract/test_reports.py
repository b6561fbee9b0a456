"""Habits of work reports, communiqués, budgets and plans, found by reading random figures of a corpus; the sentences are made up."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from statements import (
    BUDGET,
    COMMUNIQUE,
    NEWS,
    POLICY,
    PROVINCE,
    REPORT,
    REVIEW,
    YEAR_2023,
    agrees,
    annotated,
    figure,
    has,
    table,
)

FIVE_YEARS: dict[str, Any] = has(issued_on=date(2026, 1, 27), place="江西省", kind="work_report", title="2026年江西省政府工作报告", publisher="江西省人民政府")
SPAN, LAST, LAST_DAY = ("2021-01-01", "2025-12-31"), ("2025-01-01", "2025-12-31"), ("2025-12-31", "2025-12-31")
BOTH = "一、“十四五”时期和2025年工作回顾\n"
FIVE = "一、“十四五”时期工作回顾\n五年来，全省稳中有进。"

PHRASES = table(
    (REPORT, REVIEW + "云岭运河投资完成工程概算的64.6%。", ("64.6%", has(aspect="completion", measure="云岭运河投资", reference="工程概算"))),
    (REPORT, "二、2024年工作安排\n今年拟安排专项债券36亿元。", ("36亿元", has(action="安排", status="target"))),
    (REPORT, "二、2024年工作安排\n新建变电站4座，累计建成供电示范区16个。", ("16个", has(status="target"))),
    # a printed minus: the percentages without a verb beside it are changes too
    (COMMUNIQUE, "三大门类中，采矿业-2.3%、制造业7.1%。", ("-2.3%", has(aspect="growth", value=-2.3, measure="采矿业")), ("7.1%", has(aspect="growth", measure="制造业"))),
    (COMMUNIQUE, "第一产业7.1%、第二产业40%。", ("40%", has(aspect="level"))),
    # what says how much, not what: the measure is the one before it
    (REPORT, REVIEW + "对县转移支付增加12亿元、规模近98亿元。", ("近98亿元", has(measure="对县转移支付"))),
    (REPORT, REVIEW + "居民医保补助标准提高到每人每年不低于700元。", ("不低于700元", has(measure="居民医保补助标准", comparator="ge"))),
    (REPORT, REVIEW + "融资平台数量压降81%。", ("81%", has(value=-81.0, aspect="growth"))),
    (REPORT, REVIEW + "2400名困难群众的生活得到保障。", ("2400名", has(measure="困难群众"))),
    (REPORT, REVIEW + "试行16家图书馆延时开放。", ("16家", has(measure="图书馆"))),
    (REPORT, REVIEW + "修订规章35件，宣布失效12件。", ("12件", has(measure="规章", action="宣布失效"))),
    (REPORT, REVIEW + "64家乡镇卫生院完成改造。", ("64家", has(measure="乡镇卫生院"))),
    # a verb of statistics between whose it is and what it is
    (COMMUNIQUE, "全年212家竹制品企业实现营业收入43.6亿元，增长7%。", ("43.6亿元", has(measure="营业收入", action=None)), ("7%", has(measure="营业收入"))),
    (REPORT, REVIEW + "市级重点工程完成投资86亿元。", ("86亿元", has(measure="市级重点工程投资"))),
    # verbs alone before an amount are the action, the noun stands behind
    (REPORT, REVIEW + "整合设立不少于30亿元的产业发展基金。", ("不少于30亿元", has(measure="产业发展基金", action="整合设立"))),
    # a verb ends the noun
    (REPORT, REVIEW + "我市27个项目获省科技奖。", ("27个", has(measure="项目", action="获"))),
    (REPORT, REVIEW + "36部戏曲作品获得省级奖项。", ("36部", has(measure="戏曲作品", action="获得"))),
    # a duty to do something is its action
    (REPORT, REVIEW + "完成石湾、罗桥等6个养殖小区改造任务。", ("6个", has(measure="养殖小区", action="改造"))),
    (REPORT, REVIEW + "3.2万套保交房任务全面完成。", ("3.2万套", has(measure="保交房任务"))),
    # names are counted out without 分别 too
    (REPORT, REVIEW + "装备制造业和食品工业增加值年均增长9%、6.3%。", ("9%", has(measure="装备制造业增加值")), ("6.3%", has(measure="食品工业增加值"))),
    (REPORT, REVIEW + "柑橘、茶叶产量稳定在全国1/5、1/8。", ("1/5", has(aspect="share", measure="柑橘产量", reference="全国")), ("1/8", has(aspect="share", measure="茶叶产量"))),
    (REPORT, REVIEW + "制种量达到320吨，出苗量达到41吨，分别是2018年的2.1倍和1.7倍，产值9亿元。",
        ("2.1倍", has(measure="制种量")), ("1.7倍", has(measure="出苗量")), ("9亿元", has(period=YEAR_2023))),
    (REPORT, REVIEW + "设立村镇银行的区县，由6个增加到11个。", ("11个", has(measure=("设立村镇银行的区县", "区县", "村镇银行的区县"), aspect="level"))),
    # a statistic is no further object of the verb before it
    (COMMUNIQUE, "实施灌区改造项目5个，灌区有效灌溉面积21.4万亩。", ("21.4万亩", has(action=None))),
    (REPORT, "二、2024年工作安排\n今年安排重点项目88个。", ("88个", has(measure="重点项目", action="安排", status="target"))),
    # 净增 against a base is a change
    (FIVE_YEARS, FIVE + "服务业增加值较“十三五”末净增6000亿元。", ("6000亿元", has(aspect="change"))),
    # what an amount is for is no measure, and a place within a quoted brand belongs to it
    (REPORT, REVIEW + "累计投入17.4亿元支持赤水河保护治理。", ("17.4亿元", has(measure=None, action="投入"))),
    (PROVINCE, REVIEW + "“江西精品”达到160个。", ("160个", has(measure=("江西精品", "“江西精品")))),
    (BUDGET, "二、2024年预算草案\n统筹安排市级财政资金21亿元。", ("21亿元", has(measure="市级财政资金", action="统筹安排"))),
    (REPORT, REVIEW + "民生支出占比连续五年保持在76%左右。", ("76%左右", has(measure="民生支出占比", aspect="share"))),
    (PROVINCE, REVIEW + "油茶产业总产值在全国率先突破700亿元。", ("突破700亿元", has(measure="油茶产业总产值"))),
    (REPORT, REVIEW + "政府性基金收支分别突破80亿元、90亿元。", ("突破80亿元", has(comparator="gt", measure="政府性基金收入")), ("90亿元", has(comparator="gt", measure="政府性基金支出"))),
    (REPORT, REVIEW + "96家预算单位提前一年实现全覆盖。", ("96家", has(measure="预算单位"))),
    # particles are no part of the name
    (REPORT, REVIEW + "养老金月人均提高58元。", ("58元", has(measure="养老金月人均", aspect="change"))),
    (REPORT, REVIEW + "零售物价涨幅仍然高达9.4%。", ("9.4%", has(measure=("零售物价", "零售物价涨幅")))),
    # the mark of a footnote parts no name from its number
    (COMMUNIQUE, "全年批发业销售额[7]118.2亿元，增长4%。", ("118.2亿元", has(measure="批发业销售额"))),
    # a rate's name begins with a verb, and a statistic follows no action
    (REPORT, REVIEW + "信访件按期办结率97%。", ("97%", has(measure="信访件按期办结率", action=None))),
    (REPORT, REVIEW + "建成风电项目6个，外输电量30亿千瓦时。", ("30亿千瓦时", has(action=None))),
    (REPORT, REVIEW + "开展技能培训2万人次，城镇新增就业3万人。", ("3万人", has(measure="城镇新增就业", action=None))),
    (REPORT, REVIEW + "新建步道12公里、累计近90公里。", ("12公里", has(action="新建")), ("近90公里", has(measure="步道", action=None))),
    (REPORT, REVIEW + "争取上级资金31亿元。", ("31亿元", has(measure="上级资金", action="争取"))),
    (REPORT, REVIEW + "建成区域性物流站点9处。", ("9处", has(measure="区域性物流站点", action="建成"))),
    (REPORT, REVIEW + "7个医疗中心基本建成，为5200名返乡人员发放补贴。", ("7个", has(measure="医疗中心")), ("5200名", has(measure="返乡人员"))),
    # adverbs before a verb end the counted noun, and examples belong to the next number
    (REPORT, REVIEW + "6个品牌新入选名录，9项改革经验全国推广。", ("6个", has(measure="品牌")), ("9项", has(measure="改革经验"))),
    (REPORT, REVIEW + "40个村级驿站全面投运，带动3万多家企业融通发展。", ("40个", has(measure="村级驿站")), ("3万多家", has(measure="企业"))),
    (REPORT, REVIEW + "搭建设计、检测等3大服务平台和酱酒、竹业等5个产业平台。", ("3大", has(measure="服务平台")), ("5个", has(measure="产业平台"))),
    (REPORT, REVIEW + "完成三期20万平方米管廊建设。", ("20万平方米", has(measure="管廊", action="建设"))),
    (REPORT, REVIEW + "投入12亿元办好30件民生实事。", ("12亿元", has(measure=None, action="投入")), ("30件", has(measure="民生实事"))),
    # names before a comma are counted out by 分别 behind it
    (REPORT, REVIEW + "酒店客房数和民宿床位数，2023年分别达到2万和3万。", ("2万", has(measure="酒店客房数")), ("3万", has(measure="民宿床位数"))),
    (REPORT, REVIEW + "电子元件、高端竹材、特色食品营业收入分别达到90亿元、80亿元、70亿元。", ("80亿元", has(measure="高端竹材营业收入"))),
    (REPORT, REVIEW + "接待游客、旅游总花费分别增长9%、11%。", ("9%", has(measure="接待游客")), ("11%", has(measure=("旅游总花费", "旅游收入")))),
    (REPORT, REVIEW + "老年床位使用率稳居全省同类城市首位。", ("首位", has(aspect="rank", value=1.0, measure="老年床位使用率"))),
    (REPORT, REVIEW + "装配式建筑面积占新建建筑比重超60%。", ("超60%", has(aspect="share", measure="装配式建筑面积", status="achieved"))),
    # 多 stands between a number and its scale, whatever the unit
    (NEWS, "去年新增光伏装机1700多万千瓦。", ("1700多万千瓦", has(value=1.7e7, unit="kW", comparator="gt"))),
)  # fmt: skip

PERIODS = table(
    # a date within a sentence of a work report speaks of its own figures only
    (REPORT, REVIEW + "打好一季度开门红、稳增长攻坚等硬仗，出台惠企措施21条。向社会推介项目64个。", ("64个", has(period=YEAR_2023))),
    (REPORT, REVIEW + "全年出栏生猪81万头。红星村等9月底前换装路灯300盏。完成旧管网更新44公里。", ("44公里", has(period=YEAR_2023))),
    (REPORT, REVIEW + "近三年研发投入年均增长9%。新增高新技术企业46家。", ("9%", has(period=("2021-01-01", "2023-12-31"))), ("46家", has(period=YEAR_2023))),
    (REPORT, REVIEW + "党的十八大以来，山乡旧貌换新颜。新修通村路77公里。", ("77公里", has(period=YEAR_2023))),
    (REPORT, REVIEW + "税收收入增长6%，快于2022年1.2个百分点。商品零售额增长8%。", ("1.2个百分点", has(period=YEAR_2023)), ("8%", has(period=YEAR_2023))),
    # what a plan is said to be, or an object's name, is not when
    (FIVE_YEARS, "二、2026年主要工作\n今年是“十五五”起步之年，主要预期目标是：地区生产总值增长5%以上。", ("5%以上", has(period=("2026-01-01", "2026-12-31")))),
    (FIVE_YEARS, "二、2026年主要工作\n编制“十五五”水网建设规划，新建泵站31座。", ("31座", has(period=("2026-01-01", "2026-12-31")))),
    (FIVE_YEARS, "二、2026年主要工作\n加快“十四五”批复的灌区建设，新增灌溉面积6万亩。", ("6万亩", has(period=("2026-01-01", "2026-12-31"), status="target"))),
    (FIVE_YEARS, "二、2026年主要工作\n办好“三月三”及十场民俗活动，实施“九五”普法规划，培训讲师50名。", ("50名", has(period=("2026-01-01", "2026-12-31"), status="target"))),
    (FIVE_YEARS, "一、2025年工作回顾\n超额完成“十四五”找矿目标任务，新发现矿点12处。", ("12处", has(period=LAST))),
    # a heading that names past years only looks back, whatever work it calls it
    (FIVE_YEARS, "一、2025年主要工作和“十四五”发展成就\n建成加氢站8座。", ("8座", has(status="achieved", period=LAST))),
    # a section on the years behind and those ahead: the outline of the plan turns it, its subsections follow
    (FIVE_YEARS, "一、“十四五”时期发展成就和“十五五”时期目标任务\n五年来，新增绿地30公顷。\n我们编制了“十五五”规划纲要（草案），提出6项约束性指标。\n（一）做强产业\n打造5个千亿级产业。\n二、2026年重点工作\n新建桥梁3座。", ("30公顷", has(status="achieved", period=SPAN)), ("6项", has(status="target", period=("2026-01-01", "2030-12-31"))), ("5个", has(status="target", period=("2026-01-01", "2030-12-31"))), ("3座", has(status="target", period=("2026-01-01", "2026-12-31")))),
    (FIVE_YEARS, "二、“十五五”时期目标任务和2026年工作安排\n《纲要（草案）》提出4项创新指标。\n今年主要预期目标是：粮食产量稳定在90亿斤。\n（一）扩大内需\n新建冷库7座。", ("4项", has(period=("2026-01-01", "2030-12-31"))), ("90亿斤", has(period=("2026-01-01", "2026-12-31"))), ("7座", has(period=("2026-01-01", "2026-12-31")))),
    # 五年间, 五年内 and 从…起 of a review end with it; what is older than the base is counted to it
    (FIVE_YEARS, FIVE + "\n五年间，修订规章35件。", ("35件", has(period=SPAN))),
    (FIVE_YEARS, FIVE + "\n五年内，全省造林90万亩。", ("90万亩", has(period=SPAN))),
    (FIVE_YEARS, FIVE + "\n从2022年起实行长护险，参保率提高到74%。", ("74%", has(period=LAST))),
    (FIVE_YEARS, FIVE + "\n新增铁路里程600公里，超过1950年到2000年的总和；新增航道80公里。", ("80公里", has(period=SPAN))),
    (FIVE_YEARS, FIVE + "\n对2022年底前发布的41件文件进行清理，废止9件。", ("9件", has(period=SPAN))),
    (FIVE_YEARS, "一、2025年工作回顾\n“十四五”的五年，极不寻常。五年来，新增绿地30公顷。", ("30公顷", has(period=SPAN))),
    (BUDGET, "一、2023年预算执行情况\n2023年是攻坚之年，过去三年，财政运行平稳。\n全市税收收入12亿元。", ("12亿元", has(period=YEAR_2023))),
    (BUDGET, "一、2023年预算执行情况\n完善纳税人表扬机制，落实各项激励政策，奖励2021年度纳税大户3家。落实各类补贴4.4亿元。", ("4.4亿元", has(period=YEAR_2023))),
    (BUDGET, "一、2023年预算执行情况\n年初全市支出预算合计66亿元，完成71亿元。", ("71亿元", has(period=YEAR_2023))),
    # a report of which no more than the year is known still says which year is over
    ({**BUDGET, "issued_on": date(2023, 1, 1)}, "一、2023年预算执行情况\n实际完成税收收入9亿元。", ("9亿元", has(status="achieved", period=YEAR_2023))),
    # in a review of several years a level is the last one's, a stock its last day's, the rest spans them
    (FIVE_YEARS, FIVE + "茶产业产值突破900亿元。", ("突破900亿元", has(period=LAST))),
    (FIVE_YEARS, FIVE + "人均生产总值居全国第9位。", ("第9位", has(period=LAST))),
    (FIVE_YEARS, FIVE + "高速公路通车里程达到7100公里。", ("7100公里", has(period=LAST_DAY))),
    (FIVE_YEARS, FIVE + "惠民政策兑现率96.1%。", ("96.1%", has(period=LAST))),
    (FIVE_YEARS, FIVE + "累计建成农村公路2.3万公里，财政收入年均增长6%。", ("2.3万公里", has(period=SPAN)), ("6%", has(period=SPAN))),
    # a part that opens with the years keeps them for its paragraphs, until one opens with the last year
    (FIVE_YEARS, BOTH + "五年来，我们奋力开拓。\n茶园改造见效。\n建成茶叶加工厂46家，2025年茶叶出口7亿元。新增茶园8万亩。",
        ("46家", has(period=SPAN)), ("7亿元", has(period=LAST)), ("8万亩", has(period=SPAN))),
    (FIVE_YEARS, BOTH + "五年来，建成茶叶加工厂46家。\n刚刚过去的2025年，全省上下同心。\n建成茶博馆4座。", ("46家", has(period=SPAN)), ("4座", has(period=LAST))),
    (FIVE_YEARS, BOTH + "五年来，建成茶叶加工厂46家。\n一年来，我们做了以下工作。\n（一）产业更强。\n建成茶博馆4座。", ("4座", has(period=LAST))),
    (FIVE_YEARS, FIVE + "\n2025年，茶叶产量12万吨。新增茶园8万亩。\n新建茶博馆9座。", ("12万吨", has(period=LAST)), ("8万亩", has(period=LAST)), ("9座", has(period=SPAN))),
    (FIVE_YEARS, FIVE + "2025年茶农人均收入达到3.1万元，平均每年增长8%。", ("3.1万元", has(period=LAST)), ("8%", has(period=SPAN))),
    (FIVE_YEARS, "一、“十四五”时期发展成就和“十五五”时期目标任务\n五年来，建成茶叶加工厂46家。\n“十五五”时期，是关键时期。茶叶产量年均增长5%。",
        ("46家", has(period=SPAN, status="achieved")), ("5%", has(period=("2026-01-01", "2030-12-31"), status="target"))),
    (PROVINCE, REVIEW + "五年共办理提案310件。", ("310件", has(period=("2019-01-01", "2023-12-31"), measure="提案"))),
    # a plan that looks back on the years before it
    (FIVE_YEARS, "二、“十五五”规划纲要的说明\n“十四五”时期，全省稳中有进。茶叶产量从9万吨增加到12万吨，年均增长6%。\n“十五五”时期，茶叶产量年均增长5%。",
        ("12万吨", has(period=LAST, status="achieved")), ("6%", has(period=SPAN, status="achieved")), ("5%", has(period=("2026-01-01", "2030-12-31"), status="target"))),
    # a report's parts may bear no mark where their subsections do
    (PROVINCE, "2024年工作安排\n（一）壮大产业\n新建茶园8万亩。", ("8万亩", has(period=("2024-01-01", "2024-12-31"), status="target"))),
    (FIVE_YEARS, "一、过去五年工作回顾\n新建茶博馆9座。", ("9座", has(period=SPAN))),
    # 年末 before a stock is not the day of a flow behind it
    (COMMUNIQUE, "年末生猪存栏51.2万头；水产品产量3.1万吨，增长2%。", ("51.2万头", has(period=("2023-12-31", "2023-12-31"))), ("3.1万吨", has(period=YEAR_2023))),
    (PROVINCE, REVIEW + "粮食产量创建国以来最高水平，油料产量210万吨。", ("210万吨", has(period=YEAR_2023))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), [*PHRASES, *PERIODS])
def test_what_reports_say(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


def test_what_a_plan_builds_on_is_reached() -> None:
    text = "1.发展基础。近年来，全省绿色建材产业稳步发展。\n——平台更加完备。建有省级研发中心14个。\n2.发展目标。到2025年，建成省级研发中心30个。\n"
    assert figure(text, "14个", POLICY)["status"] == "achieved"
    assert figure(text, "30个", POLICY)["status"] == "target"


PAGE = """  1.2024年文化旅游支出预算4,310.22万元，比上年减少

1,020.40万元，下降19.1%。主要原因：一次性展馆支出

不再安排。

  2.2024年生态保护支出预算7,845.6万元，比上年增加512.3万

元，增长7%。主要原因：加大对矿山修复的支持，安排治理

资金。

  3.2024年住房保障支出预算9,002.7万元，比上年增加

220.6万元，增长2.5%。主要原因：公积金缴存基数提高，支

出相应增加。
"""


def test_a_double_spaced_page_breaks_no_sentence() -> None:
    found = {f["span_text"].replace("\n", ""): f for f in annotated(PAGE, BUDGET)["figures"]}
    agrees(found["1,020.40万元"], has(value=-10204000.0, aspect="change", measure="文化旅游支出预算"))
    agrees(found["512.3万元"], has(value=5123000.0, aspect="change", measure="生态保护支出预算"))
    agrees(found["2.5%"], has(aspect="growth", measure="住房保障支出预算"))


BROKEN = """  2023年，全市各级财政部门认真落实市人大的有关决议，坚持以收
定支、量入为出，预算执行情况总体平稳。全市政府性基金预算收
入12.4亿元，下降3%，主要是土地出让方面的收入减少，加上上
                           - 7 -
       级补助收入2.6亿元后，收入总量15亿元。全市政府性基金
预算支出14.1亿元，增长2%，年终结余0.9亿元，按照规定结转到
下年继续使用。
"""


def test_an_indent_within_a_paragraph_is_no_column() -> None:
    assert figure(BROKEN, "2.6亿元", BUDGET)["measure"] == "上级补助收入"

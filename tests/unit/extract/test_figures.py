"""Figures of one sentence: spans, comparators, aspects, measures, lists, thresholds, group totals (semantics.md, 1-2)."""

from __future__ import annotations

from typing import Any

import pytest
from statements import (
    ACTOR,
    BUDGET,
    COMMUNIQUE,
    NATION,
    NEWS,
    PLAN,
    POLICY,
    PROVINCE,
    REPORT,
    REVIEW,
    SUBJECT,
    SUBSIDY,
    YEAR_2023,
    agrees,
    annotated,
    figure,
    has,
    spans,
    table,
)

SPANS = table(
    # comparator and number to the end of unit, classifier and trailing comparator
    (NEWS, "厂区总建筑面积约18.6万平方米，配建车位1200个以上。",
        ("约18.6万平方米", has(value=186000.0, comparator="approx", unit="m2", unit_text="万平方米", aspect="level", measure=("总建筑面积", "厂区总建筑面积"))),
        ("1200个以上", has(value=1200.0, comparator="ge", unit="count", unit_text="个", measure="车位"))),
    (NEWS, "目前，厂房钢结构安装已过半。", ("过半", has(value=50.0, unit="%", comparator="gt", aspect="completion", measure="厂房钢结构安装"))),
    (NEWS, "去年全市接待游客突破3000万人次。", ("突破3000万人次", has(value=3e7, comparator="gt", unit="count", aspect="level", status="achieved"))),
    (NEWS, "去年全市网络零售额超过420亿元。", ("超过420亿元", has(value=4.2e10, comparator="gt", unit="CNY", measure="网络零售额"))),
    (NEWS, "去年全市研发人员近6万人。", ("近6万人", has(value=60000.0, comparator="approx", measure="研发人员"))),
    (NEWS, "去年全市污水处理率不低于97%。", ("不低于97%", has(value=97.0, comparator="ge", aspect="level", measure="污水处理率"))),
    (NEWS, "今年全市城镇调查失业率控制在5.6%以内。", ("5.6%以内", has(value=5.6, comparator="le", aspect="level"))),
    (NEWS, "全市单位能耗三年下降不到4%。", ("不到4%", has(value=-4.0, comparator="gt", aspect="growth"))),
    (NEWS, "今年全市粮食播种面积将达到520万亩。", ("520万亩", has(value=520e4 * 2000 / 3, unit="m2", unit_text="万亩"))),
    (NEWS, "去年全市有三成以上的企业开展技术改造。", ("三成以上", has(value=30.0, comparator="ge", unit="%"))),
    (NEWS, "全市三分之一的乡镇通了燃气。", ("三分之一", has(value=100 / 3, unit="%"))),
    (NEWS, "去年全市算力规模翻了一番。", ("翻了一番", has(value=1.0, unit="times", aspect="growth", measure="算力规模"))),
    (NEWS, "去年全市算力规模是2020年的1.5倍。", ("1.5倍", has(value=1.5, unit="times", aspect="level"))),
    (NEWS, "到2030年，全市生物医药产值要翻两番。", ("翻两番", has(value=3.0, unit="times", aspect="growth", status="target"))),
    (NEWS, "今年全市计划培育3到5个特色集群。", ("3到5个", has(value=None, value_low=3.0, value_high=5.0, comparator="between", measure="特色集群"))),
    (NEWS, "明年全市财政将投入30至40亿元。", ("30至40亿元", has(value=None, value_low=3e9, value_high=4e9, unit="CNY"))),
    (NEWS, "去年全市人口自然增长率为1.25‰。", ("1.25‰", has(value=0.125, unit="%", aspect="level"))),
    (NEWS, "去年全市旅游总收入破千亿。", ("破千亿", has(value=1e11, unit="CNY", comparator="gt", quantity_class="money"))),
    (NEWS, "去年全市出口额达8.4亿美元。", ("8.4亿美元", has(value=8.4e8, unit="USD", measure="出口额"))),
    (NEWS, "去年全市新能源汽车产量47.264287万辆。", ("47.264287万辆", has(value=472642.87, unit="count"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), SPANS)
def test_span_value_comparator(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


ASPECTS = table(
    (NEWS, "去年，全市一般公共预算收入318.4亿元、增长4.6%。",
        ("318.4亿元", has(aspect="level", value=3.184e10, measure="一般公共预算收入")),
        ("4.6%", has(aspect="growth", value=4.6, measure="一般公共预算收入"))),
    (COMMUNIQUE, "全年全市原煤产量86.3万吨，下降2.7%。", ("2.7%", has(aspect="growth", value=-2.7, measure=("原煤产量", "原煤")))),
    (COMMUNIQUE, "全年固定资产投资下降3%以上。", ("3%以上", has(aspect="growth", value=-3.0, comparator="le"))),
    (COMMUNIQUE, "年末全市城镇化率62.4%，比上年末提高1.3个百分点。",
        ("62.4%", has(aspect="level", value=62.4)),
        ("1.3个百分点", has(aspect="change", value=1.3, unit="pp", measure=("城镇化率", "常住人口城镇化率")))),
    (COMMUNIQUE, "全年规模以上工业综合能耗强度回落0.4个百分点。", ("0.4个百分点", has(aspect="change", value=-0.4))),
    (COMMUNIQUE, "年末金融机构各项贷款余额2150亿元，比年初增加196亿元。",
        ("196亿元", has(aspect="change", value=1.96e10, basis="比年初", period=("2023-12-31", "2023-12-31")))),
    (COMMUNIQUE, "全年城镇新增就业3.8万人。", ("3.8万人", has(aspect="level", value=38000.0, measure="城镇新增就业", action=None))),
    (NEWS, "去年，全市新建口袋公园46个。", ("46个", has(aspect="level", measure="口袋公园", action="新建", status="achieved"))),
    (NEWS, "今年以来，宜昌市新引进智造项目53个。", ("53个", has(measure="智造项目", action="新引进"))),
    (COMMUNIQUE, "高新技术产业增加值占规模以上工业增加值的比重为41.5%。", ("41.5%", has(aspect="share", value=41.5, measure="高新技术产业增加值"))),
    (COMMUNIQUE, "绿色食品产值占比38%。", ("38%", has(aspect="share", measure="绿色食品产值占比"))),
    (NEWS, "目前，泵房主体工程已完成72%。", ("72%", has(aspect="completion", value=72.0, measure="泵房主体工程"))),
    (BUDGET, "全市税收收入完成预算的96.4%。", ("96.4%", has(aspect="completion", reference="预算", measure="税收收入"))),
    (BUDGET, "全市非税收入为年初预算的103.2%。", ("103.2%", has(aspect="completion", reference="年初预算", measure="非税收入"))),
    (COMMUNIQUE, "全年规模以上工业增加值增长7.3%，增速高于全国2.7个百分点。",
        ("7.3%", has(aspect="growth")), ("2.7个百分点", has(aspect="gap", value=2.7, reference="全国", place="绵阳市"))),
    (COMMUNIQUE, "全年社会消费品零售总额增长3.1%，低于全省1.2个百分点。", ("1.2个百分点", has(aspect="gap", value=-1.2, reference="全省"))),
    (COMMUNIQUE, "全市综合竞争力居全省第3位。", ("第3位", has(quantity_class="rank", aspect="rank", value=3.0, unit="rank", reference="全省"))),
    (COMMUNIQUE, "外贸依存度位列西部前五位。", ("前五位", has(aspect="rank", value=5.0, comparator="le"))),
    (COMMUNIQUE, "数字经济增速居全省首位。", ("首位", has(aspect="rank", value=1.0))),
    (COMMUNIQUE, "税收收入36亿元，5年增长18.7%。", ("18.7%", has(aspect="growth", basis="5年"))),
    (COMMUNIQUE, "扣除房地产开发投资后，固定资产投资增长2.7%。", ("2.7%", has(basis="扣除房地产开发投资后", measure="固定资产投资"))),
    (COMMUNIQUE, "旅客吞吐量微降0.4%。", ("0.4%", has(aspect="growth", value=-0.4, measure="旅客吞吐量"))),
    (COMMUNIQUE, "造船完工量稳居全国前三强、增长9%。", ("9%", has(aspect="growth", measure="造船完工量"))),
    (COMMUNIQUE, "较上年末提升0.8个百分点。", ("0.8个百分点", has(aspect="change", value=0.8, basis="较上年末"))),
    (COMMUNIQUE, "存款余额比去年同期多增21亿元。", ("21亿元", has(aspect="change", value=2.1e9, basis="比去年同期"))),
    (COMMUNIQUE, "利润总额环比减少3.5%。", ("3.5%", has(aspect="growth", value=-3.5, basis="环比", measure="利润总额"))),
    (COMMUNIQUE, "全年服务业增速为6.2%。", ("6.2%", has(aspect="growth", value=6.2))),
    (COMMUNIQUE, "城镇登记失业率3.4%。", ("3.4%", has(aspect="level", measure="城镇登记失业率"))),
    (REPORT, REVIEW + "公路密度由每百平方公里95公里增加到118公里。", ("118公里", has(aspect="level", status="achieved"))),
    (REPORT, REVIEW + "常住人口城镇化率由2018年的52%提高到61%。",
        ("52%", has(aspect="level", period=("2018-01-01", "2018-12-31"), status="achieved")),
        ("61%", has(aspect="level", value=61.0, period=YEAR_2023, status="achieved"))),

    # nouns of rates: 增幅为 is growth, 增长到 a level
    (REPORT, PLAN + "固定资产投资增速达到6%以上。", ("6%以上", has(aspect="growth", comparator="ge"))),
    (REPORT, REVIEW + "外贸进出口总额增幅为4.2%。", ("4.2%", has(aspect="growth", value=4.2))),
    (REPORT, REVIEW + "绿地率提高到41%。", ("41%", has(aspect="level"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), ASPECTS)
def test_aspect(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


LISTS = table(
    (COMMUNIQUE, "全年城乡居民人均可支配收入分别增长4.8%、6.9%。",
        ("4.8%", has(measure="城镇居民人均可支配收入", aspect="growth")), ("6.9%", has(measure="农村居民人均可支配收入", aspect="growth"))),
    (COMMUNIQUE, "全年一二三产业增加值分别增长3.2%、5.4%、6.8%。",
        ("3.2%", has(measure="第一产业增加值")), ("5.4%", has(measure="第二产业增加值")), ("6.8%", has(measure="第三产业增加值"))),
    (COMMUNIQUE, "全年进口、出口分别下降2.5%、7.1%。", ("2.5%", has(value=-2.5, measure=("进口", "进口总额", "进口额"))), ("7.1%", has(value=-7.1, measure=("出口", "出口总额", "出口额")))),
    (COMMUNIQUE, "全年客运量、货运量分别达到860万人次、4300万吨。", ("860万人次", has(measure="客运量")), ("4300万吨", has(measure="货运量", unit="kg"))),
    (PROVINCE, PLAN + "进出口、实际使用外资分别增长5%、4%以上。",
        ("5%", has(comparator="eq")), ("4%以上", has(comparator="ge", status="target"))),
    (PROVINCE, PLAN + "城镇、农村居民人均可支配收入分别增长5%和7%左右。", ("5%", has(comparator="approx", measure="城镇居民人均可支配收入")), ("7%左右", has(comparator="approx"))),
    (PROVINCE, PLAN + "城镇登记失业率、居民消费价格涨幅分别控制在4%和2%以内。",
        ("4%", has(comparator="le", aspect="level", measure="城镇登记失业率")), ("2%以内", has(comparator="le", aspect="growth", measure="居民消费价格"))),
    (PROVINCE, REVIEW + "规模以上工业企业达到1.8万家、增加值增长6%。", ("1.8万家", has(measure="规模以上工业企业")), ("6%", has(measure="规模以上工业增加值", aspect="growth"))),
    (PROVINCE, REVIEW + "4家国家重点实验室获批建设。", ("4家", has(measure="国家重点实验室", unit="count"))),
    (COMMUNIQUE, "全年水稻、生猪产能分别稳定在120万吨、85万头。", ("120万吨", has(measure="水稻产能")), ("85万头", has(measure="生猪产能", unit="count"))),
    (COMMUNIQUE, "商标申请量、注册量分别为5200件和3100件，增长8.1%和12.4%。",
        ("5200件", has(measure="商标申请量")), ("3100件", has(measure=("注册量", "商标注册量"))), ("8.1%", has(measure="商标申请量", aspect="growth")), ("12.4%", has(measure=("注册量", "商标注册量")))),
    (COMMUNIQUE, "全年游客人数、旅游收入均增长21%。", ("21%", has(measure="游客人数、旅游收入", aspect="growth"))),
    (REPORT, PLAN + "新开工水利项目30个、竣工25个。", ("30个", has(action=("新开工", "开工"), measure="水利项目", status="target")), ("25个", has(action="竣工", measure="水利项目", status="target"))),
    (REPORT, PLAN + "抓实64个产业项目、28个民生项目。", ("64个", has(measure="产业项目", action="抓实")), ("28个", has(measure="民生项目", action="抓实"))),
    (NEWS, "去年，全市新建小学12所、幼儿园19所。", ("12所", has(measure="小学", action="新建")), ("19所", has(measure="幼儿园", action="新建", status="achieved"))),
    (COMMUNIQUE, "第一产业增加值210.6亿元，增长3.9%；第二产业增加值980.3亿元，增长7.2%。",
        ("3.9%", has(measure="第一产业增加值")), ("7.2%", has(measure="第二产业增加值"))),
    (COMMUNIQUE, "全市共有普通高中46所，在校学生8.1万人。", ("46所", has(measure="普通高中")), ("8.1万人", has(measure="在校学生"))),
    # a known indicator borrows nothing, the others what they lack from a whole word on
    (COMMUNIQUE, "全年GDP和固定资产投资分别增长4.2%、5.3%。", ("4.2%", has(measure="地区生产总值")), ("5.3%", has(measure="固定资产投资"))),
    (COMMUNIQUE, "全年工业、建筑业增加值分别增长6.4%、3.5%。", ("6.4%", has(measure="工业增加值")), ("3.5%", has(measure="建筑业增加值"))),
    (COMMUNIQUE, "全年一、二、三产业增加值分别增长2.6%、4.7%、5.8%。",
        ("2.6%", has(measure="第一产业增加值")), ("4.7%", has(measure="第二产业增加值")), ("5.8%", has(measure="第三产业增加值"))),
    (COMMUNIQUE, "全年教育、卫生支出分别达到31.46、22.70亿元。",
        ("31.46", has(measure="教育支出", value=3.146e9, unit="CNY")), ("22.70亿元", has(measure="卫生支出", value=2.27e9))),
    (COMMUNIQUE, "38个县区中有26个用上了管道气。", ("38个", has(measure="县区")), ("26个", has(measure="县区"))),
    (REPORT, PLAN + "完成41条、总长度36.5公里的乡村道路改造。", ("41条", has(measure="乡村道路", action="改造", status="target")), ("36.5公里", has(measure="总长度"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), LISTS)
def test_lists_share_what_they_leave_out(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


THRESHOLDS = table(
    (NEWS, "今年全市将推进41个过亿元项目洽谈落地。", ("41个", has(threshold=("gt", 1e8, "CNY"), action=("推进", "洽谈落地"), measure="项目", status="target"))),
    (NEWS, "去年全市新签约亿元以上项目37个。", ("37个", has(threshold=("ge", 1e8, "CNY"), measure="项目", action=("新签约", "签约")))),
    (NEWS, "去年全市新引进投资20亿元以上项目6个。", ("6个", has(threshold=("ge", 2e9, "CNY"), measure="项目"))),
    (REPORT, PLAN + "年投资5000万元以上项目开工30个。", ("30个", has(threshold=("ge", 5e7, "CNY"), measure="项目"))),
    (NEWS, "今年全市力争新引进过亿元项目90个以上，其中过50亿元项目4个以上、过百亿元项目两个以上。",
        ("90个以上", has(threshold=("gt", 1e8, "CNY"), comparator="ge", is_additive=True)),
        ("4个以上", has(threshold=("gt", 5e9, "CNY"), is_additive=False)),
        ("两个以上", has(threshold=("gt", 1e10, "CNY"), is_additive=False))),
    (NEWS, "全市培育种植面积超过500亩的示范基地18个。", ("18个", has(threshold=("gt", 500 * 2000 / 3, "m2"), measure="示范基地"))),
    (NEWS, "去年全市年营业收入2000万元以上企业达到640家。", ("640家", has(threshold=("ge", 2e7, "CNY")))),
    (NEWS, "去年全市营收超百亿元企业达到5家，占地300亩以上的园区6个。",
        ("5家", has(threshold=("gt", 1e10, "CNY"), measure="企业")), ("6个", has(threshold=("ge", 200000.0, "m2"), measure="园区"))),
    (NEWS, "全市60岁以上老年人达98万人。", ("98万人", has(measure=("老年人", "60岁以上老年人"), value=980000.0))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), THRESHOLDS)
def test_threshold(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("今年全市将推进41个过亿元项目洽谈落地。", ["41个"]),
        ("去年全市新引进投资20亿元以上项目6个。", ["6个"]),
        ("全市培育种植面积超过500亩的示范基地18个。", ["18个"]),
    ],
)
def test_a_threshold_is_no_figure_of_its_own(text: str, only: list[str]) -> None:
    assert spans(text) == only


MEASURES = table(
    # levels of an office, facilities named by their place, places that own what follows
    (REPORT, PLAN + "新建2家省级制造业创新中心和25家省级及以上企业技术中心。", ("25家", has(measure="省级及以上企业技术中心"))),
    (NEWS, "凤凰国际机场旅客吞吐量2000万人次，白云国际机场旅客超7800万人次。", ("2000万人次", has(measure="凤凰国际机场旅客吞吐量"))),
    (NATION, "两个超级大国的军备竞赛仍在继续。", ("两个", has(measure="超级大国"))),
    (POLICY, "在大型构件数值计算、智能优化设计等方面申请发明专利不少于10项。", ("不少于10项", has(measure="发明专利", action="申请"))),
    (REPORT, PLAN + "部门一般性支出继续压减10%。", ("10%", has(measure="部门一般性支出", value=-10.0))),
    (NATION, "1971年到1978年的人口自然增长率，四川省由千分之二十九降到千分之六点一。", ("千分之六点一", has(measure="人口自然增长率"))),
    # what a thing is or becomes is no part of its name
    (REPORT, PLAN + "支持10个有条件的县（市）发展成为中等城市。", ("10个", has(measure=("县", "县（市）", "县(市)")))),
    (NEWS, "四个现代化是一项崭新的事业。", ("四个", has(measure="现代化"))),
    # the day of the event told before is not when the plan is due
    (NEWS, "3月8日，港区扩建工程正式开工。工程计划建设5万吨级泊位3个，届时年吞吐能力将达1200万吨。",
        ("3个", has(status="target", period=(None, None))), ("1200万吨", has(measure="年吞吐能力", status="target"))),
    # the clause before names the measure, and 可 in it is no adverb
    (NATION, "城镇居民家庭人均可支配收入，由1997年的5160元增加到2002年的7703元。", ("7703元", has(measure="城镇居民人均可支配收入"))),
    (REPORT, REVIEW + "全体居民人均可支配收入，由2022年的1.2万元提高到2023年的1.5万元。", ("1.5万元", has(measure="居民人均可支配收入"))),
    # 的 parts two counted nouns
    (NEWS, "共收到来自近80个国家和地区的参赛方案314件。",
        ("近80个", has(measure="国家和地区")), ("314件", has(measure=("参赛方案", "方案")))),
    # what is wished for a thing is no part of its name
    (NEWS, "今年推动4个国家级、17个省级产业集群发展壮大。", ("17个", has(measure="省级产业集群", action="发展壮大"))),
    # what describes the thing stands before its 的
    (REPORT, PLAN + "培育15家技术力量雄厚、拥有自主品牌的链主企业。", ("15家", has(measure="链主企业", action="培育"))),
    (REPORT, PLAN + "建成22个设施齐全、绿树成荫的邻里公园。", ("22个", has(measure="邻里公园", action="建成"))),
    (REPORT, PLAN + "培育20家龙头企业、打造3个叫得响的品牌。", ("20家", has(measure="龙头企业")), ("3个", has(measure="品牌", action="打造"))),
    (REPORT, PLAN + "新建或更新充电桩180个。", ("180个", has(measure="充电桩", action="新建或更新"))),
    # a list's own mark is no part of the name, its closing bracket is
    (BUDGET, "①教育支出36.2亿元；②上年结余收入4.8亿元。", ("36.2亿元", has(measure="教育支出")), ("4.8亿元", has(measure="上年结余收入"))),
    (COMMUNIQUE, "开通航线52条，其中国内40条，国际（地区）12条。", ("12条", has(measure="国际(地区)"))),
    (NEWS, "全市85%的行政村通了快递。", ("85%", has(measure="行政村"))),
    (NEWS, "平台注册总量突破3亿。", ("突破3亿", has(unit="count", value=3e8))),
    (BUDGET, "批准的一般公共预算收入预算48.6亿元，实际完成49.3亿元。", ("49.3亿元", has(measure="一般公共预算收入"))),
    (REPORT, REVIEW + "36件民生实事全面完成。", ("36件", has(measure="民生实事"))),
    (COMMUNIQUE, "职业学校在校生3.6万人，普通中学（含初中和高中）9.8万人。", ("9.8万人", has(measure="普通中学"))),
    (BUDGET, "农林水支出8.1亿元，商业服务业等支出2.4亿元。", ("2.4亿元", has(measure="商业服务业等支出"))),
    (NEWS, "累计为3200家企业提供上门服务。", ("3200家", has(measure="企业"))),
    (COMMUNIQUE, "脱贫人口务工规模达到12.6万人。", ("12.6万人", has(measure="脱贫人口务工规模"))),
    (BUDGET, "对下税收返还3.2亿元。", ("3.2亿元", has(measure="对下税收返还"))),
    (COMMUNIQUE, "商品房竣工面积82万平方米，销售面积96万平方米。", ("96万平方米", has(measure="销售面积", action=None))),
    (NEWS, "设立2000万元风险补偿资金解决贷款难题。", ("2000万元", has(measure="风险补偿资金", action="设立"))),
    (NATION, "12架直升机前往灾区参加救援。", ("12架", has(measure="直升机"))),
    # whose doing it is, and when, is no part of the measure
    (NEWS, "西陵区去年签约项目42个。", ("42个", has(measure="项目", action=("签约", "新签约"), place="西陵区"))),
    (POLICY, "突破20项关键工艺技术。", ("20项", has(comparator="eq", measure="关键工艺技术"))),
    (POLICY, "培育6家年产值过亿元的智能化、绿色化装备供应商。", ("6家", has(measure="智能化、绿色化装备供应商", threshold=("gt", 1e8, "CNY")))),
    (POLICY, "培育30个在设计、生产等环节取得实效的示范项目。", ("30个", has(measure="示范项目"))),
    (POLICY, "到2025年，产业规模明显扩大。\n——培育龙头企业12家。", ("12家", has(period=(None, "2025-12-31")))),
    (NEWS, "电站每年将产生2亿千瓦时清洁电能。", ("2亿千瓦时", has(measure="清洁电能", action="产生"))),
    (NEWS, "种粮户为自家的40亩油菜追肥。", ("40亩", has(measure="油菜"))),
    (NEWS, "快递覆盖了95%的行政村。", ("95%", has(measure="行政村"))),
    (NEWS, "市教育局去年新建幼儿园19所。", ("19所", has(measure="幼儿园", action="新建"))),
    (NEWS, "湖心公司已投放公交车300辆。", ("300辆", has(measure="公交车", action=("投放", "已投放")))),
    (NATION, "目前，长江上游已建成水文站320个。", ("320个", has(measure="水文站", action=("建成", "已建成")))),
    (NEWS, "该区今年将实施城市更新项目29个。", ("29个", has(measure="城市更新项目", action="实施"))),
    (NEWS, "宜昌市今年计划新建绿道40公里。", ("40公里", has(measure="绿道", action="新建", period=YEAR_2023))),
    (NATION, "安徽今年前三季度生产新能源汽车105万辆，居全国首位。", ("105万辆", has(measure="新能源汽车", action="生产", place="安徽省"), ACTOR), ("首位", has(measure="新能源汽车", aspect="rank", value=1.0), ACTOR)),
    (NEWS, "今年，宜昌国际旅游节将吸引客商800人。", ("800人", has(measure="客商", action="吸引"))),
    (NEWS, "西陵区新签约项目42个。", ("42个", has(measure="项目", place="西陵区"))),
    (NEWS, "今年，我市产值有望突破3亿元。", ("突破3亿元", has(measure="产值", status="target", strength=1), "有望 before 突破 stays in the measure")),
    (NEWS, "目前，全市23个项目集中开工。", ("23个", has(measure="项目", action=("开工", "集中开工")), "集中开工 loses its verb")),
    (COMMUNIQUE, "全市粮食产量连续5年超过200万吨。", ("超过200万吨", has(measure="粮食产量"))),
    (COMMUNIQUE, "全年空气质量优良天数311天。", ("311天", has(measure=("空气质量优良天数", "优良天数"), aspect="level"))),
    (COMMUNIQUE, "研发经费支出占地区生产总值的比重达3.2%。", ("3.2%", has(aspect="share", reference="地区生产总值"), "总值 is cut off the reference of a share")),
    (COMMUNIQUE, "农村居民人均可支配收入1.98万元，是2012年的2.4倍。", ("2.4倍", has(aspect="level", period=YEAR_2023))),
    (NEWS, "乡村医生补助由每人3000元提高到4500元。", ("4500元", has(measure=("乡村医生补助", "补助"), aspect="level"), "由每人 stays in the measure")),
    (NEWS, "全市企业开办时间压缩至0.5个工作日。", ("0.5个工作日", has(quantity_class="duration", unit="s", measure="企业开办时间"))),
    (NEWS, "大会吸引1200余人参加。", ("1200余人", has(value=1200.0, comparator="gt"))),
    (NEWS, "共有860人参会。", ("860人", has(value=860.0, unit="count"))),
    (NEWS, "前2个月，规上工业增加值增长9.6%，比全国、全省分别高7.2个、3.1个百分点。",
        ("7.2个", has(quantity_class="percentage_point", aspect="gap", unit="pp", reference="全国"), "7.2个、3.1个百分点: the first is a count, the second no gap"),
        ("3.1个百分点", has(aspect="gap", reference="全省"), "7.2个、3.1个百分点: the first is a count, the second no gap")),
    (NEWS, "全市完成营业收入51.3亿元，实现利税6.2亿元，分别增长14.1%和9.8%。", ("14.1%", has(measure="营业收入")), ("9.8%", has(measure="利税", aspect="growth"))),
    (SUBSIDY, "对符合条件的企业给予最高不超过200万元奖励。", ("最高不超过200万元", has(comparator="le", status="stated"), "of 最高不超过 the first word stays out of the span")),
    (COMMUNIQUE, "货运量比上年增加320万吨。", ("320万吨", has(aspect="change", value=3.2e9, basis="比上年"))),
    (COMMUNIQUE, "旅客周转量比上年多18%。", ("18%", has(value=18.0))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), MEASURES)
def test_measure_and_action(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


def test_short_place_names_are_no_numbers() -> None:
    assert spans("西陵、伍家岗、猇亭加快发展。") == []


def test_the_three_sectors_are_no_count() -> None:
    assert "三次" not in spans("三次产业比例更趋合理。", COMMUNIQUE)


GROUPS = table(
    (NEWS, "目前，全市正加快建设总投资212亿元的16个新材料项目。",
        ("212亿元", has(scope="group_total", measure="总投资", value=2.12e10, aspect="level")), ("16个", has(measure="新材料项目", scope="total"))),
    (REPORT, PLAN + "加快推进总投资86亿元的乌江航电枢纽、投资42亿元的湄江水库建设。",
        ("86亿元", has(status="stated", scope="total")), ("42亿元", has(status="stated", measure="投资"), "投资42亿元的 + one named thing is a property, not a target")),
    (NEWS, "总投资35.5亿元的9个文旅项目集中签约。", ("35.5亿元", has(scope="group_total", measure="总投资")), ("9个", has(measure="文旅项目"))),
    (NEWS, "去年，全市开工项目74个，总投资318亿元。", ("318亿元", has(measure="总投资", value=3.18e10, scope="group_total"), "group total behind its count is not seen")),
    (NEWS, "云岭光学项目总投资12亿元。", ("12亿元", has(measure="总投资", scope="total", status="stated", subject="云岭光学项目"), SUBJECT)),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), GROUPS)
def test_group_total(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


@pytest.mark.parametrize(
    "text",
    [
        "全市零部件企业集聚发展，三亚、六安市、九江、十堰和八达岭游客同享。",
        "万科、一汽、百度等企业代表参会，千方百计谋发展，一带一路通天下。",
        "深入推进“5+5+7”产业体系和1+2+3+N政策，拨打12345热线。",
        "印发宜政发〔2023〕5号文件，建成5G基站网络和4A级景区，升级2.0版平台。",
        "坚持一张蓝图绘到底，营造一个良好环境，做好一项重要工作。",
        "2023年3月10日上午9时30分，“十四五”期间首届论坛在一号厂房二期举行。",
        "贯彻党的二十大精神，落实三年攻坚行动和“1153”工作思路。",
        "开展第七次全国人口普查，落实中央一号文件。",
        "近年来，3年内、用五年时间，全力推进。",
    ],
)
def test_no_figures_where_nothing_is_counted(text: str) -> None:
    assert spans(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全市新能源装机达到1273.3万千瓦、占比41%。", ["1273.3万千瓦", "41%"]),
        ("预算安排3541.07万元2023年使用。", ["3541.07万元"]),
        ("全市贷款余额５６２．４亿元，增长１０．８％。", ["５６２．４亿元", "１０．８％"]),
        ("全市专利授权１ ９ ６ ２件。", ["１ ９ ６ ２件"]),
        ("比去年同期提高两成，累计超百亿元。", ["两成", "超百亿元"]),
    ],
)
def test_spans_of_figures(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


@pytest.mark.parametrize("table_text", ["项目  预算数  执行数\n教育支出  36521  35800\n卫生支出  12044  11987\n", "单位：万元\n收入\t1200\t1300\t8.3\n支出\t900\t910\t1.1\n"])
def test_a_table_as_text_gives_right_figures_or_none(table_text: str) -> None:
    for f in annotated(table_text, BUDGET)["figures"]:
        assert f["measure"] and f["unit"] == "CNY"


@pytest.mark.parametrize(("text", "rhetorical"), [("今年要打好三大战役。", True), ("围绕七个方面持续发力。", True), ("新建三个大型水库。", False), ("建成“四类管线”200公里。", True), ("建设三个“口袋公园”。", False)])
def test_counts_of_slogans_are_rhetorical(text: str, rhetorical: bool) -> None:
    f, *_ = annotated(text)["figures"]
    assert f["is_rhetorical"] is rhetorical and f["quantity_class"] == "count"

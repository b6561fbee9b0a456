"""What figures take from around them: status, place and period (semantics.md, section 2)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from statements import (
    BUDGET,
    CALL,
    COMMUNIQUE,
    FORECAST,
    JANUARY,
    MEMBERS,
    NATION,
    NEWS,
    PLAN,
    POLICY,
    PROVINCE,
    REPORT,
    REVIEW,
    STATE,
    SUBSIDY,
    YEAR_2022,
    YEAR_2023,
    YEAR_2024,
    agrees,
    annotated,
    figure,
    has,
    table,
)

from pipelines.extract.context import genre_of

STATUS = table(
    # a modal word decides
    (NEWS, "到2026年，全市力争建成智能工厂60家。", ("60家", has(status="target", strength=1, period=(None, "2026-12-31")))),
    (NEWS, "今年，全市确保完成危房改造900户。", ("900户", has(status="target", strength=3, period=YEAR_2023))),
    (NEWS, "今年，全市计划新建公厕35座。", ("35座", has(status="target", strength=2, action="新建"))),
    (NEWS, "全市必须守住耕地面积410万亩。", ("410万亩", has(status="target", strength=3))),
    (NEWS, "全市争取引进博士120名。", ("120名", has(status="target", strength=1))),
    (NEWS, "去年全市新增绿道85公里。", ("85公里", has(status="achieved", strength=None, period=YEAR_2022))),
    (NEWS, "截至目前，全市已建成充电站140座。", ("140座", has(status="achieved", action=("建成", "已建成")))),
    (NEWS, "全市累计改造老旧小区312个。", ("312个", has(status="achieved", scope="cumulative"))),
    (NEWS, "云岭光学产业园总建筑面积约21万平方米。", ("约21万平方米", has(status="stated"))),
    (NEWS, "项目占地120亩，总投资6.5亿元。", ("120亩", has(status="stated")), ("6.5亿元", has(status="stated", measure="总投资"))),
    (SUBSIDY, "对新引进的博士给予最高40万元购房补贴。", ("最高40万元", has(status="stated", comparator="le"))),
    (SUBSIDY, "企业年度研发费用超过500万元的，按8%给予补助。", ("8%", has(status="stated"))),
    # the section decides where no modal word does
    (REPORT, REVIEW + "改造棚户区5200套，新建学校18所。", ("5200套", has(status="achieved", period=YEAR_2023)), ("18所", has(status="achieved", action="新建"))),
    (REPORT, PLAN + "预期目标是：粮食产量增长3%以上、力争达到4%，社会消费品零售总额增长6%。", ("4%", has(strength=1, target_tier="stretch")), ("6%", has(strength=2))),
    (REPORT, PLAN + "改造棚户区4100套，新建学校11所。", ("4100套", has(status="target", strength=None, period=YEAR_2024)), ("11所", has(status="target", action="新建"))),
    (REPORT, PLAN + "主要预期目标是：地区生产总值增长6%左右，城镇新增就业7万人。",
        ("6%左右", has(status="target", aspect="growth", comparator="approx")), ("7万人", has(status="target", measure="城镇新增就业"))),
    (REPORT, PLAN + "去年全市新增市场主体4.6万户。", ("4.6万户", has(status="achieved", period=YEAR_2023))),
    (REPORT, REVIEW + "预计全市地区生产总值增长5.8%。", ("5.8%", has(status="achieved", data_status="预计", period=YEAR_2023))),
    (REPORT, "下一步，我们将重点抓好以下工作。\n新建高标准农田26万亩。", ("26万亩", has(status="target"))),
    (STATE, "一、2008年工作回顾\n没有完成年初确定的单位产值能耗下降5%左右的目标。", ("5%左右", has(status="stated", value=-5.0, comparator="approx"))),
    (BUDGET, "一、2023年预算执行情况\n全市教育支出年初预算88.4亿元，实际执行90.1亿元。",
        ("88.4亿元", has(status="stated")), ("90.1亿元", has(status="achieved"))),
    (BUDGET, "二、2024年预算草案\n全市安排教育支出93亿元，增长3.2%。",
        ("93亿元", has(status="target", period=YEAR_2024, measure="教育支出")), ("3.2%", has(status="target", aspect="growth", value=3.2))),
    (NEWS, "1—2月，全市完成投资42亿元，占年计划的21%。", ("42亿元", has(status="achieved")), ("21%", has(status="achieved", aspect="completion"))),
    (NEWS, "去年，全市完成造林计划的95%。", ("95%", has(status="achieved", aspect="completion", period=YEAR_2022))),
    (REPORT, PLAN + "争取引进博士90名；单位能耗下降2%。", ("90名", has(status="target", strength=1)), ("2%", has(status="target", strength=None, value=-2.0), "strength reaches across the semicolon")),
    (REPORT, REVIEW + "争取上级资金98.5亿元、增长12.6%。", ("98.5亿元", has(status="achieved", strength=None)), ("12.6%", has(status="achieved"))),
    (COMMUNIQUE, "全年新建农村公路730公里。", ("730公里", has(status="achieved", period=YEAR_2023))),
    (POLICY, "到2025年，全省绿色建材产值达到800亿元。", ("800亿元", has(status="target", period=(None, "2025-12-31"), place="湖南省"))),
    (POLICY, "培育省级示范企业50家。", ("50家", has(status="target", measure="省级示范企业"))),
    (NATION, "新京津货运有限公司预计，今年全球海运需求增长2.4%。", ("2.4%", has(status="stated"), FORECAST)),
    (NATION, "国际货币基金组织预测，2025年世界经济将增长3.1%。", ("3.1%", has(status="stated", place="世界"))),
    (NATION, "昨天，越南统计局公布，前三季度越南出口额同比增长9.2%。", ("9.2%", has(place="越南"))),
    # what a thing will do once it stands
    (NATION, "隧道全长9公里，建成通车后，两县车程缩短至40分钟。", ("40分钟", has(status="target"))),
    (NATION, "产业园占地600亩，全部投产后预计年产值超50亿元。", ("超50亿元", has(status="target", measure="年产值"))),
    (NATION, "电站投产后，已累计发电7亿千瓦时。", ("7亿千瓦时", has(status="achieved"))),
    # what a rule asks for, whatever the genre
    (NATION, "标准规定，充电接口插拔力应不大于90牛，响应时间宜小于2秒。", ("小于2秒", has(status="stated", measure="响应时间"))),
    (NATION, "预计，今天青岛口岸将查验货车460辆次。", ("460辆次", has(status="stated"))),
    # a policy that rules plans nothing: 办法, 申报通知
    (CALL, "企业2021年度研发投入不低于300万元，专利数量不少于6件。", ("不低于300万元", has(status="stated")), ("不少于6件", has(status="stated"))),
    (CALL, "每个单位应选派1名联系人，项目执行期一般为24个月。", ("1名", has(status="stated"))),
    (CALL, "到2025年，全省示范车间力争达到400个。", ("400个", has(status="target"))),
    (CALL, "近日，省厅组织评选了35个优秀案例。", ("35个", has(status="achieved"))),
    (SUBSIDY, "对市级以上技能大师工作室，分别给予国家级60万元、省级30万元、市级10万元的奖励。",
        ("60万元", has(status="stated", measure="奖励", action="给予")), ("30万元", has(measure="奖励")), ("10万元", has(measure="奖励", action="给予"))),
    (SUBSIDY, "按每人最高3000元标准给予企业一次性岗前培训补贴。", ("最高3000元", has(measure="一次性岗前培训补贴", action="给予", status="stated"))),
    (SUBSIDY, "新获批的博士后工作站，给予两年100%房租补贴。", ("100%", has(measure="房租补贴", aspect="level", status="stated"))),
    (POLICY, "县级补助资金每年不超过800万元。", ("不超过800万元", has(status="stated", measure=("补助资金", "县级补助资金")))),
    (NATION, "必将坚定“三个自强”，携手前行。", ("三个", has(status="stated"))),
    (NATION, "空军打击了380个目标，造成至少20人死亡。", ("至少20人", has(status="achieved", measure=("死亡", "死亡人数")))),
    (NATION, "地震已导致15人遇难。", ("15人", has(status="achieved", measure="遇难"))),
    (NATION, "首届闽商大会闭幕 签约总额超400亿元", ("超400亿元", has(measure="签约总额"))),
    (NATION, "纪念馆展出手稿、书信、照片等各类史料560件。", ("560件", has(action="展出"))),
    (STATE, "合作商业在农村零售总额中的比重已占45%左右。", ("45%左右", has(aspect="share", measure="合作商业"))),
    (STATE, "信用合作社去年底已有社员八千万人。", ("八千万人", has(measure="社员"))),
    (NATION, "本批拟中选器械平均降价61%。", ("61%", has(value=-61.0, aspect="growth", status="achieved"))),
    (NATION, "全国一半以上的古桥有近三成在浙江。", ("近三成", has(aspect="share"))),
    (NATION, "监测显示，坝体出现0.2毫米的沉降。", ("0.2毫米", has(measure="沉降"))),
    (NATION, "引江工程已累计调水76亿立方米。", ("76亿立方米", has(measure="调水"))),
    (NATION, "车队遇到一处高达3米的雪墙。", ("3米", has(measure="雪墙"))),
    (NATION, "如今，用水量只有过去的三分之一。", ("三分之一", has(measure="用水量"))),
    (NATION, "四川还将继续优化服务，前不久出台了60条便企措施。", ("60条", has(status="achieved"))),
    (NATION, "5月，甘肃新增装机80万千瓦。这里将建成储能基地，预计年发电量60亿千瓦时。", ("60亿千瓦时", has(status="target", period=(None, None)))),
    # what a thing is made of is nothing to be done, even in a plan
    (POLICY, "标准体系划分为基础、产品、应用三个部分，下设12个二级分类。", ("三个", has(status="stated")), ("12个", has(status="stated"))),
    (POLICY, "年产量首次达到30万吨的企业，给予一次性奖励。", ("30万吨", has(status="stated"))),
    # an outcome held against an aim: the aim is only quoted
    (REPORT, REVIEW + "工业投资增长4%，低于6%以上的目标。", ("4%", has(status="achieved")), ("低于6%以上", has(status="stated"))),
    (REPORT, REVIEW + "公路客运量增长1.2%，没能达到年初3%左右的设想。", ("1.2%", has(status="achieved")), ("3%左右", has(status="stated"))),
    (REPORT, PLAN + "确保完成粮食总产量65万吨的目标。", ("65万吨", has(status="target"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), STATUS)
def test_status(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


@pytest.mark.parametrize(
    ("word", "strength"),
    [("确保", 3), ("必须", 3), ("务必", 3), ("坚决", 3), ("将", 2), ("要", 2), ("计划", 2), ("预期", 2), ("力争", 1), ("争取", 1), ("努力", 1), ("有望", 1)],
)
def test_strength_of_modal_words(word: str, strength: int) -> None:
    f = figure(f"{PLAN}{word}完成污水管网改造160公里。", "160公里", REPORT)
    assert (f["status"], f["strength"]) == ("target", strength)


@pytest.mark.parametrize("better", ["在实际工作中努力争取更好结果", "实际工作中争取更好的成效", "并力争更好成绩"])
@pytest.mark.parametrize("span", ["6%以上", "4%左右"])
def test_better_results_in_practice_change_no_strength(better: str, span: str) -> None:
    """Neither of the number before these words nor of those behind them."""
    f = figure(f"{PLAN}地区生产总值增长6%以上，{better}；一般公共预算收入增长4%左右。", span, REPORT)
    assert (f["status"], f["strength"]) == ("target", None)


@pytest.mark.parametrize("words", [pytest.param("按照要求"), "主要", "将军", "需要", "计划生育家庭", "拟合优度"])
def test_words_that_hold_a_modal_are_none(words: str) -> None:
    assert figure(f"去年，{words}，全市救助困难群众820人。", "820人")["status"] == "achieved"


GENRES = [
    (None, "2024年柳州市政府工作报告", "", "work_report"),
    ("other", "某市2023年国民经济和社会发展统计公报", "", "communique"),
    (None, None, "关于2023年财政预算执行情况的报告", "budget_report"),
    (None, "关于促进中医药发展的实施意见", "", "policy"),
    ("news", "2024年柳州市政府工作报告", "", "news"),
    (None, "秋收进度过半", "今天天气很好。", None),
]


@pytest.mark.parametrize(("kind", "title", "view", "expected"), GENRES)
def test_genre_of(kind: str | None, title: str | None, view: str, expected: str | None) -> None:
    assert genre_of(kind, title, view) == expected


PLACES = table(
    (NEWS, "去年，西陵区新建口袋公园14个。", ("14个", has(place="西陵区", place_source="sentence"))),
    (NEWS, "当阳市产业园热火朝天。今年计划新建厂房32栋。", ("32栋", has(place="当阳市", place_source="paragraph"))),
    (NEWS, "记者走进车间，看到机器人正在焊接，年产能达9万台。", ("9万台", has(place="宜昌市", place_source="publisher"))),
    (NEWS, "夷陵区新增企业210家；点军区新增企业96家。", ("210家", has(place="夷陵区")), ("96家", has(place="点军区"))),
    (NEWS, "枝江市今年计划新增就业5000人，远安县力争新增就业1800人。", ("5000人", has(place="枝江市")), ("1800人", has(place="远安县"))),
    (NEWS, "今年，我市力争新增市场主体3.2万户。", ("3.2万户", has(place="宜昌市"))),
    (NEWS, "全市新签约项目31个，其中西陵区12个、夷陵区9个。",
        ("12个", has(place="西陵区", measure="项目", is_additive=False)), ("9个", has(place="夷陵区", measure="项目", is_additive=False))),
    (NEWS, "去年，全省、全市生产总值分别增长5.2%、6.1%。", ("5.2%", has(place="湖北省"), MEMBERS), ("6.1%", has(place="宜昌市", measure="地区生产总值"))),
    (NEWS, "成都市民张先生来到大坝，景区当天接待游客1.8万人次。", ("1.8万人次", has(place="宜昌市"), "成都市民: 市民 is a word, 成都市 no subject")),
    (NEWS, "西陵区与成都高新区签约，引进项目6个。", ("6个", has(place="西陵区"))),
    (NEWS, "2022年，全省新增装机820万千瓦。", ("820万千瓦", has(place="湖北省"), "全省 in a city's release is taken for the city")),
    (NEWS, "去年全国快递业务量增长19.4%。", ("19.4%", has(place="全国", place_id="CN"))),
    (NATION, "1—8月，全国新开工农田水利项目1.9万个。", ("1.9万个", has(place="全国"))),
    (NATION, "四川省新增造林48万亩。", ("48万亩", has(place="四川省", place_source="sentence"))),
    (NATION, "云南今年力争建成绿色铝产能700万吨。", ("700万吨", has(place="云南省"))),
    (NATION, "法国去年游客数量增长6.5%。", ("6.5%", has(place="法国"))),
    (NATION, "京津冀地区去年生产总值增长5.1%。", ("5.1%", has(place="京津冀"))),
    (NATION, "今年东亚经济增长4.5%。", ("4.5%", has(place="东亚"), "a region of the world that the lexicon lacks falls back to the publisher")),
    (NATION, "在甘肃，金昌市建成光伏电站26座；在青海，海西州新增装机310万千瓦。", ("26座", has(place="金昌市")), ("310万千瓦", has(place="海西蒙古族藏族自治州"))),
    (NATION, "在中国（云南）自由贸易试验区，已有45项改革措施落地。", ("45项", has(place="云南省"))),
    (NATION, "2023湖北荆州国际龙舟文化节今天闭幕。本届文化节吸引了26支队伍参赛。", ("26支", has(place="荆州市"))),
    (NATION, "第八届哈萨克斯坦—中国甘肃商品展览会在哈萨克斯坦首都阿斯塔纳开幕，展区面积4200平方米。", ("4200平方米", has(place=("阿斯塔纳", "哈萨克斯坦")))),
    (NATION, "杭州、成都等24个重点城市客流量增长8%。", ("24个", has(place="全国")), ("8%", has(place="全国"))),
    (NATION, "武汉三大火车站今天发送旅客51万人次。", ("51万人次", has(place="武汉市"))),
    (NATION, "消费市场升温。\n记者走进农家。\n在陕西，果农增收3成。\n大数据显示，家电销售额增长12%。", ("12%", has(place="全国"))),
    (NATION, "消费市场升温。\n记者走进农家。\n在陕西，果农增收3成。\n眼下，当地已有40家果品合作社。", ("40家", has(place="全国"))),
    (NATION, "消费市场升温。\n记者走进农家。\n在陕西，果农增收3成。\n忙碌间，当地又有40家果品合作社开张。", ("40家", has(place="陕西省"))),
    (NATION, "据约旦媒体报道，军方空袭了叙利亚南部一处营地，造成9人死亡。", ("9人", has(place="叙利亚"))),
    (NATION, "中国与法国签署了12项合作文件。", ("12项", has(place="全国"))),
    (NATION, "全国重点零售企业销售额增长5%。", ("5%", has(place="全国"))),
    (NATION, "在湖北宜昌，工人们正在抢修，已加固堤防36公里。", ("36公里", has(place="宜昌市"))),
    (NATION, "近日，德国政府宣布，今年将投入20亿欧元修缮铁路。", ("20亿欧元", has(place="德国", unit="EUR"))),
    (COMMUNIQUE, "规模以上工业增加值增长7.6%，高于全国3.0个百分点。", ("3.0个百分点", has(place="绵阳市"))),
    (COMMUNIQUE, "南郊机场旅客吞吐量412万人次。", ("412万人次", has(place="绵阳市"))),
    (NEWS, "去年，成都机场至宜昌航线运送旅客12万人次。", ("12万人次", has(place="宜昌市"))),
    (PROVINCE, REVIEW + "南昌市轨道交通运营里程突破128公里。", ("突破128公里", has(place="南昌市"))),
    (PROVINCE, REVIEW + "全省森林覆盖率达63.4%。", ("63.4%", has(place="江西省"))),
    (STATE, "一、2008年工作回顾\n国内生产总值增长9%。", ("9%", has(place="全国", measure="国内生产总值"))),
    (NEWS, "向武汉、荆州发运蔬菜1200吨。", ("1200吨", has(place="宜昌市"))),
    (NEWS, "近日，来自湖南省的客商签约项目8个。", ("8个", has(place="宜昌市"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), PLACES)
def test_place(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


def test_a_section_of_a_newspaper_page_is_a_places() -> None:
    text = "一、长阳县：绿色发展\n去年完成造林3.2万亩。\n今年计划新建茶园8000亩。\n二、秭归县：脐橙飘香\n去年实现产值96亿元。\n"
    found = [(f["span_text"], f["place"]) for f in annotated(text)["figures"]]
    assert found == [("3.2万亩", "长阳土家族自治县"), ("8000亩", "长阳土家族自治县"), ("96亿元", "秭归县")]


PERIODS = table(
    (NEWS, "今年计划新建绿道40公里。", ("40公里", has(period=YEAR_2023))),
    (NEWS, "去年完成绿化90公顷。", ("90公顷", has(period=YEAR_2022))),
    (NEWS, "前年接待研学团队260个。", ("260个", has(period=("2021-01-01", "2021-12-31")))),
    (NEWS, "全年力争接待游客900万人次。", ("900万人次", has(period=YEAR_2023))),
    (NEWS, "年内将投放公交车150辆。", ("150辆", has(period=YEAR_2023))),
    (NEWS, "9月底前建成泵站12座。", ("12座", has(period=(None, "2023-09-30"), status="target"))),
    (NEWS, "到2027年，建成水库4座。", ("4座", has(period=(None, "2027-12-31"), status="target"))),
    (NEWS, "到“十四五”末，全市公园达到500个。", ("500个", has(period=(None, "2025-12-31"), status="target"))),
    (NEWS, "到本世纪中叶，全市森林蓄积量将达9000万立方米。", ("9000万立方米", has(period=(None, "2050-12-31")))),
    (NEWS, "明年计划投放公交车60辆。", ("60辆", has(period=YEAR_2024, measure="公交车", action="投放"))),
    (NEWS, "2024年计划新建学校6所。", ("6所", has(period=YEAR_2024, measure="学校"))),
    (NEWS, "3年内培育链主企业15家。", ("15家", has(period=(None, "2025-12-31")))),
    (NEWS, "1—2月，全市用电量36亿千瓦时。", ("36亿千瓦时", has(period=("2023-01-01", "2023-02-28")))),
    (JANUARY, "12月，制造业新订单指数为51.2%，比上月上升0.4个百分点。", ("51.2%", has(period=("2023-12-01", "2023-12-31"), status="achieved"))),
    (JANUARY, "这座大桥预计12月建成，可节约车程50公里。", ("50公里", has(period=("2024-12-01", "2024-12-31")))),
    (NATION, "前八个月，全国造船完工量增长14%。", ("14%", has(period=("2024-01-01", "2024-08-31")))),
    (NEWS, "一季度，全市将开工项目58个。", ("58个", has(period=("2023-01-01", "2023-03-31"), status="target"))),
    (NEWS, "今年以来，全市新登记企业6100户。", ("6100户", has(period=("2023-01-01", "2023-03-10"), status="achieved"))),
    (NEWS, "近三年，全市修缮古桥27座。", ("27座", has(period=("2021-01-01", "2023-12-31")))),
    (NEWS, "截至2019年底，全市共有图书馆13个。", ("13个", has(period=("2019-12-31", "2019-12-31")))),
    (COMMUNIQUE, "年末全市常住人口491.2万人。", ("491.2万人", has(period=("2023-12-31", "2023-12-31")))),
    (COMMUNIQUE, "全年生产总值4038亿元。", ("4038亿元", has(period=YEAR_2023))),
    (COMMUNIQUE, "1—11月，软件业务收入增长18%。", ("18%", has(period=("2023-01-01", "2023-11-30")))),
    (COMMUNIQUE, "粮食亩产412公斤。", ("412公斤", has(period=YEAR_2023))),
    (REPORT, REVIEW + "四季度工业用电量增长11%。", ("11%", has(period=("2023-10-01", "2023-12-31")))),
    (REPORT, REVIEW + "过去五年，累计造林210万亩。", ("210万亩", has(period=("2019-01-01", "2023-12-31")))),
    (REPORT, PLAN + "6月底前建成灌渠80公里。", ("80公里", has(period=(None, "2024-06-30")))),
    # what a year is to a plan is no time at which something holds
    (REPORT, REVIEW + "2023年是“十四五”收官之年。全市粮食产量88万吨。", ("88万吨", has(period=YEAR_2023))),
    (REPORT, REVIEW + "全力实现“十四五”良好开局，税收收入增长7%。", ("7%", has(period=YEAR_2023))),
    (REPORT, REVIEW + "以科学谋划“十五五”为牵引，推进转型。税收收入增长7%。", ("7%", has(period=YEAR_2023))),
    (REPORT, "一、“十四五”时期和2023年工作回顾\n全市新增供热面积300万平方米。", ("300万平方米", has(period=YEAR_2023))),
    (REPORT, "一、“十四五”时期工作回顾\n全市地区生产总值年均增长6%。", ("6%", has(period=("2021-01-01", "2025-12-31")))),
    # the base of a comparison is never the period
    (COMMUNIQUE, "全年粮食产量212万吨，比1998年增长64%。", ("212万吨", has(period=YEAR_2023)), ("64%", has(period=("1999-01-01", "2023-12-31")))),
    (COMMUNIQUE, "年末户籍人口532万人，较上年末减少1.6万人。", ("1.6万人", has(value=-16000.0, aspect="change", period=("2023-12-31", "2023-12-31")))),
    (NEWS, "比2021年多建公园9个。去年新建步道60公里。", ("60公里", has(period=YEAR_2022))),
    (REPORT, REVIEW + "轨道里程由2019年的40公里增加到126公里。", ("40公里", has(aspect="level", period=("2019-01-01", "2019-12-31"))), ("126公里", has(aspect="level", period=YEAR_2023))),
    (COMMUNIQUE, "生产总值由1978年的3.2亿元增加到2023年的4038亿元。", ("3.2亿元", has(period=("1978-01-01", "1978-12-31"), status="achieved")), ("4038亿元", has(period=YEAR_2023, status="achieved"))),
    (NEWS, "西陵区去年签约项目42个，今年一季度计划开工18个，力争全年竣工30个。",
        ("18个", has(period=("2023-01-01", "2023-03-31"), status="target", action="开工")), ("30个", has(period=YEAR_2023, status="target", strength=1))),
    (NEWS, "2021年，全市建成公园9个；2022年，建成公园12个。", ("9个", has(period=("2021-01-01", "2021-12-31"))), ("12个", has(period=YEAR_2022))),
    (REPORT, REVIEW + "2023年，全市实现生产总值4038亿元；2024年，力争达到4300亿元。", ("4038亿元", has(status="achieved", period=YEAR_2023)), ("4300亿元", has(status="target", period=YEAR_2024, strength=1))),
    # inheritance: paragraph, section, title
    (NEWS, "去年，全市物流业提速。新增仓库44座，货运量增长8%。", ("44座", has(period=YEAR_2022)), ("8%", has(period=YEAR_2022))),
    (NEWS, "2021年，全市旅游回暖。\n新建民宿130家。", ("130家", has(period=(None, None)))),
    (REPORT, "一、2022年工作回顾\n新建民宿52家。", ("52家", has(period=YEAR_2022))),
    (REPORT, "一、“十三五”时期工作回顾\n高速公路通车里程达到1300公里，累计脱贫62万人，年均增长9.1%。",
        ("1300公里", has(period=("2020-12-31", "2020-12-31"))),
        ("62万人", has(period=("2016-01-01", "2020-12-31"), scope="cumulative")), ("9.1%", has(period=("2016-01-01", "2020-12-31"), basis="年均"))),
)  # fmt: skip


@pytest.mark.parametrize(("text", "meta", "span", "expected"), PERIODS)
def test_period(text: str, meta: dict[str, Any], span: str, expected: dict[str, Any]) -> None:
    agrees(figure(text, span, meta), expected)


@pytest.mark.parametrize("issued_on", [date(2024, 3, 28), date(2025, 3, 28)])
def test_a_communique_speaks_of_the_year_in_its_title(issued_on: date) -> None:
    meta = {**COMMUNIQUE, "issued_on": issued_on}
    agrees(figure("一、综合\n全年工业投资增长12%。年末民用汽车91万辆。", "12%", meta), {"period": YEAR_2023})
    agrees(figure("一、综合\n全年工业投资增长12%。年末民用汽车91万辆。", "91万辆", meta), {"period": ("2023-12-31", "2023-12-31")})

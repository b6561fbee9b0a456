"""Dated events of projects, and names given to years (semantics.md, sections 3 and 4)."""

from __future__ import annotations

from typing import Any

import pytest
from statements import NATION, NEWS, PLAN, REPORT, REVIEW, annotated, periods

MILESTONES = [
    # release, text, subject, event, due, status
    (NEWS, "云岭光学产业园项目计划6月竣工。", "云岭光学产业园项目", "竣工", ("2023-06-01", "2023-06-30"), "target"),
    (NEWS, "三江口大桥预计今年10月通车。", "三江口大桥", "通车", ("2023-10-01", "2023-10-31"), "target"),
    pytest.param(NEWS, "青石岭隧道将于2024年底建成。", "青石岭隧道", "建成", ("2024-12-31", "2024-12-31"), "target"),
    pytest.param(NEWS, "云岭大厦已于2月28日封顶。", "云岭大厦", "封顶", ("2023-02-28", "2023-02-28"), "achieved"),
    pytest.param(NEWS, "姚家港大桥将在今年9月合龙。", "姚家港大桥", "合龙", ("2023-09-01", "2023-09-30"), "target"),
    (NEWS, "今年5月，我市将建成投用白洋长江大桥。", "白洋长江大桥", "建成投用", ("2023-05-01", "2023-05-31"), "target"),
    pytest.param(NEWS, "确保宜昌东站北广场6月底前开通、夷陵图书馆9月底前开馆。", "夷陵图书馆", "开馆", (None, "2023-09-30"), "target"),
    (NEWS, "2月18日，柏临河污水处理厂正式投产。", "柏临河污水处理厂", "投产", ("2023-02-18", "2023-02-18"), "achieved"),
    (NEWS, "去年12月，磷石膏综合利用中心建成投用。", "磷石膏综合利用中心", "建成", ("2022-12-01", "2022-12-31"), "achieved"),
    (NEWS, "白洋锂电项目去年8月开工。", "白洋锂电项目", "开工", ("2022-08-01", "2022-08-31"), "achieved"),
    (NEWS, "姚家港化工园二期工程力争9月底前完工。", "姚家港化工园二期工程", "完工", (None, "2023-09-30"), "target"),
    (NEWS, "清江新城安置房年内交付。", "清江新城安置房", "交付", ("2023-01-01", "2023-12-31"), "target"),
    (NEWS, "云岭光学产业园项目进展顺利，该项目计划5月投产。", "云岭光学产业园项目", "投产", ("2023-05-01", "2023-05-31"), "target"),
    (NEWS, "云岭光学产业园项目正在安装设备。整个项目计划7月竣工。", "云岭光学产业园项目", "竣工", ("2023-07-01", "2023-07-31"), "target"),
    (NEWS, "全长26公里的云岭高铁已完成过半；玉泉复航工程进入收尾阶段，预计今年6月底全面通航。", "玉泉复航工程", "通航", ("2023-06-30", "2023-06-30"), "target"),
    (REPORT, PLAN + "确保乌江三桥6月底前通车。", "乌江三桥", "通车", (None, "2024-06-30"), "target"),
    pytest.param(REPORT, REVIEW + "11月，湄潭茶博园建成开放。", "湄潭茶博园", "建成", ("2023-11-01", "2023-11-30"), "achieved"),
    (NEWS, "青石岭隧道全长6公里，设计时速80公里，预计明年通车。", "青石岭隧道", "通车", ("2024-01-01", "2024-12-31"), "target"),
    (NEWS, "3月9日，省级重点工程之一——雾渡河水库开工建设。", "雾渡河水库", "开工", ("2023-03-09", "2023-03-09"), "achieved"),
    (NEWS, "昨天（3月9日），全长12公里的玉泉大道正式建成通车。", "玉泉大道", "通车", ("2023-03-09", "2023-03-09"), "achieved"),
    (NEWS, "3月8日，白洋物流中心正式开通投入运营。", "白洋物流中心", "开通", ("2023-03-08", "2023-03-08"), "achieved"),
    (NEWS, "今天，2023年第一批文旅项目在宜昌开工。", "第一批文旅项目", "开工", ("2023-03-10", "2023-03-10"), "achieved"),
    (REPORT, PLAN + "高铁方面，今年建成雄商、柳梧高铁。", "雄商、柳梧高铁", "建成", ("2024-01-01", "2024-12-31"), "target"),
    # a size inside a name, work before the start, what is done to a part
    (NATION, "10月11日，赤水河180万千瓦抽水蓄能项目并网发电。", "赤水河180万千瓦抽水蓄能项目", "并网", ("2024-10-11", "2024-10-11"), "achieved"),
    (REPORT, PLAN + "推进云岭风电项目前期工作，力争年内开工建设。", "云岭风电项目", "开工", ("2024-01-01", "2024-12-31"), "target"),
    (NEWS, "3月8日，姚家港大桥主塔承台完成浇筑。", "姚家港大桥主塔承台", "完成浇筑", ("2023-03-08", "2023-03-08"), "achieved"),
    (NATION, "昨天，连接两市的川南城际铁路正式开通运营。", "川南城际铁路", "开通", ("2024-10-11", "2024-10-11"), "achieved"),
]


@pytest.mark.parametrize(("meta", "text", "subject", "event", "due", "status"), MILESTONES)
def test_milestone(meta: dict[str, Any], text: str, subject: str, event: str, due: tuple[str | None, str], status: str) -> None:
    found = annotated(text, meta)["milestones"]
    hits = [m for m in found if m["subject"].endswith(subject) and (m["event"] in event or event in m["event"])]
    assert hits, [(m["subject"], m["event"]) for m in found]
    assert (periods(hits[:1]), hits[0]["status"]) == ([due], status)
    assert text[hits[0]["span_start"] : hits[0]["span_end"]] == hits[0]["span_text"]


@pytest.mark.parametrize(
    "text",
    [
        "今年，全年新开工50个项目。",
        "3月8日，外交部发言人表示两国将启动新一轮会谈。",
        "3月9日，双方举行会晤，签署联合声明。",
        "3月6日，全市经济工作会议召开。",
        "今年以来，记者走访了多个产业园。",
        "云岭光学产业园项目正加快建设。",
        "2022年，全市建成学校12所。",
        "去年投产的机组运行平稳。",
        "今年，景区运行质量再提升。",
        "2020年，全面建成小康社会。",
        "今年，我市以项目建设为抓手，扩大对外开放合作。",
        "党的十八大以来，网络治理体系基本建成。",
        "今年是滨海自贸港封关运作攻坚之年。",
        "2022年末，全市高速公路通车里程达到430公里。",
        "1月，光伏新增并网装机120万千瓦。",
        "今年，财政全力保障封关运作等重点工作。",
        "去年，有人鼓动工人离岗。",
        "到2030年，基本建成内陆开放战略支点。",
        "到2030年，新建住宅实现100%全装修交付。",
        "预计年内云岭铁路具备通车运营条件。",
        "到2030年，形成贯通东西两大市场的物流网络。",
        "截至3月底，全市光伏并网规模突破90万千瓦。",
        "今年是滨海自贸港封关运作、扩大开放之年。",
    ],
)
def test_no_milestone(text: str) -> None:
    assert annotated(text)["milestones"] == []


def test_two_projects_of_a_sentence_have_their_own_dates() -> None:
    found = annotated("金缸城水库4月开工，雾渡河风电场11月投产。")["milestones"]
    assert [(m["subject"], m["event"]) for m in found] == [("金缸城水库", "开工"), ("雾渡河风电场", "投产")]
    assert periods(found) == [("2023-04-01", "2023-04-30"), ("2023-11-01", "2023-11-30")]


def test_past_a_semicolon_a_time_holds_only_where_it_opens_the_sentence() -> None:
    text = "我们加快推进雾渡河风电项目前期，力争年内开工；白洋啤酒迁建项目投产。"
    assert [(m["subject"], m["event"]) for m in annotated(text, REPORT)["milestones"]] == [("雾渡河风电项目", "开工")]
    text = "4月，金缸城水库开工；白洋啤酒迁建项目投产。"
    assert [m["event"] for m in annotated(text)["milestones"]] == ["开工", "投产"]


def test_a_milestone_takes_the_place_of_its_sentence() -> None:
    (m,) = annotated("当阳市玉泉物流园项目计划8月竣工。")["milestones"]
    assert m["place"] == "当阳市" and m["subject"].endswith("玉泉物流园项目")


THEMES = [
    ("宜昌市把2023年确定为“招商突破年”。", "宜昌市", 2023, "招商突破年"),
    ("夷陵区将2023年作为“作风建设年”。", "夷陵区", 2023, "作风建设年"),
    ("猇亭区把今年定为“项目攻坚年”，全力以赴。", "猇亭区", 2023, "项目攻坚年"),
    pytest.param("今年是当阳市的“营商环境提升年”。", "当阳市", 2023, "营商环境提升年"),
    ("我市明确2024年为“数字转型年”。", "宜昌市", 2024, "数字转型年"),
    ("枝江市深入开展“乡村振兴实干年”活动。", "枝江市", 2023, "乡村振兴实干年"),
    pytest.param("2023年被五峰土家族自治县定为“茶旅融合年”。", "五峰土家族自治县", 2023, "茶旅融合年"),
    ("会议部署明年工作，全市要开展“作风建设年”活动。", "宜昌市", 2024, "作风建设年"),
    ("我市启动“2023文旅提升年”活动。", "宜昌市", 2023, "文旅提升年"),
    ("中方祝贺尼泊尔把2023年定为“尼泊尔旅游年”。", "尼泊尔", 2023, "尼泊尔旅游年"),
]


@pytest.mark.parametrize(("text", "place", "year", "theme"), THEMES)
def test_annual_theme(text: str, place: str, year: int, theme: str) -> None:
    found = annotated(text)["annual_themes"]
    assert [(t["place"], t["year"], t["theme"]) for t in found] == [(place, year, theme)]
    assert text[found[0]["span_start"] : found[0]["span_end"]] == found[0]["span_text"]


@pytest.mark.parametrize("text", ["今年是“十四五”规划的关键一年。", "2023年，全市粮食再获丰收。", "他今年获评“最美志愿者”。", "“百年老字号”今年焕新。", "今年成为“最热一年”。", "开展“欢欢喜喜过大年”活动。"])
def test_no_annual_theme(text: str) -> None:
    assert annotated(text)["annual_themes"] == []


def test_a_campaign_of_a_review_is_of_the_year_it_reviews() -> None:
    text = REVIEW + "深入开展“营商环境突破年”活动。"
    assert [(t["year"], t["theme"]) for t in annotated(text, REPORT)["annual_themes"]] == [(2023, "营商环境突破年")]

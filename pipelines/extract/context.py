"""What a sentence takes from around it: section mode, running period, running place, status.

Belongs here: the walk through a release in reading order. Not here: what one sentence says (``figures.py``).
The rules are those of semantics.md, section 2 (status, place, period) and 5.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, field, replace
from datetime import date

from pipelines.extract.cues import AIM, DISPOSED, MODAL, STRENGTH, heading_mode
from pipelines.extract.dates import DateExpression
from pipelines.extract.patterns import Gated
from pipelines.extract.places import SELF_REFERENCE, Gazetteer, Place, PlaceMention
from pipelines.releases.model import Layout

_COUNTRY = "CN"
_LONGEST = 4000  # characters of a sentence that are read together
REPORTS = frozenset(("work_report", "communique", "budget_report"))
_PLAN_TITLE = re.compile(r"方案|规划|计划|纲要|行动|目标|任务|要点|实施意见|若干措施")
_NORM_NAME = re.compile(r"(?<!考[评核])办法|细则|条例|规定|规则|标准|规范|若干政策|政策措施|答复|批复|函|公示|名单|管理")
_NORM_ISSUED = re.compile(r"(?:(?<!考[评核])办法|细则|条例|规定|标准|规范)》?[^。，；]{0,6}(?:予以|印发|公布|发布)")
_PLAN_NAME = re.compile(r"方案|规划|行动|计划(?!项目|单列)|纲要|实施意见|指导意见|要点|若干措施")
_AIMS = re.compile(r"目标|下一步|下步|今后|打算|未来|展望")
_ARTICLES = re.compile(r"^[ \t\u3000]*第[一1]条", re.MULTILINE)
_CALL = re.compile(r"申报(?:单位|主体|条件|材料|书|要求|流程|程序|指南|通知|推荐|工作)|推荐(?:单位|名额|工作|材料|函)|征集(?:工作|范围|条件|通知)")
_RULES_IN_ENGLISH = re.compile(r"\b(?:Measures for|Regulations?|Rules|Guidelines?|Guide|Standards? System|Report|White Paper|Compilation|List of|Announcing|Approval|Response|Recommendation|Soliciting)\b")
_PLANS_IN_ENGLISH = re.compile(r"\b(?:Plan|Planning|Program|Opinions?|Policies|Several Measures)\b")
_NUMERALS = frozenset("一二三四五六七八九十")
_HAN = re.compile(r"[\u4e00-\u9fff]{4}")
_PLAN_TURN = Gated(r"(?:今年|20\d\d年|明年|今后[一-龥]{0,3}年|“?十[一-龥]五”?(?:期间|时期)?)[^，。；]{0,16}(?:主要)?(?:预期|奋斗|发展|工作|总体)?目标(?:是|为|：|:|建议)|(?:重点|着力|集中精力|全力)?(?:抓好|做好|抓实|推进|办好)(?:以下|下列|[一-龥]{0,8}[几\d一二三四五六七八九十]+(?:个|项|大)?方面)[一-龥]{0,4}(?:工作|任务)?|(?:今年|20\d\d年)(?:政府)?工作的?(?:总体要求|总体思路|指导思想|安排|部署)|预算草案|^(?:下一步|今年|明年|新的一年|接下来)[，,]")
_REVIEW_TURN = re.compile(r"^(?:过去的?[一二五两三]年|一年来|五年来|[一二三四五]年来|回顾|刚刚过去的|20\d\d年[，,]?(?:是[^，。]{0,20}(?:一年|之年)|在[^，。]{0,30}领导下|面对|我们|全[省市区县]))")
_BASE_BEFORE = re.compile(r"(?:结转|比|较|与|同|相比于?|(?:高|低|快|慢|好|优|多|少)于(?:当地)?|超过|恢复[至到]|由|从|自|以)$")
_BASE_AFTER = re.compile(r"\s?(?:[^，。；]{0,10}(?:总和|建设总规模)|来?的?(?:历史)?最[高低好大多快佳]|的\s?[\d.一二两三四五六七八九十点]+倍|同期|同比|决算|结[转余]|相比|基数|底?的?(?:水平)?相比|价格计算|不变价)")
_NAME_AFTER = re.compile(r"(?:年)?(?:版|全国[一-龥]{2,12}(?:会|赛|展|节)|年会|[一-龥]{0,10}(?:世锦赛|运动会|博览会|论坛|峰会|锦标赛|奥运会|亚运会|进博会|规划》|方案》|计划》))")
_SUBJECT_BEFORE = re.compile(r"(?:^|[，,。；;：:！!?？、“”‘’\"(（）)\[\]【】\s■□●▲—-]|其中|今年|去年|年内|全年|目前|近日|日前|当前|记者从|获悉|今天|昨天|日\)?|年|月|季度|期间|以来|来自|,|[，；。][而但]|产区|大省|强省|大市|强市|重镇|省会|首都|之乡|之都|名城)$")
_COMPARED_BEFORE = re.compile(r"(?:高于|低于|高出|快于|慢于|好于|优于|超过|比|较|与|和|同|对|向|往|至|到|从|由|在|于|居|列|占|赴|援|出口|进口|来自|通往|面向|涉及|覆盖|经|等|推广|抓好|支持|推动|推进|建设)$")
_STRONG_PAST = Gated(r"实际(?:完成|达到|执行|收入|支出)|(?<![比较同与])去年|(?<![比较同与])上年(?!末|决算|预算|同期|结转|底)|前年|已经?(?!有望)|累计(?!达|实现|新增|投入|完成)|[一五]年来|以来|目前")
# “十四五”收官之年, “十五五”良好开局: the plan says what a year is to it, not when something holds
_OCCASION = re.compile(r"的?(?:规划)?(?:的?(?:良好|顺利|圆满|胜利)|实现(?:良好|圆满)|开局|开好局|起好?步|起步|收官|收好官|谋[划篇](?!的)|冲刺|新征程|[^，。；、]{0,8}(?:之年|第[一二三四五]年))")
# “十五五”碳达峰行动方案, 完成“十四五”目标任务: the plan is part of a name or an object, it says not when
_PLAN_NAMED = re.compile(r"(?!期间|时期|以来|末|前|中|规划|[的在是要将我全])[\u4e00-\u9fff、]{2,12}?(?:规划|方案|计划|行动|政策措施|任务|项目|工程)|普法|(?:规划)?(?:确定|批复|下达|建设|谋划|储备)?的?目标任务|(?:规划)?(?:批复|确定|核准|下达)的")
_FINISHED_BEFORE = re.compile(r"(?:完成|实现)(?:了|国家|国家下达的?|省定)?[“‘]?$")
# 2000年底以前发布的法规: which of them, not when it was done
_WHICH_OF = re.compile(r"[\u4e00-\u9fff]{2,5}的(?!是)")
_OCCASION_BEFORE = re.compile(r"(?:收官|谋划|编制|编好|开启|开局|决胜|迈向|衔接)[“‘]?$")
_STRONG_FUTURE = Gated(rf"力争|确保|将(?!军|领|士|近|{DISPOSED})|争取|到20[2-9]\d年|(?<!年度)计划(?=到|用|建|完|实|新|投|今|明|于|在|总|引|培|\d)|(?<![虚模比])拟(?![合定态声中])|预期|{AIM}|规划(?=到|建|总|面)|“?十五五”?|明年|今后|未来|下一步")
_DECIDED = re.compile(r"[^，。；、\d]{0,14}?(?:预算|批准)|的|计划|确定|既定|下达|批复|部署|预期|目标")
_INLINE_HEADING = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|[一二三四五六七八九十\d]{1,3}[、.．])[^。：:，]{2,20}[。：:]")  # 1.发展基础。
_SUPERLATIVE = re.compile(r"的?(?:最|首次|首个|第一|新高|新低|少有|罕见|未有|同期最)")
_ONE_OF = re.compile(r"(?:最|平凡|少有)[^，。；]{0,8}的一年$")
_OF_THING = re.compile(r"的(?!时候)|[^，。；]{0,14}的?基础上")
_MARKED = re.compile(r"[（(]?[一二三四五六七八九十\d]{1,3}[)）、.．]|第[一二三四五六七八九十]{1,2}部分")
_PART_NAME = re.compile(r"(?:回顾|总结|成就|安排|任务|目标|工作|要求|执行|完成|措施)(?:建议|情况)?$")
_SALUTATION = re.compile(r"\s*(?:各位|同志们)[\u4e00-\u9fff、]{0,8}[!！:：，,]\s*$")
_LAST_YEAR = re.compile(r"(?:过去的?|刚刚过去的?|这)一年|一年(?:多)?来")
_OPENS = re.compile(r"(?:时期|期间|的五年)?(?:[，,是]|我[们省市区县国州]|全[省市区县国州]|[^，。；]{0,4}[，,])")
_ABOUT = re.compile(r"(?:对|在|向|为)$")
_DASH = re.compile(r"\s*(?:[—–―-]{1,2}|[•●○◇◆■□▲★►▶·*])")
_ITEM = re.compile(r"\s*(?:[（(][一二三四五六七八九十\d]{1,3}[）)]|\d{1,2}[.．、](?!\d)|[①-⑳]|[一二三四五六七八九十]是|第[一二三四五六七八九十]，)")
_INTRODUCES = re.compile(r"(?:目标|指标|任务|如下|以下|达到|实现)[^。；]*[：:]\s*$")  # what stands below it are its items
_SEMICOLON = re.compile("[；;]")
_OPENING = 16  # characters of a sentence in which the time that it is about stands
_MOST_OF_A_YEAR = 300  # days
_YEAR_AT_HAND = re.compile(r"\s*(?:各位代表[！!，]?\s*)?(?:做好|完成|实现)?(?:今年|20\d\d年)(?!前)")
_OUTLINE = Gated(r"纲要[（(]?草案|《纲要》|规划纲要|规划的?建议")
_LOCATIVE = re.compile(r"(?:在|位于|地处|来到|走进|坐落于|坐落在|落户)$")
_TOPIC = re.compile(r"(?:^|[。；;，,\n])(?:而)?在(?:中国\()?$")  # 在广西，…: the clause is about it
_TOPIC_ENDS = re.compile(r"(?:\)自由贸易试验区|自贸区|自贸试验区)?[，,]")
_FACILITY = re.compile(r"(?:(?!的)[一-龥]){0,10}?(?:大桥|机场|高铁|铁路|高速|公路|港|车站|隧道|水库|边检|大学|学院|(?:图书|博物|美术|科技|体育)馆|大剧院|医院|公司|集团|银行|报|电视台|会议|精神|战略|方案|号|队)")
_SITE = re.compile(r"(?:(?!的)[一-龥]){0,10}?(?:大桥|机场|港(?![币元股澳])|口岸|海关|边检|车站|火车站|高铁站|(?:图书|博物|美术|科技|体育)馆|大剧院|体育场|动物园|古城|站(?=[，,累发到]))")  # what stands there speaks of the place
_NAMED_EVENT = re.compile(r"[一-龥“”—·]{0,14}?(?:展览会|博览会|论坛|峰会|大会|洽谈会|交易会|展销会|文化节|艺术节|电影节|旅游节|锦标赛|运动会|马拉松|[双车航]展)")
_EXAMPLES_OF = re.compile(r"(?:[、和与及][一-龥]{2,8}?){1,6}等(?:地的?)?(?:\d|[一二三四五六七八九十百两]{1,3}[个座省国市地大])")  # 甲、乙等36个城市
_DASHES = frozenset("—-–·")
_SITED = re.compile(r"(?:该|此|这[个座一]|其|项目|工程|电站|大桥|基地)[^。；]{0,60}?(?:地处|位于|坐落[于在])[^。；]{0,14}?$")
_AMONG_ALL = re.compile(r"前[\d一二三四五六七八九十百列茅]|首[个家批座条台艘例次创]|第[一二三\d]|最[大早长高多先快]|唯一|一流|领先")
_ROUTE = re.compile(r"[东南西北]?站?[至—–\-][一-龥]{2}|[一-龥]{2}[东南西北]?至[一-龥]{2,4}[东南西北]?(?:、|等|方向|间|的|高铁|铁路|高速|段)")
_ACTOR = re.compile(r"(?:[市区县州])?(?:[，,:：]|实现|完成|达到?|增长|获|入选|成为|率先|新增|建成|启动|开工|引进|全[市区县年]|累计|地区生产总值|生产总值|GDP|一般公共预算|规上|规模以上|固定资产|社会消费|居民|城镇|农村|工业|进出口|常住|经济|今年|去年|20\d\d年|将|要|计划|力争|确保|推进|建设|实施|新|本级|市级|区级|把|以|为|的)")
_DONE_BEHIND = re.compile(r"[^，。；]{0,24}?(?:已(?!有望)|全部(?:完成|建成|开工)|顺利(?:完成|举行)|了)")
_REVIEW_FUTURE = Gated(rf"力争|(?<![即必])将(?!军|领|士|近|{DISPOSED})|到20[2-9]\d年|(?<!年度)计划(?=到|用|建|完|实|新|投|今|明|于|在|总|引|培)|(?<![虚模比])拟(?![合定态声中])|明年|今后|未来|下一步")
_FAILED = Gated(r"没有(?:实现|完成|达到)|未能?(?:实现|完成|达到|如期)")
_PLANNED = Gated(r"(?:年初|原|全年|年度)(?:预算|计划|目标|任务)(?:为|是|数|收入|支出)?$|(?:批准|确定|下达|安排|核定)的?[^，。；]{0,24}(?:预算|计划|目标|任务|指标)(?:数|为|是)?[^，。；]{0,4}$")
_DONE = re.compile(r"了|完成|累计")
_MORE_PLACES = re.compile(r"[、和与][一-龥]{2,6}(?:省|市|区|县|等地|等)")
_CLAUSE_END = re.compile(r"[，,；;]")
_RULE_STATED = Gated(r"(?:给予|(?:奖励|补助|补贴|资助)(?!资金|项目|经费|政策)|每(?:平方米|人|户|亩|吨|年每|名|家|辆|台|件|个)|标准(?:为|是|由|从)|最高(?:可)?(?:给予|奖励|补助)?|不得(?:超过|低于|少于)|应当|罚款|处以|额度)[^，。；]{0,20}$")


_RULE_BEHIND = re.compile(r"[^，。；]{2,12}的?(?:比例|标准|额度|限额)(?:内)?(?:给予|予以|奖励|奖补|补助|补贴|资助|支付|发放)")  # 按20%的比例给予

_GENRES = (
    ("work_report", re.compile(r"政府工作(?:的)?报告")),
    ("budget_report", re.compile(r"预算(?:草案|执行|调整)?[^，。]{0,40}报告|财政预算|决算(?:草案)?的?报告|预算执行")),
    ("communique", re.compile(r"统计公报")),
    ("policy", re.compile(r"(?:通知|意见|办法|方案|规划|规定|细则|条例|措施)[》）]?$")),
)


def genre_of(kind: str | None, title: str | None, view: str) -> str | None:
    """The genre whose habits a text follows: its kind, else what its title or its head says it is."""
    if kind not in (None, "other"):
        return kind
    for text in (title or "", view[:300]):
        for genre, pattern in _GENRES:
            if pattern.search(text):
                return genre
    return kind


@dataclass(slots=True)
class Where:
    """The place a statement is about, and which words said so."""

    place: Place | None
    source: str


@dataclass(slots=True)
class SectionFrame:
    """What a section lends its sentences."""

    mode: str | None
    period: DateExpression | None
    heading: str
    path: str
    place: Place | None = None


@dataclass(slots=True)
class Document:
    """A release with all that was found in it, in reading order."""

    view: str
    layout: Layout
    dates: list[DateExpression]
    places: list[PlaceMention]
    issued_on: date
    kind: str | None
    home: Place | None
    title: str | None
    gazetteer: Gazetteer
    title_period: DateExpression | None = None
    frames: list[SectionFrame] = field(default_factory=list)
    nesting: list[int] = field(default_factory=list)  # the section that each section lies in
    usable: list[DateExpression] = field(default_factory=list)
    date_starts: list[int] = field(default_factory=list)
    usable_starts: list[int] = field(default_factory=list)
    place_starts: list[int] = field(default_factory=list)
    resolved: dict[int, Place] = field(default_factory=dict)  # start of a mention → the place it means there, filled by ``scenes``

    def __post_init__(self) -> None:
        self.date_starts = [d.start for d in self.dates]
        self.usable = [d for d in self.dates if usable(self.view, d)]
        self.usable_starts = [d.start for d in self.usable]
        self.place_starts = [p.start for p in self.places]
        self.nesting = _nesting(self)
        self.frames = _frames(self)

    def dates_in(self, start: int, end: int) -> list[DateExpression]:
        return self.dates[bisect_left(self.date_starts, start) : bisect_left(self.date_starts, end)]

    def usable_in(self, start: int, end: int) -> list[DateExpression]:
        """The dates that may be a figure's period."""
        return self.usable[bisect_left(self.usable_starts, start) : bisect_left(self.usable_starts, end)]

    def places_in(self, start: int, end: int) -> list[PlaceMention]:
        return self.places[bisect_left(self.place_starts, start) : bisect_left(self.place_starts, end)]


def _frames(doc: Document) -> list[SectionFrame]:
    """One frame a section: its own heading's mode, period and place, else its parent's."""
    out: list[SectionFrame] = []
    for i, s in enumerate(doc.layout.sections):
        heading = doc.view[s.heading_start : s.heading_end].strip()
        above = doc.nesting[i]
        parent = out[above] if above >= 0 else None
        said = doc.dates_in(s.heading_start, s.heading_end)
        period = _heading_period(said)
        mode = heading_mode(heading) if s.level <= 1 or parent is None or parent.mode is None else parent.mode
        if mode == "plan" and doc.kind in REPORTS and _all_past(said, doc.issued_on):
            mode = "review"  # 2025年主要工作 of a report given in 2026
        if parent is not None and mode is None:
            mode = parent.mode
        if period is not None and mode != "plan":
            period = _looked_back(doc, period)
        if mode is None and period is not None and doc.kind in REPORTS and period.date_end is not None:
            mode = "plan" if period.date_end.year >= doc.issued_on.year else "review"
        path = f"{parent.path} / {heading}" if parent else heading
        out.append(SectionFrame(mode, period or (parent.period if parent else None), heading, path[:200]))
    return out


def _all_past(dates: list[DateExpression], issued_on: date) -> bool:
    """Whether the times that a heading names are years before the year of the report."""
    return bool(dates) and all(d.date_end is not None and d.date_start is not None and d.date_end.year < issued_on.year for d in dates)


def _nesting(doc: Document) -> list[int]:
    """The section that each lies in, -1 for none. A report's parts may bear no mark (2025年工作安排), where their subsections do (（一）)."""
    out: list[int] = []
    depth: list[int] = []
    for i, s in enumerate(doc.layout.sections):
        heading = doc.view[s.heading_start : s.heading_end].strip()
        part = doc.kind in REPORTS and not _MARKED.match(heading) and _PART_NAME.search(heading) is not None and bool(doc.dates_in(s.heading_start, s.heading_end))
        depth.append(0 if part else s.level)
        out.append(-1 if part else s.parent if s.parent >= 0 else next((j for j in range(i - 1, -1, -1) if depth[j] < depth[i]), -1))
    return out


def _looked_back(doc: Document, d: DateExpression) -> DateExpression:
    """过去五年 of a work report are the five before the year in which it is given."""
    if d.form != "review" or doc.kind not in ("work_report", "budget_report") or d.date_end is None or d.date_end.year != doc.issued_on.year:
        return d
    return replace(d, date_start=_moved(d.date_start, -1), date_end=_moved(d.date_end, -1))


def _heading_period(dates: list[DateExpression]) -> DateExpression | None:
    """The first date of a heading; of a plan and a year of it (“十四五”时期和2025年工作回顾) the year, since what spans the plan says so."""
    dated = [d for d in dates if d.date_end is not None]
    if not dated:
        return None
    if dated[0].grain != "plan":
        return dated[0]
    within = (d for d in dated if d.grain == "year" and d.date_start and dated[0].date_start and dated[0].date_start <= d.date_start)
    return next((d for d in within if d.date_end and dated[0].date_end and d.date_end <= dated[0].date_end), dated[0])


@dataclass(slots=True)
class Scene:
    """One sentence with all it may take from around it."""

    start: int
    end: int
    block: int
    mode: str | None  # plan, review, or norm: a policy that rules and plans nothing
    year: int | None  # that 全年, 年末, 9月 mean here where the text does not print it; None for the release's own
    frame: SectionFrame | None
    paragraph_date: DateExpression | None
    topic: DateExpression | None  # the year that a paragraph of this section took for its own
    span: DateExpression | None  # the years that this part of a review looks back on, where they are several
    subjects: list[tuple[int, Place]]  # (position, place) of each place that is subject of the sentence or a clause
    stops: list[int]  # in reports a district named in passing speaks up to the next semicolon only
    running: Where
    _cues: Cues | None = None

    def cues(self, view: str) -> Cues:
        if self._cues is None:
            self._cues = Cues.read(view, self.start, self.end)
        return self._cues

    def where(self, at: int) -> Where:
        """Place of a statement at ``at``: the nearest subject before it, else what runs on from before."""
        found = None
        for position, place in self.subjects:
            if position <= at and not any(position < stop <= at for stop in self.stops):
                found = place
        return Where(found, "sentence") if found is not None else self.running


def scenes(doc: Document) -> list[Scene]:
    """Every sentence in reading order, with the running mode, year, date and place at that point."""
    walk = _Walk(doc)
    return [walk.scene(s.block, a, b) for s in doc.layout.sentences for a, b in _pieces(s.start, s.end)]


def _pieces(start: int, end: int) -> list[tuple[int, int]]:
    """A sentence of any length in pieces of bounded length, so that work stays linear in the text."""
    return [(a, min(a + _LONGEST, end)) for a in range(start, end, _LONGEST)]


# A paragraph of a national story that steps back from the place it had gone to.
_AT_LARGE = re.compile(
    r"\s*(?:今年|去年|近年来|近日|近期|目前|当前|如今|眼下|截至|截止|下一步|接下来|据(?!点)|数据显示|统计显示|随着|除了|此外|与此同时|同时，|各地|全国|我国|中国|"
    r"这个(?:春节|假期|夏天|冬天|季节)|春节|假期|元旦|五一|端午|中秋|国庆|今天|昨天|[上下]半年|一季度|前[一二三四五六七八九十]+个月|“?十[三四五]五”?|20\d\d年|专家|业内)"
)


_AT_HOME = re.compile(r"[我全]国|中国|中方|习近平|习主席|国内|中[外美俄日欧法英德韩印]")
_REPORTS_OF = re.compile(r"(?:媒体|通讯社|电视台|广播公司|《)")  # 据某国媒体报道: who tells it
# 当地, 两地, 他们: a paragraph that goes on where the one before it was
_STAYS = re.compile(r"[两三]地|当地|这里|这座|这个[村镇县市]|该[市县区省镇村]|全[市县省区镇村](?![场域])|他们|[他她](?![国人])|村民|村里|火灾|事故")


class _Walk:
    """Running state of a walk through the sentences: mode, date of the paragraph, place."""

    def __init__(self, doc: Document) -> None:
        self.doc = doc
        self.block = -1
        self.section = -2
        self.paragraph_date: DateExpression | None = None
        self.paragraph_place: Place | None = None
        self.section_place: Place | None = None
        self.context: list[Place] = []
        self.turned: str | None = None
        self.topic: DateExpression | None = None
        self.span: DateExpression | None = None
        self.span_section = -1  # whose paragraphs the span holds for, -1: for its own paragraph alone
        self.outlook: DateExpression | None = None  # a section of two themes has come to the plan of years that its heading names
        self.back = False  # a paragraph of a plan that looks back on the years before it
        self.paused = False  # a paragraph on the last year, in a section on several
        self.nth = 0  # sentences of this block before this one
        self.lead: DateExpression | None = None  # 到2023年: the deadline of the paragraph that a list belongs to
        self.lead_section = -1
        self.happened: Place | None = None  # where the last sentence's event took place
        self.opening = 0  # first block of the section
        self.firm = False  # the section's place was named by its heading or first paragraph: the whole story is about it
        self.introduced = False  # that paragraph ends in a colon: all below it are its items
        self.reports = doc.kind in REPORTS
        self.plans = doc.kind == "policy" and _is_plan(doc)
        self.norms = doc.kind == "policy" and not self.plans
        self.national = doc.kind == "news" and doc.home is not None and doc.home.place_id == "CN"
        self.carries = not self.reports and doc.kind != "policy"
        self.selves = [m for m in SELF_REFERENCE.finditer(doc.view) if doc.home is not None and _is_home_word(m.group(), doc.home)]
        self.at_date = self.at_place = self.at_self = 0

    def scene(self, block: int, start: int, end: int) -> Scene:
        """Moves to the sentence ``[start, end)`` of a block; sentences come in order."""
        self._enter(block, start, end)
        subjects = self._subjects(start, end) or self._abroad(start, end)
        frame = self.doc.frames[self.section] if self.section >= 0 else None
        mode = "review" if self.back else "plan" if self.outlook is not None else frame.mode if frame is not None and frame.mode is not None else self.turned
        if self.norms and (mode is None or (mode == "plan" and (frame is None or not _AIMS.search(frame.path)))):
            mode = "norm"
        span = self.span if mode == "review" and not self.paused and self.span is not None and self.span.date_end is not None and self.span.date_end <= self.doc.issued_on else None
        out = Scene(start, end, block, mode or ("plan" if self.plans else None), self._year(frame, mode), frame, self.paragraph_date, self.outlook or self.topic, span, subjects, self._stops(start, end, subjects), self._running())
        self._leave(subjects, start, end)
        self.nth += not _SALUTATION.match(self.doc.view, start, end)
        return out

    def _stops(self, start: int, end: int, subjects: list[tuple[int, Place]]) -> list[int]:
        if self.carries or not subjects or self.doc.home is None or all(p.place_id == self.doc.home.place_id for _, p in subjects):
            return []
        return [m.start() for m in _SEMICOLON.finditer(self.doc.view, start, end)]

    def _enter(self, block: int, start: int, end: int) -> None:
        section = self.doc.layout.blocks[block].section
        if section != self.section:
            if self.lead is not None and not self._below_lead(section):
                self.lead = None
            self.section, self.section_place, self.topic = section, self._heading_place(section), self._kept_topic(section)
            self.outlook = self.outlook if self._keeps_outlook(section) else None
            self._enter_span(section)
            self.opening, self.firm = block, self.section_place is not None
            self.turned = self.turned if self.reports else None
        if block != self.block:
            if self.doc.kind == "news":
                self.turned = None  # 下一步，… speaks of its own paragraph
            if self.national and not self.firm and (_AT_LARGE.match(self.doc.view, start) or not _STAYS.search(self.doc.view, start, min(end, start + 80))):
                self.section_place = None
            self.block, self.paragraph_date, self.paragraph_place, self.nth = block, self._led_by(start), None, 0
            self.paused = self.back = False
            self._turn_outlook(start, end)
            if self.span_section < 0:
                self.span = None
            if self.plans and (m := _INLINE_HEADING.match(self.doc.view, start, end)):
                self.turned = heading_mode(m.group())
        head = self.doc.view[start : min(end, start + 160)].lstrip()
        if (m := _PLAN_TURN.search(head)) and (self.doc.kind != "news" or ("方面" not in m.group() and (not m.group().startswith("今年") or len(m.group()) > 3))):
            self.turned = "plan"
        elif _REVIEW_TURN.match(head):
            self.turned = "review"

    def _enter_span(self, section: int) -> None:
        """A section whose heading names years looks back on them; one below another keeps what was said above it."""
        frames, parent = self.doc.frames, self.doc.nesting[section] if section >= 0 else -1
        own = frames[section].period if section >= 0 else None
        if own is not None and (parent < 0 or own is not frames[parent].period):
            self.span, self.span_section = (own, section) if self.reports and spans_years(own) else (None, -1)
            return
        while parent >= 0 and parent != self.span_section:
            parent = self.doc.nesting[parent]
        if parent < 0:
            self.span = None

    def _kept_topic(self, section: int) -> DateExpression | None:
        """The year that a budget report speaks of holds for the numbered items below, whose headings name none."""
        frame = self.doc.frames[section] if section >= 0 else None
        return self.topic if self.doc.kind == "budget_report" and frame is not None and frame.period is None else None

    def _planned_years(self, section: int) -> DateExpression | None:
        """The plan to come that the heading of a section names beside another time: “十四五”成就和“十五五”目标, “十五五”目标和2026年工作."""
        if section < 0 or not self.reports:
            return None
        heading = self.doc.layout.sections[section]
        said = [d for d in self.doc.dates_in(heading.heading_start, heading.heading_end) if d.date_end is not None]
        plans = [d for d in said if d.grain == "plan" and d.date_end is not None and d.date_end > self.doc.issued_on]
        if not plans or all(d.date_end == plans[0].date_end for d in said) or heading_mode(self.doc.view[heading.heading_start : heading.heading_end].strip()) == "review":
            return None
        return plans[0]

    def _keeps_outlook(self, section: int) -> bool:
        """Whether a section lies below the one whose heading names the plan."""
        while section >= 0:
            if (d := self._planned_years(section)) is not None:
                return self.outlook is not None and d.date_end == self.outlook.date_end
            section = self.doc.nesting[section]
        return False

    def _turn_outlook(self, start: int, end: int) -> None:
        """The first paragraph on the plan of years turns to it, one that begins with the year at hand away from it."""
        if self.outlook is not None:
            if _YEAR_AT_HAND.match(self.doc.view, start, end):
                self.outlook = None
        elif (d := self._planned_years(self.section)) is not None and not _YEAR_AT_HAND.match(self.doc.view, start, end):
            head = self.doc.view[start : min(end, start + 120)]
            if _OUTLINE.search(head) or self.doc.view[d.start : d.end].strip("“”") in head[:_OPENING]:
                self.outlook = replace(d, form="point")
                self.span = None

    def _runs_on(self, d: DateExpression, start: int) -> bool:
        """Whether a date holds for the sentences behind its own. In a work report one that opens its sentence and is no shorter
        than a year: 9月26日会议部署…, 一季度良好开局, 党的十八大以来, 从1999年起扩招 speak of one thing."""
        late = d.start - start
        if d.form == "review":
            return late <= 12 and not (self.doc.kind == "work_report" and self.doc.view.startswith("近", d.start))
        if self.doc.kind == "budget_report":
            return late <= _OPENING or d.form != "point" or d.grain != "year"  # 对2018年度1家企业给予奖励 is one thing's year
        if self.doc.kind != "work_report":
            return True
        if d.rule.startswith("event") or d.rule.endswith("_from") or d.form == "duration_period" or late > _OPENING:
            return False
        if d.date_start is None:
            return d.date_end is not None and (d.date_end.month, d.date_end.day) == (12, 31)
        return d.date_end is None or (d.date_end - d.date_start).days > _MOST_OF_A_YEAR

    def _turn_span(self, d: DateExpression, start: int, end: int) -> None:
        """五年来， opens a part that looks back on five years, 2025年， and 一年来， the part on the last one."""
        apart = d.form == "review" and self.nth == 0 and self.doc.view[d.start - 1 : d.start] in ("，", ",")  # 2025年是收官之年，过去五年，
        if not self.reports or self.section < 0 or (d.start - start > _OPENING and not apart) or not _OPENS.match(self.doc.view, d.end, end):
            return
        frame, heading = self.doc.frames[self.section], self.doc.layout.sections[self.section]
        said = self.doc.dates_in(heading.heading_start, heading.heading_end)
        if d.grain == "plan" and d.date_end is not None and d.date_end > self.doc.issued_on:
            if any(x.grain == "plan" and x.date_end == d.date_end for x in said) and len(said) > 1:  # 二、“十三五”成就和“十四五”目标任务
                self.span, self.outlook = None, d
        elif frame.mode == "plan" and self.nth == 0 and d.grain == "plan" and d.form in ("point", "since") and d.start - start <= 4:
            self.span, self.span_section, self.back = d, -1, d.date_end is not None and d.date_end < self.doc.issued_on  # “十四五”时期， in a plan for “十五五”
        elif spans_years(d) and self.nth <= 1:
            lasting = frame.period is None or spans_years(frame.period) or any(spans_years(x) for x in said)
            self.span, self.span_section = _looked_back(self.doc, d), self.section if lasting else -1
        elif _LAST_YEAR.fullmatch(self.doc.view, d.start, d.end) or self.doc.view.endswith("过去的", start, d.start):
            self.span, self.topic = None, d
        elif self.nth == 0 and d.grain == "year" and d.date_start is not None:
            if frame.period is not None and spans_years(frame.period):
                self.paused = True
            else:
                self.span = None

    def _below_lead(self, section: int) -> bool:
        """Whether a section is a sub-heading among the items of the paragraph that gave the deadline."""
        sections = self.doc.layout.sections
        while section >= 0 and section != self.lead_section:
            section = sections[section].parent
        return section >= 0 and self.lead_section >= 0

    def _led_by(self, start: int) -> DateExpression | None:
        """The deadline that an item has from the paragraph above its list: 到2025年，主要目标如下："""
        if self.lead is None or self.reports:
            return None
        view = self.doc.view
        if _DASH.match(view, start) or self.introduced or (self.section == self.lead_section and _ITEM.match(view, start)):
            return self.lead
        return None

    def _year(self, frame: SectionFrame | None, mode: str | None) -> int | None:
        doc = self.doc
        if not self.reports:
            return None
        if self.paragraph_date is not None and self.paragraph_date.explicit_year and self.paragraph_date.form != "since" and self.paragraph_date.date_end is not None:
            return self.paragraph_date.date_end.year
        if frame is not None and frame.period is not None and frame.period.date_end is not None:
            return frame.period.date_end.year
        if doc.title_period is not None and doc.title_period.date_end is not None and doc.kind == "communique":
            return doc.title_period.date_end.year
        return doc.issued_on.year - 1 if doc.kind == "communique" or mode == "review" else None

    def _heading_place(self, section: int) -> Place | None:
        if section < 0 or not self.carries:
            return None
        s = self.doc.layout.sections[section]
        mentions = self.doc.places_in(s.heading_start, s.heading_end)
        if mentions and mentions[0].start - s.heading_start <= 4:
            return self._resolve(mentions[0])
        return None

    def _resolve(self, m: PlaceMention) -> Place | None:
        place = self.doc.gazetteer.resolve(m, self.context[-6:], self.doc.home, self.doc.issued_on)
        if place is not None:
            self.doc.resolved[m.start] = place
        if place is not None and place.level != "foreign":
            self.context.append(place)
        return place

    def _subjects(self, start: int, end: int) -> list[tuple[int, Place]]:
        out: list[tuple[int, Place]] = []
        view, places, last_end = self.doc.view, self.doc.places, -1
        subject_end = -2
        named: tuple[int, Place] | None = None  # 2024中国景德镇国际陶瓷博览会: the place in an event's name
        local: tuple[int, Place] | None = None  # 在江西景德镇闭幕: where a news story takes place
        while self.at_place < len(places) and places[self.at_place].start < start:
            self.at_place += 1
        while self.at_place < len(places) and places[self.at_place].start < end:
            m = places[self.at_place]
            self.at_place += 1
            place = self._resolve(m)
            if place is not None:
                before = view[max(start, m.start - 8) : m.start]
                if before.endswith("、") and last_end == m.start - 1 and subject_end != last_end:
                    last_end = m.end
                    continue  # 向武汉、荆州发运: the list has one role
                if m.start == last_end == subject_end and out and self.doc.gazetteer.is_within(place, out[-1][1]):
                    out[-1], subject_end = (out[-1][0], place), m.end
                elif self._is_topic(m, before) or ((m.start == start or _SUBJECT_BEFORE.search(before)) and not _COMPARED_BEFORE.search(before) and self._acts(m, place)):
                    out.append((m.start, place))
                    subject_end = m.end
                elif self.national and place.level in ("province", "prefecture", "county", "zone", "foreign") and (_LOCATIVE.search(before) or (local is not None and m.start == last_end)):
                    local = (m.start, place) if local is None or m.start == last_end else local
                elif (named is None or m.start == last_end) and self.national and place.level in ("province", "prefecture", "county", "zone") and _NAMED_EVENT.match(view, m.end):
                    named = (m.start, place)
            last_end = m.end
        while self.at_self < len(self.selves) and self.selves[self.at_self].start() < end:
            if self.selves[self.at_self].start() >= start and self.doc.home is not None:
                out.append((self.selves[self.at_self].start(), self.doc.home))
            self.at_self += 1
        out.sort(key=lambda x: x[0])
        local = local or named
        self.happened = local[1] if local is not None else None
        if not out and local is not None:
            out.append(local)
        return out

    def _abroad(self, start: int, end: int) -> list[tuple[int, Place]]:
        """In a national story a sentence that names places abroad and none at home is about the first of them, whoever reported it."""
        if not self.national or self.paragraph_place is not None or _AT_HOME.search(self.doc.view, start, end):
            return []
        named = [(m, p) for m in self.doc.places_in(start, end) if (p := self.doc.resolved.get(m.start)) is not None]
        if not named or any(p.level != "foreign" for _, p in named):
            return []
        told = [p for m, p in named if not _REPORTS_OF.match(self.doc.view, m.end)]
        return [(start, (told or [named[0][1]])[0])]

    def _is_topic(self, m: PlaceMention, before: str) -> bool:
        """在广西，已有60项: the place that opens a clause of a national story."""
        return self.national and _TOPIC.search(before) is not None and _TOPIC_ENDS.match(self.doc.view, m.end) is not None

    def _acts(self, m: PlaceMention, place: Place) -> bool:
        """A list member (滨州对虾、济宁食用菌) or a place inside a name is no subject."""
        following = self.doc.view[m.end : m.end + 12]
        if place.level in ("country", "region", "foreign") and (_AMONG_ALL.match(following) or self.doc.view[max(0, m.start - 1) : m.start] in ("“", "《")):
            return False  # 世界前100座高桥, 全国首个, “中国复眼”: a rank, a name
        if _EXAMPLES_OF.match(self.doc.view, m.end):
            return False
        if self.national and (place.place_id != _COUNTRY or self.doc.view[m.start - 1 : m.start] in _DASHES) and _NAMED_EVENT.match(self.doc.view, m.end):
            return False  # 丝绸之路（敦煌）博览会在…: the event is where it is held
        if _ROUTE.match(following):
            return False  # 上海虹桥至西安北的列车: where a line runs
        if following[:1] == "等" and self.national and following[1:2].isdigit():
            return False  # 甲国、乙国等15个国家
        if following[:1] in "、至-—和与" and following[:1]:
            return bool(_MORE_PLACES.match(following)) and self.carries
        if following[:1] in (")", "）") and self.doc.view[m.start - 1 : m.start] in ("(", "（"):
            return False
        if not self.carries and self.doc.home is not None:
            if not self.doc.gazetteer.is_within(place, self.doc.home):
                return False
            named = m.text[-1] in "市县区州盟旗" and self.doc.view[max(0, m.start - 1) : m.start] in ("", "\n", "。", "；", ";", " ", "，", ",")
            if place.place_id != self.doc.home.place_id and not named and not _ACTOR.match(following):
                return False
        return m.followed_by_organ or place.place_id == _COUNTRY or not _FACILITY.match(following) or (self.national and _SITE.match(following) is not None)  # 全国铁路, 我国高铁: the country's

    def _running(self) -> Where:
        if self.paragraph_place is not None:
            return Where(self.paragraph_place, "paragraph")
        if self.section_place is not None:
            return Where(self.section_place, "section")
        return Where(self.doc.home, "publisher")

    def _leave(self, subjects: list[tuple[int, Place]], start: int, end: int) -> None:
        """Closes a sentence: what it named runs on."""
        near = 60 if self.national else 30  # a story says late where it takes place: …在山东青岛完工
        if subjects and subjects[0][0] - start <= near and (self.carries or self.doc.home is None):
            self.paragraph_place = subjects[0][1]
            if subjects[0][1].level != "foreign":
                self.section_place, self.firm = subjects[0][1], self.block - self.opening <= 1
        if self.happened is not None and self.national and all(p.place_id == _COUNTRY for _, p in subjects):
            self.paragraph_place = self.happened  # 我国首艘…在山东青岛完工。该船…
        dates = self.doc.usable
        while self.at_date < len(dates) and dates[self.at_date].start < end:
            d = dates[self.at_date]
            if d.start >= start:
                if self._runs_on(d, start):
                    self.paragraph_date = d
                self._turn_span(d, start, end)
                if self._leads(d, start, end):
                    self.lead, self.lead_section, self.introduced = d, self.section, bool(_INTRODUCES.search(self.doc.view, d.end, end))
                if d.grain == "year" and d.start - start <= 16 and self.reports and self.doc.view[d.end : d.end + 1] in ("，", ",", "是"):
                    self.topic = d
            self.at_date += 1


    def _leads(self, d: DateExpression, start: int, end: int) -> bool:
        """Whether a date is the deadline of a list below: 到2025年 outside an item, or any date before a colon."""
        view = self.doc.view
        if _DASH.match(view, start) or d.date_end is None:
            return False
        return d.form == "deadline" if not _ITEM.match(view, start) else d.form == "deadline" and bool(_INTRODUCES.search(view, d.end, end))


_CALLS = 3  # mentions of applicants and their papers: a call for applications


def _is_plan(doc: Document) -> bool:
    """Whether a policy plans: by its own name, where it bears one; rules (办法, 申报指南) that name a plan they serve do not."""
    first = doc.view[:200].strip().partition("\n")[0]
    name = next((x for x in (doc.title or "", first) if _HAN.search(x) and len(x) <= 90 and x[-1] not in "：:"), "")
    title = doc.title or ""
    if not _HAN.search(title) and _RULES_IN_ENGLISH.search(title) and not _PLANS_IN_ENGLISH.search(title) and not _PLAN_NAME.search(name):
        return False
    if (_ARTICLES.search(doc.view) or len(_CALL.findall(doc.view, 0, 6000)) >= _CALLS) and not _PLAN_NAME.search(name):
        return False
    if (_NORM_NAME.search(name) or _NORM_ISSUED.search(doc.view, 0, 600)) and not _PLAN_NAME.search(name):
        return False
    return bool(_PLAN_TITLE.search((doc.title or "") + doc.view[:400]))


_LEVELS_OF = {
    "省": ("province",), "市": ("prefecture", "province", "county"), "区": ("county", "province", "zone"), "县": ("county",),
    "州": ("prefecture",), "盟": ("prefecture",), "旗": ("county",),
}  # fmt: skip


def _is_home_word(word: str, home: Place) -> bool:
    """全市 is the home only of a city's release: 全区 in a province's report is somebody else's."""
    unit = word[-1]
    return home.name.endswith(unit) and home.level in _LEVELS_OF.get(unit, ())


def usable(view: str, d: DateExpression) -> bool:
    """Whether a date may be a figure's period: neither the base of a comparison nor part of a name, and resolved."""
    if (d.date_start is None and d.date_end is None) or d.form == "name" or d.grain in ("vague", "recent", "now"):
        return False
    if _BASE_BEFORE.search(view, max(0, d.start - 4), d.start) or _BASE_AFTER.match(view, d.end):
        return False
    if view[d.end - 1] == "初" and _DECIDED.match(view, d.end):
        return False  # 年初预算, 年初确定的目标
    if (_SUPERLATIVE.match(view, d.end) and d.form in ("since", "review", "span")) or _ONE_OF.search(view, max(0, d.start - 12), d.end):
        return False  # 十年来最高, 最多的一年: how rare, not when
    if _OF_THING.match(view, d.end) and _ABOUT.search(view, max(0, d.start - 3), d.start):
        return False  # 对1954年的灾区, 在1990年建站的基础上
    if d.grain == "plan" and (_OCCASION.match(view, d.end) or _PLAN_NAMED.match(view, d.end) or _OCCASION_BEFORE.search(view, max(0, d.start - 4), d.start) or _FINISHED_BEFORE.search(view, max(0, d.start - 9), d.start)):
        return False
    if d.grain == "month" and view[d.start - 1 : d.start] in ("“", "‘") and view[d.end : d.end + 1] in _NUMERALS:
        return False  # “三月三”: a festival
    if d.form == "deadline" and view[d.end - 1] == "前" and _WHICH_OF.match(view, d.end):
        return False
    return not _NAME_AFTER.match(view, d.end) or d.grain == "day"


def spans_years(d: DateExpression) -> bool:
    """Whether a time is several whole years, as a review of five years has."""
    return d.date_start is not None and d.date_end is not None and 366 < (d.date_end - d.date_start).days < 3700 and d.form in ("point", "span", "since", "review")


def is_base(view: str, d: DateExpression) -> bool:
    """由2020年的30%: a date that holds only for the number right behind it."""
    return view.endswith(("由", "从", "较", "比"), 0, d.start)


_BETTER_YET = re.compile(r"[^，。；\d]{0,6}更[好优]的?(?:结果|成绩|成效|效果)")  # 在实际工作中努力争取更好结果 promises no number


@dataclass(slots=True)
class Cues:
    """Cue words of one sentence, by position: read once, asked for each of its numbers."""

    future: list[int]
    review_future: list[int]
    past: list[int]
    failed: list[int]
    modals: list[tuple[int, int, str, str]]  # start, end, group, word

    @staticmethod
    def read(view: str, start: int, end: int) -> Cues:
        def at(pattern: Gated) -> list[int]:
            return [m.start() for m in pattern.finditer(view, start, end)]

        found = (m for m in MODAL.finditer(view, start, end) if not _BETTER_YET.match(view, m.end()))
        modals = [(m.start(), m.end(), str(m.lastgroup), m.group()) for m in found]
        return Cues(at(_STRONG_FUTURE), at(_REVIEW_FUTURE), at(_STRONG_PAST), at(_FAILED), modals)


def _before(positions: list[int], at: int) -> int:
    """The last position before ``at``, -1 for none."""
    i = bisect_left(positions, at)
    return positions[i - 1] if i else -1


def status_of(view: str, scene: Scene, at: int, kind: str | None) -> tuple[str, int | None, str]:
    """Status, strength and the rule that decided, of a number at ``at``; an empty status where no word says it."""
    cues, mode = scene.cues(view), scene.mode
    near = view[max(scene.start, at - 64) : at]
    if _before(cues.failed, at) >= 0 or _PLANNED.search(near):
        return "stated", None, "status.not_reached"
    if kind in ("policy", "news", None, "other") and _RULE_STATED.search(near):
        return "stated", None, "status.rule"
    if kind in ("policy", "news", None, "other") and _RULE_BEHIND.match(view, at):
        return "stated", None, "status.rule"
    target, past = _before(cues.future, at), _before(cues.past, at)
    if mode != "plan" and target < 0 and _DONE_BEHIND.match(view, at):
        return "achieved", None, "status.done_behind"
    before = cues.modals[: bisect_left(cues.modals, (at,))]
    strength = _strength(view, before, at)
    if mode == "norm":
        return _by_rule(view, scene, cues.modals[: bisect_left(cues.modals, (at,))], past, at)
    if mode == "plan":
        if past >= 0 and past > target and strength is None and not view.startswith("累计", past):  # 累计建成 in a plan is to be reached
            return "achieved", None, "status.plan_past"
        return "target", strength, "status.plan_section"
    if mode == "review":
        target = _before(cues.review_future, at)
        if target >= 0 and target > past and not _DONE.search(view, target, at):
            return "target", strength, "status.review_future"
        return "achieved", None, "status.review_section"
    last = before[-1] if before else None
    if last is not None and last[3] == "了" and last[0] > target and at - last[1] <= 1:
        return "achieved", None, "status.cue"  # 将继续…，前不久出台了 | 百余条
    if target >= 0 and target > past:
        return "target", strength, "status.modal"
    return _by_last_modal(view, before, past, at, kind)


_AIMED = Gated(r"力争|争取|到20[2-9]\d年|预期|目标|“?十[三四五]五”?末|(?<!年度)计划(?=到|建|新|投|培)|(?<![虚模比])拟(?=发布|安排|支持|建|于)")
_DONE_LATER = re.compile(r"[^。；]{0,48}?(?<![为除])了(?![解望])")


def _by_rule(view: str, scene: Scene, before: list[tuple[int, int, str, str]], past: int, at: int) -> tuple[str, int | None, str]:
    """In a policy that rules (办法, 申报通知) what is asked for is stated; only a dated aim is a target, only what is said to be done achieved."""
    aimed = max((m.start() for m in _AIMED.finditer(view, scene.start, at)), default=-1)
    if aimed >= 0 and aimed > past:
        return "target", None, "status.modal"
    if past >= 0 or (before and before[-1][2] == "achieved") or _DONE_LATER.match(view, at):
        return "achieved", None, "status.cue"
    return "", None, "status.none"


_STRETCH = re.compile(r"(?:达到?|实现|完成|增长|突破|在)?[约超]?\d[\d.,万亿%‰—－-]*[^，,；;。、]{0,6}[，,；;、]")


def _strength(view: str, before: list[tuple[int, int, str, str]], at: int) -> int | None:
    """Of the last modal word of a target; a stretch (增长7%以上、力争达到8%，) is over with its number, the word before it goes on."""
    told = [m for m in before if m[2] == "target"]
    while len(told) > 1 and STRENGTH.get(told[-1][3], 2) == 1 and _STRETCH.match(view, told[-1][1], at):
        told.pop()
    return STRENGTH.get(told[-1][3], 2) if told else None


def _by_last_modal(view: str, before: list[tuple[int, int, str, str]], past: int, at: int, kind: str | None) -> tuple[str, int | None, str]:
    """Outside plans and reviews the last modal word before the number decides."""
    last = before[-1] if before else None
    if last is not None and last[2] == "target" and kind != "communique":
        return "target", STRENGTH.get(last[3], 2), "status.modal"
    if last is not None and last[2] == "stated" and not _CLAUSE_END.search(view, last[1], at):
        return "stated", None, "status.quoted"
    if (last is not None and last[2] == "achieved") or past >= 0:
        return "achieved", None, "status.cue"
    return "", None, "status.none"


_OWN_YEAR = re.compile(r"今|去年|前年|明年|后年|上年|来|以来|近|过去|未来|今后|昨|日|本月|上月|目前|当前|现|新的|一五|二五|三五|四五|五五|六五|七五|八五|九五|十五|世纪|年代|党的|解放|建国|成立")


def in_year(low: date | None, high: date | None, x: DateExpression, doc: Document, scene: Scene) -> tuple[date | None, date | None]:
    """全年, 年末, 1—11月 in a report are of the year it reports on, and so is the end of 过去五年 in a review."""
    if x.form == "review" and doc.kind in ("work_report", "budget_report") and scene.mode != "plan" and high is not None and high.year == doc.issued_on.year:
        return _moved(low, -1), _moved(high, -1)
    if x.form == "duration_period" and low is None and scene.mode == "review" and scene.span is not None and doc.view[x.end - 2 : x.end] == "年内":
        return scene.span.date_start, scene.span.date_end  # 五年内 of a review
    if scene.year is not None and not x.explicit_year and not _OWN_YEAR.search(doc.view, x.start, x.end):
        anchor = high or low
        shift = scene.year - anchor.year if anchor else 0
        low, high = _moved(low, shift), _moved(high, shift)
    if x.form == "since" and high is None and low is not None and scene.mode == "review" and doc.kind in REPORTS:
        last = _review_end(doc, scene)  # 从1999年起, in a review: to its end
        high = last if last > low else None
    return low, high


def _review_end(doc: Document, scene: Scene) -> date:
    """The last day that a review speaks of: its span's, its section's, else that of the year before the report."""
    periods = (scene.span, scene.frame.period if scene.frame is not None else None)
    ends = (p.date_end for p in periods if p is not None and p.date_end is not None)
    return next((e for e in ends if e <= doc.issued_on), date(doc.issued_on.year - 1, 12, 31))


def _moved(d: date | None, years: int) -> date | None:
    if d is None or not years:
        return d
    return d.replace(year=d.year + years, day=28 if (d.month, d.day) == (2, 29) else d.day)

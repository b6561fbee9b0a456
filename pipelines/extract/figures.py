"""The quantities of one sentence become figures: measure, aspect, threshold, what they share with each other.

Belongs here: one sentence. Not here: one phrase (``phrases.py``), nor what a sentence takes from its
paragraph, section and release (``context.py``).
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise
from operator import attrgetter

import rjieba

from pipelines.extract.actions import STATISTIC_VERBS, action_facts
from pipelines.extract.cues import LEVEL_VERBS, RATES, verbs, verbs_and_nouns
from pipelines.extract.dates import DateExpression
from pipelines.extract.measures import canonical_measure, measure_facts
from pipelines.extract.model import NumericExpression
from pipelines.extract.patterns import Gated
from pipelines.extract.phrases import (
    CAUSATIVES,
    CREATING_VERBS,
    GIFTS,
    INNER_VERBS,
    NO_MEASURE,
    OBJECT_VERBS,
    STATE_VERBS,
    VERBAL_NOUNS,
    WORK,
    LeftPhrase,
    RightPhrase,
    parse_left,
    parse_right,
    property_of,
    split_action,
    strip_lead,
    tidy,
    unclosed,
    without_mark,
)
from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import phrase_words

_BREAK = re.compile(r"[，,；;：:。！？!?()\[\]【】{}|]|——|\n|\t| {3,}")
_EXPLAINED = Gated(r"\([\u4e00-\u9fff、“”]{6,20}\)(?=\s?(?:\d|$))")  # 普通中学(含初中和高中)2.5万人: says what the name holds
_NOTE_MARK = r"(?<=[\u4e00-\u9fff) ])\[\d{1,2}\]"  # 零售总额[12]118亿元, (GDP)[2]: a mark of a footnote
_ASIDE = Gated(rf"\([\u4e00-\u9fff、]{{1,5}}\)(?=[\u4e00-\u9fff\d、])|\([\u4e00-\u9fff，、]{{0,20}}下同\)|{_EXPLAINED.source}|{_NOTE_MARK}")  # 新(改)建, 平台(基地): part of the word
_BOUND_BEFORE = re.compile(r"(?:比|较|与|同|和|结转)$")
# What describes the counted thing from before it, so that the noun comes after the last 的: 功能齐全、环境优美的公园.
_MODIFIER = re.compile(
    rf"{trie_pattern(phrase_words('describing_verb'))}[^的]*$|[^的]{{2,}}{trie_pattern(phrase_words('quality'))}$"
)
_AMONG = re.compile(r"[^，。；、]{2,12}中，?(?:就|共|已)?有$")
_WHOLE_PLACE = re.compile(r"[全我本][国省市区县州旗盟镇乡]|全社会|我国")
_LISTED = frozenset(("、", "和", "至", "—", "-"))
_LINE_JOIN = Gated(r"(?<=[\u4e00-\u9fff])[ \t\x1f]+(?=[\u4e00-\u9fff])|[(\[〔](?:注:?)?\d{1,2}[)\]〕](?=$|[\u4e00-\u9fff])")  # 政 府: a line ended here
_COUNTED_NOUN = re.compile(rf"的?(?:以?上?的)?[^，。；、\d]{{0,12}}?{trie_pattern(phrase_words('bounded_noun'))}")
_FUND = re.compile(r"的?产业[^，。；、]{0,8}(?:基金|资金)")  # 30亿元的产业发展基金: its size
_THRESHOLD_KINDS = frozenset(("money", "measure", "duration", "count"))
_BOUNDS = frozenset(("gt", "ge", "lt", "le"))
_RIGHT_KINDS = frozenset(("count", "measure", "money", "duration"))
_CLAUSE = re.compile(r"[，,；;：:。\n]")
_LONGEST_LIST = 41  # characters before a clause in which the names of its list may stand
_EXTREME = re.compile(r"(?:最多|最大|最高|最快|最低)$")
_DIGIT = re.compile(r"\d")
_REACHING = re.compile(rf"(?:能够?|可以?)?{trie_pattern(phrase_words('reaching_verb'))}了?(?:全国|全省|全市|全球|世界|我国)?(?:约|近|超过?)?$")
_FIELD_WORK = tuple(phrase_words("field_work"))
_SIZE_BETWEEN = re.compile(r"(?:年|总|单体|计划)?(?:产值|主营业务收入|销售收入|营业收入|营收|收入|投资|总投资|产量|面积|规模|市值|估值|资产)额?")
# 6大 | 功能平台 | 和汽车、医药等 | 8个: the examples belong to the next number
_NEXT_EXAMPLES = re.compile(r"(?P<noun>[\u4e00-\u9fff]{2,14}?)(?:和|与|以及)[\u4e00-\u9fff“”]{1,8}、[^，。；\d]{1,24}等$")
_STAGE_ONLY = re.compile(r"(?:第?[一二三四五六七八九十\d]{1,2}[期批]|首[期批])(?:工程|项目)?")
_CLAUSE_FIRST = re.compile(r"[在以由用经](?![建校册编岗押逃线库产职营轨园]|研(?!发))[^，。；]*的")
_SHARE_CLAUSE = re.compile(r"(?:占|所占)[^，。；]{0,24}(?:比重|比例|份额)$")
_GROWS = re.compile(r"(?:持续|稳步|不断|继续|进一步|明显|大幅|快速)?(?:增长|提升|提高|上升|增加|扩大|改善|优化|下降|降低)$")
_NTH = re.compile(r"^第?[一二三四]")  # 第一、第二产业
_ITEM = re.compile(r"[、和及与]|以及")
_PARTS = {"一二三产": ("第一产业", "第二产业", "第三产业"), "一二三次产业": ("第一产业", "第二产业", "第三产业"), "三次产业": ("第一产业", "第二产业", "第三产业")}
_RANK_TAIL = re.compile(r"(?:，|、)?(?:仍|继续|连续[^，。]{0,4})?(?:稳居|位居|居于?|位列|列|排名?|排在|名列|跃居|跃升至?|升至|上升到|上升至|提升至|提升到|前进至|位|保持|均为|是|为)*(?:全[国省市区县州球]|[全]?世界|国内|省内|市内|亚洲|[东中西]部|中西部|[东西][南北]|华[东南中北]|[^，。、；保居列]{0,6}(?:城市|地区|省区市|省份|市州|省市|行业|类|示范区|开发区|高新区|经开区))?(?:的)?$")
_BASIS_CLAUSE = re.compile(r"(?:^|[，,；;。])(按(?:可比价格?|不变价格?|现价|同口径)(?:计算)?|(?:扣除|剔除)[^，,。；;]{2,14}(?:后|因素|影响|外))[，,]$")
_CLAUSE_BASE = re.compile(r"(?:较|比)[^，。；、\d亿万元]{0,3}?(?:\d{4}年|“?[一二三四五六七八九十]+五”?)?(?:[上去前]年|年|期|时期|规划)?(?:同期|[初末底])?(?=的|增|减|提|下|上|净|扩|翻|降)|(?<![\d第近每续])(?:\d{1,2}|[两三四五六七八九十]{1,2})年(?:间|来)?(?:累计)?(?=增长|增幅|下降|提高|翻)")
_POPULATION = re.compile(r"^[\u4e00-\u9fff]{0,6}?(?:地区|县|乡镇|村|行政村|企业|家庭|居民|人口|学校|医院|机构|农户|产品|城市|社区|人员|劳动力|耕地|土地)")
_SAID_OF = re.compile(r"[\u4e00-\u9fff]{2,12}")
_TO_LEVEL = tuple(w for w in LEVEL_VERBS if len(w) > 2 and w[-1] in "到至为")  # 由35个 | 增加到100个
_SCOPE_WORD = re.compile(r"(?:其中|含)?[:：]?[^，。；]{0,6}?(?:[省市州县区旗盟乡镇]本级|[省市州县区]级|开发区|高新区|经开区|园区|新区|示范区|[一-龥]{1,4}[区县市])(?:级)?(?:完成|实现)?")
_BOOKS = re.compile(r"(?:[省市州县区旗盟]本级|[省市州县区]级|[\u4e00-\u9fff]{0,6}(?:开发区|高新区|经开区|功能区|管理区))")
_PLAN_NAME = re.compile(r"(?:为|占|完成|达到|是)((?:年初|调整|全年|年度|当年|省|市)?(?:预算|计划|目标|任务)(?:数)?)$")


@dataclass(slots=True, eq=False)
class Draft:
    """A figure in the making. ``left``/``right`` bound the words that were read for it."""

    q: NumericExpression
    left: int
    right: int
    before: LeftPhrase
    behind: RightPhrase
    clause: int  # start of its clause
    measure: str | None = None
    action: str | None = None
    aspect: str = "level"
    sign: int = 1
    basis: str | None = None
    reference: str | None = None
    threshold: tuple[str, float, str] | None = None
    scope: str = "total"
    status: str | None = None
    part_of: int | None = None
    inherited: bool = False
    project: str | None = None  # the named thing that the sentence speaks of
    bracketed: bool = False
    outer: Draft | None = None  # of a bracketed draft: what the bracket explains
    rule: str = ""
    confidence: float = 0.8
    admin_scope: str | None = None  # whose books, where its bracket says so
    target_tier: str | None = None  # base or stretch


def draft_sentence(view: str, start: int, end: int, quantities: list[NumericExpression], dates: list[DateExpression], names: list[tuple[int, int]]) -> list[Draft]:
    """Figures of the sentence ``view[start:end]``, thresholds folded in, lists shared out, in order."""
    breaks = [m.start() for m in _BREAK.finditer(view, start, end)]
    for m in _ASIDE.finditer(view, start, end):
        del breaks[bisect_left(breaks, m.start()) : bisect_left(breaks, m.end())]
    breaks = _with_headline(view, start, end, breaks)
    thresholds = _thresholds(view, quantities, breaks, end)
    drafts: list[Draft] = []
    for i, q in enumerate(quantities):
        if i in thresholds or q.unit == "岁":
            continue
        drafts.append(_draft(view, start, end, i, quantities, breaks, thresholds, dates, names, drafts[-1] if drafts else None))
    _bare_rates(drafts)
    for d in drafts:
        if d.measure in NO_MEASURE and d.rule.startswith("left"):
            d.measure = None  # 比上年执行数 | 71万元, 日均 | 9万人次: what is counted stands before
    _attach_thresholds(quantities, thresholds, drafts, breaks)
    _group_totals(view, drafts)
    _gifts(view, drafts, end)
    _borrow_noun(view, drafts)
    _share_out(view, drafts)
    _quoted_plans(view, drafts)
    if drafts and drafts[0].measure is None:
        drafts[0].measure = _earlier_subject(view, start, drafts[0])
    for d in drafts:
        _listed_action(d)
    _inherit(view, drafts)
    _share_out(view, drafts)
    _growth_stretch(drafts)
    for d in drafts:
        _as_measure(view, d)
    return drafts


_HEADLINE_GAP = re.compile(r"(?<=[\u4e00-\u9fff”》元%])[ \u3000]+(?=[\u4e00-\u9fff“《])")
_LONGEST_HEADLINE = 70


def _with_headline(view: str, start: int, end: int, breaks: list[int]) -> list[int]:
    """第五届洽谈会开幕 签约总额超60亿元: the one or two blanks of a headline part its clauses."""
    if end - start > _LONGEST_HEADLINE or view[end - 1 : end] in "。！？；：":
        return breaks
    gaps = [m.start() for m in _HEADLINE_GAP.finditer(view, start, end)]
    if not 1 <= len(gaps) <= 2 or any(b - a < _SHORTEST_CLAUSE for a, b in pairwise([start, *gaps, end])):
        return breaks
    return sorted([*breaks, *gaps])


_SHORTEST_CLAUSE = 6  # characters


def _as_measure(view: str, d: Draft) -> None:
    """发电69亿度: a verb that holds its object names what is measured; a preposition is nothing that is done."""
    if d.action in OBJECT_VERBS and (d.measure is None or d.inherited) and d.action and d.before.raw.rstrip().endswith(d.action):
        d.measure, d.action, d.inherited = d.action, None, False
    if d.action == "来自" or (d.action == "通过" and not _VOTED.search(view, max(0, d.q.start - 16), d.q.start)):
        d.action = None


def _listed_action(d: Draft) -> None:
    """The verb before the list of examples that 等 closes."""
    if d.action is None and d.rule == "right.noun" and d.before.raw.endswith("等") and "、" in d.before.raw and (m := _LISTS.match(d.before.raw)):
        d.action = m.group(1)  # 主会场 | 设置 | 甲馆、乙馆等5大展馆


def _bare_rates(drafts: list[Draft]) -> None:
    """采矿业-2.3%、制造业7.1%: a printed minus says that the percentages without a verb in its sentence are changes."""
    bare = [d for d in drafts if d.q.kind == "percent" and d.aspect == "level" and d.before.verb is None and d.before.reference is None and d.before.measure]
    if any(d.q.value is not None and d.q.value < 0 for d in bare):
        for d in bare:
            d.aspect = "growth"


_VOTED = re.compile(r"审议|表决|评审|验收|审核|会议|投票|批准")
_LISTS = re.compile(rf"[^、，。；]{{0,12}}?({trie_pattern(phrase_words('showing_verb'))})(?![者性化])")

# --- thresholds: a condition on what is counted, not a figure ----------------------------------------------


def _thresholds(view: str, qs: list[NumericExpression], breaks: list[int], end: int) -> set[int]:
    out: set[int] = set()
    for i, q in enumerate(qs):
        if q.unit == "count" and view[q.end : q.end + 1] == "级" and q.text[-1:] in "万亿":  # 100亿级以上的项目
            q.unit, q.comparator = "CNY", "ge" if view.startswith("级以上", q.end) else "eq"
            out.add(i)
            continue
        if q.kind not in ("money", "measure") or (q.comparator not in _BOUNDS and q.comparator != "between"):
            continue
        right = _right_bound(view, q.end, qs[i + 1].start if i + 1 < len(qs) else end, breaks)
        behind = view[q.end : right]
        sized = i > 0 and behind.startswith("的") and qs[i - 1].kind == "count" and _SIZE_BETWEEN.fullmatch(view, qs[i - 1].end, q.start)  # 5家 | 年产值 | 过亿元 | 的供应商
        if not (sized or _COUNTED_NOUN.match(behind)):
            continue
        joined_left = i > 0 and qs[i - 1].kind == "count" and not _broken(qs[i - 1].end, q.start, breaks) and (q.start - qs[i - 1].end <= 8 or behind.startswith("的"))
        joined_right = i + 1 < len(qs) and qs[i + 1].kind == "count" and right == qs[i + 1].start
        bare = view[q.start : q.end].strip("过超近上亿万千百十元以").strip() == ""
        if bare and not joined_left and not joined_right and behind.startswith("的") and _OWN_SIZE.search(view, max(0, q.start - 8), q.start):
            continue  # 总投资 | 超千亿元 | 的绿电项目签约: one project's own size
        if joined_left or joined_right or bare or (behind.startswith(("项目", "企业", "的项目", "的企业", "重大项目", "产业项目", "工业项目", "产业", "工业企业", "的重大项目", "的产业")) and not _FUND.match(behind)):
            out.add(i)
    return out


_OWN_SIZE = re.compile(r"(?:总投资额?|总产值|总面积|总规模)(?:达|约|近)?$")


def _attach_thresholds(qs: list[NumericExpression], thresholds: set[int], drafts: list[Draft], breaks: list[int]) -> None:
    by_q = {id(d.q): d for d in drafts}
    for i in sorted(thresholds):
        q = qs[i]
        value = float(q.value) if q.value is not None else None
        if value is None:
            continue
        target = None
        if (i and (d := by_q.get(id(qs[i - 1]))) and d.q.kind == "count" and not _broken(d.q.end, q.start, breaks) and d.threshold is None and (q.start - d.q.end <= 8 or d.behind.measure is None or len(d.behind.measure or "") > 8)) or (i + 1 < len(qs) and (d := by_q.get(id(qs[i + 1]))) and d.q.kind == "count" and not _broken(q.end, d.q.start, breaks)):
            target = d
        if target is not None:
            target.threshold = (str(q.comparator), value, str(q.unit))


def _broken(a: int, b: int, breaks: list[int]) -> bool:
    i = bisect_left(breaks, a)
    return i < len(breaks) and breaks[i] < b


def _right_bound(view: str, at: int, limit: int, breaks: list[int]) -> int:
    i = bisect_left(breaks, at)
    bound = min(limit, breaks[i]) if i < len(breaks) else limit
    comma = view.find("、", at, bound)
    if comma >= 0 and (m := _NEXT_EXAMPLES.match(view, at, limit)):
        return m.end("noun")
    if comma < 0 or _CLAUSE_FIRST.match(view, at, bound):  # 100个在设计、生产等环节有成效的项目
        return bound
    while comma >= 0 and view[comma - 1] == "化":  # 数字化、绿色化改造项目
        comma = view.find("、", comma + 1, bound)
    if comma < 0:
        return bound
    if _MODIFIER.match(view, at, comma) and (de := view.rfind("的", comma, bound)) >= 0:  # 20家创新能力强、具有影响力的领军企业
        comma = view.find("、", de, bound)
    return comma if comma >= 0 else bound


# --- one quantity -------------------------------------------------------------------------------------------


def _draft(view: str, start: int, end: int, i: int, qs: list[NumericExpression], breaks: list[int], thresholds: set[int], dates: list[DateExpression], names: list[tuple[int, int]], previous: Draft | None) -> Draft:
    q = qs[i]
    previous_end = qs[i - 1].end if i and (i - 1) not in thresholds else (qs[i - 2].end if i > 1 and i - 1 in thresholds else start)
    n = bisect_left(breaks, q.start)
    clause = breaks[n - 1] + 1 if n else start
    left = max(clause, previous_end if i else start)
    if previous is not None and previous.behind.measure and previous.q.end == left:  # the noun between belongs to the number before it
        left = max(left, *(view.rfind(c, left, q.start) + 1 for c in "、和及"))
    following = qs[i + 1].start if i + 1 < len(qs) else end
    right = _right_bound(view, q.end, following, breaks)
    if q.kind == "count" and i + 1 < len(qs) and qs[i + 1].kind == "measure" and qs[i + 1].start == q.end:  # 6台120万千瓦机组
        right = _right_bound(view, qs[i + 1].end, qs[i + 2].start if i + 2 < len(qs) else end, breaks)
        behind_text = view[qs[i + 1].end : right]
    elif i + 1 in thresholds and not _broken(q.end, qs[i + 1].start, breaks):  # 100个 | 过亿元 | 项目
        t = qs[i + 1]
        right = _right_bound(view, t.end, qs[i + 2].start if i + 2 < len(qs) else end, breaks)
        behind_text = view[q.end : t.start] + view[t.end : right]
    else:
        behind_text = view[q.end : right]
    if of := _of_the_next(view, qs, i, breaks):
        behind_text = view[q.end : of]
    if i and (of := _of_the_next(view, qs, i - 1, breaks)):
        left = max(left, of + 1)
    before_text = view[left : q.start]
    if i and i - 1 in thresholds and not _broken(qs[i - 1].end, q.start, breaks):  # 过百亿元 | 项目 | 两个以上
        t = qs[i - 1]
        before_text = _around_threshold(view[left : t.start] if left <= t.start else "", view[t.end : q.start])
        if not behind_text.strip():
            behind_text = ""
    before_text = _LINE_JOIN.sub("", _EXPLAINED.sub("", _without_dates(before_text, view, left, q.start, dates, names)))
    behind_text = _LINE_JOIN.sub("", behind_text)
    if left == start:
        before_text = without_mark(before_text)
    before = parse_left(before_text, q.kind)
    if q.kind == "count" and i + 1 < len(qs) and right == qs[i + 1].start and (m := _SIZED_BEHIND.match(behind_text)):
        behind_text = m.group(1)  # 38个 | 项目 | 总投资达
    wanted = q.kind in _RIGHT_KINDS or (q.kind == "percent" and (behind_text.startswith("的") or before.measure is None))
    counted_from = q.rule == "count.bare" or before.raw.endswith(("来自", "涉及", "覆盖", "遍及", "辐射"))
    behind = parse_right(behind_text, counted_from) if wanted else RightPhrase()
    d = Draft(q, left, right, before, behind, clause)
    d.bracketed = view[clause - 1 : clause] == "(" or unclosed(view, start, q.start, "()")
    _choose(view, d)
    if before.holder and d.measure and previous is not None and previous.behind.measure == before.holder:
        d.measure = d.measure.removeprefix(before.holder) or d.measure  # 3462家加工企业实现 | 销售收入
    return d


_SIZED_BEHIND = re.compile(r"([\u4e00-\u9fff]{2,16}?)(?:计划|预计)?(?:总投资额?|总建筑面积|总占地面积|总规模|总里程|总长度?|总面积|总装机容量?|合同金额|签约金额)(?:就|已|将|共|约|为|达到?|超过?|近|逾|合计|突破)*$")
def _of_the_next(view: str, qs: list[NumericExpression], i: int, breaks: list[int]) -> int:
    """Where 的 parts two counted nouns between two numbers: 80个国家 | 的 | 参评作品314件; 0 where the noun behind it is the first one's."""
    if i + 1 >= len(qs) or qs[i].kind != "count" or qs[i + 1].kind != "count" or _broken(qs[i].end, qs[i + 1].start, breaks):
        return 0
    ends = qs[i + 1].end
    if ends < len(view) and ends not in breaks and view[ends] not in "、。，":
        return 0  # 5个园区的厂房20栋投产
    of = view.find("的", qs[i].end, qs[i + 1].start)
    plain = of > qs[i].end and _NOUNS_APART.fullmatch(view, qs[i].end, qs[i + 1].start)
    return of if plain else 0


_NOUNS_APART = re.compile(r"[\u4e00-\u9fff]{1,8}的[\u4e00-\u9fff]{2,10}")
_SIZED = re.compile(r"(?:年度?)?(?:计划)?(?:总投资|投资|产值|营业收入|主营业务收入|销售收入|营收|收入|面积|规模|注册资本|估值|市值)额?$")


def _around_threshold(head: str, tail: str) -> str:
    """新引进 投资|20亿元以上|项目: what the threshold sizes goes with it; a relative clause goes whole."""
    if tail.lstrip().startswith("的"):
        return (split_action(head.strip())[1] or "") + tail.lstrip()[1:]
    return _SIZED.sub("", head.rstrip()) + tail


_START = attrgetter("start")


def _without_dates(text: str, view: str, left: int, right: int, dates: list[DateExpression], names: list[tuple[int, int]]) -> str:
    """The left words without the dates, and the places at their head, that stand free; 比2023年 keeps its base."""
    if (not dates and not names) or len(text) != right - left:
        return text
    cuts = [(e.start - left, e.end - left, True) for e in dates[bisect_left(dates, left, key=_START) : bisect_left(dates, right, key=_START)]]
    cuts += [(a - left, b - left, False) for a, b in names[bisect_left(names, (left, 0)) : bisect_left(names, (right, 0))]]
    cuts.sort()
    out, at = "", 0
    for a, b, is_date in cuts:
        if a < at or b > len(text):
            continue
        free = _free_date(text, a, b) if is_date else _free_name(out + text[at:a], text, a, b)
        if free:
            out, at = out + text[at:a], b
    return out + text[at:]


def _free_date(text: str, a: int, b: int) -> bool:
    return not _BOUND_BEFORE.search(text[:a][-2:]) and not text[b : b + 2].startswith(("同期", "决算", "预算", "结转", "结余"))


_NAMED_BY_PLACE = tuple(phrase_words("named_by_place"))  # 咸阳 | 国际机场 is one name


def _free_name(head: str, text: str, a: int, b: int) -> bool:
    """A place at the head of the phrase says whose it is; 占全国, 珠海、澳门 keep theirs."""
    return not head.endswith(("占", "居", "比", "较", "于", "对", "“", "《")) and not strip_lead(head) and text[b : b + 1] not in _LISTED and not text.startswith(_NAMED_BY_PLACE, b)


def _choose(view: str, d: Draft) -> None:
    """Measure, action and aspect of a draft from what stands before and behind its number."""
    q, before, behind = d.q, d.before, d.behind
    d.sign, d.basis, d.reference = before.sign, before.basis, before.reference
    if before.quoted:
        d.status = "stated"
    d.aspect = "rank" if q.kind == "rank" else before.aspect or "level"
    if d.aspect in ("growth", "change") and d.basis is None and (m := _CLAUSE_BASE.search(view, d.clause, q.start)):
        d.basis = m.group()
    elif d.aspect in ("growth", "change") and d.basis is None and (m := _BASIS_CLAUSE.search(view, max(0, d.clause - 20), d.clause)):
        d.basis = m.group(1)
    if q.kind == "rank":
        text = _RANK_TAIL.sub("", before.raw.strip(" 、，"))
        d.measure, d.rule, d.confidence = tidy(parse_left(text, "rank").measure or "") or None, "rank", 0.85
        d.reference = before.raw.strip(" 、，")[len(text) :].lstrip("稳位居于列排名跃升至到是为仍第") or None
        return
    if q.kind == "multiple" and before.aspect is None:
        d.aspect = "growth" if q.rule == "multiple.doubling" else "level"
    if q.kind in ("percent", "percentage_point"):
        d.measure = before.measure
        if behind.of and behind.measure and _WHOLE_PLACE.fullmatch(before.measure or ""):
            d.measure = behind.measure  # 全市 | 90% | 的市场主体
        if behind.of and behind.measure and before.aspect is None and _REACHING.search(before.raw):
            d.measure = behind.measure  # 快递通达 | 九成 | 的村
        if behind.measure and not before.measure and (behind.of or (before.aspect is None and _POPULATION.search(behind.measure))):
            d.measure = behind.measure
        if d.aspect == "level" and ((q.rule == "percent.half" and WORK.search(before.measure or "")) or (q.text.endswith("成") and (before.measure or "").endswith(_FIELD_WORK))):
            d.aspect = "completion"
        if d.aspect == "level" and q.kind == "percent" and d.measure and before.verb in _THERE_IS and _PART_BEHIND.match(view, q.end):
            d.aspect = "share"  # 高桥有近一半 | 在贵州
        d.rule, d.confidence = f"left.{d.aspect}", 0.85
        d.action = before.action if d.aspect in ("level", "completion") else None
        if q.kind == "percentage_point" and d.aspect == "level":
            d.aspect = "change"
        return
    if q.kind == "count" and q.unit_text and q.unit_text[-1] in "人名" and _CAUSED.search(before.raw) and (m := _CASUALTY.match(view, q.end)):
        d.measure, d.rule, d.confidence = m.group(), "right.clause", 0.85  # 地震已导致 | 12人 | 遇难
        return
    if before.measure and q.kind == "count" and before.aspect is None and _SEVERAL.search(before.measure):
        d.before = before = replace(before, measure=None)  # 甲和乙两国 | 1.7万人 | 遇难: where, not what
    if behind.measure and not behind.of and q.kind in ("count", "measure") and before.basis is None:
        d.aspect, d.sign = ("level", 1) if d.aspect == "change" else (d.aspect, d.sign)
    if _STAGE_ONLY.fullmatch(before.measure or "") and behind.measure:
        before = replace(before, measure=None)  # 二期 | 170万平方米 | 供热改造
    if q.kind == "money" and behind.measure and not behind.of and behind.measure in verbs() and behind.measure not in VERBAL_NOUNS:
        behind = RightPhrase()  # 投入120亿元 | 办好 | 民生实事
    if q.kind == "count" and before.measure and before.verb is None and before.action is None and behind.measure in verbs() and q.unit_text and q.unit_text[-1] in "人名" and not before.raw.endswith(("的", "有")):
        d.measure, d.action, d.rule, d.confidence = before.measure, behind.measure, f"left.{d.aspect}", 0.8  # 各方嘉宾 | 约400人 | 参加
        return
    if q.kind == "measure" and before.aspect is None and behind.of and behind.measure and _APPEARS.search(before.raw):
        d.measure, d.rule, d.confidence = behind.measure, "right.noun", 0.85  # 隧洞出现 | 0.01毫米的 | 位移
        return
    owned = q.kind == "measure" and before.aspect is None and not behind.of and (before.raw.endswith("的") or _ends_in_verb(before))  # 农户自家的 | 40亩 | 小麦
    owned = owned or (q.kind == "measure" and not behind.of and before.aspect is None and before.verb is None and bool(behind.measure) and _sized_thing(before, behind))
    if q.kind == "money" and behind.measure and before.aspect is None and (m := _GIVES.search(before.raw)):
        d.measure, d.action, d.rule, d.confidence = behind.measure, m.group(1), "right.noun", 0.85
        return
    if q.kind == "count" and behind.measure and not behind.of and before.measure and _TOTAL.search(before.measure) and (before.verb in LEVEL_VERBS or q.comparator in ("gt", "approx")):
        d.measure, d.action, d.rule, d.confidence = before.measure, before.action, f"left.{d.aspect}", 0.85  # 总规模超过 | 105万 | 标准机架
        return
    if behind.measure and (owned or not (before.measure and (d.aspect == "change" or q.kind in ("money", "measure")))):
        d.measure, d.action = behind.measure, before.action or behind.action
        if before.action and behind.action and (facts := action_facts(before.action)) is not None and facts.action_class == "advance":
            d.action = behind.action  # 推进…项目 | 洽谈落地
        if before.action is None and before.measure is None and behind.action:
            d.action = behind.action
        if d.action is None or (before.action is None and behind.action is None):
            d.action = d.action or _verb_before(before)
        if behind.measure == "方面" and (before.raw.lstrip().startswith(("从", "在", "围绕")) or before.raw.endswith("等")):
            d.action = None
        d.rule, d.confidence = "right.noun", 0.85
        return
    d.measure, d.action = before.measure, before.action or behind.action
    if d.measure is None and d.action is None and q.kind == "count" and (m := _SAID_OF.match(view, q.end, d.right)) and not m.group().startswith(_TO_LEVEL):
        d.measure, d.rule, d.confidence = m.group(), "right.clause", 0.5  # 3.27万人 | 享受最低生活保障
        return
    d.rule, d.confidence = f"left.{d.aspect}", 0.85


_THERE_IS = frozenset((None, "有", "已有", "中", "约", "大约"))
_PART_BEHIND = re.compile(r"(?:左右|以上)?(?:都|均)?(?:是|在|来自|属于|分布在|集中在)")
_APPEARS = re.compile(r"(?:出现|发生|产生|遇到|遇上|迎来)了?(?:一[\u4e00-\u9fff])?[长高宽深厚]?达?$|(?:一[处座条道块面段]|[\u4e00-\u9fff]一[处座条道块面段])[长高宽深厚]?达?$")
_CAUSED = re.compile(r"(?:造成|导致|致使|致|酿成)了?$")
_CASUALTY = re.compile(r"死亡|遇难|受伤|失踪|伤亡|被困|受灾|丧生|遇害|流离失所|感染|中毒")


@cache
def _governing_verbs() -> frozenset[str]:
    """Verbs that a noun behind the number depends on."""
    return (verbs() | INNER_VERBS) - VERBAL_NOUNS


@cache
def _counting_verbs() -> frozenset[str]:
    """Verbs that say what was done to what is counted."""
    return (verbs_and_nouns() | INNER_VERBS) - STATISTIC_VERBS


# 给予一次性 | 30万元 | 奖励: the gift stands behind the amount, whoever it goes to before it
_GIVES = re.compile(rf"({trie_pattern(phrase_words('giving_verb'))})(?:了|其|每[家人户项]|每个(?:[\u4e00-\u9fff]{{1,4}})?|单个|一次性|不超过|最高|高达|总额)*$")
_TOTAL = re.compile(r"(?:总规模|总量|总数|总人数|总人次|保有量|数量)$")


_SEVERAL = re.compile(r"[两二三四五六七八九][国省市县区地]$")
_THING = re.compile(r"(?:项目|工程|电站|机组|基地|船|火箭|发动机|大桥|隧道|风电场|生产线|装置)$")
_FIRST_OF = re.compile(r"(?:首|最大)(?:艘|个|台|座|条|套|家|批|单)?$")


def _sized_thing(before: LeftPhrase, behind: RightPhrase) -> bool:
    """某公司某地 | 400万千瓦 | 光伏项目, 首艘 | 4万立方米 | 气船: a size before the thing it is the size of."""
    if before.measure is None or canonical_measure(before.measure) is not None or property_of(before.measure)[1]:
        return False
    return bool(_FIRST_OF.search(before.measure)) or (bool(_THING.search(behind.measure or "")) and not _STATISTIC_TAIL.search(before.measure) and not before.action)


_ABLE = re.compile(r"(?:还|也|就|便)?(?:可以|能够|可|能)")


def _ends_in_verb(before: LeftPhrase) -> bool:
    """每年可产生 | 2000吨 | 绿氢: the words before the number end in a verb, so that the noun stands behind it."""
    words = before.measure or ""
    if (m := _ABLE.match(words)) and words[m.end() :] in verbs_and_nouns():
        return True  # 可以 | 生产 | 120米风机叶片
    return len(words) > 2 and canonical_measure(words) is None and rjieba.cut(words)[-1].removeprefix("可") in _governing_verbs()


def _verb_before(before: LeftPhrase) -> str | None:
    """The verb that ends the left words where the counted noun stands on the right: 累计投资 | 36只 | 子基金."""
    if before.completed or not before.measure or before.raw.endswith(("等", "、")):
        return None  # 接口规范、性能要求等 | 三个 | 部分: a list of nouns
    last = rjieba.cut(before.measure)[-1]
    return last if len(last) > 1 and last in _counting_verbs() else None


# --- what figures share ---------------------------------------------------------------------------------------


def _group_totals(view: str, drafts: list[Draft]) -> None:
    """总投资760.9亿元的…83个项目: the amount is of the 83 together."""
    for a, b in pairwise(drafts):
        if a.q.kind in ("money", "measure") and a.behind.of and b.q.kind == "count" and a.clause == b.clause and a.before.measure:
            b.action = b.action or a.action  # 开工 | 总投资90亿元的12个项目
            a.measure, a.action, a.scope, a.status = property_of(a.before.measure)[1] or a.before.measure, None, "group_total", "stated"
            a.rule = "group_total"
            if b.before.measure and b.behind.measure:
                b.measure = b.behind.measure


_GIVEN = Gated(r"(给予|予以|奖励|发放)[^，。；、\d]{0,14}$")
_TIER_BETWEEN = re.compile(r"\s*(?:\([^()]{1,10}\))?\s*[、,，和]?\s*(?:[国省市区县]{1,2}家?级|[省市区县])?\s*")
_GIFT = re.compile(rf"(?:\([^()]{{1,10}}\))?的?(?P<noun>[\u4e00-\u9fff]{{0,8}}{trie_pattern(GIFTS)})")
_GIFT_AT_RATE = re.compile(rf"的?标准[，,]?(?P<verb>给予|予以|发放)(?:企业|单位|个人|机构|申请人|用人单位)?(?P<noun>[\u4e00-\u9fff]{{0,8}}{trie_pattern(GIFTS)})")


def _gifts(view: str, drafts: list[Draft], end: int) -> None:
    """分别给予国家级500万元、省级100万元的奖励: what is given stands behind the last amount, to whom before the first."""
    i = 0
    while i < len(drafts):
        first = drafts[i]
        i += 1
        if first.q.kind not in ("money", "percent"):
            continue
        if m := _GIFT_AT_RATE.match(view, first.q.end, end):
            _give(first, m.group("noun"), m.group("verb"))
            continue
        given = _GIVEN.search(view, first.clause, first.q.start)
        if given is None:
            continue
        group = [first]
        while i < len(drafts) and drafts[i].q.kind == first.q.kind and _TIER_BETWEEN.fullmatch(view, group[-1].q.end, drafts[i].q.start):
            group.append(drafts[i])
            i += 1
        if m := _GIFT.match(view, group[-1].q.end, end):
            for d in group:
                _give(d, m.group("noun"), given.group(1))


def _give(d: Draft, what: str, verb: str) -> None:
    d.measure, d.action, d.aspect, d.sign, d.rule, d.confidence = what, verb, "level", 1, "right.gift", 0.85
    d.status, d.before = "stated", replace(d.before, shared_out=False, measure=None)


def _borrow_noun(view: str, drafts: list[Draft]) -> None:
    """1.8万户、189万平方米棚改任务: the first has the noun of the second."""
    for a, b in zip(reversed(drafts[:-1]), reversed(drafts[1:]), strict=True):
        if a.measure is None and b.rule == "right.noun" and view[a.q.end : b.q.start].strip() in ("、", "和", ""):
            a.measure, a.rule, a.inherited = b.measure, "list.noun", False
        elif a.measure is None and a.q.kind == "count" and b.behind.of and b.behind.measure and property_of(b.before.measure)[1] and view[a.q.end : b.q.start].startswith("、"):
            a.measure, a.rule, a.inherited = b.behind.measure, "list.noun", False  # 65条、总长度57.9公里的 | 城市道路
            a.action = a.action or b.behind.action
        if a.behind.measure and a.q.kind == b.q.kind == "count" and _AMONG.match(view, a.q.end, b.q.start):
            b.measure, b.action, b.rule = a.behind.measure, None, "part.noun"  # 21个行业中有18个


_GROWING = re.compile(r"(?:.*[。！])?([^。！]+、[^。！]+?)等[\u4e00-\u9fff]{0,8}(?:较好|较快|良好|强劲|明显|突出|迅猛|旺盛|加快|迅速|领先)$")


def _share_out(view: str, drafts: list[Draft]) -> None:
    """X、Y分别增长5.1%、6.2%: each number its measure."""
    i = 0
    while i < len(drafts):
        d = drafts[i]
        if not d.before.shared_out and not _tacitly_shared(view, drafts, i):
            i += 1
            continue
        group = _run(view, drafts, i, same_unit=False)
        names = _items(d.before.measure, len(group)) if d.before.measure else []
        if d.before.measure and d.before.action and len(names) == len(group) > 1 and d.before.action not in CAUSATIVES and d.before.raw.strip().startswith(d.before.action):
            names = _items(d.before.action + d.before.measure, len(group))  # 接待游客、旅游总花费: the verb is the first's alone
        if not names and d.before.shared_out and d.measure is None and not _DIGIT.search(clause := _clause_before(view, max(0, d.clause - 60), d.clause)):
            names = _items(tidy(strip_lead(clause)), len(group))  # 甲和乙，2020年分别达到
        if len(names) == 1 and len(group) > 1:
            earlier = _items(tidy(strip_lead(_clause_before(view, max(0, d.clause - _LONGEST_LIST), d.clause))), len(group))
            names = [n + names[0] for n in earlier] if len(earlier) == len(group) else names
        if not names and len(group) > 1 and (m := _GROWING.match(_clause_before(view, max(0, d.clause - _LONGEST_LIST), d.clause))):
            names = _members(strip_lead(m.group(1)), len(group))  # 甲、乙、丙等产品增势较好，分别增长
        if d.before.list_noun:
            names = [n if n.endswith(d.before.list_noun) else n + d.before.list_noun for n in names]
        if not names and i >= len(group):
            names = [x.measure or "" for x in drafts[i - len(group) : i]]
        if len(names) == len(group) and len(group) > 1 and all(names):
            aspect, sign = d.before.aspect or d.aspect, d.sign
            for x, name in zip(group, names, strict=True):
                x.measure, x.aspect, x.sign, x.basis, x.action = name, aspect, sign, d.basis, d.action
                x.reference, x.rule, x.inherited = d.reference, "list.respectively", False
                if x.q.comparator == "eq" and d.before.shared_out and d.q.comparator in _LEADING and not d.q.text[0].isdigit():
                    x.q.comparator = d.q.comparator  # 分别超过9000亿元、3万亿元
                if x.aspect == "growth" and not d.before.raw.rstrip().endswith(_VERBS_OF_CHANGE) and _is_rate(name):
                    x.aspect, x.sign = "level", 1
            _share_comparator(view, group)
        i += len(group)


_VERBS_OF_CHANGE = ("增长", "上涨", "上升", "提高", "下降", "降低", "增加", "减少")


def _is_rate(name: str) -> bool:
    """失业率 beside 涨幅 in one list keeps its level."""
    facts = measure_facts(canonical_measure(name) or "")
    return facts is not None and facts.flow_or_stock == "ratio" and name.endswith("率")


def _share_comparator(view: str, group: list[Draft]) -> None:
    """分别增长5%和7%左右, 分别控制在5%和3%以内: what stands behind the last number holds for each, where the others say nothing.

    In 5%、4%以上 it holds for the last alone, unless it is 左右.
    """
    last = group[-1].q
    joined = last.text.endswith("左右") or view[group[-2].q.end : last.start].strip() in ("和", "与", "及")
    if joined and last.text.endswith(("左右", "以上", "以内", "以下")) and all(x.q.comparator == "eq" for x in group[:-1]):
        for x in group[:-1]:
            x.q = replace(x.q, comparator=last.comparator)


def _tacitly_shared(view: str, drafts: list[Draft], i: int) -> bool:
    """增加值年均增长8%、7.2% of two named industries: as many names before the list as numbers in it."""
    d = drafts[i]
    if not d.before.measure or d.behind.measure or d.rule == "list.respectively":
        return False
    group = [d]
    for b in drafts[i + 1 :]:
        if view[group[-1].q.end : b.q.start].strip() not in ("、", "和") or b.q.unit != d.q.unit or b.behind.measure:
            break
        group.append(b)
    return len(group) > 1 and len(_items(d.before.measure, len(group))) == len(group)


def _earlier_subject(view: str, start: int, d: Draft) -> str | None:
    """单日最高客流量出现在2月12日，达185.7万人次: the noun that opens the clause before."""
    if d.action and d.rule.startswith("left.level"):
        return None
    clause = strip_lead(_clause_before(view, start, d.clause))
    if d.q.kind == "percent" and _SHARE_CLAUSE.search(clause):  # 固定资产占投资的比重，由七成提高到 | 八成
        of = parse_left(clause, "percent")
        d.aspect, d.reference = of.aspect or "share", of.reference
        return of.measure
    clause = _GROWS.sub("", clause)
    last = clause[clause.rfind("的") + 1 :]  # 1971年到1978年的 | 人口自然增长率
    noun = last if canonical_measure(last) is not None else _EXTREME.sub("", parse_right(clause).measure or "")
    return noun if 2 <= len(noun) <= 16 and not _DIGIT.search(noun) else None


def _clause_before(view: str, start: int, end: int) -> str:
    """The last clause of view[start:end], without the mark that closes it."""
    return _CLAUSE.split(view[start:end].rstrip("，,；;：: "))[-1]


def _run(view: str, drafts: list[Draft], i: int, same_unit: bool = True) -> list[Draft]:
    """Drafts from i on with nothing between them but 、 和 or a comma."""
    out = [drafts[i]]
    for a, b in zip(drafts[i:], drafts[i + 1 :], strict=False):
        gap = view[a.q.end : b.q.start].strip()
        if gap in ("、", "和", "及", "与", "，", ",", "以及", ";", "；") and (a.q.unit == b.q.unit or not same_unit):
            out.append(b)
        else:
            break
    return out


def _items(phrase: str, wanted: int = 0) -> list[str]:
    """Members of a list, each with what the last one lends: 城镇和农村居民收入 → 城镇居民收入, 农村居民收入."""
    for key, names in _PARTS.items():
        if phrase.startswith(key):
            rest = phrase[len(key) :].removeprefix("业")
            return [n + rest for n in names]
    if wanted == 2 and phrase.endswith(("产销量", "产销")):
        head = phrase.removesuffix("量").removesuffix("产销")
        return [head + "产量", head + "销量"]
    if wanted == 2 and phrase.endswith("收支"):
        return [phrase[:-2] + "收入", phrase[:-2] + "支出"]
    if wanted == 2 and "城乡居民" in phrase:
        return [phrase.replace("城乡居民", "城镇居民"), phrase.replace("城乡居民", "农村居民")]
    items = _members(phrase, wanted)
    if len(items) < 2:
        return items
    last = items[-1]
    if items[0].startswith("第") and _NTH.fullmatch(items[0]):
        tail = _NTH.sub("", last, count=1)
        return [f"第{x.removeprefix('第')}{tail}" for x in items[:-1]] + ["第" + last.removeprefix("第")]
    out = []
    for item in items[:-1]:
        out.append(item + _lent(item, last))
    return [*out, last]


_LAST_AND = re.compile(r"、|(?:以及|[和及与])(?![^、]*(?:以及|[和及与、]))")


def _members(phrase: str, wanted: int) -> list[str]:
    """The names of a list; where 和 stands inside names (文化和娱乐业、租赁和商务服务业) as many as are wanted."""
    items = [x.strip() for x in _ITEM.split(phrase) if x.strip()]
    if wanted and len(items) > wanted and "、" in phrase:
        for fewer in (phrase.split("、"), _LAST_AND.split(phrase)):
            if len(fewer) == wanted and all(fewer):
                return fewer
    return items


_LEADING = frozenset(("gt", "approx"))  # comparators that stand before the number
_OUTPUT_NOUN = re.compile(r"(?:产量|销量|产值|零售额|出口额|进口额|交易额|保有量|营业收入)$")
_AMOUNT_WORD = re.compile(r"(?:数量|总数|总量|数)$")


def _lent(item: str, last: str) -> str:
    """The suffix of ``last`` that ``item`` lacks: 城镇 | 农村居民人均可支配收入 → 居民人均可支配收入.

    It begins with a word: first the longest that makes a known name, then the one behind the same last character
    (工业 | 建筑业 | 增加值), then the one whose words before it are as long as the item. A known indicator lacks nothing.
    """
    if (m := _AMOUNT_WORD.search(last)) and canonical_measure(item) == canonical_measure(item + m.group()) is not None:
        return m.group()  # 科技型中小企业、高新技术企业 | 数量
    if (m := _OUTPUT_NOUN.search(last)) and canonical_measure(item) is None and item[-1] != last[-1]:
        return m.group()  # 变压器、民用钢质船舶 | 产量
    if len(item) >= len(last) or item[-1] == last[-1]:
        return ""
    tokens = rjieba.cut(last)
    suffixes = ["".join(tokens[i:]) for i in range(1, len(tokens))]
    for suffix in (last[len(item) :], *suffixes):
        if canonical_measure(item + suffix) not in (None, canonical_measure(item)):
            return suffix
    if canonical_measure(item) is not None:
        return ""
    for suffix in suffixes:
        if last[: -len(suffix)].endswith(item[-1]):
            return suffix
    if (m := _HEAD_NOUN.search(last)) and item[-1] in "业造息品材药备":
        return m.group()  # 电子信息、高端装备制造、现代消费品 | 营业收入
    if len(item) > 4 or len(last) < len(item) + 2:
        return ""
    return min(suffixes, key=lambda x: abs(len(last) - len(x) - len(item)), default="")


def _inherit(view: str, drafts: list[Draft]) -> None:
    """A number without a name takes the one before it; a list shares verb, action and comparison."""
    _pairwise_lists(view, drafts)
    for i in range(1, len(drafts)):
        b = drafts[i]
        a = _source(drafts, i)
        if a is None:
            continue
        if b.bracketed:
            b.outer = a.outer if a.bracketed else a
        gap = view[a.q.end : b.q.start].strip()
        if (b.bracketed and not a.bracketed) or (b.bracketed and _scope_only(b.measure)):
            _part_of_scope(a, b)
        if not b.bracketed and _BOOKS.fullmatch(b.measure or "") and "其中" in view[max(0, b.clause - 4) : b.q.start]:
            _part_of_scope(a, b)
        if a.behind.measure and gap.startswith(a.behind.measure):
            gap = gap[len(a.behind.measure) :]
        plain = b.before.verb is None and not b.behind.action and "。" not in gap and "；" not in gap
        listed = gap.startswith(("、", "和", "及", "与")) or gap == "" or (plain and gap.startswith(("，", ",")))
        if b.measure is None and b.action and (b.q.kind == "count" or (b.q.kind == "measure" and gap.startswith(("，", ",")) and b.q.unit != a.q.unit)) and b.q.unit_text != a.q.unit_text and len(b.action) >= 2:
            b.measure, b.action = b.action, None  # 植树136万株: the verb with its object names what is counted
        if b.measure is None:
            b.measure, b.inherited, b.confidence = _like(drafts, b).measure if b.aspect == "change" else _topic(a, b), True, 0.75
            if b.measure and b.before.completed:
                b.measure = _BUDGET.sub("", b.measure)  # 收入年初预算36.3亿元，实际完成37.9亿元
            if b.basis is None and a.basis and a.aspect == "change" and b.aspect == "growth":
                b.basis = a.basis
            if b.rule.startswith("left"):
                b.rule = "inherit." + b.aspect
            if b.action is None and b.aspect == "level" and (b.q.kind == a.q.kind or gap == "") and b.before.verb not in STATE_VERBS and "累计" not in b.before.raw:
                b.action = a.action
        elif a.aspect == "growth" == b.aspect and not b.bracketed:
            _lend_head(a, b)
        elif a.q.kind == "count" and b.aspect == "growth":
            _value_added(a, b)
        elif listed and (not _STATISTIC_TAIL.search(b.measure) or (a.action in CREATING_VERBS and a.q.kind == "measure" and "总" not in b.measure)) and b.action is None and b.before.aspect is None and a.aspect == "level" and b.aspect == "level" and a.action and b.q.kind in ("count", "measure") and not b.before.completed and not (b.measure or "").startswith(("人均", "户均")):
            b.action = a.action
        if b.inherited and a.aspect == "growth" and b.aspect == "level" and b.q.kind == a.q.kind == "percent" and _OF_RATE.search(a.before.raw):
            b.aspect, b.sign = "growth", a.sign  # 涨幅由3%回落到 | 2%
        if b.inherited and b.before.aspect is None and a.aspect in ("growth", "share", "completion", "gap", "change") and b.q.kind == a.q.kind and gap in ("、", "和", "，", ",", "及", "以及"):
            b.aspect, b.sign, b.basis, b.reference = a.aspect, a.sign, a.basis, a.reference
            if a.aspect == "change":
                b.measure = _like(drafts, b).measure


_OF_RATE = re.compile(rf"(?:{'|'.join(sorted(RATES))})(?:[由从][^，。；]*)?$")
# 高标准农田建设面积 after 实施项目7个: a statistic is no further object of the verb
_STATISTIC_TAIL = re.compile(r"(?:面积|产量|产值|收入|里程|装机|装机容量|产能|率|总量|规模|总额|余额|能力|人数|投资|价格|水平|强度|比重|量|就业)$")
_BUDGET = re.compile(r"(?<=[入出])(?:年初|调整|全年)?预算(?:数)?$")
_HEAD_NOUN = re.compile(r"(?:增加值|总产值|产值|零售额|销售额|投资|产量|价格|贷款余额|存款余额|营业收入|利润)$")


def _topic(a: Draft, b: Draft) -> str | None:
    """地区生产总值迈上4个台阶、达14.2万亿元: an amount takes the indicator, not what the count beside it counts."""
    if a.q.kind == "count" and b.q.kind in ("money", "percent", "rank") and a.behind.measure and a.before.measure and canonical_measure(a.before.measure):
        return a.before.measure
    return a.measure


def _pairwise_lists(view: str, drafts: list[Draft]) -> None:
    """分别达6.9万元、3.4万元，增长4.2%、5.3%: the second list follows the names of the first."""
    for i in range(2, len(drafts)):
        b = drafts[i]
        if b.measure is not None or b.rule == "list.respectively":
            continue
        group = _run(view, drafts, i)
        n = len(group)
        if n > 1 and i >= n and all(x.rule == "list.respectively" for x in drafts[i - n : i]):
            for x, model in zip(group, drafts[i - n : i], strict=True):
                x.measure, x.rule, x.aspect, x.sign, x.basis = model.measure, "list.respectively", b.aspect, b.sign, b.basis


def _value_added(a: Draft, b: Draft) -> None:
    """规模以上工业企业达7.6万家、增加值增长3%: value added is that of the industry whose firms were counted before."""
    if b.measure == "增加值" and (a.measure or "").endswith("企业"):
        whole = canonical_measure((a.measure or "").removesuffix("企业") + "增加值")
        if whole is not None:
            b.measure, b.rule = whole, "list.head"


def _lend_head(a: Draft, b: Draft) -> None:
    """集体企业增加值增长7.6%，股份制企业增长7.4%: the list lends its head noun."""
    head = _HEAD_NOUN.search(a.measure or "")
    if head and b.measure and len(b.measure) <= 14 and not _HEAD_NOUN.search(b.measure) and b.measure.endswith(("企业", "业", "类", "经济", "产业")) and canonical_measure(b.measure) is None:
        b.measure, b.rule = b.measure + head.group(), "list.head"


def _source(drafts: list[Draft], i: int) -> Draft | None:
    """The draft that i may inherit from: outside brackets the last one outside, inside them the last one at all."""
    b = drafts[i]
    if b.bracketed:
        return drafts[i - 1]
    return next((x for x in reversed(drafts[:i]) if not x.bracketed), None)


def _scope_only(measure: str | None) -> bool:
    """市本级, 开发区: whose books, not what."""
    return bool(measure) and canonical_measure(measure or "") is None and bool(_SCOPE_WORD.fullmatch(measure or ""))


def _part_of_scope(a: Draft, b: Draft) -> None:
    """（其中：开发区4.6亿元）: the outer measure, in the books that the bracket names."""
    if _scope_only(b.measure):
        b.admin_scope, b.measure = b.measure, None
        if b.before.aspect is None and b.q.kind == a.q.kind and b.q.unit == a.q.unit:
            b.aspect, b.sign, b.basis, b.reference = a.aspect, a.sign, a.basis, a.reference


def _quoted_plans(view: str, drafts: list[Draft]) -> None:
    """为年初预算395万元的94%, 完成年度计划170万套的80%: the plan is quoted, the share completes it."""
    for i in range(1, len(drafts)):
        a, b = drafts[i - 1], drafts[i]
        if b.q.kind != "percent" or view[a.q.end : b.q.start].strip() != "的" or b.q.start - a.q.end > 2:
            continue
        m = _PLAN_NAME.search(view[a.left : a.q.start])
        if m is None:
            continue
        main = _source(drafts, i - 1) if i > 1 else None
        b.aspect, b.reference, b.status = "completion", m.group(1), None
        name = main.measure if main is not None else None
        b.measure = name or a.measure
        a.measure, a.status, a.aspect, a.action = (name or "") + m.group(1)[-2:], "stated", "level", None
        b.action, b.inherited = (main.action if main is not None else None), False
        b.rule, a.rule = "completion.of_plan", "plan.quoted"


def _like(drafts: list[Draft], b: Draft) -> Draft:
    """The draft before b with its classifier, else the one right before: 20起 … 减少7起、7人."""
    earlier = [x for x in drafts if x.q.start < b.q.start]
    tail = (b.q.unit_text or "")[-1:]
    return next((x for x in reversed(earlier) if x.measure and (x.q.unit_text or "")[-1:] == tail and x.aspect != "change"), earlier[-1])


_REACHES = re.compile(r"力争|争取|达到|努力|冲刺")
_STRIVES = re.compile(r"力争|争取|努力|冲刺")


def _growth_stretch(drafts: list[Draft]) -> None:
    """增长7%以上、力争达到8%: the second is growth too."""
    for a, b in pairwise(drafts):
        if a.q.unit != b.q.unit or not _REACHES.search(b.before.raw) or not (b.inherited and b.before.aspect in (None, a.aspect)):
            continue
        if a.aspect == "growth" and b.q.kind == "percent":
            b.aspect, b.sign, b.rule = "growth", a.sign, "inherit.growth"
        if _STRIVES.search(b.before.raw):
            a.target_tier, b.target_tier = "base", "stretch"



"""Drafts and their surroundings become figures: status, place, period, themes, and the fields that follow from others."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any

import rjieba

from pipelines.extract.context import REPORTS, Document, Scene, in_year, is_base, spans_years, status_of
from pipelines.extract.cues import SLOGANS, verbs
from pipelines.extract.dates import DateExpression
from pipelines.extract.figures import Draft, draft_sentence
from pipelines.extract.measures import (
    MeasureFacts,
    admin_scope,
    canonical_measure,
    find_measures,
    measure_facts,
    normalise_measure,
)
from pipelines.extract.model import QUANTITY_KINDS, NumericExpression
from pipelines.extract.patterns import Gated
from pipelines.extract.phrases import STATE_VERBS, as_printed, property_of, split_action
from pipelines.extract.places import gazetteer
from pipelines.extract.projects import plain_name, project_at
from pipelines.extract.themes import themes_of
from pipelines.lexicon.read import phrase_words

_OLD_YUAN_UNTIL = date(1955, 3, 1)
_PER_UNIT = re.compile(r"人均|户均|亩均|地均|每(?:万|千|百|十)?(?:人|户|亩|名|辆|平方|公顷|万元|吨)|单位(?:地区生产总值|GDP|国内生产总值)|均价|单产|亩产")
_DATA_STATUS = re.compile(r"初步核算|初步统计|预计|快报|执行数|决算数?|核实|修订|初步")
_BINDING = re.compile(r"约束性|预期性")
_REACHED = re.compile(r"(?:达到?|提高到|提升到|增加到|突破|超过?|增至|升至|扩大到|上升到|上升为|占|为|跃居|稳定在|保持在|迈上|迈过|迈入|跨过|站上|跃上|跨越|现有|拥有|缩小[至到]|降至|降到|降低到|下降到)$")
_RELATED = re.compile(r"[对与和至同向]")
_SPANS = re.compile(r"(?:连续|为期|经过|历经|历时|时隔|近|这|那|每|前|后|上个|下个)$")
_OVER_YEARS = re.compile(r"累计|新增|年均|共|五年|总计")
_EACH_YEAR = re.compile(r"年均|平均每年|每年平均|累计|[两三四五六]年(?:来|间|共|累计|新增|增[长加]|提高|下降|投入)")
_STOCK_YEARS = 366
_SLOGAN_UNIT = re.compile(r"大$|大类$|大项$")


def figures_of(doc: Document, stage: list[Scene], expressions: list[NumericExpression], text: str) -> list[dict[str, Any]]:
    """All figures of a release as rows of ``FIGURE``, by position."""
    out: list[dict[str, Any]] = []
    running: tuple[int, str | None] = (-1, None)  # block, and the project that it spoke of last
    for e in expressions:
        _break_through(doc.view, e)
        _in_title(doc.view, e)
    at, quantities = 0, [e for e in expressions if e.kind in QUANTITY_KINDS and _may_be_figure(e)]
    for s in stage:
        while at < len(quantities) and quantities[at].start < s.start:
            at += 1
        first = at
        while at < len(quantities) and quantities[at].start < s.end:
            at += 1
        own = [q for q in quantities[first:at] if not _consecutive(doc.view, q)]
        if own and not _COLUMNS.search(doc.view, s.start, s.end):
            names = [(m.start, m.end) for m in doc.places_in(s.start, s.end)]
            drafts = draft_sentence(doc.view, s.start, s.end, own, doc.dates_in(s.start, s.end), names)
            status: dict[Draft, str] = {}
            running = (s.block, _project_of(doc.view, s, running[1] if running[0] == s.block else None))
            for d in drafts:
                d.project = running[1]
                f = _figure(doc, s, d, text, status.get(d.outer) if d.outer else None)
                if f is not None:
                    status[d] = f["status"]
                    out.append(f)
    _parts(doc, out)
    _nested(doc, out)
    return out


_SOLVED = re.compile(r"[^，。；、\d]{0,24}(?:技术|难题|瓶颈|短板|工艺|卡点|堵点|产品|装备|材料|关)(?![数量])")


def _break_through(view: str, e: NumericExpression) -> None:
    """突破50项关键技术: the verb of what is solved, no 超过."""
    if e.kind == "count" and e.comparator == "gt" and view.startswith("突破", e.start) and view[e.start : e.end][-1:] in "项个批类道" and _SOLVED.match(view, e.end):
        e.start, e.text, e.comparator = e.start + 2, e.text[2:], "eq"


_LONGEST_TITLE = 60


def _in_title(view: str, e: NumericExpression) -> None:
    """《二十五载莲花情》: a number in the name of a work or a document counts nothing."""
    if e.kind not in QUANTITY_KINDS:
        return
    opened = view.rfind("《", max(0, e.start - _LONGEST_TITLE), e.start)
    if opened >= 0 and view.find("》", opened, e.start) < 0 and view.find("》", e.end, e.end + _LONGEST_TITLE) >= 0 and view.find("\n", opened, e.end) < 0:
        e.kind, e.rule, e.unit_text = "code", "code.title", None


_NO_DIGIT = frozenset("约近超过达.．")
_SCALES = frozenset("十百千万亿")
_BARE_SCALE = re.compile(r"[十百千万亿]+(?:元|美元|人|户|辆|吨|里|亩|次|家|件|米|公里)?")
_ROUND_CLOCK = re.compile(r"(?:不间断|轮班|轮流|值[守班]|全天候|在线|连续|昼夜|待命|开放|滚动|监测|巡[逻查护]|作业|服务)")


_NICKNAME = re.compile(r"“[\u4e00-\u9fff]{1,6}$")  # “金融30条”: a name, not a count


_THEN = ("前，", "后，", "之前", "之后", "以后", "过后")  # 几天前，10分钟后，: when, not how long


def _consecutive(view: str, q: NumericExpression) -> bool:
    """连续5年: it only qualifies what follows."""
    if q.kind == "duration" and (view.endswith("连续", 0, q.start) or view.startswith(("平均", "年均", "累计", "合计", "共", "比一", "禁", "里", "间", "中", "以来", "来", *_THEN), q.end)):
        return True
    if q.kind == "duration" and q.text in ("24小时", "二十四小时") and _ROUND_CLOCK.match(view, q.end):
        return True
    if view[q.end : q.end + 1] == "级" and not view.startswith(("级以上", "级及以上"), q.end):
        return True  # 5米级火箭, 3—4级风: a class
    return view[q.end : q.end + 1] == "”" and bool(_NICKNAME.search(view, max(0, q.start - 7), q.start))


_QUOTED_PLAN = re.compile(r"(?:目标|计划|预期|预算|任务|指标|要求)[^，。；\d]{0,8}$")
_STORIES = ("news", "other", None)
_YOUNG = 90  # days: a year this young can't have been reached


def _by_time(doc: Document, d: Draft, status: str, rule: str, period: tuple[date | None, date | None]) -> tuple[str, str]:
    """What is due after the date of issue is not reached yet; what was due before it is no target any more."""
    low, high = period
    if high is None or d.rule == "group_total":
        return status, rule
    whole_year = low is not None and (high - low).days >= 360
    young = whole_year and low is not None and doc.kind in REPORTS and (doc.issued_on - low).days < _YOUNG
    if status == "achieved" and high > doc.issued_on and (low is None or low > doc.issued_on or young):
        return "target", "status.future"
    if status == "target" and high < doc.issued_on and low is not None:
        quoted = _QUOTED_PLAN.search(doc.view, max(0, d.q.start - 24), d.q.start)
        return ("stated", "status.old_plan") if quoted else ("achieved", "status.past")
    return status, rule


def _under_review(scene: Scene, period: tuple[date | None, date | None]) -> bool:
    """2018年预算执行情况: its heading says that this year is over, even where no more than the year of the release is known."""
    under = scene.frame.period if scene.frame is not None else None
    return under is not None and period[1] is not None and under.date_end == period[1]


_SAID_BEFORE = re.compile(r"(?:的|[省市区县州盟旗]|消息|政府|[：:*#])$")


def _known_tail(printed: str) -> str | None:
    """地区生产总值 of 省政府希望地区生产总值: an indicator behind a verb, a place or a mark."""
    found = find_measures(printed)
    if not found or found[-1][1] != len(printed) or found[-1][0] == 0:
        return None
    head = printed[: found[-1][0]]
    if _RELATED.search(head[-8:]):
        return None  # 对阿拉伯联盟进出口: another measure
    if _SAID_BEFORE.search(head) or (len(last := rjieba.cut(head)[-1]) > 1 and last in verbs()):
        return printed[found[-1][0] :]
    named = [m for m in gazetteer().find(head) if m.candidates[0].level not in ("foreign", "region")]
    return printed[found[-1][0] :] if named and named[-1].end == len(head) else None


@lru_cache(maxsize=1 << 16)
def _named(printed: str | None, national: bool, whole: bool = False) -> tuple[str | None, str | None, str | None, str | None]:
    """The thing that a printed name is a property of, the name as printed, its canonical form, the measure."""
    thing, quality = (None, None) if whole else property_of(printed)
    printed = quality or printed
    if not printed:
        return thing, printed, None, None
    canonical = canonical_measure(printed, national=national)
    if canonical is None and (known := _known_tail(printed)):
        printed, canonical = known, canonical_measure(known, national=national)
    return thing, printed, canonical, canonical or normalise_measure(printed)


_FIRST_CLAUSE = re.compile(r"[^，,；;。:：]{5,48}(?=[，,；;:：])")
_SAME_PROJECT = re.compile(r"\s*(?:整个|该|本)?(?:项目|工程|园区)")


def _project_of(view: str, scene: Scene, running: str | None) -> str | None:
    """The project that the sentence opens with; 该项目 keeps the one before it."""
    if _SAME_PROJECT.match(view, scene.start, scene.end):
        return running
    m = _FIRST_CLAUSE.match(view, scene.start, scene.end)
    name = project_at(m.group()) if m else None
    return name if m and name and split_action(m.group().strip())[1] is None else None


def _may_be_figure(q: NumericExpression) -> bool:
    """A number without unit or classifier names nothing counted, unless a scale word or a comparator goes with it."""
    if q.text[:1] in _NO_DIGIT and q.text.lstrip("约近超过达").startswith((".", "．")):
        return False  # .9%: its other digits stand apart in a column
    if q.comparator == "eq" and q.text[:1] in _SCALES and q.value is not None and _BARE_SCALE.fullmatch(q.text) and q.unit != "%":
        return False  # 万元产值能耗, 万人拥有量: a denominator in a name
    if q.rule == "count.bare":
        return (q.comparator != "eq" and not q.text[-1:].isdigit()) or q.text[-1:] in "万亿"
    return True


def _figure(doc: Document, scene: Scene, d: Draft, text: str, outer: str | None) -> dict[str, Any] | None:
    q, start, end, frame = d.q, scene.start, scene.end, scene.frame
    table = doc.layout.blocks[scene.block].kind == "table"
    if q.kind == "duration" and _only_qualifies(d):
        return None
    if table and (d.measure is None or d.inherited or q.unit in ("count", "times")):
        return None
    sign = d.sign if d.aspect in ("growth", "change", "gap") else 1
    value = None if q.value is None else float(q.value) * sign
    low, high = (None, None) if q.value_low is None or q.value_high is None else (float(q.value_low) * sign, float(q.value_high) * sign)
    if sign < 0 and low is not None and high is not None:
        low, high = high, low
    unit, unit_text, kind = q.unit or "count", q.unit_text, q.kind
    if unit == "count" and q.kind == "count" and _is_money(d):
        unit, kind = "CNY", "money"
    if unit == "CNY" and doc.issued_on < _OLD_YUAN_UNTIL and value is not None:
        value, unit_text = value / 10000, f"{unit_text or ''}(旧币)"
    printed = as_printed(_BOOKED.sub("", d.measure) if d.measure and d.measure.endswith("数") else d.measure or None, text, start, end)
    where = scene.where(q.start)
    thing, printed, canonical, measure = _named(printed, where.place is not None and where.place.place_id == "CN", d.aspect == "share")
    status, strength, rule = _status(doc, scene, d)
    if outer is not None:
        status, rule = outer, "status.bracket"
    period = _period(doc, scene, d)
    if rule == "status.modal" and status == "target" and _is_behind(doc, scene, period):
        period = None, None
    if not (rule == "status.review_section" and _under_review(scene, period)):
        status, rule = _by_time(doc, d, status, rule, period)
    slogan = _is_slogan(d, unit)
    facts = measure_facts(canonical) if canonical else None
    scope = _scope(d, printed)
    clause = doc.view[d.clause : q.start]
    return {
        "span_start": q.start, "span_end": q.end, "span_text": text[q.start : q.end], "sentence_start": start, "sentence_end": end,
        "section": frame.path if frame else None, "quantity_class": kind, "value": value, "value_low": low, "value_high": high,
        "comparator": _signed(q.comparator or "eq", sign), "unit": unit, "unit_text": unit_text, "aspect": d.aspect, "basis": d.basis or _yearly(d),
        "measure": measure, "measure_text": printed, "action": as_printed(d.action, text, start, end),
        "threshold_comparator": d.threshold[0] if d.threshold else None, "threshold_value": d.threshold[1] if d.threshold else None,
        "threshold_unit": d.threshold[2] if d.threshold else None, "subject": as_printed((plain_name(thing) if thing else None) or d.project, text, start, end), "status": status,
        "strength": strength if status == "target" else None,
        "bindingness": m.group() if status == "target" and (m := _BINDING.search(doc.view, start, end)) else None,
        "scope": scope,
        "is_additive": d.aspect == "level" and q.kind in ("count", "money", "measure") and scope in ("total", "cumulative") and not slogan and not d.bracketed and (facts is None or facts.flow_or_stock != "ratio"),
        "is_rhetorical": slogan or _is_formula(doc.view, q) or bool(facts and facts.is_rhetorical),
        "target_tier": d.target_tier if status == "target" else None, "admin_scope": _books(doc, scene, d, clause, facts),
        "data_status": m.group() if status == "achieved" and (m := _DATA_STATUS.search(doc.view, start, q.start)) else None,
        "reference": d.reference, "value_precision": _float(q.precision),
        "place_id": where.place.place_id if where.place else None, "place": where.place.name if where.place else None,
        "place_source": where.source if where.place else None, "period_start": period[0], "period_end": period[1],
        "themes": [{"theme": t, "weight": w} for t, w in themes_of(measure, d.action, frame.heading if frame else None)],
        "part_of": None, "confidence": _confidence(d, canonical, where.source, period, rule), "rule": f"{d.rule}|{rule}",
        "_part": _says_part(doc, start, d),
    }  # fmt: skip


_AMOUNT = re.compile(r"(?:收入|产值|总额|投资|增加值|余额|销售额|营收|GDP|(?:经济|生产|贸易)总量|税收|贷款|存款|市值|资产)$")


def _is_money(d: Draft) -> bool:
    """旅游收入破万亿: a bare scale word behind an amount's name is money."""
    if (d.q.unit_text and d.q.unit_text.strip("十百千万亿")) or not d.measure:
        return False
    facts = measure_facts(canonical_measure(d.measure) or "")
    return facts.dimension == "CNY" if facts else bool(_AMOUNT.search(d.measure))


# Two numbers with nothing but blanks between them stand in columns.
_COLUMNS = Gated(r"\d[\d,.]*%?[ \t]{2,}-?\d[\d,.]*%?(?:[ \t]|$)|\t[\d,.%-]+\t")
_LONGEST_YEARS = 200 * 365 * 86400


def _only_qualifies(d: Draft) -> bool:
    """五年累计, 上个五年, 连续5年: a length of time that says how long something else was counted."""
    q = d.q
    if q.value is not None and q.value > _LONGEST_YEARS:
        return True
    if _SPANS.search(d.before.raw.strip()):
        return True
    if q.unit_text not in ("年", "个月", "月", "天", "周年", "年时间"):
        return False
    if (d.before.measure or "").endswith(("天数", "时间", "期限", "工期", "寿命", "时长", "年限", "时限", "工时")):
        return False
    said = d.before.verb in _LENGTH_VERBS or d.aspect != "level" or (q.comparator != "eq" and not d.before.raw.endswith(("每", "为期")))
    return not said and (q.unit_text == "年" or d.rule != "right.noun" or (not d.behind.of and d.behind.measure in (None, "累计", "合计", "时间", "来", "多", "平均", "好", "比一年", "比")))


_LENGTH_VERBS = frozenset(["为", "达", "达到", "是", "缩短至", "缩短到", "压缩至", "压缩到", "延长至", "延长到", "减至", "降至", "增至", "提高到", "提高至", "控制在", "不超过", "平均", "仅", "约", "共"])


def _float(x: Decimal | None) -> float | None:
    return None if x is None else float(x)


def numeric_span(e: NumericExpression, text: str) -> dict[str, Any]:
    """One numeric expression as a row of ``NUMERIC_SPAN``."""
    return {
        "span_start": e.start, "span_end": e.end, "span_text": text[e.start : e.end], "kind": e.kind,
        "value": None if e.value is None else float(e.value), "value_low": None if e.value_low is None else float(e.value_low),
        "value_high": None if e.value_high is None else float(e.value_high), "comparator": e.comparator, "unit": e.unit or None,
        "unit_text": e.unit_text, "date_start": e.date_start, "date_end": e.date_end, "rule": e.rule,
    }  # fmt: skip


_BOOKED = re.compile(r"(?<=[入出税金费])(?:快报数|执行数|完成数|决算数|预计数)$")
_BRACKETS = Gated(r"[(（][^()（）]*[)）]")


def _books(doc: Document, scene: Scene, d: Draft, clause: str, facts: MeasureFacts | None) -> str | None:
    """Whose books an amount stands in: the bracket's, the clause's, of public money also the sentence's outside brackets."""
    if d.admin_scope:
        return admin_scope(d.admin_scope) or d.admin_scope
    found = admin_scope(clause) or admin_scope(d.measure or "")
    if found is None and d.q.unit in ("CNY", "%", "pp") and (facts is None or facts.family == "财政"):
        found = admin_scope(_BRACKETS.sub("", doc.view[scene.start : d.clause]))
    return found


_MIRRORED = {"ge": "le", "gt": "lt", "le": "ge", "lt": "gt"}


def _signed(comparator: str, sign: int) -> str:
    """The comparator holds of the signed value: 下降3%以上 is −3 or less."""
    return _MIRRORED.get(comparator, comparator) if sign < 0 else comparator


# 低于5.5%以上的目标, 没能达到年初6%左右的设想: an outcome is held against an aim, which the sentence only quotes.
_AIM_BEHIND = re.compile(r"的?(?:[\u4e00-\u9fff]{0,6})(?:目标|预期|设想|计划|预算|指标)(?!是|为|[：:])")
_HELD_AGAINST = re.compile(r"(?:低于|高于|超过|超出|快于|慢于|好于|优于|不及|少于|多于|没能?有?(?:达到|实现|完成|到)|未能?(?:达到|实现|完成|达))[^，。；]*$")


def _quotes_an_aim(view: str, d: Draft) -> bool:
    return _AIM_BEHIND.match(view, d.q.end) is not None and _HELD_AGAINST.search(view, d.clause, d.q.end) is not None


_FORECAST = Gated(r"预测|(?:机构|组织|银行|协会|专家|气象台|气象部门|经济学家|分析师|业内人士|委员会|集团|铁路|机场|口岸)[^，。；]{0,12}预计|(?:今天|明天|今日|明日|当天|当日|\d日)[^。；]{0,16}预计|预计[，,]?(?:今天|明天|今日|明日|当天|当日|今起)")


def _is_forecast(doc: Document, scene: Scene, d: Draft) -> bool:
    """What an outside body forecasts, weather, one day's traffic or a foreign economy: neither a target nor an outcome."""
    if doc.kind != "news":
        return False
    said = _FORECAST.search(doc.view, scene.start, d.q.start)
    return said is not None or ("预计" in doc.view[d.clause : d.q.start] and (where := scene.where(d.q.start).place) is not None and where.level == "foreign")


_ASKED = frozenset(("应", "宜", "应当", "应该", "须", "不应", "不宜", "原则上", "一般", "一般应", "原则上应"))
# 年销售收入达到2000万元的，分别给予, 建筑面积1万平方米以上的园区，予以: what a gift depends on
_CONDITION_BEHIND = re.compile(r"[^，。；]{0,40}的[^，。；]{0,16}[，,][^。；]{0,60}?(?:给予|予以|奖励|补助|补贴|资助|不予|方可)")
_GIFT_NAMED = re.compile(r"(?:补助|补贴|奖励|奖补|资助|扶持)(?:资金|金额|经费|标准|额度)?$")
_STRUCTURE = ("部分", "层级", "层次", "类别", "分类", "大类", "维度", "环节", "方面", "阶段", "要素", "步骤")


def _composes(d: Draft) -> bool:
    """由三个部分组成, 划分为四个层级: what a thing is made of is nothing to be done."""
    if d.q.kind != "count" or d.measure is None or d.q.comparator != "eq":
        return False
    return d.measure.endswith(_STRUCTURE) or ((_is_slogan(d, d.q.unit or "") or _DIVIDES.search(d.before.raw) is not None) and d.action in (None, *_DIVIDE))


_DIVIDE = ("划分", "分", "包括", "包含", "组成", "形成", "覆盖", "涉及", "围绕", "聚焦")
_DIVIDES = re.compile(r"(?:划分|细分|区分|分)(?:为|成|形成)|(?:包括|包含|涵盖|涉及|围绕|聚焦)[^，。；]{0,4}$")


def _status(doc: Document, scene: Scene, d: Draft) -> tuple[str, int | None, str]:
    if d.status:
        return d.status, None, "status.group"
    if _is_formula(doc.view, d.q):
        return "stated", None, "status.formula"
    if _is_forecast(doc, scene, d):
        return "stated", None, "status.quoted"
    if _quotes_an_aim(doc.view, d):
        return "stated", None, "status.quoted_aim"
    if doc.kind not in REPORTS and d.before.verb in _ASKED:
        return "stated", None, "status.rule"
    start = scene.start
    status, strength, rule = status_of(doc.view, scene, d.q.start, doc.kind)
    if doc.kind == "policy" and status == "target" and rule == "status.plan_section" and _composes(d):
        return "stated", None, "status.composition"
    if doc.kind == "policy" and d.q.comparator in ("le", "lt") and d.q.unit == "CNY" and d.measure is not None and _GIFT_NAMED.search(d.measure):
        return "stated", None, "status.rule"
    if doc.kind == "policy" and rule in ("status.plan_section", "status.none", "status.cue") and _CONDITION_BEHIND.match(doc.view, d.q.end):
        return "stated", None, "status.rule"
    if d.aspect == "level" and property_of(d.measure)[1] and not d.before.completed and d.before.verb not in STATE_VERBS and d.q.kind != "rank" and rule not in ("status.modal", "status.review_future"):
        return "stated", None, "status.property"
    if status == "stated" and d.aspect == "completion":
        return "achieved", None, "status.completion"
    if status:
        return status, strength, rule
    said = next((x for x in reversed(doc.usable_in(start, d.q.start)) if x.date_end is not None and x.form != "review"), None)
    dated = said.date_end if said is not None else None
    if said is not None and dated is not None and dated > doc.issued_on and (doc.kind != "news" or _is_to_come(doc, d, said, dated)):
        return ("target", None, "status.future") if doc.kind != "communique" else ("achieved", None, "status.kind")
    if scene.mode == "norm" and (d.q.comparator in ("ge", "le", "lt") or (d.aspect == "level" and d.action is None)):
        return "stated", None, "status.rule"
    if d.aspect in ("growth", "change", "completion", "gap", "share", "rank") or doc.kind in REPORTS or dated is not None:
        return "achieved", None, "status.kind"
    if doc.kind == "news":
        return ("stated", None, "status.kind") if _is_slogan(d, d.q.unit or "") and not d.before.raw.endswith("出") else ("achieved", None, "status.kind")
    return "stated", None, "status.default"


_REPORTS = frozenset(("完成", "实现", "收获", "达", "达到", "已达", "超", "超过", "突破", "高达"))  # news of the running year: 今年参展企业就达300家
_EARLY = 4  # the last month in which a year at large is told of as what lies ahead


def _is_to_come(doc: Document, d: Draft, said: DateExpression, end: date) -> bool:
    """Whether news tells of a running time as of a plan, though no word says so: early in the year what is done over all of it
    (今年新建高标准农田255万亩), never a number of the month or the days that are running."""
    if end.year > doc.issued_on.year:
        return True
    whole_year = said.date_start is not None and said.date_start == date(end.year, 1, 1) and end == date(end.year, 12, 31)
    return whole_year and doc.issued_on.month <= _EARLY and d.aspect not in ("share", "rank", "growth", "change") and d.before.verb not in _REPORTS and not d.before.completed



def _period(doc: Document, scene: Scene, d: Draft) -> tuple[date | None, date | None]:
    low, high, of_text = _printed_period(doc, scene, d)
    if of_text is not None:
        low, high = in_year(low, high, of_text, doc, scene)
        low, high = _reached_last(doc, d, low, high)
    if d.rule == "plan.quoted" and high is not None and "年" in doc.view[d.left : d.q.start]:
        return date(high.year, 1, 1), date(high.year, 12, 31)
    return _since_base(doc, scene.start, d, low, high)


def _is_behind(doc: Document, scene: Scene, period: tuple[date | None, date | None]) -> bool:
    """3月8日，工程开工。计划建设泊位3个: the day of the sentence before is not when the plan is due."""
    said = scene.paragraph_date
    return doc.kind in _STORIES and said is not None and period == (said.date_start, said.date_end) and said.date_end is not None and said.date_end <= doc.issued_on


def _since_base(doc: Document, start: int, d: Draft, low: date | None, high: date | None) -> tuple[date | None, date | None]:
    """较“十三五”末增长33.6%: a change against an older year spans all the years since."""
    if d.aspect not in ("growth", "change") or high is None:
        return low, high
    base = [x for x in doc.dates_in(d.clause, d.q.start) if is_base(doc.view, x) and x.date_end is not None]
    if not base and d.inherited and d.basis:
        base = [x for x in doc.dates_in(start, d.clause) if is_base(doc.view, x) and x.date_end is not None and doc.view[x.start : x.end] in d.basis]
    end = base[-1].date_end if base else None
    if end is not None and (high - end).days > 2 * _STOCK_YEARS:
        return date(end.year + 1, 1, 1), high
    return low, high


def _printed_period(doc: Document, scene: Scene, d: Draft) -> tuple[date | None, date | None, DateExpression | None]:
    """The sentence's last usable date before the number, the one in its clause behind it, the paragraph's, the section's, the title's."""
    view, start, at, frame = doc.view, scene.start, d.q.start, scene.frame
    own_base = [x for x in doc.dates_in(max(d.left, d.clause), at) if is_base(view, x) and view[x.end : at].strip() in ("的", "", "末的", "底的", "约", "的约")]
    if own_base:
        return own_base[-1].date_start, own_base[-1].date_end, own_base[-1]
    before = [x for x in doc.usable_in(start, at) if not is_base(view, x) and (x.form != "review" or x.start - start <= 12 or x.start >= d.clause) and not (d.q.kind in ("multiple", "percent") and view[x.end : at].strip() == "的" and view[x.start - 1] not in "到至")]
    span = scene.span
    if before:
        if span is not None and not spans_years(before[-1]) and _within(before[-1], span) and _EACH_YEAR.search(view, max(d.clause, before[-1].end), at):
            return span.date_start, span.date_end, span
        return *_dated(view, d, before), before[-1]
    behind = doc.usable_in(d.q.end, d.right)
    if behind:
        return behind[0].date_start, behind[0].date_end, behind[0]
    if span is not None and (scene.paragraph_date is None or _within(scene.paragraph_date, span)):
        return span.date_start, span.date_end, span
    if scene.paragraph_date is not None:
        return scene.paragraph_date.date_start, scene.paragraph_date.date_end, scene.paragraph_date
    if scene.topic is not None and (frame is None or frame.period is None or _long(frame.period) or scene.topic.grain == "plan"):
        return scene.topic.date_start, scene.topic.date_end, scene.topic
    if frame is not None and frame.period is not None:
        return *_reached_last(doc, d, frame.period.date_start, frame.period.date_end), None
    if doc.kind in ("work_report", "budget_report") and (mode := scene.mode):
        year = doc.issued_on.year - (mode == "review")
        return date(year, 1, 1), date(year, 12, 31), None
    if doc.title_period is not None and doc.kind in ("communique", "budget_report"):
        return doc.title_period.date_start, doc.title_period.date_end, None
    return None, None, None


def _within(x: DateExpression, span: DateExpression) -> bool:
    """2025年 of “十四五”; 五年来 counts to the year of issue, the review that it opens to the one before."""
    return x.date_start is not None and x.date_end is not None and span.date_start is not None and span.date_end is not None and span.date_start <= x.date_start and (x.date_end <= span.date_end or x.form == "since") and x is not span


def _long(x: DateExpression) -> bool:
    return x.date_start is None or x.date_end is None or (x.date_end - x.date_start).days > _STOCK_YEARS


_TAILS = {kind: tuple(phrase_words(f"{kind}_tail")) for kind in ("ratio", "flow", "stock")}  # in the order in which they decide


_UP_TO = re.compile(r"截[至止]")


def _kind_of(measure: str | None) -> str | None:
    """flow, stock or ratio, by the lexicon, else by how the name ends."""
    facts = measure_facts(canonical_measure(measure or "") or "")
    if facts is not None:
        return facts.flow_or_stock
    return next((kind for kind, tails in _TAILS.items() if measure and measure.endswith(tails)), None)


def _dated(view: str, d: Draft, before: list[DateExpression]) -> tuple[date | None, date | None]:
    """The last date before the number; 年末 of a clause before says nothing of a flow, which has the whole year."""
    x = before[-1]
    if x.date_start is not None and x.date_start == x.date_end and x.end < d.clause and not _UP_TO.search(view, max(0, x.start - 2), x.start + 2) and (x.date_end.month, x.date_end.day) == (12, 31) and _kind_of(d.measure) == "flow":
        return date(x.date_start.year, 1, 1), x.date_end
    return x.date_start, x.date_end


def _reached_last(doc: Document, d: Draft, low: date | None, high: date | None) -> tuple[date | None, date | None]:
    """In a review of several years a level holds for the last one, a stock for its last day; what was done spans them."""
    if low is None or high is None or (high - low).days <= _STOCK_YEARS or d.aspect not in ("level", "share", "rank"):
        return low, high
    if _OVER_YEARS.search(d.before.raw) or d.action or high > doc.issued_on:
        return low, high
    if high == doc.issued_on and doc.kind in REPORTS and (high - date(high.year, 1, 1)).days < _YOUNG:
        high = date(high.year - 1, 12, 31)  # “十四五”以来 of a report given in January
    year = date(high.year, 1, 1), date(high.year, 12, 31)
    kind = _kind_of(d.measure)
    if kind == "stock" and d.aspect == "level" and high == year[1]:
        return high, high
    if _REACHED.search(d.before.raw.strip()) or d.q.comparator == "gt" or d.aspect in ("share", "rank") or kind == "ratio":
        return year
    return low, high


_SLOGANS = tuple(SLOGANS)


def _is_slogan(d: Draft, unit: str) -> bool:
    if d.q.kind != "count" or unit != "count" or d.threshold or d.q.value is None or d.q.value > 30:
        return False
    named = d.measure or ""
    return (named.endswith(_SLOGANS) or bool(_SLOGAN_UNIT.search(d.q.text))) and not d.before.completed


# “三个代表”, “四类管线”: a name made of a number, its classifier and a noun, the whole of it in quotation marks
_FORMULA_TAIL = re.compile(r"[\u4e00-\u9fff]{1,4}[”’]")


def _is_formula(view: str, q: NumericExpression) -> bool:
    return q.kind == "count" and view[q.start - 1 : q.start] in ("“", "‘") and _FORMULA_TAIL.match(view, q.end) is not None


def _yearly(d: Draft) -> str | None:
    """城镇新增就业每年超过90万人: a mean of years, not the number of one."""
    return "每年" if d.aspect == "level" and d.before.raw.rstrip().endswith(("每年", "每年都", "每年均", "年均")) else None


def _scope(d: Draft, printed: str | None) -> str:
    if d.scope != "total":
        return d.scope
    words = (printed or "") + d.before.raw
    if "累计" in d.before.raw and d.aspect in ("growth", "change"):
        return "cumulative"  # 单位地区生产总值能耗累计下降14%
    if _PER_UNIT.search(words):
        return "per_unit"
    return "cumulative" if "累计" in d.before.raw else "total"


_PART_ENDS = re.compile(r"[；;。）)]")


def _says_part(doc: Document, start: int, d: Draft) -> bool:
    """其中 holds for all its members, to the next semicolon or the end of its bracket."""
    at = doc.view.rfind("其中", start, d.q.start)
    return at >= 0 and (d.bracketed or not _PART_ENDS.search(doc.view, at, d.q.start))


def _parts(doc: Document, figures: list[dict[str, Any]]) -> None:
    """A part points to the last level of its unit before it that is none."""
    whole: dict[str, dict[str, Any]] = {}
    for f in figures:
        part = f.pop("_part")
        before = whole.get(f["unit"])
        if part and before is not None and f["span_start"] - before["span_start"] < 300 and f["aspect"] == "level":
            f["part_of"], f["is_additive"] = before["span_start"], False
        elif f["aspect"] == "level" and not part:
            whole[f["unit"]] = f


_NEAR = 150  # characters between two counts over nested thresholds


def _nested(doc: Document, figures: list[dict[str, Any]]) -> None:
    """过百亿元项目2个 lies within 过30亿元项目5个 of the same sentence: a part of it, not to be added."""
    limited = [f for f in figures if f["threshold_comparator"] in ("gt", "ge") and f["threshold_value"] is not None and f["aspect"] == "level"]
    for f in limited:
        wider = [o for o in limited if abs(o["span_start"] - f["span_start"]) < _NEAR and o["threshold_value"] < f["threshold_value"] and _same_things(o, f)]
        wider = [o for o in wider if "。" not in doc.view[min(o["span_start"], f["span_start"]) : max(o["span_start"], f["span_start"])]]
        if wider:
            whole = max(wider, key=lambda o: o["threshold_value"])
            f["part_of"], f["is_additive"] = f["part_of"] or whole["span_start"], False


def _same_things(a: dict[str, Any], b: dict[str, Any]) -> bool:
    return all(a[k] == b[k] for k in ("measure", "unit", "threshold_unit", "status", "place"))


def _confidence(d: Draft, canonical: str | None, source: str, period: tuple[date | None, date | None], rule: str) -> float:
    score = d.confidence + (0.1 if canonical else 0.0)
    if d.measure is None:
        score -= 0.4
    elif len(d.measure) > 20:
        score -= 0.2
    if source == "publisher":
        score -= 0.02
    if period == (None, None):
        score -= 0.05
    if rule in ("status.default", "status.kind"):
        score -= 0.05
    return round(max(0.05, min(0.99, score)), 3)

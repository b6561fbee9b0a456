"""Dated events of projects, and names that places give to a year (semantics.md, sections 3 and 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from itertools import pairwise
from typing import Any

import rjieba

from pipelines.extract.actions import MILESTONE_EVENTS
from pipelines.extract.context import Document, Scene, in_year, status_of
from pipelines.extract.cues import adverbs
from pipelines.extract.dates import DateExpression
from pipelines.extract.phrases import as_printed, strip_lead, tidy, unclosed
from pipelines.extract.places import gazetteer
from pipelines.extract.projects import PROJECT, WHOLE_PROJECT, counted, is_clause, plain_name, project_at
from pipelines.extract.tries import trie_pattern

_EVENT_WORD = re.compile(trie_pattern(MILESTONE_EVENTS))
_EVENT = re.compile(
    rf"(?P<event>{_EVENT_WORD.pattern})(?<!外交工)(?<!召开工)(?<!当年开工)(?<!对外开放)"
    r"(?![作者业额率量费权局型性员院所厅司项目计划条件仪式手续证率面区质期响应人会]|合作|活动|里程|装机|数量|总数|个数|容量|能力|规模|[一-龥]{2}条件|[一-龥]{0,3}[\d])"
)
_QUALIFIES = re.compile(r"了?(?:的|等(?!级)|后的|创造|奠定|打下|提供|[^，。；]{0,10}之年|以来|之前|前(?!海|期)|时(?!间|代)|之际|期间|过程|至今|并?运行以来)")  # 投产的机组, 开通以来: no event of this sentence
_STATES = frozenset(("运行", "运营", "发电", "开放", "营业", "贯通"))  # events only at the end of a clause: 运行平稳 is none
_MORE = re.compile(r"[一-龥]")
_CONDITION = re.compile(r"了?(?:以?后|之后)")  # 建成后: an event only with a date of its own right before it
_HAS_DIGIT = re.compile(r"\d")
_LIST = re.compile("、")
_BREAK = re.compile(r"[，,；;：:。！？!?\n]")
_MODAL_TAIL = re.compile(r"(?:将于|将在|[在于]|将|要|拟|计划|力争|确保|争取|预计|有望|实现|完成|全部|全面|正式|顺利|基本|整体|主体|同步|提前|如期|建设|已|已经|项目整体|全线|双线|正线|当天|当日|今天|昨天|上午|下午|晚间?|同日|近日|日前|当地时间|提|并|刚刚|也|都|均|计划于|预计于|的|可)+$")
_THEME = re.compile(
    r"(?:(?P<y1>20\d\d年?|今年)(?:全[市区县省州])?[^，。；“”\"\d]{0,16}?(?:作为|确定为|定为|确立为|明确为|设为|定位为|定名为?|命名为|叫作|叫做|叫|称为|称作|打造成|是|为)[^，。；“”\"]{0,10}?"
    r"|(?:部署|开展|启动|实施|推进|深化|打造|掀起|聚焦)(?:全[市区县省]|我[市区县省])?(?:开展|的)?)"
    r"[“\"「](?P<theme>[^“”\"」，。]{2,16}年)[”\"」](?!以来)"
)
_NO_SUBJECT = re.compile(r"[是在于为对向应赴同经按自从到与和及并将被把以由]|打下|奠定|形成|开拓|欢迎|[上下]午|一批|进一步|取得|实现|推动|促进|加快|确保|有效|我们|他们|记者|随着|通过|目前|以及")
_GATHERING = re.compile(r"(?:博览会|进博会|消博会|服贸会|广交会|交易会|展览会|洽谈会|论坛|峰会|运动会|锦标赛|文化节|旅游节|电影节)$")
_PAPER = re.compile(r"(?:方案|规划|政策|条例|办法|意见|规定|纲要|标准|清单|白皮书|目录|细则)》?$")


_INTRODUCED = re.compile(r"^(?:标志着|意味着|位于[^，。的]{2,12}的|由[^，。]{2,16}(?:建设|承建|投资|打造)的)")
_SAID_AS = re.compile(r"^.*(?:标志着|意味着|见证)(?:我国|中国|目前)?(?=[^，]{4,})|^.*(?:之一)?——(?=[^—]{3,}$)")
_MEANS = re.compile(r"^以[^，的]{1,10}为[^，的]{1,6}的")  # 以光缆为骨干的 | 通信网络
_COPULA = re.compile(r"^(?P<name>[^，。]{2,24}?)(?:则|也|就)?是(?!否)[^，。]{4,}$")
_WHERE = re.compile(r"(?<=[一-龥”）)]{2})(?:在|于|从|自)[^，。]{2,16}$")
_NOT_A_NAME = re.compile(r"达到|突破|(?:朝着|向着|围绕|为了|实现|推动|推进|提升|最[大高快长]|为目标|以|时间|建设|我们|人民|中央企业|单位|中国)$|[^，]以[^，]{1,6}为|更多|聚焦|(?:战略支点|开放(?:综合)?枢纽|物流贸易枢纽|高地|格局|局面|制度|机制)$|现代化强国|小康社会|社会主义国家")
_ORGANISATION = re.compile(r"(?:公司|集团|局|部|委|委员会|政府|医院|联合|银行|协会|大学|中心|厅|办)$")
_SUBJECTS = {"project": PROJECT, "paper": _PAPER, "gathering": _GATHERING}
_GOVERNS = frozenset(verb for verb, subject in MILESTONE_EVENTS.items() if subject in _SUBJECTS) | {"开行", "建成", "新开通", "投用", "成立", "设立", "组建"}


def _fits(event: str, subject: str) -> bool:
    """A weak event needs its own kind of subject: a plan is issued, a fair is held, a bridge is opened."""
    needed = _SUBJECTS.get(MILESTONE_EVENTS[event])
    return needed is None or bool(needed.search(subject))


_LONGEST = 400  # days: an event in a longer stretch of time is not dated


_EARLY_WORK = re.compile(r"(?:等?的?前期(?:工作)?|前期)$")  # 推进云岭风电项目前期，力争年内开工


def _project_in(clause: str) -> str | None:
    """The project that a clause opens with, else the last of the list that it gives."""
    return project_at(clause) or (project_at(clause.rpartition("、")[2]) if "、" in clause else None)


class _Projects:
    """The project that a block spoke of last: its sentences are read only where an event asks for it."""

    def __init__(self, view: str) -> None:
        self._view = view
        self._unread: list[tuple[int, int, list[DateExpression], bool]] = []  # spans with their dates; True for a whole sentence
        self._last: str | None = None

    def forget(self) -> None:
        """A new block begins."""
        self._unread.clear()
        self._last = None

    def passed(self, start: int, end: int, dates: list[DateExpression], whole: bool) -> None:
        """The walk has left a clause, or a whole sentence of them."""
        self._unread.append((start, end, dates, whole))

    def last(self) -> str | None:
        while self._unread:
            start, end, dates, whole = self._unread.pop()
            if whole:
                self._unread += ((a, b, dates, False) for a, b in _clauses(self._view, start, end, dates))
            elif name := _project_in(_EARLY_WORK.sub("", _undated(self._view[start:end], start, dates).rstrip("，,；;。：:"))):
                self._unread.clear()
                self._last = name
        return self._last


def milestones_of(doc: Document, stage: list[Scene], text: str) -> list[dict[str, Any]]:
    """Rows of ``MILESTONE``: an event with a subject and a date of its own sentence."""
    out: list[dict[str, Any]] = []
    projects = _Projects(doc.view)
    block = -1
    for scene in stage:
        if scene.block != block:
            block = scene.block
            projects.forget()
        if doc.layout.blocks[block].kind == "table":
            continue
        dates = [d for d in doc.usable_in(scene.start, scene.end) if _dates_an_event(d)]
        if dates and _EVENT_WORD.search(doc.view, scene.start, scene.end):
            out += _sentence(doc, scene, dates, text, projects)
        else:
            projects.passed(scene.start, scene.end, dates, True)
    return [m for m, after in pairwise([*out, None]) if m is not None and (after is None or not _repeats(m, after))]


_NEAR = 200  # characters between a headline and the sentence that tells it again


def _repeats(headline: dict[str, Any], row: dict[str, Any]) -> bool:
    """Whether the next row tells the same event again, as a story does after its headline."""
    a, b = headline["subject"], row["subject"]
    same = all(headline[k] == row[k] for k in ("event", "due_start", "due_end", "status")) and (a in b or b in a)
    return same and headline["sentence_start"] != row["sentence_start"] and row["span_start"] - headline["span_start"] < _NEAR


def _dates_an_event(d: DateExpression) -> bool:
    """A day, a month, a year or a deadline; not the years since a congress."""
    return d.date_end is not None and (d.date_start is None or (d.date_end - d.date_start).days <= _LONGEST)


def _sentence(doc: Document, scene: Scene, dates: list[DateExpression], text: str, projects: _Projects) -> list[dict[str, Any]]:
    """Rows of one sentence."""
    out: list[dict[str, Any]] = []
    for a, b in _clauses(doc.view, scene.start, scene.end, dates):
        event = _event(doc.view[a:b], a, dates)
        if event is not None and not unclosed(doc.view, scene.start, a + event.start(), "“”"):
            out += _clause(doc, scene, dates, text, (a, b), event, projects.last())
        projects.passed(a, b, dates, False)
    return out


def _clauses(view: str, start: int, end: int, dates: list[DateExpression]) -> list[tuple[int, int]]:
    """Clauses of a sentence; members of a list that have a date and an event each are clauses too."""
    breaks = [start, *(m.end() for m in _BREAK.finditer(view, start, end)), end]
    out: list[tuple[int, int]] = []
    for a, b in pairwise(breaks):
        cuts = [a]
        for m in _LIST.finditer(view, a, b) if dates else ():
            if _EVENT.search(view, cuts[-1], m.start()) and any(m.end() <= d.start < b for d in dates) and _EVENT.search(view, m.end(), b):
                cuts.append(m.end())
        out += pairwise([*cuts, b])
    return out


def _event(clause: str, at: int, dates: list[DateExpression]) -> re.Match[str] | None:
    """The first event that the clause itself tells, neither 投产的机组 nor a condition without a date (建成后)."""
    for m in _EVENT.finditer(clause):
        if _QUALIFIES.match(clause, m.end()):
            continue
        if _CONDITION.match(clause, m.end()) and not any(d.end <= at + m.start() <= d.end + 2 for d in dates):
            continue
        if m.group("event") in _STATES and _MORE.match(clause, m.end()):
            continue
        return m
    return None


def _undated(clause: str, offset: int, dates: list[DateExpression]) -> str:
    """The clause without its dates."""
    for d in reversed(dates):
        a, b = d.start - offset, d.end - offset
        if a >= 0 and b <= len(clause):
            clause = clause[:a] + clause[b:]
    return clause.replace("()", "").strip("<>/pbr ；")


def _clause(doc: Document, scene: Scene, dates: list[DateExpression], text: str, span: tuple[int, int], event: re.Match[str], running: str | None) -> list[dict[str, Any]]:
    """Rows of the event that one clause tells: one for each subject, none without a date or a subject that fits."""
    at, end = span[0] + event.start(), span[0] + event.end()
    day = _date_for(doc.view, dates, scene.start, *span, at)
    if day is None:
        return []
    subject = _subject(doc, event.string, event, span[0], dates) or running
    if WHOLE_PROJECT.match(subject or ""):
        subject = running or _look_back(doc.view, doc.layout.blocks[scene.block].start, span[0]) or subject
    if not subject or not _fits(event.group("event"), subject) or not _names_one(subject):
        return []
    due = in_year(day.date_start, day.date_end, day, doc, scene)
    status, rule = _status(doc, scene, at, due)
    place, source = (where := scene.where(at)).place, where.source
    names = subject.split("、")
    return [
        {
            "span_start": at, "span_end": end, "span_text": text[at:end], "sentence_start": scene.start, "sentence_end": scene.end,
            "section": scene.frame.path if scene.frame else None, "subject": as_printed(name, text, scene.start, scene.end),
            "event": event.group("event"), "due_start": due[0], "due_end": due[1], "status": status,
            "place_id": place.place_id if place else None, "place": place.name if place else None, "place_source": source if place else None,
            "confidence": 0.8 if PROJECT.search(name) else 0.6, "rule": f"milestone.event|{rule}",
        }
        for name in (names if all(len(n) >= 4 and PROJECT.search(n) for n in names) else [subject])
    ]  # fmt: skip


def _names_one(subject: str) -> bool:
    """Whether the words name one thing: neither a count of things, nor a clause, nor the country."""
    if "%" in subject or _NO_SUBJECT.match(subject) or _NOT_A_NAME.search(subject) or WHOLE_PROJECT.match(subject):
        return False
    if not 3 <= len(subject) <= 40 or counted(subject):
        return False
    titled = _GATHERING.search(subject) or _PAPER.search(subject) or "《" in subject
    return bool(titled) or not (is_clause(subject) or _only_places(subject))


def _only_places(words: str) -> bool:
    """福建省, 江西峡江: where it happens, not what."""
    places = gazetteer().find(words)
    return bool(places) and sum(len(m.text) for m in places) == len(words)


def _status(doc: Document, scene: Scene, at: int, due: tuple[date | None, date | None]) -> tuple[str, str]:
    """What is due later is a target; a past day is achieved, whatever section tells it."""
    status, _, rule = status_of(doc.view, scene, at, doc.kind)
    low, high = due
    ahead = high is not None and high > doc.issued_on
    if ahead and low is not None and low <= doc.issued_on and status == "achieved" and rule in ("status.cue", "status.done_behind", "status.plan_past"):
        return status, rule  # 今年，… 已开工
    if ahead:
        return "target", rule if status == "target" else "status.future"
    if low is not None:
        return "achieved", rule if status == "achieved" else "status.past"
    return (status, rule) if status in ("target", "achieved") else ("achieved", "status.past")


_OF_SENTENCE = 8  # characters from the start of a sentence: a time there is all of its clauses
_PARTED = re.compile("[；;]")


def _still_holds(view: str, d: DateExpression, start: int, at: int) -> bool:
    """力争年内开工；二期投产: past a semicolon a time holds only where it opens the sentence."""
    return d.start - start <= _OF_SENTENCE or _PARTED.search(view, d.end, at) is None


def _date_for(view: str, dates: list[DateExpression], start: int, a: int, b: int, at: int) -> DateExpression | None:
    """The date of the event's clause, else the last one before it in the sentence; a day wins over its year."""
    inside = [d for d in dates if a <= d.start < b]
    before = [d for d in dates if d.start < at]
    if not inside:
        return before[-1] if before and _still_holds(view, before[-1], start, at) else None
    found = inside[-1] if inside[-1].start < at else inside[0]
    days = [d for d in before if d.grain == "day" and found.grain == "year" and _contains(found, d)]
    return days[-1] if days else found


def _contains(year: DateExpression, day: DateExpression) -> bool:
    return year.date_start is not None and year.date_end is not None and day.date_end is not None and year.date_start <= day.date_end <= year.date_end


def _look_back(view: str, start: int, at: int) -> str | None:
    """The last project named before ``at`` in its paragraph, for 该项目 and 整个园区."""
    for clause in reversed(_BREAK.split(view[max(start, at - 300) : at])):
        if name := project_at(clause):
            return name
    return None


def _subject(doc: Document, clause: str, event: re.Match[str], offset: int, dates: list[DateExpression]) -> str | None:
    """What is built or opened: before the event, or behind it where the event governs it (建成X)."""
    before = clause[: event.start()]
    for d in reversed(dates):
        a, b = d.start - offset, d.end - offset
        if a >= 0 and b <= len(before):
            before = before[:a] + "，" + before[b:]
    told = [p for p in before.split("，") if p.strip()]
    told = [p for p in told if not p.lstrip().startswith(("从", "在", "于"))] or told
    pieces = [p for p in map(_cleaned, told) if p]
    behind = _object(clause[event.end() :])
    if pieces and behind and _ORGANISATION.search(pieces[-1]) and event.group("event") in _GOVERNS:
        return behind
    if pieces and (len(pieces[-1]) >= 3 or WHOLE_PROJECT.match(pieces[-1])):
        return pieces[-1]
    if behind:
        return behind
    return pieces[0] if pieces and len(pieces[0]) >= 3 else None


_CLOSED = re.compile("年[”\"」]")
_LONGEST_NAMING = 80  # characters from the year that is named to the end of its name
_ANY_YEAR = re.compile("(?:[过大新百千万一二两三四五六七八九十几每明去来半当全近前后周光童青少中老晚成早丰凶荒元]|最.{1,4})年$")  # 欢欢喜喜过大年
_ITS_YEAR = re.compile(r"^20\d\d年?")


def _named_years(view: str) -> Iterator[re.Match[str]]:
    """Matches of ``_THEME``, each looked for in the stretch before a closing mark only."""
    done = 0
    for closed in _CLOSED.finditer(view):
        if closed.end() > done and (m := _THEME.search(view, max(done, closed.end() - _LONGEST_NAMING), closed.end() + 2)):
            done = m.end()
            yield m


def _object(rest: str) -> str | None:
    """What the words behind an event name: 建成投用 | 白洋长江大桥; None where they go on with it (开通 | 投入运营)."""
    clause = re.split(r"[，。；]", rest)[0].strip()
    words = clause.split("、")[0]
    words = words if len(words) > 2 else clause  # 建成 | 雄商、济滨高铁
    if _EVENT.match(words) or words.startswith(("的", "以来", "后", "前", "并", "和", "至", "到", "在", "仪式", "条件")):
        return None
    words = _plain(tidy(words.lstrip("了")))
    return words if len(words) >= 3 else None


def _cleaned(piece: str) -> str:
    """The name in one piece of a clause: lead-ins, modal words, where it happens and what it is called besides off."""
    words = _MODAL_TAIL.sub("", piece.strip("<>/pbrstong ；"))
    words = _WHERE.sub("", _MEANS.sub("", _SAID_AS.sub("", words)))
    words = _MODAL_TAIL.sub("", words)
    if m := _COPULA.match(words):
        words = m.group("name")
    head, _, name = words.rpartition("的")
    if head and _HAS_DIGIT.search(head) and PROJECT.search(name) and len(name) >= 3:
        words = name  # 全长26公里的 | 云岭隧道
    words = tidy(strip_lead(_INTRODUCED.sub("", words)))
    return words if WHOLE_PROJECT.match(words) else _plain(words)


def _plain(words: str) -> str:
    """Of words that end as a project does its name, '' where they are none; other words without adverbs at their end."""
    if PROJECT.search(words):
        return plain_name(words) or ""
    cut = rjieba.cut(words)
    while len(cut) > 1 and cut[-1] in adverbs():
        cut = cut[:-1]
    return "".join(cut)


def annual_themes_of(doc: Document, stage: list[Scene], text: str) -> list[dict[str, Any]]:
    """Rows of ``ANNUAL_THEME``: a place gives a year a name (把2023年确定为“突破提升年”)."""
    out: list[dict[str, Any]] = []
    at = 0
    for m in _named_years(doc.view):
        while at + 1 < len(stage) and stage[at].end <= m.start():
            at += 1
        name = _ITS_YEAR.sub("", m.group("theme"))
        if _ANY_YEAR.search(name) or len(name) < 3:
            continue
        start, end = m.end("theme") - len(name), m.end("theme")
        printed = (m.group("y1") or "")[:4]
        where = stage[at].where(m.start()) if stage else None
        place, source = (where.place, where.source) if where else (None, None)
        named = [p for n in doc.places_in(m.start(), start) if (p := doc.gazetteer.resolve(n, [], doc.home, doc.issued_on)) is not None]
        whose = doc.gazetteer.find(name)
        if whose and whose[0].start == 0 and whose[0].candidates[0].level == "foreign":
            place, source = whose[0].candidates[0], "sentence"  # 尼泊尔旅游年, wherever it is spoken of
        elif named:
            place, source = named[-1], "sentence"
        span = text[start:end]
        out.append({
            "span_start": start, "span_end": end, "span_text": span, "theme": span,
            "year": int(printed) if printed.isdigit() else _year_told(doc, stage[at], start),
            "place_id": place.place_id if place else None, "place": place.name if place else None,
            "place_source": source if place else None, "confidence": 0.9 if printed.isdigit() else 0.75, "rule": "theme.named_year",
        })  # fmt: skip
    return out


def _year_told(doc: Document, scene: Scene, at: int) -> int:
    """The year that a campaign is for where its name has none: that of the last date before it in its sentence, else of its section."""
    for d in reversed(doc.dates_in(scene.start, at)):
        if d.date_start is not None and d.date_end is not None and d.date_start.year == d.date_end.year:
            return d.date_end.year
    return scene.year or doc.issued_on.year

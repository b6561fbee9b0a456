"""Dated events of projects, and names that places give to a year (semantics.md, sections 3 and 4)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pipelines.extract.actions import MILESTONE_EVENTS
from pipelines.extract.context import Document, Scene, in_year, status_of
from pipelines.extract.dates import DateExpression
from pipelines.extract.phrases import as_printed, strip_lead, tidy, unclosed
from pipelines.extract.projects import COUNTED, PROJECT, WHOLE_PROJECT, project_at
from pipelines.extract.tries import trie_pattern

_EVENT = re.compile(rf"(?P<event>{trie_pattern(MILESTONE_EVENTS)})(?<!外交工)(?<!召开工)(?![作者业额率量费权局型性员院所厅司项目计划条件仪式手续证率面区]|[一-龥]{{0,3}}[\d])")
_BREAK = re.compile(r"[，,；;：:。！？!?\n]")
_MODAL_TAIL = re.compile(r"(?:将于|将在|于|将|要|拟|计划|力争|确保|争取|预计|有望|实现|完成|全部|全面|正式|顺利|基本|整体|主体|同步|提前|如期|建设|已|已经|项目整体|的|可)+$")
_THEME = re.compile(
    r"(?:(?P<y1>20\d\d年?|今年)(?:全[市区县省州])?[^，。；“”\"\d]{0,16}?(?:作为|确定为|定为|确立为|明确为|设为|定位为|定名为?|命名为|叫作|叫做|叫|称为|称作|打造成|是|为)[^，。；“”\"]{0,10}?"
    r"|(?:部署|开展|启动|实施|推进|深化|打造|掀起|聚焦)(?:全[市区县省]|我[市区县省])?(?:开展|的)?)"
    r"[“\"「](?P<theme>[^“”\"」，。]{2,16}年)[”\"」](?!以来)"
)
_NO_SUBJECT = re.compile(r"[在于为对向应赴同经按自从到与和及并将被把以由]|打下|奠定|形成|开拓|欢迎|[上下]午|一批|进一步|取得|实现|推动|促进|加快|确保|有效|我们|他们|记者|随着|通过|目前|以及")
_GATHERING = re.compile(r"(?:博览会|进博会|消博会|服贸会|广交会|交易会|展览会|洽谈会|论坛|峰会|运动会|锦标赛|文化节|旅游节|电影节)$")
_PAPER = re.compile(r"(?:方案|规划|政策|条例|办法|意见|规定|纲要|标准|清单|白皮书|目录|细则)》?$")


_INTRODUCED = re.compile(r"^(?:标志着|意味着|位于[^，。的]{2,12}的|由[^，。]{2,16}(?:建设|承建|投资|打造)的)")
_ORGANISATION = re.compile(r"(?:公司|集团|局|部|委|委员会|政府|医院|联合|银行|协会|大学|中心|厅|办)$")
_SUBJECTS = {"project": PROJECT, "paper": _PAPER, "gathering": _GATHERING}
_GOVERNS = frozenset(verb for verb, subject in MILESTONE_EVENTS.items() if subject in _SUBJECTS) | {"开行", "建成", "新开通", "投用"}


def _fits(event: str, subject: str) -> bool:
    """A weak event needs its own kind of subject: a plan is issued, a fair is held, a bridge is opened."""
    needed = _SUBJECTS.get(MILESTONE_EVENTS[event])
    return needed is None or bool(needed.search(subject))


def milestones_of(doc: Document, stage: list[Scene], text: str) -> list[dict[str, Any]]:
    """Rows of ``MILESTONE``: an event with a subject and a date of its own sentence."""
    out: list[dict[str, Any]] = []
    running: str | None = None
    block = -1
    for scene in stage:
        if scene.block != block:
            block, running = scene.block, None
        if doc.layout.blocks[scene.block].kind == "table":
            continue
        dates = doc.usable_in(scene.start, scene.end)
        if dates:
            found, running = _sentence(doc, scene, dates, text, running)
            out += found
    return out


def _sentence(doc: Document, scene: Scene, dates: list[DateExpression], text: str, running: str | None) -> tuple[list[dict[str, Any]], str | None]:
    """Rows of one sentence, and the project that it spoke of last."""
    breaks = [scene.start, *(m.end() for m in _BREAK.finditer(doc.view, scene.start, scene.end)), scene.end]
    out: list[dict[str, Any]] = []
    for a, b in pairwise(breaks):
        clause = doc.view[a:b]
        event = _EVENT.search(clause)
        if event is not None and not unclosed(doc.view, scene.start, a + event.start(), "“”"):
            out += _clause(doc, scene, dates, text, (a, b), event, running)
        running = project_at(clause) or running
    return out, running


def _clause(doc: Document, scene: Scene, dates: list[DateExpression], text: str, span: tuple[int, int], event: re.Match[str], running: str | None) -> list[dict[str, Any]]:
    """Rows of the event that one clause tells: one for each subject, none without a date or a subject that fits."""
    at, end = span[0] + event.start(), span[0] + event.end()
    day = _date_for(dates, *span, at)
    if day is None:
        return []
    subject = _subject(doc, event.string, event, span[0], dates) or running
    if WHOLE_PROJECT.match(subject or ""):
        subject = running or _look_back(doc.view, doc.layout.blocks[scene.block].start, span[0]) or subject
    if not subject or not _fits(event.group("event"), subject):
        return []
    if _NO_SUBJECT.match(subject) or COUNTED.search(subject) or not 3 <= len(subject) <= 40 or WHOLE_PROJECT.match(subject):
        return []
    status, _, rule = status_of(doc.view, scene, at, doc.kind)
    ahead = day.date_end is not None and day.date_end > doc.issued_on
    if status in ("", "stated"):
        status = "target" if ahead else "achieved"
    elif status == "achieved" and ahead:
        status, rule = "target", "status.future"
    due = in_year(day.date_start, day.date_end, day, doc, scene)
    place, source = (where := scene.where(at)).place, where.source
    names = subject.split("、")
    return [
        {
            "span_start": at, "span_end": end, "span_text": text[at:end], "sentence_start": scene.start, "sentence_end": scene.end,
            "section": scene.frame.path if scene.frame else None, "subject": as_printed(name, text[scene.start : scene.end]),
            "event": event.group("event"), "due_start": due[0], "due_end": due[1], "status": status,
            "place_id": place.place_id if place else None, "place": place.name if place else None, "place_source": source if place else None,
            "confidence": 0.8 if PROJECT.search(name) else 0.6, "rule": f"milestone.event|{rule}",
        }
        for name in (names if all(len(n) >= 4 for n in names) else [subject])
    ]  # fmt: skip


def _date_for(dates: list[DateExpression], a: int, b: int, at: int) -> DateExpression | None:
    """The date of the event's clause, else the last one before it in the sentence."""
    inside = [d for d in dates if a <= d.start < b and d.date_end is not None]
    if inside:
        return inside[-1] if inside[-1].start < at else inside[0]
    before = [d for d in dates if d.start < a and d.date_end is not None]
    return before[-1] if before else None


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
    pieces = [_MODAL_TAIL.sub("", p.strip()) for p in before.split("，")]
    pieces = [p for p in (tidy(strip_lead(_INTRODUCED.sub("", p))) for p in pieces) if p]
    if pieces and _ORGANISATION.search(pieces[-1]) and event.group("event") in _GOVERNS:
        pieces = []
    if pieces and (len(pieces[-1]) >= 3 or WHOLE_PROJECT.match(pieces[-1])):
        return pieces[-1]
    behind = re.split(r"[，。；、]", clause[event.end() :])[0].strip()
    behind = tidy(behind.lstrip("了"))
    if len(behind) >= 3 and not behind.startswith(("的", "以来", "后", "前", "并", "和")):
        return behind
    return pieces[0] if pieces and len(pieces[0]) >= 3 else None


_CLOSED = re.compile("年[”\"」]")
_LONGEST_NAMING = 80  # characters from the year that is named to the end of its name


def _named_years(view: str) -> Iterator[re.Match[str]]:
    """Matches of ``_THEME``, each looked for in the stretch before a closing mark only."""
    done = 0
    for closed in _CLOSED.finditer(view):
        if closed.end() > done and (m := _THEME.search(view, max(done, closed.end() - _LONGEST_NAMING), closed.end() + 2)):
            done = m.end()
            yield m


def annual_themes_of(doc: Document, stage: list[Scene], text: str) -> list[dict[str, Any]]:
    """Rows of ``ANNUAL_THEME``: a place gives a year a name (把2023年确定为“突破提升年”)."""
    out: list[dict[str, Any]] = []
    at = 0
    for m in _named_years(doc.view):
        while at + 1 < len(stage) and stage[at].end <= m.start():
            at += 1
        year = (m.group("y1") or "")[:4]
        where = stage[at].where(m.start()) if stage else None
        place, source = (where.place, where.source) if where else (None, None)
        named = [p for n in doc.places_in(m.start(), m.start("theme")) if (p := doc.gazetteer.resolve(n, [], doc.home, doc.issued_on)) is not None]
        if named:
            place, source = named[-1], "sentence"
        span = text[m.start("theme") : m.end("theme")]
        out.append({
            "span_start": m.start("theme"), "span_end": m.end("theme"), "span_text": span, "theme": span,
            "year": int(year) if year.isdigit() else doc.issued_on.year,
            "place_id": place.place_id if place else None, "place": place.name if place else None,
            "place_source": source if place else None, "confidence": 0.9 if year else 0.75, "rule": "theme.named_year",
        })  # fmt: skip
    return out

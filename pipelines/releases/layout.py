"""The shape of a text: its blocks, the sections that headings open, and its sentences.

Belongs here: what lines, marks and punctuation tell. Not here: what the words mean, and any change to the text.
A line is read once, lines are joined to groups (a PDF breaks sentences), a group becomes one block.

What callers may rely on:

* every character that is neither white space nor zero-width lies in exactly one block;
* masthead and residue have no sentences, every other block is covered by its sentences;
* a page number between two halves of a broken sentence stays *inside* that paragraph and that sentence, so that
  blocks do not overlap: ``PAGE_LINE`` finds it there;
* ``；`` never ends a sentence, the end of a block always does; a table has one sentence a row.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from pipelines.lexicon.read import rows as lexicon_rows
from pipelines.releases.model import Block, BlockKind, Layout, Section, Sentence

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff\u00ad\u200e\u200f"
BLANK = "".join(chr(c) for c in range(0x3001) if chr(c).isspace()) + ZERO_WIDTH

PAGE_LINE = re.compile(  # a bare number only with a wide margin: else it may be a cell
    r"(?m)^[^\S\n]*+(?:[-—–－―_]{1,3}[^\S\n]{0,4}\d{1,4}[^\S\n]{0,4}[-—–－―_]{1,3}"
    r"|第[^\S\n]{0,4}\d{1,4}[^\S\n]{0,4}页(?:[^\S\n]{0,4}[,，/]?[^\S\n]{0,4}共[^\S\n]{0,4}\d{1,4}[^\S\n]{0,4}页)?"
    r"|\d{1,4}[^\S\n]{0,4}/[^\S\n]{0,4}\d{1,4}|(?<=[^\S\n]{9})\d{1,4})[^\S\n]*$"
)
_PAGE = re.compile(
    r"[-—–－―_]{1,3}\s{0,4}\d{1,4}\s{0,4}[-—–－―_]{1,3}|\d{1,4}\s{0,4}/\s{0,4}\d{1,4}"
    r"|第\s{0,4}\d{1,4}\s{0,4}页(?:\s{0,4}[,，/]?\s{0,4}共\s{0,4}\d{1,4}\s{0,4}页)?"
    r"|\S{1,12}(?: {2,}\| {2,})\d{1,4}"
)
_NUMBER = re.compile(
    r"[-+−－#]?[\d０-９][\d０-９.,，．:：]{0,20}\s{0,2}[%％‰]?|[-—–－/…]{1,2}|[（(]?[-+−]?\d[\d.,]{0,15}[)）]"
)
_INTEGER = re.compile(r"\d{1,4}")
_GAP = re.compile(r"(?:[^\S\n]{2,}|\t)(?=\S)")
_CN = "一二三四五六七八九十百"
# rank: how deep a mark stands among the marks, whatever the text around it; the order of alternatives matters
_MARK = re.compile(
    rf"(?P<md>\#{{1,6}}(?=[^#\d])[ \t\u3000]{{0,3}})?(?:"
    rf"(?P<chapter>第[{_CN}零〇\d]{{1,5}}(?:章|编|篇|部分))(?=[\s：:、]|[^\s的])"
    rf"|(?P<part>第[{_CN}零〇\d]{{1,5}}节)(?=[\s：:、])"
    rf"|(?P<cn>[{_CN}]{{1,3}}\s?[、．.])"
    rf"|(?P<pcn>[（(〔]\s?[{_CN}]{{1,3}}\s?[）)〕])"
    rf"|(?P<num>[\d０-９]{{1,3}}(?:[、．]|\.(?![\d０-９]))(?![\d０-９]))"
    rf"|(?P<pnum>[（(][\d０-９]{{1,3}}[）)])"
    rf"|(?P<circled>[①-⑳])"
    rf"|(?P<bullet>◆|【(?=[^】]{{2,20}}】$)))?"
)
_RANK = {"chapter": 10, "part": 11, "cn": 12, "pcn": 13, "num": 14, "pnum": 15, "circled": 16, "bullet": 17}
_LEVEL = {"chapter": 1, "part": 2, "cn": 1, "pcn": 2, "num": 3, "pnum": 3, "circled": 3, "bullet": 0}
_BARE_RANK, _PLAIN = 18, 7
_BOLD_RANK = 6 * 32 + 12  # as deep as the deepest Markdown heading
_MARK_FIRST = frozenset("#第（(〔0123456789０１２３４５６７８９①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳◆【" + _CN)
_ITEM_FIRST = frozenset("—–―-•●○◇■□▲★·*☆►▶")
_SPECIAL_FIRST = (
    _MARK_FIRST | _ITEM_FIRST | frozenset("|<[■图表□上下左右") | {chr(c) for c in range(0xE000, 0xF900)}
)
_TEXT = ("text", 0, 0)
_ITEM = re.compile(r"[—–―]{1,2}|-{2}|[•●○◇▲★☆►▶·]|[-*][ \t]|[\ue000-\uf8ff]\s")
_CAPTION = re.compile(
    r"■|[图表]\s?\d{1,3}(?:[-—.]\d{1,3})?(?![\d年月、，,和至]).{0,60}$|[上下左右]?图(?:为|片说明|片来源)?[：:]|.{2,60}[ 　]摄[）)]?$"
)
_BYLINE = re.compile(
    r"□|.{0,12}[〔\[（(]\d{4}[〕\]）)]\s?\d{1,5}\s?号$|[-—―–－]{0,4}\s{0,4}[（(]?\s?\d{4}\s{0,2}年\s{0,2}\d{1,2}\s{0,2}月\s{0,2}\d{1,2}\s{0,2}日.{0,60}(?:会议|大会|全会|全体会议).{0,20}$"
    r"|[-—―–－]{1,4}.{2,60}(?:会议|大会|全会)上?[）)]?$"
    r"|[（(]?\s?[\d〇○一二三四五六七八九十]{2,4}\s{0,2}年\s{0,2}[\d一二三四五六七八九十]{1,3}\s{0,2}月(?:\s{0,2}[\d一二三四五六七八九十]{1,3}\s{0,2}日)?\s?[）)]?$"
    r"|(?:本报|新华社|.{2,20}?)(?:记者|通讯员)[ 　].{1,30}$"
    r"|.{0,20}?(?:省长|市长|区长|县长|州长|盟长|主席|厅长|局长|主任|总理)[ 　]{1,4}[^\s：。，]{1,3}[ 　]{0,4}[^\s：。，]{1,12}$"
)
REPORT_NOUNS = (  # what a document is called, at the end of its title
    r"报\s{0,4}告|公\s?报|方案|意见|通知|决议|决定|办法|规划|纲要|指南|措施|细则|规范|条例|计划|公告|通告|说明|要点"
)
_TITLE_END = re.compile(
    rf"(?:{REPORT_NOUNS}|讲话|草案)"
    r"(?:\s{0,4}[（(\[［【][^（(）)\]］】]{1,12}[）)\]］】]){0,2}$"
)
_BODY = re.compile(
    r"(?:各位|同志们|女士们|现在[，,])|.{2,8}(?:消息|讯|电)(?:[（(].{2,20}[）)])?[：:]|.{2,200}(?:如下|通知)[：:]$"
)
_QUANTITY = re.compile(
    r"[0-9０-９][0-9０-９.．,]{0,15}\s{0,2}[%％‰亿万千百元个项家户人公吨亩平倍米度次所座条件名处]"
)
_END = re.compile(r"[。！？｡][”’」』）)】》〉\"']*$|[!?；;：:…][”’」』）)】》\"']*$|</p>$|\.$")
_SENTENCE = re.compile(  # one class comes first: the engine skips to it
    r"[。！？｡!?](?<![。！？｡!?].)(?:(?<=[。！？｡])|(?![A-Za-z0-9=&/.%#_-]))[。！？｡!?]*+[”’」』）)】》〉\"'］\]]*+(?![、，；：,的])"
)
_STOPS = frozenset("。！？｡!?；;：:…”’」』）)】》〉\"'>.")
_WORD = re.compile(f"[^{re.escape(BLANK)}]")
_PARAGRAPH_TAG = re.compile(r"(?<=</p>)(?=<p)")
_BOLD_LINE = re.compile(r"<p[^<>]{0,60}><strong>[^<>。；]{4,60}</strong>(?:<br ?/?>|\s)*</p>$")  # the title of one story among several
_INDENT = re.compile(r"[\u3000\u2003]{2,}+")
_OPENING, _CLOSING = "（(“‘《〈「『【〔、，,/", ".，,。；;：:、！!？?）)”’》〉」』】〕%％"


class _Line(NamedTuple):
    """A line that is not blank: its words' span, the blank lines before it, its indent, its role, its mark."""

    start: int
    end: int
    gap: int
    indent: int
    role: str  # text short mark item caption row number page furniture masthead byline; of tables: table word_cell number_cell
    rank: int = 0
    level: int = 0


class _Group(NamedTuple):
    """Lines joined to what will be one block."""

    first: int
    last: int
    start: int
    end: int
    role: str
    rank: int
    level: int


def layout(text: str, title: str | None = None) -> Layout:
    """Blocks, sections and sentences of ``text``; ``title`` (from the metadata) helps to find the title line.

    Pure and deterministic, linear in the text. Offsets are code points into ``text``. Never raises.
    """
    lines = _tables(text, _single_spaced(text, _read(text)))
    groups = _groups(text, lines)
    kinds = _kinds(text, groups, title)
    headings = _headings(text, groups, kinds)
    sections, owner = _sections(groups, headings)
    blocks = tuple(Block(kind, g.start, g.end, s) for g, kind, s in zip(groups, kinds, owner, strict=True))
    sentences: list[Sentence] = []
    for index, (block, group) in enumerate(zip(blocks, groups, strict=True)):
        if block.kind == "table":
            sentences += _rows(lines[group.first : group.last + 1], index)
        elif block.kind not in ("masthead", "residue"):
            _cut(text, block.start, block.end, index, sentences)
    return Layout(blocks, sections, tuple(sentences))


# --- lines ---------------------------------------------------------------------------------------


def _spans(text: str) -> Iterator[tuple[int, str]]:
    """Start and text of raw lines; a paragraph that only its indent of two wide spaces sets off counts as a line."""
    at = 0
    for raw in text.splitlines(keepends=True):
        end = at + len(raw)
        if "</p><p" in raw:  # a page's paragraphs on one line
            for part in _PARAGRAPH_TAG.split(raw):
                yield at, part
                at += len(part)
        elif ("\u3000\u3000" in raw or "\u2003\u2003" in raw) and not raw.isspace():
            begin = at
            runs = raw.count("\u3000\u3000") + raw.count("\u2003\u2003")
            always = len(raw) > 400 or ("。" in raw and runs > 2)
            for found in _INDENT.finditer(text, at, end):
                if _breaks(text, begin, found.start(), found.end(), end, always):
                    yield begin, text[begin : found.start()]
                    begin = found.start()
            yield begin, text[begin:end]
        else:
            yield at, raw
        at = end


def _breaks(text: str, begin: int, start: int, after: int, end: int, always: bool) -> bool:
    """Does the run of wide spaces at ``start`` begin a new paragraph within its line?"""
    before = text[max(begin, start - 4) : start].strip(BLANK)
    if not before or after >= end or text[after] in "\r\n":
        return False
    mark = _MARK.match(text, after, min(end, after + 12)) if text[after] in _MARK_FIRST else None
    numbered = mark is not None and mark.lastgroup not in (None, "md")
    return always or before[-1] in "。！？；：:”）" or numbered or text[after] == "第"


def _read(text: str) -> list[_Line]:
    """Every line that is not blank, with the role it has by itself."""
    lines: list[_Line] = []
    gap = 0
    for begin, raw in _spans(text):
        words = raw.strip(BLANK)
        if not words:
            gap += 1
            continue
        indent = raw.index(words[0])  # the first character that is not blank is the first of its kind
        if len(words) > 160 and words[0] not in _SPECIAL_FIRST and "\t" not in words and "    " not in words:
            found = _TEXT  # most lines of most reports: spare them the patterns
        else:
            found = _role(words)
        if "\f" in raw[:indent]:
            gap += 2
        lines.append(_Line(begin + indent, begin + indent + len(words), gap, indent, *found))
        gap = 0
    return lines


def _single_spaced(text: str, lines: list[_Line]) -> list[_Line]:
    """Lines of a page printed double-spaced, with the blank line between its lines taken off their gaps.

    A page is double-spaced where most lines follow a blank one although the line before breaks off within a sentence.
    """
    out = list(lines)
    for at in range(0, len(lines), _PAGE_LINES):
        page = range(max(at, 1), min(at + _PAGE_LINES, len(lines)))
        broken = [i for i in page if _breaks_off(text, lines[i - 1])]
        long = sum(1 for i in page if lines[i].end - lines[i].start >= 16)
        if len(broken) >= max(4, long // 4) and 10 * sum(lines[i].gap == 1 for i in broken) >= 6 * len(broken):
            for i in page:
                out[i] = lines[i]._replace(gap=max(0, lines[i].gap - 1))
    return out


def _breaks_off(text: str, line: _Line) -> bool:
    """Does a line of running text end within a sentence?"""
    words = text[line.start : line.end]
    return line.role in ("text", "short") and len(words) >= 16 and ("，" in words or "。" in words) and not _ended(text, line)


def _role(words: str) -> tuple[str, int, int]:
    """Role, rank and level of a line by itself (rank and level only of numbered or Markdown lines)."""
    first, size = words[0], len(words)
    if first == "<" and size <= 160 and _BOLD_LINE.match(words):
        return "mark", _BOLD_RANK, 6
    if size <= 160:
        sentence = "。" in words  # neither furniture nor a byline
        role = None if sentence or (size > 120 and first not in "<[.") else furniture(words)
        if role:
            return role, 0, 0
        if ("  " in words or "\t" in words or "\u3000" in words or first == "|") and _is_row(words):
            return "row", 0, 0
        if _CAPTION.match(words):
            return "caption", 0, 0
        if size <= 80 and not sentence and _BYLINE.match(words):
            return "byline", 0, 0
    elif (first == "|" or "\t" in words or "    " in words[:400]) and _is_row(words):
        return "row", 0, 0
    if first in _MARK_FIRST:
        found = _mark(words)
        if found:
            return "mark", *found
    if (first in _ITEM_FIRST or "\ue000" <= first <= "\uf8ff") and _ITEM.match(words):
        return "item", 0, 0
    return ("short" if size <= 40 and not (words[-1] in _STOPS and _END.search(words[-4:])) else "text"), 0, 0


def _mark(words: str) -> tuple[int, int] | None:
    """(rank, level) of a line that a number or Markdown marks as a heading or an item."""
    found = _MARK.match(words)
    if found is None or not found.end() or found.end() >= len(words):
        return None
    depth = len(found["md"].strip()) if found["md"] else 0
    style = next((name for name in _RANK if found[name]), None)
    rank = (depth or _PLAIN) * 32 + (_RANK[style] if style else 12)
    return rank, depth or _LEVEL[style or "cn"]


@cache
def _words() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Patterns of residue and of masthead lines, from the lexicon ``page_furniture.csv``."""
    rows = lexicon_rows("page_furniture.csv")
    residue, masthead = (
        "|".join(r["pattern"] for r in rows if r["kind"] == kind) for kind in ("residue", "masthead")
    )
    return re.compile(residue), re.compile(masthead)


def furniture(line: str) -> str | None:
    """What belongs to the page and not to the text: its role (page, number, furniture, masthead), else None.

    These are page numbers, bare numbers, buttons, credits; ``line`` is without blanks around it.
    """
    residue, masthead = _words()
    if _NUMBER.fullmatch(line):
        return "page" if _PAGE.fullmatch(line) else "number"
    if _PAGE.fullmatch(line):
        return "page"
    if residue.fullmatch(line):
        return "furniture"
    return "masthead" if masthead.fullmatch(line) else None


def _is_row(words: str) -> bool:
    """Cells set apart by tabs, pipes or runs of spaces, with a number or many cells, and no sentence."""
    if "。" in words:
        return False
    if words[0] == "|":
        return words.count("|") >= 3
    cells = _GAP.split(words)
    if len(cells) == 1 or (len(words) > 60 * len(cells)):
        return False
    numbers = sum(1 for cell in cells if _NUMBER.fullmatch(cell.strip(BLANK)))
    return numbers >= 1 or (len(cells) >= 4 and any(len(cell) > 1 for cell in cells))


# --- tables --------------------------------------------------------------------------------------


def _tables(text: str, lines: list[_Line]) -> list[_Line]:
    """Settle bare numbers: cells of a table that stand one a line, page numbers, or words of the text."""
    out = list(lines)
    at = 0
    while at < len(out):
        stop = at
        while stop < len(out) and _is_cell(out, stop):
            stop += 1
        if stop > at:
            _settle(text, out, at, stop)
        at = max(stop, at + 1)
    return out


def _is_cell(lines: list[_Line], at: int) -> bool:
    """May the line be a cell of a table that has one cell a line?"""
    line = lines[at]
    if line.role in ("number", "row", "page"):
        return True
    if line.role == "mark":  # 一、税收收入 before its number
        after = lines[at + 1 : at + 3]
        if after and after[0].role == "short" and after[0].end - after[0].start <= 6:
            after = after[1:]  # the unit
        number = bool(after) and after[0].gap <= 1 and after[0].role in ("number", "row")
        return number and line.end - line.start <= 26
    return line.role == "short" and line.end - line.start <= 26


_CELL = {"row": "table", "number": "number_cell"}
_TABLE = frozenset(("table", "word_cell", "number_cell"))


def _settle(text: str, lines: list[_Line], start: int, stop: int) -> None:
    """Roles of a run of cells: a table where numbers are many, else page numbers and words."""
    numbers = [i for i in range(start, stop) if lines[i].role == "number"]
    rows = [i for i in range(start, stop) if lines[i].role == "row"]
    if (len(numbers) >= 3 and 5 * len(numbers) >= stop - start) or (numbers and rows):
        first, last = min(numbers + rows), max(numbers + rows)
        stop = first
        while first > max(start, stop - 6) and lines[first].gap <= 1 and lines[first - 1].role == "short":
            first -= 1
        for i in range(first, last + 1):
            if lines[i].role != "page":
                lines[i] = lines[i]._replace(role=_CELL.get(lines[i].role, "word_cell"))
        return
    for i in rows:
        lines[i] = lines[i]._replace(role="table")
    for i in numbers:
        lines[i] = lines[i]._replace(role="page" if _is_page(text, lines, i) else "short")


def _is_page(text: str, lines: list[_Line], at: int) -> bool:
    """A bare number is a page number where blank lines, a page break or a wide margin set it apart."""
    line = lines[at]
    if not _INTEGER.fullmatch(text, line.start, line.end):
        return False
    ends = at + 1 == len(lines) or lines[at + 1].gap > 0
    return (ends and (line.gap > 0 or at == 0 or line.indent > 8)) or at + 1 == len(lines) or line.indent > 20


# --- groups --------------------------------------------------------------------------------------


def _width(text: str, line: _Line) -> int:
    """Columns up to the line's right edge: a Chinese character takes two."""
    words = text[line.start : line.end]
    return line.indent + (len(words.encode("utf-8", "surrogatepass")) + len(words)) // 2


BLANK_LINES = -1
_PAGE_LINES = 80  # lines that are looked at together: bodies and annexed tables of one file have other widths


def _wrapped(text: str, lines: list[_Line]) -> list[int]:
    """For each stretch of lines the text width in columns where line breaks are the page's, 0 where the paragraphs'."""
    return [_measure(text, lines[at : at + _PAGE_LINES]) for at in range(0, len(lines), _PAGE_LINES)]


def _measure(text: str, lines: list[_Line]) -> int:
    """The width that most lines share which end within a sentence; 0 where such are few or of many widths.

    ``BLANK_LINES`` where paragraphs are set apart by blank lines: every other line break is an accident.
    """
    long = [
        line
        for line in lines
        if line.end - line.start >= 16 and line.role in ("text", "mark", "item", "short")
    ]
    apart = sum(1 for line in long if line.gap)
    if len(long) >= 4 and 10 * apart >= 7 * len(long):
        return BLANK_LINES
    broken = [line for line in long if not _ended(text, line)]
    if len(broken) < 3 or 10 * len(broken) < 4 * len(long):
        return 0
    widths = sorted(_width(text, line) for line in broken if line.end - line.start < 130)
    if 2 * len(widths) < len(broken):
        return 0
    middle = widths[len(widths) // 2]
    alike = sum(1 for width in widths if 5 * abs(width - middle) <= middle)
    return middle if 10 * alike >= 6 * len(broken) else 0


def _ended(text: str, line: _Line) -> bool:
    """Does the line end with a sentence, a clause or a colon?"""
    last = text[line.end - 1]
    if last in "。！？；：":
        return True
    return last in _STOPS and _END.search(text, max(line.start, line.end - 4), line.end) is not None


def _groups(text: str, lines: list[_Line]) -> list[_Group]:
    """Join lines to blocks: broken sentences, rows of one table."""
    widths = _wrapped(text, lines)
    groups: list[_Group] = []
    at = 0
    while at < len(lines):
        last = at
        while (
            not _closed(text, lines, last)
            and (after := _next(text, lines, last, widths[last // _PAGE_LINES])) is not None
        ):
            last = after
        line = lines[at]
        role = "text" if last > at and line.role in ("short", "text", "page") else line.role
        groups.append(_Group(at, last, line.start, lines[last].end, role, line.rank, line.level))
        at = last + 1
    return groups


_ALONE = _TABLE | {"furniture", "masthead", "caption", "item", "page"}


def _closed(text: str, lines: list[_Line], at: int) -> bool:
    """Quickly: the line ends a sentence and the next one opens one, as nearly all do."""
    if at + 1 == len(lines):
        return True
    return (
        lines[at].role == "text"
        and text[lines[at].end - 1] in "。！？"
        and text[lines[at + 1].start] not in _CLOSING
    )


def _next(text: str, lines: list[_Line], at: int, width: int) -> int | None:
    """The line that goes on with the sentence or table of line ``at`` (page numbers between are skipped)."""
    line = lines[at]
    if line.role in _TABLE or line.role in ("furniture", "masthead", "byline", "page", "caption"):
        follows = line.role in _TABLE and at + 1 < len(lines) and lines[at + 1].role in _TABLE
        return at + 1 if follows else None
    after, pages = at + 1, 0
    while after < len(lines) and after - at <= 3 and lines[after].role == "page":
        after, pages = after + 1, 1
    if after >= len(lines) or lines[after].role in _ALONE:
        return None
    return after if _goes_on(text, lines, at, after, pages, width) else None


def _goes_on(text: str, lines: list[_Line], at: int, after: int, pages: int, width: int) -> bool:
    """Does line ``after`` continue the sentence that line ``at`` leaves open?"""
    line, other = lines[at], lines[after]
    tail, head = text[line.end - 1], text[other.start]
    near = other.gap == 0 and not pages
    if head in _CLOSING and other.gap <= 1 and (head not in "”’）)》」』】〕" or tail not in "。！？"):
        return True
    if _ended(text, line) and tail not in "；;：:":
        return False
    if other.role == "mark":
        return near and tail in "（(“《、，," and other.rank // 32 == _PLAIN
    if near and ((tail.isdigit() and head.isdigit()) or tail in _OPENING):
        return True
    if near and (_open_bracket(text, line) or _between(text, lines, at, after)):
        return True
    if width == BLANK_LINES:
        return near and other.role != "byline" and (line.end - line.start > 40 or (line.gap == 0 and at > 0))
    return (
        bool(width) and _full(text, line, other, width) and (near or (pages > 0 and other.role != "byline"))
    )


def _between(text: str, lines: list[_Line], at: int, after: int) -> bool:
    """Is line ``after`` a link or a formula that an export set on its own line in the middle of a sentence?"""
    line, other = lines[at], lines[after]
    if line.role not in ("text", "short") or line.end - line.start <= 15 or other.end - other.start > 40:
        return False
    return after + 1 < len(lines) and lines[after + 1].gap == 0 and text[lines[after + 1].start] in _CLOSING


def _open_bracket(text: str, line: _Line) -> bool:
    """Is the last bracket of the line still open?"""
    start = max(line.start, line.end - 80)
    return text.rfind("（", start, line.end) > text.rfind("）", start, line.end)


def _full(text: str, line: _Line, other: _Line, width: int) -> bool:
    """Does the line reach the right edge, so that its break is the page's? Tables' and headings' lines do not."""
    if line.role == "byline" or other.role == "byline":
        return False
    if line.end - line.start > 200 or other.indent > line.indent + 12:
        return False
    reach = _width(text, line)
    heading = (
        line.role == "mark" and "。" not in text[line.start : line.end]
    )  # mostly, unless it fills its line
    if heading and (0 < line.indent <= other.indent or 10 * reach < 9 * width):
        return False
    return 10 * reach >= 8 * width and 10 * reach >= 8 * min(_width(text, other), 3 * width)


# --- kinds ---------------------------------------------------------------------------------------


def _kinds(text: str, groups: list[_Group], title: str | None) -> list[BlockKind]:
    """The kind of each group; ``heading`` here is what may open a section."""
    own: dict[str, BlockKind] = {
        "furniture": "residue", "page": "residue", "masthead": "masthead", "byline": "byline", "caption": "caption",
        "table": "table", "word_cell": "table", "number_cell": "table", "item": "list_item", "text": "paragraph", "short": "paragraph",
    }  # fmt: skip
    kinds: list[BlockKind] = [own.get(group.role, "paragraph") for group in groups]
    body = next((i for i, group in enumerate(groups) if _is_body(text, group)), len(groups))
    for i, group in enumerate(groups):
        if group.role == "mark":
            kinds[i] = _mark_kind(text, group)
        elif group.role in ("short", "text") and _is_bare(text, groups, i):
            kinds[i] = "heading"
        elif group.role == "short" and i + 1 < len(groups) and groups[i + 1].role == "byline" and i > body:
            kinds[i] = "byline"  # who signs, above the date
    _unlist(text, groups, kinds)
    _front(text, groups, kinds, body, title)
    _tail(text, groups, kinds, body)
    return kinds


def _is_body(text: str, group: _Group) -> bool:
    """Is it the first of the text proper: a sentence, a salutation, a numbered heading?"""
    words = text[group.start : min(group.end, group.start + 400)]
    if group.role == "mark":
        return group.rank // 32 == _PLAIN or group.rank % 32 != 12
    if group.role not in ("text", "item", "caption"):
        return False
    if group.role == "text" and _BODY.match(words):
        return True
    return "。" in words or (len(words) > 40 and "，" in words)


def _mark_kind(text: str, group: _Group) -> BlockKind:
    """Heading where the marked line is one short phrase; list item where it is one sentence; else paragraph."""
    words = text[group.start : min(group.end, group.start + 130)]
    inner = words.rstrip("。：:")
    md = group.rank // 32 != _PLAIN
    if md or (
        len(words) <= 70 and not any(c in inner for c in "。；;！") and not _is_item(text, group, words)
    ):
        return "heading"
    return "list_item" if "。" not in inner and group.rank % 32 >= 13 else "paragraph"


def _is_item(text: str, group: _Group, words: str) -> bool:
    """A marked line that reports a number or ends a clause is an item of a list."""
    ended = words[-1] in "。；;，,！"
    return (ended and (len(words) > 42 or bool(_QUANTITY.search(words)))) or words[-1] in "；;，,！"


def _is_bare(text: str, groups: list[_Group], at: int) -> bool:
    """A short line without a mark that stands over a paragraph and does not go on with the one before."""
    group = groups[at]
    if group.end - group.start > 40 or at + 1 >= len(groups) or group.end - group.start < 3:
        return False
    after = groups[at + 1]
    words = text[group.start : group.end]
    if (
        group.role != "short"
        or after.role not in ("text", "mark")
        or words[-1] in _OPENING
        or words[0] in _CLOSING
    ):
        return False
    if after.role == "mark" and after.rank // 32 == _PLAIN and after.rank % 32 <= 13:
        return False
    if "。" in words or "；" in words or ("，" in words and _QUANTITY.search(words)):
        return False
    long = after.end - after.start > 40 or text[after.end - 1] in "。！？"
    return (
        long
        and (at == 0 or groups[at - 1].role != "short")
        and sum("\u4e00" <= c <= "\u9fff" for c in words) >= 3
    )


def _unlist(text: str, groups: list[_Group], kinds: list[BlockKind]) -> None:
    """Numbered lines of one depth that follow each other with nothing between are a list, not headings."""
    for i in range(len(groups) - 1):
        here, after = groups[i], groups[i + 1]
        if not here.role == after.role == "mark" or here.rank != after.rank or here.rank // 32 != _PLAIN:
            continue
        if here.rank % 32 < 14 and not (
            text[here.end - 1] == text[after.end - 1] == "。" or "list_item" in kinds[i : i + 2]
        ):
            continue
        if kinds[i] in ("heading", "list_item") and kinds[i + 1] in ("heading", "list_item"):
            kinds[i] = "list_item"
            if text[after.end - 1] == "。" or i + 2 == len(groups) or groups[i + 2].role != "text":
                kinds[i + 1] = "list_item"


_TAG_OR_SPACE = re.compile(r"^\[[^\[\]]{1,6}\]|\s+")


def _squeeze(words: str) -> str:
    """Words without spaces, Markdown marks and a leading tag such as [视频]."""
    return _TAG_OR_SPACE.sub("", words.lstrip("# "))


def _title_at(text: str, groups: list[_Group], body: int, title: str | None) -> int | None:
    """Which group before the body is the title, by metadata, Markdown, wording, byline, length: in this order."""
    usable = [
        i
        for i in range(body)
        if groups[i].role in ("short", "text", "mark") and groups[i].end - groups[i].start > 3
    ]
    words = {i: _squeeze(text[groups[i].start : groups[i].end][:200]) for i in usable}
    wanted = _squeeze(title) if title else ""
    for matches in (
        [i for i in usable if wanted and words[i] == wanted],
        [i for i in usable[:1] if groups[i].rank // 32 == 1],
        [i for i in usable if _TITLE_END.search(words[i])],
        [
            i
            for i in usable
            if len(wanted) > 5 and len(words[i]) > 5 and (words[i] in wanted or wanted in words[i])
        ],
    ):
        if matches:
            return matches[-1] if groups[matches[-1]].rank // 32 != 1 else matches[0]
    byline = next((i for i in range(body) if groups[i].role == "byline"), None)
    if byline is not None and any(i < byline for i in usable):
        return max(i for i in usable if i < byline)
    return max(usable, key=lambda i: (len(words[i]), -i)) if 0 < len(usable) <= 6 else None


def _front(text: str, groups: list[_Group], kinds: list[BlockKind], body: int, title: str | None) -> None:
    """What stands before the body: masthead, kickers, title, bylines."""
    chosen = _title_at(text, groups, body, title)
    loose = [i for i in range(body) if groups[i].role in ("short", "text", "mark", "item")]
    if chosen is None:
        for i in loose:
            if groups[i].role != "mark":
                kinds[i] = "byline" if len(loose) <= 4 else "masthead"
        return
    near = max([-1, *(i for i in range(chosen) if groups[i].role in ("furniture", "masthead", "page"))])
    near = max(near, chosen - 4)
    after = [i for i in loose if i > chosen and groups[i].role != "mark" and kinds[i] != "heading"]
    for i in loose:
        if i < chosen:
            kinds[i] = "kicker" if i > near and chosen - near <= 4 else "masthead"
    for i in after:
        same = text[groups[i].start : groups[i].end] == text[groups[chosen].start : groups[chosen].end]
        kinds[i] = "title" if same else "byline" if len(after) <= 6 else "masthead"
    kinds[chosen] = "title"
    _title_lines(text, groups, kinds, chosen)


def _title_lines(text: str, groups: list[_Group], kinds: list[BlockKind], chosen: int) -> None:
    """A title over two to four lines: 关于…执行情况 / 和…的报告."""
    for first in range(chosen - 1, max(-1, chosen - 4), -1):
        words = text[groups[first].start : groups[first].end]
        if (
            kinds[first] not in ("kicker", "masthead")
            or groups[first].role not in ("short", "text")
            or len(words) > 60
        ):
            return
        if _TITLE_END.search(words):
            return
        if words.startswith("关于") or (first == chosen - 1 and text[groups[chosen].start] in "和与及暨"):
            kinds[first:chosen] = ["title"] * (chosen - first)
            return


def _tail(text: str, groups: list[_Group], kinds: list[BlockKind], body: int) -> None:
    """Menus and footers under the text: short lines after its last sentence, where they are many or mixed with such."""
    last = len(groups)
    while last > body + 1 and groups[last - 1].role in ("short", "furniture", "masthead", "page"):
        last -= 1
    shorts = [i for i in range(last, len(groups)) if groups[i].role == "short"]
    mixed = any(groups[i].role == "furniture" for i in range(last, len(groups)))
    for i in shorts:
        if (mixed or len(shorts) > 8) and not _QUANTITY.search(text, groups[i].start, groups[i].end):
            kinds[i] = "residue"


# --- sections ------------------------------------------------------------------------------------


class _Heading(NamedTuple):
    group: int
    start: int
    end: int
    rank: int
    level: int


def _headings(text: str, groups: list[_Group], kinds: list[BlockKind]) -> list[_Heading]:
    """Every heading: lines of their own and the run-in phrases that open numbered paragraphs."""
    found: list[_Heading] = []
    for i, (group, kind) in enumerate(zip(groups, kinds, strict=True)):
        if kind == "heading":
            bare = _PLAIN * 32 + _BARE_RANK
            found.append(_Heading(i, group.start, group.end, group.rank or bare, group.level))
        elif group.role == "mark" and kind in ("paragraph", "list_item"):
            end = _run_in(text, group)
            if end is not None:
                found.append(_Heading(i, group.start, end, group.rank, group.level))
    return found


def _run_in(text: str, group: _Group) -> int | None:
    """End of the phrase up to the first 。 that opens a numbered paragraph, where it is short and has no quantity."""
    stop = text.find("。", group.start, min(group.end - 1, group.start + 41))
    if stop < 0 or _QUANTITY.search(text, group.start, stop) or "；" in text[group.start : stop]:
        return None
    return stop


def _sections(groups: list[_Group], headings: list[_Heading]) -> tuple[tuple[Section, ...], list[int]]:
    """Sections nested by rank, and for each group the section it lies in (-1 before the first heading).

    The level is the mark's own (# by depth, 一、 1, （一） 2, 1. 3), but always deeper than the parent's.
    """
    sections: list[Section] = []
    owner = [-1] * len(groups)
    ends: list[int] = []
    stack: list[int] = []
    for order, heading in enumerate(headings):
        while stack and headings[stack[-1]].rank >= heading.rank:
            ends[stack.pop()] = groups[heading.group - 1].end
        parent = stack[-1] if stack else -1
        level = max(heading.level or 1, sections[parent].level + 1 if stack else 1)
        sections.append(Section(heading.start, 0, heading.start, heading.end, level, parent))
        ends.append(groups[-1].end)
        stack.append(order)
        stop = headings[order + 1].group if order + 1 < len(headings) else len(groups)
        owner[heading.group : stop] = [order] * (stop - heading.group)
    done = (
        Section(s.start, end, s.heading_start, s.heading_end, s.level, s.parent)
        for s, end in zip(sections, ends, strict=True)
    )
    return tuple(done), owner


# --- sentences -----------------------------------------------------------------------------------


def _cut(text: str, start: int, end: int, block: int, into: list[Sentence]) -> None:
    """Sentences of one block: up to 。！？!? and the brackets or quotes that close after them."""
    at = start
    for found in _SENTENCE.finditer(text, start, end):
        stop = found.end()
        into.append(Sentence(at, stop, block))
        at = stop
        if at < end and text[at] in BLANK:
            at = _WORD.search(text, at, end).start()  # type: ignore[union-attr]  # a block ends with a word
    if at < end:
        into.append(Sentence(at, end, block))


def _rows(lines: list[_Line], block: int) -> Iterator[Sentence]:
    """Rows of a table: a line each, or, where each cell has its own line, up to the label after a number."""
    at = 0
    for i in range(1, len(lines) + 1):
        role, before = ("", "") if i == len(lines) else (lines[i].role, lines[i - 1].role)
        if role in ("", "table") or before == "table" or (role == "word_cell" and before == "number_cell"):
            yield Sentence(lines[at].start, lines[i - 1].end, block)
            at = i

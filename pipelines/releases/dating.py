"""When a release was issued: dates in metadata, in paths, in datelines, and inference from the content.

Small patterns of its own: it needs days, and the year that 今年 means, never periods (``pipelines.extract`` has those).
Where nothing dates a text, it is given the later of two days: the last full date it tells as past, and 1 January of
the year that 今年 means. Which source comes first is decided in ``metadata``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone

from pipelines.releases.layout import furniture

PARTIAL = "partial date"
INFERRED = "inferred from the content"
HEAD_LINES, TAIL_LINES, HEAD_CHARS = 60, 12, 6000
INFER_CHARS = 400_000  # what is read of a text for inference; longer ones are tables

_CN = "〇零○一二三四五六七八九十"
_CN_DIGITS = {"〇": 0, "零": 0, "○": 0, "一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_WIDTH = str.maketrans("０１２３４５６７８９／－．：", "0123456789/-.:")

_YEAR = rf"(?:(?<!\d)(?:1[89]|20)\d\d|(?<!\d)(?:1[89]|20)(?:\s?\d){{2}}|(?<![{_CN}])[一二][八九〇零○][{_CN[:-1]}]{{2}})"
_PART = rf"(?:\d\s?\d?|[{_CN}]{{1,3}})"
_FULL = re.compile(
    rf"(?P<y>{_YEAR})\s*(?:年|[-/.])\s*(?P<m>{_PART})\s*(?:月|[-/.])\s*(?P<d>{_PART})(?:\s*[日号])?(?!\d)"
)
_WRITTEN = (
    re.compile(r"(\d{4})(\d\d)(\d\d)(?:\d{4,6})?"),
    re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T\s].*)?", re.S),
)
_ZONED = re.compile(r"\d{4}-\d\d-\d\d[T\s]\d\d:\d\d.*(?:Z|[+-]\d\d:?\d\d)$")
_YEAR_MONTH = re.compile(rf"({_YEAR})\s*(?:年|[-/.]?)\s*(?:({_PART})\s*月?)?\s*")
_MONTH_DAY = re.compile(rf"(?<![\d年\-/.])(?<!年\s)(?P<m>{_PART})\s*月\s*(?P<d>{_PART})\s*日")


@dataclass(frozen=True, slots=True)
class Dated:
    """A date and what a reader should doubt in it (``flag``)."""

    day: date
    flag: str | None = None


def parse_date(value: str) -> Dated | None:
    """A metadata date: 2026-06-22, 2026/6/22, 20260622, 2026年6月22日, with or without a time; 2026-06 and 2026 are
    their first day, flagged. A time with a zone is put into Asia/Shanghai first. None where it is no date."""
    text = value.strip().translate(_WIDTH)
    zoned = _zoned(text)
    if zoned is not None:
        return Dated(zoned)
    for pattern in _WRITTEN:
        match = pattern.fullmatch(text)
        if match:
            return _dated(*(int(part) for part in match.groups()))
    match = _FULL.match(text)
    if match:
        return _dated_from(match)
    return _parse_partial(text)


def _zoned(text: str) -> date | None:
    if not _ZONED.match(text):
        return None
    try:
        return datetime.fromisoformat(text).astimezone(timezone(timedelta(hours=8))).date()
    except (ValueError, OverflowError):
        return None


def _parse_partial(text: str) -> Dated | None:
    match = _YEAR_MONTH.fullmatch(text)
    if not match:
        return None
    found = _dated(_number(match[1]), _number(match[2]) if match[2] else 1, 1)
    return Dated(found.day, PARTIAL) if found else None


def _dated(year: int, month: int, day: int) -> Dated | None:
    if not 1800 <= year <= 2199:
        return None
    try:
        return Dated(date(year, month, day))
    except ValueError:
        return None


def _dated_from(match: re.Match[str]) -> Dated | None:
    return _dated(_number(match["y"]), _number(match["m"]), _number(match["d"]))


def _number(digits: str) -> int:
    """The number in 2023, 2 0 2 3, 二〇二三, 十二, 三十一."""
    text = re.sub(r"\s", "", digits)
    if text.isdigit() and text.isascii():
        return int(text)
    if "十" in text:
        tens, _, ones = text.partition("十")
        return 10 * _CN_DIGITS.get(tens, 1) + _CN_DIGITS.get(ones, 0)
    return int("".join(str(_CN_DIGITS.get(c, 0)) for c in text) or 0)


# --- the path -------------------------------------------------------------------------------------------------

_Y, _M, _D = r"(?<!\d)((?:19|20)\d\d)", r"(0[1-9]|1[0-2])", r"(0[1-9]|[12]\d|3[01])"
_PATH_FULL = (
    re.compile(rf"{_Y}[-_.]{_M}[-_.]{_D}(?!\d)"),
    re.compile(rf"{_Y}{_M}{_D}(?!\d)"),
    re.compile(r"(?<!\d)((?:19|20)\d\d)年(\d\d?)月(\d\d?)[日号]"),
)
_PATH_PARTIAL = re.compile(rf"{_Y}(?:(?:[-_.]?{_M}|年(\d\d?)月)(?![\d])|年|(?!\d))")
_TWO_FOLDERS = re.compile(rf"{_Y}(?:[-_./]{_M})?年?")
_FOLDER = re.compile(rf"{_Y}(?:[-_.]?{_M})?年?")
_PATH_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")


def path_date(path: str) -> Dated | None:
    """The date in a path below raw/: a full one anywhere in the file's name or its folders (2024/05/06, 2024-05-06),
    else the year or month that the name begins with, as its first day, flagged. A year further inside a name
    (report-2023-final.txt) usually says what the text is about: see ``year_hint``."""
    *folders, name = path.split("/")
    for text in (name, "/".join(folders), "-".join(folders[-3:])):
        for pattern in _PATH_FULL:
            for match in pattern.finditer(text):
                found = _dated(*(int(part) for part in match.groups()))
                if found:
                    return found
    return _partial_path_date(folders, name)


def _partial_path_date(folders: list[str], name: str) -> Dated | None:
    match = _PATH_PARTIAL.match(name)
    if not match and folders:
        match = _TWO_FOLDERS.fullmatch("/".join(folders[-2:])) or _FOLDER.fullmatch(folders[-1])
    if not match:
        return None
    month = next((int(part) for part in match.groups()[1:] if part), 1)
    found = _dated(int(match[1]), month, 1)
    return Dated(found.day, PARTIAL) if found else None


def year_hint(path: str) -> int | None:
    """A year anywhere in the file's name: what the text is probably about."""
    match = _PATH_YEAR.search(path.rsplit("/", 1)[-1])
    return int(match[1]) if match else None


# --- the document itself --------------------------------------------------------------------------------------

_DATE = _FULL.pattern
_MEETING = re.compile(rf"(?:^|[—－–─-])[\s（(一]*{_DATE}[^。；]{{0,8}}在?[^。；]{{2,40}}(?:会议|大会|全会|会)[^。；]{{0,12}}$")
_BRACKETED = re.compile(rf"^\s*[（(]\s*{_DATE}[^）)]{{0,40}}[）)]\s*$")
_LABEL = re.compile(rf"(?:发布|发文|成文|印发|公布|发表|公开|制发|生成|信息)(?:时间|日期)\s*[:：]?\s*】?\s*[【\[]?\s*{_DATE}")
_LABEL_WEAK = re.compile(rf"(?:日\s*期|时\s*间)\s*[:：]\s*[【\[]?\s*{_DATE}")
_ALONE = re.compile(
    rf"^[\s#*>（(\[]*(?:\S{{1,20}}\s+)?{_DATE}[\s）)\]]*(?:星期.|周.|[\d时分秒:：\s]+|第?\s?\d+\s?版|印发|\s|来源.*|浏览.*|阅读.*|点击.*)*$"
)
_WIRE = re.compile(rf"(?:新华社|本报|本台|中新社)[^\d。]{{0,10}}{_DATE}\s*(?:电|讯|消息)")
_SIGNED = re.compile(rf"^[\s（(]*(?:[^\d\s]{{0,30}}\s+)?{_DATE}\s*(?:印发|印|发布|通过)?[\s）)]*$")


def document_date(text: str, declared: str | None = None) -> Dated | None:
    """The dateline of a text. Full dates only.

    Its own dateline decides (2023年3月5日在…会议上, （2018年3月7日） under the title: a portal may show the text decades
    later); then a publication date (发布时间：2026-06-22, a wire's date, a line that is a date, ``declared`` by an HTML
    head); then the closing signature.
    """
    head, tail = _head_and_tail(text)
    return (
        _first_date(((_MEETING, head[:25]), (_BRACKETED, head[:25])))
        or _first_date(((_LABEL, head), (_WIRE, head), (_LABEL_WEAK, head), (_ALONE, head[:25])))
        or (parse_date(declared) if declared else None)
        or _first_date(((_SIGNED, tail[::-1]),))
    )


def _first_date(rules: Iterable[tuple[re.Pattern[str], list[str]]]) -> Dated | None:
    for pattern, lines in rules:
        for line in lines:
            match = pattern.search(line)
            found = _dated_from(match) if match else None
            if found:
                return found
    return None


def _head_and_tail(text: str) -> tuple[list[str], list[str]]:
    head = _lines(text[:HEAD_CHARS])[:HEAD_LINES]
    tail = _lines(text[-2000:])[-TAIL_LINES:]
    return head, tail


def _lines(text: str) -> list[str]:
    """Lines with words, digits at half width, cut to what a dateline can have."""
    return [line[:400].translate(_WIDTH) for line in text.splitlines() if line.strip()]


# --- inference ------------------------------------------------------------------------------------------------

_BOILERPLATE = re.compile(
    r"版权|copyright|主办单位|承办单位|建议使用|著作权法|更新时间|https?://", re.I
)
_NOTICE = re.compile(r"^\s*(?:本|这部|此|這部)作品", re.M)  # a library's copyright notice closes the text
_YEAR_MENTION = re.compile(rf"({_YEAR})\s*年(?!代|以来|[—\-－–~～至到])")
_NOW = re.compile(rf"(?:今年|本年度?)\s*[（(]?(?:即|是)?\s*({_YEAR})\s*年?|({_YEAR})\s*年\s*[（(]今年[）)]")
_OPENING = re.compile(rf"({_YEAR})\s*年\s*[,，]?\s*(?:是|作为)[^。；]{{0,40}}(?:之年|一年)|把\s*({_YEAR})\s*年\s*(?:确定|定|作)为")
_PLANNED = re.compile(
    rf"({_YEAR})\s*年\s*(?:[,，]?[^。；\n\d]{{0,16}}?(?:将|要|力争|计划|目标|安排|部署|任务|预期|打算|预算|建议|草案|工作重点|重点工作))"
)
_REVIEWED = re.compile(rf"(?:去年|上年|过去一年)\s*[（(]?\s*({_YEAR})\s*年|({_YEAR})\s*年\s*(?:的?\s*(?:主要)?工作\s*(?:回顾|总结)|工作情况|[^。；\n]{{0,20}}统计公报)")
_HORIZON_BEFORE = re.compile(r"(?:到|至|截至|截止|截止到|力争|争取|确保|有效期|自|从|比|较|于)\s*$")
_HORIZON_AFTER = re.compile(r"\s*(?:年?底?前|年?末?前|之前|以前|年底|年末|远景)")
_FUTURE = re.compile(r"将|拟|计划|预计|力争|定于|有效期|施行|实施之日|截止|为止|之前|到期")
_UNTIL = re.compile(r"(?:到|至)\s*$")
_SENTENCE_END = re.compile(r"[。；;！？\n]")
_DAY_IN_FIGURES = re.compile(r"\d[-/.]\d")
_LAST_YEAR = re.compile("去年|上年")
_AFTER_DAY = re.compile(r"\s*(?:[前起]|之前|以前|之后|开始|施行|止)")


def infer_date(text: str, hint: int | None = None) -> Dated | None:
    """The later of the latest full date that the text reports as past and 1 January of the year that 今年 means
    (without 今年: of the latest year it plans for). ``hint`` is a year named by the path. Flagged; None where the
    text names no year at all."""
    body = text[:INFER_CHARS].translate(_WIDTH)
    notice = _NOTICE.search(body, max(0, len(body) - 8000))
    lines = body[: notice.start() if notice else None].splitlines()
    clean = "\n".join(line for line in lines if not _is_boilerplate(line[:1000]))
    year = _current_year(clean, hint)
    past = max(_past_days(clean, year), default=None)
    first = date(year, 1, 1) if year else None
    best = max((day for day in (past, first) if day), default=None)
    return Dated(best, INFERRED) if best else None


def _is_boilerplate(line: str) -> bool:
    return _BOILERPLATE.search(line) is not None or furniture(line.strip()) == "furniture"


def _current_year(text: str, hint: int | None) -> int | None:
    """The year the text calls 今年: each mention votes, stated identities most; horizons (到2035年) do not vote."""
    votes: dict[int, float] = {}

    def vote(pattern: re.Pattern[str], weight: float, shift: int = 0) -> None:
        for match in pattern.finditer(text):
            year = _number(next(part for part in match.groups() if part)) + shift
            if 1800 <= year <= (hint + 1 if hint else 2199) and not _HORIZON_BEFORE.search(text[max(0, match.start() - 5) : match.start()]):
                votes[year] = votes.get(year, 0) + weight

    vote(_NOW, 20)
    vote(_OPENING, 6)
    vote(_REVIEWED, 5, shift=1)
    vote(_PLANNED, 3)
    if hint:
        votes[hint] = votes.get(hint, 0) + 4
    if not votes:
        return _latest_mention(text)
    strongest = max(votes.values())
    if "今年" in text:
        return max(year for year, score in votes.items() if score == strongest)
    return max(year for year, score in votes.items() if score >= min(3, strongest))


def _latest_mention(text: str) -> int | None:
    years = [
        _number(match[1])
        for match in _YEAR_MENTION.finditer(text)
        if not _HORIZON_BEFORE.search(text[max(0, match.start() - 5) : match.start()])
        and not _HORIZON_AFTER.match(text[match.end() : match.end() + 4])
    ]
    return max((year for year in years if 1800 <= year <= 2199), default=None)


def _past_days(text: str, year: int | None) -> Iterator[date]:
    """Full dates the text tells as past; 1月28日 takes the year named before it in its sentence, else 今年's."""
    for sentence in _SENTENCE_END.split(text):
        if "月" not in sentence and not _DAY_IN_FIGURES.search(sentence):
            continue
        for match in _FULL.finditer(sentence):
            found = _dated_from(match)
            if found and _told_as_past(sentence, match) and (year is None or found.day.year <= year):
                yield found.day
        if year:
            yield from _bare_days(sentence, year)


def _bare_days(sentence: str, year: int) -> Iterator[date]:
    named = [(match.end(), _number(match[1])) for match in _YEAR_MENTION.finditer(sentence)]
    named += [(match.end(), year - 1) for match in _LAST_YEAR.finditer(sentence)]
    named.sort()
    for match in _MONTH_DAY.finditer(sentence):
        its_year = next((number for end, number in reversed(named) if end <= match.start()), year)
        found = _dated(its_year, _number(match["m"]), _number(match["d"]))
        if found and its_year <= year and _told_as_past(sentence, match):
            yield found.day


def _told_as_past(sentence: str, match: re.Match[str]) -> bool:
    around = sentence[max(0, match.start() - 12) : match.start()] + sentence[match.end() : match.end() + 6]
    if _AFTER_DAY.match(sentence[match.end() : match.end() + 4]):
        return False
    return not _FUTURE.search(around) and not _UNTIL.search(sentence[: match.start()])

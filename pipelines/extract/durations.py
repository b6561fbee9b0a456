"""Lengths of time that are themselves the quantity: 3天, 半小时, 三五天, 3年零2个月.

Belongs here: where such a length stands and how many seconds it is. Not here: comparators around it (约, 以上,
左右), whether it is a figure, and calendar expressions (近三年, 3年内, 2023年), which dates.py reads and which win
where both claim a stretch.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal

from pipelines.extract.numerals import parse_number


@dataclass(slots=True)
class DurationSpan:
    """``seconds`` is the value (years of 365 days, months of 30), or None for a range, then ``low`` and ``high`` are set.

    ``about`` says that the text itself rounds it (17个多月, 十几天). ``unit_text`` is the unit last printed.
    """

    start: int
    end: int
    seconds: Decimal | None
    low: Decimal | None
    high: Decimal | None
    about: bool
    unit_text: str


_DAY = 86400
SECONDS = {
    "年": 365 * _DAY, "季度": 90 * _DAY, "月": 30 * _DAY, "周": 7 * _DAY, "星期": 7 * _DAY, "礼拜": 7 * _DAY,
    "工作日": _DAY, "交易日": _DAY, "昼夜": _DAY, "天": _DAY, "日": _DAY, "小时": 3600, "钟头": 3600, "刻钟": 900,
    "分钟": 60, "分": 60, "秒钟": 1, "秒": 1,
}  # fmt: skip
_THOUSANDTHS = {"毫秒": Decimal("0.001"), "微秒": Decimal("0.000001")}
_C = "零一二两三四五六七八九"
_NUMBER = (
    rf"(?:\d{{1,3}}(?:,\d{{3}})+|\d{{1,8}}(?:\.\d{{1,6}})?|[{_C}十百千万仨]{{1,8}}(?:点[{_C}]{{1,4}})?|半)"
)
_UNIT = (
    r"(?:年(?![级代度报审检纪轮薪龄货味夜会鉴画来均产])|季度|月|周(?![年岁边围期长报刊末])|星期(?![一二三四五六日天])|礼拜"
    r"|工作日|交易日|昼夜|天(?![然津山下气空地池河府])|日(?![均常报本内产元用游])|小时|钟头|刻钟|分钟|秒钟|毫秒|微秒|秒)"
)
_TERM = re.compile(
    rf"(?P<n>{_NUMBER})\s?(?P<more>[多余几])?(?P<ge>个(?!年|天|日)(?P<inner>半|多)?)?(?P<unit>{_UNIT})(?P<tail>半(?![个天日夜年小径]))?"
)
_TERM_AFTER = re.compile(
    rf"[零又和]?(?P<n>{_NUMBER})(?P<more>)(?P<ge>个(?!年|天|日)(?P<inner>半)?)?(?P<unit>{_UNIT})(?P<tail>半)?"
)
_MINUTES = re.compile(
    r"(?P<n>\d{1,3}|[一二两三四五六七八九十]{1,3})分(?:(?P<half>半)|(?P<s>\d{1,2}(?:\.\d{1,3})?|[一二三四五六七八九十]{1,3})秒(?P<hundredths>\d\d(?!\d))?)"
)
_RANGE = re.compile(rf"(?P<n>{_NUMBER})(?:个?{_UNIT})?(?:—{{1,2}}|-|~|至|到)(?={_NUMBER}个?{_UNIT})")
_NIGHTS = re.compile(rf"[{_C}十\d]{{1,3}}夜")
_BARE = frozenset(("月", "季度"))  # only with 个: 3月 and 三季度 are dates
_ROUND = frozenset("百千万")
_START = re.compile(rf"(?<![\d第{_C}十百千万几数上下同])(?<!\d[.,])(?=[\d半仨{_C}十百千])")
_PAIR = re.compile(
    r"(?P<tens>[一二三四五六七八九]?十)?(?P<a>[一二两三四五六七八])(?P<b>[二三四五六七八九])(?P<scale>[十百千万])?"
)


def find_durations(view: str) -> list[DurationSpan]:
    """All lengths of time of a view, sorted and without overlap; ``view`` as of view.py."""
    found: list[DurationSpan] = []
    at = 0
    while (m := _START.search(view, at)) is not None:
        span = _read(view, m.start())
        if span is None:
            at = m.start() + 1
        else:
            found.append(span)
            at = span.end
    return found


def _read(view: str, at: int) -> DurationSpan | None:
    if (m := _MINUTES.match(view, at)) is not None:
        return _minutes(m)
    if (m := _RANGE.match(view, at)) is not None and (span := _range(view, m)) is not None:
        return span
    m = _TERM.match(view, at)
    return None if m is None else _sequence(view, m)


def _minutes(m: re.Match[str]) -> DurationSpan | None:
    """五分三十秒, 五分半, 3分21秒18 (hundredths, of a race): a bare 分 counts marks, not minutes."""
    minutes, rest = parse_number(m["n"]), Decimal(30) if m["half"] else parse_number(m["s"])
    if minutes is None or rest is None:
        return None
    if m["hundredths"]:
        rest += Decimal(m["hundredths"]) / 100
    return DurationSpan(m.start(), m.end(), 60 * minutes + rest, None, None, False, "分")


def _range(view: str, m: re.Match[str]) -> DurationSpan | None:
    """13—18天, 3个月至6个月: a unit left out of the first half is that of the second."""
    second = _TERM.match(view, m.end())
    high = None if second is None else _term(second)
    if second is None or high is None or high.seconds is None:
        return None
    printed = _TERM.match(view, m.start())
    if printed is not None and printed.end() <= m.end():
        first = _term(printed)
        low = first.seconds if first else None
    else:
        n = parse_number(m["n"])
        low = None if n is None else n * _unit(second["unit"])
    if low is None or low >= high.seconds:
        return None
    return DurationSpan(m.start(), second.end(), None, low, high.seconds, False, high.unit_text)


def _sequence(view: str, m: re.Match[str]) -> DurationSpan | None:
    """One term, or several: 3年零2个月, 一小时零十五秒, 两天又一个月."""
    span = _term(m)
    while (
        span is not None
        and span.seconds is not None
        and (m2 := _TERM_AFTER.match(view, span.end)) is not None
    ):
        more = _term(m2)
        if more is None or more.seconds is None or more.unit_text == span.unit_text:
            break
        span.end, span.seconds, span.unit_text = more.end, span.seconds + more.seconds, more.unit_text
    if span is not None and span.unit_text == "天" and (nights := _NIGHTS.match(view, span.end)) is not None:
        span.end = nights.end()
    return span


def _unit(text: str) -> Decimal:
    return _THOUSANDTHS[text] if text in _THOUSANDTHS else Decimal(SECONDS[text])


def _term(m: re.Match[str]) -> DurationSpan | None:
    n, unit = m["n"], m["unit"]
    if _is_calendar(n, unit, m["ge"]):
        return None
    factor = _unit(unit)
    about = bool(m["more"]) or m["inner"] == "多"
    pair = _pair(n)
    if pair is not None:
        return DurationSpan(m.start(), m.end(), None, pair[0] * factor, pair[1] * factor, True, unit)
    value = Decimal("0.5") if n == "半" else parse_number(n)
    if value is None:
        return None
    if m["inner"] == "半" or m["tail"]:
        value += Decimal("0.5")
    if m["more"] == "几":
        return DurationSpan(m.start(), m.end(), None, value * factor, (value + 10) * factor, True, unit)
    return DurationSpan(m.start(), m.end(), value * factor, None, None, about, unit)


def _is_calendar(n: str, unit: str, ge: str | None) -> bool:
    """2023年, 3月, 三季度, 17日, 二零二三年 are dates, 百年 and 千年 figures of speech."""
    if (unit in _BARE and not ge) or n in _ROUND:
        return True
    if unit == "年":
        return (n.isdigit() and len(n) > 4) or (
            len(n) == 4 and ((n[0] in "12" and n.isdigit()) or not set(n) - set(_C))
        )
    if unit == "日" and not ge:
        value = parse_number(n)
        return n not in ("两", "半") and value is not None and value <= 31
    return False


def _pair(n: str) -> tuple[Decimal, Decimal] | None:
    """三五天, 七八年, 十七八天, 三四十年: from the one to the other."""
    m = _PAIR.fullmatch(n)
    if m is None:
        return None
    a, b = _C.index(m["a"]), _C.index(m["b"])
    a, b = (x - 1 if x >= 3 else x for x in (a, b))  # _C holds both 二 and 两
    if not (b == a + 1 or (a, b) == (3, 5)):
        return None
    scale = {"十": 10, "百": 100, "千": 1000, "万": 10000}.get(m["scale"] or "", 1)
    tens = parse_number(m["tens"]) if m["tens"] else Decimal(0)
    return None if tens is None else (tens + a * scale, tens + b * scale)

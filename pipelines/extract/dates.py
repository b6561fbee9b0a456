"""Calendar expressions in running text, resolved against a reference date (semantics.md, section 2, "period").

Belongs here: where a date stands, which days it means, and whether it is a point, a deadline or a span.
Words (今年, 春节, 十四五 …) are data: lexicon/dates.csv. Not here: durations that are themselves a quantity
(quantities.py), and which figure a date belongs to.

One compiled pattern finds where an expression may begin; a reader for that kind follows it to the right with
anchored patterns of bounded length, so the whole is linear in the text.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from pipelines.extract.numerals import parse_number
from pipelines.lexicon.read import rows


@dataclass(slots=True)
class DateExpression:
    """One calendar expression. ``date_start`` and ``date_end`` are inclusive; None is an open or unknown side.

    grain: day month ten_days week quarter half year multi plan decade century festival clock now recent vague.
    form: point (a time) · span (from A to B) · deadline (no start) · since · as_of (the state on one day) ·
    duration_period (a number of years ahead) · review (a number of years back) · name (“十四五”规划, a title).
    ``explicit_year`` says that the text prints the year; ``relative`` that the reference date decides it;
    ``year`` is the year it begins in (of a deadline: ends in).
    """

    start: int
    end: int
    date_start: date | None
    date_end: date | None
    grain: str
    form: str
    explicit_year: bool
    relative: bool
    year: int | None
    rule: str


@dataclass(slots=True)
class _Time:
    """An expression as it is being read."""

    start: int
    end: int
    low: date | None
    high: date | None
    grain: str
    rule: str
    form: str = "point"
    year: int | None = None
    month: int | None = None
    explicit: bool = False
    relative: bool = False


@dataclass(slots=True)
class _Calendar:
    """What an expression without a year or month is resolved against."""

    reference: date
    report: int  # the year that 上年, 全年, 年末 and a bare month count from
    last: _Time | None = None  # the expression before it, for 同年 and 当日
    year: int | None = None  # of an expression before it in the same sentence or range
    month: int | None = None

    @property
    def base(self) -> int:
        return self.report if self.year is None else self.year


# ---------------------------------------------------------------- lexicon


def _load() -> dict[str, dict[str, str]]:
    """Kind → word → span, from lexicon/dates.csv."""
    words: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows("dates.csv"):
        words[row["kind"]][row["word"]] = row["span"]
    return words


def _any(*kinds: str) -> str:
    """An alternation of the words of these kinds, longest first, so that 上个月 is not read as 上."""
    words = sorted((w for k in kinds for w in _WORDS[k]), key=lambda w: (-len(w), w))
    return "|".join(map(re.escape, words))


_WORDS = _load()
_PLANS = {w: (int(s[:4]), int(s[6:])) for w, s in _WORDS["plan"].items()}
_PLANS_LONGEST = tuple(sorted(_PLANS, key=len, reverse=True))
_PLAN_ORDER = tuple(sorted(_PLANS, key=lambda w: _PLANS[w]))
_HOLIDAYS = {w: {int(d[12:16]): d for d in s.split()} for w, s in _WORDS["holiday"].items()}
_FESTIVALS = {w: {int(d[:4]): d for d in s.split()} for w, s in _WORDS["festival"].items() if s[0] != "R"}
_WORD_KINDS = ("week", "day", "now", "recent", "vague", "span", "quarter")
_WORD_SPANS = {w: (k, s) for k in _WORD_KINDS for w, s in _WORDS[k].items()}


def plan_years(n: int) -> tuple[int, int]:
    """First and last year of the n-th five-year plan (1: 1953-1957, 14: 2021-2025); IndexError outside 1-16."""
    if n < 1:
        raise IndexError(n)
    return _PLANS[_PLAN_ORDER[n - 1]]


# ---------------------------------------------------------------- patterns

_C = "零一二三四五六七八九"
_TO = r"\s?(?:—{1,2}|-{1,2}|~{1,2}|至|到)\s?"
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_DAY = r"(?:3[01]|[12]\d|0?[1-9]|三十一?|二?十[一二三四五六七八九]?|廿[一二三四五六七八九]?|[一二三四五六七八九])"
_YEAR = rf"(?:[12]\d{{3}}|[12][ ]\d[ ]\d[ ]\d|[一二][{_C}Oo]{{3}})"
_TO_YEAR = rf"(?={_TO}(?:{_YEAR}|\d\d)[ ]?年)"
_NO_HISTORY = r"(?!(?:多|以上)?(?:的)?(?:悠久|文明|建城|建县|建制)?(?:历史|文明|之久|树龄|古树))"
_MONTH_NOT = r"(?!亮|球|饼|台|嫂|刊|报|龄|季|租|薪|息|工资|均|度|供|票)"
_BEFORE_NUMBER = rf"(?<![\d第{_C}十百千万亿两几数])(?<!\d[.,])"  # a comma may also end a clause
_N = r"(?:\d{1,3}|[一二两三四五六七八九十百仨]{1,3}|半)"
_N_TO = rf"(?:\d{{1,2}}|[{_C}十两]{{1,3}}|半)(?:(?:至|到|-|—|~)(?:\d{{1,2}}|[{_C}十]{{1,3}}))?"
_UNIT = r"(?:年|个?月|个?季度|个?星期|个?周|天|日|个?小时)"
_QUARTER = r"(?:第[一二三四1-4]个?季度|[一二三四1-4]季度|首季度?|Q[1-4](?:季度)?)"
_FIRST = r"(?:前|头)(?:(?:[2-9]|1[01]|十一|[二两三四五六七八九十])个(?:多)?月|[二两三23]个?季度)"
_HOLIDAY = rf"[“\"]?(?:{_any('holiday')})[”\"]?(?:小长假|黄金周|长假|假期|假日|期间|节(?:假期|假日|期间|长假|黄金周))"
_PART = rf"{_QUARTER}|[上下前后]半年|{_FIRST}|{_HOLIDAY}|{_any('festival')}|[上下]半月"
_INSIDE = r"(?:之内|以内|内(?!部|外|容|蒙|涵|需|陆|生|河|在|务|科|控|地|环|循))"
_CLOCK = (
    r"(?:凌晨|清晨|早上|早晨|上午|中午|下午|傍晚|晚上|晚间|深夜|夜间|晚)?"
    r"(?:(?<![\d:第为比例按])(?<!\d[.,])(?:2[0-4]|1\d|0?\d)(?:时(?![代期段刻空速间差尚装常任而事])(?:[0-5]?\d分(?:[0-5]?\d秒)?|许|整|半)?"
    r"|:[0-5]\d(?::[0-5]\d)?(?![\d:.%]))"
    r"|(?<=[午晨晚上间])(?:1?\d|2[0-4]|十[一二]?|[一二两三四五六七八九])[点时](?:半|整|许|[0-5]?\d分?)?"
    r"|零时|零点(?=整|前|后|起|至|到))"
)

# One rule a kind of beginning, tried in this order. The name is the reader's.
_HEADS = {
    "iso": r"(?<![\d./-])(?:1[5-9]|20)\d\d[-./·](?:1[0-2]|0?[1-9])[-./·](?:3[01]|[12]\d|0?[1-9])(?![\d%])",
    "dotted": rf"(?<![\d./-])(?:19|20)\d\d\.(?:1[0-2]|0[1-9])(?={_TO}(?:19|20)\d\d\.(?:1[0-2]|0[1-9])(?!\d))",
    "dmy": r"(?<![\d./])\d{1,2}(?:/\d{1,2}/(?:(?:19|20)\d\d|\d\d)|\.\d{1,2}\.(?:19|20)\d\d)(?![\d./%])",
    "year": rf"(?:公元|纪元)?(?<!\d)(?:(?!..[\d一二三四五六七八九][零0]年代(?![表理码价办替])){_YEAR}\s?年度?{_NO_HISTORY}|{_YEAR}{_TO_YEAR}"
    rf"|{_BEFORE_NUMBER}(?<![近约达满])(?:\d\d|[五六七八九]零|零[{_C}]|九[{_C}])年"
    rf"(?=\s?(?:{_MONTH}月|第?[一二三四1-4]季度|[底末初]|[上下]半年))"
    rf"|{_BEFORE_NUMBER}(?<![近约达满])(?:三三|[五六七八九]零|[七八九][一二三四五六]|八九)年(?![级期多以来内后前间龄之的]))",
    "year_word": rf"(?!(?<=[成产营行工])后年|(?<=网)上年)(?:{_any('year')})(?!纪|级|轻|长|货|味|画|夜)(?:度(?!夏|假|冬|过))?",
    "era": rf"(?:{_any('era')})(?:元|[一二三四五六七八九十]{{1,3}}|\d{{1,2}})年",
    "before_christ": rf"公元前\s?[{_C}十百千\d]{{1,5}}(?:年|世纪)",
    "month": rf"{_BEFORE_NUMBER}(?<![个多岁历闰])(?:{_MONTH}[ ]?月{_MONTH_NOT}份?|{_MONTH}(?={_TO}{_MONTH}[ ]?月(?!龄)))",
    "month_word": rf"(?:{_any('month')})",
    "day": rf"{_BEFORE_NUMBER}(?<![近每~—-])(?:(?:3[01]|[12]\d|[1-9]|二?十[{_C[1:]}]|二十|三十一?)"
    rf"[ ]?日(?![元均产游内龄用报本以为后前夜])|(?:3[01]|[12]\d|[1-9])(?={_TO}(?:3[01]|[12]\d|[1-9])日(?![元均产游内龄用以])))",
    "quarters": rf"(?<![\d第{_C}])(?<!\d[.,])第?[一二三1-3](?=(?:{_TO}|、)[二三四2-4]季度)",
    "part": rf"(?<![{_C}\d十几之上下])(?!国庆[祝尚贺])(?:{_PART})",
    "whole_year": rf"(?<![青少中老成幼童每当\d{_C}十百千多几数两])(?:{_any('whole_year')})(?![龄级])",
    "year_end": rf"(?<![\d{_C}十百千几每半数两多少青老童成幼])年(?:初|底|末|终)(?!中|级|考|奖|结)",
    "month_end": rf"(?<![\d{_C}十个每岁正腊冬])(?:月(?:初|底|末)|[上中下]旬)",
    "plan": rf"[“\"‘『「](?:{_any('plan')})[”\"’』」](?:规划|计划)?(?:实施)?(?:期间|时期|期末|期内|初期|末期|末(?!端)|以来|初(?!步|级))?"
    rf"|(?<![{_C}十])(?:{_any('plan')})(?:规划|计划)?(?:期间|时期|期末|以来|末(?!端))",
    "nth_plan": rf"第(?P<nth>[{_C}十]{{1,2}})个五年(?:规划|计划)(?:期间|时期|以来|末)?",
    "century": r"(?P<age>本|上个?|下个?|[12]?\d|二?十[一二三四五六七八九]?)世纪(?!大道|广场|疫情|海上|马克思|难题|工程)"
    rf"(?:(?P<decade>[1-9]0|[{_C[1:]}]十)(?:(?:、|{_TO})(?P<decade_end>[1-9]0|[{_C[1:]}]十))?年代(?P<stage>初期|末期|中期|后期|初|末)?"
    r"|(?P<stage2>中叶|末(?!端)|初))?",
    "decade_alone": rf"(?<![\d{_C}])(?:(?:1[5-9]|20)?[1-9]0|[一二][零九八七][一二三四五六七八九]零|[三四五六七八九]十)年代(?![表理码价办替])",
    "event": rf"(?:党的|党)?(?:{_any('event')})(?:胜利)?(?:召开|闭幕)?以来",
    "back": rf"(?:过去|近|最近|这|以往|刚刚过去|此前)的?{_N}[多余]?{_UNIT}(?:时间|间|里|中(?![国央心小学部华医])|多)?(?:以?来(?![自到往看说访电]))?",
    "ahead": rf"(?:今后|未来|接下来|下一步|往后)的?{_N_TO}{_UNIT}(?:时间|内|左右|里)?",
    "using": rf"(?:用|利用|花|经过){_N_TO}年(?:左右|多)?的?(?:时间|努力|奋斗)?",
    "backward": rf"{_BEFORE_NUMBER}(?<![前后]){_N}[几多余]?个?[多余]?(?:{_UNIT}[半多]?以?来(?![自到往看说访电宾])|年间(?=[，,])|年间?(?=共(?!计划)|累计))",
    "within": rf"{_BEFORE_NUMBER}(?<![前后期届近每去今满])(?:{_N_TO}{_UNIT}半?(?:左右)?{_INSIDE})",
    "shift": rf"{_BEFORE_NUMBER}(?<![前后期届每])(?:\d{{1,4}}|[一二两三四五六七八九十百仨]{{1,3}}|半)[几多余]?{_UNIT}半?"
    rf"(?:(?:之|以)[前后]|[前后](?![景期续备勤端来沿夕途往者置台卫]|{_N}{_UNIT}))",
    "adjacent": rf"(?<![之\d{_C}以日月年前的学产婚课班])(?:前{_N}(?:天|日|周|个?星期|年)|后{_N}个月)(?![级来前后期以内])",
    "clock": _CLOCK,
    "weekday": r"[上本下这](?:周|星期)[一二三四五六日天](?!边|围)",
    "word": rf"(?!(?:(?<=的)|(?<=美好))[今明昨]天)(?:{_any(*_WORD_KINDS)})(?!后期|鲜)",
}
_BY_NUMBER = frozenset((
    "iso", "dotted", "dmy", "year", "month", "day", "quarters", "part", "plan", "century", "decade_alone", "event",
    "backward", "within", "shift", "clock", "word",
))  # fmt: skip
_NUMBER_CHARS = f"0-9{_C}两十百仨半廿"
_WORD_STARTS = (
    "公元", "纪元", "前半", "后半", "第五", "第六", "第七", "第八", "第九", "第十", "上半", "下半",
    "上旬", "中旬", "下旬", "头两", "首季", "第一", "第二", "第三", "第四", "第1", "第2", "第3", "第4",
    "Q1", "Q2", "Q3", "Q4", "年初", "年底", "年末", "年终", "月初", "月底", "月末", "党的", "过去",
    "最近", "以往", "刚刚", "此前", "今后", "未来", "接下", "下一", "往后", "利用", "经过", "凌晨",
    "清晨", "早上", "早晨", "上午", "中午", "下午", "傍晚", "晚上", "晚间", "深夜", "夜间", "上世",
    "本世", "下世", "上个", "下个", "本周", "上周", "下周", "这周", "上星", "本星", "下星", "这星",
)  # fmt: skip
_NUMBERED_STARTS = "前后头近这用花晚"  # before a number


def _word_gate() -> re.Pattern[str]:
    """Where an expression that begins with a word may stand, told by two characters.

    Every alternative begins with a literal: only then does the engine skip ahead by a character set.
    """
    seconds: dict[str, set[str]] = defaultdict(set)
    for word in (*_WORD_STARTS, *(w for words in _WORDS.values() for w in words)):
        seconds[word[0]].add(word[1])
    for quote in '“"‘『「':
        seconds[quote] |= {w[0] for w in (*_PLANS, *_HOLIDAYS)}
    for first in _NUMBERED_STARTS:
        seconds[first] |= {*"0123456789的两十百仨半", *_C}
    return re.compile(
        "|".join(f"{c}(?=[{''.join(sorted(s))}])" for c, s in sorted(seconds.items()) if c not in _IS_NUMBER)
    )


_AFTER_NUMBER = rf"\s?(?:[几多余]?个?[多余]?[年月日季天周星]|世纪|[时点:大届规计期以末直假黄长小节]|[”\"](?:假|长假|小长|黄|期)|{_TO}[{_NUMBER_CHARS}]|、[二三四2-4]季)"
_CHINESE_CHARS = f"{_C}两十百仨半廿"
_IS_NUMBER = frozenset("0123456789" + _C + "两十百仨半廿")
_WORD_GATE = _word_gate()
# A run of digits is tried once, at its first; possessive, so that a long one costs no more than its length.
_NUMBER_GATE = re.compile(
    rf"[{_NUMBER_CHARS}](?:(?<=[0-9])(?<![0-9].)(?:(?:[0-9Oo{_C}]{{1,7}}+|(?:[ ]\d){{0,3}}+)(?={_AFTER_NUMBER})|(?=\d{{0,3}}[./·-]\d\d?[./·-]\d))"
    rf"|(?<![0-9])(?<![{_CHINESE_CHARS}].)[{_CHINESE_CHARS}Oo]{{0,7}}+(?={_AFTER_NUMBER}))"
)


def _gates(view: str) -> list[int]:
    """The places where an expression may begin, in order."""
    starts = [m.start() for m in _NUMBER_GATE.finditer(view)]
    starts += [m.start() for m in _WORD_GATE.finditer(view)]
    return sorted(starts)


def _compile(names: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?P<{k}>{_HEADS[k]})" for k in names))


_NUMBER_HEAD = _compile([k for k in _HEADS if k in _BY_NUMBER])
_WORD_HEAD = _compile(
    [
        k
        for k in _HEADS
        if k not in ("iso", "dotted", "dmy", "month", "day", "decade_alone", "backward", "within", "shift")
    ]
)


def _head(view: str, at: int) -> re.Match[str] | None:
    if at >= len(view):
        return None
    return (_NUMBER_HEAD if view[at] in _IS_NUMBER else _WORD_HEAD).match(view, at)


_AFTER_YEAR = re.compile(
    rf"(?:的|\s{{0,2}})(?:(?P<month>{_MONTH})(?:[ ]?月{_MONTH_NOT}份?|(?={_TO}{_MONTH}[ ]?月(?!龄)))|(?P<month_word>[本当]月)"
    rf"|第?(?P<quarters>[一二三1-3])(?=(?:{_TO}|、)[二三四2-4]季度)|(?P<part>{_PART}|首月|全年度?|{_any('span')})"
    r"|(?P<end>年?底|年?末(?!端)|年?初(?!中|级|步|始|夏|冬|春|秋|一|二|三|期|次|心)|年中(?![央国共心小学医华])))"
)
_AFTER_MONTH = re.compile(
    rf"\s?(?:(?P<day>{_DAY})(?:[ ]?[日号](?![元均产游内龄用])|(?={_TO}(?:{_MONTH}月)?{_DAY}(?:日|$|[，。,]))|(?=$|[，。,、；;）)])(?<=[一二三四五六七八九])(?<=十.))"
    r"|(?P<ten>[上中下])旬|的?第(?P<week>[一二三四1-4])个?(?:周|星期)|(?P<half>[上下])半月"
    r"|(?P<end>月?底|月?末(?!端)|月?初(?![中级步始期次一二三四五六七八九十])))"
)
_AFTER_DAY = re.compile(rf"\s?(?:{_CLOCK})(?:{_TO}(?:{_CLOCK}))?")
_TAIL = re.compile(
    rf"(?P<day>{_DAY})[日号](?![元均产游内龄用])|(?P<month>{_MONTH})月(?P<loose>{_DAY})(?![\d日号.])"
    rf"|(?P<year>\d\d)年|(?P<now>今(?![年天日晚])|现在|目前|今天)"
)
_TO_PATTERN = re.compile(_TO)
_QUARTERS_TAIL = re.compile(rf"(?:{_TO}|、)(?P<last>[二三四2-4])季度")
_SUFFIX = re.compile(
    r"(?P<before>[或及和](?:之|以)前|(?:之|以)前|前(?![景三两列十后期往来进沿夕途四五\d首个端瞻者半述一八六七九N几]))"
    r"|(?P<since>(?:(?:首次|正式|全面)?(?:设立|成立|创立|创办|组建|启动|开工|开通|开放|开行|运行|运营|投产|投运|投用|实施|施行|推行|试点|上线|启用|建成|建立|建设|挂牌|举办|改革|入世)+)?以来|来(?=[，,]))|(?P<from>[或及和](?:之|以)后|(?:开始)?起(?![步草点伏码诉重来])|开始)"
    r"|(?P<after>(?:之|以)后|后(?![景期续备勤端来台]))"
    rf"|(?P<during>期间|时期|{_INSIDE}|左右|前后|止|份)"
)
_AS_OF = ("截至到", "截止到", "截至", "截止", "截止至")
_NOT_UNTIL = frozenset("达得受看想提高加长升降少大展推收遇增扩回来上下签缩减")
_PUNCTUATION = frozenset(' \n\t，,。；;、：:（(“"')
_SENTENCE_END = re.compile(r"[。！？!?\n]")


# ---------------------------------------------------------------- arithmetic


def _int(text: str) -> int:
    value = parse_number(text.replace(" ", "").replace("O", "零").replace("o", "零"))
    return 0 if value is None else int(value)


def _day(year: int, month: int, day: int) -> date | None:
    if not 1 <= year <= 9999 or not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _clamped(year: int) -> int:
    """A year that the date type can hold: nothing in a text may raise."""
    return min(max(year, 1), 9999)


def _months(year: int, first: int, last: int) -> tuple[date, date]:
    year = _clamped(year)
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _years(first: int, last: int) -> tuple[date, date]:
    return date(_clamped(first), 1, 1), date(_clamped(last), 12, 31)


def _add_months(day: date, n: int) -> date:
    """The same day n months on, or the last day of that month; clamped to the years 1-9999."""
    index = min(max(day.year * 12 + day.month - 1 + n, 12), 9999 * 12 + 11)
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _add_days(day: date, n: int) -> date:
    return date.fromordinal(min(max(day.toordinal() + n, 1), date.max.toordinal()))


_SPEC = re.compile(r"([YRLMWTQ])([+-]\d+)?(?:/(\d\d)-(\d\d)|/H([12]))?$")


def _resolve(spec: str, cal: _Calendar) -> tuple[date | None, date | None]:
    """A span of the lexicon as days: ``Y-1``, ``T``, ``..T``, ``R/07-01..R/08-31``, ``2050-01-01..2050-12-31``, ``-``."""
    if spec == "-":
        return None, None
    if ".." in spec:
        low, high = spec.split("..")
        return (_resolve(low, cal)[0] if low else None), (_resolve(high, cal)[1] if high else None)
    m = _SPEC.match(spec)
    if m is None:
        return date.fromisoformat(spec), date.fromisoformat(spec)
    unit, shift = m[1], int(m[2] or 0)
    if m[3]:
        day = _day(cal.base, int(m[3]), int(m[4]))
        return day, day
    if m[5]:
        return _months(cal.base, *((1, 6) if m[5] == "1" else (7, 12)))
    return _resolve_unit(unit, shift, cal)


def _resolve_unit(unit: str, shift: int, cal: _Calendar) -> tuple[date, date]:
    today = cal.reference
    if unit in "YR":
        year = (today.year if unit == "Y" else cal.report) + shift
        return _years(year, year)
    if unit == "L":
        known = cal.last.high if cal.last and cal.last.high and cal.last.grain == "day" else today
        return known, known
    if unit == "T":
        return _add_days(today, shift), _add_days(today, shift)
    if unit == "W":
        return _widen(_add_days(today, 7 * shift), "week")
    first = (
        today.replace(day=1)
        if unit == "M"
        else today.replace(month=today.month - (today.month - 1) % 3, day=1)
    )
    first = _add_months(first, shift if unit == "M" else 3 * shift)
    return first, _add_days(_add_months(first, 1 if unit == "M" else 3), -1)


def _festival(word: str, year: int) -> tuple[date | None, date | None]:
    """The days of a festival or of its days off in one year; None where the tables do not reach."""
    name = next((w for w in _HOLIDAYS if word.lstrip('“"').startswith(w)), "")
    if word in _WORDS["festival"]:
        if word in _FESTIVALS:
            text = _FESTIVALS[word].get(year)
            day = date.fromisoformat(text) if text else None
        else:
            day = _day(year, int(_WORDS["festival"][word][2:4]), int(_WORDS["festival"][word][5:7]))
        return day, day
    span = _HOLIDAYS.get(name, {}).get(year)
    return (date.fromisoformat(span[:10]), date.fromisoformat(span[12:])) if span else (None, None)


_QUARTER_NUMBER = re.compile(r"[一二两三四1-4]")


def _part(word: str, year: int, cal: _Calendar) -> tuple[date | None, date | None, str]:
    """Part of a year: 一季度, 上半年, 前八个月, 春节, 首月, 全年."""
    if "季" in word or word[0] == "Q":
        n = _int(m[0]) if (m := _QUARTER_NUMBER.search(word)) else 1
        return (*_months(year, 1 if word[0] in "前头" else 3 * n - 2, 3 * n), "quarter")
    if word[1:] == "半年":
        return (*_months(year, *((1, 6) if word[0] in "上前" else (7, 12))), "half")
    if word[1:] == "半月":
        return _half_month(word[0], year, cal.month or cal.reference.month)
    if word[0] in "前头":
        return (*_months(year, 1, min(12, _int(word[1 : word.index("个")]))), "month")
    if word == "首月":
        return (*_months(year, 1, 1), "month")
    if word.startswith("全年"):
        return (*_years(year, year), "year")
    if word in _WORDS["span"]:
        return (*_resolve(_WORDS["span"][word], replace(cal, year=year)), "multi")
    return (*_festival(word, year), "festival")


def _half_month(word: str, year: int, month: int) -> tuple[date, date, str]:
    low, high = _months(year, month, month)
    return (low, low.replace(day=15), "ten_days") if word == "上" else (low.replace(day=16), high, "ten_days")


# ---------------------------------------------------------------- readers: one a kind of head

_Match = re.Match[str]


def _time(m: _Match, low: date | None, high: date | None, grain: str, **more: object) -> _Time:
    t = _Time(m.start(), m.end(), low, high, grain, str(m.lastgroup))
    for name, value in more.items():
        setattr(t, name, value)
    if t.year is None:
        t.year = low.year if low else high.year if high else None
    return t


def _read_iso(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    year, month, day = map(int, re.split(r"[-./·]", m[0]))
    when = _day(year, month, day)
    return (
        _after_day(view, _time(m, when, when, "day", year=year, month=month, explicit=True)) if when else None
    )


_TO_DOTTED = re.compile(rf"{_TO}(\d{{4}})\.(\d\d)")


def _read_dotted(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """1999.08-2002.02: only as a pair, a single one would be a decimal."""
    year, month = map(int, m[0].split("."))
    last = _TO_DOTTED.match(view, m.end())
    if last is None:
        return None
    low, high = _months(year, month, month)[0], _months(int(last[1]), int(last[2]), int(last[2]))[1]
    return _time(m, low, high, "multi", end=last.end(), form="span", explicit=True) if low <= high else None


def _read_dmy(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """13/5/2015, 05/05/71: day first unless that makes no date."""
    day, month, year = map(int, re.split(r"[/.]", m[0]))
    year += 0 if year > 99 else 2000 if year <= cal.reference.year % 100 + 20 else 1900
    when = _day(year, month, day) or _day(year, day, month)
    return _time(m, when, when, "day", year=year, month=when.month, explicit=True) if when else None


def _read_year(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    digits = (
        m[0].removeprefix("公元").removeprefix("纪元").removesuffix("度").removesuffix("年").replace(" ", "")
    )
    year = _int(digits)
    if len(digits) == 2:
        year += 2000 if year <= cal.reference.year % 100 + 20 and digits[0] not in "三五六七八九" else 1900
    if not 1 <= year <= 9999:
        return None
    return _after_year(view, _time(m, *_years(year, year), "year", year=year, explicit=True), cal)


def _read_year_word(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    word = m[0] if m[0] in _WORDS["year"] else m[0][:-1]
    low, high = _resolve(_WORDS["year"][word], cal)
    if _WORDS["year"][word] == "L":
        year = cal.last.year if cal.last and cal.last.year else cal.report
        low, high = _years(year, year)
    return _after_year(view, _time(m, low, high, "year", relative=True), cal)


def _read_era(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    name, n = m[0][:2], m[0][2:-1]
    year = int(_WORDS["era"][name]) + (1 if n == "元" else _int(n))
    return _after_year(view, _time(m, *_years(year, year), "year", year=year, explicit=True), cal)


def _read_before_christ(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    return _time(m, None, None, "vague", explicit=True)


def _after_year(view: str, t: _Time, cal: _Calendar) -> _Time | None:
    """What may follow a year: a month, a quarter, a half, a festival, 初 底 末."""
    m = _AFTER_YEAR.match(view, t.end)
    if m is None or t.year is None:
        return t
    year, kind = t.year, m.lastgroup
    t.end = m.end()
    if kind in ("month", "month_word"):
        month = _int(m[kind]) if kind == "month" else cal.reference.month
        return _after_month(view, _set(t, *_months(year, month, month), "month", month=month), cal)
    if kind == "quarters":
        return _quarters(view, t, _int(m[kind]), year)
    if kind == "part":
        return _set(t, *_part(m["part"], year, replace(cal, year=year)))
    return _year_edge(t, year, m["end"])


def _set(t: _Time, low: date | None, high: date | None, grain: str, month: int | None = None) -> _Time:
    t.low, t.high, t.grain, t.month = low, high, grain, month
    return t


def _year_edge(t: _Time, year: int, mark: str) -> _Time:
    """年初 is 1 January, 年末 and 年底 are 31 December, each that day alone; 年中 is June."""
    t.rule += "_edge"
    if mark.endswith("中"):
        return _set(t, *_months(year, 6, 6), "month")
    day = _years(year, year)[0 if "初" in mark else 1]
    return _set(t, day, day, "day")


_MONTHS_AHEAD = 10
_AHEAD = re.compile(r"(?:今年|本年|年内|预计|计划|将|拟|到|至|定)(?:于|在)?[^，。；]?$")
_DUE = re.compile(r"31日|三十一日|(?:\d{1,2}日|[上中下]旬|底|末)?(?:之?前|以前)")


def _read_month(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    month, year = _int(m[0].rstrip(" 月份")), cal.base
    if cal.year is None and month - cal.reference.month >= _MONTHS_AHEAD and not _AHEAD.search(view, max(0, m.start() - 6), m.start()) and not _DUE.match(view, m.end()):
        year -= 1  # in January 12月 is the one that was
    t = _time(
        m, *_months(year, month, month), "month", month=month, relative=True, explicit=cal.year is not None
    )
    if view[max(0, t.start - 2) : t.start] in ("每年", "历年"):
        t.month = None
        return _set(t, None, None, "vague")
    return _after_month(view, t, cal)


def _read_month_word(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    low, high = _resolve(_WORDS["month"][m[0]], cal)
    t = _time(m, low, high, "month", relative=True)
    if m[0] == "当月" and cal.month and cal.year:
        t.year = cal.year
        _set(t, *_months(cal.year, cal.month, cal.month), "month")
    t.month = low.month if low else None
    return _after_month(view, t, cal)


def _after_month(view: str, t: _Time, cal: _Calendar) -> _Time | None:
    """What may follow a month: a day, 上旬, 底, 第一周."""
    m = _AFTER_MONTH.match(view, t.end)
    if m is None or t.month is None or t.year is None:
        return t
    kind, end = m.lastgroup, m.end()
    if kind == "day":
        when = _day(t.year, t.month, _int(m["day"])) or _leap_day(t, _int(m["day"]))
        if when is None:
            return t
        t.year = when.year
        t.end = end
        return _after_day(view, _set(t, when, when, "day", t.month))
    t.end = end
    return _month_part(t, kind or "", m[kind or 0], t.year, t.month)


def _leap_day(t: _Time, day: int) -> date | None:
    """29 February without a printed year is that of the last leap year."""
    if t.explicit or t.month != 2 or day != 29 or t.year is None:
        return None
    return next((d for y in range(t.year, t.year - 8, -1) if (d := _day(y, 2, 29))), None)


def _month_part(t: _Time, kind: str, word: str, year: int, month: int) -> _Time:
    low, high = _months(year, month, month)
    if kind == "ten":
        first = {"上": 1, "中": 11, "下": 21}[word]
        return _set(
            t, low.replace(day=first), high if first == 21 else low.replace(day=first + 9), "ten_days", month
        )
    if kind == "week":
        monday = low + timedelta((7 - low.weekday()) % 7 + 7 * (_int(word) - 1))
        return _set(t, monday, _add_days(monday, 6), "week", month)
    if kind == "half":
        return _set(t, *_half_month(word, year, month), month)
    t.rule += "_edge"
    if "初" in word:
        return _set(t, low, low.replace(day=5), "ten_days", month)
    return _set(t, high, high, "day", month)


def _after_day(view: str, t: _Time) -> _Time:
    """A clock time after a day belongs to its span: 2月17日17时."""
    if (m := _AFTER_DAY.match(view, t.end)) is not None:
        t.end = m.end()
    return t


def _read_day(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """17日 alone: of the month spoken of, else of the month of issue, or the one before where that lies far ahead."""
    day = _int(m[0].rstrip(" 日"))
    if cal.month is not None:
        when = _day(cal.base, cal.month, day)
    else:
        when = _day(cal.reference.year, cal.reference.month, day)
        if when is None or (when - cal.reference).days > 14:
            before = _add_months(cal.reference.replace(day=1), -1)
            when = _day(before.year, before.month, day) or when
    return _after_day(view, _time(m, when, when, "day", month=when.month, relative=True)) if when else None


def _read_quarters(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    t = _time(m, None, None, "quarter", relative=True, explicit=cal.year is not None)
    return _quarters(view, t, _int(m[0].lstrip("第")), cal.base)


def _quarters(view: str, t: _Time, first: int, year: int) -> _Time | None:
    """一至三季度, 一、二季度."""
    m = _QUARTERS_TAIL.match(view, t.end)
    if m is None or _int(m["last"]) <= first:
        return None
    t.end, t.form, t.year = m.end(), "span", year
    return _set(t, *_months(year, 3 * first - 2, 3 * _int(m["last"])), "quarter")


def _read_part(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    low, high, grain = _part(m[0], cal.base, cal)
    return _time(m, low, high, grain, relative=True, explicit=cal.year is not None)


def _read_whole_year(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    spec = _WORDS["whole_year"][m[0]]
    year = (_resolve(spec, cal)[1] or cal.reference).year
    return _time(m, *_years(year, year), "year", relative=True)


def _read_year_end(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    return _year_edge(_time(m, None, None, "day", relative=True, year=cal.report), cal.report, m[0])


def _read_month_end(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """月底 and 中旬 alone: of the month of issue (or the month spoken of)."""
    year, month = (cal.base, cal.month) if cal.month else (cal.reference.year, cal.reference.month)
    kind = "ten" if m[0].endswith("旬") else "end"
    return _month_part(
        _time(m, None, None, "day", relative=True, year=year),
        kind,
        m[0][0] if kind == "ten" else m[0],
        year,
        month,
    )


def _read_plan(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """“十四五”期间 is its five years, “十四五”末 its last; a bare “十四五”规划 names a document."""
    name = next(w for w in _PLANS_LONGEST if m[0].lstrip('“"‘『「').startswith(w))
    rest = m[0][m[0].index(name) + len(name) :].lstrip('”"’』」')
    return _plan(m, *_PLANS[name], rest, cal)


def _read_nth_plan(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    n = _int(m["nth"])
    return _plan(m, *plan_years(n), m[0].partition("个五年")[2], cal) if 1 <= n <= len(_PLANS) else None


def _plan(m: _Match, first: int, last: int, rest: str, cal: _Calendar) -> _Time:
    t = _time(m, *_years(first, last), "plan", explicit=True)
    if rest.endswith("以来"):
        t.form, t.high = "since", max(min(cal.reference, date(last, 12, 31)), date(first, 1, 1))
    elif rest.endswith(("末", "末期")):
        t = _set(t, *_years(last, last), "year")
        t.year = last
    elif rest in ("初", "初期"):
        t = _set(t, *_years(first, first), "year")
    elif rest in ("规划", "计划", "规划实施", "计划实施"):
        t.form = "name"
    return t


def _read_century(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    age, decade = m["age"], m["decade"]
    now = (cal.reference.year - 1) // 100 + 1
    n = now + {"本": 0, "上": -1, "下": 1}[age[0]] if age[0] in "本上下" else _int(age)
    if not 1 <= n <= 30:
        return None
    t = _Time(m.start(), m.end(), *_years(100 * n - 99, 100 * n), "century", "century", explicit=True)
    if decade:
        first = 100 * (n - 1) + _int(decade)
        last = 100 * (n - 1) + _int(m["decade_end"] or decade) + 9
        stage = m["stage"] or ""
        low, high = {
            "初": (first, first + 2),
            "末": (last - 2, last),
            "中": (first + 3, last - 3),
            "后": (first + 5, last),
        }.get(stage[:1], (first, last))
        t = _set(t, *_years(low, high), "decade")
    elif m["stage2"]:
        t = _set(
            t,
            *_years(
                *{
                    "中": (100 * n - 50, 100 * n - 50),
                    "末": (100 * n, 100 * n),
                    "初": (100 * n - 99, 100 * n - 90),
                }[m["stage2"][0]]
            ),
            "multi",
        )
    t.year = t.low.year if t.low else None
    return t


def _read_decade_alone(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    printed = m[0].removesuffix("年代")
    first = _int(printed) if len(printed) == 4 else 1900 + _int(printed)
    return _time(m, *_years(first, first + 9), "decade", explicit=True)


def _read_event(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    name = max((w for w in _WORDS["event"] if w in m[0]), key=len)
    low = date.fromisoformat(_WORDS["event"][name])
    return _time(m, low, max(low, cal.reference), "multi", form="since")


_BETWEEN_END = re.compile(r"之?间")
_AMOUNT = re.compile(
    rf"(?P<n>半|\d+|[{_C}十百两仨]+)(?:[至到~—-](?P<n2>\d+|[{_C}十]+))?(?P<more>[几多余])?个?[多余]?(?P<unit>年|月|季度|星期|周|天|日|小时)(?P<half>半)?"
)


_PAIRED = re.compile(r"[一二两三四五六七八][二两三四五六七八九]")


def _amount(text: str) -> tuple[float, str, bool] | None:
    """(number, unit, about) of 三年半, 十多天, 两个季度; the larger end of 三到五年. Quarters become months."""
    m = _AMOUNT.search(text)
    if m is None:
        return None
    printed = m["n2"] or m["n"]
    if _PAIRED.fullmatch(printed):
        printed = printed[1]  # 两三年: at most three
    n = 0.5 if printed == "半" else float(_int(printed))
    n, unit = n + (0.5 if m["half"] else 0), m["unit"]
    if unit == "季度":
        n, unit = 3 * n, "月"
    if unit == "年" and n != int(n):
        n, unit = 12 * n, "月"
    return n, "周" if unit == "星期" else "天" if unit == "日" else unit, m["more"] is not None


def _shifted(day: date, n: float, unit: str) -> date:
    if unit in ("年", "月"):
        return _add_months(day, int(n * (12 if unit == "年" else 1)))
    return _add_days(day, int(n * {"周": 7, "天": 1}.get(unit, 1 / 24)))


def _read_back(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """近三年, 过去五年, 一年来: that many years up to the year of issue; one year is the year before it, under review."""
    amount = _amount(m[0])
    if amount is None or amount[0] < 1 or (m[0][0] == "近" and amount[0] > 15 and not m[0].endswith("来")):
        return None
    n, unit, _ = amount
    today, t = cal.reference, _time(m, None, None, "multi", form="review", relative=True)
    if unit == "年":
        low, high = (
            _years(today.year - 1, today.year - 1) if n == 1 else _years(today.year - int(n) + 1, today.year)
        )
    elif unit == "月" and m.lastgroup == "backward":
        low, high = _add_months(today, -int(n)).replace(day=1), today
    else:
        low, high = _shifted(today, -n, unit), today
    t.year = low.year
    return _set(t, low, high, "multi")


def _read_ahead(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """今后五年, 未来三年, 用五年时间: from the year of issue, N years; 经过三年努力 may look either way and has no dates."""
    amount = _amount(m[0])
    if amount is None or amount[0] > 1000:
        return None
    if m[0].startswith("经过"):
        return _time(m, None, None, "vague", form="duration_period", relative=True)
    n, unit, _ = amount
    today, t = cal.reference, _time(m, None, None, "multi", form="duration_period", relative=True)
    t.year = today.year
    if unit == "年":
        return _set(t, *_years(today.year, today.year + max(1, int(n)) - 1), "multi")
    return _set(t, today, _shifted(today, n, unit), "multi")


def _read_within(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """3年内 ends on 31 December of the year + N - 1; shorter ones so long after the day of issue."""
    t = _read_ahead(view, m, cal)
    if t is None or "小时" in m[0]:
        return None
    t.low = None
    return t


def _read_shift(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """五天前, 七年后, 半年之后; with 之 or 以 an open side, else the time itself."""
    amount = _amount(m[0])
    if amount is None or "小时" in m[0]:
        return None
    n, unit, about = amount
    n = -n if m[0].endswith("前") else n
    day = _shifted(cal.reference, n, unit)
    grain = {"年": "year", "月": "month", "周": "week"}.get(unit, "day")
    if abs(n) > 400:
        return None  # 3000年前, 千年前: history, no date
    low, high = _widen(day, grain)
    t = _time(m, low, high, grain, relative=True)
    if about:
        return _set(t, None, None, "vague")
    if m[0][-2] in "之以":
        t.form = "deadline" if n < 0 else "since"
        return _set(t, None if n < 0 else low, high if n < 0 else None, grain)
    return t


def _widen(day: date, grain: str) -> tuple[date, date]:
    """The whole year, month or week that holds the day."""
    if grain == "year":
        return _years(day.year, day.year)
    if grain == "month":
        return _months(day.year, day.month, day.month)
    if grain == "week":
        monday = _add_days(day, -day.weekday())
        return monday, _add_days(monday, 6)
    return day, day


def _read_adjacent(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    """前两年, 前两天: those just before; 后三个月: those just after."""
    amount = _amount(m[0])
    if amount is None or amount[0] < 1:
        return None
    n, unit, _ = amount
    today, t = cal.reference, _time(m, None, None, "multi", form="review", relative=True)
    if m[0][0] == "后":
        first = _add_months(today.replace(day=1), 1)
        return _set(t, first, _add_days(_add_months(first, int(n)), -1), "multi")
    if unit == "年":
        return _set(t, *_years(today.year - int(n), today.year - 1), "multi")
    return _set(t, _shifted(today, -n, unit), _add_days(today, -1), "multi")


def _read_clock(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    return _time(m, None, None, "clock")


def _read_weekday(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    shift = {"上": -7, "下": 7}.get(m[0][0], 0)
    day = _add_days(
        cal.reference,
        shift - cal.reference.weekday() + "一二三四五六日天".index(m[0][-1]) - (m[0][-1] == "天"),
    )
    return _time(m, day, day, "day", relative=True)


def _read_word(view: str, m: _Match, cal: _Calendar) -> _Time | None:
    kind, spec = _WORD_SPANS[m[0]]
    low, high = _resolve(spec, cal)
    grain = {"span": "multi"}.get(kind, kind)
    t = _time(m, low, high, grain, relative=kind != "span", rule=kind)
    return _after_day(view, t) if kind == "day" else t


_READERS: dict[str, Callable[[str, _Match, _Calendar], _Time | None]] = {
    "iso": _read_iso, "dotted": _read_dotted, "dmy": _read_dmy, "year": _read_year, "year_word": _read_year_word,
    "era": _read_era, "before_christ": _read_before_christ, "month": _read_month, "month_word": _read_month_word,
    "day": _read_day, "quarters": _read_quarters, "part": _read_part, "whole_year": _read_whole_year,
    "year_end": _read_year_end, "month_end": _read_month_end, "plan": _read_plan, "nth_plan": _read_nth_plan, "century": _read_century,
    "decade_alone": _read_decade_alone, "event": _read_event, "back": _read_back, "ahead": _read_ahead,
    "using": _read_ahead, "backward": _read_back, "within": _read_within, "shift": _read_shift,
    "adjacent": _read_adjacent, "clock": _read_clock, "weekday": _read_weekday, "word": _read_word,
}  # fmt: skip

# ---------------------------------------------------------------- ranges, suffixes, prefixes

_RANGE_GRAINS = frozenset(
    ("day", "month", "ten_days", "week", "quarter", "half", "year", "decade", "festival")
)


def _range(view: str, t: _Time, cal: _Calendar) -> _Time:
    """A至B, and A和B之间: the second half inherits year and month from the first."""
    if t.grain not in _RANGE_GRAINS or t.form != "point":
        return t
    m = _TO_PATTERN.match(view, t.end)
    between = m is None and view[t.end : t.end + 1] in ("和", "与")
    if m is None and not between:
        return t
    at = t.end + 1 if m is None else m.end()
    last = _second(view, at, t, cal)
    if last is None or last.high is None or t.low is None or last.high < t.low or last.form != "point":
        return t
    end = last.end
    if between:
        close = _BETWEEN_END.match(view, end)
        if close is None:
            return t
        end = close.end()
    return _joined(t, last, end)


def _joined(t: _Time, last: _Time, end: int) -> _Time:
    grain = t.grain if t.grain == last.grain else "multi"
    return replace(t, end=end, high=last.high, grain="multi" if grain == "year" else grain, form="span", rule=f"{t.rule}_range",
                   year=t.year, month=last.month)  # fmt: skip


def _second(view: str, at: int, t: _Time, cal: _Calendar) -> _Time | None:
    inner = replace(cal, year=t.year, month=t.month, last=t)
    m = _TAIL.match(view, at)
    if m is not None:
        return _tail(view, m, t, cal)
    head = _head(view, at)
    if (
        head is None
        or head.lastgroup is None
        or head.lastgroup in ("clock", "word", "back", "ahead", "using")
    ):
        return None
    last = _READERS[head.lastgroup](view, head, inner)
    if last is None or last.high is None or t.low is None:
        return None
    if last.form == "point" and last.month and head.lastgroup in ("year", "year_word") and not t.explicit:
        _move(t, last)
    if head.lastgroup == "month" and last.high < t.low:
        # 12月至3月 runs into the next year
        last = _READERS["month"](view, head, replace(inner, year=(t.year or cal.report) + 1))
    return last


def _move(t: _Time, last: _Time) -> None:
    """10月至2023年3月: the first half takes its year from the second."""
    if (
        t.low is None
        or t.high is None
        or last.high is None
        or last.year is None
        or not t.relative
        or t.rule != "month"
    ):
        return
    year = last.year if (t.low.month, t.low.day) <= (last.high.month, last.high.day) else last.year - 1
    low = _day(year, t.low.month, t.low.day)
    high = _day(year, t.high.month, min(t.high.day, monthrange(year, t.high.month)[1]))
    t.low, t.high, t.year, t.explicit = low, high, year, True


def _tail(view: str, m: _Match, t: _Time, cal: _Calendar) -> _Time | None:
    """The short forms that only a range allows: 至17日, -89年9月, 到现在, 至2月10."""
    kind = m.lastgroup
    if kind == "now":
        return _time(m, cal.reference, cal.reference, "day")
    if kind == "year":
        if t.grain != "year" or not t.explicit or t.year is None:
            return None
        year = t.year // 100 * 100 + int(m["year"])
        return _after_year(view, _time(m, *_years(year, year), "year", year=year, explicit=True), cal)
    if t.month is None or t.year is None or t.grain != "day":
        return None
    month = t.month if kind == "day" else _int(m["month"])
    when = _day(t.year, month, _int(m[kind or 0]))
    return _after_day(view, _time(m, when, when, "day", month=month, year=t.year)) if when else None


def _suffix(view: str, t: _Time, cal: _Calendar) -> _Time:
    """前 以来 起 之后 期间 after the time."""
    if t.form not in ("point", "span") or t.grain in ("now", "recent", "vague", "clock"):
        return t
    m = _SUFFIX.match(view, t.end)
    if m is None:
        return t
    kind = m.lastgroup
    if kind == "before":
        if t.grain in ("year", "half") and len(m[0]) == 1 and t.relative and not t.explicit:
            return t  # 今年前 is the beginning of 今年前五个月, never a deadline
        return _open(t, m.end(), None, t.high, "deadline", "before")
    if kind == "since":
        return _open(t, m.end(), t.low, max(cal.reference, t.low or cal.reference), "since", "since")
    if kind == "from":
        if m[0] == "开始" and view[t.start - 1 : t.start] not in ("从", "自"):
            return t  # 6月开始施工 is a time, 从6月开始 a stretch
        return _open(t, m.end(), t.low, None, "since", "from")
    if kind == "after":
        low = t.low if t.grain == "day" or t.high is None else _add_days(t.high, 1)
        return _open(t, m.end(), low, None, "since", "after")
    t.end = m.end()
    return t


def _open(t: _Time, end: int, low: date | None, high: date | None, form: str, rule: str) -> _Time:
    t.end, t.low, t.high, t.form, t.rule = end, low, high, form, f"{t.rule}_{rule}"
    return t


def _prefix(view: str, t: _Time, cal: _Calendar, floor: int) -> _Time:
    """截至 到 自 从 before the time; ``floor`` is where the expression before it ended."""
    before = view[max(floor, t.start - 3) : t.start]
    if not before:
        return t
    for word in _AS_OF:
        if before.endswith(word) and t.form in ("point", "span"):
            t.start -= len(word)
            return _open(t, t.end, t.high, t.high, "as_of", "as_of")
    if t.form == "point" and t.grain not in ("vague", "clock", "recent") and t.high is not None:
        if before in ("不迟于", "不晚于"):
            t.start -= 2  # and one more in _until
            return _until(t, cal)
        if before.endswith("到") and view[max(0, t.start - 2) : t.start - 1] not in _NOT_UNTIL:
            return _until(t, cal)
        if before[-1] == "至" and (t.start < 2 or view[t.start - 2] in _PUNCTUATION):
            return _until(t, cal)
    return _from(view, t, before)


def _until(t: _Time, cal: _Calendar) -> _Time:
    """到2025年: no start. 到去年底 and 到目前 look back: the state on that day."""
    past = t.high is not None and t.high < cal.reference and t.rule.endswith("_edge")
    t.start -= 1
    if past or t.grain == "now":
        return _open(t, t.end, t.high, t.high, "as_of", "as_of")
    t.year = t.high.year if t.high else None
    return _open(t, t.end, None, t.high, "deadline", "until")


def _from(view: str, t: _Time, before: str) -> _Time:
    word = next((w for w in ("自从", "自", "从") if before.endswith(w)), "")
    if not word or before[:-1].endswith(("来", "各", "亲", "服", "听", "跟")):
        return t
    if t.form in ("since", "span"):
        t.start -= len(word)
    elif word == "自从" and t.form == "point":
        t.start -= 2
        return _open(t, t.end, t.low, None, "since", "from")
    return t


# ---------------------------------------------------------------- the scan

_INHERITING = frozenset(("month", "month_word", "day", "part", "quarters", "month_end"))
_WITHIN_YEAR = frozenset(("day", "month", "quarter", "half", "ten_days"))


def _set_context(cal: _Calendar, view: str, start: int, kind: str) -> None:
    """A month or day without a year takes the year (and month) named before it in the same sentence."""
    cal.year = cal.month = None
    t = cal.last
    if (
        t is None
        or kind not in _INHERITING
        or start - t.end > 120
        or _SENTENCE_END.search(view, t.end, start)
    ):
        return
    if kind in ("day", "month_end", "month_word"):
        if t.month:
            cal.year, cal.month = t.year, t.month
    elif t.explicit and t.grain in _WITHIN_YEAR and not t.rule.endswith("_edge"):
        cal.year = t.year


def find_dates(view: str, reference_date: date, *, default_year: int | None = None) -> list[DateExpression]:
    """All calendar expressions of a view, sorted and without overlap.

    ``view``: half-width text of the same length as the release (view.py). ``reference_date``: the day of issue;
    今年 and 去年 count from it. ``default_year``: the year that 全年, 年末, 上年 and a month without a year belong
    to (a communiqué's), else the year of issue. Raises nothing; what cannot be a date (2月30日) is read as far as it can be.
    """
    cal = _Calendar(reference_date, reference_date.year if default_year is None else default_year)
    found: list[DateExpression] = []
    floor = 0
    for at in _gates(view):
        if at < floor or (m := _head(view, at)) is None:
            continue
        kind = m.lastgroup or ""
        _set_context(cal, view, at, kind)
        t = _READERS[kind](view, m, cal)
        if t is None:
            continue
        cal.last = t = _prefix(view, _suffix(view, _range(view, t, cal), cal), cal, floor)
        floor = t.end
        found.append(
            DateExpression(
                t.start, t.end, t.low, t.high, t.grain, t.form, t.explicit, t.relative, t.year, t.rule
            )
        )
    return found

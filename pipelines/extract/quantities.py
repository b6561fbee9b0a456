"""Numbers with what stands around them: unit, comparator, range, class. One scan per text, no dates (see ``dates.py``).

Belongs here: what a numeric expression is. Not here: what it says of the world (``figures.py``).
``_CANDIDATE`` jumps to the next character that can begin an expression, ``_PLAIN`` or one of ``_FORMS`` reads it, and
which of them did decides which function makes it. Input is a view (``view.py``); spans are offsets into it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable
from decimal import Decimal
from itertools import accumulate

from pipelines.extract.model import Comparator, Kind, NumericExpression
from pipelines.extract.numerals import (
    CHINESE_CLASS,
    DIGIT_CLASS,
    SCALE_CLASS,
    fuzzy_pair,
    last_digit,
    parse_number,
)
from pipelines.extract.tries import trie_pattern
from pipelines.extract.units import TAEL_PATTERN, UNIT_PATTERN, UNITS, Unit
from pipelines.lexicon.read import rows

# Currencies that are also written before the number; what they are worth says units.csv.
_PREFIX_CURRENCY = ("CNY", "RMB", "USD", "HKD", "EUR", "GBP", "JPY", "港币", "新台币", "台币", "澳币", "澳门币", "美金")
_C, _D, _S = CHINESE_CLASS, DIGIT_CLASS, SCALE_CLASS
_ARABIC = (
    r"(?:\d{1,3}(?:,\d{3})+(?![\d,])(?:\.\d+)?"  # 1,234.5
    r"|\d(?: \d)+ ?\. ?\d(?: \d)*(?![\d.])|\d(?: \d){2,}(?! ?[\d.])"  # letter-spaced 1 2 . 5, 1 9 9 7
    r"|(?<=[\u4e00-\u9fff])\d(?: \.)? \d(?= ?[个亿万项%])"  # 近1 7 个 in a sentence; two columns of a table have no word before them
    r"|\d{1,3}(?: \d{3})+(?!\d)(?:\.\d+)?"  # 1 000
    r"|\d{1,3}(?:，\d{3})+(?![\d，])(?:(?= ?[百千万亿元人个户吨件%])|(?<=，\d{3}，\d{3}))"  # 3，569，705, a comma of the wrong width
    r"|\d+(?: {1,8}\.\d+|[.·](?!(?:19|20)\d\d ?年)\d+)?|(?<!\d)\.\d+)"  # 311 .5 broken by a line; 5.2026年 is an item of 2026
)
_MILLIARD = r"个亿(?=卢布|[美欧日韩港]元|人民币|[^\u4e00-\u9fff]|的[^\u4e00-\u9fff]|$)"  # 两个亿; 5个亿元项目 are five
_SCALE = rf"(?:[{_S.replace('兆', '')}]|兆(?![瓦帕赫焦伏位B]|字节|比特|bps))"  # 6000兆瓦 are 6,000 megawatts
_SCALED = (
    rf"(?: {{0,2}}{_SCALE}+(?: ?零?\d+(?:\.\d+)? ?{_SCALE}+)*(?:零?\d{{1,4}}(?![\d.,万亿千百年月日号:%-]))?"
    rf"|[kKwW](?=[美港欧日]?元|块|[个人户吨件次])|{_MILLIARD})?"
)
# 千 and 兆 before a unit of physics belong to it (十五六千瓦时), a last 两 is a weight (二两) unless a classifier follows.
_UNIT_FIRSTS = "".join(sorted({w[0] for w in UNITS if w[0] > "\u4e00"}))


def _chinese(classifier: str) -> str:
    """Pattern of a Chinese numeral; ``classifier`` is what, behind a last 两, says that it counts and is no weight."""
    numeral = (
        rf"(?:[{re.sub('[千兆两]', '', _C)}]|千(?![瓦米伏帕赫]|克(?!拉)|卡路里|字节|比特)|兆(?![瓦帕赫焦伏]|字节|比特)"
        rf"|两(?=[{_S}几三]|{classifier})|(?<![{_C}])两|(?<=一)两)"
    )
    return rf"{numeral}+(?:(?: (?=[{_D}] ?[{_S}])(?<=[{_S}] ){numeral}+| (?=[{_S}])(?<=[{_D}] ){numeral}+)+(?: [{_D}](?![\u4e00-\u9fff]))?(?: ?点 ?[{_D}]+[{_S}]*)?)?(?:点(?!两)[{_D}]+[{_S}]*|点\d+|{_MILLIARD})?"


# All units, so many times as the rarer forms hold a numeral, would take seconds to compile: these look at one character.
_CHINESE, _ANY_CHINESE = _chinese(UNIT_PATTERN), _chinese(f"[{_UNIT_FIRSTS}]")
_NUMBER, _ANY_NUMBER = (rf"(?:{_ARABIC}{_SCALED}|{chinese})" for chinese in (_CHINESE, _ANY_CHINESE))
_FUZZ = rf"(?: ?[多余来几](?=[{_S}大个]|{UNIT_PATTERN}|[^\u4e00-\u9fff]|$)(?:[{re.sub('千', '', _S)}]|千(?![瓦米伏帕赫]|克(?!拉)|卡路里|字节|比特))*)?"
_VAGUE = rf"(?:[几数](?=[{_S}])[{_S}]+(?:亿|万)?)"
_TO = r"(?: ?\((?:不?含)\))?(?:--?| --? | ?(?:~|—{1,2}|至|到|\.\.\.|…) ?)"  # 18.7 -45.9 are two columns
_UNIT = rf"[ \x1f]{{0,8}}(?:{UNIT_PATTERN}|{TAEL_PATTERN})"
_OVER = r" {0,2}分 {0,2}之 {0,2}"
_BELOW = r"(?:负的? ?|零下 ?|-(?=[\d" + _D + "]))"

_COUNTED_FIRST = "个届批次家条台例座期套款只艘列架部张项轮位艺所枚支名班笔本场幅颗片站"  # behind 首
_PREFIXED = "(?:" + "|".join(_PREFIX_CURRENCY) + ")"
_QUANTITY = (
    rf"(?P<quantity>(?P<sys>[摄华]氏)? ?(?P<neg>{_BELOW}|零上 ?)?(?P<n>{_NUMBER}|{_VAGUE}|几(?!字弯)(?={UNIT_PATTERN}))(?P<f>{_FUZZ})(?P<big>大(?:类|项)?)?(?:(?P<mid>个[多半](?:月|星期|小时|钟头|礼拜|世纪))|(?P<u>{_UNIT})?(?P<hb>半)?)"
    rf"(?:{_TO}(?P<neg2>-(?=\d)|零下|负)?(?:零上)?(?P<n2>{_NUMBER})(?P<f2>{_FUZZ})(?P<u2>{_UNIT})?)?)"
)
_PLAIN = re.compile(_QUANTITY)  # nearly every number; what follows in _ELSE may make it something else
_ELSE = frozenset("分又/ ")
_ELSE_CHINESE = frozenset("分又/ 多大半")  # 一多半 as well
# Every other form, in the order in which they are tried. Each is a pattern of its own: all in one take five times as long to compile.
_FORMS = {name: re.compile(pattern) for name, pattern in {
    "percent_cn": rf"-?(?:负的? ?)?(?P<pn>百|千|万|{_ANY_CHINESE}|\d+){_OVER}(?P<pv>[-负]?(?:{_ANY_NUMBER}|几|十几))(?P<pf>[多余几])?(?:{_TO}(?:百分之)?(?P<pv2>{_ANY_CHINESE}|\d+(?:\.\d+)?))?",
    "mixed": rf"-?(?:负的? ?)?(?P<mw>{_ANY_CHINESE}(?: {_ANY_CHINESE}){{0,3}}|\d+) ?又 ?(?P<md>{_ANY_CHINESE}|\d+) {{0,2}}(?:分 {{0,2}}之? {{0,2}}(?P<mn>{_ANY_CHINESE}|\d+)|/ ?(?P<mm>\d+))",
    "full": r"百分之?百",
    "half": r"过半数?|半数|一多半|一大半|一半|(?<![\u4e00-\u9fff])近半数?|[超逾]半数?(?=[^\u4e00-\u9fff]|的)",
    "fan": rf"翻(?:了|近|两|[{_D}])*番",
    "half_unit": r"半个?(?:多|来)?(?P<hu>小时|钟头|世纪|月|天|年)(?![度份底初末会票薪终])",
    "half_measure": r"半个?(?P<hm>公里|公斤|斤|亩|吨|米(?!饭)|升|加仑|里(?=地|路|多|[^\u4e00-\u9fff]))",
    "race": rf"(?P<rm>\d{{1,3}}|[{_D}十]{{1,3}})分(?:(?P<rh>半)(?![之数])|零?(?P<rs>\d{{1,2}}(?:\.\d{{1,3}})?|[{_D}十]{{1,3}})秒(?P<rc>\d{{2,3}}(?!\d))?)",
    "ordinal": rf"第 ?(?P<on>{_ANY_NUMBER})",
    "first": rf"首[{_COUNTED_FIRST}]",
    "symbol": rf"(?P<symbol>(?:US\$|HK\$|A\$|C\$|[$￥¥€£]|人民币|{_PREFIXED}) ?)(?P<sn>{_ANY_NUMBER}|{_VAGUE})(?P<sf>{_FUZZ})(?P<su>{_UNIT})?(?:{_TO}[$￥¥€£]?(?P<sn2>{_ANY_NUMBER})(?P<su2>{_UNIT})?)?",
    "fraction": r"[-负]?(?:(?P<fw>\d{1,2}) )?(?P<fn>\d{1,3})/(?P<fd>\d{1,4})(?![\d/年月.])",
}.items()}  # fmt: skip
_ALONE = rf"\d{_C}半翻几￥¥$€£"  # begin an expression whatever follows
_FIRSTS = "".join(sorted({w[0] for w in _PREFIX_CURRENCY}))
_BURDENS = "税辜肩担抱背欺胜减增"  # 企业税负300亿元, 不辜负14亿人: 负 is a burden, no sign
_CANDIDATE = re.compile(  # one class comes first: the engine skips to it
    rf"[{_ALONE}第负首数过近超逾人摄华UH.{_FIRSTS}-](?:(?<=[{_ALONE}])|(?<=第)(?=[ .的\d{_C}几数])|(?<=负)(?<![{_BURDENS}]负)(?=[ .的\d{_C}几数])|(?<=首)(?=[{_COUNTED_FIRST}])|(?<=数)(?=[{_S}])|(?<=[过近超逾])(?=半)"
    rf"|(?<=人)民币(?=[\d{_C}几数])|(?<=[摄华])氏(?=[\d{_C}负-])|(?<=U)S\$|(?<=H)K\$|(?<=-)(?=[\d.负])|(?<=\.)(?=\d)"
    + "".join(rf"|(?<={w[0]}){w[1:]}(?= ?[\d{_C}几数])" for w in _PREFIX_CURRENCY) + ")"
)

_AFTER = {r["surface"]: r["comparator"] for r in rows("comparators.csv") if r["position"] == "after"}
_BEFORE = {r["surface"]: (r["comparator"], r["not_after"]) for r in rows("comparators.csv") if r["position"] == "before"}
_AFTER_RE = re.compile(" ?" + trie_pattern(_AFTER))
_BEFORE_LENGTHS = sorted({len(s) for s in _BEFORE}, reverse=True)
_BEFORE_LAST = frozenset(s[-1] for s in _BEFORE)
_SPACED = 6  # characters before a number in which a blank may break its comparator
# What may stand behind a number after 比: 比170低. Not 比5%高0.3, which is a difference, nor 比100平方米大户型.
_THAN_WORDS: dict[str, Comparator] = {"高": "gt", "大": "gt", "多": "gt", "低": "lt", "小": "lt", "少": "lt"}
_THAN = re.compile(r" ?[更还要]?(高|大|多|低|小|少)(?=的|[^\u4e00-\u9fff\d ]| ?$| [^\d])")
_NO_THAN = frozenset("对相占同环之配价")  # 占比, 同比, 性价比
_CURRENCY = {"US$": "USD", "HK$": "HKD", "A$": "AUD", "C$": "CAD", "$": "USD", "￥": "CNY", "¥": "CNY", "€": "EUR", "£": "GBP", "人民币": "CNY", **{w: UNITS[w].unit for w in _PREFIX_CURRENCY}}
_CHANGE = re.compile(rf"(?:零)?(?P<j>\d{{1,2}}|[{_D}])(?:角|毛)(?:(?P<f>\d{{1,2}}|[{_D}])分?)?(?:钱|整)?|零?(?P<f2>\d{{1,2}}|[{_D}])分(?:钱|整)?|(?P<t>[{_D}])(?=$|[^\u4e00-\u9fff\d])")
_FEN = re.compile(rf"(\d{{1,2}}|[{_D}])分(?![之钟])(?:钱|整)?")
_RANK_BEFORE = re.compile(r"(?:居|列|排名?|位|位次|跃升至|跃升到|升至|进至|升到|保持|[全我]国|世界|全球|全[省市区县州]|省内|国内|亚洲|历史|行业|地区|城市|均为|名次|总量|增速|规模|前进至|提升到|提升至|总分|综合|排行)(?:连续[^，。]{0,4})?的?$")
_PLACED = re.compile(r"(?:稳居|位居|居|位列|排名|跃升|保持|升至)[\u4e00-\u9fff]{2,10}$")  # 稳居全国试点省份 | 首位
_RANK_AFTER = re.compile(r" ?(?:位(?![于置])|名(?![校录额字单])|(?=大(?:[\u4e00-\u9fff]{1,8}(?:国|体|城市|省|伙伴|基地|港|来源地?|市场))))")
_SCALE_ONLY = frozenset(_S)
_CHINESE_FIRST = frozenset(_C)
_MYRIADS = "万亿兆"
_TURNS = (90, 180, 270, 360)
_NUMBERED = frozenset("表图件款栏附")
_BIG_SCALES = frozenset("百千万亿")
_EDGES = frozenset(("", *" \n\t\r():/、,;|"))
_WARM = frozenset("温冷热寒暑烧")
_SHARED = "百千万亿佰仟兆kKwW"
_COMPARATOR_UNITS = frozenset(("duration", "percent", "percentage_point"))
_LETTER = re.compile(r"[\u4e00-\u9fffA-Za-z]")
_TWO_BOUNDS = tuple({x, y} for x in ("gt", "ge") for y in ("lt", "le"))
_AND = re.compile(r"[，,]? {0,2}(?:的?同时|并且|而且|且)? {0,2}")
_NO_DAYS = frozenset("均常报本内产元用游处")  # 日均, 日常: 日 begins a word
_HALF_WORDS = frozenset("导径岛山程天数成边壁空")  # 半导体, 半径
_BIG_WORDS = frozenset("小量")  # 大小, 大量
_DATE_MARKS = frozenset("年月日号:/-.")
_PIECES = re.compile(r"(?![钱多余以左上]|[零一二三四五六七八九]角?)[\u4e00-\u9fff]")  # 三块地
_RANGE_MARKS = frozenset("-~到至—")
_GOES_ON = frozenset("0123456789零又 " + _C)
_MORE = re.compile(rf" ?(?P<j>[零又])?(?P<n>\d+(?:\.\d+)?|{_CHINESE})(?P<u>{_UNIT}|分(?![之钟公别期析配批红]))(?P<hb>半)?")
_TENTHS_FOLLOW = frozenset(("米", "尺", "丈", "斤"))
_TENTHS = re.compile(rf"(?:\d{{1,2}}|[{_D}]{{1,2}})(?![\d{_C}\u4e00-\u9fff.,%])")  # 一米七五, 三斤二: tenths and hundredths without their unit
_COPULAS, _TURN_WORDS = frozenset("是于"), frozenset("却而但")
_NIGHTS = re.compile(rf"[{_D}十\d]{{1,3}}夜")

_ONE = Decimal(1)
_FUZZ_COMPARATORS: dict[str, Comparator] = {"多": "gt", "余": "gt", "来": "approx"}

Found = NumericExpression | None


def find_quantities(view: str, blocked: Iterable[tuple[int, int, bool]]) -> list[NumericExpression]:
    """Every numeric expression outside ``blocked``, in order, without overlap.

    ``blocked`` holds (start, end, strong) spans sorted by start: dates, codes and words. An expression may
    outgrow a weak one that begins where it begins (十分 in 十分钟), never a strong one.
    """
    out: list[NumericExpression] = []
    shields = _Shields(blocked)
    done = 0
    for candidate in _CANDIDATE.finditer(view):
        start = candidate.start()
        if start < done:
            continue
        end = shields.strong_end(start)
        if end > start:
            done = end
            continue
        m = _read(view, start)
        if m is None:
            continue
        end = shields.end_at(start, m.end())
        if end:
            done = max(done, end)
            continue
        limit, floor = shields.next_start(start), max(done, shields.reach)
        if m.end() > limit:
            m = _read(view, start, limit)
            if m is None:
                continue
        found = _make(view, m, floor)
        if found is not None and found.end > limit:  # a smaller unit or a comparator that runs into a date
            m = _read(view, start, limit)
            found = None if m is None else _make(view, m, floor)
            if found is not None and found.end > limit:
                found.end, found.text = limit, view[found.start : limit]
        if found is None and (m := _PLAIN.match(view, start, min(limit, len(view)))) is not None:
            found = _quantity(view, m, floor)  # 0分之5 is no fraction, its numbers remain
        if found is not None:
            if found.start < floor:
                found.start, found.text = floor, view[floor : found.end]
            if out and found.kind == out[-1].kind and (both := _between(view, out[-1], found)):
                found = both
                out.pop()
            elif view[found.start - 1 : found.start] == "、" and _or_next(view, found) and out and out[-1].start >= found.start:
                out.pop()
            out.append(found)
            done = max(done, found.end)
    _share_units(view, out)
    return out


_LIST_GAPS = frozenset(("、", "和", "及", "与", ",", "，"))
_SHARED_KINDS = frozenset(("money", "measure", "percentage_point", "percent", "count"))
_DIGITS = re.compile(r"\d+(?:\.\d+)?")
_RESPECTIVELY = 24  # characters before a list in which 分别 is looked for


def _or_next(view: str, e: NumericExpression) -> bool:
    """五、六个, 三、四百人: two neighbouring digits with a pause between them are a range, which ``e`` becomes."""
    at = e.start - 2
    low, high = view[at : at + 1], view[e.start : e.start + 1]
    if at < 1 or low not in _NEIGHBOURS or _NEIGHBOURS[low] != high or e.comparator != "eq" or e.value is None or not e.unit_text or not _BEFORE_PAIR.match(view[at - 1]):
        return False
    digit = parse_number(high)
    if not digit or e.value % digit:
        return False
    e.value_low, e.value_high, e.value = e.value / digit * (digit - 1), e.value, None
    e.start, e.text, e.comparator, e.rule = at, view[at : e.end], "between", f"{e.kind}.range"
    return True


_NEIGHBOURS = dict(zip("一二三四五六七八", "二三四五六七八九", strict=True))
_BEFORE_PAIR = re.compile(r"(?![第零一二两三四五六七八九十百千万亿、，])[\u4e00-\u9fff]")


def _share_units(view: str, found: list[NumericExpression]) -> None:
    """分别投入48.47、51.50、39.07亿元: a bare number in a list has the unit that its end prints."""
    for a, b in zip(reversed(found[:-1]), reversed(found[1:]), strict=True):
        if a.rule != "count.bare" or a.value is None or b.value is None or not b.unit_text or b.kind not in _SHARED_KINDS:
            continue
        size = _DIGITS.match(b.text)
        if size is None or not _DIGITS.fullmatch(a.text) or view[a.end : b.start].strip() not in _LIST_GAPS:
            continue
        if "分别" not in view[max(0, a.start - _RESPECTIVELY) : a.start] or not (number := Decimal(size.group())):
            continue
        factor = b.value / number
        a.value, a.kind, a.unit, a.unit_text = a.value * factor, b.kind, b.unit, b.unit_text
        a.precision, a.rule = last_digit(a.text) * factor, f"{b.kind}.shared_unit"


def _between(view: str, a: NumericExpression, b: NumericExpression) -> NumericExpression | None:
    """大于12小于50, 3年以上7年以下: two bounds of one number, of which the second begins where the first ends."""
    if b.start - a.end > 5 or a.unit != b.unit or {a.comparator, b.comparator} not in _TWO_BOUNDS or a.value is None or b.value is None:
        return None
    low, high = (a, b) if a.comparator in ("gt", "ge") else (b, a)
    if low.value >= high.value or not _AND.fullmatch(view, a.end, b.start):  # type: ignore[operator]
        return None
    return NumericExpression(a.start, b.end, view[a.start : b.end], b.kind, None, low.value, high.value, "between", b.unit, b.unit_text or a.unit_text, precision=b.precision, rule=f"{b.kind}.bounds")


def _make(view: str, m: re.Match[str], floor: int) -> Found:
    return _MAKERS[id(m.re)](view, m, floor)


def _read(view: str, start: int, limit: int = 1 << 60) -> re.Match[str] | None:
    digit = "0" <= view[start] <= "9"
    if digit or view[start] in _CHINESE_FIRST:
        m = _PLAIN.match(view, start, limit)
        if m is None:
            return m if digit else _other(view, start, limit)
        if view[m.end("n") : m.end("n") + 1] not in (_ELSE if digit else _ELSE_CHINESE):
            return m
    return _other(view, start, limit)


def _other(view: str, start: int, limit: int) -> re.Match[str] | None:
    """The first of the other forms that stands here, else a plain quantity."""
    for form in _FORMS.values():
        if (m := form.match(view, start, limit)) is not None:
            return m
    return _PLAIN.match(view, start, limit)


class _Shields:
    """Walks sorted blocked spans beside the scan: amortised constant work per question."""

    def __init__(self, spans: Iterable[tuple[int, int, bool]]) -> None:
        self.spans = list(spans)
        self.strong = [a for a, _, strong in self.spans if strong]
        self.strong_ends = list(accumulate((b for _, b, strong in self.spans if strong), max))
        self.at = 0
        self.reach = 0  # where the last strong span behind us ends

    def strong_end(self, start: int) -> int:
        """Where the strong spans end that begin at ``start`` or before; 0 for none."""
        i = bisect_right(self.strong, start)
        return self.strong_ends[i - 1] if i else 0

    def end_at(self, start: int, end: int) -> int:
        """End of the span that holds ``start`` and beats an expression up to ``end``; 0 for none."""
        i, best = self.at, 0
        while i < len(self.spans) and self.spans[i][0] <= start:
            a, b, strong = self.spans[i]
            if b > start and (strong or a < start or b >= end):
                best = max(best, b)
            i += 1
        while self.at < i and self.spans[self.at][1] <= start:
            if self.spans[self.at][2]:
                self.reach = max(self.reach, self.spans[self.at][1])
            self.at += 1
        return best

    def next_start(self, start: int) -> int:
        """Where the next strong span begins behind ``start``: an expression may not run into it."""
        i = bisect_right(self.strong, start)
        return self.strong[i] if i < len(self.strong) else 1 << 60


# --- comparators -----------------------------------------------------------------------------------------


def _comparator_before(view: str, start: int, floor: int, scale_only: bool) -> tuple[int, Comparator | None]:
    """Start and meaning of a comparator that ends right before ``start``."""
    if start == 0 or (view[start - 1] not in _BEFORE_LAST and view[start - 1] != " "):
        return start, None
    at = start - 1 if view[start - 1] == " " else start
    if " " in view[max(floor, at - _SPACED) : at - 1]:
        begin, spaced = _spaced_comparator(view, at, floor)
        if spaced:
            return begin, spaced
    for n in _BEFORE_LENGTHS:
        begin = at - n
        if begin < floor:
            continue
        entry = _BEFORE.get(view[begin:at])
        if entry is None:
            continue
        if (begin and view[begin - 1] in entry[1]) or (n == 1 and view[begin] == "上" and not scale_only):
            return start, None
        return begin, entry[0]  # type: ignore[return-value]
    return start, None


def _spaced_comparator(view: str, at: int, floor: int) -> tuple[int, Comparator | None]:
    """小于 或 等于, 不 超 过: letter-spaced text joins."""
    places = [i for i in range(max(floor, at - 2 * _BEFORE_LENGTHS[0]), at) if view[i] != " "]
    for n in _BEFORE_LENGTHS:
        word = "".join(view[i] for i in places[-n:])
        if 1 < n <= len(places) and word in _BEFORE and view[places[-n] : at] != word:
            return places[-n], _BEFORE[word][0]  # type: ignore[return-value]
    return at, None


def _compared(view: str, start: int, end: int, floor: int) -> tuple[int, int, Comparator] | None:
    """比170低, 比四分之一大: a bound of which 比 stands before the number and the direction behind it."""
    at = start - (view[start - 1 : start] == " ")
    m = _THAN.match(view, end)
    if m is None or at - 1 < floor or view[at - 1] != "比" or view[at - 2 : at - 1] in _NO_THAN:
        return None
    return at - 1, m.end(), _THAN_WORDS[m.group(1)]


def _comparator_after(view: str, end: int, kind: str) -> tuple[int, Comparator | None]:
    m = _AFTER_RE.match(view, end)
    if m is None:
        return end, None
    word = m.group().strip()
    following = view[m.end() : m.end() + 1]
    if word == "内" and (kind not in _COMPARATOR_UNITS or following in "容需部外涵"):
        return end, None
    if word == "起" and (kind != "money" or following in "来步到点草飞降源伏以因"):
        return end, None
    if word in ("多", "余") and (kind == "rank" or _LETTER.match(following)):
        return end, None
    if word == "上下" and following in "功联游":
        return end, None
    return m.end(), _AFTER[word]  # type: ignore[return-value]


def _finish(view: str, floor: int, e: NumericExpression, scale_only: bool = False) -> NumericExpression:
    """Adds the comparators around an expression and widens its span over them."""
    if e.start and view[e.start - 1] in "比 " and e.comparator == "eq" and (bound := _compared(view, e.start, e.end, floor)):
        e.start, e.end, e.comparator = bound
        e.text = view[e.start : e.end]
        return e
    start, before = _comparator_before(view, e.start, floor, scale_only)
    end, after = _comparator_after(view, e.end, e.kind)
    if e.comparator == "between":
        start = e.start if before not in ("approx", "between") else start
        before = None
        if after not in ("approx", None):
            end, after = e.end, None
    comparator = "between" if e.comparator == "between" else _combine(before, after) or e.comparator or "eq"
    if before is None:
        start = e.start
    e.start, e.end, e.text, e.comparator = start, end, view[start:end], comparator
    return e


def _combine(before: Comparator | None, after: Comparator | None) -> Comparator | None:
    if (before == "gt" and after == "ge") or (before == "approx" and after is not None):
        return after
    return before or after


# --- makers: one a form -----------------------------------------------------------------


def _simple(m: re.Match[str], kind: Kind, value: Decimal | None, unit: str, unit_text: str | None, rule: str, **more: object) -> NumericExpression:
    return NumericExpression(m.start(), m.end(), m.group(), kind, value, comparator="eq", unit=unit, unit_text=unit_text, rule=rule, **more)  # type: ignore[arg-type]


def _ranged(e: NumericExpression, low: Decimal, high: Decimal) -> None:
    e.value, e.value_low, e.value_high, e.comparator = None, low, high, "between"


def _percent_cn(view: str, m: re.Match[str], floor: int) -> Found:
    base = parse_number(m.group("pn")) if m.group("pn") not in ("百", "千", "万") else Decimal({"百": 100, "千": 1000, "万": 10000}[m.group("pn")])
    printed = m.group("pv")
    pair = fuzzy_pair(printed)
    value = pair[0] if pair else parse_number(printed.replace("几", "")) if printed != "几" else None
    if base is None or not base or value is None:
        return None
    step = (-1 if m.group()[0] in "负-" else 1) * 100 / base
    e = _simple(m, "percent", value * step, "%", m.group("pn") + "分之", "percent.chinese", precision=last_digit(printed) * 100 / base)
    if m.group("pv2"):
        high = parse_number(m.group("pv2"))
        if high is not None:
            _ranged(e, *sorted((value * step, high * step)))
    elif pair:
        _ranged(e, *sorted((value * step, pair[1] * step)))
    elif m.group("pf") == "几":
        _ranged(e, *sorted((value * step, (value + last_digit(printed)) * step)))
    elif m.group("pf"):
        e.comparator = "gt"
    return _finish(view, floor, e)


def _mixed(view: str, m: re.Match[str], floor: int) -> Found:
    parts = [parse_number(m.group(g)) for g in ("mw", "md")]
    third = parse_number(m.group("mn")) if m.group("mn") else None
    if m.group("mm"):
        numerator, denominator = parts[1], parse_number(m.group("mm"))
    else:
        numerator, denominator = third, parts[1]
    if parts[0] is None or numerator is None or not denominator:
        return None
    value = parts[0] + numerator / denominator
    sign = -1 if m.group()[0] in "负-" else 1
    return _finish(view, floor, _simple(m, "percent", sign * value * 100, "%", None, "percent.mixed_fraction"))


def _full(view: str, m: re.Match[str], floor: int) -> Found:
    return _finish(view, floor, _simple(m, "percent", Decimal(100), "%", m.group(), "percent.full"))


def _half(view: str, m: re.Match[str], floor: int) -> Found:
    word = m.group()
    e = _simple(m, "percent", Decimal(50), "%", None, "percent.half")
    if word[0] in "过超逾" or "多" in word or "大" in word:
        e.comparator = "gt"
    elif word[0] == "近":
        e.comparator = "approx"
    return _finish(view, floor, e)


def _fan(view: str, m: re.Match[str], floor: int) -> Found:
    digits = [c for c in m.group()[1:-1] if c in _D]
    times = Decimal(2) ** int(parse_number(digits[-1]) or 1) - 1 if digits else Decimal(1)
    e = _simple(m, "multiple", times, "times", "番", "multiple.doubling")
    if "近" in m.group():
        e.comparator = "approx"
    return _finish(view, floor, e)


def _half_unit(view: str, m: re.Match[str], floor: int) -> Found:
    if m.group("hu") in ("月", "世纪") and "个" not in m.group():
        return None
    name = {"月": "个月", "世纪": "个世纪"}.get(m.group("hu"), m.group("hu"))
    e = _simple(m, "duration", UNITS[name].factor / 2, "s", m.group("hu"), "duration.half")
    if "多" in m.group():
        e.comparator = "gt"
    return _finish(view, floor, e)


def _half_measure(view: str, m: re.Match[str], floor: int) -> Found:
    unit = UNITS[m.group("hm")]
    return _finish(view, floor, _simple(m, unit.kind, unit.factor / 2, unit.unit, m.group("hm"), "measure.half"))  # type: ignore[arg-type]


def _race(view: str, m: re.Match[str], floor: int) -> Found:
    """五分三十秒, 五分半, 3分21秒18 (hundredths, of a race): a bare 分 counts marks, not minutes."""
    minutes, seconds = parse_number(m.group("rm")), Decimal(30) if m.group("rh") else parse_number(m.group("rs"))
    if minutes is None or seconds is None:
        return None
    if m.group("rc"):
        seconds += Decimal("0." + m.group("rc"))
    return _finish(view, floor, _simple(m, "duration", minutes * 60 + seconds, "s", "分", "duration.minutes"))


def _ordinal(view: str, m: re.Match[str], floor: int) -> Found:
    number = m.group("on")
    value = parse_number(number)
    if value is None:
        return None
    before = view[max(0, m.start() - 8) : m.start()]
    after = _RANK_AFTER.match(view, m.end())
    ranked = _RANK_BEFORE.search(before)
    at_end = not _LETTER.match(view[m.end() : m.end() + 1])
    if after and after.group() and (ranked or after.group().strip() == "位" or at_end):
        return NumericExpression(m.start(), after.end(), view[m.start() : after.end()], "rank", value, comparator="eq", unit="rank", unit_text=after.group().strip(), precision=Decimal(1), rule="rank.position")
    if ranked and at_end:
        return _simple(m, "rank", value, "rank", None, "rank.first", precision=Decimal(1))
    return _simple(m, "ordinal", value, "rank", None, "ordinal.di")


def _first(view: str, m: re.Match[str], floor: int) -> Found:
    before = view[max(0, m.start() - 6) : m.start()]
    if m.group()[-1] == "位" and (_RANK_BEFORE.search(before) or (not _LETTER.match(view[m.end() : m.end() + 1]) and _PLACED.search(view, max(0, m.start() - 14), m.start()))):
        return NumericExpression(m.start(), m.end(), m.group(), "rank", Decimal(1), comparator="eq", unit="rank", unit_text="位", precision=Decimal(1), rule="rank.first")
    return _simple(m, "ordinal", Decimal(1), "rank", None, "ordinal.first")


def _symbol(view: str, m: re.Match[str], floor: int) -> Found:
    pair = _fuzzy(m.group("sn"), m.group("sf"))
    value = pair[0] if pair else parse_number(m.group("sn"))
    if value is None:
        return None
    unit = _unit(m.group("su"))
    symbol = m.group("symbol").strip()
    currency = unit.unit if unit and unit.kind == "money" and symbol == "人民币" else _CURRENCY[symbol]
    if unit is not None and unit.kind != "money":
        return None
    factor = (unit.factor if unit else Decimal(1)) * _fuzz_factor(m.group("sf"))
    e = _simple(m, "money", value * factor, currency, symbol, "money.symbol", precision=last_digit(m.group("sn")) * factor)
    if pair:
        _ranged(e, pair[0] * factor, pair[1] * factor)
    elif m.group("sf"):
        e.comparator = "gt" if m.group("sf").strip()[0] in "多余" else "approx"
    if m.group("sn2"):
        high = parse_number(m.group("sn2"))
        if high is not None:
            _ranged(e, value * factor, high * factor)
    return _finish(view, floor, e)


def _fraction(view: str, m: re.Match[str], floor: int) -> Found:
    numerator, denominator = Decimal(m.group("fn")), Decimal(m.group("fd"))
    if not denominator or (m.start() and ((view[m.start() - 1].isalnum() and view[m.start() - 1].isascii()) or view[m.start() - 1] in "/.-")):
        return _code(view, m)
    sign = -1 if m.group()[0] in "-负" else 1
    whole = Decimal(m.group("fw") or 0)
    return _finish(view, floor, _simple(m, "percent", sign * (whole + numerator / denominator) * 100, "%", None, "percent.fraction"))


def _code(view: str, m: re.Match[str]) -> NumericExpression:
    return _simple(m, "code", None, "", None, "code.slash")


# --- plain quantities and ranges ---------------------------------------------------------------------------


def _unit(written: str | None) -> Unit | None:
    return UNITS[written.lstrip()] if written else None


def _quantity(view: str, m: re.Match[str], floor: int) -> Found:
    number, fuzz, big, printed, second, below, half = m.group("n", "f", "big", "u", "n2", "neg", "hb")
    unit, fuzz, start = _unit(printed), fuzz or "", m.start()
    if start and (view[start - 1] == "." or (unit is None and view[start - 1].isascii() and view[start - 1].isalpha())):
        return NumericExpression(start, m.end("n"), number, "code", comparator="eq", rule="code.letter_before")
    if second is not None:
        made = _range(view, m, floor)
        if made is not None:
            return made
    if m.group("mid"):
        return _inner_half(view, m, floor)
    scales = fuzz and fuzz.strip()[1:]
    if scales and number[0] in _C and fuzz.strip()[0] != "几":  # 三亿三千五百多万: 多 stands inside one numeral
        whole = parse_number(number + scales)
        number, fuzz = (number + scales, fuzz.strip()[0]) if whole is not None else (number, fuzz)
    low_high = _fuzzy(number, fuzz)
    value = None if low_high else parse_number(number)
    if value is None and low_high is None:
        value = parse_number(number.strip("点"))
        if value is None:
            return NumericExpression(start, m.end("n"), number, "code", comparator="eq", rule="code.digits")
    if unit is not None and unit.surface == "成" and (value is None or value > 10):
        return NumericExpression(start, m.end("n"), m.group("n"), "count", value, comparator="eq", unit="count", rule="count.bare")  # 2023成渝
    end = m.end("u") if unit else max(m.end("n"), m.end("f"), m.end("big"))
    factor = (unit.factor if unit else _ONE) if not fuzz else _fuzz_factor(fuzz) * (unit.factor if unit else 1)
    if unit is None and view[end : end + 1] == "日" and _counts_days(view, end, number, value):
        unit, end, factor = UNITS["天"], end + 1, _fuzz_factor(fuzz) * UNITS["天"].factor
    e = _classified(view, m, number, unit, big, start, end)
    if e.kind in ("code", "idiom", "ordinal"):
        e.value = value
        return e
    if below and not below.startswith("零上"):
        factor = -factor
    step = last_digit(number) * abs(factor)
    e.precision = step
    if low_high:
        _ranged(e, *sorted((low_high[0] * factor, low_high[1] * factor)))
    else:
        assert value is not None
        e.value = value * factor
        if fuzz:
            e.comparator = _FUZZ_COMPARATORS.get(fuzz.lstrip()[:1], e.comparator)
    if half and unit is not None and e.value is not None and _half_follows(view, m, unit):
        e.value += unit.factor / 2 * (1 if below is None else -1)
        e.end = m.end("hb")
    elif unit is not None and unit.kind in ("duration", "measure") and e.value is not None and view[e.end : e.end + 1] in _GOES_ON:
        _compound(view, e, unit, m.endpos)
    if e.kind == "percent" and unit is not None and unit.surface == "成":
        _tenths(view, e)
    if e.kind == "money":
        _small_change(view, e, unit)
    scale_only = all(c in _SCALE_ONLY for c in number)
    return _finish(view, floor, e, scale_only)


def _inner_half(view: str, m: re.Match[str], floor: int) -> Found:
    """两个半小时, 17个多月: the half, or the more, stands between classifier and unit."""
    value = parse_number(m.group("n"))
    if value is None:
        return None
    factor = UNITS["个" + m.group("mid")[2:]].factor
    half, end = m.group("mid")[1] == "半", m.end("mid")
    e = NumericExpression(m.start(), end, view[m.start() : end], "duration", (value + (Decimal("0.5") if half else 0)) * factor, comparator="eq" if half else "gt", unit="s", unit_text=m.group("mid"), precision=factor, rule="duration.inner")
    return _finish(view, floor, e)


def _counts_days(view: str, at: int, number: str, value: Decimal | None) -> bool:
    """两日, 90日: 日 that can be no day of a month."""
    return (number == "两" or (value is not None and value > 31)) and view[at + 1 : at + 2] not in _NO_DAYS


def _compound(view: str, e: NumericExpression, unit: Unit, limit: int) -> None:
    """六斤八两, 3年零2个月, 一小时三十分, 三天两夜: smaller units of the same kind add up, 又 adds any."""
    last = unit
    while e.value is not None and (m := _MORE.match(view, e.end, limit)) is not None:
        smaller = UNITS["分钟"] if m.group("u") == "分" else _unit(m.group("u"))
        value = parse_number(m.group("n"))
        if smaller is None or value is None or smaller.unit != last.unit or smaller.surface == last.surface:
            break
        value += Decimal("0.5") if m.group("hb") else 0
        if m.group("j") != "又" and value * smaller.factor >= last.factor:
            break
        e.value += value * smaller.factor * (-1 if e.value < 0 else 1)
        e.precision, e.end, last = smaller.factor, m.end(), smaller
    if last is unit and unit.surface in _TENTHS_FOLLOW and e.value is not None and (m := _TENTHS.match(view, e.end, limit)) is not None:
        e.value += (parse_number(m.group()) or 0) * unit.factor / 10 ** len(m.group())
        e.end = m.end()
    if last.surface == "天" and (nights := _NIGHTS.match(view, e.end, limit)):
        e.end = nights.end()


def _half_follows(view: str, m: re.Match[str], unit: Unit) -> bool:
    """三年半, 一个半 (whose 个 is the unit), 七成半: the half belongs to the number unless a word begins with it."""
    return unit.kind in ("duration", "percent", "count", "measure", "multiple") and view[m.end("hb") : m.end("hb") + 1] not in _HALF_WORDS


def _fuzzy(number: str, fuzz: str) -> tuple[Decimal, Decimal] | None:
    """十几, 几十, 数百万, 三五(个): low and high, an unknown digit being anything up to ten; None for a plain number."""
    if number[0] in "几数":
        scale = parse_number("一" + number[1:]) if number[1:] else Decimal(1)
        return None if scale is None else (scale, scale * 10)
    if fuzz.lstrip()[:1] == "几":
        value = parse_number(number)
        if value is None:
            return None
        step = Decimal(10) if number[0].isdigit() or number[-1] == "零" else last_digit(number)
        return value, value + step
    if number[0] in _C:
        return fuzzy_pair(number)
    return None


def _fuzz_factor(fuzz: str) -> Decimal:
    scales = fuzz.lstrip()[1:]
    return (parse_number("一" + scales) or Decimal(1)) if scales else Decimal(1)


def _classified(view: str, m: re.Match[str], number: str, unit: Unit | None, big: str | None, start: int, end: int) -> NumericExpression:
    """Kind, unit and span of a number by what stands behind it."""
    text_from = m.start("n") + _mantissa(number)
    unit_text = view[text_from:end].strip() or None
    following = view[end : end + 1]
    rank = view.endswith("前", 0, start) and (unit is None or unit.surface in ("位", "名", "强"))

    def made(kind: Kind, canonical: str, rule: str, until: int = end) -> NumericExpression:
        return NumericExpression(start, until, view[start:until], kind, None, comparator="eq", unit=canonical, unit_text=unit_text, rule=rule)

    if rank and (unit is not None or (not _LETTER.match(following) and 0 < (parse_number(number) or 0) <= 1000)):
        e = made("rank", "rank", "rank.front")
        e.start, e.text, e.comparator = start - 1, view[start - 1 : end], "le"  # 前 says that it is a bound
        return e
    if unit is None:
        return _unitless(view, m, number, big, made, following, end)
    if _BIG_SCALES.issuperset(number) and not m.group("f") and _stands_alone(view, start, end):
        return made("code", unit.unit, "code.column_unit")
    if unit.surface == "块" and _PIECES.match(following):
        return made("count", "count", "count.pieces")
    if unit.surface == "°" and m.group("sys"):
        return made("measure", "degF" if m.group("sys") == "华氏" else "℃", "measure.degrees")
    if unit.surface == "度" and unit.unit == "kWh":
        return _degrees(view, m, number, made, following)
    if number == "一" and unit.kind == "count" and not m.group("f") and _LETTER.match(following) and not _is_count_of_one(view, start, end):
        return made("idiom", "count", "idiom.article")
    return made(unit.kind, unit.unit, f"{unit.kind}.unit")  # type: ignore[arg-type]


def _mantissa(number: str) -> int:
    """How much of a number is no part of the unit as written: 3 of 3千公顷, but 三百 of 三百亿元; none of 亿元."""
    return 0 if _BIG_SCALES.issuperset(number) else len(number.rstrip(_S if number[0].isdigit() else _MYRIADS))


def _stands_alone(view: str, start: int, end: int) -> bool:
    """万吨, 亿元 as the heading of a column: a figure follows, or nothing stands on either side."""
    before, after = view[start - 1 : start], view[end : end + 1]
    return after.isdigit() or (before in _EDGES and after in _EDGES)


def _is_count_of_one(view: str, start: int, end: int) -> bool:
    """一 before 以上, or behind 至少: it counts."""
    return (bool(_AFTER_RE.match(view, end)) and view[end] in "以及或(之左") or _comparator_before(view, start, 0, False)[1] == "ge"


def _unitless(view: str, m: re.Match[str], number: str, big: str | None, made: Callable[..., NumericExpression], following: str, end: int) -> NumericExpression:
    if big and number == "一":
        return made("idiom", "count", "idiom.article", end - len(big))
    if big and number[0] in _C + "0123456789" and following not in _BIG_WORDS:
        return made("count", "count", "count.big")
    until = end - len(big) if big else end
    before = view[m.start() - 1 : m.start()]
    if number[0] in _C:
        if before == following == " ":  # letter-spaced 一 般 公 共 预 算
            before, following = view[m.start() - 2 : m.start() - 1], view[end + 1 : end + 2]
        if number[0] not in "十拾" and not m.group("f") and all(c in _SCALE_ONLY for c in number) and _BEFORE_LAST.isdisjoint(before):
            return made("idiom", "count", "idiom.scale", until)
        if len(number) == 1 and number not in _S and before in _COPULAS and before and (following in _TURN_WORDS or not _LETTER.match(following)):
            return made("count", "count", "count.bare", until)  # 结果是五
        if (number == "零" and bool(before)) or (len(number) == 1 and (all(c not in _S for c in number) or _BEFORE_LAST.isdisjoint(before)) and (_LETTER.match(following) or _LETTER.match(before))):
            return made("idiom" if number == "一" else "code", "count", "idiom.one" if number == "一" else "code.numeral_in_word", until)
    return made("count", "count", "count.bare", until)


def _degrees(view: str, m: re.Match[str], number: str, made: Callable[..., NumericExpression], following: str) -> NumericExpression:
    """度 is electricity with 万 or 亿 or 电, a temperature with 温 or 零下 (or alone), 一度 once, else an angle."""
    before = view[max(0, m.start() - 10) : m.start()]
    if m.group("sys"):
        return made("measure", "degF" if m.group("sys") == "华氏" else "℃", "measure.degrees")
    if m.group("neg") and "零" in m.group("neg"):
        return made("measure", "℃", "measure.degrees")
    if number == "一" and "温" not in before and _LETTER.match(following):
        return made("idiom", "count", "idiom.article")
    if parse_number(number) in _TURNS and "电" not in before:
        return made("measure", "deg", "measure.degrees")
    if any(c in "万亿" for c in m.group()) or following == "电" or "电" in before:
        return made("measure", "kWh", "measure.unit")
    warm = not _WARM.isdisjoint(before) or not _WARM.isdisjoint(view[m.end() : m.end() + 4])
    if number[0] in _D and len(number) == 1 and not warm:
        return made("count", "count", "count.times")
    return made("measure", "℃" if warm or (not _LETTER.match(before[-1:]) and m.start() == 0) else "deg", "measure.degrees")


def _tenths(view: str, e: NumericExpression) -> None:
    """三成五 is 35 %."""
    space = view[e.end : e.end + 1] == " "
    nxt = view[e.end + space : e.end + space + 1]
    if space and _LETTER.match(view[e.end + 2 : e.end + 3]):
        return
    if nxt in _D and nxt and not _LETTER.match(view[e.end + space + 1 : e.end + space + 2]) and e.value is not None:
        e.value += parse_number(nxt) or 0
        e.end += 1 + space


def _small_change(view: str, e: NumericExpression, unit: Unit | None) -> None:
    """三元五角二分, 五块六: what follows the yuan."""
    if unit is None or unit.unit != "CNY" or e.value is None or unit.surface.endswith(("整", "正")):
        return
    if unit.surface in ("角", "毛") and (m := _FEN.match(view, e.end)):
        e.value += (parse_number(m.group(1)) or Decimal(0)) / 100
        e.end = m.end()
    if unit.factor != 1:
        return
    m = _CHANGE.match(view, e.end)
    if m is None or (m.group("t") and unit.surface not in ("块", "块钱")):
        return
    tenths = m.group("j") or m.group("t")
    hundredths = m.group("f") or m.group("f2")
    e.value += (parse_number(tenths) or Decimal(0)) / 10 if tenths else Decimal(0)
    e.value += (parse_number(hundredths) or Decimal(0)) / 100 if hundredths else Decimal(0)
    e.end = m.end()


def _range(view: str, m: re.Match[str], floor: int) -> Found:
    """A到B with one unit or two: 20至30亿元, 5%—6%, 三到五个. None where the two do not make a range."""
    first, second = m.group("n"), m.group("n2")
    u1, u2 = _unit(m.group("u")), _unit(m.group("u2"))
    big2 = m.group("f2") or ""
    if u1 is not None and u2 is not None and (u1.unit != u2.unit or view[m.start() - 1 : m.start()] == "由"):
        return None  # 由20%到30% are two levels
    unit = u2 or u1
    separator = view[max(m.end("n"), m.end("f"), m.end("u"), m.end("big")) : m.start("n2")]
    if unit is None and _RANGE_MARKS.isdisjoint(separator):
        return None
    if u1 is not None and u2 is None and unit is not None and unit.kind not in ("percent", "measure", "money") :
        return None
    low, high = parse_number(first), parse_number(second)
    if low is None or high is None:
        return None
    factor2 = _fuzz_factor(big2) * (unit.factor if unit else 1)
    factor1 = factor2 if u1 is None or u1 is unit else u1.factor
    low, high = low * factor1, high * factor2
    if u1 is None and (tail := _trailing_scale(second)) and low * tail < high and not m.group("f"):
        low *= tail
    if m.group("neg") and "上" not in m.group("neg"):
        low = -low
    if m.group("neg2"):
        high = -high
    if m.group("neg2") in ("零下", "负") and low > high:
        low, high = high, low
    if low >= high:
        return None
    end = max(m.end("n2"), m.end("f2"), m.end("u2"))
    if unit is None and view[end : end + 1] == "日" and _counts_days(view, end, second, high):
        unit, end = UNITS["天"], end + 1
        low, high = low * unit.factor, high * unit.factor
    if unit is not None and unit.surface == "度" and (m.group("neg") or m.group("neg2") or m.group("sys") or "温" in view[max(0, m.start() - 6) : m.start()]):
        unit = UNITS["华氏度" if m.group("sys") == "华氏" else "℃"]
    kind: Kind = unit.kind if unit else "count"  # type: ignore[assignment]
    canonical = unit.unit if unit else "count"
    if unit is None and (view[end : end + 1] in _DATE_MARKS or (m.start() and view[m.start() - 1] in "-/:.") or _numbering(view, m, first, end)):
        return NumericExpression(m.start(), end, view[m.start() : end], "code", comparator="eq", rule="code.digits")
    unit_text = view[m.start("n2") + _mantissa(second) : end].strip() or None
    e = NumericExpression(m.start(), end, view[m.start() : end], kind, None, low, high, "between", canonical, unit_text, precision=last_digit(second) * factor2, rule=f"{kind}.range")
    return _finish(view, floor, e)


def _numbering(view: str, m: re.Match[str], first: str, end: int) -> bool:
    """表1-4, 07-27, 2017-2022, 1-7 alone in its line: numbers of things, no range of values."""
    before, after = view[max(0, m.start() - 2) : m.start()].rstrip(" ")[-1:], view[end : end + 1]
    if before in _NUMBERED or (first[0] == "0" and first.isdigit() and len(first) > 1):
        return True
    return (before == "\n" and after in _EDGES) or (len(first) == 4 and first[:2] in ("19", "20") and first.isdigit())


def _trailing_scale(number: str) -> Decimal | None:
    """The 亿 of 30亿, which 20至30亿 shares."""
    mantissa = number.rstrip(_SHARED)
    scales = number[len(mantissa) :]
    if not scales or not mantissa:
        return None
    return parse_number("1" + scales)


# by identity: a pattern's hash reads all of it, each time
_MAKERS: dict[int, Callable[[str, re.Match[str], int], Found]] = {
    id(_PLAIN): _quantity,
    **{id(_FORMS[name]): maker for name, maker in {
        "percent_cn": _percent_cn, "mixed": _mixed, "full": _full, "half": _half, "fan": _fan, "half_unit": _half_unit,
        "half_measure": _half_measure, "race": _race, "ordinal": _ordinal, "first": _first, "symbol": _symbol, "fraction": _fraction,
    }.items()},
}  # fmt: skip

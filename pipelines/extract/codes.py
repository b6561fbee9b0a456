"""Numbers that are no quantities: names, formulas, document numbers, set phrases. They shield their characters.

Two sources: patterns (a document number looks like one), and words (统一, 零部件, 三农), which are jieba's
dictionary words that hold a numeral character, and ``lexicon/numeral_words.csv`` over them. Both are tried only
where a run of digits, of Latin letters or of numerals begins, or a bracket or quotation mark opens.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from pipelines.extract.model import Kind
from pipelines.extract.numerals import CHINESE_CLASS, DIGIT_CLASS, SCALE_CLASS
from pipelines.extract.units import LATIN_UNIT_PATTERN, UNIT_PATTERN
from pipelines.lexicon.read import jieba_words, rows

_C, _D, _S = CHINESE_CLASS, DIGIT_CLASS, SCALE_CLASS
_Z = "\u4e00-\u9fff"
_N = f"[{_D}十]"


class Shield(NamedTuple):
    """A span whose digits are no quantity. ``strong`` ones win over a longer number that starts inside."""

    start: int
    end: int
    kind: Kind
    rule: str
    strong: bool


Pattern = tuple[Kind, str, str]

# Behind the figures by which a programme is known: 1153工作思路, 八八战略.
_SLOGAN_TAIL = r"[”\"]?(?:工作思路|工程|行动|战略|体系|发展思路|格局|模式|工作法|机制|计划|产业体系|现代产业|总体思路|部署)(?!总|项|量|数|的)"
# Behind 亿元 or 万元 where it is what a rate is counted by, no sum: 万元生产总值能耗, 亿元GDP生产安全事故死亡率.
_RATE_TAIL = rf"(?:GDP|(?:地区|国内)?生产总值|工业增加值)[{_Z}]{{0,8}}?(?:耗|用水量|死亡率|排放|强度)"

# Behind the number of a grade or an issue: 三级, 5期, 一线城市.
_GRADE_TAIL = rf"届|期(?![间望待货盼末满内至])|号(?![召称])|线(?=城市|职工|工人|医|人员|干部|岗|员工|市场|品牌|教师|作业|执法)|环(?=路|[^{_Z}节境]|高速|内|外|线|以)"
# Behind the years of a named programme: 三年行动计划.
_CAMPAIGN = rf"年期?(?:行动|攻坚|倍增|提升|专项|整治|滚动|改造|发展|建设|治理|振兴|再造|大变样|规划|计划)[{_Z}]{{0,6}}?(?:行动|计划|规划|方案|攻坚战?)"

# At the start of a run of ASCII letters and digits that follows none.
_ASCII: tuple[Pattern, ...] = (
    ("code", "web", r"(?:https?://|www\.)[\w./?=&%#:~-]{1,300}|[\w.]{1,64}@[\w.]{1,64}|[a-zA-Z][\w-]{0,40}(?:\.[\w-]{1,40}){0,6}\.(?:com|cn|gov|org|net|html?|pdf|docx?|xlsx?|jpg|png)(?![\w])"),
    ("code", "formula", rf"[A-Za-z\d]{{1,12}}(?:\+[A-Za-z\d]{{1,12}})+\+?|\d{{1,12}}[×xX*]\d{{1,12}}米?(?:[×xX*]\d{{1,12}})?|\d{{1,12}}(?:\.\d{{1,6}})?∶\d{{1,12}}(?:\.\d{{1,6}})?(?:∶\d{{1,12}}(?:\.\d{{1,6}})?)*|[A-Za-z\d]{{1,12}}\+(?=[{_Z}“\"”])"),
    ("code", "phone", r"(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4}|1\d{4}(?=[”\"]? ?(?:市民|政务|服务|便民|政府)*(?:热线|专线|平台|举报电话|电话))|1[12]\d(?=[、/]1[12]\d|报警|急救|热线|指挥中心))(?!\d)"),
    ("code", "version", r"\d{1,3}\.\d{1,3}版本?|\d\.0(?=[^\d%‰万亿千百元米公吨亩个户人级分倍平立升\s，。、；,;:∶︰)-]|时代|版|升级)"),
    ("code", "slogan", rf"\d{{2,8}}(?={_SLOGAN_TAIL})"),
    ("ordinal", "grade", rf"(?<!第)(?<!第 )[A-Z]{{0,2}}\d{{1,3}}(?:周年|等奖|年级|级(?=[\u4e00-\u9fff])|{_GRADE_TAIL})"),
    ("code", "word_width", r"(?:8|16|32|64|128)位(?=浮点|处理器|操作系统|微处理|芯片|单片|计算|数据)"),
    ("code", "variety", r"(?<=[优麦粳籼棉糯薯豆单])(?<![订菜名清账罚榜保简小大]单)\d{2,4}(?![\d.万亿千百%]|[\u4e00-\u9fff]*(?:亩|斤|吨|元|公斤|公顷))"),  # 汕优63, 郑单958
    ("code", "games", rf"(?:{'|'.join(f'(?<={c})' for c in ('北京', '杭州', '巴黎', '东京', '伦敦', '里约', '平昌', '索契', '雅典', '广州', '成都', '米兰', '南京', '哈尔滨'))})(?:19|20)\d\d(?![\d.,万亿千百%元个家项人米公吨户年多余/-])"),
    ("ordinal", "annex", r"(?<=附件)\d{1,2}(?![\d个份])"),
    ("code", "letters", rf"(?!(?:CNY|USD|HKD|EUR|GBP|JPY|RMB)\d|[A-Z]{{3}}\d{{1,6}}(?:\.\d{{1,4}})?(?:[万亿]|%))[A-Za-z]{{1,20}}[-—.]?\d[A-Za-z\d]*(?:[./-][A-Za-z\d]+)*(?:级(?=[{_Z}]))?"),
    ("code", "digit_letter", rf"[1-5]A(?:级|(?=[{_Z}]))|\d{{1,5}}(?:\.\d{{1,3}})?(?!{LATIN_UNIT_PATTERN}|[kKwW](?![A-Za-z\d]))[A-Za-z]{{1,5}}(?:\d{{1,3}}(?!\d))?级?|\d{{1,3}}[kK](?=[\u4e00-\u9fff]{{0,2}}(?:跑|赛|级|黄金|超清|视频))"),
)  # fmt: skip

# At the start of a run of Chinese numerals.
_CHINESE: tuple[Pattern, ...] = (
    ("code", "party_congress", r"十[一二三四五六七八九]大(?=精神|报告|以来|的重|确定|提出的|召开|代表|闭幕|之后|所)|十[五六七八九]大(?=[^类项重工产领行任体专集板举])|(?<![万千百])二十大(?=报告|精神|以来|召开|代表|胜利|[和、,，。]|擘|描|明|作|提出|部署|开|关于)"),
    ("ordinal", "plenary", rf"{_N}{{1,3}}届{_N}{{1,2}}(?:次|中)(?:(?:、|和){_N}{{1,2}}中)*|[{_D}]中(?=全会|、[{_D}]中)|(?<=届){_N}{{1,2}}次|(?:(?<=人大)|(?<=政协)|(?<=纪委)){_N}{{1,2}}次(?=会议|全会|全体)"),
    ("code", "campaign", rf"(?<!第){_N}{{1,3}}年(?:行动|规划)(?=[^{_Z}]|$)|(?<!第){_N}{{1,3}}{_CAMPAIGN}"),
    ("code", "programme", rf"[十百千万]{{1,2}}亿(?:斤|元)?级?(?=[{_Z}]{{2,8}}(?:工程|行动)(?![项投总量]))"),  # 百亿斤粮食产能提升工程
    ("code", "slogan", rf"[{_D}]{{2,8}}(?={_SLOGAN_TAIL})"),
    ("code", "per_unit", rf"(?<![{_C}\d])[千万亿]元(?={_RATE_TAIL})"),
    ("idiom", "copies", rf"(?<=一式)[{_D}十]{{1,2}}份"),
    ("code", "parallel", rf"(?:一(?![{_C}个])[{_Z}]){{2,}}"),
    ("ordinal", "enumeration", rf"(?:(?<=[\n。；])|(?<=\n )|(?<=\n  )|(?<=\n   )|(?<=\n    )){_N}{{1,3}}(?= ?、)|(?:(?<=[\n\r。；;:：!！?？,，、 ])|(?<!.))[{_D}十百]{{1,4}}(?:(?=、(?!(?!一般|一体|一批|三农|三公|两新|两重)[{_C}\d])|是(?!否|指|以|在[^，。]{{0,3}}年)|要(?!素)|则|来(?=[,，]|是)))"),
    ("ordinal", "grade", rf"(?<!第)(?<!第 )(?![百千万亿]+级)[{_C}]{{1,4}}周年|(?<!第)(?<!第 )(?![百千万亿]+级)[{_C}]{{1,2}}(?:等奖|年级|级(?=[{_Z}])|{_GRADE_TAIL})"),
)  # fmt: skip
_DIGITS: tuple[Pattern, ...] = (
    ("code", "campaign", rf"(?<!第)\d{{1,2}}年(?:行动|规划)(?=[^{_Z}]|$)|(?<!第)\d{{1,2}}{_CAMPAIGN}"),
    ("code", "model", rf"(?<=[{_Z}]-)(?<![为是至到约达降减增]-)\d{{1,3}}(?=[{_Z}])(?![到至的{_S}]|{UNIT_PATTERN})|(?<=[{_Z}]-)\d{{1,3}}[A-Z]{{1,2}}(?![A-Za-z\d])|(?<=[{_Z}])\d{{2,4}}(?=舰|艇)"),  # 苏-30战机, 海警2304舰
    ("code", "day", rf"(?:19|20)\d\d(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])(?![\d.,]| ?{UNIT_PATTERN})"),  # 20230107 names a file or a broadcast
    ("code", "room", r"(?<=[层楼栋幢座元号])\d{2,5}(?=室(?![内外]))"),
    ("code", "number", r"\d{10,}(?=号)"),  # 备15040002000101号
    ("idiom", "copies", r"(?<=一式)\d{1,2}份"),
    ("ordinal", "table", r"(?:(?<=[^发代]表)|(?<=图)|(?<=[如见][图表] ))\d{1,2}(?=[\s:)、]|\s?所[示列]|$)"),
    ("ordinal", "enumeration", r"(?:(?<=[\n\r。；;:：!！?？,，、 ])|(?<!.))\d{1,2}(?:(?=、(?!\d))|(?=[\ue000-\uf8ff])|(?=\.(?!\d))|(?=\.(?:19|20)\d\d ?年))"),
)  # fmt: skip
_OPEN: tuple[Pattern, ...] = (
    ("code", "document", r"[〔\[【(](?:19|20)\d\d[〕\]】)] ?第?\d+ ?号|第 ?\d+ ?号(?=[)）令文]|公告)|令第?\d+号"),
    ("code", "party_congress", rf"(?:党的|中共|中国共产党){_N}{{1,3}}大(?![类项])"),
    ("code", "quoted", rf"[“\"「‘](?:[A-Za-z\d+.·xX×-]{{1,10}}|[{_D}十]{{2,8}}|(?:[{_D}十][{_Z}]){{2,6}}|[{_D}十百千万\d]{{1,4}}[、·+][{_D}十百千万\d、·+]{{1,8}})[”\"」’](?!以上|以下)"),
    ("ordinal", "enumeration", rf"(?:(?<=[\n\r。；;:：!！?？,，、 ])|(?<!.))[(（](?:[{_D}十百]{{1,4}}|\d{{1,3}})[)）]"),
)  # fmt: skip


def _compiled(patterns: tuple[Pattern, ...]) -> tuple[re.Pattern[str], tuple[tuple[Kind, str], ...]]:
    joined = "|".join(f"({p})" for _, _, p in patterns)
    return re.compile(joined, re.ASCII), tuple((kind, f"{kind}.{rule}") for kind, rule, _ in patterns)


_LEAD = re.compile(  # one class comes first: the engine skips to it
    rf"[A-Za-z\d{_C}〔\[【(“\"「‘令第党中](?:(?<=[A-Za-z\d])([A-Za-z\d]*)|(?<=[{_C}])([{_C}]*)|(?<=[〔\[【(“\"「‘])"
    rf"|(?<=令)第|(?<=第)(?= ?\d)|(?<=党)的(?={_N})|(?<=中)共(?={_N})|(?<=中)国共产党(?={_N}))"
)
_AT = {1: _compiled(_ASCII + _DIGITS), 2: _compiled(_CHINESE), None: _compiled(_OPEN)}
# Words of a dictionary that are nevertheless counts: 三百六十五, 近九成, 翻一番, 五项原则; and those whose only
# numeral ends them (国一, 高一, 破百), which would hide the number that goes on behind them.
_QUANTITY_WORD = re.compile(
    rf"(?:[{_C}几数半]+(?:余|多|来)?(?:{UNIT_PATTERN})?|[近约超逾过上破满达前后][{_C}几]+(?:{UNIT_PATTERN})?|第[{_C}]+"
    rf"|翻了?[{_C}]番|[增减][{_Z}]?[{_C}]+[倍半成]|[二两三四五六七八九十]+(?:[个项条][{_Z}]*|大[{_Z}]{{2}})|[^{_C}每]{{1,2}}[一二两三四五六七八九十百千万亿])$"
)
_SKIP_TAGS = frozenset(("m", "t", "q"))
_NUMERAL = frozenset(_C)


@cache
def numeral_words() -> dict[str, tuple[Kind, str]]:
    """Words whose numeral characters count nothing, with their kind and rule."""
    words: dict[str, tuple[Kind, str]] = {}
    for word, tag in jieba_words():
        if tag not in _SKIP_TAGS and not _NUMERAL.isdisjoint(word) and not _QUANTITY_WORD.match(word):
            words[word] = ("idiom", "word.jieba")
    for row in rows("numeral_words.csv"):
        if row["kind"] == "quantity":
            words.pop(row["surface"], None)
        else:
            words[row["surface"]] = (row["kind"], "word.lexicon")  # type: ignore[assignment]
    return words


@cache
def _word_index() -> tuple[dict[str, tuple[tuple[int, int], ...]], dict[str, tuple[tuple[int, int], ...]]]:
    """Where words lie about their first numeral: (characters before it, length), earliest start and longest first.

    The first table is keyed by the character before that numeral and the numeral, the second, for words that
    begin with a numeral, by their first two characters.
    """
    inside: dict[str, set[tuple[int, int]]] = {}
    first: dict[str, set[tuple[int, int]]] = {}
    for word in numeral_words():
        at = next((i for i, c in enumerate(word) if c in _NUMERAL), None)
        if at is None:
            continue
        table, key = (inside, word[at - 1 : at + 1]) if at else (first, word[:2])
        table.setdefault(key, set()).add((at, len(word)))
    order = lambda shapes: tuple(sorted(shapes, key=lambda s: (-s[0], -s[1])))  # noqa: E731
    return {k: order(v) for k, v in inside.items()}, {k: order(v) for k, v in first.items()}


def by_start(shield: Shield) -> tuple[int, bool, int]:
    """Order of shields: the earlier, the stronger, the longer first."""
    return shield.start, not shield.strong, -shield.end


def find_shields(view: str) -> list[Shield]:
    """Spans of codes, names and set phrases in the view, sorted by start; they may overlap."""
    out: list[Shield] = []
    inside, first = _word_index()
    words = numeral_words()
    done = last = 0  # ends of the last word and of the last pattern
    for lead in _LEAD.finditer(view):
        start = lead.start()
        group = lead.lastindex
        if group == 2:
            for shapes in (inside.get(view[start - 1 : start + 1]) if start else None, first.get(view[start : start + 2])):
                found = shapes and _word_at(view, start, shapes, words, done)
                if found:
                    done = found.end
                    out.append(found)
                    break
        if start < last or (group == 1 and start > 1 and view[start - 1] in ".," and view[start - 2].isdigit()):
            continue
        pattern, names = _AT[group]
        m = pattern.match(view, start)
        if m is not None and m.lastindex is not None:
            kind, rule = names[m.lastindex - 1]
            last = m.end()
            out.append(Shield(start, last, kind, rule, True))
    out.sort(key=by_start)
    return out


def _word_at(view: str, at: int, shapes: tuple[tuple[int, int], ...], words: dict[str, tuple[Kind, str]], done: int) -> Shield | None:
    """The longest word of the earliest start whose first numeral stands at ``at`` and that begins behind ``done``."""
    for before, length in shapes:
        begin = at - before
        if begin >= done and begin + length <= len(view) and (entry := words.get(view[begin : begin + length])):
            return Shield(begin, begin + length, entry[0], entry[1], False)
    return None

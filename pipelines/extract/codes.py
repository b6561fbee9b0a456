"""Numbers that are no quantities: names, formulas, document numbers, set phrases. They shield their characters.

Two sources: patterns (a document number looks like one), and words (统一, 零部件, 三农), which are jieba's
dictionary words that hold a numeral character, and ``lexicon/numeral_words.csv`` over them.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import ahocorasick

from pipelines.extract.model import Kind
from pipelines.extract.numerals import CHINESE_CLASS, DIGIT_CLASS, parse_number
from pipelines.extract.units import UNIT_PATTERN
from pipelines.lexicon.read import rows

_C, _D = CHINESE_CLASS, DIGIT_CLASS


class Shield(NamedTuple):
    """A span whose digits are no quantity. ``strong`` ones win over a longer number that starts inside."""

    start: int
    end: int
    kind: Kind
    rule: str
    strong: bool


_PATTERNS: tuple[tuple[Kind, str, str], ...] = (
    ("code", "web", r"(?:https?://|www\.)[\w./?=&%#:~-]+|[\w.]+@[\w.]+|\b[A-Za-z][\w-]*(?:\.[\w-]+)*\.(?:com|cn|gov|org|net|html?|pdf|docx?|xlsx?|jpg|png)\b"),
    ("code", "document", r"[〔\[【(](?:19|20)\d\d[〕\]】)] ?第?\d+ ?号|第 ?\d+ ?号(?=[)）令文]|公告)|令第?\d+号"),
    ("code", "formula", r"(?<![\w.])[A-Za-z\d]+(?:[+×xX*∶][A-Za-zＮ\d]+)+[\u4e00-\u9fff]{0,2}(?=”)|(?<![\w.])[A-Za-z\d]+(?:\+[A-Za-z\d]+)+|\d+[×xX*](?:\d+米?)(?:[×xX*]\d+)?|(?<![\d.:])\d+(?:\.\d+)?∶\d+(?:\.\d+)?(?:∶\d+(?:\.\d+)?)*|\d+\+(?=[\u4e00-\u9fffXN“\"”])"),
    ("code", "quoted", rf"[“\"「‘](?:[A-Za-z\d+.·xX×-]{{1,10}}|[{_D}十]{{2,8}}|(?:[{_D}十][\u4e00-\u9fff]){{2,6}}|[{_D}十百千万\d]{{1,4}}[、·+][{_D}十百千万\d、·+]{{1,8}})[”\"」’](?!以上|以下)"),
    ("code", "phone", r"(?<![\d.])(?:0\d{2,3}-?\d{7,8}|1[3-9]\d{9}|400-?\d{3}-?\d{4}|1\d{4}(?=[”\"]? ?(?:市民|政务|服务|便民|政府)*(?:热线|专线|平台|举报电话|电话))|1[12]\d(?=[、/]1[12]\d|报警|急救|热线|指挥中心))(?!\d)"),
    ("code", "version", r"(?<![\d.])\d+\.\d+版本?|(?<![\d.])\d\.0(?=[^\d%‰万亿千百元米公吨亩个户人级分倍平立升]|$)"),
    ("code", "party_congress", r"(?:党的|中共|中国共产党)[一二三四五六七八九十]{1,3}大(?![类项])|(?<![\u4e00-\u9fff])十[五六七八九]大(?=以来|报告|精神|[和、])|(?<![万千百])二十大(?=报告|精神|以来|召开|代表|胜利|[和、,，。]|擘|描|明|作|提出|部署|开|关于)"),
    ("ordinal", "plenary", r"[一二三四五六七八九十]{1,3}届[一二三四五六七八九十]{1,2}(?:次|中)(?:(?:、|和)[一二三四五六七八九十]{1,2}中)*|[一二三四五六七八九]中(?=全会|、[一二三四五六七八九]中)|(?<=届)[一二三四五六七八九十]{1,2}次"),
    ("code", "campaign", rf"(?<!第)(?:[{_D}十]{{1,3}}|\d{{1,2}})年(?:期)?(?:行动|攻坚|倍增|提升|专项|整治|滚动|改造|发展|建设|治理|振兴|再造|大变样|规划|计划)[\u4e00-\u9fff]{{0,6}}?(?:行动|计划|规划|方案|攻坚战?)"),
    ("code", "parallel", r"(?:一[\u4e00-\u9fff]){2,}(?=[”\"，。、；\u4e00-\u9fff])(?<!一个)(?<=[^个])"),
    ("code", "letters", r"(?<![\w.])[A-Za-z]+(?:[-—.]?[A-Za-z]*)*?[-—]?\d[\w./-]*"),
    ("ordinal", "enumeration", rf"(?:^|(?<=[\n\r。；;:：!！?？,，、 ]))(?:[(（](?:[{_D}十百]{{1,4}}|\d{{1,3}})[)）]|[{_D}十百]{{1,4}}(?=、(?![{_C}\d])|是(?!否|指|以|在[^，。]{{0,3}}年)|要(?!素)|则|来(?=[,，]|是))|\d{{1,2}}(?=、(?!\d)|\.(?![\d])))"),
    ("ordinal", "grade", rf"(?<![{_C}\d])(?:[{_C}]{{1,2}}|\d{{1,2}})(?:等奖|年级|级(?=[\u4e00-\u9fff])|届|期(?![间望待货盼末满内至])|号(?![召称])|线(?=城市|职工|工人|医|人员|干部|岗|员工|市场|品牌|教师|作业|执法)|环(?=路|[^\u4e00-\u9fff节境]|高速|内|外|线|以))|(?<=[A-Za-z])\d+级"),
)  # fmt: skip
_SHIELD_RE = re.compile("|".join(f"(?P<p{i}>{p})" for i, (_, _, p) in enumerate(_PATTERNS)), re.MULTILINE)
_QUANTITY_WORD = re.compile(rf"(?:[{_C}几数半]+(?:余|多|来)?(?:{UNIT_PATTERN})?|第[{_C}]+)$")
_SKIP_TAGS = frozenset(("m", "t", "q"))


@cache
def numeral_words() -> ahocorasick.Automaton:
    """Automaton of words whose numeral characters count nothing; values are (length, kind, rule)."""
    words: dict[str, tuple[Kind, str]] = {}
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if len(word) > 1 and tag not in _SKIP_TAGS and any(c in CHINESE_CLASS for c in word) and not _QUANTITY_WORD.match(word):
            words[word] = ("idiom", "word.jieba")
    for row in rows("numeral_words.csv"):
        if row["kind"] == "quantity":
            words.pop(row["surface"], None)
        else:
            words[row["surface"]] = (row["kind"], "word.lexicon")  # type: ignore[assignment]
    automaton = ahocorasick.Automaton()
    for word, (kind, rule) in words.items():
        automaton.add_word(word, (len(word), kind, rule))
    automaton.make_automaton()
    return automaton


def find_shields(view: str) -> list[Shield]:
    """Spans of codes, names and set phrases in the view, sorted by start; they may overlap."""
    out = [Shield(end - n + 1, end + 1, kind, rule, False) for end, (n, kind, rule) in numeral_words().iter_long(view)]
    for m in _SHIELD_RE.finditer(view):
        kind, rule, _ = _PATTERNS[int(m.lastgroup[1:])]  # type: ignore[index]
        out.append(Shield(m.start(), m.end(), kind, f"{kind}.{rule}", True))
    out.sort()
    return out


def is_numeral(text: str) -> bool:
    """Whether the whole text is one numeral."""
    return parse_number(text) is not None

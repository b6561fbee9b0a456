"""Names of projects, parks and works: what a figure or an event is said of.

Belongs here: whether a phrase names one thing that is built, and which of its words are the name. Not here: when it opens
(``milestones.py``).
"""

from __future__ import annotations

import re
from functools import lru_cache

import rjieba

from pipelines.extract.cues import LEADS
from pipelines.extract.patterns import Gated
from pipelines.extract.phrases import strip_lead, tidy
from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import rows

_PROJECT_NOUN = (
    r"(?:项目|工程|产业园|园区?|基地|中心|高铁|铁路|高速|公路|大桥|隧道|机场|码头|水库|医院|学校|广场|厂|馆|[号铁支干环]线|(?:车|电|泵|变电|转运|换乘|服务|加油|充电)站"
    r"|综合体|平台|体系|小区|片区|枢纽|[一二三四五]期|标段|路段|生产线|街区|公园|大厦|港区?|口岸|通道|管廊|院|剧院)"
)
_SERVED = r"|桥|渠|坝|路|大道|电[站厂]|机组|班列|专列|航线|专线|管道|线路|地铁|城际|轻轨|校区|[一-龥]{2}段|[油气]田|电网|水网|卫星|飞船|场"
PROJECT = re.compile(f"(?:{_PROJECT_NOUN}{_SERVED})$")
_COMMA = re.compile("[，,]")
_NAMED = Gated(rf"(?:^|(?<=[“”]))(?P<name>[^，。；、：“”\d][^，。；、：]{{1,26}}?{_PROJECT_NOUN})(?=的|进度|进展|进入|完成|建设|已|正|将|计划|预计|力争|全长|全线|总长|主线|位于|总|[东南西北]起|起[于自]|是|今|线路|设计|于|顺利|$)")
WHOLE_PROJECT = re.compile(r"^(?:整个|该|全部|本)?(?:项目|工程|园区|片区|基地|大桥|线路|主体)(?:整体|全部|主体)?$")
COUNTED = re.compile(
    r"\d+(?:\.\d+)?[多余]?\s?(?:个|项|条|座|家|所|户|套|万|亿|公里|处|架|艘|列|台|辆|批|班|对|名|位|株|件|部)|[一二三四五六七八九十百两]+(?:个|项|条|座|家|所|架|艘|列|台|辆)"
)
_NAME = 3  # characters before a size that may name a thing
_SIZE_UNIT = re.compile(r"千瓦|兆瓦|吨|千伏|平方米|立方米|标箱|[头羽米]")
_HEAD = 8  # characters of a noun behind its number: 5个省级开放平台


def subject_words(role: str) -> frozenset[str]:
    """Words of one role in the lexicon of subjects."""
    return frozenset(row["word"] for row in rows("subject_words.csv") if row["role"] == role)


_GOVERNS, _TELLS = subject_words("governs"), subject_words("tells")
_KIND = re.compile(f"(?:{trie_pattern(subject_words('generic') | subject_words('lead'))})*{PROJECT.pattern[:-1]}?")  # 重大产业项目
_POINTS = re.compile("^(?:今[天日年]|昨[天日]|日前|目前|近日)?(?:像?这样|该[家座条个项]?|[这此本每那某]一?[家座条个项种根艘栋处批次些款届])")
_SEVERAL = re.compile("^(?:[多几数各]|一批|绝?大?部分)(?:[家座条个项种根艘栋处批次些款])?")
_ROUTE = re.compile("[一-龥](?:至|到|—)[一-龥]")  # of 巴中至南充的高速铁路 all is the name
_PAIRS = (("“", "”"), ("《", "》"))


def project_at(clause: str) -> str | None:
    """The project that a clause opens with: 青岛上合广场项目, … · 该园的二期工程进展顺利"""
    clause = _COMMA.split(clause, 1)[0]
    m = _NAMED.search(strip_lead(clause.strip())) if _NAMED.may_match(clause) else None
    name = plain_name(tidy(m.group("name"))) if m else None
    return name if name is not None and len(name) >= 4 and PROJECT.search(name) and not name.endswith("体系") and not counted(name) else None


@lru_cache(maxsize=1 << 14)
def plain_name(words: str) -> str | None:
    """The name at the end of words that may tell more: 跨越清江的 | 姚家港大桥, 我市重点推动 | 云岭隧道, 重点工程—— | 三江口大桥.

    None where they name nothing: a clause, or a kind of thing (重大项目, 该工程).
    """
    words = _paired(words.rpartition("——")[2] or words)
    head, is_, said = words.partition("是")
    if is_:
        words = head if PROJECT.search(head) and len(head) >= 4 else said
    told, _, name = words.rpartition("的")
    if told and len(name) >= 3 and _is_paired(name) and not (_ROUTE.search(told) and rjieba.has_word(name)):
        words = name
    cut = rjieba.cut(words)
    for i in range(len(cut) - 1, 0, -1):
        rest = "".join(cut[i:])
        if cut[i - 1] in _GOVERNS and len(rest) >= 4 and _is_paired(rest) and not WHOLE_PROJECT.match(rest):
            words = rest
            break
    words = _POINTS.sub("", words)
    cut = rjieba.cut(words)
    while len(cut) > 1 and len(cut[0]) > 1 and cut[0] in LEADS:
        cut = cut[1:]
    if not cut or cut[0] in _GOVERNS or not _TELLS.isdisjoint(cut) or _SEVERAL.match(words):
        return None
    words = "".join(cut)
    return words if len(words) >= 3 and not _KIND.fullmatch(words) and not WHOLE_PROJECT.match(words) else None


def is_clause(words: str) -> bool:
    """Whether the words tell something rather than name it: 让他们从此告别了烦恼."""
    return not _TELLS.isdisjoint(rjieba.cut(words))


def _is_paired(words: str) -> bool:
    return all(words.count(opens) == words.count(closes) for opens, closes in _PAIRS)


def _paired(words: str) -> str:
    """The words with both marks of a pair whose one was taken off at their end: 海悦城”时代广场, 首场“代表通道."""
    for opens, closes in _PAIRS:
        more = words.count(opens) - words.count(closes)
        words = opens + words if more == -1 else words + closes if more == 1 else words
    return words


def counted(name: str) -> bool:
    """Whether the words count things (4700多个公园, 桥梁12座) and name none; a size inside a name (2×35万千瓦机组工程) is none."""
    return any(m.start() == 0 or (len(name) - m.end() <= _HEAD and not _is_size(name, m)) for m in COUNTED.finditer(name))


def _is_size(name: str, m: re.Match[str]) -> bool:
    """赤水河180万千瓦抽水蓄能项目: how large the one thing is, behind its name."""
    return m.start() >= _NAME and m.group()[-1] in "万亿" and _SIZE_UNIT.match(name, m.end()) is not None

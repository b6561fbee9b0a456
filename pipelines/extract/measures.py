"""Names of what is counted: printed phrase → canonical measure, by the lexicons measures.csv and measure_aliases.csv.

Belongs here: normalising a printed name, finding known names in running text, facts of a measure, whose books a phrase
speaks of. Does not belong here: deciding which phrase a number measures. No two indicators are merged that a statistician
keeps apart (进出口 and 出口, 城镇 and 农村, 规上 and all): a qualifier that is not in the lexicon makes another measure.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import ahocorasick

from pipelines.extract.patterns import Gated
from pipelines.lexicon.read import rows


@dataclass(frozen=True, slots=True)
class MeasureFacts:
    """What measures.csv says of one canonical measure; ``direction`` +1 more is better, -1 less is, 0 neither."""

    name: str
    family: str
    dimension: str
    flow_or_stock: str  # flow, stock or ratio
    direction: int
    is_rhetorical: bool


# Full-width ASCII → ASCII, so that ％ （ ） ＰＭ and their half-width twins make one key.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_NOISE = re.compile(r"[\s\u200b-\u200f\ufeff“”‘’\"'「」《》]+")
_PLAIN = re.compile("[\u4e00-\u9fff、]*")  # most names: nothing in them to unify


def measure_key(printed: str) -> str:
    """Spelling that all prints of one name share: half width, no spaces, no quotation marks, capitals."""
    return printed if _PLAIN.fullmatch(printed) else _NOISE.sub("", printed.translate(_HALF_WIDTH)).upper()


_ROWS = rows("measures.csv")
_ALIAS_ROWS = rows("measure_aliases.csv")
_FACTS = {
    row["name"]: MeasureFacts(
        row["name"], row["family"], row["dimension"], row["flow_or_stock"],
        int(row["direction"]), row["is_rhetorical"] == "yes",
    )
    for row in _ROWS
}  # fmt: skip
_NATIONAL = {row["name"]: row["national_name"] for row in _ROWS if row["national_name"]}
_INDEX = {measure_key(row["name"]): row["name"] for row in _ROWS}
_INDEX.update((measure_key(row["alias"]), row["canonical"]) for row in _ALIAS_ROWS)

_SIZES: dict[str, set[int]] = {}  # the first two characters of a name to the lengths of the names that begin so
for _name in _INDEX:
    _SIZES.setdefault(_name[:2], set()).add(len(_name))

# Words before a name that say where, when or how sure, never what. 新增 净增 全社会 规模以上 are not among them.
_WHOLE = r"全(?:市|省|区|县|州|国|旗|盟|镇|乡|疆)(?!场|域|民(?![间营生]))|[我本](?:市|省|区|县|州|国|旗|盟)(?!场|域)"
_TIME = (
    r"(?:19|20)?\d{2}年(?:度|末|底)?|全年|上年|去年|今年|当年|本年度?|近?[一二三四五\d]{1,2}年来?|年末|年底|期末|月末|季末|年内|年度|上半年|下半年|"
    r"前?[一二三四]季度|\d{1,2}(?:[—–\-~至到]\d{1,2})?月份?|过去五年|十[一二三四五]五(?:期间|时期|以来|末)?|"
    r"期间|时期|以来|截至|截止"
)
_SURE = r"累计|共计|预计|初步(?:核算|统计)|完成|实现"
_SAFE_HEAD = re.compile(f"(?:{_WHOLE}|{_TIME}|{_SURE})")
# More words, some of one character, that are dropped only where the rest is a name of the lexicon.
_LOOSE = (
    r"达到?|力争|确保|争取|努力|推动|带动|促进|拉动|保持|计划|安排|拟|提出|建议|其中|同期|年均|平均|实际|主要|以及|并|和|及|与|"
    r"使|将|要|新的|的|了|突破|超额|稳步|持续|不断|稳定|扩大|提升|提高|降低|控制|压减|共有|拥有|现有|共|有|合计|总计|预期|"
    r"按可比价格?计算|按不变价格?计算|按现价计算|经济社会发展|主要预期目标|预期目标|目标|为|是|辖区内?|[:、,，：；;]"
)
_PLACE = (
    r"[\u4e00-\u9fff]{2,7}?(?:自治[区州县旗]|省|(?<![城都超股上])市(?!场|民|政|容|值|内)|"
    r"(?<![小社城园景灾山牧地林校片])(?<!示范|试验|保护|实验|开发|高新|保税|合作)区(?!域|块|间|位|划|别)|县|州)(?!级|本级)"
)
_HEAD = re.compile(f"(?:{_WHOLE}|{_TIME}|{_SURE}|{_LOOSE}|{_PLACE})")
# Whose books: another admin_scope, not another measure; only of the public purse (省级重点实验室 is a rank).
_TIER = re.compile(r"(?:[省市区县州]本?级|市辖区|[市区县]直|中央|地方|开发区|园区|经开区|高新区)")
_TIER_FIRST = frozenset("省市区县州中地开园经高")
_TAIL = re.compile(
    r"(?:增速|增幅|涨幅|降幅|增长率|增长速度|增长|上涨|下降|均值|平均值|平均|年均|实际|名义|同比|同口径|可比口径|比?上年|较上年|"
    r"累计|预计|预期|计划|目标|完成|实现|达到?|约|为|突破|超过|稳定在|保持在|控制在|力争|分别|均|都|也|将|总量|总数|总额|数量|人数|"
    r"金额|规模|额|数|大幅|逆势|今年|要|五年|执行|安排|指标|水平|[,，、：:;；（(的]|第)++$"
)
_SINCE = re.compile(r"[比较][上去前十\d][^,，]*$")  # 死亡人数比2020年 | 下降
_INFIX = re.compile(r"实现|完成|预计|累计|拟|预期|企业(?=增加值)")
_INFIX_FIRST = frozenset("实完预累拟企、")
_LONGEST_PHRASE = 60  # no name is longer; keeps the patterns above linear on any text
_BRACKETS = re.compile(r"\([^()]*\)")


@lru_cache(maxsize=65536)
def normalise_measure(printed: str) -> str:
    """The printed name without place, time and status words before it: 全市累计建成道路 → 建成道路.

    Never strips 规上, 限上, 新增, 全社会 or whose books (市本级): these make another measure. Idempotent.
    """
    text = printed if _PLAIN.fullmatch(printed) else _NOISE.sub("", printed.translate(_HALF_WIDTH))
    at = 0
    while (match := _SAFE_HEAD.match(text, at)) and match.end() < len(text):
        at = match.end()
    return text[at:] or printed


def _heads(key: str) -> Iterator[str]:
    """The key, then the key with one more leading word of place, time or status taken off each time."""
    yield key
    for _ in range(9):
        match = _HEAD.match(key)
        if match is None or match.end() == len(key):
            return
        key = key[match.end() :]
        yield key


def _exact(key: str) -> str | None:
    """Canonical name of a key, with brackets dropped or a trailing word of growth or size dropped if need be."""
    if key in _INDEX:
        return _INDEX[key]
    bare = _SINCE.sub("", _BRACKETS.sub("", key)) if "(" in key or "比" in key or "较" in key else key
    found = _tailless(bare)
    if found is not None:
        return found
    if _INFIX_FIRST.isdisjoint(bare):
        return None
    infix = _INFIX.sub("", bare).replace("、", "")
    return None if infix == bare else _tailless(infix)


def _tailless(key: str) -> str | None:
    """Canonical name of a key, with or without a trailing word; the tail is read only where a name begins the key."""
    if key in _INDEX:
        return _INDEX[key]
    for size in _SIZES.get(key[:2], ()):
        if key[:size] in _INDEX:
            return _INDEX.get(_TAIL.sub("", key))
    return None


def _fiscal(key: str) -> str | None:
    """Canonical measure behind a word that says whose books (市本级一般公共预算收入); 园区 and the like only of public money."""
    while key[:1] in _TIER_FIRST and (match := _TIER.match(key)):
        key = key[match.end() :]
        found = _exact(key)
        if found is not None:
            return found if _FACTS[found].family == "财政" or match.group().endswith("本级") else None
    return None


@lru_cache(maxsize=65536)
def canonical_measure(printed: str, *, national: bool = False) -> str | None:
    """Canonical name of a printed measure, or None where the lexicon has none: the caller keeps the printed form.

    ``national``: the figure is of the whole country, so that 生产总值 is 国内生产总值. Whose books is dropped
    (市本级固定资产投资; 园区, 中央 from fiscal measures only): ``admin_scope`` gives it.
    """
    if len(printed) > _LONGEST_PHRASE:
        return None
    for key in _heads(measure_key(printed)):
        found = _exact(key) or _fiscal(key)
        if found is not None:
            return _national(found, key) if national else found
    return None


def _national(canonical: str, key: str) -> str:
    """国内 for names that leave open whose product is meant; a printed 地区 or 区域 stays."""
    return canonical if "地区" in key or "区域" in key else _NATIONAL.get(canonical, canonical)


def measure_facts(canonical: str) -> MeasureFacts | None:
    """What the lexicon says of a canonical measure, None for a name it does not hold."""
    return _FACTS.get(canonical)


def _scanner() -> ahocorasick.Automaton:
    """Every name and alias that may be looked for in running text; generic heads (项目, 投资) are left out."""
    generic = {row["name"] for row in _ROWS if row["note"].startswith("generic")}
    automaton = ahocorasick.Automaton()
    pairs = [(row["name"], row["name"]) for row in _ROWS] + [(row["alias"], row["canonical"]) for row in _ALIAS_ROWS]
    for surface, canonical in pairs:
        if canonical not in generic:
            for spelling in {surface, surface.translate(_HALF_WIDTH), surface.replace("(", "（").replace(")", "）")}:
                automaton.add_word(spelling, (len(spelling), canonical))
    automaton.make_automaton()
    return automaton


_SCANNER = _scanner()


def find_measures(view: str) -> list[tuple[int, int, str]]:
    """Known names in running text, leftmost longest, without overlap: (start, end, canonical), sorted.

    A hit may be the tail of a longer name that the lexicon lacks (人形机器人产业投资): the caller that has the whole
    phrase asks ``canonical_measure``.
    """
    return [(end - size + 1, end + 1, name) for end, (size, name) in _SCANNER.iter_long(view)]


# Scopes that mean the whole of the place; the others are a part of its books.
WHOLE_SCOPES = frozenset(("全市", "全省", "全区", "全县", "全州", "全国", "全旗", "全盟", "全镇", "全乡"))
_FISCAL_WORD = r"(?:预算|收入|支出|财政|税|基金|债|财力|转移支付|结余|结转|资金|补助|上解|国有资本|社会?保险?|“?三[公保])"
_SCOPE = Gated(
    r"(?P<part>不含[\u4e00-\u9fff]{2,6}?(?:开发区|新区|高新区|园区|[市区县])|[省市区县州]本级|市辖区|[市区县]直)|"
    r"(?P<whole>全(?:市|省|区|县|州|国|旗|盟|镇|乡)(?!场|域|间))|"
    rf"(?P<tier>[省市区县州]级|乡镇级?|中央|地方)(?!以上|以下|及以)(?=[\u4e00-\u9fff“”、（(]{{0,12}}{_FISCAL_WORD})|"
    r"(?:^|(?<=[和及与中，,、（(：:；。\s]))(?P<zone>(?:经济技术|高新技术产业)?开发区|经开区|高新区|园区)(?=$|[一地税财政国社]|\d)"
)


def admin_scope(text: str) -> str | None:
    """Whose books a phrase or heading speaks of, as it says: 全市, 市本级, 市级, 不含开发区, 地方 …; None where it says nothing.

    An exclusion or 本级 wins over 全市, which wins over 地方; else the last one, the nearest to the number, holds.
    """
    return _last_scope(text) if _SCOPE.may_match(text) else None


@lru_cache(maxsize=65536)
def _last_scope(text: str) -> str | None:
    found = [(_scope_rank(match), match.start(), match.group()) for match in _SCOPE.finditer(text)]
    return max(found)[2] if found else None


def _scope_rank(match: re.Match[str]) -> int:
    if match.group() == "地方":  # 全市地方一般公共预算收入 is the whole city's
        return 0
    return 2 if match.lastgroup == "part" else 1

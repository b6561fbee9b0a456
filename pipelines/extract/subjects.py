"""Named things in a text: projects, programmes, parks, platforms, industry chains, enterprises, organisations; and places.

A name is found from its head (项目, 产业园, 集团 …) leftwards over the words that may stand in a name, and counts only where something
in it is proper: a place, a word that jieba's dictionary lacks, letters, quotation marks. Not here: which names are the same thing
(``pipelines.warehouse.subjects``).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import Any

import rjieba

from pipelines.extract.context import Document, Scene
from pipelines.extract.places import PlaceMention, gazetteer
from pipelines.extract.projects import PROJECT, subject_words
from pipelines.extract.terms import known_tag
from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import phrase_words, rows

_LEADS, _LAUNCH, _INNER_VERBS = subject_words("lead"), subject_words("launch"), subject_words("inner_verb")
_ENDS = subject_words("ends_name") | phrase_words("ends_noun")
_GENERIC = re.compile(trie_pattern(subject_words("generic")))
_KNOWN = re.compile(trie_pattern(subject_words("organisation")))
_FOCUS = re.compile(trie_pattern(subject_words("focus")))
HEADS: dict[str, list[tuple[str, str]]] = {}
for _row in rows("subject_heads.csv"):
    HEADS.setdefault(_row["head"], []).append((_row["kind"], _row["needs"]))
_HEAD = re.compile(trie_pattern(HEADS))
_LAST_HEAD = re.compile(f"(?:{'|'.join(sorted(HEADS, key=lambda h: (-len(h), h)))})$")
_OWN_MARK = re.compile("[A-Za-z0-9\u201c《]")
_NAME_TAGS = ("n", "vn", "j", "l", "b", "eng", "x", "an", "g", "i", "s")  # tags begin so
_LONGEST = 30  # characters of a name
_ORGAN = re.compile(
    r"(?:[省市区县州]?委(?![员托派任屈婉实])(?:员会)?|人民政府|政府(?!性|债|采|投|引|间|与|和)|人大常委会|人大(?!代表)|人民代表大会|政协|纪委监委|纪委|监委|检察院|(?:高级|中级)?人民法院)"
)
_ORGANISATION = re.compile(r"(?:国家|中国|中华|中央|全国|最高人民|国际|世界|联合国)[一-龥]+(?:部|(?<!常)委|局|厅|院|署|社|大学|银行|法院|集团|公司|中心|组织|协会|学会|委员会|联合会|总工会|妇联|基金会|报社|军)")
_LATIN = re.compile(r"[A-Za-z]{2,}")
_COMMON_LATIN = frozenset(("AI", "IT", "GDP", "PPP", "EPC", "APP", "LED", "CT", "VR", "AR", "TOD", "REITs", "br", "strong", "span", "nbsp"))
_HAN = re.compile(r"[\u4e00-\u9fff]{2,}")
_CLOSE = {"”": "“", "’": "‘", "」": "「", "》": "《", ")": "(", "）": "（"}
_COUNTED = re.compile(r"条|\s*(?:总数|数量)?(?:达到?|共|有)?\s*\d+\s*[家个座条所项]")
_TRAP = re.compile(r"^[(（]?[一二三四五六七八九十百千\d]+[)）大场个条]|^(?:该|此|各|每|某|本|其|这|那|同一|一个|两个|多个|有关|另)")
_WHOLE = re.compile(r"^(?:[省市区县州]|国家|中央|地方|公司|集团|项目|工程|平台|企业|有限|股份|控股|国有|上市|人民|公立|中医|高等|职业|国有资本|投资|科技|实业|置业|发展|建设|城投|旗下|子|总|分|母)+$")


@dataclass(frozen=True, slots=True)
class _Name:
    start: int
    end: int
    kind: str
    rule: str
    confidence: float


class _Words:
    """The words of a view with their offsets."""

    def __init__(self, view: str, words: Sequence[str]) -> None:
        self.view = view
        self.words = words
        self.ends = list(accumulate(map(len, words)))

    def at(self, offset: int) -> int:
        """Index of the word that holds the character at ``offset``."""
        return bisect_right(self.ends, offset)

    def start(self, i: int) -> int:
        return self.ends[i] - len(self.words[i])

    def ends_at(self, offset: int) -> bool:
        i = bisect_left(self.ends, offset)
        return i < len(self.ends) and self.ends[i] == offset


def mentions_of(doc: Document, stage: list[Scene], words: Sequence[str], text: str, told: Iterable[Mapping[str, Any]] = ()) -> list[dict[str, Any]]:
    """Rows of ``MENTION``, sorted by span; ``words`` are those that the view was cut into, ``told`` rows of figures and milestones."""
    starts = [scene.start for scene in stage]
    out = _places(doc, text)
    for name in _longest([*_names(doc, _Words(doc.view, words)), *_told_of(doc, told, text)]):
        i = bisect_right(starts, name.start) - 1
        scene = stage[i] if i >= 0 else None
        place = scene.where(name.start).place if scene is not None else doc.home
        focus = scene is not None and name.kind != "place" and _FOCUS.search(doc.view, scene.start, scene.end) is not None
        out.append({
            "span_start": name.start, "span_end": name.end, "kind": name.kind, "name": text[name.start : name.end],
            "place_id": place.place_id if place else None, "place": place.name if place else None, "is_focus": focus,
            "confidence": name.confidence, "rule": name.rule,
        })  # fmt: skip
    return sorted(out, key=lambda row: (row["span_start"], row["span_end"], row["kind"]))


def _places(doc: Document, text: str) -> list[dict[str, Any]]:
    out = []
    for m in doc.places:
        place = doc.resolved.get(m.start)
        out.append({
            "span_start": m.start, "span_end": m.end, "kind": "place", "name": text[m.start : m.end],
            "place_id": place.place_id if place else None, "place": place.name if place else None, "is_focus": False,
            "confidence": 0.95 if place else 0.6, "rule": "place.gazetteer",
        })  # fmt: skip
    return out


def _names(doc: Document, cut: _Words) -> list[_Name]:
    """All names that their words tell."""
    found = [name for m in _HEAD.finditer(doc.view) if (name := _at_head(doc, cut, m.start(), m.end())) is not None]
    found += _organs(doc)
    found += _known_organisations(cut)
    return found


def _told_of(doc: Document, told: Iterable[Mapping[str, Any]], text: str) -> list[_Name]:
    """What an event or a number is said of, where its name stands in the same sentence and is proper."""
    out = []
    for subject, start, end in {(row["subject"], row["sentence_start"], row["sentence_end"]) for row in told if row["subject"]}:
        at = text.find(subject, start, end)
        if at >= 0 and PROJECT.search(subject) and is_proper(subject) and not _is_place(doc, at, at + len(subject)):
            head = _LAST_HEAD.search(subject)
            kind = HEADS[head.group()][0][0] if head else "project"
            out.append(_Name(at, at + len(subject), kind, "subject.told_of", 0.7))
    return out


def is_proper(name: str) -> bool:
    """Whether something in a name is its own: a place, a word that jieba's dictionary lacks, letters, digits or quotation marks."""
    if _OWN_MARK.search(name) or gazetteer().find(name):
        return True
    words = rjieba.cut(name)
    return any(len(w) > 1 and not rjieba.has_word(w) and w[-1] not in "一二三" for w in words) or any(len(a) == len(b) == 1 for a, b in pairwise(words))


def _longest(found: list[_Name]) -> list[_Name]:
    """The names without overlap."""
    found.sort(key=lambda n: (n.start, -n.end, n.kind, n.rule))
    out: list[_Name] = []
    for name in found:
        if out and name.start < out[-1].end:
            if name.end - name.start > out[-1].end - out[-1].start:
                out[-1] = name
            continue
        out.append(name)
    return out


def _at_head(doc: Document, cut: _Words, start: int, end: int) -> _Name | None:
    """The name whose head stands at ``[start, end)``; None where it is none."""
    if not cut.ends_at(end):
        return None
    first = cut.at(start)
    left, quoted = _left_of(cut, first)
    if HEADS[cut.view[start:end]][0][1] == "type" and not quoted:
        left = _behind_places(doc, cut, left, first)
    name_start = cut.start(left)
    if name_start >= start or end - name_start > _LONGEST:
        return None
    if cut.view[end : end + 1] in ("\u201d", "》") and not quoted:
        return None
    modifiers = [w for w in cut.words[left:first] if w not in "\u201c\u201d"] + ([cut.view[cut.start(first) : start]] if cut.start(first) < start else [])
    name = cut.view[name_start:end]
    if "\n" in name or name.endswith(("领导集团", "反党集团")) or _TRAP.match(name) or _WHOLE.match(cut.view[name_start:start]):
        return None
    places = [m for m in doc.places_in(name_start, start) if m.candidates[0].level not in ("country", "region")]
    if _COUNTED.match(cut.view, end):
        return None
    for kind, needs in HEADS[cut.view[start:end]]:
        rule = _rule(cut, left, modifiers, places, quoted, needs, start - name_start)
        if rule is not None and not _is_place(doc, name_start, end):
            return _Name(name_start, end, kind, f"subject.{rule}", 0.85 if rule != "type" else 0.75)
    return None


def _left_of(cut: _Words, first: int) -> tuple[int, bool]:
    """Index of the word that a name begins with, ``first`` being its head's; and whether quotation marks are in it."""
    i, end, quoted = first, cut.ends[first], False
    while i > 0:
        word = cut.words[i - 1]
        if word in _CLOSE:
            opened = _opening(cut, i - 1)
            if opened is None or end - cut.start(opened) > _LONGEST:
                break
            quoted = quoted or word not in ")）"
            i = opened
            if word not in ")）":
                break
        elif word not in _LEADS and word not in _ENDS and (_may_stand_in_a_name(word) or _coined(cut, i - 1)) and end - cut.start(i - 1) <= _LONGEST:
            i -= 1
        else:
            break
    while i < first and not quoted and not _may_begin(cut.words[i]):
        i += 1
    return i, quoted


def _behind_places(doc: Document, cut: _Words, left: int, first: int) -> int:
    """An industry's chain has no place in its name: 李沧区发展 | 人工智能产业链."""
    places = doc.places_in(cut.start(left), cut.start(first))
    if not places or places[0].start != cut.start(left):
        return left
    while left < first and (cut.start(left) < places[0].end or not _may_begin(cut.words[left])):
        left += 1
    return left


def _opening(cut: _Words, at: int) -> int | None:
    """Index of the mark that opens what is closed at ``at``; None where there is none near."""
    mark = _CLOSE[cut.words[at]]
    for i in range(at - 1, max(-1, at - 14), -1):
        if cut.words[i] == mark:
            return i
        if cut.words[i] in "，。；：\n":
            return None
    return None


def _may_stand_in_a_name(word: str) -> bool:
    tag = known_tag(word)
    if len(word) == 1 and word != "新" and not tag.startswith(("n", "b", "j", "g")):
        return False
    return tag.startswith(_NAME_TAGS) or word in _INNER_VERBS or word == "新"


def _coined(cut: _Words, i: int) -> bool:
    """青岛 | 上合 | 广场: a word behind a place that the dictionary lacks is a name, whatever its tag."""
    word = cut.words[i]
    return len(word) == 2 and i > 0 and known_tag(cut.words[i - 1]) == "ns" and bool(_HAN.fullmatch(word)) and not rjieba.has_word(word)


def _may_begin(word: str) -> bool:
    tag = known_tag(word)
    return tag not in ("vn", "v", "an", "i") and word not in _INNER_VERBS and (len(word) > 1 or word == "新" or tag in ("ns", "nz"))


def _rule(cut: _Words, left: int, modifiers: list[str], places: list[PlaceMention], quoted: bool, needs: str, chars: int) -> str | None:
    """Why the words before a head make a name of it; None where they do not."""
    telling = [w for w in modifiers if len(_GENERIC.sub("", w)) > 0]
    if needs == "type":
        return "type" if sum(len(_GENERIC.sub("", w)) for w in modifiers) >= 2 and chars <= 14 else None
    if needs == "launched":
        launched = left > 0 and cut.words[left - 1] in _LAUNCH
        return "quoted" if quoted and chars >= 4 else "launched" if launched and len(telling) >= 2 and 4 <= chars <= 16 else None
    if quoted and chars >= 4:
        return "quoted"
    begins = places and places[0].start == cut.start(left) and cut.view[places[0].start - 1 : places[0].start] not in ("至", "到", "往", "赴", "从", "由")
    if begins and any(not _in_places(w, places, cut.view) for w in telling):
        return "place"
    if places and not begins and chars <= 14 and any(not _in_places(w, places, cut.view) for w in telling):
        return "place"
    if begins and _single_place(places, cut, left, chars):
        return "place"
    if any(_LATIN.fullmatch(w) and w not in _COMMON_LATIN for w in telling):
        return "letters"
    if needs == "named" and telling and _is_unknown(telling[0]) and telling[0] == cut.words[left]:
        return "unknown_word" if len(telling) == 1 or chars <= 4 else None
    return None


def _in_places(word: str, places: list[PlaceMention], view: str) -> bool:
    return any(word in view[m.start : m.end] for m in places)


def _single_place(places: list[PlaceMention], cut: _Words, left: int, chars: int) -> bool:
    """A place right before the head makes a name of a bridge, a line or a university; not of a project or firm (青岛项目)."""
    head = cut.view[cut.start(left) + chars :][:2]
    return places[0].start == cut.start(left) and head in ("大学", "学院", "医院", "大桥", "机场", "国际", "水库", "高铁", "铁路", "水电", "核电", "运河", "银行", "科学", "隧道", "新城")


def _is_unknown(word: str) -> bool:
    """A word that jieba's dictionary lacks and its model took for a noun."""
    return word[-1] not in "军通建" and bool(_HAN.fullmatch(word)) and not rjieba.has_word(word) and known_tag(word).startswith(("n", "x"))


def _is_place(doc: Document, start: int, end: int) -> bool:
    return any(m.start <= start and m.end >= end for m in doc.places_in(start, end))


def _organs(doc: Document) -> list[_Name]:
    """青岛市人民政府, 山东省委: a place with its organ."""
    out = []
    for m in doc.places:
        organ = _ORGAN.match(doc.view, m.end) if m.followed_by_organ else None
        if organ is not None:
            out.append(_Name(m.start, organ.end(), "organisation", "subject.organ", 0.9))
    return out


def _known_organisations(cut: _Words) -> list[_Name]:
    """Organisations of the lexicon (财政部), and what jieba's dictionary knows as one of the country or the world (中国科学院)."""
    out = [
        _Name(m.start(), m.end(), "organisation", "subject.lexicon", 0.9)
        for m in _KNOWN.finditer(cut.view)
        if cut.ends_at(m.end()) and (m.start() == 0 or cut.ends_at(m.start()))
    ]
    known = {word for word in set(cut.words) if len(word) > 3 and known_tag(word) == "nt" and _ORGANISATION.fullmatch(word)}
    if known:
        out += (_Name(cut.start(i), cut.ends[i], "organisation", "subject.dictionary", 0.9) for i, word in enumerate(cut.words) if word in known)
    return out

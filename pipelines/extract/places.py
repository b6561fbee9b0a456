"""Places in a text: which names stand where, and which place a name means there and then.

Here belong the gazetteer (divisions through time, zones, regions, countries), the finding of names and the choice
among namesakes. Not here: whose figure it is, nor what 全市 or 我省 means; those are found by ``SELF_REFERENCE`` and
resolved by whoever knows the running subject. All offsets are those of the view, and so of the text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from pipelines.lexicon.read import rows

LEVELS = ("country", "region", "foreign", "province", "prefecture", "county", "zone")
OPEN_START = date(1949, 10, 1)  # of places whose beginning is older than the record or unknown
ROOT = "CN"
REJECTED = -1

# what stands for the publisher's home or the running subject: 全市, 我省, 本区, 该县; 全国 is a place and not here
SELF_REFERENCE = re.compile(
    r"(?:全|我|本|该|我们|咱们)(?:省(?!力|钱|心|略)|市(?!场|值|面|价|盈)|区(?!域|间|块|位|分|别)|县(?!域)|自治区|自治州|自治县|州|盟|旗(?!帜|下)"
    r"|新区|开发区|高新区|经开区|示范区|园区|域)"
)
_ZONE_KINDS = {
    "高新技术产业开发区": "高新区", "高新技术开发区": "高新区", "高新技术产业园区": "高新区", "高新开发区": "高新区", "高新区": "高新区",
    "经济技术开发区": "经开区", "经济开发区": "经开区", "经开区": "经开区", "综合保税区": "综保区", "综保区": "综保区", "保税港区": "保税港区",
    "保税区": "保税区", "自由贸易试验区": "自贸区", "自贸试验区": "自贸区", "自贸区": "自贸区", "自由贸易港": "自贸港", "自贸港": "自贸港",
    "自贸片区": "自贸片区", "城乡一体化示范区": "城乡一体化示范区", "示范区": "示范区", "新区": "新区", "旅游度假区": "度假区", "度假区": "度假区",
    "管理区": "管理区", "工业园区": "工业园区", "开发区": "开发区",
}  # fmt: skip
_ZONE_WORDS = "|".join(sorted(_ZONE_KINDS, key=lambda k: (-len(k), k)))
_ZONE_TAIL = re.compile(
    rf"(?:国家级|国家|省级)?({_ZONE_WORDS})(?!创建|建设|名单|称号|试点|[域内]?[一二三四五六七八九十\d]个)"
)
_ORGAN_TAIL = re.compile(
    r"[省市区县州盟旗]?(?:委(?:书记|常委|全会|、|副|办|宣传|组织|政法|统战|、|托|市|省|员会)?(?!托)|人民政府|政府(?!性|债|采购|投资|引导)|人大|人民代表大会|政协|纪委|党委"
    r"|工委|管委会|监委|检察院|(?:高级|中级)?人民法院|[一-鿿]{2,6}?(?:(?<![大新布格开终结全时残政])局(?!面|部|限|势)|厅|委员会|办公室))"
)
# a line break of a PDF does not begin a name: 永\n宁县
_WORD_BEFORE = re.compile(r"[一-鿿\d〇][ \r\n\t]*\Z")
# a county's name that says where it lies or what it is (北城区, 老城区): an ordinary word as well
_PLAIN = re.compile(r"^(?:[东南西北中市老新古旧城矿郊山]{1,2}|滨海|沿海|城关)区$")


@dataclass(frozen=True, slots=True)
class Place:
    """One state of one place in ``[valid_from, valid_to)``; ``valid_to`` None is open.

    ``place_id`` lasts through renamings: a code for divisions (370215), Z:, R: and F: before the name of a zone,
    region or foreign place, CN for the whole country. ``code`` is that of GB/T 2260 at the time, None where there is none.
    """

    place_id: str
    name: str
    short_name: str
    code: str | None
    level: str
    parent_id: str | None
    valid_from: date
    valid_to: date | None
    territory_id: str | None = None  # joins a zone with the division it coincides with

    def holds(self, on: date) -> bool:
        return self.valid_from <= on and (self.valid_to is None or on < self.valid_to)


class PlaceMention(NamedTuple):
    """A name of a place at ``view[start:end]``; one candidate an identity, the likeliest level first."""

    start: int
    end: int
    text: str
    candidates: tuple[Place, ...]
    followed_by_organ: bool = False  # 山东省委, 青岛市政府: the place, as an actor


class _Entry:
    """What is known of a surface form; no candidates: a trap that only shields what lies in it."""

    __slots__ = ("after", "bare_city", "before", "candidates", "must", "needs_parent", "size")

    def __init__(self, word: str, candidates: tuple[Place, ...], rules: dict[str, str]) -> None:
        self.size = len(word)
        self.candidates = candidates
        self.before = re.compile(rf"(?:{rules['before_not']})\Z") if "before_not" in rules else None
        self.after = re.compile(rules["after_not"]) if "after_not" in rules else None
        self.must = re.compile(rules["after_must"]) if "after_must" in rules else None
        self.needs_parent = (
            "needs_parent" in rules or (len(word) == 2 and word[-1] == "县") or bool(_PLAIN.match(word))
        )
        self.bare_city = word[-1] == "市" and self.size > 2


class _PairFilter:
    """Offsets where the first two characters of some name stand: a table look-up over the whole text at once.

    Tried for the same texts: pyahocorasick 2-5 million characters a second (it scans the root's 1,500 children one by one).
    """

    def __init__(self, pairs: Iterable[str]) -> None:
        words = sorted(set(pairs))
        self._row = np.zeros(0x10000, dtype=np.uint16)
        self._column = np.zeros(0x10000, dtype=np.uint16)
        for table, position in ((self._row, 0), (self._column, 1)):
            for number, char in enumerate(sorted({w[position] for w in words}), 1):
                table[ord(char)] = number
        self._known = np.zeros((int(self._row.max()) + 1, int(self._column.max()) + 1), dtype=np.bool_)
        for w in words:
            self._known[self._row[ord(w[0])], self._column[ord(w[1])]] = True

    def starts(self, view: str) -> list[int]:
        if len(view) < 2:
            return []
        codes: npt.NDArray[np.uint32] = np.frombuffer(view.encode("utf-32-le", "surrogatepass"), dtype="<u4")
        codes = np.minimum(codes, 0xFFFF)
        first = np.flatnonzero(self._row[codes[:-1]])
        hits = self._known[self._row[codes[first]], self._column[codes[first + 1]]]
        starts: list[int] = first[hits].tolist()
        return starts


class Gazetteer:
    """Every place through time, by identity and by name. Build it with ``gazetteer()``: it is immutable and shared."""

    def __init__(self, states: Iterable[Place], aliases: Iterable[tuple[str, str]]) -> None:
        self._states: dict[str, tuple[Place, ...]] = _grouped(states)
        self._names: dict[str, tuple[str, ...]] = {}  # every name, for metadata
        self._aliases: dict[str, list[str]] = defaultdict(list)
        self._suffix = re.compile("|".join(r["suffix"] for r in rows("places/place_name_suffixes.csv")))
        self._entries: dict[str, _Entry] = {}  # names that may be read in running text, and traps
        self._sizes: dict[
            str, tuple[int, ...]
        ] = {}  # the first two characters of an entry to its sizes, longest first
        self._build(list(aliases))
        self._pairs = _PairFilter(self._sizes)

    # -- identities ------------------------------------------------------------------------------------------------

    def states(self) -> Iterator[Place]:
        """Every state of every place, by place_id and valid_from."""
        for place_id in sorted(self._states):
            yield from self._states[place_id]

    def aliases(self, place_id: str) -> tuple[str, ...]:
        """Further names of a place, as the lexicon has them; its short name is not among them."""
        return tuple(sorted(set(self._aliases.get(place_id, ()))))

    def place(self, place_id: str, on: date | None = None) -> Place | None:
        """The state of an identity at a date (default: the last); before or after its time, the nearest. Zones of
        the pattern <city><高新区> (``Z:泰安高新区``) are made on demand."""
        states = self._states.get(place_id) or self._pattern_zone(place_id)
        if not states:
            return None
        return (
            states[-1]
            if on is None
            else next((s for s in states if s.valid_to is None or on < s.valid_to), states[-1])
        )

    def name_on(self, place_id: str, on: date) -> str:
        """The standard name of an identity at a date: 即墨市 in 2015, 即墨区 in 2018. KeyError where unknown."""
        place = self.place(place_id, on)
        if place is None:
            raise KeyError(place_id)
        return place.name

    def ancestors(self, place: Place, on: date | None = None) -> tuple[Place, ...]:
        """Parent, its parent, and so on to 全国 (or 世界), as of ``on`` (default: the state's own time)."""
        found: list[Place] = []
        current = place
        while current.parent_id is not None and len(found) < 8:
            parent = self.place(current.parent_id, on or (current.valid_from if current.valid_to else None))
            if parent is None:
                break
            found.append(parent)
            current = parent
        return tuple(found)

    def is_within(self, a: Place, b: Place) -> bool:
        """Whether a is b or lies in b (by identity; a zone lies in the division it coincides with, too)."""
        if a.place_id == b.place_id or (a.territory_id is not None and a.territory_id == b.place_id):
            return True
        return any(p.place_id == b.place_id for p in self.ancestors(a))

    # -- names in a text -------------------------------------------------------------------------------------------

    def find(self, view: str) -> list[PlaceMention]:
        """Names of places in a text, sorted, without overlap; the longest name wins. Linear in the text.

        Names of roads, brands and institutions (山东路 青岛啤酒 北京大学) are left out, so are 全市 and its like.
        """
        found: list[PlaceMention] = []
        entries, sizes, done = self._entries, self._sizes, 0
        for start in self._pairs.starts(view):
            if start < done:
                continue
            for size in sizes[view[start : start + 2]]:
                entry = entries.get(view[start : start + size])
                if entry is None:
                    continue
                if not entry.candidates:
                    done = start + size
                    break
                end = self._end_of(view, start, entry, found)
                if end > start:
                    found.append(self._mention(view, start, end, entry.candidates))
                if end != REJECTED:
                    done = max(found[-1].end if end > start else start + size, done)
                    break
        return found

    def _end_of(self, view: str, start: int, entry: _Entry, found: list[PlaceMention]) -> int:
        """Where the name at ``start`` ends as a place; ``start`` if it is a name of something else (a road, a brand),
        REJECTED if these characters are no name at all (大连 in 扩大连接), so that another may begin in them."""
        end = start + entry.size
        if entry.after is not None and entry.after.match(view, end):
            return REJECTED
        if entry.must is not None and not entry.must.match(view, end):
            return REJECTED
        if entry.before is not None and entry.before.search(view, max(0, start - 6), start):
            return REJECTED
        if entry.needs_parent and not self._stands_alone(
            view, start, found[-1] if found else None, entry.candidates
        ):
            return REJECTED
        following = view[end : end + 1]
        if following == "场" and entry.bare_city:  # 北京市场 is 北京 and 市场
            return end - 1
        if following == "域" and view[end - 1] == "区":
            return REJECTED
        return start if following and self._suffix.match(view, end) else end

    def _stands_alone(
        self, view: str, start: int, previous: PlaceMention | None, candidates: tuple[Place, ...]
    ) -> bool:
        """A name that is an ordinary word too (城区, 和县) is read after its parent, and those of counties after a mark."""
        if previous is not None and previous.end == start:
            return any(self.is_within(c, p) for c in candidates for p in previous.candidates)
        return (
            _WORD_BEFORE.search(view, max(0, start - 4), start) is None
            and view[start : start + 2] not in _GENERIC
        )

    def _mention(self, view: str, start: int, end: int, candidates: tuple[Place, ...]) -> PlaceMention:
        zone = (
            _ZONE_TAIL.match(view, end)
            if candidates[0].level in ("province", "prefecture", "county")
            else None
        )
        if zone is not None:
            kind = _ZONE_KINDS[zone[1]]
            made = tuple(z for c in candidates if (z := self.zone_of(c, kind)) is not None)
            return PlaceMention(
                start,
                zone.end(),
                view[start : zone.end()],
                made,
                _ORGAN_TAIL.match(view, zone.end()) is not None,
            )
        return PlaceMention(start, end, view[start:end], candidates, _ORGAN_TAIL.match(view, end) is not None)

    # -- choosing --------------------------------------------------------------------------------------------------

    def resolve(
        self, mention: PlaceMention, context: Sequence[Place], home: Place | None, on: date
    ) -> Place | None:
        """The place a mention means, in its state at ``on``; None for a county's name that nothing decides.

        Of namesakes: those that exist at the time; then the one in (or beside) the latest place of ``context``; then the
        one nearest the home; then the highest level. ``context`` is in reading order.
        """
        chosen = self._choose(mention.candidates, context, home, on)
        return self.place(chosen.place_id, on) if chosen is not None else None

    def _choose(
        self, candidates: tuple[Place, ...], context: Sequence[Place], home: Place | None, on: date
    ) -> Place | None:
        alive = (
            tuple(c for c in candidates if any(s.holds(on) for s in self._states_of(c.place_id)))
            or candidates
        )
        if len(alive) == 1:
            return alive[0]
        for place in reversed(context):
            near = self._nearest(alive, place)
            if near is not None:
                return near
        near = self._nearest(alive, home) if home is not None else None
        if near is not None:
            return near
        highest = _of_highest_level(alive)
        if len(highest) > 1 or highest[0].level in ("county", "zone"):
            return None
        return highest[0]

    def _nearest(self, candidates: tuple[Place, ...], place: Place) -> Place | None:
        """The one candidate inside the place, else inside its parent, and so on up to its province; None if several are."""
        around = place
        while around.place_id != ROOT and around.level in ("province", "prefecture", "county", "zone"):
            inside = [c for c in candidates if self.is_within(c, around)]
            highest = _of_highest_level(inside)
            if highest:
                return (
                    highest[0] if len(highest) == 1 else None
                )  # two 市中区 of one province: nothing decides
            parent = self.place(around.parent_id) if around.parent_id else None
            if parent is None:
                return None
            around = parent
        return None

    def by_name(self, name: str, home: Place | None = None, on: date | None = None) -> Place | None:
        """A place by any of its names, as metadata write it: 山东, 海拉尔区, 内蒙古自治区呼伦贝尔市海拉尔区, 西海岸新区."""
        name, when = name.strip(), on or date.max
        if name in self._names:
            candidates = tuple(p for i in self._names[name] if (p := self.place(i)) is not None)
            context = [home] if home is not None else []
            return self.resolve(PlaceMention(0, len(name), name, candidates), context, home, when)
        mentions = self.find(name)
        if (
            not mentions
            or mentions[-1].end != len(name)
            or sum(m.end - m.start for m in mentions) != len(name)
        ):
            return None
        path: list[Place] = []
        for m in mentions:
            step = self.resolve(m, path, home, when)
            if step is not None:
                path.append(step)
        return path[-1] if path else None

    def zone_of(self, place: Place, kind: str) -> Place | None:
        """The functional zone of a city: 泰安市 and 高新区 (or its long form) give 泰安高新区."""
        kind = _ZONE_KINDS.get(kind, kind)
        base = place.name if place.level == "county" and len(place.short_name) < 2 else place.short_name
        known = self._names.get(base + kind)
        if known:
            return self.place(known[0])
        since = self._states_of(place.place_id)[0].valid_from
        return Place(f"Z:{base}{kind}", base + kind, base + kind, None, "zone", place.place_id, since, None)

    def _pattern_zone(self, place_id: str) -> tuple[Place, ...]:
        """``Z:泰安高新区`` back into its place: the name of a city and a kind of zone."""
        kind = next((k for k in _KINDS if place_id.endswith(k)), None) if place_id.startswith("Z:") else None
        city = self._names.get(place_id[2 : -len(kind)], ()) if kind else ()
        for home in (self._states[i][-1] for i in city if i in self._states):
            zone = self.zone_of(home, kind or "")
            if (
                home.level in ("province", "prefecture", "county")
                and zone is not None
                and zone.place_id == place_id
            ):
                return (zone,)
        return ()

    def _states_of(self, place_id: str) -> tuple[Place, ...]:
        return self._states.get(place_id) or self._pattern_zone(place_id)

    # -- building --------------------------------------------------------------------------------------------------

    def _build(self, aliases: list[tuple[str, str]]) -> None:
        for alias, place_id in aliases:
            self._aliases[place_id].append(alias)
        every, read = self._surfaces(aliases)
        self._names = {n: tuple(sorted(ids, key=self._rank)) for n, ids in every.items()}
        rules: dict[str, dict[str, str]] = defaultdict(dict)
        for r in rows("places/place_traps.csv"):
            rules[r["name"]][r["rule"]] = "|".join(
                filter(None, (rules[r["name"]].get(r["rule"]), r["pattern"]))
            )
        sizes: dict[str, set[int]] = defaultdict(set)
        for word in sorted(set(read) | {w for w, r in rules.items() if "word" in r}):
            ids = sorted(read.get(word, ()), key=self._rank) if "word" not in rules.get(word, {}) else []
            candidates = tuple(self._named_state(i, word) for i in ids)
            self._entries[word] = _Entry(word, candidates, rules.get(word, {}))
            sizes[word[:2]].add(len(word))
        self._sizes = {pair: tuple(sorted(found, reverse=True)) for pair, found in sizes.items()}

    def _surfaces(self, aliases: list[tuple[str, str]]) -> tuple[dict[str, set[str]], dict[str, set[str]]]:
        """Names to identities: every name, and those that may be read in running text."""
        every: dict[str, set[str]] = defaultdict(set)
        read: dict[str, set[str]] = defaultdict(set)
        for name, place_id in [(s.name, s.place_id) for s in self.states()] + aliases:
            every[name].add(place_id)
            if len(name) > 2 or name[-1] != "区" or name in _GENERIC:
                read[name].add(place_id)
        for name, place_id in self._contracted():
            every[name].add(place_id)
            read[name].add(place_id)
        self._add_short_names(every, read)
        return every, read

    def _contracted(self) -> Iterator[tuple[str, str]]:
        """大理州 for 大理白族自治州, 长阳县 for 长阳土家族自治县."""
        for s in self.states():
            for unit in ("州", "县", "旗"):
                if s.name.endswith("自治" + unit) and len(s.short_name) >= 2 and s.valid_to is None:
                    yield s.short_name + unit, s.place_id

    def _add_short_names(self, every: dict[str, set[str]], read: dict[str, set[str]]) -> None:
        """Short names: the highest level that bears one today keeps it (吉林 is the province). Counties' are read only
        where a list says so, since most are words (和平 资源) or arise across words."""
        ambiguous = {r["short_name"] for r in rows("places/ambiguous_short_names.csv")}
        counties = {r["short_name"] for r in rows("places/county_short_names.csv")}
        bearers: dict[str, list[Place]] = defaultdict(list)
        for states in self._states.values():
            if states[-1].valid_to is None and states[-1].level in ("province", "prefecture", "county"):
                bearers[states[-1].short_name].append(states[-1])
        for short, places in bearers.items():
            top = min(LEVELS.index(p.level) for p in places)
            ids = {p.place_id for p in places if LEVELS.index(p.level) == top}
            if short not in every:
                every[short] |= ids
            if (
                len(short) >= 2
                and short not in read
                and short not in ambiguous
                and (LEVELS[top] != "county" or short in counties)
            ):
                read[short] |= ids

    def _rank(self, place_id: str) -> tuple[int, str, str]:
        last = self._states[place_id][-1]
        return LEVELS.index(last.level), last.code or "", place_id

    def _named_state(self, place_id: str, name: str) -> Place:
        states = self._states[place_id]
        return next((s for s in reversed(states) if s.name == name), states[-1])


_GENERIC = frozenset(("城区", "郊区", "市区", "矿区", "新区", "东区", "西区", "南区", "北区"))
_KINDS = sorted(set(_ZONE_KINDS.values()), key=lambda k: (-len(k), k))


def _of_highest_level(places: Sequence[Place]) -> list[Place]:
    top = min((LEVELS.index(p.level) for p in places), default=0)
    return [p for p in places if LEVELS.index(p.level) == top]


def _grouped(states: Iterable[Place]) -> dict[str, tuple[Place, ...]]:
    found: dict[str, list[Place]] = defaultdict(list)
    for s in states:
        found[s.place_id].append(s)
    return {i: tuple(sorted(found[i], key=lambda s: s.valid_from)) for i in sorted(found)}


def _divisions() -> Iterator[Place]:
    yield Place(ROOT, "全国", "全国", None, "country", None, OPEN_START, None)
    for r in rows("places/divisions.csv"):
        since, until = (
            date.fromisoformat(r["valid_from"]),
            date.fromisoformat(r["valid_to"]) if r["valid_to"] else None,
        )
        yield Place(
            r["place_id"],
            r["name"],
            r["short_name"],
            r["code"],
            r["level"],
            r["parent_place_id"],
            since,
            until,
        )


def _others(begun: dict[str, date]) -> Iterator[tuple[Place, list[str]]]:
    """Regions, foreign places and zones, each with its aliases; ``begun`` is when divisions begin, and so their zones."""
    regions = rows("places/regions_and_countries.csv")
    prefix = {r["name"]: "R:" if r["level"] == "region" else "F:" for r in regions}
    for r in regions:
        parent = prefix[r["parent"]] + r["parent"] if r["parent"] in prefix else r["parent"] or None
        place_id = prefix[r["name"]] + r["name"]
        yield (
            Place(place_id, r["name"], r["name"], None, r["level"], parent, OPEN_START, None),
            _split(r["aliases"]),
        )
    for r in rows("places/zones.csv"):
        since = date.fromisoformat(r["valid_from"]) if r["valid_from"] else begun.get(r["home"], OPEN_START)
        place = Place(
            f"Z:{r['name']}",
            r["name"],
            r["name"],
            None,
            "zone",
            r["home"],
            since,
            None,
            r["territory"] or None,
        )
        yield place, _split(r["aliases"])


def _split(aliases: str) -> list[str]:
    return [a for a in aliases.split("|") if a]


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer of the lexicon, loaded once."""
    divisions = list(_divisions())
    begun: dict[str, date] = {}
    for d in divisions:
        begun[d.place_id] = min(d.valid_from, begun.get(d.place_id, d.valid_from))
    others = list(_others(begun))
    aliases = [(a, p.place_id) for p, names in others for a in names]
    aliases += [(r["alias"], r["place_id"]) for r in rows("places/place_aliases.csv")]
    return Gazetteer([*divisions, *(p for p, _ in others)], aliases)

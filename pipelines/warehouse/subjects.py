"""Which names are the same thing: printed names of subjects over all releases, joined into durable subjects.

Names are alike where they are equal but for marks; where the short one begins the one long name of its kind and area (雅柴项目,
雅柴(青岛)智慧重工智造中心项目); or where rapidfuzz finds them near equal and what differs says nothing (项目, 人民; 自贸 for 自由贸易). Names are only compared
with neighbours in sorted order, never all with all. The things that promises are about are joined likewise, together with these
names, so that a promise meets its outcome under either name. Finding names in a text is ``pipelines.extract.subjects``'s.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import duckdb
import pyarrow as pa
import rjieba
from rapidfuzz import fuzz
from rapidfuzz.distance import Indel

from pipelines.extract.places import gazetteer
from pipelines.extract.subjects import HEADS
from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import rows as lexicon_rows

NEAR = 90.0  # rapidfuzz ratio of two names that are near equal
MIN_NEAR = 8  # characters of the shorter of such names
NEIGHBOURS = 8  # how many names behind it in sorted order a name is compared with
LOCAL = frozenset(("project", "park", "platform"))  # kinds of which each place has its own under a common name
NAMED = LOCAL | {"enterprise"}  # kinds with a name of their own, which may be cut short; a chain has its industry's

_FIELDS: list[tuple[str, pa.DataType]] = [
    ("kind", pa.string()), ("name", pa.string()), ("place_id", pa.string()), ("first_name", pa.string()), ("area", pa.string()),
    ("subject", pa.string()), ("rule", pa.string()), ("score", pa.float64()),
]  # fmt: skip
SUBJECT_NAMES = pa.schema(_FIELDS)

_NAMES = """
    WITH mentions AS (
        SELECT release_key, unnest(mentions, max_depth := 2) FROM staging.annotations
    )
    SELECT m.kind, m.name, m.place_id, min((r.issued_on, m.span_start, m.name)) AS first_seen
    FROM mentions AS m
    JOIN staging.releases AS r USING (release_key)
    WHERE m.kind <> 'place'
    GROUP BY m.kind, m.name, m.place_id
    ORDER BY ALL
"""
# what promises and results are about, beside the names above; the same whatever the path of their release
_TOLD_OF = """
    WITH told AS (
        SELECT release_key, unnest(figures).subject AS name, unnest(figures).place_id AS place_id, unnest(figures).span_start AS span_start
        FROM staging.annotations
        UNION ALL
        SELECT release_key, unnest(milestones).subject, unnest(milestones).place_id, unnest(milestones).span_start FROM staging.annotations
    )
    SELECT t.name, t.place_id, min((r.issued_on, t.span_start, t.name)) AS first_seen
    FROM told AS t
    JOIN staging.releases AS r USING (release_key)
    WHERE t.name IS NOT NULL
    GROUP BY t.name, t.place_id
    ORDER BY ALL
"""
_MARKS = re.compile(r"[\s“”‘’\"'「」《》〈〉·•]+")
_HEAD = re.compile(f"(?:{'|'.join(sorted(HEADS, key=lambda h: (-len(h), h)))})$")
_FIRM = re.compile(r"(?:(?:集团|股份|控股|有限|责任|公司)+)$")
_TELLING = re.compile(r"[\d一二三四五六七八九十百甲乙丙丁东西南北上下前后新老第期号A-Za-z]")
_SAYS_NOTHING = re.compile(f"(?:{trie_pattern({row['word'] for row in lexicon_rows('subject_words.csv') if row['role'] == 'says_nothing'})})+")
_CROSSES = re.compile(f"(?:{trie_pattern({row['word'] for row in lexicon_rows('subject_words.csv') if row['role'] == 'crosses'})})$")
EVERYWHERE = "*"  # the area of what is one thing wherever it is spoken of
_AND = re.compile("[、和与及]?")
_NATIONAL = re.compile(r"\d{6}")


_Seen = tuple[str, str, str | None, tuple[object, ...]]  # kind, name, place_id, when and where first


@dataclass(slots=True)
class _Name:
    """All prints of one name in one area."""

    kind: str
    area: str
    key: str  # the name without marks
    first_seen: tuple[object, ...]
    first_name: str
    root: _Name | None = None
    rule: str = "same name"
    score: float = 1.0


def subject_names(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Every printed name with the place it was printed of, and the subject it names; sorted."""
    made = _joined(connection.execute(_NAMES).fetchall())
    made.sort(key=lambda row: tuple(str(row[column] or "") for column in ("kind", "name", "place_id")))
    return pa.Table.from_pylist(made, SUBJECT_NAMES)


def told_subjects(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """Every printed subject of a figure or milestone with its place, and the subject that it is; sorted. Of a thing that no mention names the head tells the kind."""
    mentioned = connection.execute(_NAMES).fetchall()
    kinds: dict[str, str] = {}
    for kind, name, *_ in mentioned:
        kinds.setdefault(name, kind)
    told = [(_kind(name, kinds), name, place_id, seen) for name, place_id, seen in connection.execute(_TOLD_OF).fetchall()]
    asked = {(name, place_id) for _, name, place_id, _ in told}
    others = [row for row in mentioned if (row[1], row[2]) not in asked]
    made = [row for row in _joined([*told, *others]) if (row["name"], row["place_id"]) in asked and row["kind"] == _kind(str(row["name"]), kinds)]
    made.sort(key=lambda row: tuple(str(row[column] or "") for column in ("name", "place_id")))
    return pa.Table.from_pylist(made, SUBJECT_NAMES)


def _kind(name: str, kinds: Mapping[str, str]) -> str:
    head = _HEAD.search(name)
    return kinds.get(name) or (HEADS[head.group()][0][0] if head else "project")


def _joined(rows: Iterable[_Seen]) -> list[dict[str, object]]:
    """Rows of ``SUBJECT_NAMES`` of all prints."""
    found: dict[tuple[str, str, str], _Name] = {}
    prints = [(kind, name, place_id, _known_by(found, kind, name, place_id, seen)) for kind, name, place_id, seen in rows]
    _join(list(found.values()))
    members: dict[int, list[_Name]] = defaultdict(list)
    for known in found.values():
        members[id(_root(known))].append(known)
    made: list[dict[str, object]] = []
    for kind, name, place_id, one in prints:
        root = _root(one)
        first = min(members[id(root)], key=lambda n: n.first_seen)
        made.append({
            "kind": kind, "name": name, "place_id": place_id, "first_name": first.first_name, "area": root.area, "subject": root.first_name,
            "rule": one.rule, "score": one.score,
        })  # fmt: skip
    return made


def plain(name: str) -> str:
    """A name without marks, half width."""
    return _MARKS.sub("", unicodedata.normalize("NFKC", name))


def _known_by(found: dict[tuple[str, str, str], _Name], kind: str, name: str, place_id: str | None, seen: tuple[object, ...]) -> _Name:
    key = plain(name)
    area = _area(kind, key, place_id)
    one = found.setdefault((kind, area, key), _Name(kind, area, key, seen, name))
    if seen < one.first_seen:
        one.first_seen, one.first_name = seen, name
    return one


def _area(kind: str, key: str, place_id: str | None) -> str:
    """Whose thing it is, of a kind of which each province has its own: the province that the name tells, else the one it is said of.

    A line that crosses provinces (沪昆高铁) is one thing everywhere.
    """
    if kind not in LOCAL:
        return ""
    if kind == "project" and (crossing := _CROSSES.search(key)) and crossing.start() >= 2:
        return EVERYWHERE
    for mention in gazetteer().find(key):
        if len(mention.candidates) == 1 and _NATIONAL.fullmatch(mention.candidates[0].place_id):
            return mention.candidates[0].place_id[:2]
    return place_id[:2] if place_id and _NATIONAL.fullmatch(place_id) else ""


# --- joining --------------------------------------------------------------------------------------------------


def _root(name: _Name) -> _Name:
    while name.root is not None:
        name = name.root
    return name


def _join(names: list[_Name]) -> None:
    """Give each name that is another's its root; a root is the fuller name."""
    names.sort(key=lambda n: (n.kind, n.area, n.key))
    _join_areas(names)
    blocks: dict[tuple[str, str], list[_Name]] = defaultdict(list)
    for name in names:
        if name.root is None:
            blocks[name.kind, name.area].append(name)
    for (kind, _), block in blocks.items():
        if kind in NAMED:
            _join_short(block)
        _join_near(block)


def _join_areas(names: Iterable[_Name]) -> None:
    """A name said of the whole country is that of the one province in which it is known."""
    by_key: dict[tuple[str, str], list[_Name]] = defaultdict(list)
    for name in names:
        by_key[name.kind, name.key].append(name)
    for alike in by_key.values():
        placed = [name for name in alike if name.area]
        if len(placed) == 1:
            for name in alike:
                if not name.area:
                    name.root, name.rule, name.score = placed[0], "same name, one province", 0.95


def core(name: str) -> tuple[str, str]:
    """A name without its head (雅柴 of 雅柴项目), and the head; of firms all that says firm."""
    match = _FIRM.search(name) or _HEAD.search(name)
    return (name[: match.start()], match.group()) if match else (name, "")


def _join_short(block: list[_Name]) -> None:
    """The short name of a thing begins its full one; where it begins several, nothing is known."""
    cores = sorted(((*core(name.key), name) for name in block), key=lambda c: (c[0], c[1]))
    keys = [c[0] for c in cores]
    for short, head, name in cores:
        if len(short) < 2 or gazetteer().by_name(short) is not None or (name.kind in LOCAL and rjieba.has_word(short)):
            continue  # what is no name of its own
        longer = [c for c in _beginning_with(short, cores, keys) if _same_head(head, c[1], c[2].kind) and c[2] is not name]
        full = {id(_root(c[2])): _root(c[2]) for c in longer if len(c[0]) >= len(short)}
        full.pop(id(name), None)
        if len(full) == 1 and name.root is None:
            (other,) = full.values()
            if len(other.key) > len(name.key):
                name.root, name.rule = other, "begins the one full name"
                name.score = round(0.8 + 0.15 * fuzz.ratio(name.key, other.key) / 100, 3)


def _beginning_with(short: str, cores: list[tuple[str, str, _Name]], keys: list[str]) -> Iterator[tuple[str, str, _Name]]:
    for i in range(bisect_left(keys, short), len(keys)):
        if not keys[i].startswith(short):
            return
        yield cores[i]


def _same_head(short: str, full: str, kind: str) -> bool:
    """项目 may stand for whatever is built; a firm is a firm."""
    return short == full or kind == "enterprise" or (kind == "project" and short == "项目")


def _join_near(block: list[_Name]) -> None:
    """Near equal spellings, found among neighbours by their beginning and by their end."""
    roots = [name for name in block if name.root is None and len(name.key) >= MIN_NEAR]
    for order in (sorted(roots, key=lambda n: n.key), sorted(roots, key=lambda n: n.key[::-1])):
        for i, name in enumerate(order):
            for other in order[i + 1 : i + 1 + NEIGHBOURS]:
                _join_if_near(name, other)


def _join_if_near(one: _Name, other: _Name) -> None:
    if one.root is not None or other.root is not None:
        return
    score = fuzz.ratio(one.key, other.key, score_cutoff=NEAR)
    alike = score and _differ_in_nothing(one.key, other.key)
    if alike and _TELLING.findall(one.key) == _TELLING.findall(other.key) and _places(one.key) == _places(other.key):
        less, more = sorted((one, other), key=lambda n: (len(n.key), n.key))
        less.root, less.rule, less.score = more, "near equal", round(score / 100, 3)


def _differ_in_nothing(one: str, other: str) -> bool:
    """Whether what one name has more says nothing, or spells out what the other shortens (自贸, 自由贸易)."""
    more = [(one[op.src_start : op.src_end], other[op.dest_start : op.dest_end]) for op in Indel.opcodes(one, other) if op.tag != "equal"]
    spelt_out = len(more) > 1 and any(all(len(pair[i]) == 1 and not pair[1 - i] for pair in more) for i in (0, 1))
    return spelt_out or all(_AND.fullmatch(a) and _AND.fullmatch(b) if a and b else _SAYS_NOTHING.fullmatch(a + b) for a, b in more)


def _places(key: str) -> list[str]:
    return [m.text for m in gazetteer().find(key)]

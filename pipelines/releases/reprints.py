"""Reprints that are not the same text: near duplicates, and items that a whole programme contains.

A text is read as its runs of eight letters and digits, hashed. A sample of the hashes (those divisible by 16, the
same ones in every text) finds the pairs worth a look; then it counts how much of a text lies in runs that the other
has too. Numbers are our business: texts of one skeleton with other numbers (two years' reports, two weekly bulletins)
are no reprints.

Pure functions but for ``update``, which reads and writes the data folder.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.releases import store
from pipelines.releases.versions import Version

RUN = 8  # characters in a run
SAMPLE, SAMPLE_OF_SHORT = 16, 2  # one hash in so many finds pairs
COMMON = 60  # a sampled hash in more texts than this is boilerplate
MIN_CHARS = 200  # letters and digits of an item: what is shorter is contained in anything
SHORT, MIN_NEAR = 500, 40  # of near duplicates; below the latter only the same text is a reprint
MAX_DAYS = 30  # between the issue of an item and of what contains it
NEAR, NEAR_SHORT = 0.85, 0.95  # of each of two near duplicates that the other has; of those below MIN_CHARS
CONTAINED = 0.9  # of an item that what contains it has
PAIRS_AT_ONCE = 8_000_000  # counted in memory before they are added up
NUMBERS = 0.9  # numbers of one that the other must have

_FIELDS: list[tuple[str, pa.DataType]] = [
    ("release_key", pa.uint64()), ("cluster_id", pa.uint64()), ("is_cluster_primary", pa.bool_()),
    ("reprint_kind", pa.string()), ("reprint_of_key", pa.uint64()), ("reprint_score", pa.float64()),
]  # fmt: skip
REPRINTS = pa.schema(_FIELDS)
SAMPLES, PAIRS = "reprint_samples.parquet", "reprint_pairs.parquet"  # kept for the next run; can be made again
_SAMPLE_FIELDS: list[tuple[str, pa.DataType]] = [
    ("release_key", pa.uint64()), ("state", pa.string()), ("chars", pa.int32()), ("hashes", pa.list_(pa.uint64())),
]  # fmt: skip
_PAIR_FIELDS: list[tuple[str, pa.DataType]] = [
    ("left", pa.uint64()), ("right", pa.uint64()), ("kind", pa.string()), ("score", pa.float64()),
]  # fmt: skip
_SAMPLES, _PAIRS = pa.schema(_SAMPLE_FIELDS), pa.schema(_PAIR_FIELDS)
HELD_CHARS = 30_000_000  # of sketches held from the first reading; the others are read again if a pair asks for them

Hashes = npt.NDArray[np.uint64]
_NOT_WORDS = re.compile(r"[\W_]+")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)*|[〇零一二三四五六七八九十百千万亿]{2,}")
_PRIME = np.uint64(1099511628211)


@dataclass(frozen=True, slots=True)
class Sketch:
    """One text as its hashed runs, and the numbers it prints."""

    key: int
    issued_on: date
    rank: tuple[object, ...]  # the least of a cluster is its primary
    publisher: str | None
    title: str  # letters and digits; "" where there is none
    chars: int  # letters and digits
    runs: Hashes  # in the order of the text
    numbers: frozenset[tuple[str, int]]  # number and how many times, so that each counts


@dataclass(frozen=True, slots=True)
class Link:
    """``key`` repeats ``of``: ``near`` or ``contained``, with the share of its characters that ``of`` has."""

    key: int
    of: int
    kind: str
    score: float


def sketch(
    key: int, text: str, issued_on: date, rank: tuple[object, ...], publisher: str | None = None, title: str | None = None
) -> Sketch:
    """What is compared of a text: half width, without space, punctuation and marks."""
    plain = unicodedata.normalize("NFKC", text)
    words = _words(plain)
    counted: Counter[str] = Counter(_NUMBER.findall(plain))
    numbers = frozenset((number, n) for number, times in counted.items() for n in range(times))
    return Sketch(key, issued_on, rank, publisher, _words(title or ""), len(words), _runs(words), numbers)


def _words(text: str) -> str:
    return _NOT_WORDS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _runs(words: str) -> Hashes:
    codes = np.frombuffer(words.encode("utf-32-le", "surrogatepass"), dtype=np.uint32).astype(np.uint64)
    if len(codes) < RUN:
        return codes[:0]
    hashes = np.zeros(len(codes) - RUN + 1, dtype=np.uint64)
    for offset in range(RUN):
        hashes = (hashes ^ codes[offset : len(codes) - RUN + 1 + offset]) * _PRIME
    hashes ^= hashes >> np.uint64(29)
    return hashes * _PRIME


def _share(small: Sketch, large: Sketch) -> float:
    """The share of the characters of ``small`` that lie in a run of ``large``."""
    found = np.isin(small.runs, large.runs)
    steps = np.zeros(small.chars + 1, dtype=np.int64)
    starts = np.flatnonzero(found)
    np.add.at(steps, starts, 1)
    np.add.at(steps, starts + RUN, -1)
    return float(np.count_nonzero(np.cumsum(steps)[:-1])) / small.chars


@dataclass(frozen=True, slots=True)
class Text:
    """What order among texts depends on."""

    key: int
    chars: int  # letters and digits
    rank: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What two texts are to each other: ``near``, ``contained`` (the smaller in the larger), or "" for neither."""

    left: int
    right: int
    kind: str
    score: float


Sample = tuple[int, Hashes]  # key of a text, its hashes that are sampled, sorted, each once


def links(sketches: Sequence[Sketch]) -> list[Link]:
    """Who repeats whom: every text at most once, to what stands last in its line. Deterministic in the set of texts."""
    by_key = {one.key: one for one in sketches}
    pairs = candidates((one.key, one.chars, sample(one)) for one in sketches)
    return settle((judge(by_key[left], by_key[right]) for left, right in pairs), by_key)


def candidates(texts: Iterable[tuple[int, int, Hashes]]) -> list[tuple[int, int]]:
    """Pairs of keys worth a look, sorted: both long, or both short. Of each text: key, letters and digits, ``sample``."""
    sampled = list(texts)
    long = [(key, hashes[_divisible(hashes, SAMPLE)]) for key, chars, hashes in sampled if chars >= MIN_CHARS]
    short = [(key, hashes) for key, chars, hashes in sampled if MIN_NEAR <= chars < SHORT]
    return sorted({*sharing(long), *sharing(short)})


def sample(one: Sketch) -> Hashes:
    """The hashes of a text that are sampled in texts of its length; none of one that is too short to be compared."""
    if one.chars < MIN_NEAR:
        return one.runs[:0]
    return np.unique(one.runs[_divisible(one.runs, SAMPLE_OF_SHORT if one.chars < SHORT else SAMPLE)])


def _divisible(hashes: Hashes, by: int) -> npt.NDArray[np.bool_]:
    return hashes % np.uint64(by) == 0


def sharing(samples: Sequence[Sample]) -> Iterator[tuple[int, int]]:
    """Pairs of keys that share at least half of the smaller one's sampled hashes; a hash of more than COMMON texts counts for none."""
    ordered = sorted(samples, key=lambda one: one[0])
    sizes = np.array([len(hashes) for _, hashes in ordered], dtype=np.int64)
    owners = np.repeat(np.arange(len(ordered), dtype=np.uint64), sizes)
    hashes = np.concatenate([found for _, found in ordered]) if ordered else np.zeros(0, dtype=np.uint64)
    order = np.argsort(hashes, kind="stable")
    codes, shared = _count(_pairs(hashes[order], owners[order]))
    left, right = (codes >> np.uint64(32)).astype(np.int64), (codes & np.uint64(0xFFFFFFFF)).astype(np.int64)
    for at in np.flatnonzero(2 * shared >= np.minimum(sizes[left], sizes[right])):
        yield ordered[left[at]][0], ordered[right[at]][0]


def _pairs(hashes: Hashes, owners: Hashes) -> Iterator[Hashes]:
    """For each hash the pairs of its owners, two numbers of 32 bits in one, the lower first; both arrays in the order of hashes."""
    starts = np.flatnonzero(np.concatenate(([True], hashes[1:] != hashes[:-1]))) if len(hashes) else np.zeros(0, dtype=np.int64)
    counts = np.diff(np.append(starts, len(hashes)))
    for count in range(2, COMMON + 1):
        groups = starts[counts == count]
        for block in range(0, len(groups), PAIRS_AT_ONCE // count**2 + 1):
            members = owners[groups[block : block + PAIRS_AT_ONCE // count**2 + 1, None] + np.arange(count)]
            first, second = np.triu_indices(count, 1)
            yield ((members[:, first] << np.uint64(32)) | members[:, second]).ravel()


def _count(blocks: Iterable[Hashes]) -> tuple[Hashes, npt.NDArray[np.int64]]:
    """How many times each pair comes, block by block, so that only distinct pairs are held."""
    codes, counts = np.zeros(0, dtype=np.uint64), np.zeros(0, dtype=np.int64)
    waiting: list[Hashes] = []
    for block in chain(blocks, (None,)):
        if block is not None:
            waiting.append(block)
        if waiting and (block is None or sum(map(len, waiting)) >= PAIRS_AT_ONCE):
            found, times = np.unique(np.concatenate(waiting), return_counts=True)
            merged, where = np.unique(np.concatenate((codes, found)), return_inverse=True)
            counts = np.bincount(where, np.concatenate((counts, times)), len(merged)).astype(np.int64)
            codes, waiting = merged, []
    return codes, counts


def judge(left: Sketch, right: Sketch) -> Verdict:
    """What a pair of texts is, from the texts alone."""
    small, large = sorted((left, right), key=lambda s: (s.chars, s.rank))
    score = _share(small, large)
    kind = "near" if _is_near(small, large, score) else "contained" if _is_contained(small, large, score) else ""
    return Verdict(left.key, right.key, kind, score)


def settle(verdicts: Iterable[Verdict], by_key: Mapping[int, Sketch] | Mapping[int, Text]) -> list[Link]:
    """Links of judged pairs, in the order of ``candidates``; of a text only length and rank are looked at."""
    containers: dict[int, Link] = {}
    near: list[tuple[int, int, float]] = []
    for one in verdicts:
        small, large = sorted((by_key[one.left], by_key[one.right]), key=lambda s: (s.chars, s.rank))
        if one.kind == "near":
            near.append((one.left, one.right, one.score))
        elif one.kind == "contained":
            found = Link(small.key, large.key, "contained", one.score)
            best = containers.get(small.key)
            if best is None or _preferred(found, by_key) < _preferred(best, by_key):
                containers[small.key] = found
    alike = {link.key: link for link in _near_links(near, containers, by_key)}
    contained = (replace(link, of=alike[link.of].of) if link.of in alike else link for link in _follow(containers))
    return sorted([*contained, *alike.values()], key=lambda link: link.key)


def _is_near(small: Sketch, large: Sketch, score: float) -> bool:
    """Both ways alike; the larger is looked at only where lengths allow it."""
    least = NEAR if small.chars >= MIN_CHARS else NEAR_SHORT
    if score < least or small.chars < least * large.chars or _share(large, small) < least:
        return False
    if small.publisher == large.publisher and small.title not in large.title and large.title not in small.title:
        return False  # 俄文版出版发行, 法文版出版发行: one form, two events
    return len(small.numbers & large.numbers) >= NUMBERS * len(small.numbers | large.numbers)


def _is_contained(small: Sketch, large: Sketch, score: float) -> bool:
    """A part of something longer: what is about as long is a near duplicate or none."""
    days = abs((small.issued_on - large.issued_on).days)
    if score < CONTAINED or days > MAX_DAYS or not MIN_CHARS <= small.chars < NEAR * large.chars:
        return False
    return len(small.numbers & large.numbers) >= NUMBERS * len(small.numbers)


def _preferred(link: Link, by_key: Mapping[int, Sketch] | Mapping[int, Text]) -> tuple[object, ...]:
    """Of several containers the largest, so that an item of an item goes to the whole; then by rank."""
    return (-by_key[link.of].chars, by_key[link.of].rank)


def _follow(containers: Mapping[int, Link]) -> Iterator[Link]:
    """To the outermost container: what contains is always larger, so that no circle is possible."""
    for link in containers.values():
        of = link.of
        while of in containers:
            of = containers[of].of
        yield Link(link.key, of, link.kind, link.score)


def _near_links(
    near: Iterable[tuple[int, int, float]], containers: Mapping[int, Link], by_key: Mapping[int, Sketch] | Mapping[int, Text]
) -> Iterator[Link]:
    """Clusters of near duplicates, each text linked to the primary; contained ones are with their container already."""
    parent: dict[int, int] = {}

    def root(key: int) -> int:
        while parent.setdefault(key, key) != key:
            key = parent[key]
        return key

    scores: dict[int, float] = {}
    for left, right, score in near:
        if left in containers or right in containers:
            continue
        for key in (left, right):
            scores[key] = max(score, scores.get(key, 0.0))
        first, second = sorted((root(left), root(right)), key=lambda key: by_key[key].rank)
        parent[second] = first
    for key in parent:
        if root(key) != key:
            yield Link(key, root(key), "near", scores[key])


def clusters(versions: Iterable[Version], found: Iterable[Link]) -> list[dict[str, object]]:
    """Rows of REPRINTS: every version whose cluster is not of its own text alone, with why.

    ``versions`` bear the clusters of identical texts; a link moves the whole cluster of its text.
    """
    members: dict[int, list[Version]] = defaultdict(list)
    for version in versions:
        members[version.cluster_id].append(version)
    primaries = {v.release_key: v for group in members.values() for v in group if v.is_cluster_primary}
    moved = {primaries[link.key].cluster_id: link for link in found}
    rows = []
    for cluster_id, group in sorted(members.items()):
        primary = next(v for v in group if v.is_cluster_primary)
        link = moved.get(cluster_id)
        into = primaries[link.of] if link else primary
        for version in sorted(group, key=lambda v: v.release_key):
            is_first = version is primary
            if is_first and link is None:
                continue
            kind, of, score = (link.kind, link.of, link.score) if link and is_first else ("identical", primary.release_key, 1.0)
            rows.append({
                "release_key": version.release_key, "cluster_id": into.cluster_id, "is_cluster_primary": False,
                "reprint_kind": kind, "reprint_of_key": of, "reprint_score": score,
            })  # fmt: skip
    return rows


def update(data: Path) -> tuple[int, bool]:
    """Write ``reprints.parquet`` below ``data``; how many rows, and whether anything had to be compared. Raises StateError.

    Samples of texts and what was found of pairs are kept, so that only what is new is read and compared.
    """
    versions = sorted((v for month in store.load_versions(data).values() for v in month), key=lambda v: v.release_key)
    wanted, path = _fingerprint(versions), data / "reprints.parquet"
    if path.exists():
        stored = pq.ParquetFile(path)
        if (stored.schema_arrow.metadata or {}).get(b"input") == wanted and stored.schema_arrow.equals(REPRINTS):
            return stored.metadata.num_rows, False
    rows = clusters(versions, _compare(data, {v.release_key: v for v in versions if v.is_current and v.is_cluster_primary}))
    table = pa.Table.from_pylist(rows, REPRINTS).sort_by("release_key").replace_schema_metadata({"input": wanted.decode()})
    store.write(table, path)
    return len(rows), True


def _compare(data: Path, primaries: Mapping[int, Version]) -> list[Link]:
    """Links among the current primaries of clusters of the same text."""
    states = _states(data, primaries)
    before = _load(data / SAMPLES, _SAMPLES)
    keys: list[Any] = before["release_key"].to_pylist()
    kept = before.filter(pc.equal(before["state"], pa.array([states.get(key, "") for key in keys], pa.string())))
    known: frozenset[Any] = frozenset(kept["release_key"].to_pylist())
    held: dict[int, Sketch] = {}
    samples = pa.concat_tables([kept, *_sampled(data, primaries, primaries.keys() - known, states, held)]).combine_chunks()
    del before, kept
    pairs = candidates(_texts(samples))
    verdicts = _verdicts(data, primaries, pairs, known, held)
    store.write(samples, data / SAMPLES)
    store.write(pa.Table.from_pylist([asdict(one) for one in verdicts], _PAIRS).replace_schema_metadata(_of_code()), data / PAIRS)
    chars: dict[Any, Any] = dict(zip(samples["release_key"].to_pylist(), samples["chars"].to_pylist(), strict=True))
    return settle(verdicts, {key: Text(key, chars[key], _rank(version)) for key, version in primaries.items()})


def _states(data: Path, primaries: Mapping[int, Version]) -> dict[int, str]:
    """A hash of all that a text is compared by, for each release."""
    states: dict[int, str] = {}
    for month in store.months(data):
        rows: list[Any] = pq.ParquetFile(store.month_file(data, month)).read(columns=["release_key", "publisher", "title"]).to_pylist()
        for row in rows:
            version = primaries.get(row["release_key"])
            if version is not None:
                said = repr((version.text_sha256, version.issued_on, row["publisher"], row["title"]))
                states[version.release_key] = hashlib.md5(said.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()
    return states


def _sampled(
    data: Path, primaries: Mapping[int, Version], fresh: Collection[int], states: Mapping[int, str], held: dict[int, Sketch]
) -> Iterator[pa.Table]:
    """Rows of SAMPLES of the fresh releases; the first HELD_CHARS of sketches are left in ``held``."""
    rows: list[dict[str, object]] = []
    room = HELD_CHARS
    for one in _sketches(data, primaries, fresh):
        rows.append({"release_key": one.key, "state": states[one.key], "chars": one.chars, "hashes": sample(one)})
        room -= one.chars
        if room >= 0:
            held[one.key] = one
        if len(rows) == 10_000:
            yield pa.Table.from_pylist(rows, _SAMPLES).replace_schema_metadata(_of_code())
            rows = []
    yield pa.Table.from_pylist(rows, _SAMPLES).replace_schema_metadata(_of_code())


def _texts(samples: pa.Table) -> Iterator[tuple[int, int, Hashes]]:
    for batch in samples.to_batches():
        column: Any = batch.column("hashes")
        hashes, offsets = column.values.to_numpy(), column.offsets.to_numpy()
        for at, row in enumerate(batch.select(["release_key", "chars"]).to_pylist()):
            yield row["release_key"], row["chars"], hashes[offsets[at] : offsets[at + 1]]


def _verdicts(
    data: Path, primaries: Mapping[int, Version], pairs: Sequence[tuple[int, int]], known: Collection[int], held: dict[int, Sketch]
) -> list[Verdict]:
    """Verdicts of all pairs, in order; a pair of known texts that was judged before is taken over."""
    judged = {(row["left"], row["right"]): Verdict(**row) for row in _load(data / PAIRS, _PAIRS).to_pylist()} if known else {}
    found = {pair: judged[pair] for pair in pairs if pair in judged and pair[0] in known and pair[1] in known}
    left_over = [pair for pair in pairs if pair not in found]
    missing = {key for pair in left_over for key in pair if key not in held}
    held.update((one.key, one) for one in _sketches(data, primaries, missing))
    return [found.get(pair) or judge(held[pair[0]], held[pair[1]]) for pair in pairs]


def _load(path: Path, schema: pa.Schema) -> pa.Table:
    """A table kept by an earlier run of this code; empty where there is none."""
    try:
        table = pq.ParquetFile(path).read()
    except (FileNotFoundError, pa.ArrowInvalid):
        return schema.empty_table().replace_schema_metadata(_of_code())
    fits = table.schema.equals(schema) and (table.schema.metadata or {}).get(b"code") == _of_code()[b"code"]
    return table if fits else schema.empty_table().replace_schema_metadata(_of_code())


@cache
def _of_code() -> dict[bytes, bytes]:
    return {b"code": hashlib.sha256(Path(__file__).read_bytes()).hexdigest().encode()}


def _fingerprint(versions: Iterable[Version]) -> bytes:
    """What the clusters depend on: the versions, this code, and numpy's is stable."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for v in versions:
        digest.update(f"{v.release_key},{v.cluster_id},{v.is_current},{v.is_cluster_primary},{v.loaded_at}\n".encode())
    return digest.hexdigest().encode()


def _sketches(data: Path, primaries: Mapping[int, Version], keys: Collection[int]) -> Iterator[Sketch]:
    """Sketches of the named releases, month by month; months that hold none of them are not read."""
    wanted = {key: primaries[key] for key in keys}
    months = {version.month for version in wanted.values()}
    for month in sorted(months):
        for batch in pq.ParquetFile(store.month_file(data, month)).iter_batches(64, columns=["release_key", "text", "publisher", "title"]):
            for row in batch.to_pylist():
                version = wanted.get(row["release_key"])
                if version is not None:
                    yield sketch(version.release_key, row["text"], version.issued_on, _rank(version), row["publisher"], row["title"])


def _rank(version: Version) -> tuple[date, datetime, str]:
    """The primary of near duplicates: earliest issued, then first loaded, then by path."""
    return (version.issued_on, version.loaded_at, version.release_path)

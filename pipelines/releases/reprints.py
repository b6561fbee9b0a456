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
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
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
NUMBERS = 0.9  # numbers of one that the other must have

_FIELDS: list[tuple[str, pa.DataType]] = [
    ("release_key", pa.uint64()), ("cluster_id", pa.uint64()), ("is_cluster_primary", pa.bool_()),
    ("reprint_kind", pa.string()), ("reprint_of_key", pa.uint64()), ("reprint_score", pa.float64()),
]  # fmt: skip
REPRINTS = pa.schema(_FIELDS)

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


def links(sketches: Sequence[Sketch]) -> list[Link]:
    """Who repeats whom: every text at most once, to what stands last in its line. Deterministic in the set of texts."""
    by_key = {one.key: one for one in sketches}
    containers: dict[int, Link] = {}
    near: list[tuple[int, int, float]] = []
    long = (one for one in sketches if one.chars >= MIN_CHARS)
    short = (one for one in sketches if MIN_NEAR <= one.chars < SHORT)
    for left, right in sorted({*_candidates(long, SAMPLE), *_candidates(short, SAMPLE_OF_SHORT)}):
        small, large = sorted((by_key[left], by_key[right]), key=lambda s: (s.chars, s.rank))
        score = _share(small, large)
        if _is_near(small, large, score):
            near.append((left, right, score))
        elif _is_contained(small, large, score):
            found = Link(small.key, large.key, "contained", score)
            best = containers.get(small.key)
            if best is None or _preferred(found, by_key) < _preferred(best, by_key):
                containers[small.key] = found
    alike = {link.key: link for link in _near_links(near, containers, by_key)}
    contained = (replace(link, of=alike[link.of].of) if link.of in alike else link for link in _follow(containers))
    return sorted([*contained, *alike.values()], key=lambda link: link.key)


def _candidates(sketches: Iterable[Sketch], sample: int) -> Iterator[tuple[int, int]]:
    """Pairs of keys that share at least half of the smaller one's sampled runs."""
    texts: dict[int, list[int]] = defaultdict(list)
    sizes: dict[int, int] = {}
    for one in sorted(sketches, key=lambda s: s.key):
        sampled = np.unique(one.runs[one.runs % np.uint64(sample) == 0]).tolist()
        sizes[one.key] = len(sampled)
        for hashed in sampled:
            texts[hashed].append(one.key)
    common: Counter[tuple[int, int]] = Counter()
    for keys in texts.values():
        if 1 < len(keys) <= COMMON:
            common.update((keys[i], keys[j]) for i in range(len(keys)) for j in range(i + 1, len(keys)))
    for pair, shared in common.items():
        if shared >= 0.5 * min(sizes[pair[0]], sizes[pair[1]]):
            yield pair


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


def _preferred(link: Link, by_key: Mapping[int, Sketch]) -> tuple[object, ...]:
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
    near: Iterable[tuple[int, int, float]], containers: Mapping[int, Link], by_key: Mapping[int, Sketch]
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
    """Write ``reprints.parquet`` below ``data``; how many rows, and whether anything had to be compared. Raises StateError."""
    versions = sorted((v for month in store.load_versions(data).values() for v in month), key=lambda v: v.release_key)
    wanted, path = _fingerprint(versions), data / "reprints.parquet"
    if path.exists():
        stored = pq.ParquetFile(path)
        if (stored.schema_arrow.metadata or {}).get(b"input") == wanted and stored.schema_arrow.equals(REPRINTS):
            return stored.metadata.num_rows, False
    rows = clusters(versions, links(list(_sketches(data, versions))))
    table = pa.Table.from_pylist(rows, REPRINTS).sort_by("release_key").replace_schema_metadata({"input": wanted.decode()})
    store.write(table, path)
    return len(rows), True


def _fingerprint(versions: Iterable[Version]) -> bytes:
    """What the clusters depend on: the versions, this code, and numpy's is stable."""
    digest = hashlib.sha256(Path(__file__).read_bytes())
    for v in versions:
        digest.update(f"{v.release_key},{v.cluster_id},{v.is_current},{v.is_cluster_primary},{v.loaded_at}\n".encode())
    return digest.hexdigest().encode()


def _sketches(data: Path, versions: Iterable[Version]) -> Iterator[Sketch]:
    """The current primaries of clusters of the same text, month by month."""
    wanted = {v.release_key: v for v in versions if v.is_current and v.is_cluster_primary}
    for month in store.months(data):
        for batch in pq.ParquetFile(store.month_file(data, month)).iter_batches(64, columns=["release_key", "text", "publisher", "title"]):
            for row in batch.to_pylist():
                version = wanted.get(row["release_key"])
                if version is not None:
                    yield sketch(version.release_key, row["text"], version.issued_on, _rank(version), row["publisher"], row["title"])


def _rank(version: Version) -> tuple[date, datetime, str]:
    """The primary of near duplicates: earliest issued, then first loaded, then by path."""
    return (version.issued_on, version.loaded_at, version.release_path)

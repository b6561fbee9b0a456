"""Raw folder → release history: read what changed, settle versions, write the months that changed.

The one entry of this room: ``ingest``. It reads files in processes, keeps no more than a few texts in memory, and
may be killed anywhere: the inventory is written last, so the next load does again what was not finished.
Locks and the choice of folders are the caller's (``state``).
"""

from __future__ import annotations

import hashlib
import multiprocessing
from collections import Counter, deque
from collections.abc import Callable, Collection, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from functools import cache
from importlib import metadata as packages
from importlib.resources import files
from pathlib import Path

from pipelines.releases import inventory, outside, store, versions
from pipelines.releases.formats import BULK_FORMATS
from pipelines.releases.inventory import Found, Inventory
from pipelines.releases.model import Rejection, Release
from pipelines.releases.read import Task, read_file, task_of
from pipelines.releases.store import Seen, Staging
from pipelines.releases.versions import Version

CHUNK_FILES, CHUNK_BYTES = 128, 4_000_000  # what one process reads at a time
POOL_BYTES = 8_000_000  # less than this is read faster in this process than a pool starts
PASSING = frozenset(("unreadable", "changing", "crashed"))  # may be otherwise next time: never taken as unchanged
HEAVY = frozenset(("pdf", "docx", "html"))  # bytes of these count tenfold

Progress = Callable[[int, int], None]
FileRecords = tuple[str, str | None, list[Release | Rejection] | None]  # path, file hash, records (None: unchanged)


@dataclass(frozen=True, slots=True)
class IngestSummary:
    """What a load found and did. Counts of releases are of versions now current."""

    releases: int
    rejected: int
    new: int  # releases whose path is seen for the first time
    changed: int  # paths with new content
    removed: int  # paths that were current before and are no longer
    files_read: int
    files_unchanged: int
    reasons: dict[str, int] = field(default_factory=dict)  # rejections by reason
    months: tuple[str, ...] = ()  # all months that hold a release version
    changed_months: tuple[str, ...] = ()  # months that this load rewrote or emptied


@dataclass(slots=True)
class _Load:
    """The state of one running load."""

    raw: Path
    data: Path
    now: datetime
    staging: Staging
    known: dict[int, Version] = field(default_factory=dict)  # by key: history, then what this load read
    current: dict[str, int] = field(default_factory=dict)  # release path → key
    seen: list[Seen] = field(default_factory=list)


def ingest(
    raw: Path, data: Path, workers: int = 1, progress: Progress | None = None, now: datetime | None = None,
    only: Collection[str] | None = None,
) -> IngestSummary:  # fmt: skip
    """Bring ``data/releases``, ``data/rejected.parquet``, the rows from outside and the inventory up to what ``raw`` holds now.

    ``progress(done, total)`` counts files read. ``now`` (UTC, naive) is the load time, the clock's by default.
    ``only`` names months: files that gave no release of theirs stay as the last load saw them, new files unread.
    Raises StateError where the data folder can't be written; never fails for what raw/ holds.
    """
    store.clean(data)
    moment = now or datetime.now(UTC).replace(tzinfo=None)
    load = _Load(raw, data, moment, Staging(store.staging_folder(data)))
    history = store.load_versions(data)
    before = {version.release_key: version for month in sorted(history) for version in history[month]}
    load.known.update(before)
    taken = inventory.take(raw)
    if only is not None:
        _keep_others(load, taken, only)
    tasks = _keep_unchanged(load, taken)
    _read_changed(load, taken, tasks, workers, progress)
    settled = versions.settle(load.known.values(), load.current, moment)
    changed = _write_months(load, history, settled)
    rejections = [*taken.rejected, *(one for seen in load.seen for one in seen.rejections), *outside.update(raw, data, moment)]
    store.write_rejected(data, rejections, moment)
    store.write_inventory(data, sorted(load.seen, key=lambda seen: seen.path))
    store.clean(data)
    return _summary(before, settled, rejections, len(tasks), len(taken.found), store.months(data), changed)


# --- what to read ---------------------------------------------------------------------------------------------


def _keep_unchanged(load: _Load, taken: Inventory) -> list[tuple[Found, Seen | None]]:
    """Take over files that are as they were; return the others, with what was seen of them if only their stamp is new."""
    before = store.load_inventory(load.data)
    reader = reader_version()
    tasks: list[tuple[Found, Seen | None]] = []
    for found in taken.found:
        seen = before.get(found.path)
        if seen is None or seen.reader != reader or seen.fingerprint != taken.fingerprint(found.path):
            tasks.append((found, None))
        elif any(key not in load.known for key in seen.release_keys):
            tasks.append((found, None))  # history was restored from an older copy
        elif seen.stamp != found.stamp:
            tasks.append((found, seen if seen.stamp else None))
        else:
            _keep(load, seen)
    return tasks


def _keep_others(load: _Load, taken: Inventory, only: Collection[str]) -> None:
    """Take over, as it was, every file that gave no release of the months ``only``; take it off the list of those to read."""
    asked = set()
    for seen in store.load_inventory(load.data).values():
        if any(key in load.known and load.known[key].month in only for key in seen.release_keys):
            asked.add(seen.path)
        elif all(key in load.known for key in seen.release_keys):
            _keep(load, seen)
    taken.found = [found for found in taken.found if found.path in asked]


def _keep(load: _Load, seen: Seen) -> None:
    load.seen.append(seen)
    for key in seen.release_keys:
        load.current[load.known[key].release_path] = key


@cache
def reader_version() -> str:
    """Hash of what decides what a file is read as: the code that reads it, its lexicons, the converters' versions."""
    digest = hashlib.sha256()
    room, lexicon = files("pipelines.releases"), files("pipelines.lexicon")
    for name in ("bulk", "dating", "encodings", "formats", "html", "inventory", "layout", "metadata", "model", "read"):
        digest.update(room.joinpath(f"{name}.py").read_bytes())
    for name in ("read.py", "page_furniture.csv", "publishers.csv"):
        digest.update(lexicon.joinpath(name).read_bytes())
    for package in ("pypdf", "python-docx", "selectolax", "pyyaml", "pyarrow"):
        digest.update(f"{package}={packages.version(package)}".encode())
    return digest.hexdigest()


# --- reading --------------------------------------------------------------------------------------------------


def _read_changed(
    load: _Load, taken: Inventory, tasks: list[tuple[Found, Seen | None]], workers: int, progress: Progress | None
) -> None:
    by_path = {found.path: (found, seen) for found, seen in tasks}
    for done, (path, digest, records) in enumerate(_records(load.raw, taken, tasks, workers), start=1):
        found, seen = by_path[path]
        if records is None and seen is not None:
            _keep(load, replace(seen, stamp=found.stamp))
        else:
            _stage(load, taken, found, digest, records or ())
        if progress is not None:
            progress(done, len(tasks))


def _stage(load: _Load, taken: Inventory, found: Found, digest: str | None, records: Iterable[Release | Rejection]) -> None:
    keys: list[int] = []
    rejections: list[Rejection] = []
    for record in records:
        if isinstance(record, Release) and record.release_path in load.current:
            detail = "A row of a bulk file has the same name as another record."
            record = Rejection(f"{record.release_path} (in {found.path})", "duplicate_key", detail, record.sha256)
        if isinstance(record, Rejection):
            rejections.append(record)
            continue
        keys.append(_stage_release(load, record))
    fingerprint = taken.fingerprint(found.path)
    stamp = "" if any(one.reason in PASSING for one in rejections) else found.stamp
    load.seen.append(Seen(found.path, stamp, digest, fingerprint, reader_version(), tuple(keys), tuple(rejections)))


def _stage_release(load: _Load, release: Release) -> int:
    key = release.release_key
    text_sha256 = hashlib.sha256(release.text.encode("utf-8")).hexdigest()
    old = load.known.get(key)
    version = Version(
        key, release.release_path, release.sha256, text_sha256, release.issued_on,
        loaded_at=old.loaded_at if old else load.now, version_no=old.version_no if old else 0,
        is_current=old.is_current if old else False, removed=old.removed if old else False,
        removed_at=old.removed_at if old else None,
    )  # fmt: skip
    load.known[key] = version
    load.current[release.release_path] = key
    load.staging.add(store.row_of(release, text_sha256, version.loaded_at), version.month)
    return key


def _records(
    raw: Path, taken: Inventory, tasks: list[tuple[Found, Seen | None]], workers: int
) -> Iterator[tuple[str, str | None, Iterable[Release | Rejection] | None]]:
    """Files with their records: bulk files here, row by row; the others in processes, a few at a time."""
    single = [(task_of(taken, found), _known_hash(seen), found.size) for found, seen in tasks if found.format not in BULK_FORMATS]
    cost = sum(size * (10 if task.format in HEAVY else 1) for task, _, size in single)
    if workers > 1 and cost > POOL_BYTES:
        yield from _read_in_pool(raw, _chunks(single), workers)
    else:
        for task, known, _ in single:
            yield _read_one(raw, task, known)
    for found, _ in tasks:
        if found.format in BULK_FORMATS:
            yield found.path, None, read_file(raw, task_of(taken, found))


def _known_hash(seen: Seen | None) -> str | None:
    return seen.sha256 if seen else None


def _chunks(tasks: list[tuple[Task, str | None, int]]) -> Iterator[list[tuple[Task, str | None]]]:
    chunk: list[tuple[Task, str | None]] = []
    held = 0
    for task, known, size in tasks:
        chunk.append((task, known))
        held += size
        if len(chunk) >= CHUNK_FILES or held >= CHUNK_BYTES:
            yield chunk
            chunk, held = [], 0
    if chunk:
        yield chunk


def _read_one(raw: Path, task: Task, known_hash: str | None) -> FileRecords:
    records = list(read_file(raw, task, known_hash))
    return (task.path, records[0].sha256, records) if records else (task.path, known_hash, None)


def _hash_of(path: Path) -> str | None:
    try:
        with open(path, "rb") as handle:
            return hashlib.file_digest(handle, "sha256").hexdigest()
    except OSError:
        return None


def _read_chunk(raw: Path, chunk: list[tuple[Task, str | None]]) -> list[FileRecords]:
    return [_read_one(raw, task, known) for task, known in chunk]


def _read_in_pool(raw: Path, chunks: Iterator[list[tuple[Task, str | None]]], workers: int) -> Iterator[FileRecords]:
    """Chunks through ``workers`` processes, in order; no more than a few results wait at a time.

    Processes are spawned, not forked: this one may hold threads. A file that kills its process (memory, a crash
    in a converter) is found by reading its chunk file by file, and rejected.
    """
    pool = _pool(workers)
    waiting: deque[tuple[list[tuple[Task, str | None]], Future[list[FileRecords]]]] = deque()
    try:
        for chunk in chunks:
            waiting.append((chunk, pool.submit(_read_chunk, raw, chunk)))
            if len(waiting) >= workers * 3:
                first = waiting.popleft()
                try:
                    yield from first[1].result()
                except BrokenProcessPool:
                    pool.shutdown(wait=False, cancel_futures=True)
                    pool = _pool(workers)
                    yield from _read_singly(raw, first[0])
                    waiting = deque((again, pool.submit(_read_chunk, raw, again)) for again, _ in waiting)
        for chunk, future in waiting:
            try:
                yield from future.result()
            except BrokenProcessPool:
                yield from _read_singly(raw, chunk)
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("spawn"))


def _read_singly(raw: Path, chunk: list[tuple[Task, str | None]]) -> Iterator[FileRecords]:
    pool = _pool(1)
    for task, known in chunk:
        try:
            yield pool.submit(_read_one, raw, task, known).result()
        except BrokenProcessPool:
            pool.shutdown(wait=False)
            pool = _pool(1)
            detail = "The reader's process died on this file."
            yield task.path, None, [Rejection(task.path, "crashed", detail, _hash_of(raw / task.path))]
    pool.shutdown()


# --- writing --------------------------------------------------------------------------------------------------


def _write_months(load: _Load, history: dict[str, list[Version]], settled: list[Version]) -> list[str]:
    """Rewrite the months whose rows differ from their file; a month that gains rows first, so that none is ever lost."""
    wanted: dict[str, dict[int, Version]] = {}
    for version in settled:
        wanted.setdefault(version.month, {})[version.release_key] = version
    held = {month: {version.release_key: version for version in versions} for month, versions in history.items()}
    staged = set(load.staging.months.values())
    changed = [
        month
        for month in sorted(wanted.keys() | held.keys())
        if month in staged or wanted.get(month, {}) != held.get(month, {})
    ]
    gains = {month for month in changed if wanted.get(month, {}).keys() - held.get(month, {}).keys()}
    for month in sorted(changed, key=lambda month: (month not in gains, month)):
        store.write_month(load.data, month, wanted.get(month, {}), load.staging)
    return changed


def _summary(
    before: dict[int, Version], settled: list[Version], rejections: list[Rejection], read: int, found: int,
    months: list[str], changed: list[str],
) -> IngestSummary:  # fmt: skip
    paths_before = {version.release_path for version in before.values()}
    current_before = {version.release_path for version in before.values() if version.is_current}
    current = {version.release_path for version in settled if version.is_current}
    added = {version.release_path for version in settled if version.release_key not in before}
    return IngestSummary(
        releases=len(current), rejected=len(rejections), new=len(added - paths_before),
        changed=len(added & paths_before), removed=len(current_before - current), files_read=read,
        files_unchanged=found - read, reasons=dict(sorted(Counter(one.reason for one in rejections).items())),
        months=tuple(months), changed_months=tuple(changed),
    )  # fmt: skip

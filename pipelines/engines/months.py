"""Brings the annotations of every month up to the releases of that month, and extracts only what changed.

``data/annotations/<YYYY-MM>.parquet`` follows ``data/releases/<YYYY-MM>.parquet``: a row is kept while the release
version, what the metadata says of it, and the extraction code are the same. Where it runs is the engine's.
"""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Callable, Collection, Iterator
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.engines import local, spark
from pipelines.engines.local import Annotate, Engine, EngineError
from pipelines.extract.model import ANNOTATIONS
from pipelines.releases import store

CHUNK_CHARS = 400_000  # characters a chunk: small enough to keep all workers busy at the end of a run
PROPERTIES = ("issued_on", "publisher", "place", "kind", "title")  # what extraction reads beside the text
COLUMNS = ("release_key", "release_path", "chars", "text", *PROPERTIES)  # what a chunk holds of its releases
STORED = ANNOTATIONS.append(pa.field("input_hash", pa.string()))

Progress = Callable[[int, int], None]  # characters done, characters in all


@dataclass(frozen=True, slots=True)
class Annotated:
    """What a run did. ``months`` are all that hold annotations now, ``changed`` those written or removed."""

    releases: int
    extracted: int
    reused: int
    chars: int  # of the releases extracted
    months: tuple[str, ...]
    changed: tuple[str, ...]


@dataclass(slots=True)
class _Month:
    """The work of one month: keys whose rows are kept and to extract, and how many characters the latter hold."""

    name: str
    kept: frozenset[int]
    inputs: dict[int, str]  # release key → hash of the input, for all releases of the month
    fresh: list[int]
    chars: int
    stored_rows: int  # that its file of annotations holds; -1 where there is none that can be used


def annotate_months(
    data: Path, annotate: Annotate, version: str, workers: int = 1, progress: Progress | None = None,
    engine: Engine | None = None, only: Collection[str] | None = None,
) -> Annotated:  # fmt: skip
    """Extract what is new or changed below ``data`` and write the months concerned. Raises EngineError, StateError.

    ``engine`` gets the releases to extract and nothing else; by default it is ``local`` with ``workers``.
    ``only`` leaves all other months as they are. A month is written whole by rename once all its releases are
    extracted: a killed run loses the month it was at.
    """
    folder = data / "annotations"
    folder.mkdir(parents=True, exist_ok=True)
    for left in folder.glob(".*.tmp"):
        left.unlink()
    shutil.rmtree(data / spark.FOLDER, ignore_errors=True)
    names_now = store.months(data)
    months = [_plan(data, name, version) for name in names_now if only is None or name in only]
    removed = _drop_others(folder, set(names_now), only)
    changed = [month for month in months if month.fresh or len(month.kept) != month.stored_rows]
    total = sum(month.chars for month in changed)
    run = engine or partial(local.run, workers=workers if total > CHUNK_CHARS else 1)
    with closing(run(annotate, _chunks(data, changed))) as results:
        _write(data, changed, results, version, progress)
    extracted = sum(len(month.fresh) for month in months)
    total = sum(len(month.inputs) for month in months)
    names = tuple(month.name for month in months)
    written = tuple(sorted([*removed, *(month.name for month in changed)]))
    return Annotated(total, extracted, total - extracted, sum(month.chars for month in months), names, written)


def _annotations(data: Path, month: str) -> Path:
    return data / "annotations" / f"{month}.parquet"


def _plan(data: Path, name: str, version: str) -> _Month:
    """Which annotations of a month still hold for its releases."""
    columns = ["release_key", "chars", *PROPERTIES]
    releases = pq.ParquetFile(store.month_file(data, name)).read(columns=columns).to_pylist()
    inputs = {row["release_key"]: _input_hash(row) for row in releases}
    chars = {row["release_key"]: row["chars"] for row in releases}
    stored = _stored(_annotations(data, name))
    kept = _kept(stored, inputs, version) if stored else frozenset()
    fresh = sorted(inputs.keys() - kept)
    stored_rows = stored.metadata.num_rows if stored else -1
    return _Month(name, kept, inputs, fresh, sum(chars[key] for key in fresh), stored_rows)


def _input_hash(row: dict[str, object]) -> str:
    said = json.dumps([str(row[name]) for name in PROPERTIES], ensure_ascii=False)
    return hashlib.md5(said.encode("utf-8", "surrogatepass"), usedforsecurity=False).hexdigest()


def _kept(stored: pq.ParquetFile, inputs: dict[int, str], version: str) -> frozenset[int]:
    """The releases whose stored annotations still hold: same extraction code, same input."""
    table = stored.read(columns=["release_key", "extractor_version", "input_hash"])
    return frozenset(
        row["release_key"]
        for row in table.to_pylist()
        if row["extractor_version"] == version and inputs.get(row["release_key"]) == row["input_hash"]
    )


def _stored(path: Path) -> pq.ParquetFile | None:
    """A file of annotations, opened; None where there is none that can be used."""
    try:
        file = pq.ParquetFile(path)
    except (FileNotFoundError, pa.ArrowInvalid):  # not there, or cut off
        return None
    return file if file.schema_arrow.equals(STORED) else None


def _drop_others(folder: Path, wanted: set[str], only: Collection[str] | None) -> list[str]:
    """Annotations of months that hold no release any more."""
    gone = sorted(path for path in folder.glob("*.parquet") if path.stem not in wanted and (only is None or path.stem in only))
    for path in gone:
        path.unlink()
    return [path.stem for path in gone]


def _write(
    data: Path, months: list[_Month], results: Iterator[pa.Table], version: str, progress: Progress | None
) -> None:
    """Write each month as soon as the last chunk of it is back."""
    total, done = sum(month.chars for month in months), 0
    for month in months:
        path = _annotations(data, month.name)
        missing, parts = set(month.fresh), [_rows_of(path, month.kept)]
        while missing:
            part = _with_input(next(results), month, version)
            missing.difference_update(part["release_key"].to_pylist())
            done += pc.sum(part["chars"]).as_py() or 0
            parts.append(part)
            if progress is not None:
                progress(done, total)
        store.write(pa.concat_tables(parts).sort_by("release_key"), path)


def _rows_of(path: Path, keys: frozenset[int]) -> pa.Table:
    if not keys:
        return STORED.empty_table()
    table = pq.ParquetFile(path).read()
    return table.filter(pc.is_in(table["release_key"], pa.array(sorted(keys), pa.uint64())))


def _chunks(data: Path, months: list[_Month]) -> Iterator[pa.Table]:
    """The releases to extract, in chunks of about CHUNK_CHARS that never span two months."""
    for month in months:
        if month.fresh:
            yield from _month_chunks(store.month_file(data, month.name), month.fresh)


def _month_chunks(source: Path, fresh: list[int]) -> Iterator[pa.Table]:
    wanted = pa.array(fresh, pa.uint64())
    pending: list[pa.RecordBatch] = []
    chars = 0
    for batch in pq.ParquetFile(source).iter_batches(batch_size=16, columns=list(COLUMNS)):
        batch = batch.filter(pc.is_in(batch["release_key"], wanted))
        for row in range(batch.num_rows):
            pending.append(batch.slice(row, 1))
            chars += batch["chars"][row].as_py()
            if chars >= CHUNK_CHARS:
                yield _compact(pending)
                pending, chars = [], 0
    if pending:
        yield _compact(pending)


def _compact(batches: list[pa.RecordBatch]) -> pa.Table:
    """One contiguous table: a slice would be sent to a worker with its whole batch."""
    return pa.Table.from_batches(batches).combine_chunks()


def _with_input(part: pa.Table, month: _Month, version: str) -> pa.Table:
    others = set(part["extractor_version"].to_pylist()) - {version}
    if others:
        raise EngineError(
            f"A worker extracts by other rules or lexicons ({', '.join(sorted(map(str, others)))}, not {version}): "
            "have every executor run the same version of this package."
        )
    hashes = [month.inputs[row["release_key"]] for row in part.select(["release_key"]).to_pylist()]
    return part.cast(ANNOTATIONS).append_column("input_hash", pa.array(hashes, pa.string())).cast(STORED)

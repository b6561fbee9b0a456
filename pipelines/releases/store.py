"""The release history as Parquet below the data folder: one file per month of issue, written by rename.

``releases/<YYYY-MM>.parquet`` is history and can't be derived again; ``rejected.parquet`` and ``inventory.parquet``
(what was read when, so that only changed files are read again) can. Which version is current is in ``versions``.
"""

from __future__ import annotations

import json
import os
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from pipelines.releases.model import Rejection, Release
from pipelines.releases.state import StateError
from pipelines.releases.versions import Version

STAGED_CHARS = 24_000_000  # texts held in memory before they go to disk

_TIME: pa.DataType = pa.timestamp("us")  # UTC, without zone
VERSION_COLUMNS = tuple(column.name for column in fields(Version))

_RELEASE_FIELDS: list[tuple[str, pa.DataType]] = [
    ("release_key", pa.uint64()), ("release_path", pa.string()), ("sha256", pa.string()),
    ("version_no", pa.int32()), ("supersedes_key", pa.uint64()), ("is_current", pa.bool_()),
    ("removed", pa.bool_()), ("removed_at", _TIME), ("cluster_id", pa.uint64()), ("is_cluster_primary", pa.bool_()),
    ("publisher", pa.string()), ("place", pa.string()), ("kind", pa.string()), ("title", pa.string()),
    ("url", pa.string()), ("issued_on", pa.date32()), ("issued_on_source", pa.string()),
    ("issued_on_flag", pa.string()), ("encoding", pa.string()), ("format", pa.string()), ("chars", pa.int32()),
    ("extra", pa.string()), ("loaded_at", _TIME), ("text_sha256", pa.string()), ("text", pa.string()),
]  # fmt: skip
RELEASES = pa.schema(_RELEASE_FIELDS)

_REJECTED_FIELDS: list[tuple[str, pa.DataType]] = [
    ("source_path", pa.string()), ("reason", pa.string()), ("detail", pa.string()), ("sha256", pa.string()),
    ("seen_at", _TIME),
]  # fmt: skip
REJECTED = pa.schema(_REJECTED_FIELDS)

_REJECTION = pa.struct(_REJECTED_FIELDS[:4])  # without the time
INVENTORY = pa.schema([
    ("path", pa.string()), ("stamp", pa.string()), ("sha256", pa.string()), ("fingerprint", pa.string()),
    ("reader", pa.string()), ("release_keys", pa.list_(pa.uint64())), ("rejections", pa.list_(_REJECTION)),
])  # fmt: skip


@dataclass(frozen=True, slots=True)
class Seen:
    """What the last load made of one file: its state then, the keys it gave, its rejections."""

    path: str
    stamp: str
    sha256: str | None
    fingerprint: str
    reader: str
    release_keys: tuple[int, ...]
    rejections: tuple[Rejection, ...]


@dataclass(slots=True)
class Staging:
    """Releases of a running load, kept by month: in memory up to STAGED_CHARS, beyond that in a folder."""

    folder: Path
    rows: dict[str, list[dict[str, object]]] = field(default_factory=lambda: defaultdict(list))
    chars: int = 0
    flushes: int = 0
    months: dict[int, str] = field(default_factory=dict)  # release key → month it is staged in

    def add(self, row: dict[str, object], month: str) -> None:
        self.rows[month].append(row)
        self.months[int(row["release_key"])] = month  # type: ignore[call-overload]
        self.chars += len(str(row["text"]))
        if self.chars > STAGED_CHARS:
            self._flush()

    def _flush(self) -> None:
        for month, rows in self.rows.items():
            write(pa.Table.from_pylist(rows, RELEASES), self.folder / f"{month}.{self.flushes}.parquet")
        self.rows.clear()
        self.chars, self.flushes = 0, self.flushes + 1

    def take(self, month: str) -> pa.Table:
        """All staged rows of a month; the last one staged of a key stands."""
        tables = [pq.read_table(path) for path in sorted(self.folder.glob(f"{month}.*.parquet"))]
        return pa.concat_tables([*tables, pa.Table.from_pylist(self.rows.pop(month, []), RELEASES)])


def row_of(release: Release, text_sha256: str, loaded_at: datetime) -> dict[str, object]:
    """A release as a row of RELEASES; the columns of versions are filled when its month is written."""
    return {
        "release_key": release.release_key, "release_path": release.release_path, "sha256": release.sha256,
        "publisher": release.publisher, "place": release.place, "kind": release.kind, "title": release.title,
        "url": release.url, "issued_on": release.issued_on, "issued_on_source": release.issued_on_source,
        "issued_on_flag": release.issued_on_flag, "encoding": release.encoding, "format": release.format,
        "chars": len(release.text), "extra": json.dumps(release.extra, ensure_ascii=False, sort_keys=True),
        "loaded_at": loaded_at, "text_sha256": text_sha256, "text": release.text,
    }  # fmt: skip


def releases_folder(data: Path) -> Path:
    return data / "releases"


def month_file(data: Path, month: str) -> Path:
    return releases_folder(data) / f"{month}.parquet"


def months(data: Path) -> list[str]:
    """The months that hold a release version, sorted."""
    return sorted(path.stem for path in releases_folder(data).glob("[0-9][0-9][0-9][0-9]-[0-9][0-9].parquet"))


def count(data: Path, month: str) -> int:
    """How many versions a month holds."""
    return int(pq.ParquetFile(month_file(data, month)).metadata.num_rows)


def load_versions(data: Path) -> dict[str, list[Version]]:
    """Every version of history by the month file it lies in, without texts."""
    found: dict[str, list[Version]] = {}
    for month in months(data):
        table = pq.ParquetFile(month_file(data, month)).read(columns=list(VERSION_COLUMNS))
        found[month] = [Version(**row) for row in table.to_pylist()]
    return found


def write_month(data: Path, month: str, versions: Mapping[int, Version], staging: Staging) -> None:
    """Rewrite one month: the rows of ``versions`` (by key), each from staging if it is there, else from the old file."""
    path = month_file(data, month)
    if not versions:
        path.unlink(missing_ok=True)
        return
    staged = staging.take(month)
    parts = [staged]
    if path.exists():
        old = pq.ParquetFile(path).read().cast(RELEASES)
        parts.append(old.filter(pc.invert(pc.is_in(old["release_key"], staged["release_key"].combine_chunks()))))
    table = pa.concat_tables(parts)
    table = table.filter(pc.is_in(table["release_key"], pa.array(list(versions), pa.uint64())))
    write(_with_versions(table, versions), path)


def _with_versions(table: pa.Table, versions: Mapping[int, Version]) -> pa.Table:
    ordered = [versions[int(key)] for key in table["release_key"].to_pylist() if key is not None]
    for name in VERSION_COLUMNS:
        if name in ("release_key", "release_path", "sha256", "text_sha256", "issued_on"):
            continue
        column = pa.array([getattr(version, name) for version in ordered], RELEASES.field(name).type)
        table = table.set_column(RELEASES.get_field_index(name), RELEASES.field(name), column)
    return table.sort_by([("release_path", "ascending"), ("version_no", "ascending")])


def load_inventory(data: Path) -> dict[str, Seen]:
    """What the last load saw, by path; empty where there is none or it can't be used (all is read again then)."""
    path = data / "inventory.parquet"
    try:
        table = pq.ParquetFile(path).read().cast(INVENTORY)
    except (OSError, ValueError, pa.ArrowException):
        return {}
    return {row["path"]: _seen(row) for row in table.to_pylist()}


def _seen(row: dict[str, object]) -> Seen:
    rejections = tuple(Rejection(**one) for one in row["rejections"])  # type: ignore[attr-defined]
    return Seen(**{**row, "release_keys": tuple(row["release_keys"]), "rejections": rejections})  # type: ignore[arg-type]


def write_inventory(data: Path, seen: Iterable[Seen]) -> None:
    write(pa.Table.from_pylist(list(map(_inventory_row, seen)), INVENTORY), data / "inventory.parquet")


def _inventory_row(seen: Seen) -> dict[str, object]:
    """Every file is written at every load, and few of them were rejected: not ``asdict``, which copies all the way down."""
    return {**{name: getattr(seen, name) for name in INVENTORY.names}, "rejections": [asdict(one) for one in seen.rejections]}


def write_rejected(data: Path, rejections: Iterable[Rejection], now: datetime) -> None:
    """Replace ``rejected.parquet``; a rejection that was there before keeps the time it was first seen."""
    path = data / "rejected.parquet"
    before = pq.ParquetFile(path).read().to_pylist() if path.exists() else []
    first_seen = {(row["source_path"], row["reason"], row["sha256"]): row["seen_at"] for row in before}
    rows = [
        {**asdict(one), "seen_at": first_seen.get((one.source_path, one.reason, one.sha256), now)}
        for one in sorted(rejections, key=lambda one: (one.source_path, one.reason, one.detail))
    ]
    write(pa.Table.from_pylist(rows, REJECTED), path)


def write(table: pa.Table, path: Path) -> None:
    """Write a Parquet file whole or not at all: beside its place, to the disk, then renamed. Raises StateError."""
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with open(temporary, "wb") as handle:
            pq.write_table(table, handle, compression="zstd")
            handle.flush()
            os.fsync(handle.fileno())
        os.replace(temporary, path)
    except OSError as error:
        temporary.unlink(missing_ok=True)
        raise StateError(f"Could not write {path}: {error.strerror or error}. What was there before is unchanged.") from error


def clean(data: Path) -> None:
    """Remove what a killed load left behind. Call with the build lock held."""
    shutil.rmtree(staging_folder(data), ignore_errors=True)
    for folder in (data, releases_folder(data)):
        for path in folder.glob(".*.parquet.tmp"):
            path.unlink(missing_ok=True)


def staging_folder(data: Path) -> Path:
    return data / ".staging"

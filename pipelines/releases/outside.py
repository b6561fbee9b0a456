"""What analysts bring beside the releases: official outcomes (``raw/outcomes/*.csv``) and corrections (``raw/corrections.csv``).

Rows are kept as they were written, with when they were first seen; a row that goes stays in history. What a row means
(which place, which measure, which figure) is found in ``pipelines.warehouse.outside``.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.releases import store
from pipelines.releases.encodings import Unreadable, decode
from pipelines.releases.inventory import OUTCOMES
from pipelines.releases.model import Rejection

CORRECTIONS = "corrections.csv"
MAX_BYTES = 64 * 1024 * 1024
OUTCOME_COLUMNS = ("place", "measure", "period", "value", "unit", "source", "status")
OUTCOME_EXTRAS = ("aspect", "basis", "admin_scope", "published_on", "url")
CORRECTION_COLUMNS = ("release_path", "span_start", "field", "old", "new", "reason", "reviewer", "date")


@dataclass(frozen=True, slots=True)
class _Table:
    """One kind of file: the columns it must have, those it may have, and where its rows are kept."""

    name: str
    columns: tuple[str, ...]
    extras: tuple[str, ...] = ()

    @property
    def schema(self) -> pa.Schema:
        cells: list[tuple[str, pa.DataType]] = [(name, pa.string()) for name in (*self.columns, *self.extras)]
        more: list[tuple[str, pa.DataType]] = [
            ("source_path", pa.string()), ("row_no", pa.int32()), ("first_seen_at", pa.timestamp("us")), ("is_present", pa.bool_()),
        ]  # fmt: skip
        return pa.schema(cells + more)


_OUTCOMES = _Table("outcome_rows", OUTCOME_COLUMNS, OUTCOME_EXTRAS)
_CORRECTIONS = _Table("correction_rows", CORRECTION_COLUMNS)
OUTCOME_ROWS, CORRECTION_ROWS = _OUTCOMES.schema, _CORRECTIONS.schema


def update(raw: Path, data: Path, now: datetime) -> list[Rejection]:
    """Bring ``outcome_rows.parquet`` and ``correction_rows.parquet`` below ``data`` up to what ``raw`` holds.

    Returns a Rejection for each file that can't be read. Raises StateError where the data folder can't be written.
    """
    refused: list[Rejection] = []
    folder = raw / OUTCOMES
    outcomes = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith(".")) if folder.is_dir() else []
    corrections = [raw / CORRECTIONS] if (raw / CORRECTIONS).is_file() else []
    for table, paths in ((_OUTCOMES, outcomes), (_CORRECTIONS, corrections)):
        found = [row for path in paths for row in _read(path, path.relative_to(raw).as_posix(), table, refused)]
        _keep(data / f"{table.name}.parquet", found, table, now)
    return refused


def _read(path: Path, name: str, table: _Table, refused: list[Rejection]) -> list[dict[str, object]]:
    try:
        if path.suffix.lower() == ".md":
            return []
        if path.suffix.lower() != ".csv":
            raise Unreadable("unsupported_format", "A table of outcomes is a .csv file.")
        if path.stat().st_size > MAX_BYTES:
            raise Unreadable("too_large", f"The table has {path.stat().st_size:,} bytes.")
        return list(_rows(decode(path.read_bytes())[0], name, table))
    except Unreadable as error:
        refused.append(Rejection(name, error.reason, error.detail, None))
    except OSError as error:
        refused.append(Rejection(name, "unreadable", f"Could not be read: {error.strerror or error}.", None))
    return []


def _rows(text: str, name: str, table: _Table) -> Iterator[dict[str, object]]:
    """Every row with a cell in it, cells stripped; row 1 is the first below the header. Raises Unreadable."""
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in table.columns if column not in (reader.fieldnames or ())]
    if missing:
        raise Unreadable("malformed", f"Columns are missing: {', '.join(missing)}; wanted are {', '.join(table.columns)}.")
    try:
        for number, row in enumerate(reader, start=1):
            cells = {column: (row.get(column) or "").strip() for column in (*table.columns, *table.extras)}
            if any(cells.values()):
                yield {**cells, "source_path": name, "row_no": number}
    except csv.Error as error:
        raise Unreadable("malformed", f"No CSV: {error}") from None


def _keep(path: Path, found: list[dict[str, object]], table: _Table, now: datetime) -> None:
    """Write what is there now, and below it what was there once; a row keeps the time it was first seen."""
    cells = (*table.columns, *table.extras)
    before = _before(path, table)
    first_seen = {_content(row, cells): row["first_seen_at"] for row in before}
    there = {_content(row, cells) for row in found}
    rows = [{**row, "first_seen_at": first_seen.get(_content(row, cells), now), "is_present": True} for row in found]
    rows += [{**row, "is_present": False} for row in before if _content(row, cells) not in there]
    store.write(pa.Table.from_pylist(rows, table.schema), path)


def _before(path: Path, table: _Table) -> list[dict[str, object]]:
    try:
        file = pq.ParquetFile(path)
    except (FileNotFoundError, pa.ArrowInvalid):
        return []
    return file.read().to_pylist() if file.schema_arrow.equals(table.schema) else []


def _content(row: dict[str, object], cells: tuple[str, ...]) -> tuple[object, ...]:
    return tuple(row[name] for name in cells)

"""Bulk files: a row a release, as .jsonl, .csv or .parquet, with a ``text`` column and any metadata columns.

The file is decoded whole and its rows come one at a time, so that not all its records stand in memory beside it.
What a row says of itself counts like a manifest entry; the rules of metadata are in ``metadata``.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from pipelines.releases.encodings import Unreadable, check_text, decode
from pipelines.releases.formats import MAX_CHARS

KEY_COLUMNS = ("id", "path", "key")
MAX_COLUMNS = 1_000
MAX_PARQUET_BYTES = 2 * 1024 * 1024 * 1024  # uncompressed


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its key, its hash (of canonical JSON), its text and its other columns as text; or why it is refused."""

    key: str
    sha256: str | None
    text: str = ""
    columns: Mapping[str, str] | None = None
    encoding: str = "utf-8"
    refused: Unreadable | None = None


def rows_of(data: bytes, format: str) -> Iterator[Row]:
    """The rows of one bulk file. Raises Unreadable where the file as a whole can't be read."""
    if not data.strip():
        raise Unreadable("empty", "The file holds no rows.")
    readers = {"jsonl": _jsonl, "csv": _csv, "parquet": _parquet}
    count = 0
    for count, row in enumerate(readers[format](data), start=1):  # noqa: B007
        yield row
    if not count:
        raise Unreadable("empty", "The file holds no rows.")


def _jsonl(data: bytes) -> Iterator[Row]:
    text, encoding = decode(data)
    number = 0
    for line in io.StringIO(text, newline="\n"):
        if not line.strip():
            continue
        number += 1
        try:
            record = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield _refused(number, line, f"Row {number} is no JSON: {' '.join(str(error).split())[:120]}")
            continue
        if isinstance(record, dict):
            yield _row(record, number, encoding)
        else:
            yield _refused(number, line, f"Row {number} is no JSON object.")


def _csv(data: bytes) -> Iterator[Row]:
    text, encoding = decode(data)
    header_end = text.find("\n")
    if text.count(",", 0, header_end if header_end >= 0 else len(text)) >= MAX_COLUMNS:
        raise Unreadable("malformed", f"The header names more than {MAX_COLUMNS:,} columns.")
    csv.field_size_limit(MAX_CHARS * 2)
    reader = csv.DictReader(io.StringIO(text, newline=""), restkey=None)
    try:
        _require_text(reader.fieldnames or ())
        for number, record in enumerate(reader, start=1):
            if None in record:
                yield _refused(number, repr(record), f"Row {number} has more cells than the header has columns.")
            else:
                yield _row(record, number, encoding)
    except csv.Error as error:
        raise Unreadable("malformed", f"Not a readable CSV: {error}") from None


def _parquet(data: bytes) -> Iterator[Row]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        table = pq.ParquetFile(io.BytesIO(data))
        _require_text(table.schema_arrow.names)
        if len(table.schema_arrow.names) > MAX_COLUMNS:
            raise Unreadable("malformed", f"More than {MAX_COLUMNS:,} columns.")
        groups = range(table.num_row_groups)
        if sum(table.metadata.row_group(i).total_byte_size for i in groups) > MAX_PARQUET_BYTES:
            raise Unreadable("too_large", f"The file unpacks to more than {MAX_PARQUET_BYTES:,} bytes.")
        number = 0
        for batch in table.iter_batches(batch_size=64):
            for record in batch.to_pylist():
                number += 1
                yield _row(record, number, "utf-8")
    except (pa.ArrowException, OSError, UnicodeDecodeError) as error:
        raise Unreadable("malformed", f"Not a readable Parquet file: {' '.join(str(error).split())[:200]}") from None


def _require_text(names: object) -> None:
    if "text" not in names:  # type: ignore[operator]
        raise Unreadable("malformed", "A bulk file needs a column named text.")


def _row(record: Mapping[str, object], number: int, encoding: str) -> Row:
    columns = {str(name): _cell(value) for name, value in record.items() if value is not None}
    key = next((columns[name].strip() for name in KEY_COLUMNS if columns.get(name, "").strip()), str(number))
    digest = hashlib.sha256(json.dumps(columns, ensure_ascii=True, sort_keys=True).encode()).hexdigest()
    text = columns.pop("text", "").removeprefix("\ufeff")
    try:
        _check_row(record, key, text, columns, number)
    except Unreadable as error:
        return Row(key if key.isprintable() else str(number), digest, refused=error)
    return Row(key, digest, text, {name: value for name, value in columns.items() if name not in KEY_COLUMNS}, encoding)


def _check_row(record: Mapping[str, object], key: str, text: str, columns: Mapping[str, str], number: int) -> None:
    if "text" not in record or not isinstance(record["text"], str) or not text.strip():
        raise Unreadable("empty", f"Row {number} has no text.")
    if len(text) > MAX_CHARS:
        raise Unreadable("too_large", f"{len(text):,} characters; a text may have {MAX_CHARS:,}.")
    if not key.isprintable() or len(key) > 500:
        raise Unreadable("malformed", f"The key of row {number} is no printable name.")
    for value in (text, *columns, *columns.values()):
        check_text(value)


def _cell(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False, sort_keys=True, default=str)
    return str(value.isoformat()) if hasattr(value, "isoformat") else str(value)


def _refused(number: int, content: str, detail: str) -> Row:
    digest = hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()
    return Row(str(number), digest, refused=Unreadable("malformed", detail))

"""The data version: one hash over the rows of every published table, the same for the same content; and how to cite it.

Each row becomes text column by column (by name, so that neither the order of columns nor of rows counts), its md5 a
number, and the numbers of a table one sum and one XOR: md5 and text stay the same through versions of DuckDB, its own
``hash()`` does not; sums of parts add up to that of the table, so that only parts made anew are read for it (``parts``). When a
row was loaded and by which code is no content. What is published is ``publish``'s.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb

from pipelines.warehouse.catalogue import WHOLE, table_names
from pipelines.warehouse.connection import reader

NO_CONTENT = frozenset({"loaded_at", "seen_at", "first_seen_at", "extractor_version"})  # load times, and which code wrote a row
_DIGITS = 16  # hexadecimal digits that are kept

_COLUMNS = """
    SELECT column_name, data_type, is_nullable FROM duckdb_columns()
    WHERE database_name = current_database() AND schema_name = 'dw' AND table_name = ?
    ORDER BY column_name
"""
_NOW = """
    SELECT v.data_version, v.code_version, v.finished_at, v.releases, v.figures,
        (SELECT min(issued_on) FROM main.releases WHERE is_current), (SELECT max(issued_on) FROM main.releases WHERE is_current)
    FROM main.version AS v
"""


@dataclass(frozen=True, slots=True)
class Version:
    """What a citation says of a published warehouse; the dates are None where it holds no release."""

    data_version: str
    code_version: str
    built_at: datetime
    releases: int
    figures: int
    first_issued_on: date | None
    last_issued_on: date | None


Digest = tuple[int, int, int]  # rows, sum and XOR of their hashes
NO_ROWS: Digest = (0, 0, 0)
_SUMS = "count(*), coalesce(sum(h), 0), coalesce(bit_xor(h), 0)"


def data_version(connection: duckdb.DuckDBPyConnection, digests: Mapping[str, Iterable[Digest]] | None = None) -> str:
    """Hash of the rows of all tables of ``dw`` in the current database, ``audit_run`` excepted: 16 hexadecimal digits.

    ``digests``: those of the parts of each table, where they are known; else every row is read.
    """
    digest = hashlib.sha256()
    for table in table_names():
        if table != "audit_run":
            found = digest_of(connection, table) if digests is None else added(digests[table])
            digest.update(f"{table} {' '.join([*(name for name, *_ in _columns(connection, table)), *map(str, found)])}\n".encode())
    return digest.hexdigest()[:_DIGITS]


def digest_of(connection: duckdb.DuckDBPyConnection, table: str, rows: str | None = None) -> Digest:
    """What is hashed of the rows of ``dw.<table>``, or of ``rows``, a relation with its columns."""
    found = connection.execute(f"SELECT {_SUMS} FROM (SELECT {_hashed(connection, table)} AS h FROM {rows or f'dw.{table}'})").fetchone() or NO_ROWS
    return int(found[0]), int(found[1]), int(found[2])


def digests_of(connection: duckdb.DuckDBPyConnection, table: str, parts: str | None) -> dict[str, Digest]:
    """The digest of each part of ``dw.<table>``, in one reading; ``parts``: a relation of release_key and part, None for one part, ``WHOLE``."""
    if parts is None:
        return {WHOLE: digest_of(connection, table)}
    rows = f"SELECT part, {_hashed(connection, table)} AS h FROM dw.{table} JOIN {parts} USING (release_key)"
    return {part: (int(n), int(total), int(mixed)) for part, n, total, mixed in connection.execute(f"SELECT part, {_SUMS} FROM ({rows}) GROUP BY part").fetchall()}


def _hashed(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The hash of a row as an expression."""
    return f"md5_number_lower(concat_ws(chr(31), {', '.join(_text(*column) for column in _columns(connection, table))}))"


def added(parts: Iterable[Digest]) -> Digest:
    """The digest of a table of those of its parts."""
    rows, total, mixed = NO_ROWS
    for one in parts:
        rows, total, mixed = rows + one[0], total + one[1], mixed ^ one[2]
    return rows, total, mixed


def _columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[tuple[str, str, bool]]:
    """Columns that are content, by name, with their types and whether they may be null."""
    return [(name, kind, nullable) for name, kind, nullable in connection.execute(_COLUMNS, [table]).fetchall() if name not in NO_CONTENT]


def _text(name: str, kind: str, nullable: bool) -> str:
    """A column as text that tells null from empty, whatever a later DuckDB does to the text of a list."""
    value = f"""array_to_string("{name}", chr(29))""" if kind.endswith("[]") else f'"{name}"'
    return f"coalesce({value}::VARCHAR, chr(30))" if nullable else f"{value}::VARCHAR"


def version_of(warehouse: Path) -> Version:
    """The version of a published file. Raises FileNotFoundError where there is none, duckdb.Error for one of before."""
    connection = reader(warehouse)
    try:
        row = connection.execute(_NOW).fetchone()
    finally:
        connection.close()
    if row is None or row[0] is None:
        raise duckdb.CatalogException("The file has no data version.")
    return Version(*row)


def citation(version: Version) -> str:
    """A citation as text, one line."""
    return (
        f"Duixian (兑现): promises and outcomes in Chinese government and press releases. Data version {version.data_version}, "
        f"built {version.built_at:%Y-%m-%d} by duixian {version.code_version}: {_holdings(version)}."
    )


def bibtex(version: Version) -> str:
    """The same as a BibTeX entry."""
    return "\n".join((
        f"@misc{{duixian-{version.data_version},",
        "  author = {{Duixian contributors}},",
        "  title = {Duixian (兑现): promises and outcomes in Chinese government and press releases},",
        f"  year = {{{version.built_at:%Y}}},",
        f"  version = {{{version.data_version}}},",
        f"  note = {{Data version {version.data_version}, built {version.built_at:%Y-%m-%d} by duixian {version.code_version}: "
        f"{_holdings(version)}}},",
        "}",
    ))  # fmt: skip


def _holdings(version: Version) -> str:
    span = f" issued {version.first_issued_on} to {version.last_issued_on}" if version.first_issued_on else ""
    return f"{version.figures:,} figures of {version.releases:,} releases{span}"

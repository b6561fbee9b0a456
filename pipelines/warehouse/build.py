"""Fills one table of ``dw`` from its SQL file and writes it as sorted Parquet; nothing is kept open in between.

The table is declared by sql/schema in an in-memory database, so keys, NOT NULL and CHECK hold at the insert. Files that still
hold are kept (``parts``). The published file is ``publish``'s.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

import duckdb

from pipelines.releases import store
from pipelines.warehouse import parts, sources, version
from pipelines.warehouse.catalogue import SQL, WHOLE, Node, nodes, table_ddl
from pipelines.warehouse.connection import working
from pipelines.warehouse.parts import LOOKED_UP_BY, Made, parquet_of
from pipelines.warehouse.sources import quoted

# what DuckDB says of a constraint that a row broke
_CHECK = re.compile(r"with expression CHECK\((.*)\)")
_NOT_NULL = re.compile(r"NOT NULL constraint failed: \w+\.(\S+)")


class BuildError(RuntimeError):
    """A table could not be built; the message names it and says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Built:
    """One table as it lies there now. ``path``: its file, of one by year the latest; ``made``: the parts that were made anew."""

    table: str
    path: Path
    rows: int
    seconds: float
    made: tuple[str, ...]


def build_table(data: Path, table: str) -> Built:
    """Bring one table of ``dw`` up to its upstream Parquet, below ``data/dw``. Raises BuildError."""
    started, node = time.monotonic(), nodes()[table]
    _require(node, data)
    wanted = parts.months_by_part(data, table)
    parts.drop_others(data, table, wanted)
    record = parts.load(data)
    before = record.get(table, {})
    inputs = {part: parts.made_of(data, node, part, months, record) for part, months in wanted.items()}
    made = {part: before[part] for part in wanted if parts.holds(before.get(part), parquet_of(data, table, part), inputs[part])}
    stale = {part: months for part, months in wanted.items() if part not in made}
    if stale:
        with working(data) as connection:
            _fill(connection, node, data, stale)
            digests = version.digests_of(connection, table, "release_part" if table in parts.BY_YEAR else None)
            for part in stale:
                source = f"dw.{table}" if len(stale) == 1 else _rows_of(table, part)
                made[part] = _write(connection, table, data, part, source, inputs[part], before.get(part), digests.get(part, version.NO_ROWS))
    if made != before:
        parts.remember(data, table, made)
    rows, path = sum(one.rows for one in made.values()), parquet_of(data, table, max(made, default=WHOLE))
    return Built(table, path, rows, time.monotonic() - started, tuple(stale))


def declare(connection: duckdb.DuckDBPyConnection, names: Iterable[str], *, comments: bool = True) -> None:
    """Create ``dw`` and the named tables in it, empty, as sql/schema declares them; Parquet keeps no comments, so a build step needs none."""
    connection.execute("CREATE SCHEMA IF NOT EXISTS dw")
    for name in names:
        ddl = table_ddl(name)
        connection.execute(ddl if comments else ddl.split("\nCOMMENT ON ", 1)[0])


def insert(connection: duckdb.DuckDBPyConnection, table: str, rows: str) -> int:
    """Fill ``dw.<table>`` by name from a SELECT or FROM; how many rows it gave."""
    row = connection.execute(f"INSERT INTO dw.{table} BY NAME {rows}").fetchone()
    return int(row[0]) if row else 0


def load_macros(connection: duckdb.DuckDBPyConnection) -> None:
    connection.execute((SQL / "schema" / "macros.sql").read_text("utf-8"))


def write_sorted(connection: duckdb.DuckDBPyConnection, table: str, path: Path, rows: str | None = None) -> None:
    """Write ``dw.<table>``, or ``rows`` of it, as Parquet in key order: beside its place, to the disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    order = ", ".join(sort_columns(connection, table))
    connection.execute(
        f"COPY (FROM {rows or f'dw.{table}'} ORDER BY {order}) TO {quoted(temporary)} (FORMAT parquet, COMPRESSION zstd)"
    )
    sync(temporary)
    os.replace(temporary, path)


def sort_columns(connection: duckdb.DuckDBPyConnection, table: str) -> list[str]:
    """What a table is sorted by: its primary key, else release and span, else every column."""
    primary = connection.execute(
        "SELECT constraint_column_names FROM duckdb_constraints() "
        "WHERE schema_name = 'dw' AND table_name = ? AND constraint_type = 'PRIMARY KEY'", [table]
    ).fetchone()  # fmt: skip
    if primary is not None:
        return list(primary[0])
    columns = [row[0] for row in connection.execute(f"DESCRIBE dw.{table}").fetchall()]
    lead = [name for name in ("release_key", "span_start", "span_end") if name in columns]
    return [*lead, *(name for name in (columns[:1] if "span_end" in lead else columns) if name not in lead)]


def sync(path: Path) -> None:
    """Have the kernel put a file on the disk before it is renamed into place."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _require(node: Node, data: Path) -> None:
    missing = sorted(name for schema, name in node.reads if schema == "dw" and not parts.is_built(data, name))
    if missing:
        raise BuildError(f"Table {node.name} reads {', '.join(missing)}, which must be built first.")


def _fill(connection: duckdb.DuckDBPyConnection, node: Node, data: Path, stale: Mapping[str, list[str]]) -> None:
    """Declare the table and fill it with the rows of the stale parts (their months): what goes by year is shown of these only."""
    by_year = node.name in parts.BY_YEAR
    months = sorted(chain.from_iterable(stale.values())) if by_year else None
    load_macros(connection)
    declare(connection, [node.name], comments=False)
    sources.attach(connection, {name for schema, name in node.reads if schema == "staging"}, data, months)
    for schema, name in sorted(node.reads):
        if schema == "dw":
            _show(connection, data, name, stale if by_year else None)
    try:
        _insert(connection, node)
    except duckdb.Error as error:
        raise BuildError(f"Table {node.name} could not be filled: {error}{_refused(connection, node, error)}") from error
    if months is not None:
        _note_parts(connection, data, months)


def _show(connection: duckdb.DuckDBPyConnection, data: Path, table: str, only: Iterable[str] | None) -> None:
    """Show a table that was built, or some parts of it; one without a file as it is declared, empty."""
    rows = parts.relation(data, table, only)
    if rows is None:
        declare(connection, [table], comments=False)
    else:
        connection.execute(f"CREATE VIEW dw.{table} AS FROM {rows}")


def _note_parts(connection: duckdb.DuckDBPyConnection, data: Path, months: Iterable[str]) -> None:
    """``release_part``: which part each release of these months belongs to."""
    listed = [store.month_file(data, month) for month in months]
    connection.execute("CREATE TEMP TABLE part_of_file (filename VARCHAR, part VARCHAR)")
    connection.executemany("INSERT INTO part_of_file VALUES (?, ?)", [[str(path), parts.part_of(path.stem)] for path in listed])
    files = f"read_parquet([{', '.join(map(quoted, listed))}], filename = true)"
    connection.execute(f"CREATE TEMP TABLE release_part AS SELECT release_key, part FROM {files} JOIN part_of_file USING (filename)")


def _rows_of(table: str, part: str) -> str:
    return f"(FROM dw.{table} WHERE release_key IN (SELECT release_key FROM release_part WHERE part = '{part}'))"


def _write(
    connection: duckdb.DuckDBPyConnection, table: str, data: Path, part: str, rows: str, made_of: str, before: Made | None, digest: version.Digest
) -> Made:
    """Write one part of the table that was filled: these rows of it."""
    path = parquet_of(data, table, part)
    keeps = table in LOOKED_UP_BY and before is not None and path.exists() and _only_grew(connection, table, path)
    write_sorted(connection, table, path, rows)
    content = parts.content_of(path)
    looked_up = before.looked_up if keeps and before is not None else content
    return Made(made_of, content, looked_up, parts.stamp(path), digest)


def _only_grew(connection: duckdb.DuckDBPyConnection, table: str, before: Path) -> bool:
    """Whether the new table says the same of every key that the old file has."""
    key, old = LOOKED_UP_BY[table], f"read_parquet({quoted(before)})"
    try:
        row = connection.execute(
            f"WITH now AS (FROM dw.{table} WHERE {key} IN (SELECT {key} FROM {old}))"
            f"SELECT (SELECT count(*) FROM (FROM {old} EXCEPT FROM now)) + (SELECT count(*) FROM (FROM now EXCEPT FROM {old}))"
        ).fetchone()
    except duckdb.Error:  # the columns of before were others
        return False
    return row is not None and row[0] == 0


def _refused(connection: duckdb.DuckDBPyConnection, node: Node, error: duckdb.Error) -> str:
    """The first rows that the declaration refused, a line each; '' where the message does not tell which."""
    check, null = _CHECK.search(str(error)), _NOT_NULL.search(str(error))
    if check is None and null is None:
        return ""
    condition = f"NOT ({check[1]})" if check is not None else f"{null[1]} IS NULL" if null is not None else ""
    cursor = connection.execute(f"FROM ({node.query}) WHERE {condition} LIMIT 5")
    columns = [column[0] for column in cursor.description or ()]
    given = [zip(columns, row, strict=True) for row in cursor.fetchall()]
    return "".join("\n  " + ", ".join(f"{name}={value}" for name, value in row if value is not None) for row in given)


def _insert(connection: duckdb.DuckDBPyConnection, node: Node) -> int:
    given = {row[0] for row in connection.execute(f"DESCRIBE {node.query}").fetchall()}
    declared = {row[0] for row in connection.execute(f"DESCRIBE dw.{node.name}").fetchall()}
    if given != declared:
        raise BuildError(
            f"Table {node.name}: its query gives {sorted(given - declared)} beyond the declaration, "
            f"and leaves out {sorted(declared - given)}."
        )
    return insert(connection, node.name, node.query)

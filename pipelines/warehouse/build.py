"""Fills one table of ``dw`` from its SQL file and writes it as sorted Parquet; nothing is kept open in between.

The table is declared by sql/schema in an in-memory database, so keys, NOT NULL and CHECK hold at the insert.
The published file is ``publish``'s.
"""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.warehouse import sources
from pipelines.warehouse.catalogue import SQL, Node, nodes, table_ddl
from pipelines.warehouse.connection import working
from pipelines.warehouse.sources import quoted

# what DuckDB says of a constraint that a row broke
_CHECK = re.compile(r"with expression CHECK\((.*)\)")
_NOT_NULL = re.compile(r"NOT NULL constraint failed: \w+\.(\S+)")


class BuildError(RuntimeError):
    """A table could not be built; the message names it and says why in one sentence."""


@dataclass(frozen=True, slots=True)
class Built:
    """One table as written."""

    table: str
    path: Path
    rows: int
    seconds: float


def parquet_of(data: Path, table: str) -> Path:
    """Where a table of ``dw`` lies below the data folder."""
    return data / "dw" / f"{table}.parquet"


def build_table(data: Path, table: str) -> Built:
    """Build one table of ``dw`` from its upstream Parquet into ``data/dw/<table>.parquet``. Raises BuildError."""
    started, node = time.monotonic(), nodes()[table]
    with working(data) as connection:
        _prepare(connection, node, data)
        try:
            rows = _insert(connection, node)
        except duckdb.Error as error:
            raise BuildError(f"Table {table} could not be filled: {error}{_refused(connection, node, error)}") from error
        write_sorted(connection, table, parquet_of(data, table))
    return Built(table, parquet_of(data, table), rows, time.monotonic() - started)


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


def write_sorted(connection: duckdb.DuckDBPyConnection, table: str, path: Path) -> None:
    """Write ``dw.<table>`` as Parquet in key order: beside its place, to the disk, then renamed."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    order = ", ".join(sort_columns(connection, table))
    connection.execute(
        f"COPY (FROM dw.{table} ORDER BY {order}) TO {quoted(temporary)} (FORMAT parquet, COMPRESSION zstd)"
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


def _prepare(connection: duckdb.DuckDBPyConnection, node: Node, data: Path) -> None:
    load_macros(connection)
    declare(connection, [node.name], comments=False)
    sources.attach(connection, {name for schema, name in node.reads if schema == "staging"}, data)
    upstream = sorted(name for schema, name in node.reads if schema == "dw")
    missing = [name for name in upstream if not parquet_of(data, name).exists()]
    if missing:
        raise BuildError(f"Table {node.name} reads {', '.join(missing)}, which must be built first.")
    for name in upstream:
        connection.execute(f"CREATE VIEW dw.{name} AS FROM read_parquet({quoted(parquet_of(data, name))})")


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

"""Which columns a column of a table or view comes from, told by DuckDB's own planner.

A query is planned for one of its columns at a time, over empty tables, with no optimizer but the one that leaves out
what is not needed. What the scans then still read, beyond what they read for the bare rows, is what the column is made of.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.warehouse import sources
from pipelines.warehouse.build import declare, load_macros
from pipelines.warehouse.catalogue import Node, table_names, views
from pipelines.warehouse.connection import parser

Column = tuple[str, str, str]  # schema, table, column
Lineage = Mapping[str, tuple[Column, ...]]

MANY = 12  # a column that needs no column of its own, in a query that reads more than this, is left without lineage
_KEPT = frozenset(("unused_columns", "column_lifetime"))


@contextmanager
def empty_warehouse() -> Iterator[duckdb.DuckDBPyConnection]:
    """Every table, view and staging source, without a row."""
    with parser() as connection:
        load_macros(connection)
        sources.attach(connection, [*sources.PARQUET, *sources.ARROW], Path("/nonexistent"))
        declare(connection, table_names())
        for view in views():
            connection.execute(view.ddl)
        yield connection


def lineage_of(connection: duckdb.DuckDBPyConnection, node: Node) -> Lineage:
    """The columns that each column of ``node`` comes from; ``connection`` is an ``empty_warehouse``. Views are seen through."""
    names = connection.execute("SELECT name FROM duckdb_optimizers()").fetchall()
    connection.execute(f"SET disabled_optimizers = '{','.join(name for (name,) in names if name not in _KEPT)}'")
    rows = _read(connection, f"SELECT count(*) FROM ({node.query})")
    nested = _nested(connection)
    found: dict[str, tuple[Column, ...]] = {}
    for (name, *_) in connection.execute(f"DESCRIBE {node.query}").fetchall():
        read = _read(connection, f'SELECT "{name}" FROM ({node.query})')
        own = read - rows or {column for column in rows if column[2] == name} or rows & nested
        found[name] = tuple(sorted(own or (rows if len(rows) <= MANY else ())))
    return found


def cached(node: Node, folder: Path) -> Lineage | None:
    """The lineage of a table or view as stored in ``folder`` for its present SQL; None where it is not there."""
    try:
        stored = json.loads(_file(node, folder).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return {name: tuple((schema, table, column) for schema, table, column in columns) for name, columns in stored.items()}


def store(node: Node, folder: Path, lineage: Lineage) -> None:
    """Keep a lineage for the next time, in place of that of older SQL."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob(f"{node.name}.*"):
        old.unlink(missing_ok=True)
    path = _file(node, folder)
    temporary = path.with_name(f"{path.name}.tmp")
    temporary.write_text(json.dumps(lineage, ensure_ascii=False), encoding="utf-8")
    os.replace(temporary, path)


def _file(node: Node, folder: Path) -> Path:
    return folder / f"{node.name}.{hashlib.sha256((node.ddl + node.query).encode()).hexdigest()[:16]}.json"


def _read(connection: duckdb.DuckDBPyConnection, query: str) -> set[Column]:
    row = connection.execute(f"EXPLAIN (FORMAT JSON) {query}").fetchone()
    return set(_scanned(json.loads(row[1]))) if row else set()


def _scanned(plan: object) -> Iterator[Column]:
    if isinstance(plan, list):
        for step in plan:
            yield from _scanned(step)
    elif isinstance(plan, dict):
        said = plan.get("extra_info", {})
        if "Table" in said:
            columns = said.get("Projections", [])
            for column in [columns] if isinstance(columns, str) else columns:
                if column:
                    yield (*_named(said["Table"]), column)
        yield from _scanned(plan.get("children", []))


def _named(table: str) -> tuple[str, str]:
    """``staging.main.places`` is the source, ``memory.dw.dim_place`` the table."""
    database, schema, name = table.rsplit(".", 2)
    return ("staging" if database == "staging" else schema, name)


def _nested(connection: duckdb.DuckDBPyConnection) -> set[Column]:
    """Columns of lists: what is unnested of them is read whole."""
    rows = connection.execute(
        "SELECT database_name, schema_name, table_name, column_name FROM duckdb_columns() WHERE data_type LIKE '%[]'"
    ).fetchall()
    return {("staging" if database == "staging" else schema, table, column) for database, schema, table, column in rows}

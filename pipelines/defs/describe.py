"""Metadata of assets: columns with their comments, the first rows, where columns come from, the file."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path

import dagster as dg
import duckdb
import pyarrow as pa

from pipelines.warehouse import lineage
from pipelines.warehouse.catalogue import Node, table_names
from pipelines.warehouse.connection import parser
from pipelines.warehouse.publish import create_views
from pipelines.warehouse.sources import PARQUET, quoted

PREVIEW_ROWS, PREVIEW_CHARS = 10, 60
Metadata = dict[str, dg.MetadataValue]
_HIDDEN = frozenset(("text",))  # whole texts are no preview


@cache
def _declared() -> Mapping[tuple[str, str], dg.TableSchema]:
    """Columns of every table and view as sql/schema and sql/marts declare them."""
    with parser() as connection:
        from pipelines.warehouse.build import declare, load_macros

        load_macros(connection)
        declare(connection, table_names())
        create_views(connection)
        rows = connection.execute(
            "SELECT schema_name, table_name, column_name, data_type, comment, is_nullable FROM duckdb_columns() "
            "WHERE schema_name IN ('dw', 'main') ORDER BY table_name, column_index"
        ).fetchall()
    found: dict[tuple[str, str], list[dg.TableColumn]] = {}
    for schema, table, name, type_, comment, nullable in rows:
        constraints = dg.TableColumnConstraints(nullable=bool(nullable) or schema == "main")
        found.setdefault((schema, table), []).append(dg.TableColumn(name, type_, comment, constraints))
    return {key: dg.TableSchema(columns) for key, columns in found.items()}


def schema_of(node: Node) -> Metadata:
    """The columns of a table or view, with their comments."""
    return {"dagster/column_schema": dg.MetadataValue.table_schema(_declared()[node.schema, node.name])}


def columns_of(schema: pa.Schema, like: str | None = None) -> Metadata:
    """The columns of a Parquet file; what they mean is taken from the table of ``dw`` that repeats them."""
    said = {column.name: column.description for column in _declared()["dw", like].columns} if like else {}
    columns = [dg.TableColumn(field.name, str(field.type), said.get(field.name)) for field in schema]
    return {"dagster/column_schema": dg.MetadataValue.table_schema(dg.TableSchema(columns))}


def of_file(path: Path) -> Metadata:
    """Where a Parquet file lies, and its first rows."""
    if not path.exists():
        return {}
    with parser() as connection:
        preview = _preview(connection, f"read_parquet({quoted(path)})")
    return {"file": dg.MetadataValue.path(path.resolve()), "preview": preview}


def of_view(connection: duckdb.DuckDBPyConnection, node: Node) -> Metadata:
    """The first rows of a published view or table."""
    return {"preview": _preview(connection, f"{node.schema}.{node.name}")}


def _preview(connection: duckdb.DuckDBPyConnection, relation: str) -> dg.MetadataValue:
    cursor = connection.execute(f"FROM {relation} LIMIT {PREVIEW_ROWS}")
    names = [column[0] for column in cursor.description or ()]
    shown = [i for i, name in enumerate(names) if name not in _HIDDEN]
    lines = ["| " + " | ".join(names[i] for i in shown) + " |", "|" + " --- |" * len(shown)]
    lines += ["| " + " | ".join(_cell(row[i]) for i in shown) + " |" for row in cursor.fetchall()]
    return dg.MetadataValue.md("\n".join(lines))


def _cell(value: object) -> str:
    """A value as text of a Markdown table: releases are untrusted, so nothing of it may be markup."""
    text = "" if value is None else " ".join(str(value).split())
    cut = text[:PREVIEW_CHARS] + "…" if len(text) > PREVIEW_CHARS else text
    return "".join(f"&#{ord(c)};" if c in "|<>&*_`[]()!\\#~" else c for c in cut)


def lineage_of(node: Node, folder: Path, compute: bool) -> Metadata:
    """Column lineage of a table or view, kept in ``folder``; planned anew only where ``compute`` allows the seconds."""
    found = lineage.cached(node, folder)
    if found is None and compute:
        with lineage.empty_warehouse() as connection:
            found = lineage.lineage_of(connection, node)
        lineage.store(node, folder, found)
    if found is None:
        return {}
    deps = {name: list({_dependency(*column): None for column in columns}) for name, columns in found.items()}
    return {"dagster/column_lineage": dg.MetadataValue.column_lineage(dg.TableColumnLineage(deps))}


def _dependency(schema: str, table: str, column: str) -> dg.TableColumnDep:
    if schema != "staging":
        return dg.TableColumnDep(dg.AssetKey([schema, table]), column)
    return dg.TableColumnDep(dg.AssetKey(table if table in PARQUET else "lexicon"), column)

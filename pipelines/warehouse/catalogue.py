"""What sql/ holds: its tables, views and checks, and what each reads, taken from the SQL itself.

A file is a table (or view, or check) of the same name. Queries name tables with their schema: ``staging`` is what
comes before the warehouse, ``dw`` its tables, ``main`` its views. Running anything belongs in ``build``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from graphlib import TopologicalSorter
from pathlib import Path
from typing import Literal

import duckdb

from pipelines.warehouse.connection import parser

SQL = Path(__file__).parents[2] / "sql"
WHOLE = "all"  # the one part of a table that is not kept by year

Layer = Literal["dimensions", "facts", "marts"]
_BY_RELEASE = "Of each release: "
_LAYERS: tuple[Layer, ...] = ("dimensions", "facts", "marts")
_COMMENT = re.compile(r"COMMENT ON (?:TABLE|VIEW) \w+\.\w+ IS '((?:[^']|'')*)'")
_VIEW = re.compile(r"\s*CREATE VIEW main\.(\w+) AS\s(.*?);", re.DOTALL)


class CatalogueError(ValueError):
    """A file of sql/ breaks a rule of the catalogue; the message names file and rule."""


@dataclass(frozen=True, slots=True)
class Node:
    """One table or view: ``query`` is its SELECT, ``ddl`` what creates it with its comments."""

    name: str
    layer: Layer
    path: Path
    query: str
    ddl: str
    description: str
    reads: frozenset[tuple[str, str]]  # (schema, table)

    @property
    def schema(self) -> str:
        return "main" if self.layer == "marts" else "dw"


@dataclass(frozen=True, slots=True)
class Check:
    """One SELECT that returns the rows that fail; nothing returned is passed."""

    name: str
    severity: Literal["error", "warn"]
    query: str
    description: str

    @property
    def by_release(self) -> bool:
        """Whether it looks at one release at a time: what it once found in order stays so while that release is the same."""
        return self.description.startswith(_BY_RELEASE)


@cache
def nodes(root: Path = SQL) -> Mapping[str, Node]:
    """Every table and view by name, each after all that it reads. Raises CatalogueError."""
    with parser() as connection:
        found = {node.name: node for layer in _LAYERS for node in _layer(connection, root, layer)}
    order = TopologicalSorter({name: sorted(_upstream(node, found)) for name, node in sorted(found.items())})
    return {name: found[name] for name in order.static_order()}


def tables(root: Path = SQL) -> list[Node]:
    """The tables that a query of sql/ fills, in build order; ``audit_run`` is written by ``publish``."""
    return [node for node in nodes(root).values() if node.layer != "marts"]


def views(root: Path = SQL) -> list[Node]:
    """The analyst views, in an order in which they can be created."""
    return [node for node in nodes(root).values() if node.layer == "marts"]


@cache
def checks(severity: Literal["error", "warn"], root: Path = SQL) -> tuple[Check, ...]:
    """The checks of one severity, sorted by name."""
    found = {path.stem: path.read_text("utf-8") for path in sorted((root / "checks" / severity).glob("*.sql"))}
    return tuple(Check(name, severity, query, header(query)) for name, query in found.items())


def table_ddl(name: str, root: Path = SQL) -> str:
    """The declaration of one table of ``dw`` with keys, CHECKs and comments."""
    return (root / "schema" / f"{name}.sql").read_text("utf-8")


def table_names(root: Path = SQL) -> list[str]:
    """Every declared table of ``dw``, ``audit_run`` included, sorted."""
    return sorted(path.stem for path in (root / "schema").glob("*.sql") if path.stem != "macros")


def header(text: str) -> str:
    """The leading ``--`` lines of a file's text as one line of prose."""
    lines = []
    for line in text.splitlines():
        if not line.startswith("--"):
            break
        lines.append(line.lstrip("- ").rstrip())
    return " ".join(lines)


def tables_named(connection: duckdb.DuckDBPyConnection, query: str, where: str = "query") -> frozenset[tuple[str, str]]:
    """The tables that a SELECT names, CTEs not counted, as (schema or "", table), by DuckDB's own parser. Raises CatalogueError."""
    return _named_in(_parsed(connection, query, where))[0]


def reads(connection: duckdb.DuckDBPyConnection, query: str, where: str = "query") -> frozenset[tuple[str, str]]:
    """The tables a SELECT of sql/ reads, each named with its schema. Raises CatalogueError."""
    tables, ctes = _named_in(_parsed(connection, query, where))
    bare = sorted(table for schema, table in tables if not schema)
    hidden = sorted(ctes & {table for _, table in tables})
    if bare or hidden:
        raise CatalogueError(f"{where}: tables without schema {bare}, or CTEs named like a table {hidden}")
    return tables


def _named_in(tree: object) -> tuple[frozenset[tuple[str, str]], set[str]]:
    """The tables and the CTEs of a parsed SELECT."""
    ctes = set(_ctes(tree))
    return frozenset((schema, table) for schema, table in _base_tables(tree) if schema or table not in ctes), ctes


def _parsed(connection: duckdb.DuckDBPyConnection, query: str, where: str) -> dict[str, object]:
    row = connection.execute("SELECT json_serialize_sql(?)", [query]).fetchone()
    tree: dict[str, object] = json.loads(row[0]) if row else {"error": True}
    if tree.get("error"):
        raise CatalogueError(f"{where}: not one plain SELECT ({tree.get('error_message', 'not serialisable')})")
    return tree


def _base_tables(tree: object) -> Iterator[tuple[str, str]]:
    return ((str(n["schema_name"]), str(n["table_name"])) for n in _walk(tree) if n.get("type") == "BASE_TABLE")


def _layer(connection: duckdb.DuckDBPyConnection, root: Path, layer: Layer) -> Iterator[Node]:
    for path in sorted((root / layer).glob("*.sql")):
        text = path.read_text("utf-8")
        query, ddl = (_select(path, text), text) if layer == "marts" else (text, table_ddl(path.stem, root))
        found = _allowed(path, layer, reads(connection, query, path.name))
        yield Node(path.stem, layer, path, query, ddl, _description(path, ddl), found)


def _select(path: Path, ddl: str) -> str:
    match = _VIEW.match(ddl)
    if match is None or match[1] != path.stem:
        raise CatalogueError(f"{path.name}: must begin with CREATE VIEW main.{path.stem} AS")
    return match[2]


def _description(path: Path, ddl: str) -> str:
    match = _COMMENT.search(ddl)
    if match is None:
        raise CatalogueError(f"{path.name}: the table or view has no comment")
    return match[1].replace("''", "'")


_MAY_READ = {"dimensions": ("staging", "dw"), "facts": ("staging", "dw"), "marts": ("dw", "main")}


def _allowed(path: Path, layer: Layer, found: frozenset[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """What a query reads; refused where a dimension reads a fact, or a layer reaches past its neighbours."""
    dimensions = {p.stem for p in (path.parents[1] / "dimensions").glob("*.sql")}
    for schema, table in sorted(found):
        upward = layer == "dimensions" and schema == "dw" and table not in dimensions
        if schema not in _MAY_READ[layer] or upward:
            raise CatalogueError(f"{path.name}: {layer} may not read {schema}.{table}")
    return found


def _upstream(node: Node, found: Mapping[str, Node]) -> set[str]:
    return {table for schema, table in node.reads if schema != "staging" and table in found}


def _walk(tree: object) -> Iterator[dict[str, object]]:
    if isinstance(tree, dict):
        yield tree
        for value in tree.values():
            yield from _walk(value)
    elif isinstance(tree, list):
        for value in tree:
            yield from _walk(value)


def _ctes(tree: object) -> Iterator[str]:
    for node in _walk(tree):
        entries = node.get("cte_map")
        if isinstance(entries, dict):
            yield from (str(entry["key"]) for entry in entries["map"])

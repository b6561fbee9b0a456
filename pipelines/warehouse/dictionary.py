"""The data dictionary: docs/dictionary.md, written from the comments of a published warehouse.

What a table or column means is said once, in sql/schema and sql/marts; here it is only laid out. A table's comment opens
with its grain ("One row is …"), a column's with "Key" where it identifies a row, and names in brackets the table it points to.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import duckdb

from pipelines.warehouse.catalogue import tables_named
from pipelines.warehouse.connection import parser
from pipelines.warehouse.questions import questions

_INTRO = """# Data dictionary

Written by `duixian dictionary` from the comments of the published file, which carries all of this itself
(`duckdb_tables()`, `duckdb_views()`, `duckdb_columns()`). Analysts start with the views of `main`; the star below them is in `dw`.

Money is in yuan (or its own currency), percent runs from 0 to 100, a fall is negative, spans are code points into the release's
text, dates are of Asia/Shanghai, load times UTC. Keys are made from natural keys: a rebuild keeps them.
"""
_QUESTIONS = """## Questions

What the numbers under **Questions** stand for; `duixian question N` answers each.
"""
_KINDS = (("main", "Views"), ("dw", "Tables"))
_TABLES = """
    SELECT schema_name, table_name, comment FROM duckdb_tables() WHERE schema_name = 'dw'
    UNION ALL
    SELECT schema_name, view_name, comment FROM duckdb_views() WHERE schema_name = 'main' AND NOT internal
    ORDER BY ALL
"""
_COLUMNS = """
    SELECT schema_name, table_name, column_name, data_type, is_nullable, coalesce(comment, '')
    FROM duckdb_columns() WHERE schema_name IN ('main', 'dw') AND NOT internal
    ORDER BY schema_name, table_name, column_index
"""
_GRAIN_KEY = re.compile(r"Key: ([\w, ]+)\.")
_POINTS_TO = re.compile(r"\((dim_\w+|fact_\w+)(?:\.\w+)?\)")
_LONGEST_CELL = 60  # characters of an example value that are shown


@dataclass(frozen=True, slots=True)
class Column:
    """One column as the file declares it."""

    name: str
    data_type: str
    nullable: bool
    comment: str

    @property
    def is_key(self) -> bool:
        return self.comment.startswith("Key")


def dictionary(connection: duckdb.DuckDBPyConnection) -> str:
    """The whole dictionary as Markdown, of a published warehouse that ``connection`` reads."""
    columns = _columns(connection)
    served = _served()
    parts = [_INTRO]
    found = connection.execute(_TABLES).fetchall()
    for schema, heading in _KINDS:
        parts.append(f"## {heading} (`{schema}`)\n")
        for _, name, comment in (row for row in found if row[0] == schema):
            parts.append(_section(connection, schema, name, comment or "", columns[schema, name], served.get(name, [])))
    parts.append(_QUESTIONS + "".join(f"\n{n}. {question.english} {question.chinese}" for n, question in questions().items()) + "\n")
    return "\n".join(parts)


def _columns(connection: duckdb.DuckDBPyConnection) -> Mapping[tuple[str, str], list[Column]]:
    out: dict[tuple[str, str], list[Column]] = defaultdict(list)
    for schema, table, *rest in connection.execute(_COLUMNS).fetchall():
        out[schema, table].append(Column(*rest))
    return out


def _served() -> dict[str, list[int]]:
    """Numbers of the questions that read a table or view, by its name."""
    out: dict[str, list[int]] = defaultdict(list)
    with parser() as connection:
        for number, question in questions().items():
            for _, name in tables_named(connection, question.sql, f"question {number}"):
                out[name].append(number)
    return out


def _section(
    connection: duckdb.DuckDBPyConnection, schema: str, name: str, comment: str, columns: Sequence[Column], served: Sequence[int]
) -> str:
    lines = [f"### `{schema}.{name}`\n", comment, ""]
    lines += [f"- **Key**: {_key(comment, columns)}"]
    points = sorted({m for column in columns if not column.is_key for m in _POINTS_TO.findall(column.comment)})
    if points:
        lines.append("- **Points to**: " + ", ".join(f"`{p}`" for p in points))
    lines.append("- **Questions**: " + (", ".join(map(str, sorted(served))) or "none by itself"))
    lines += ["", *_column_table(columns, _example(connection, schema, name, columns)), ""]
    return "\n".join(lines)


def _key(comment: str, columns: Sequence[Column]) -> str:
    """The columns that tell rows apart: those a table's comment names, else the column whose comment opens with Key."""
    named = _GRAIN_KEY.search(comment)
    found = named[1].split(", ") if named else [c.name for c in columns if c.is_key][:1]
    return ", ".join(f"`{name}`" for name in found) or "see its comment"


def _column_table(columns: Sequence[Column], example: Sequence[str]) -> Iterator[str]:
    yield "| column | type | meaning | example |"
    yield "| --- | --- | --- | --- |"
    for column, value in zip(columns, example, strict=True):
        required = "" if column.nullable else ", never null"
        yield f"| `{column.name}` | {column.data_type}{required} | {_cell(column.comment)} | {_cell(_short(value))} |"


def _example(connection: duckdb.DuckDBPyConnection, schema: str, name: str, columns: Sequence[Column]) -> list[str]:
    """One row that says much: with the fewest nulls, the first of these in the order of its columns."""
    filled = " + ".join(f'("{c.name}" IS NOT NULL)::INTEGER' for c in columns)
    shown = ", ".join(f'"{c.name}"::VARCHAR' for c in columns)
    order = ", ".join(str(i + 1) for i in range(len(columns)))
    row = connection.execute(f'SELECT {shown} FROM {schema}."{name}" ORDER BY {filled} DESC, {order} LIMIT 1').fetchone()
    return ["" if value is None else value for value in row] if row else [""] * len(columns)


def _cell(text: str) -> str:
    """Text as one cell of a Markdown table."""
    return re.sub(r"\s+", " ", text).replace("|", "\\|").replace("<", "&lt;")


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_CELL else text[:_LONGEST_CELL] + "…"

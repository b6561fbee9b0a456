"""The data of the site: every file of sql/site run over the published warehouse, each row one file of the site.

The files of sql/site/base make tables in a database of their own, ``site``, that the others read. Each of the others gives
rows (file, body): a name without ending, and JSON. How pages look is ``pages`` and the assets.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from pipelines.warehouse.catalogue import SQL
from pipelines.warehouse.connection import working
from pipelines.warehouse.sources import quoted


@contextmanager
def opened(data: Path, warehouse: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The published file, read-only and current, with the tables of sql/site/base beside it. Raises duckdb.Error."""
    with working(data) as connection:
        connection.execute(f"ATTACH {quoted(warehouse)} AS warehouse (READ_ONLY)")
        connection.execute("ATTACH ':memory:' AS site")
        connection.execute("USE warehouse")
        connection.execute((SQL / "site" / "macros.sql").read_text("utf-8"))
        for path in sorted((SQL / "site" / "base").glob("*.sql")):
            connection.execute(f'CREATE TABLE site."{path.stem[3:]}" AS {path.read_text("utf-8")}')
        yield connection


def data_files(connection: duckdb.DuckDBPyConnection) -> Iterator[tuple[str, str]]:
    """(name below data/ with its ending, content) of every data file: a script that hands its content to the page.

    A page from disk may not read other files but scripts, hence no JSON files.
    """
    for path in sorted((SQL / "site").glob("*.sql")):
        if path.stem != "macros":
            cursor = connection.execute(path.read_text("utf-8"))
            while (row := cursor.fetchone()) is not None:
                yield script(*row)


def script(name: str, body: str) -> tuple[str, str]:
    """One data file: its path below data/, and the call that hands ``body`` (JSON) over under ``name``."""
    return f"{name}.js", f"duixian({json.dumps(name)},{body});\n"

"""DuckDB connections with their limits set: every connection of the product is opened here."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

MEMORY_LIMIT = "2GB"  # DuckDB's own default is 80 % of the machine
_OFFLINE = {"autoinstall_known_extensions": "false", "autoload_known_extensions": "false"}


def warehouse_of(data: Path) -> Path:
    """Where the published file of a data folder lies."""
    return data / "warehouse.duckdb"


@contextmanager
def working(data: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """An in-memory database for a build step; what does not fit in memory spills to a folder below ``data``."""
    spill = data / ".duckdb_tmp"
    connection = duckdb.connect(config={
        **_OFFLINE,
        "memory_limit": MEMORY_LIMIT,
        "temp_directory": str(spill),
        "threads": str(os.cpu_count() or 1),
        "preserve_insertion_order": "true",
    })  # fmt: skip
    try:
        yield connection
    finally:
        connection.close()
        shutil.rmtree(spill, ignore_errors=True)


def parser() -> duckdb.DuckDBPyConnection:
    """An empty in-memory database, to have SQL parsed."""
    return duckdb.connect(config={**_OFFLINE, "threads": "1"})


def reader(warehouse: Path) -> duckdb.DuckDBPyConnection:
    """A read-only connection for untrusted queries: no files, no network, no change of settings.

    Raises FileNotFoundError where nothing was published yet.
    """
    if not warehouse.is_file():
        raise FileNotFoundError(warehouse)
    return duckdb.connect(str(warehouse), read_only=True, config={
        **_OFFLINE,
        "memory_limit": MEMORY_LIMIT,
        "enable_external_access": "false",
        "lock_configuration": "true",
    })  # fmt: skip

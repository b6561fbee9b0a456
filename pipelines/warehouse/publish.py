"""Assembles warehouse.duckdb beside its place, checks it, and renames it: nobody ever sees half a warehouse.

What the tables hold is decided in sql/ and ``build``; here they are only loaded, checked and recorded.
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import duckdb

from pipelines.warehouse import checks, parts, sources
from pipelines.warehouse.build import BuildError, declare, insert, load_macros, sync, write_sorted
from pipelines.warehouse.catalogue import SQL, table_names, views
from pipelines.warehouse.catalogue import checks as checks_of
from pipelines.warehouse.checks import CheckResult, ChecksFailed
from pipelines.warehouse.connection import warehouse_of, working
from pipelines.warehouse.parts import WHOLE, parquet_of
from pipelines.warehouse.sources import quoted
from pipelines.warehouse.version import Digest, data_version, digest_of

SCHEMA_VERSION = 1  # rises when a column changes its meaning or goes
STORAGE_VERSION = "v1.4.0"  # the oldest DuckDB that must open the file: analysts' tools still bundle 1.x

# columns of a view that have no comment yet, with the one comment that columns of that name have in what it reads
_NAMESAKES = """
    SELECT own.column_name, min(other.comment)
    FROM duckdb_columns() AS own
    JOIN duckdb_columns() AS other USING (database_name, column_name)
    WHERE own.database_name = current_database() AND own.schema_name = 'main' AND own.table_name = $1 AND own.comment IS NULL
        AND list_contains($2, other.schema_name || '.' || other.table_name)
    GROUP BY own.column_name
    HAVING count(DISTINCT other.comment) = 1
"""


@dataclass(frozen=True, slots=True)
class Published:
    """The new warehouse: where it is, rows of each table of ``dw``, and what the checks found."""

    path: Path
    rows: dict[str, int]
    results: tuple[CheckResult, ...]
    seconds: float


def publish(data: Path, started_at: datetime | None = None) -> Published:
    """Publish the tables below ``data/dw``. Raises ChecksFailed or BuildError; then the old file stays as it was.

    ``started_at`` (UTC, naive) is when the build began, for ``audit_run``.
    """
    began, target = time.monotonic(), warehouse_of(data)
    temporary = target.with_name(f"{target.name}.tmp")
    _discard(temporary)
    try:
        with working(data) as connection:
            sources.attach(connection, ["inventory"], data)
            load_macros(connection)
            with _attached(connection, temporary):
                rows = _load(connection, data)
                create_views(connection)
                _record(connection, data, started_at or _now())
                rows["audit_run"] += 1
                results = _check(connection)
            _replace(temporary, target)
            _keep_audit(connection, target, data)
    finally:
        _discard(temporary)
    return Published(target, rows, results, time.monotonic() - began)


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """The file as current database ``warehouse``."""
    connection.execute(f"ATTACH {quoted(path)} AS warehouse (STORAGE_VERSION '{STORAGE_VERSION}')")
    connection.execute("USE warehouse")
    yield
    connection.execute("CHECKPOINT warehouse")
    connection.execute("USE memory")
    connection.execute("DETACH warehouse")


def _load(connection: duckdb.DuckDBPyConnection, data: Path) -> dict[str, int]:
    names = table_names()
    missing = [name for name in names if name != "audit_run" and not parts.is_built(data, name)]
    if missing:
        raise BuildError(f"Not built yet: {', '.join(missing)}; build them before publishing.")
    declare(connection, names)
    rows = {}
    for name in names:
        found = parts.relation(data, name)
        rows[name] = insert(connection, name, f"FROM {found}") if found else 0
    return rows


def _digests(connection: duckdb.DuckDBPyConnection, data: Path) -> dict[str, list[Digest]]:
    """What is hashed of the files of each table: as remembered of those that lie as they were made, else read from them."""
    record = parts.load(data)
    found: dict[str, list[Digest]] = {}
    for table in table_names():
        made = record.get(table, {})
        found[table] = []
        for path in parts.files_of(data, table):
            one = made.get(path.stem if table in parts.BY_YEAR else WHOLE)
            known = one is not None and one.stamp == parts.stamp(path)
            found[table].append(one.digest if known and one else digest_of(connection, table, f"read_parquet({quoted(path)})"))
    return found


def create_views(connection: duckdb.DuckDBPyConnection) -> None:
    """Create the views. A column without a comment takes that of its namesakes in what the view reads, if they agree."""
    for view in views():
        connection.execute(view.ddl)
        upstream = [f"{schema}.{table}" for schema, table in sorted(view.reads)]
        for column, comment in connection.execute(_NAMESAKES, [view.name, upstream]).fetchall():
            connection.execute(f"COMMENT ON COLUMN main.{view.name}.{column} IS {quoted(comment)}")


def _record(connection: duckdb.DuckDBPyConnection, data: Path, started_at: datetime) -> None:
    """Add this build to ``audit_run``, which keeps the builds published before."""
    connection.execute(
        """
        INSERT INTO dw.audit_run
        SELECT md5_number_lower(concat_ws('|', $started_at::TIMESTAMP, $code_version)), $schema_version, $code_version,
            coalesce((SELECT max(extractor_version) FROM dw.dim_release), ''), $lexicon_hash, version(), $started_at,
            greatest($finished_at, $started_at),
            (SELECT count(*) FROM main.releases WHERE is_current), (SELECT count(*) FROM main.rejected_releases),
            (SELECT count(*) FROM main.figures), (SELECT count(*) FROM main.figures WHERE status = 'target'),
            (SELECT count(*) FROM main.milestones), (SELECT count(*) FROM dw.fact_numeric_span), $data_version
        """,
        {
            "schema_version": SCHEMA_VERSION, "code_version": code_version(), "lexicon_hash": lexicon_hash(),
            "started_at": started_at, "finished_at": _now(), "data_version": data_version(connection, _digests(connection, data)),
        },
    )  # fmt: skip


def _check(connection: duckdb.DuckDBPyConnection) -> tuple[CheckResult, ...]:
    results = tuple(checks.run(connection, check) for check in (*checks_of("error"), *checks_of("warn")))
    if any(not result.passed and result.check.severity == "error" for result in results):
        raise ChecksFailed(results)
    return results


def _replace(temporary: Path, target: Path) -> None:
    sync(temporary)
    os.replace(temporary, target)
    sync(target.parent)


def _keep_audit(connection: duckdb.DuckDBPyConnection, published: Path, data: Path) -> None:
    """Keep the record of builds for the next one."""
    connection.execute(f"ATTACH {quoted(published)} AS published (READ_ONLY)")
    connection.execute("USE published")
    write_sorted(connection, "audit_run", parquet_of(data, "audit_run"))
    connection.execute("USE memory")
    connection.execute("DETACH published")


def code_version() -> str:
    """Version of the package and a short hash of sql/."""
    return f"{metadata.version('duixian')}+sql.{_hash_of(SQL, '*.sql')[:12]}"


def lexicon_hash() -> str:
    """Hash of all files of pipelines/lexicon."""
    return _hash_of(Path(str(files("pipelines.lexicon"))), "*.csv")


def _hash_of(root: Path, pattern: str) -> str:
    digest = hashlib.sha256()
    for path in sorted(root.rglob(pattern)):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def _discard(temporary: Path) -> None:
    for path in (temporary, temporary.with_name(f"{temporary.name}.wal")):
        path.unlink(missing_ok=True)


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None)

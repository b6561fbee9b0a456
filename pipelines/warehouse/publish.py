"""Assembles warehouse.duckdb beside its place, checks it, and renames it: nobody ever sees half a warehouse.

Where the file published before is known (``held``), a copy of it gets the rows of the years that changed and no others.

What the tables hold is decided in sql/ and ``build``; here they are only loaded, checked and recorded.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

from pipelines.warehouse import checks, held, parts, sources
from pipelines.warehouse.build import BuildError, declare, insert, load_macros, sync, write_sorted
from pipelines.warehouse.catalogue import SQL, WHOLE, table_names, views
from pipelines.warehouse.catalogue import checks as checks_of
from pipelines.warehouse.checks import CheckResult, ChecksFailed
from pipelines.warehouse.connection import warehouse_of, working
from pipelines.warehouse.held import Contents, Held
from pipelines.warehouse.parts import parquet_of
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
            contents, code = held.contents_of(data), made_by()
            before = held.load(data, target, code)
            replaced = None if before is None else before.replaced_years(contents)
            if before is not None:
                shutil.copyfile(target, temporary)
            with _attached(connection, temporary):
                rows = _load(connection, data, before, contents) if before is not None else _load_all(connection, data)
                _record(connection, data, started_at or _now())
                rows["audit_run"] += 1
                results = _check(connection, data, replaced)
            _replace(temporary, target)
            held.remember(data, target, code, contents)
            _keep_audit(connection, target, data)
    finally:
        _discard(temporary)
    return Published(target, rows, results, time.monotonic() - began)


def other_schema(data: Path) -> str | None:
    """A sentence where the data folder was last published with another version of the schema. The build needs no help: tables are made by the SQL of now."""
    path = parquet_of(data, "audit_run")
    if not path.exists():
        return None
    table = pq.ParquetFile(path).read(columns=["schema_version", "started_at"]).sort_by("started_at")
    last = table["schema_version"][-1].as_py() if table.num_rows else SCHEMA_VERSION
    if last == SCHEMA_VERSION:
        return None
    return f"The data folder was published with schema version {last}, this is version {SCHEMA_VERSION}: every table is made anew (see CHANGELOG.md, Schema)."


@contextmanager
def _attached(connection: duckdb.DuckDBPyConnection, path: Path) -> Iterator[None]:
    """The file as current database ``warehouse``."""
    connection.execute(f"ATTACH {quoted(path)} AS warehouse (STORAGE_VERSION '{STORAGE_VERSION}')")
    connection.execute("USE warehouse")
    yield
    connection.execute("CHECKPOINT warehouse")
    connection.execute("USE memory")
    connection.execute("DETACH warehouse")


def _load_all(connection: duckdb.DuckDBPyConnection, data: Path) -> dict[str, int]:
    """Fill an empty file; how many rows each table got."""
    _require_all(data)
    declare(connection, table_names())
    rows = {}
    for name in table_names():
        found = parts.relation(data, name)
        rows[name] = insert(connection, name, f"FROM {found}") if found else 0
    create_views(connection)
    return rows


def _load(connection: duckdb.DuckDBPyConnection, data: Path, before: Held, contents: Contents) -> dict[str, int]:
    """Replace what is another now in a copy of the file published before: the rows of these years, and whole tables; rows of each table."""
    _require_all(data)
    years = before.replaced_years(contents)
    connection.execute(f"CREATE TEMP TABLE kept AS {_release_keys(data, set(contents['dim_release']) - years)}")
    for name in table_names():
        if name in parts.BY_YEAR and years:
            connection.execute(f"DELETE FROM dw.{name} WHERE release_key NOT IN (FROM kept)")
            _insert_from(connection, name, parts.relation(data, name, years))
        elif name not in parts.BY_YEAR and before.contents.get(name) != contents[name]:
            connection.execute(f"TRUNCATE dw.{name}")
            _insert_from(connection, name, parts.relation(data, name))
    return {name: _count(connection, name) for name in table_names()}


def _require_all(data: Path) -> None:
    missing = [name for name in table_names() if name != "audit_run" and not parts.is_built(data, name)]
    if missing:
        raise BuildError(f"Not built yet: {', '.join(missing)}; build them before publishing.")


def _insert_from(connection: duckdb.DuckDBPyConnection, table: str, found: str | None) -> None:
    if found is not None:
        insert(connection, table, f"FROM {found}")


def _count(connection: duckdb.DuckDBPyConnection, table: str) -> int:
    row = connection.execute(f"SELECT count(*) FROM dw.{table}").fetchone()
    return int(row[0]) if row else 0


def _release_keys(data: Path, years: Iterable[str]) -> str:
    """The keys of all releases of these years, as a SELECT."""
    found = parts.relation(data, "dim_release", years)
    return f"SELECT release_key FROM {found}" if found else "SELECT NULL::UBIGINT AS release_key WHERE false"


def _digests(connection: duckdb.DuckDBPyConnection, data: Path) -> dict[str, list[Digest]]:
    """What is hashed of the files of each table: as remembered of those that lie as they were made, else read from them."""
    record = parts.load(data)
    found: dict[str, list[Digest]] = {}
    for table in table_names():
        if table == "audit_run":
            continue  # no content, and of a schema of before it may lack a column
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
            f.figures, f.targets, (SELECT count(*) FROM main.milestones), (SELECT count(*) FROM dw.fact_numeric_span), $data_version
        FROM (SELECT count(*) AS figures, count(*) FILTER (status = 'target') AS targets FROM main.figures) AS f
        """,
        {
            "schema_version": SCHEMA_VERSION, "code_version": code_version(), "lexicon_hash": lexicon_hash(),
            "started_at": started_at, "finished_at": _now(), "data_version": data_version(connection, _digests(connection, data)),
        },
    )  # fmt: skip


def _check(connection: duckdb.DuckDBPyConnection, data: Path, years: Iterable[str] | None) -> tuple[CheckResult, ...]:
    """Run every check. ``years``: those whose rows were replaced, all that a check of single releases looks at; None for all."""
    asked = (*checks_of("error"), *checks_of("warn"))
    single = [check for check in asked if check.by_release and years is not None]
    found = {check.name: checks.run(connection, check) for check in asked if check not in single}
    with _only_of(connection, data, years or ()):
        found |= {check.name: checks.run(connection, check) for check in single}
    results = tuple(found[check.name] for check in asked)
    if any(not result.passed and result.check.severity == "error" for result in results):
        raise ChecksFailed(results)
    return results


@contextmanager
def _only_of(connection: duckdb.DuckDBPyConnection, data: Path, years: Iterable[str]) -> Iterator[None]:
    """Show the tables that go by year with the rows of these years alone."""
    connection.execute("ATTACH ':memory:' AS replaced; CREATE SCHEMA replaced.dw")
    connection.execute(f"CREATE TABLE replaced.main.keys AS {_release_keys(data, years)}")
    for name in sorted(parts.BY_YEAR):
        connection.execute(f"CREATE VIEW replaced.dw.{name} AS FROM warehouse.dw.{name} WHERE release_key IN (FROM replaced.main.keys)")
    connection.execute("USE replaced")
    yield
    connection.execute("USE warehouse; DETACH replaced")


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


def made_by() -> str:
    """Which code and which DuckDB make the file: another one makes all of it anew."""
    return f"{parts.code()} {code_version()} {SCHEMA_VERSION} {duckdb.__version__} {STORAGE_VERSION}"


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

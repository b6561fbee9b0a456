"""Publishing: a failing check keeps the old file, readers never notice, untrusted queries cannot leave the file."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from building import RELEASES, build, prepare, query, write_raw

from pipelines.warehouse.build import BuildError, build_table
from pipelines.warehouse.checks import ChecksFailed
from pipelines.warehouse.connection import reader
from pipelines.warehouse.parts import files_of, parquet_of, relation
from pipelines.warehouse.publish import SCHEMA_VERSION, other_schema, publish, warehouse_of


def tamper(data: Path, table: str, select: str) -> None:
    """Rewrite a table's Parquet, all years as one file: damage that only a check can find."""
    first, *others = files_of(data, table)
    connection = duckdb.connect()
    connection.execute(f"CREATE TABLE t AS FROM {relation(data, table)}")
    connection.execute(f"COPY ({select}) TO '{first}' (FORMAT parquet)")
    connection.close()
    for path in others:
        path.unlink()


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """raw/ and data/ of two releases, built once."""
    folder = tmp_path_factory.mktemp("built")
    build(write_raw(folder / "raw", RELEASES), folder / "data")
    return folder


@pytest.fixture
def data(tmp_path: Path, built: Path) -> Path:
    """A copy of it that may be damaged."""
    shutil.copytree(built, tmp_path, dirs_exist_ok=True)
    return tmp_path / "data"


@pytest.mark.parametrize(
    ("table", "select", "check"),
    [
        ("fact_figure", "SELECT * REPLACE (span_text || '!' AS span_text) FROM t", "spans_verbatim"),
        ("fact_figure", "SELECT * REPLACE (span_start + 100000 AS span_start, span_end + 100000 AS span_end) FROM t", "spans_verbatim"),
        ("fact_numeric_span", "SELECT * REPLACE ('7' AS span_text) FROM t", "spans_verbatim"),
        ("fact_figure", "FROM t UNION ALL FROM t", "unique_keys"),
        ("dim_measure", "FROM t WHERE measure <> '地区生产总值'", "foreign_keys"),
        ("dim_place", "FROM t WHERE place_id <> '370200'", "foreign_keys"),
        ("bridge_figure_theme", "SELECT * REPLACE (weight / 2 AS weight) FROM t", "theme_weights"),
        ("dim_release", "SELECT * REPLACE (false AS is_current) FROM t", "records_accounted_for"),
        ("dim_release", "SELECT * REPLACE (false AS is_cluster_primary) FROM t", "one_primary_a_cluster"),
        ("dim_release", "SELECT * REPLACE (2 AS version_no) FROM t", "one_current_version"),
        ("fact_numeric_span", "SELECT * REPLACE (span_end + 9 AS span_end) FROM t", "numeric_spans_apart"),
        ("fact_figure", "SELECT * REPLACE (figure_key + 1 AS figure_key) FROM t", "natural_keys"),
        ("dim_place", "SELECT * REPLACE (NULL::DATE AS valid_to) FROM t", "place_states_apart"),
    ],
)
def test_a_failing_check_shows_its_rows_and_leaves_the_old_file(data: Path, table: str, select: str, check: str) -> None:
    before = warehouse_of(data).stat()
    tamper(data, table, select)
    with pytest.raises(ChecksFailed) as failed:
        publish(data)
    assert check in {result.check.name for result in failed.value.results if not result.passed}
    assert f"{check}: " in str(failed.value) and "=" in str(failed.value)
    after = warehouse_of(data).stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert query(data, "SELECT count(*) FROM figures") == [(5,)]
    assert not list(data.glob("warehouse.duckdb.*"))


def test_a_sudden_drop_is_told_and_does_not_block(data: Path) -> None:
    tamper(data, "audit_run", "SELECT * REPLACE (1000 AS figures, 99 AS targets, 6 AS numeric_spans) FROM t")
    (found,) = (result for result in publish(data).results if result.check.name == "sudden_drop")
    assert found.check.severity == "warn" and found.rows == (("figures", 1000, 5),)
    (found,) = (result for result in publish(data).results if result.check.name == "sudden_drop")
    assert found.passed  # as many as the build before


def test_a_release_whose_extraction_took_too_long_is_told(data: Path) -> None:
    path = data / "annotations" / "2025-06.parquet"
    table = pq.ParquetFile(path).read()
    at = table.schema.get_field_index("timed_out_after")
    pq.write_table(table.set_column(at, table.schema.field(at), pa.array([120.0])), path)
    build_table(data, "rejected_release")
    publish(data)
    detail = "Its text is loaded, but nothing of it was extracted: that took more than 120 seconds."
    assert query(data, "SELECT source_path, reason, detail FROM rejected_releases") == [("青岛市人民政府/2025-06-03 快讯.txt", "timeout", detail)]
    assert query(data, "SELECT count(*) FROM releases WHERE is_current") == [(2,)]


def test_a_data_folder_of_another_schema_is_told_and_made_anew(data: Path) -> None:
    assert other_schema(data) is None
    tamper(data, "audit_run", "SELECT * EXCLUDE data_version REPLACE (0 AS schema_version) FROM t")
    assert other_schema(data) == f"The data folder was published with schema version 0, this is version {SCHEMA_VERSION}: every table is made anew (see CHANGELOG.md, Schema)."
    publish(data)
    assert other_schema(data) is None
    assert query(data, "SELECT schema_version FROM dw.audit_run ORDER BY started_at") == [(0,), (SCHEMA_VERSION,)]


def test_a_table_that_was_not_built_is_named(data: Path) -> None:
    parquet_of(data, "dim_theme").unlink()
    with pytest.raises(BuildError, match="dim_theme"):
        publish(data)


def test_readers_keep_what_they_opened_while_a_new_file_is_published(tmp_path: Path) -> None:
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    build(raw, data)
    held = [reader(warehouse_of(data)) for _ in range(5)]
    write_raw(raw, {"2026-02-03 新.txt": "新开工项目33个。"})
    prepare(raw, data)
    publish(data)
    assert [one.execute("SELECT count(*) FROM figures").fetchone() for one in held] == [(5,)] * 5
    for one in held:
        one.close()
    assert query(data, "SELECT count(*) FROM figures") == [(6,)]


def test_a_left_over_of_a_killed_publish_does_no_harm(data: Path) -> None:
    (data / "warehouse.duckdb.tmp").write_bytes(b"half a file")
    (data / "warehouse.duckdb.tmp.wal").write_bytes(b"half a log")
    publish(data)
    assert query(data, "SELECT count(*) FROM figures") == [(5,)]
    assert not list(data.glob("warehouse.duckdb.*"))


def test_the_file_has_the_storage_version_of_old_readers(data: Path) -> None:
    tags = query(data, "SELECT tags['storage_version'] FROM duckdb_databases() WHERE database_name = 'warehouse'")
    assert tags[0][0].startswith("v1.4")


def test_views_work_under_any_name_of_the_database(data: Path) -> None:
    connection = duckdb.connect()
    connection.execute(f"ATTACH '{warehouse_of(data)}' AS other (READ_ONLY)")
    assert connection.execute("SELECT count(*) FROM other.figures").fetchone() == (5,)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE main.t AS SELECT 1",
        "DELETE FROM dw.fact_figure",
        "SELECT * FROM read_text('/etc/hostname')",
        "COPY figures TO '/tmp/out.csv'",
        "ATTACH '/tmp/other.duckdb'",
        "INSTALL httpfs",
        "SET enable_external_access = true",
    ],
)
def test_a_reader_can_neither_write_nor_leave_the_file(data: Path, statement: str) -> None:
    connection = reader(warehouse_of(data))
    with pytest.raises(duckdb.Error):
        connection.execute(statement)
    connection.close()


def test_there_is_no_reader_before_there_is_a_file(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        reader(tmp_path / "warehouse.duckdb")

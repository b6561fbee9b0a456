"""The data version: the same for the same content, another for a changed number; recorded, shown and cited."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pytest
from building import NEWS, RELEASES, REPORT, build, prepare, query, write_raw
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.warehouse.build import declare, insert, load_macros
from pipelines.warehouse.catalogue import table_names
from pipelines.warehouse.connection import reader
from pipelines.warehouse.parts import files_of, relation
from pipelines.warehouse.publish import publish, warehouse_of
from pipelines.warehouse.version import data_version, version_of


def version(data: Path) -> str:
    return version_of(warehouse_of(data)).data_version


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


def test_two_builds_of_one_content_have_one_version(tmp_path: Path, data: Path) -> None:
    build(write_raw(tmp_path / "other raw", dict(reversed(RELEASES.items()))), tmp_path / "other")
    assert version(data) == version(tmp_path / "other")


def test_a_build_once_more_keeps_the_version(tmp_path: Path, data: Path) -> None:
    before = version(data)
    build(tmp_path / "raw", data)
    assert version(data) == before
    assert query(data, "SELECT count(*), count(DISTINCT data_version) FROM dw.audit_run") == [(2, 1)]


@pytest.mark.parametrize("changed", [{"a": NEWS.replace("12个", "13个")}, {"a": NEWS, "b": REPORT}, {"a": NEWS + "。"}])
def test_another_number_release_or_text_is_another_version(tmp_path: Path, changed: dict[str, str]) -> None:
    for folder, texts in (("one", {"a": NEWS}), ("two", changed)):
        releases = {f"青岛市人民政府/2026-01-20 {name}.txt": text for name, text in texts.items()}
        build(write_raw(tmp_path / folder / "raw", releases), tmp_path / folder / "data")
    assert version(tmp_path / "one" / "data") != version(tmp_path / "two" / "data")


@pytest.mark.parametrize(
    ("select", "same"),
    [
        ("FROM t ORDER BY span_start DESC", True),
        ("SELECT * REPLACE (confidence * 0.5 AS confidence) FROM t", False),
        ("SELECT * REPLACE (coalesce(basis, '') AS basis) FROM t", False),  # an empty text is no null
        ("FROM t LIMIT 4", False),
    ],
)
def test_the_order_of_rows_is_no_content(data: Path, select: str, same: bool) -> None:
    connection = duckdb.connect()
    load_macros(connection)
    declare(connection, table_names())
    connection.execute(f"CREATE TABLE t AS FROM {relation(data, 'fact_figure')}")
    insert(connection, "fact_figure", "FROM t")
    before = data_version(connection)
    connection.execute("DELETE FROM dw.fact_figure")
    insert(connection, "fact_figure", select)
    assert (data_version(connection) == before) is same


@pytest.mark.parametrize(("change", "same"), [("loaded_at + INTERVAL 1 DAY AS loaded_at, 'other' AS extractor_version", True), ("'other' AS title", False)])
def test_load_times_are_no_content(data: Path, change: str, same: bool) -> None:
    """Files that are not as they were made are read for the version."""
    before = version(data)
    for path in files_of(data, "dim_release"):
        connection = duckdb.connect()
        connection.execute(f"CREATE TABLE t AS SELECT * REPLACE ({change}) FROM '{path}'")
        connection.execute(f"COPY t TO '{path}' (FORMAT parquet)")
    publish(data)
    assert (version(data) == before) is same


def test_the_version_is_of_the_rows_that_are_published(tmp_path: Path, data: Path) -> None:
    """What is added up of the parts is what all rows of the file give."""
    write_raw(tmp_path / "raw", {"2019-03-01.txt": NEWS.replace("12个", "14个"), "1998-03-01.txt": NEWS})
    build(tmp_path / "raw", data)
    with reader(warehouse_of(data)) as connection:
        assert data_version(connection) == version(data)


def test_a_warehouse_without_a_row_has_a_version(tmp_path: Path) -> None:
    prepare(write_raw(tmp_path / "raw", {}), tmp_path / "data")
    publish(tmp_path / "data")
    assert len(version(tmp_path / "data")) == 16


def test_cite_prints_text_and_bibtex(data: Path) -> None:
    runner, number = CliRunner(), version(data)
    both = runner.invoke(app, ["cite", "--data", str(data)])
    assert both.exit_code == 0 and both.stdout.startswith("Duixian (兑现): ")
    assert f"Data version {number}" in both.stdout and "5 figures of 2 releases issued 2025-06-03 to 2026-01-20" in both.stdout
    entry = runner.invoke(app, ["cite", "--data", str(data), "--format", "bibtex"]).stdout
    assert entry.startswith(f"@misc{{duixian-{number},\n") and entry.endswith("}\n") and entry.count("{") == entry.count("}")
    assert entry in both.stdout


def test_cite_without_a_warehouse_says_so(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["cite", "--data", str(tmp_path)])
    assert result.exit_code == 1 and "There is no warehouse" in result.output and "build" in result.output

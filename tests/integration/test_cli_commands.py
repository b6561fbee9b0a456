"""The ``duixian`` command end to end, with the real extraction: what it prints, what it refuses, how it exits."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from building import RELEASES, REPORT, build, write_raw
from typer.testing import CliRunner

from pipelines import cli
from pipelines.releases.state import build_lock
from pipelines.warehouse.publish import warehouse_of

RUN = [sys.executable, "-m", "pipelines.cli"]


def duixian(*arguments: str | Path, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    root = Path(cli.__file__).parents[1]
    return subprocess.run(
        [*RUN, *map(str, arguments)], capture_output=True, text=True, cwd=cwd or root, check=False,
        env={"PATH": "/usr/bin:/bin", "PYTHONPATH": str(root), "COLUMNS": "200", "HOME": str(cwd or root)},
    )  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("cli")
    raw = write_raw(folder / "raw", {**RELEASES, "2026-01-05 空.txt": ""})
    return folder, duixian("build", "--raw", raw, "--data", folder / "data", "--workers", 1)


def test_build_ends_with_a_summary(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, result = built
    assert result.returncode == 0, result.stderr
    for said in ("releases loaded", "records rejected", "figures", "targets", "milestones", "empty 1", "2026-01-05 空.txt"):
        assert said in result.stdout
    assert str(warehouse_of(folder / "data")) in result.stdout
    assert result.stdout.count("  duixian sql ") >= 3
    assert "Figures whose place is the publisher's" in result.stdout


def test_build_is_quiet_about_dagster(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    _, result = built
    assert "dagster" not in (result.stdout + result.stderr).lower()
    assert "Extracting" in result.stderr and "100%" in result.stderr


def test_the_real_extraction_gives_rows(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    result = duixian("sql", "SELECT span_text, value FROM figures WHERE measure = '地区生产总值' ORDER BY span_start", "--data", folder / "data")
    assert result.returncode == 0
    assert "1300亿元" in result.stdout and "130000000000" in result.stdout and result.stdout.rstrip().endswith("rows")


def test_the_queries_to_try_run(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    for query in cli.TRY:
        assert duixian("sql", query, "--data", folder / "data").returncode == 0


def test_the_instance_lies_below_the_data_folder(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    home = folder / "data" / "dagster"
    assert "enabled: false" in (home / "dagster.yaml").read_text()
    assert any(home.rglob("*.db"))


def test_a_second_raw_folder_is_refused(built: tuple[Path, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    folder, _ = built
    result = duixian("build", "--raw", write_raw(tmp_path / "other", RELEASES), "--data", folder / "data")
    assert result.returncode == 1
    assert "--data" in result.stderr and len(result.stderr.strip().splitlines()) == 1


def test_a_second_build_at_once_is_refused(built: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = built
    with build_lock(folder / "data"):
        result = duixian("build", "--raw", folder / "raw", "--data", folder / "data")
    assert result.returncode == 1
    assert "Another build" in result.stderr and "Traceback" not in result.stderr


def test_a_missing_raw_folder_is_one_sentence(tmp_path: Path) -> None:
    result = duixian("build", "--raw", tmp_path / "nowhere", "--data", tmp_path / "data")
    assert result.returncode == 1 and "no raw folder" in result.stderr and "Traceback" not in result.stderr


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sql")
    build(write_raw(folder / "raw", RELEASES), folder / "data")
    return folder / "data"


def run_sql(query: str, data: Path):
    return CliRunner().invoke(cli.app, ["sql", query, "--data", str(data)])


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("SELECT count(*) AS n FROM figures", "5"),
        ("SELECT '[bold]x[/bold]' AS markup", "[bold]x[/bold]"),
        ("SELECT NULL AS nothing", "1 rows"),
        ("SELECT * FROM figures WHERE false", "0 rows"),
        ("FROM range(450)", "450 rows, the first 200 shown"),
        ("SELECT DATE '2026-01-02' AS d, 1.5 AS v", "2026-01-02"),
    ],
)
def test_sql_prints_a_table(data: Path, query: str, said: str) -> None:
    result = run_sql(query, data)
    assert result.exit_code == 0 and said in result.stdout


@pytest.mark.parametrize(
    "query", ["SELEC 1", "SELECT * FROM nothing", "FROM read_text('/etc/hostname')", "SELECT error('x')"]
)
def test_sql_says_what_is_wrong(data: Path, query: str) -> None:
    result = run_sql(query, data)
    assert result.exit_code == 1 and "Error" in result.stderr and "Traceback" not in result.output


@pytest.mark.parametrize(
    ("query", "says"),
    [("DELETE FROM dw.fact_figure", "read-only"), ("SELECT 1; SELECT 2", "One SQL statement"), ("", "One SQL statement"), ("ATTACH 'x.db'", "read-only")],
)
def test_sql_takes_one_statement_that_reads(data: Path, query: str, says: str) -> None:
    result = run_sql(query, data)
    assert result.exit_code == 1 and says in result.stderr and "Traceback" not in result.output


def test_sql_prints_wide_rows_whole_in_a_pipe(data: Path) -> None:
    result = run_sql("SELECT repeat('宽', 300) AS wide, 1 AS n", data)
    assert result.exit_code == 0 and "宽" * 300 in result.stdout


def test_sql_without_a_warehouse_says_how_to_get_one(tmp_path: Path) -> None:
    result = run_sql("SELECT 1", tmp_path / "data")
    assert result.exit_code == 1 and "duixian build" in result.stderr


def test_sql_on_a_damaged_file_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "warehouse.duckdb").write_bytes(b"no database" * 1000)
    result = run_sql("SELECT 1", tmp_path)
    assert result.exit_code == 1 and "can't be opened" in result.stderr


def test_sql_does_not_load_dagster(data: Path) -> None:
    code = f"import sys; from pipelines.cli import app; app(['sql', 'SELECT 1', '--data', {str(data)!r}], standalone_mode=False); print('dagster' in sys.modules)"
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout.rstrip().endswith("False")


def test_a_failing_build_shows_the_check_and_keeps_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Through Dagster: a failing ERROR check makes the command fail, with the failing rows."""
    raw, data = write_raw(tmp_path / "raw", {"2026-01-20.txt": REPORT}), tmp_path / "data"
    arguments = ["build", "--raw", str(raw), "--data", str(data), "--workers", "1"]
    assert CliRunner().invoke(cli.app, arguments).exit_code == 0
    before = warehouse_of(data).stat()
    from pipelines.warehouse import publish
    from pipelines.warehouse.catalogue import checks

    errors = checks("error")
    wrong = replace(errors[0], query="SELECT release_path FROM main.releases")
    monkeypatch.setattr(publish, "checks_of", lambda severity: (wrong, *errors[1:]) if severity == "error" else checks(severity))
    result = CliRunner().invoke(cli.app, arguments)
    assert result.exit_code == 1
    assert f"{wrong.name}: 1 rows fail" in result.stderr and "release_path=2026-01-20.txt" in result.stderr
    assert warehouse_of(data).stat().st_ino == before.st_ino

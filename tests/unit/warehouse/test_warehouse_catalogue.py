"""sql/ as a catalogue: what files read, the order of layers, that everything is declared and commented."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import duckdb
import pytest

from pipelines.warehouse import sources
from pipelines.warehouse.build import declare, load_macros
from pipelines.warehouse.catalogue import (
    SQL,
    CatalogueError,
    checks,
    nodes,
    reads,
    table_names,
    tables,
)
from pipelines.warehouse.connection import parser
from pipelines.warehouse.publish import create_views

FIGURES = """figure_key, release_path, publisher, title, issued_on, issued_on_source, section, sentence,
span_start, span_end, span_text, quantity_class, value, value_low, value_high, comparator, unit,
unit_text, aspect, basis, measure, measure_text, action, action_stage, threshold_comparator,
threshold_value, threshold_unit, subject, status, strength, bindingness, scope, is_additive,
is_rhetorical, target_tier, admin_scope, data_status, reference, value_precision, kind, place,
place_code, place_level, parent_place, place_source, period_start, period_end, theme, confidence, rule"""
CONTRACT = {
    "figures": FIGURES,
    "figures_all": FIGURES + ", version_no, is_current, cluster_id, is_cluster_primary",
    "milestones": "milestone_key, release_path, issued_on, span_start, span_end, span_text, subject, event, "
    "event_stage, due_start, due_end, status, place, place_code",
    "annual_themes": "release_path, issued_on, place, place_code, year, theme, span_start, span_end",
    "commitments": "commitment_key, place, place_code, measure, action, subject, event, aspect, unit, threshold_comparator, "
    "threshold_value, period_start, period_end, comparator, first_target, target_value, target_low, target_high, strength, "
    "first_stated_on, last_stated_on, n_statements, n_revisions, target_release_path, target_span_start, target_span_end, "
    "target_text, outcome_value, outcome_on, outcome_release_path, outcome_span_start, outcome_span_end, outcome_text, "
    "attained, lifecycle, last_progress_on, basis, admin_scope, scope, target_tier, flag",
    "mentions": "release_path, issued_on, kind, name, span_start, span_end, place",
    "term_counts": "release_path, issued_on, publisher, place, term, part_of_speech, n, release_chars, release_tokens",
    "coverage": "release_path, issued_on, place, chars, sentences, figures, targets",
    "rejected_releases": "source_path, reason, detail, sha256, seen_at",
    "releases": "release_path, version_no, is_current, cluster_id, is_cluster_primary, publisher, place, kind, "
    "title, issued_on, issued_on_source, chars, tokens, figures, sha256, encoding, loaded_at, text",
}
STAR = {
    "dim_release", "dim_place", "bridge_place_lineage", "dim_date", "dim_measure", "dim_action", "dim_theme",
    "bridge_figure_theme", "fact_figure", "fact_milestone", "fact_annual_theme", "fact_numeric_span", "fact_coverage",
    "rejected_release", "audit_run", "fact_commitment", "fact_commitment_event", "fact_term", "fact_mention", "dim_subject", "fact_outcome",
    "correction",
}  # fmt: skip


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    """All tables and views, without rows."""
    connection = duckdb.connect()
    load_macros(connection)
    declare(connection, table_names())
    create_views(connection)
    return connection


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("SELECT 1", set()),
        ("SELECT * FROM dw.a JOIN staging.b USING (k)", {("dw", "a"), ("staging", "b")}),
        ("WITH c AS (SELECT * FROM dw.a) SELECT * FROM c", {("dw", "a")}),
        ("SELECT * FROM (SELECT 1 FROM main.v) WHERE EXISTS (FROM dw.d)", {("main", "v"), ("dw", "d")}),
        ("SELECT (SELECT max(x) FROM dw.deep) FROM dw.a", {("dw", "deep"), ("dw", "a")}),
        ("SELECT 'dw.no' FROM dw.a -- FROM dw.neither", {("dw", "a")}),
        ("FROM dw.a UNION ALL FROM dw.b", {("dw", "a"), ("dw", "b")}),
    ],
)
def test_reads_what_the_sql_reads(query: str, expected: set[tuple[str, str]]) -> None:
    with parser() as connection:
        assert reads(connection, query) == expected


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM bare",
        "WITH a AS (SELECT 1) SELECT * FROM a, dw.a",
        "PIVOT dw.a ON x USING sum(y)",
        "DELETE FROM dw.a",
        "SELECT * FORM dw.a",
    ],
)
def test_refuses_what_it_cannot_place(query: str) -> None:
    with parser() as connection, pytest.raises(CatalogueError):
        reads(connection, query)


def test_every_table_has_a_declaration_and_a_query() -> None:
    assert set(table_names()) == {node.name for node in tables()} | {"audit_run"}
    assert set(table_names()) >= STAR


def test_the_graph_only_goes_forward() -> None:
    """annotations → dimensions → facts → marts; each table after what it reads."""
    layer = {name: node.layer for name, node in nodes().items()}
    may = {"dimensions": {"dimensions"}, "facts": {"dimensions", "facts"}, "marts": {"dimensions", "facts", "marts"}}
    seen: set[str] = set()
    for name, node in nodes().items():
        upstream = {table for schema, table in node.reads if schema != "staging" and table != "audit_run"}
        assert {layer[table] for table in upstream} <= may[node.layer], name
        assert upstream <= seen, name
        assert {table for schema, table in node.reads if schema == "staging"} <= sources.PARQUET.keys() | sources.ARROW.keys(), name
        seen.add(name)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("dimensions/dim_theme.sql", "SELECT * FROM dw.fact_figure"),
        ("facts/fact_coverage.sql", "SELECT * FROM main.figures"),
        ("marts/coverage.sql", "CREATE VIEW main.coverage AS SELECT * FROM staging.annotations;"),
        ("marts/coverage.sql", "CREATE VIEW main.other AS SELECT * FROM dw.fact_coverage;"),
    ],
)
def test_a_step_back_is_refused(tmp_path: Path, path: str, query: str) -> None:
    root = tmp_path / "sql"
    shutil.copytree(SQL, root)
    (root / path).write_text(query + "\nCOMMENT ON VIEW main.coverage IS 'x';" if "marts" in path else query, encoding="utf-8")
    with pytest.raises(CatalogueError, match=Path(path).name):
        nodes(root)


@pytest.mark.parametrize("view", sorted(CONTRACT))
def test_views_have_the_columns_of_the_contract(empty: duckdb.DuckDBPyConnection, view: str) -> None:
    got = [row[0] for row in empty.execute(f"DESCRIBE main.{view}").fetchall()]
    wanted = [name.strip() for name in CONTRACT[view].replace("\n", " ").split(",")]
    assert got[: len(wanted)] == wanted  # more may follow


def test_every_table_view_and_column_is_commented(empty: duckdb.DuckDBPyConnection) -> None:
    missing = empty.execute("""
        SELECT schema_name || '.' || table_name FROM duckdb_tables() WHERE comment IS NULL
        UNION ALL SELECT schema_name || '.' || view_name FROM duckdb_views() WHERE NOT internal AND comment IS NULL
        UNION ALL SELECT schema_name || '.' || table_name || '.' || column_name FROM duckdb_columns()
            WHERE NOT internal AND comment IS NULL
    """).fetchall()
    assert missing == []
    assert empty.execute("SELECT count(*) FROM duckdb_columns() WHERE comment IS NOT NULL").fetchone() > (200,)


@pytest.mark.parametrize("check", [*checks("error"), *checks("warn")], ids=lambda check: check.name)
def test_checks_say_what_they_hold_and_run_on_empty_tables(empty: duckdb.DuckDBPyConnection, check) -> None:
    assert check.description.endswith(".")
    sources.attach(empty, [] if "staging" in str(empty.execute("SHOW DATABASES").fetchall()) else ["inventory"], Path("/nowhere"))
    assert empty.execute(check.query).fetchall() == []


@pytest.mark.parametrize(
    ("valid_from", "valid_to", "day", "expected"),
    [
        ("2000-01-01", "2010-01-01", "2005-06-01", 0),
        ("2000-01-01", "2010-01-01", "2000-01-01", 0),
        ("2000-01-01", "2010-01-01", "2009-12-31", 0),
        ("2000-01-01", "2010-01-01", "2010-01-01", 1),
        ("2000-01-01", "2010-01-01", "1999-12-30", 2),
        ("2000-01-01", None, "2030-01-01", 0),
    ],
)
def test_days_outside_a_state(valid_from: str, valid_to: str | None, day: str, expected: int) -> None:
    connection = duckdb.connect()
    load_macros(connection)
    row = connection.execute("SELECT days_outside(?::DATE, ?::DATE, ?::DATE)", [valid_from, valid_to, day]).fetchone()
    assert row == (expected,)


def test_a_query_from_the_command_line_loads_no_extraction() -> None:
    said = "import sys, pipelines.cli; print(sorted(m for m in sys.modules if m.startswith(('pipelines.extract', 'dagster'))))"
    assert subprocess.run([sys.executable, "-c", said], capture_output=True, text=True, check=True).stdout.strip() == "[]"

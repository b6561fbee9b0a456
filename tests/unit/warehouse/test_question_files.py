"""The question files keep to their form, and read only what is there."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.warehouse.build import declare, load_macros
from pipelines.warehouse.catalogue import reads, table_names, views
from pipelines.warehouse.connection import parser
from pipelines.warehouse.publish import create_views
from pipelines.warehouse.questions import QuestionError, ask, parse, questions

ALL = questions()


@pytest.fixture(scope="module")
def empty() -> duckdb.DuckDBPyConnection:
    """All tables and views, without rows; macros are not there, as in the published file."""
    connection = duckdb.connect()
    load_macros(connection)
    declare(connection, table_names())
    create_views(connection)
    return connection


@pytest.mark.parametrize("number", sorted(ALL))
def test_reads_only_views_and_tables_there_are(number: int) -> None:
    there = {("main", view.name) for view in views()} | {("dw", name) for name in table_names()}
    plain = ALL[number].sql
    for parameter in ALL[number].parameters:
        plain = plain.replace(f"${parameter.name}", "NULL")
    with parser() as connection:
        read = {(schema or "main", table) for schema, table in reads(connection, plain)}
    assert read and read <= there


@pytest.mark.parametrize("number", sorted(ALL))
def test_runs_on_empty_tables(empty: duckdb.DuckDBPyConnection, number: int) -> None:
    result = ask(empty, ALL[number], {})
    assert result.description and isinstance(result.fetchall(), list)


@pytest.mark.parametrize("number", sorted(ALL))
def test_is_asked_in_two_languages_and_explains_its_parameters(number: int) -> None:
    question = ALL[number]
    assert question.chinese.endswith("?") and question.english
    assert all(parameter.description for parameter in question.parameters)


@pytest.mark.parametrize(
    ("stem", "text", "said"),
    [
        ("01_x", "SELECT 1", "must open with"),
        ("01_x", "-- Q02 多少?\n-- How many?\nSELECT 1", "must open with"),
        ("01_x", "-- Q01 多少?\n-- 多少?\nSELECT 1", "must open with"),
        ("01_x", "-- Q01 多少?\n-- How many?\nSELECT $year", "declares the parameters"),
        ("01_x", "-- Q01 多少?\n-- How many?\n-- $year = NULL   which year\nSELECT 1", "declares the parameters"),
    ],
)
def test_a_file_out_of_form_is_refused(stem: str, text: str, said: str) -> None:
    with pytest.raises(QuestionError, match=said):
        parse(stem, text)


def test_parameters_have_defaults_and_unknown_ones_are_named() -> None:
    question = parse("07_x", "-- Q07 多少?\n-- How many?\n-- $year = 2025   which year\n-- $place = NULL   place\nSELECT $year::INTEGER, $place")
    assert question.values({}) == {"year": "2025", "place": None}
    assert ask(duckdb.connect(), question, {"place": "青岛市"}).fetchall() == [(2025, "青岛市")]
    with pytest.raises(QuestionError, match=r"no parameter city; it has: year, place"):
        question.values({"city": "青岛市"})

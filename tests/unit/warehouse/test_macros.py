"""Small functions of sql/schema/macros.sql: when an outcome meets a target."""

from __future__ import annotations

import duckdb
import pytest

from pipelines.warehouse.build import load_macros

MET = """
    SELECT meets(lower_end($oc, $ov, $ol), upper_end($oc, $ov, $oh),
        met_from($tc, $tv, $tl, $direction, slack), met_to($tc, $tv, $th, $direction, slack), $tc IN ('gt', 'lt'))
    FROM (SELECT tolerance($tc, $tv, $aspect, $unit) AS slack)
"""
GROWTH, LEVEL = ("growth", "%"), ("level", "count")


@pytest.fixture(scope="module")
def connection() -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    load_macros(connection)
    return connection


@pytest.mark.parametrize(
    ("target", "outcome", "direction", "kind", "expected"),
    [
        (("ge", 5), ("eq", 5), 1, GROWTH, True),
        (("ge", 5), ("eq", 4.9), 1, GROWTH, False),
        (("gt", 5), ("eq", 5), 1, GROWTH, False),  # 超过5% asks for more than 5 %
        (("gt", 5), ("gt", 5), 1, GROWTH, True),
        (("ge", 100), ("gt", 90), 1, LEVEL, None),  # 超过90 may be 100 or not
        (("le", 5.5), ("eq", 5.7), -1, ("level", "%"), False),
        (("le", 5.5), ("le", 5.2), -1, ("level", "%"), True),
        (("le", 5.5), ("le", 6), -1, ("level", "%"), None),
        (("eq", 30), ("eq", 33), 1, LEVEL, True),  # more than promised
        (("eq", 30), ("eq", 29), 1, LEVEL, False),
        (("eq", -3), ("eq", -3.2), -1, GROWTH, True),  # falls further
        (("eq", -3), ("eq", -2.9), -1, GROWTH, False),
        (("approx", 5.5), ("eq", 5.3), 1, GROWTH, True),  # 0.2 points of tolerance
        (("approx", 5.5), ("eq", 5.2), 1, GROWTH, False),
        (("approx", 3), ("eq", 3.2), -1, GROWTH, True),
        (("approx", 3), ("eq", 3.3), -1, GROWTH, False),
        (("approx", 1000), ("eq", 990), 1, LEVEL, True),  # 1 % of a level
        (("approx", 1000), ("eq", 989), 1, LEVEL, False),
        (("approx", 50), ("eq", 52), 0, LEVEL, False),  # neither more nor less is better
        (("between", 5, 5.5), ("eq", 5), 1, GROWTH, True),
        (("between", 5, 5.5), ("eq", 6), 1, GROWTH, False),
        (("between", 5, 5.5), ("between", 5.1, 5.2), 1, GROWTH, True),
        (("between", 5, 5.5), ("between", 5.1, 5.9), 1, GROWTH, None),
    ],
)
def test_an_outcome_meets_a_target(connection, target, outcome, direction, kind, expected) -> None:
    value = lambda said: float(said[1]) if len(said) == 2 else None  # noqa: E731
    low, high = (lambda said: float(said[1]) if len(said) == 3 else None), (lambda said: float(said[2]) if len(said) == 3 else None)
    row = connection.execute(MET, {
        "tc": target[0], "tv": value(target), "tl": low(target), "th": high(target), "direction": direction,
        "oc": outcome[0], "ov": value(outcome), "ol": low(outcome), "oh": high(outcome), "aspect": kind[0], "unit": kind[1],
    }).fetchone()  # fmt: skip
    assert row == (expected,)

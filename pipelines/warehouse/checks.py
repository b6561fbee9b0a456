"""Runs the checks of sql/checks: each is a SELECT that returns the rows that fail. What to do then is ``publish``'s."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import duckdb

from pipelines.warehouse.catalogue import Check

SHOWN = 10  # failing rows that a message shows


@dataclass(frozen=True, slots=True)
class CheckResult:
    """What one check found: how many rows fail, and the first of them."""

    check: Check
    failing: int
    columns: tuple[str, ...]
    rows: tuple[tuple[object, ...], ...]

    @property
    def passed(self) -> bool:
        return self.failing == 0

    def report(self) -> str:
        """The check, what it holds, and its first failing rows, a line each."""
        lines = [f"{self.check.name}: {self.failing} rows fail. {self.check.description}"]
        lines += ["  " + ", ".join(f"{c}={v}" for c, v in zip(self.columns, row, strict=True)) for row in self.rows]
        if self.failing > len(self.rows):
            lines.append(f"  … and {self.failing - len(self.rows)} more")
        return "\n".join(lines)


class ChecksFailed(RuntimeError):
    """Checks of severity error failed; nothing was published. ``results`` holds every check that ran."""

    def __init__(self, results: Sequence[CheckResult]) -> None:
        self.results = tuple(results)
        failed = [r for r in self.results if not r.passed and r.check.severity == "error"]
        super().__init__("The new warehouse failed its checks and was not published:\n" + "\n".join(r.report() for r in failed))


def run(connection: duckdb.DuckDBPyConnection, check: Check) -> CheckResult:
    """Run one check; its query is evaluated once."""
    connection.execute(f"CREATE OR REPLACE TEMP TABLE failing AS {check.query}")
    counted = connection.execute("SELECT count(*) FROM failing").fetchone()
    rows = connection.execute(f"FROM failing LIMIT {SHOWN}").fetchall()
    columns = tuple(column[0] for column in connection.description or ())
    connection.execute("DROP TABLE failing")
    return CheckResult(check, int(counted[0]) if counted else 0, columns, tuple(rows))

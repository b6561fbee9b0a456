"""Prints the tables of checks in docs/operations.md anew, from the first comment of each file: ``python tests/docs/checks_table.py``."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines.warehouse.catalogue import checks

PAGE = Path(__file__).resolve().parents[2] / "docs" / "operations.md"
_TABLE = re.compile(r"(<!-- checks -->\n).*?(?=\n## )", re.DOTALL)


def tables() -> str:
    """Every check with what it holds, ERROR first."""
    parts = []
    for severity in ("error", "warn"):
        rows = "".join(f"| `{check.name}` | {check.description} |\n" for check in checks(severity))
        parts.append(f"\n| {severity.upper()} check | what must hold |\n| --- | --- |\n{rows}" if severity == "error" else f"\n| WARN check | what it counts |\n| --- | --- |\n{rows}")
    return "".join(parts)


def refreshed(page: str) -> str:
    return _TABLE.sub(lambda match: match[1] + tables(), page)


if __name__ == "__main__":
    PAGE.write_text(refreshed(PAGE.read_text("utf-8")), "utf-8")

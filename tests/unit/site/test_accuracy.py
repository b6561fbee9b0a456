"""The accuracy that the site shows is the one that the README tells."""

from __future__ import annotations

import re
from pathlib import Path

from pipelines.site.pages import accuracy

README = Path(__file__).parents[3] / "README.md"
FIELDS = ("en", "rows", "quantity", "figure", "place", "status", "period", "measure", "action")


def test_site_and_readme_tell_the_same_accuracy() -> None:
    """README's table below <!-- accuracy --> and pipelines/site/accuracy.csv are changed together."""
    section = README.read_text("utf-8").split("<!-- accuracy -->")[1]
    assert {row["measured_on"] for row in accuracy()} == {re.match(r"\s*Measured on (\d{4}-\d\d-\d\d)", section)[1]}  # type: ignore[index]
    table = section.split("\n\n")[1]
    told = [tuple(cell.strip() for cell in line.strip("|").split(" | ")) for line in table.splitlines()[2:]]
    shown = [tuple(row[name] for name in FIELDS) for row in accuracy()]
    assert [tuple(re.sub(r"\s+", " ", cell) for cell in row) for row in told] == shown

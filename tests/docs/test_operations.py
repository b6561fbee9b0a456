"""docs/operations.md: the checks it explains exist, the commands and settings it names are those of the code."""

from __future__ import annotations

import re

from checks_table import PAGE, refreshed

from pipelines.defs import automation
from pipelines.warehouse.catalogue import checks

TEXT = PAGE.read_text("utf-8")


def test_checks_that_are_explained_exist_and_mean_that() -> None:
    """A check newer than the page is no fault; ``python tests/docs/checks_table.py`` adds it."""
    now = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", refreshed(TEXT), re.M))
    said = dict(re.findall(r"^\| `(\w+)` \| (.*) \|$", TEXT, re.M))
    assert said and said.items() <= now.items()


def test_every_check_says_what_it_means() -> None:
    assert not [check.name for check in (*checks("error"), *checks("warn")) if len(check.description) < 20]


def test_times_are_those_of_the_code() -> None:
    assert f"looks every {automation.EVERY_SECONDS} s" in TEXT
    assert automation.AT_NIGHT == "0 3 * * *" and "03:00 UTC" in TEXT
    assert automation.RETRY_SECONDS == 1800 and "every half hour" in TEXT

"""README.md says what is so: its commands run, its outputs look as printed, its lists name what there is."""

from __future__ import annotations

import hashlib
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from readme import README, ROOT, blocks, check, shape, skipped, table_rows, title

from pipelines.releases.formats import FORMATS
from pipelines.warehouse.catalogue import table_names, views

DOCUMENT = README.read_text("utf-8")
BLOCKS = blocks(DOCUMENT)
APACHE_2 = "cfc7749b96f63bd31c3c42b5c471bf756814053e847c10f3eb003417bc523d30"


def test_readme_has_both_commands_and_sql_and_python() -> None:
    said = {block.code for block in BLOCKS}
    assert {"make warehouse", "make test"} <= said
    assert any("duixian sql" in code for code in said)
    assert any(block.language == "python" and "read_only=True" in block.code for block in BLOCKS)


@pytest.mark.parametrize("number", range(len(BLOCKS)), ids=[title(block) for block in BLOCKS])
def test_block_prints_what_it_says(number: int, readme_runs: list[subprocess.CompletedProcess[str] | None]) -> None:
    block, done = BLOCKS[number], readme_runs[number]
    if done is None:
        pytest.skip(skipped(block) or "")
    check(block, done)


def test_shape_holds_headings_and_labels_and_drops_numbers() -> None:
    one = "┏━━━┓\n┃ a ┃\n┡━━━┩\n│ 1 │\n└───┘\n1 rows\n┌───┬───┐\n│ n │ 7 │\n└───┴───┘\nSeen: x 3, y"
    assert shape(one) == ["a", "0 rows", "n", "Seen:"]
    assert shape(one) == shape(one.replace("1", "25").replace("7", "8,901"))
    assert shape(one) != shape(one.replace("┃ a ┃", "┃ b ┃"))
    assert table_rows(one) == 2


def test_example_row_is_in_the_warehouse(built: Path) -> None:
    from pipelines.warehouse.connection import reader

    table = DOCUMENT.split("<!-- example row -->")[1].split("\n\n", 2)[1]
    told = dict(re.findall(r"^\| `(\w+)` \| (.*?) \|", table, re.MULTILINE))
    sentence = DOCUMENT.split("<!-- example sentence -->\n> ")[1].splitlines()[0]
    connection = reader(built / "data" / "warehouse.duckdb")
    names = ", ".join(f"{name}::VARCHAR" for name in told)
    rows = connection.execute(f"SELECT {names} FROM figures WHERE sentence = ?", [sentence]).fetchall()
    connection.close()
    assert tuple(told.values()) in rows


def test_schema_section_names_all_tables_and_views() -> None:
    section = DOCUMENT.split("## The schema")[1].split("\n## ")[0]
    named = set(re.findall(r"^\| `(\w+)` ", section, re.MULTILINE))
    assert named == {*table_names(), *(view.name for view in views())}


def test_formats_are_all_named() -> None:
    section = DOCUMENT.split("## Your own releases")[1].split("\n## ")[0]
    assert {suffix for suffix in FORMATS if f"`{suffix}`" not in section} == set()


def test_paths_that_are_named_exist() -> None:
    named = set(re.findall(r"`((?:pipelines|sql|tests|raw)/[\w./-]*)`", DOCUMENT))
    assert named
    assert {path for path in named if not (ROOT / path).exists()} == set()


def test_changelog_opens_with_this_version() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]["version"]
    first = re.search(r"^## (\S+) \(\d{4}-\d{2}-\d{2}\)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert first is not None
    assert first[1] == version


def test_licence_is_apache_2() -> None:
    assert hashlib.sha256((ROOT / "LICENSE").read_bytes()).hexdigest() == APACHE_2

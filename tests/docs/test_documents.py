"""docs/*.md say what is so: commands run, the dictionary is current, links lead somewhere, the notebook runs, the Chinese README keeps up."""

from __future__ import annotations

import csv
import importlib.util
import re
import shutil
from pathlib import Path

import duckdb
import pytest
from readme import CHINESE, DOCUMENTS, README, ROOT, Block, blocks, check, run, skipped, title

from pipelines.warehouse.connection import reader
from pipelines.warehouse.dictionary import dictionary

DICTIONARY = ROOT / "docs" / "dictionary.md"
BLOCKS = [(path, block) for path in DOCUMENTS if path != DICTIONARY for block in blocks(path.read_text("utf-8"))]
_LINK = re.compile(r"\]\((?!https?:|#|mailto:)([^)#\s]+)")
_PATH = re.compile(r"`((?:pipelines|sql|tests|raw|docs)/[\w./-]*)`")


@pytest.mark.parametrize(("path", "block"), BLOCKS, ids=[f"{path.stem}: {title(block)}" for path, block in BLOCKS])
def test_block_prints_what_it_says(path: Path, block: Block, built: Path) -> None:
    if reason := skipped(block):
        pytest.skip(reason)
    check(block, run(block, built))


def without_examples(markdown: str) -> list[str]:
    """The lines of the dictionary; the last cell of a column's row, an example, is left out."""
    return [re.sub(r"\|(?:[^|]|(?<=\\)\|)*\|$", "|", line) if line.startswith("| `") else line for line in markdown.splitlines()]


def test_dictionary_is_current(built: Path) -> None:
    """Write it anew: .venv/bin/duixian dictionary > docs/dictionary.md"""
    with reader(built / "data" / "warehouse.duckdb") as connection:
        made = dictionary(connection)
    assert without_examples(DICTIONARY.read_text("utf-8")) == without_examples(made)


def test_every_table_has_its_grain_its_key_and_comments_on_all_columns(built: Path) -> None:
    sections = DICTIONARY.read_text("utf-8").split("\n### ")[1:]
    assert sections
    for section in sections:
        name = re.match(r"`([\w.]+)`", section)
        key = re.search(r"\*\*Key\*\*: (`.*)", section)
        assert name is not None
        assert "\nOne row is " in section, name[1]
        assert key is not None, name[1]
        columns = key[1].replace("`", "")
        with reader(built / "data" / "warehouse.duckdb") as connection:
            twice = connection.execute(f"SELECT {columns} FROM {name[1]} GROUP BY ALL HAVING count(*) > 1").fetchall()
        assert twice == [], name[1]
        assert re.search(r"^\| `\w+` \| [^|]+ \| +\|", section, re.MULTILINE) is None, name[1]


def test_chinese_readme_has_the_same_commands_in_the_same_order() -> None:
    english, chinese = (blocks(path.read_text("utf-8")) for path in (README, CHINESE))
    assert [(b.language, b.code, b.note) for b in chinese] == [(b.language, b.code, b.note) for b in english]


def test_chinese_readme_has_as_many_sections_and_names_the_same_tables() -> None:
    english, chinese = (path.read_text("utf-8") for path in (README, CHINESE))
    assert chinese.count("\n## ") == english.count("\n## ")
    named = [set(re.findall(r"^\| `(\w+)` ", text, re.MULTILINE)) for text in (english, chinese)]
    assert named[0] == named[1]


def test_notebook_answers_five_questions(built: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIXIAN_DATA", str(built / "data"))
    spec = importlib.util.spec_from_file_location("notebook", ROOT / "docs" / "notebook.py")
    assert spec is not None and spec.loader is not None
    notebook = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(notebook)
    _, found = notebook.app.run()
    rows = {name: len(found[name]) for name in ("growth", "fates", "shanghai", "big", "sentences")}
    assert all(rows.values()), rows
    assert found["sentences"]["verbatim"].all()


@pytest.mark.parametrize("path", [README, CHINESE, *DOCUMENTS], ids=lambda path: path.name)
def test_links_and_paths_lead_somewhere(path: Path) -> None:
    text = path.read_text("utf-8")
    gone = {link for link in _LINK.findall(text) if not (path.parent / link).exists()}
    gone |= {named for named in _PATH.findall(text) if not (ROOT / named).exists()}
    assert gone == set()


def test_method_names_every_rule_of_figures_and_milestones(built: Path) -> None:
    told = set(re.findall(r"`([a-z_]+(?:\.[a-z_]+)?)`", (ROOT / "docs" / "method.md").read_text("utf-8")))
    with reader(built / "data" / "warehouse.duckdb") as connection:
        used = {
            rule
            for table in ("fact_figure", "fact_milestone", "fact_annual_theme")
            for (joined,) in connection.execute(f"SELECT DISTINCT rule FROM dw.{table}").fetchall()
            for rule in joined.split("|")
        }
    assert used
    assert used - told == set()


LEXICONS = {"A publisher": ["publishers.csv"], "A unit or classifier": ["units.csv"], "An indicator": ["measures.csv", "measure_aliases.csv"], "A place alias": ["places/place_aliases.csv"]}


@pytest.mark.parametrize(("recipe", "lexicons"), LEXICONS.items(), ids=LEXICONS)
def test_the_lines_of_a_recipe_fit_their_lexicon(recipe: str, lexicons: list[str]) -> None:
    """As many cells as the lexicon has columns, and nothing that it holds already."""
    section = (ROOT / "docs" / "extending.md").read_text("utf-8").split(f"\n## {recipe}\n")[1].split("\n## ")[0]
    lines = re.findall(r"```csv\n(.*)\n```", section)
    assert len(lines) == len(lexicons)
    for line, name in zip(lines, lexicons, strict=True):
        (cells,) = csv.reader([line])
        columns, *held = csv.reader((ROOT / "pipelines" / "lexicon" / name).read_text("utf-8").splitlines())
        assert len(cells) == len(columns), name
        assert cells[0] not in {row[0] for row in held}, name


def test_the_mart_and_the_question_of_the_recipes_run(built: Path) -> None:
    """On a copy of the built file: the view is made as it stands, and the question asks it."""
    mart, question = re.findall(r"```sql\n(.*?)```", (ROOT / "docs" / "extending.md").read_text("utf-8"), re.DOTALL)
    copy = built / "recipe.duckdb"
    shutil.copy(built / "data" / "warehouse.duckdb", copy)
    with duckdb.connect(str(copy)) as connection:
        connection.execute(mart)
        rows = connection.execute(question, {"place": None}).fetchall()
    copy.unlink()
    assert rows and all(rank > 0 for _, _, rank, *_ in rows)

"""Every lexicon is a table with a source: what all of them promise."""

from __future__ import annotations

import csv
from importlib.resources import files
from pathlib import Path

import pytest

from pipelines.lexicon.read import rows

FOLDER = Path(str(files("pipelines.lexicon")))
LEXICONS = sorted(str(p.relative_to(FOLDER)) for p in FOLDER.rglob("*.csv"))
GENERATED = {"places/divisions.csv"}  # written whole from one library; its source and version stand in the README beside it
CUES = {"change", "rate", "to", "level_verb", "basis", "target", "achieved", "stated", "plan_heading", "review_heading", "lead", "slogan"}


@pytest.mark.parametrize("name", LEXICONS)
def test_has_source_and_note_and_no_ragged_row(name: str) -> None:
    with (FOLDER / name).open(encoding="utf-8", newline="") as f:
        reader = csv.reader(f)
        header = next(reader)
        if name not in GENERATED:
            assert "source" in header and {"note", "description"} & set(header)
        assert [row for row in reader if len(row) != len(header)] == []


@pytest.mark.parametrize("name", LEXICONS)
def test_is_described_in_a_readme(name: str) -> None:
    path = FOLDER / name
    assert f"`{path.name}`" in (path.parent / "README.md").read_text(encoding="utf-8")


def test_cues_are_of_known_kinds_with_their_values() -> None:
    for row in rows("cues.csv"):
        assert row["cue"] in CUES, row
        if row["cue"] == "change":
            assert row["value"] in ("1", "-1"), row
        elif row["cue"] == "target":
            assert row["value"] in ("1", "2", "3"), row
        else:
            assert row["value"] == "", row


@pytest.mark.parametrize(("name", "columns"), [("cues.csv", ("surface", "cue")), ("phrase_words.csv", ("word", "role"))])
def test_no_word_stands_twice(name: str, columns: tuple[str, str]) -> None:
    keys = [tuple(row[c] for c in columns) for row in rows(name)]
    assert len(keys) == len(set(keys))


def test_phrase_words_are_of_roles_that_the_readme_explains() -> None:
    explained = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert [row for row in rows("phrase_words.csv") if not row["word"] or f"| `{row['role']}` |" not in explained] == []


def test_units_have_factors_above_nought() -> None:
    from pipelines.extract.units import UNITS

    assert all(u.factor > 0 for u in UNITS.values())

"""The analysts' questions: sql/questions/NN_name.sql, one statement each, with its question and parameters as comments.

A file opens with ``-- Q01 <question in Chinese>`` and ``-- <in English>``; lines ``-- $name = default  what it is`` declare
the statement's named parameters. Other comment lines say how it is answered.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import duckdb

from pipelines.warehouse.catalogue import SQL

_TITLE = re.compile(r"-- Q(\d\d) (\S.*)")
_PARAMETER = re.compile(r"-- \$(\w+) = (\S+)\s{2,}(\S.*)")
_USED = re.compile(r"(?<![\w$])\$([a-z]\w*)")


class QuestionError(ValueError):
    """A question file that does not keep to the form, or a parameter that a question does not have."""


@dataclass(frozen=True, slots=True)
class Parameter:
    """One named parameter; ``default`` is None where the file says NULL."""

    name: str
    default: str | None
    description: str


@dataclass(frozen=True, slots=True)
class Question:
    """One question: what it asks in two languages, how it is answered, and the statement."""

    number: int
    name: str
    chinese: str
    english: str
    notes: str
    parameters: tuple[Parameter, ...]
    sql: str

    def values(self, given: Mapping[str, str]) -> dict[str, str | None]:
        """The value of every parameter, ``given`` before defaults. Raises QuestionError for a name there is not."""
        known = {parameter.name: parameter.default for parameter in self.parameters}
        unknown = sorted(given.keys() - known.keys())
        if unknown:
            has = ", ".join(known) or "none"
            raise QuestionError(f"Question {self.number} has no parameter {', '.join(unknown)}; it has: {has}.")
        return {**known, **given}


@cache
def questions(root: Path = SQL) -> dict[int, Question]:
    """All questions by number. Raises QuestionError."""
    found: dict[int, Question] = {}
    for path in sorted((root / "questions").glob("*.sql")):
        question = parse(path.stem, path.read_text("utf-8"))
        if question.number in found:
            raise QuestionError(f"{path.name}: question {question.number} is there twice.")
        found[question.number] = question
    return found


def parse(stem: str, text: str) -> Question:
    """One question file. Raises QuestionError."""
    head = [line for line in text.splitlines() if line.startswith("--")]
    title = _TITLE.fullmatch(head[0]) if head else None
    if title is None or not stem.startswith(f"{title[1]}_") or len(head) < 2 or not head[1].isascii():
        raise QuestionError(f"{stem}.sql must open with '-- Q{stem[:2]} <Chinese>' and '-- <English>'.")
    parameters = tuple(
        Parameter(found[1], None if found[2] == "NULL" else found[2], found[3])
        for line in head[2:] if (found := _PARAMETER.fullmatch(line.rstrip()))
    )  # fmt: skip
    notes = [line[3:].strip() for line in head[2:] if not line.startswith("-- $")]
    body = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("--"))
    declared, used = {parameter.name for parameter in parameters}, set(_USED.findall(body))
    if declared != used:
        raise QuestionError(f"{stem}.sql declares the parameters {sorted(declared)} and uses {sorted(used)}.")
    return Question(int(title[1]), stem[3:], title[2], head[1][3:], " ".join(notes), parameters, text)


def ask(connection: duckdb.DuckDBPyConnection, question: Question, given: Mapping[str, str]) -> duckdb.DuckDBPyConnection:
    """Run a question; the connection holds its result. Raises QuestionError and DuckDB's errors."""
    values = question.values(given)
    return connection.execute(question.sql, values) if values else connection.execute(question.sql)

"""The commands of a document (README.md, docs/*.md) as data: its code blocks, the outputs printed below them, and how to run them.

Shared by ``test_readme``, ``test_documents`` (do they still run, do the outputs still look so) and ``refresh`` (print them anew).
What a block must print in detail is the integration tests' business.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
README = ROOT / "README.md"
CHINESE = ROOT / "README.zh-CN.md"  # the same blocks in the same order
DOCUMENTS = sorted((ROOT / "docs").glob("*.md"))
LINKED = ("Makefile", "dagster.yaml", "docs", "pipelines", "pyproject.toml", "raw", "requirements.lock", "sql", "tests", "workspace.yaml")

_BLOCK = re.compile(
    r"(?:<!-- (?P<note>[a-z ]+) -->\n)?```(?P<language>sh|python)\n(?P<code>(?:(?!```).)*)\n```\n(?:\n?```text\n(?P<output>(?:(?!```).)*)```\n)?",
    re.DOTALL,
)
_CELLS = re.compile("[┃│]")
_OWN_SETTINGS = re.compile(r"DUIXIAN_|DAGSTER_|MAKE|MFLAGS|VERBOSE$|VIRTUAL_ENV$")


@dataclass(frozen=True, slots=True)
class Block:
    """One ``sh`` or ``python`` block. ``note`` is the comment above it (``refresh only``, ``needs duckdb``), else ""."""

    language: str
    code: str
    output: str | None  # of the text block that follows, with its last line end; None where there is none
    note: str
    span: tuple[int, int]  # of ``output`` in the document, (-1, -1) where there is none


def blocks(document: str) -> list[Block]:
    """The runnable blocks in the order of the document."""
    return [
        Block(m["language"], m["code"], m["output"], m["note"] or "", m.span("output"))
        for m in _BLOCK.finditer(document)
    ]


def skipped(block: Block) -> str | None:
    """Why a block is not run by the tests; None where it is."""
    if block.note == "refresh only":
        return "runs for minutes, or is what runs this test"
    if block.note == "needs duckdb" and not shutil.which("duckdb"):
        return "the DuckDB shell is not installed"
    if block.note == "needs a cluster":
        return "tests/integration/test_spark.py runs the engine; there is no cluster here"
    return None


def check(block: Block, done: subprocess.CompletedProcess[str]) -> None:
    """Assert that a block ran, and that it printed what the document shows, numbers apart."""
    assert done.returncode == 0, done.stdout
    if block.output is None:
        return
    if block.language == "python":  # a frame: its columns, and rows below them
        assert done.stdout.splitlines()[0].split() == block.output.splitlines()[0].split()
        assert len(done.stdout.splitlines()) > 1
        return
    assert shape(done.stdout) == shape(block.output), done.stdout
    assert (table_rows(done.stdout) > 0) == (table_rows(block.output) > 0)


def title(block: Block) -> str:
    """A short name of a block, for the test's id."""
    return block.code.strip().splitlines()[-1][:50]


def scratch(folder: Path) -> Path:
    """A folder that looks like a checkout with its packages installed, but has a data/ of its own."""
    for name in LINKED:
        (folder / name).symlink_to(ROOT / name)
    (folder / ".venv").mkdir()
    for path in Path(sys.prefix).iterdir():
        if path.name != ".installed":
            (folder / ".venv" / path.name).symlink_to(path)
    (folder / ".venv" / ".installed").touch()  # newer than what make compares it with: nothing is installed
    return folder


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run one block in ``folder``; what it prints, errors included, is in ``stdout``."""
    command = ["bash", "-euo", "pipefail", "-c", block.code] if block.language == "sh" else [sys.executable, "-c", block.code]
    return subprocess.run(
        command, cwd=folder, env=_environment(folder), text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=1800, check=False
    )


def _environment(folder: Path) -> dict[str, str]:
    """As in a fresh terminal: no settings of ours, of an outer make or of an active environment."""
    kept = {name: value for name, value in os.environ.items() if not _OWN_SETTINGS.match(name)}
    path = [p for p in kept.get("PATH", os.defpath).split(os.pathsep) if not os.path.exists(os.path.join(p, "duixian"))]
    return {**kept, "PATH": os.pathsep.join(path), "COLUMNS": "110", "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", "PYTHONSAFEPATH": "1"}


def shape(output: str) -> list[str]:
    """What must stay when the numbers move: table headings, row labels of tables without one, and sentences.

    Numbers become 0, and what follows a colon or a progress bar is cut.
    """
    found: list[str] = []
    lines = output.splitlines()
    for number, line in enumerate(lines):
        if line.startswith(("┃", "│")):
            cells = [cell.strip() for cell in _CELLS.split(line)[1:-1]]
            headed, heading = _place_in_table(lines, number)
            found += [" | ".join(cells)] if heading else [] if headed else cells[:1]
        elif not line.startswith(("┏", "┡", "└", "┌", "├")):
            found.append(_plain(line))
    return [line for line in found if line]


def table_rows(output: str) -> int:
    """How many rows the drawn tables of an output hold, headings not counted."""
    lines = output.splitlines()
    return sum(line.startswith("│") and not _place_in_table(lines, number)[1] for number, line in enumerate(lines))


def _place_in_table(lines: Sequence[str], number: int) -> tuple[bool, bool]:
    """(the table has a heading, this line is part of it)."""
    top = next(i for i in range(number, -1, -1) if lines[i].startswith(("┏", "┌")))
    bottom = next(i for i in range(number, len(lines)) if lines[i].startswith("└"))
    rule = next((i for i in range(top, bottom) if lines[i].startswith(("┡", "├"))), None)
    return rule is not None, rule is not None and number < rule


def _plain(line: str) -> str:
    line = re.sub(r"(?<=\w): \w.*", ":", line.split("━")[0])
    return re.sub(r"\s+", " ", re.sub(r"[\d,.:]*\d", "0", line)).strip()

"""Prints the outputs of README.md and README.zh-CN.md anew from real runs: ``.venv/bin/python tests/docs/refresh.py [--tests]``.

Builds the sample in a scratch folder; data/ is left alone. ``--tests`` also runs the blocks marked ``refresh only``
(``make test``, which takes minutes). Blocks that need a program this machine lacks keep what they print.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path

from readme import CHINESE, README, Block, blocks, run, scratch

SHOWN_LINES = 1  # of ``make test``: its last line


def refreshed(document: str, folder: Path, tests: bool) -> str:
    """The document with every output replaced by what its block prints now. Raises SystemExit where a block fails."""
    outputs: list[tuple[Block, str]] = []
    for block in blocks(document):
        if (block.note == "refresh only" and not tests) or (block.note == "needs duckdb" and not shutil.which("duckdb")):
            continue
        done = run(block, folder)
        if done.returncode:
            raise SystemExit(f"{block.code}\n{done.stdout}\nexit code {done.returncode}")
        lines = [line.rstrip() for line in done.stdout.rstrip().splitlines()]
        outputs.append((block, "\n".join(lines[-SHOWN_LINES:] if block.note == "refresh only" else lines)))
    for block, output in reversed(outputs):
        if block.output is not None:
            document = document[: block.span[0]] + f"{output}\n" + document[block.span[1] :]
    return document


def with_outputs_of(document: str, source: str) -> str:
    """The document with the outputs of ``source``, which has the same blocks in the same order (README.zh-CN.md)."""
    pairs = list(zip(blocks(document), blocks(source), strict=True))
    for block, other in reversed(pairs):
        if block.output is not None and other.output is not None:
            document = document[: block.span[0]] + other.output + document[block.span[1] :]
    return document


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        english = refreshed(README.read_text("utf-8"), scratch(Path(folder)), "--tests" in sys.argv)
    README.write_text(english, "utf-8")
    CHINESE.write_text(with_outputs_of(CHINESE.read_text("utf-8"), english), "utf-8")

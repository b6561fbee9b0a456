"""One scratch checkout for all documents: README.md's blocks run first, what the other documents ask is built by them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from readme import README, blocks, run, scratch, skipped

Runs = list[subprocess.CompletedProcess[str] | None]


@pytest.fixture(scope="session")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return scratch(tmp_path_factory.mktemp("readme"))


@pytest.fixture(scope="session")
def readme_runs(checkout: Path) -> Runs:
    """Every block of README.md, run in the order of the document: the first ones build what the later ones ask."""
    return [None if skipped(block) else run(block, checkout) for block in blocks(README.read_text("utf-8"))]


@pytest.fixture(scope="session")
def built(checkout: Path, readme_runs: Runs) -> Path:
    """The scratch checkout with data/ as README.md's commands leave it."""
    assert (checkout / "data" / "warehouse.duckdb").exists(), readme_runs[0] and readme_runs[0].stdout
    return checkout

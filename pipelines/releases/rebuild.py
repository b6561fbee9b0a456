"""Forgetting all that can be derived again, for a rebuild. History (``releases/``) stays, and the record of builds."""

from __future__ import annotations

import shutil
from pathlib import Path

from pipelines.releases.reprints import PAIRS, SAMPLES

DERIVED_FILES = ("inventory.parquet", "rejected.parquet", "reprints.parquet", SAMPLES, PAIRS)
DERIVED_FOLDER = "annotations"
RECORD = Path("dw", "made.json")  # without it every table is made again; the tables stay, those that read no release may be made already


def forget(data: Path) -> None:
    """Remove what ``raw/`` and ``data/releases`` give again; the published warehouse stays until a new one replaces it."""
    for name in (*DERIVED_FILES, RECORD):
        (data / name).unlink(missing_ok=True)
    shutil.rmtree(data / DERIVED_FOLDER, ignore_errors=True)

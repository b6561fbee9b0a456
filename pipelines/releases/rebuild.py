"""Forgetting what was read and extracted, for a rebuild. History (``releases/``) stays; tables are made anew by every build."""

from __future__ import annotations

import shutil
from pathlib import Path

DERIVED_FILES = ("inventory.parquet", "rejected.parquet", "reprints.parquet")
DERIVED_FOLDER = "annotations"


def forget(data: Path) -> None:
    """Remove what ``raw/`` and ``data/releases`` give again; the published warehouse stays until a new one replaces it."""
    for name in DERIVED_FILES:
        (data / name).unlink(missing_ok=True)
    shutil.rmtree(data / DERIVED_FOLDER, ignore_errors=True)

"""What several files of tests share, built once a session."""

from __future__ import annotations

from pathlib import Path

import pytest
from site_releases import build_warehouse, write_releases

from pipelines.site.build import build_site


@pytest.fixture(scope="session")
def site_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the warehouse of ``site_releases`` and its site; who changes it leaves it as it was."""
    raw = write_releases(tmp_path_factory.mktemp("site") / "raw")
    made = build_warehouse(raw, raw.parent / "data")
    build_site(made)
    return made

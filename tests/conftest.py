"""How the tests are shared out when several processes run them (`pytest -n 2`): what builds together stays together."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """One group a file, so that a file's builds are made once; the documents are one group, they read one checkout."""
    for item in items:
        place = item.path.relative_to(HERE)
        group = place.parts[0] if place.parts[0] == "docs" else place.as_posix()
        item.add_marker(pytest.mark.xdist_group(group))

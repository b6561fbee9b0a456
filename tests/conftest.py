"""How the tests are shared out when several processes run them (`make test`): what builds together stays together. No property is timed."""

from __future__ import annotations

import os
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from xdist.scheduler import LoadScopeScheduling

# On a busy machine an example takes as long as it takes; the cost of the rules is tested as a ratio, in test_linear_cost.py.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


class ByBuild(LoadScopeScheduling):  # type: ignore[misc]
    """One process runs a whole file, so that its builds are made once; the documents are one such part, they read one checkout."""

    def _split_scope(self, nodeid: str) -> str:
        file = nodeid.split("::", 1)[0]
        return "tests/docs" if file.startswith("tests/docs/") else file


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """One process more than cores: some tests wait for a daemon, a browser or a lock while others compute."""
    return (os.cpu_count() or 1) + 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: Any) -> ByBuild:
    """In the order of the files: those with builds come first, what is left at the end is short."""
    return ByBuild(config, log)

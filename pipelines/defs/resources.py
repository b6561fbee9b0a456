"""What every asset is given: the folders of the build, held under its lock, and a way to report progress."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol

import dagster as dg

from pipelines.releases.state import build_lock, claim

Advance = Callable[[int, int], None]  # done, in all


class Reporter(Protocol):
    """Shows how far a long step is. ``lasting`` steps stay on the screen once done."""

    def step(self, label: str, lasting: bool = False) -> AbstractContextManager[Advance]: ...


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """raw/, the data folder and the number of worker processes; the build lock is held while a run has it."""

    raw: str
    data: str
    workers: int

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator[Folders, None, None]:
        claim(self.data_path, self.raw_path)
        with build_lock(self.data_path):
            yield self

    @property
    def raw_path(self) -> Path:
        return Path(self.raw)

    @property
    def data_path(self) -> Path:
        return Path(self.data)


class LogReporter(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Progress for the UI: the asset's own log and metadata say enough, so nothing is shown on the way."""

    @contextmanager
    def step(self, label: str, lasting: bool = False) -> Generator[Advance, None, None]:
        yield lambda done, total: None


def folders_from_environment() -> Folders:
    """DUIXIAN_RAW, DUIXIAN_DATA and DUIXIAN_WORKERS; by default raw, data and one process a core."""
    workers = int(os.environ.get("DUIXIAN_WORKERS") or os.cpu_count() or 1)
    return Folders(
        raw=os.environ.get("DUIXIAN_RAW", "raw"), data=os.environ.get("DUIXIAN_DATA", "data"), workers=workers
    )

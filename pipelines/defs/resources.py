"""What every asset is given: the folders of the build, held under its lock, and a way to report progress."""

from __future__ import annotations

import os
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from functools import partial
from pathlib import Path
from typing import Protocol

import dagster as dg
from pydantic import Field

from pipelines.engines import spark
from pipelines.engines.local import Engine, EngineError
from pipelines.releases.state import build_lock, claim

Advance = Callable[[int, int], None]  # done, in all


class Reporter(Protocol):
    """Shows how far a long step is. ``lasting`` steps stay on the screen once done."""

    def step(self, label: str, lasting: bool = False) -> AbstractContextManager[Advance]: ...

    def say(self, sentence: str) -> None: ...


class Folders(dg.ConfigurableResource):  # type: ignore[type-arg]
    """raw/, the data folder and the number of worker processes; the build lock is held while a run has it.

    ``describe``: column lineage that is not known yet is planned, some seconds for all tables; for runs of the UI.
    """

    raw: str
    data: str
    workers: int
    engine: str = Field(default="local", description="Where extraction runs: local (processes of this machine) or spark.")
    master: str | None = Field(default=None, description="Spark's master URL; Spark's own configuration where none is given.")
    exchange: str | None = Field(default=None, description="Path or URL that Spark's driver and executors both see; below data by default.")
    describe: bool = True

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Generator[Folders, None, None]:
        claim(self.data_path, self.raw_path)
        with build_lock(self.data_path):
            if context.instance is not None:
                bury(context.instance, sparing=context.run.run_id if context.run else None)
            yield self

    @property
    def raw_path(self) -> Path:
        return Path(self.raw)

    @property
    def data_path(self) -> Path:
        return Path(self.data)

    def extraction(self) -> Engine | None:
        """The engine that extraction runs on; None for the processes of this machine. Raises EngineError."""
        if self.engine == "local":
            return None
        if self.engine != "spark":
            raise EngineError(f"There is no engine {self.engine}: local or spark.")
        return partial(spark.run, folder=self.exchange or str(self.data_path / spark.FOLDER), master=self.master)


def bury(instance: dg.DagsterInstance, sparing: str | None = None) -> None:
    """Mark runs as failed that say they are going on. Only where the build lock shows that none is: they were killed."""
    for run in instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED, dg.DagsterRunStatus.CANCELING])):
        if run.run_id != sparing:
            instance.report_run_failed(run, "Its process was killed: the build lock of the data folder is free.")


class LogReporter(dg.ConfigurableResource):  # type: ignore[type-arg]
    """Progress for the UI: the asset's own log and metadata say enough, so nothing is shown on the way."""

    @contextmanager
    def step(self, label: str, lasting: bool = False) -> Generator[Advance, None, None]:
        yield lambda done, total: None

    def say(self, sentence: str) -> None:
        """The asset logs it too."""


def folders_from_environment() -> Folders:
    """DUIXIAN_RAW, DUIXIAN_DATA, DUIXIAN_WORKERS, DUIXIAN_ENGINE, _MASTER, _EXCHANGE; by default raw, data, a process a core."""
    workers = int(os.environ.get("DUIXIAN_WORKERS") or os.cpu_count() or 1)
    return Folders(
        raw=os.environ.get("DUIXIAN_RAW", "raw"), data=os.environ.get("DUIXIAN_DATA", "data"), workers=workers,
        engine=os.environ.get("DUIXIAN_ENGINE") or "local", master=os.environ.get("DUIXIAN_MASTER") or None,
        exchange=os.environ.get("DUIXIAN_EXCHANGE") or None,
    )  # fmt: skip

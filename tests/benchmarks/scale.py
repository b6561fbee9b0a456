"""How the build grows: time a release, memory, one release more, and the load beside DuckDB's own copy, as one table.

    python tests/benchmarks/scale.py [--sizes 1000 10000 100000] [--of RELEASES] [--folder DIR] [--workers N] [--keep]

Corpora come from ``corpus.py`` (by default of the sample; of real releases the texts are more varied). Start-up is the
build of an empty folder, taken off. Quote the ratios, of CPU time where the machine is shared: wall time holds for an
idle one only. Of --folder
nothing stays but with --keep. What is copied for comparison is named: the tables' Parquet, and the annotations that they are made of.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
from corpus import ROOT, make, passages
from rich.console import Console
from rich.table import Table

from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import tables
from pipelines.warehouse.parts import relation
from pipelines.warehouse.publish import publish, warehouse_of

FLAT, SMALL_SHARE, LOAD, GIGABYTES = 1.2, 0.10, 5.0, 3.0  # what is asked for
PAGE = os.sysconf("SC_PAGE_SIZE")


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds on the clock, seconds of CPU of all processes, and their resident memory in bytes, added up, at its largest."""

    wall: float
    cpu: float
    peak: int = 0

    def less(self, other: Cost) -> Cost:
        return Cost(max(self.wall - other.wall, 0.01), max(self.cpu - other.cpu, 0.01), self.peak)


def built(raw: Path, data: Path, workers: int) -> Cost:
    """What ``duixian build`` costs, as a process of its own."""
    command = [sys.executable, "-m", "pipelines.cli", "build", "--raw", str(raw), "--data", str(data), "--workers", str(workers)]
    started, before = time.monotonic(), os.times()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, cwd=ROOT)
    peak = [0]
    watch = threading.Thread(target=_watch, args=(process, peak))
    watch.start()
    _, said = process.communicate()
    watch.join()
    if process.returncode:
        raise SystemExit(said.decode()[-2000:])
    after = os.times()
    cpu = after.children_user + after.children_system - before.children_user - before.children_system
    return Cost(time.monotonic() - started, cpu, peak[0])


def _watch(process: subprocess.Popen[bytes], peak: list[int]) -> None:
    while process.poll() is None:
        peak[0] = max(peak[0], _resident(process.pid))
        time.sleep(0.25)


def _resident(pid: int) -> int:
    """Resident bytes of a process and its descendants; one that ended on the way counts nothing."""
    try:
        own = int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * PAGE
        children = [int(child) for task in Path(f"/proc/{pid}/task").iterdir() for child in (task / "children").read_text().split()]
    except (OSError, IndexError):
        return 0
    return own + sum(map(_resident, children))


def in_process(work: Callable[[], object]) -> Cost:
    wall, cpu = time.monotonic(), time.process_time()
    work()
    return Cost(time.monotonic() - wall, time.process_time() - cpu)


def load(data: Path) -> tuple[int, Cost, Cost, Cost]:
    """Rows of all tables; from annotations to the published file; DuckDB's copies into a file: of the tables' Parquet, of the annotations and releases."""

    shutil.rmtree(data / "dw")  # else what still holds is kept

    def whole() -> None:
        for node in tables():
            build_table(data, node.name)
        publish(data)

    loaded = in_process(whole)
    made = {node.name: relation(data, node.name) for node in tables()}
    given = {name: f"read_parquet('{data}/{name}/*.parquet')" for name in ("annotations", "releases")}
    rows = sum(_rows(source) for source in made.values() if source)
    return rows, loaded, _copy(data, made), _copy(data, given)


def _copy(data: Path, sources: Mapping[str, str | None]) -> Cost:
    """DuckDB's plain copy of Parquet into a database file."""
    with tempfile.TemporaryDirectory(dir=data) as folder, duckdb.connect(str(Path(folder) / "copy.duckdb")) as connection:
        def copy() -> None:
            for name, source in sources.items():
                if source:
                    connection.execute(f"CREATE TABLE {name} AS FROM {source}")
            connection.execute("CHECKPOINT")

        return in_process(copy)


def _rows(source: str) -> int:
    found = duckdb.execute(f"SELECT count(*) FROM {source}").fetchone()
    return int(found[0]) if found else 0


def changed_months(data: Path, since: float) -> int:
    return sum(path.stat().st_mtime > since for path in (data / "annotations").glob("*.parquet"))


def measure(folder: Path, sizes: list[int], sources: list[list[str]], workers: int, keep: bool) -> Table:
    table = Table("releases", "what", "seconds", "CPU seconds", "ratio", "asked", title=f"{workers} workers, {os.cpu_count()} cores")
    empty = folder / "empty"
    shutil.rmtree(empty, ignore_errors=True)
    (empty / "raw").mkdir(parents=True)
    start = built(empty / "raw", empty / "data", workers)
    _row(table, 0, "start-up", start)
    first: Cost | None = None
    for size in sizes:
        raw, data = folder / f"{size}/raw", folder / f"{size}/data"
        shutil.rmtree(folder / str(size), ignore_errors=True)
        make(raw, size, sources)
        cost = built(raw, data, workers)
        full = cost.less(start)
        each = Cost(full.wall / size, full.cpu / size)
        first = first or each
        _row(table, size, "full build", cost, f"{cost.cpu / cost.wall:.2f} cores", f"{workers} on an idle machine")
        _row(table, size, "peak memory, all processes", None, f"{cost.peak / 1e9:.2f} GB", f"{GIGABYTES:.0f} GB")
        _row(table, size, "a release (x that of the smallest size, wall; CPU)", each, f"{each.wall / first.wall:.2f}; {each.cpu / first.cpu:.2f}", f"{FLAT}")
        moment = time.time()
        make(raw, 1, sources, start=size)
        more = built(raw, data, workers).less(start)
        _row(table, size, "one release more (of the full build, wall; CPU)", more, f"{more.wall / full.wall:.1%}; {more.cpu / full.cpu:.1%}", f"{SMALL_SHARE:.0%}")
        _row(table, size, "months whose annotations that wrote", None, str(changed_months(data, moment)), "1")
        rows, loaded, copied, given = load(data)
        _row(table, size, f"load: {rows:,} rows, {rows / loaded.wall:,.0f} a second", loaded)
        _row(table, size, f"DuckDB's copy of them, {rows / copied.wall:,.0f} a second (load x copy, wall; CPU)", copied, f"{loaded.wall / copied.wall:.1f}; {loaded.cpu / copied.cpu:.1f}", f"{LOAD:.0f}")
        _row(table, size, "DuckDB's copy of annotations and releases (load x copy, wall; CPU)", given, f"{loaded.wall / given.wall:.1f}; {loaded.cpu / given.cpu:.1f}", f"{LOAD:.0f}")
        Console(stderr=True, width=180).print(table)
        assert warehouse_of(data).exists()
        if not keep:
            shutil.rmtree(folder / str(size))
    return table


def _row(table: Table, size: int, what: str, cost: Cost | None, ratio: str = "", asked: str = "") -> None:
    seconds = (f"{cost.wall:.4g}", f"{cost.cpu:.4g}") if cost else ("", "")
    table.add_row(f"{size:,}", what, *seconds, ratio, asked)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", type=int, nargs="+", default=[1_000, 10_000, 100_000])
    parser.add_argument("--of", type=Path, default=ROOT / "raw")
    parser.add_argument("--folder", type=Path, default=Path(tempfile.gettempdir()) / "duixian-scale")
    parser.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--keep", action="store_true")
    asked = parser.parse_args()
    Console(width=180).print(measure(asked.folder, sorted(asked.sizes), passages(asked.of), asked.workers, asked.keep))


if __name__ == "__main__":
    main()

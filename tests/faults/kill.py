"""Kills builds with SIGKILL at random moments: ``python tests/faults/kill.py --kills 100 [--how command]``.

After each kill the published warehouse must open, pass its checks and be the old or the new one, whole; raw/ must be as it
was; and the next build must succeed without help and leave no temporary file. ``--how direct`` builds without Dagster in a
process forked from this one, some seconds a kill; ``--how command`` kills ``duixian build`` itself with all its processes.
"""

from __future__ import annotations

import argparse
import hashlib
import multiprocessing
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TEXT = "2025年，全市生产总值完成{n}亿元，增长5.5%。新开工项目{n}个。力争2026年生产总值增长6%。北港码头项目计划6月竣工。\n"
LEFT = (".*.tmp", "*.tmp", "*.tmp.wal", ".staging", ".duckdb_tmp", "*.wal")
ALLOWED = ("dagster",)  # the event log of the instance is Dagster's


@dataclass(frozen=True)
class Folders:
    raw: Path
    data: Path


def change(folders: Folders, n: int) -> None:
    """State ``n`` of raw/: one report rewritten, one release more, one in a bulk file, the one before last gone."""
    folders.raw.mkdir(exist_ok=True)
    (folders.raw / "2026-01-20 报告.txt").write_text(TEXT.format(n=10_000 + n), encoding="utf-8")
    (folders.raw / f"{2000 + n % 25}-03-0{n % 9 + 1} {n}.txt").write_text(TEXT.format(n=20_000 + n), encoding="utf-8")
    rows = "".join(f'2024-0{i % 9 + 1}-01,"{TEXT.format(n=30_000 + n + i).strip()}"\n' for i in range(20))
    (folders.raw / "公报.csv").write_text("issued_on,text\n" + rows, encoding="utf-8")
    for path in folders.raw.glob(f"*-* {n - 2}.txt"):
        path.unlink()


def seen(folders: Folders) -> tuple:
    """What the published warehouse shows of raw/: which state it is of, and how much it holds.

    Raises where it is not whole."""
    from pipelines.warehouse import checks
    from pipelines.warehouse.build import load_macros
    from pipelines.warehouse.catalogue import checks as checks_of
    from pipelines.warehouse.connection import parser

    with parser() as connection:
        load_macros(connection)
        connection.execute(f"ATTACH '{folders.data / 'warehouse.duckdb'}' AS warehouse (READ_ONLY)")
        connection.execute("USE warehouse")
        for check in checks_of("error"):
            if "staging." in check.query:
                continue  # compares with the files of the last load, which may be newer than a warehouse that is the old one
            result = checks.run(connection, check)
            assert result.passed, result.report()
        current = connection.execute("SELECT release_path, sha256 FROM dw.dim_release WHERE is_current ORDER BY ALL").fetchall()
        figures = connection.execute("SELECT release_path, span_start, span_text, value FROM main.figures ORDER BY ALL").fetchall()
        return tuple(hashlib.sha256(repr(rows).encode()).hexdigest()[:12] for rows in (current, figures)), len(current), len(figures)


def stamps(folders: Folders) -> dict[str, tuple]:
    return {p.name: (p.stat().st_mtime_ns, p.stat().st_ctime_ns, p.stat().st_ino, hashlib.sha256(p.read_bytes()).hexdigest()) for p in folders.raw.rglob("*")}


def left_over(folders: Folders) -> list[str]:
    """Temporary files below the data folder."""
    found = {path for pattern in LEFT for path in folders.data.rglob(pattern)}
    return sorted(str(path.relative_to(folders.data)) for path in found if path.relative_to(folders.data).parts[0] not in ALLOWED)


def build_direct(folders: Folders) -> None:
    """The steps of a build in their order, under its lock, without Dagster."""
    from pipelines.engines.months import annotate_months
    from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate
    from pipelines.releases import reprints
    from pipelines.releases.ingest import ingest
    from pipelines.releases.state import build_lock, claim
    from pipelines.warehouse.build import build_table
    from pipelines.warehouse.catalogue import tables
    from pipelines.warehouse.publish import publish

    claim(folders.data, folders.raw)
    with build_lock(folders.data):
        ingest(folders.raw, folders.data)
        reprints.update(folders.data)
        annotate_months(folders.data, annotate, EXTRACTOR_VERSION)
        for node in tables():
            build_table(folders.data, node.name)
        publish(folders.data)


def in_child(what: Callable[..., object], *arguments: object) -> tuple[int, list]:
    """Run in a forked process, which may be killed from outside; its exit code and what it returned."""
    receive, send = multiprocessing.Pipe(duplex=False)
    pid = os.fork()
    if not pid:
        try:
            os.setsid()
            send.send(what(*arguments))
            os._exit(0)
        except BaseException as error:
            print(f"{type(error).__name__}: {error}", file=sys.stderr, flush=True)
            os._exit(1)
    send.close()
    try:
        answer = [receive.recv()]
    except EOFError:
        answer = []
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1]), answer


def run(how: str, folders: Folders, kill_after: float | None = None) -> tuple[bool, float]:
    """One build, killed after so many seconds; whether it came to its end, and how long it took."""
    started = time.monotonic()
    if how == "command":
        command = [sys.executable, "-m", "pipelines.cli", "build", "--raw", str(folders.raw), "--data", str(folders.data), "--workers", "2"]
        process = subprocess.Popen(command, cwd=ROOT, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        pid, wait = process.pid, process.poll
    else:
        pid = os.fork()
        if not pid:
            code = 1
            try:
                os.setsid()
                build_direct(folders)
                code = 0
            finally:
                os._exit(code)
        wait = _waiter(pid)
    while (code := wait()) is None:
        if kill_after is not None and time.monotonic() - started >= kill_after:
            os.killpg(pid, signal.SIGKILL)
            kill_after = None
        time.sleep(0.002)
    assert code in (0, -9), f"a build failed with exit code {code}"
    return code == 0, time.monotonic() - started


def _waiter(pid: int) -> Callable[[], int | None]:
    def poll() -> int | None:
        done, status = os.waitpid(pid, os.WNOHANG)
        return os.waitstatus_to_exitcode(status) if done else None

    return poll


def show(folders: Folders) -> tuple:
    code, answer = in_child(seen, folders)
    assert code == 0, "the published warehouse is not whole"
    return answer[0]


def trials(kills: int, how: str, folder: Path, seed: int = 0, log: Callable[[str], None] = print, series: int = 1) -> Counter[str]:
    """Kill so many builds, ``series`` of them before one is let through; what each left published.

    Raises AssertionError where something is not as it must be.
    """
    rng, folders, found = random.Random(seed), Folders(folder / "raw", folder / "data"), Counter[str]()
    change(folders, 0)
    run(how, folders)
    change(folders, 1)
    _, seconds = run(how, folders)
    log(f"a build takes {seconds:.1f} s")  # twice so long a kill, or more
    n, done = 2, 0
    while done < kills:
        old, afters = show(folders), []
        change(folders, n)
        before = stamps(folders)
        for _ in range(min(series, kills - done)):
            moment = rng.uniform(0.02, seconds)
            ended, _ = run(how, folders, moment)
            afters.append((moment, ended, show(folders)))
            assert stamps(folders) == before, "raw/ was touched"
        run(how, folders)
        new = show(folders)
        assert stamps(folders) == before, "raw/ was touched"
        assert not left_over(folders), left_over(folders)
        for moment, ended, after in afters:
            assert after in (old, new) and new != old, f"neither the old nor the new warehouse: {old} {after} {new}"
            outcome = "ended before the kill" if ended else "killed, new" if after == new else "killed, old"
            found[outcome] += 1
            done += 1
            log(f"{done}: after {moment:.2f} s of {seconds:.2f}: {outcome}")
        n += 1
    return found


def prepare() -> None:
    """Load what a build needs, so that a forked process begins with the build itself; nothing here starts a thread."""
    import pipelines.engines.months
    import pipelines.extract.annotate as extraction
    import pipelines.releases.ingest
    import pipelines.warehouse.publish  # noqa: F401

    extraction.annotate_release(1, "x", TEXT, date(2025, 1, 1))


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--kills", type=int, default=100)
    options.add_argument("--how", choices=("direct", "command"), default="direct")
    options.add_argument("--seed", type=int, default=0)
    options.add_argument("--series", type=int, default=1)
    given = options.parse_args()
    prepare()
    with tempfile.TemporaryDirectory() as folder:
        print(dict(trials(given.kills, given.how, Path(folder), given.seed, lambda line: print(line, flush=True), given.series)))


if __name__ == "__main__":
    main()

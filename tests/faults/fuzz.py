"""Fuzzes reading and extraction for as long as one likes: ``python tests/faults/fuzz.py --minutes 60 --found DIR``.

A child process under limits of memory and time does the cases; this one watches it. What raises, hangs, dies or takes
too much is kept in DIR with the seed that makes it again. ``--giants`` does the large files instead, ``--seed N`` one case.
Small versions of what was found are in ``tests/integration/test_bad_input.py``.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time
import traceback
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from cases import ROOT, Case, case, giants, text

MEMORY = 3 * 1024**3  # address space of the child
SECONDS = 60  # one case; what takes longer than SLOW is kept too
SLOW = 5.0


class Wrong(AssertionError):
    """A case was read or extracted into something that may not be."""


@contextmanager
def limited(seconds: int) -> Iterator[None]:
    def stop(*_: object) -> None:
        raise TimeoutError(f"more than {seconds} s")

    signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)  # of the processor: the machine may be busy with other things
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def read(one: Case, folder: Path) -> list:
    """The records of one file, read as a build does."""
    from pipelines.releases import inventory
    from pipelines.releases.read import read_file, task_of

    path = folder / one.name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(one.data)
    sidecar = path.with_name(f"{path.name}.yaml")
    if one.sidecar is not None:
        sidecar.write_bytes(one.sidecar)
    try:
        taken = inventory.take(folder)
        records = [record for found in taken.found for record in read_file(folder, task_of(taken, found))]
        if not records and not taken.rejected:
            raise Wrong("neither a record nor a rejection")
        return records
    finally:
        path.unlink()
        sidecar.unlink(missing_ok=True)


def extract(body: str, issued_on: date, **known: str | None) -> None:
    """Annotations of one text in the schema of annotations, with every span as it is printed."""
    import pyarrow as pa

    from pipelines.extract.annotate import annotate_release
    from pipelines.extract.model import ANNOTATIONS

    row = annotate_release(1, "x.txt", body, issued_on, **known)
    pa.Table.from_pylist([row], schema=ANNOTATIONS)
    for kind in ("figures", "milestones", "annual_themes", "numeric_spans", "unclassified"):
        for found in row[kind]:
            if body[found["span_start"] : found["span_end"]] != found["span_text"] or not found["span_text"]:
                raise Wrong(f"{kind}: {found['span_text']!r} does not stand at {found['span_start']}")


def check(one: Case, folder: Path, longest: int = 300_000) -> Counter[str]:
    """Read one file and extract what it gives; what was seen."""
    from pipelines.releases.model import Rejection

    seen: Counter[str] = Counter()
    for record in read(one, folder)[:50]:
        if isinstance(record, Rejection):
            seen[f"rejected {record.reason}"] += 1
            if not record.detail or record.detail.startswith("The reader failed on it"):
                seen["rejected without a rule"] += 1
            continue
        record.text.encode("utf-8")
        seen["loaded"] += 1
        if len(record.text) <= longest:
            extract(record.text, record.issued_on, place=record.place, kind=record.kind, title=record.title, publisher=record.publisher)
    return seen


def once(seed: int, folder: Path) -> Counter[str]:
    rng = random.Random(seed)
    if rng.random() < 0.5:
        return check(case(rng), folder)
    extract(text(rng), date(2025, 1, 2), kind=rng.choice((None, "news", "work_report", "communique", "policy")))
    return Counter(["extracted"])


def child(first: int, until: float, found: Path) -> None:
    """Cases from seed ``first`` on. The seed at work is in ``found/at``, so that a death tells which."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    at, seen, seed = found / "at", Counter[str](), first
    with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
        while time.time() < until:
            at.write_text(str(seed))
            started = time.process_time()
            try:
                with limited(SECONDS):
                    seen += once(seed, Path(folder))
            except Exception:
                seen["FAILED"] += 1
                (found / f"{seed}.txt").write_text(traceback.format_exc())
            seconds = time.process_time() - started
            if seconds > SLOW:
                seen["SLOW"] += 1
                (found / f"{seed}.slow").write_text(f"{seconds:.1f} s\n")
            seed += 1
            seen["cases"] += 1
            if seen["cases"] % 500 == 0:
                peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
                (found / f"seen-{first}").write_text(f"{dict(seen)}\npeak {peak} MB\n")
    (found / f"seen-{first}").write_text(f"{dict(seen)}\npeak {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024} MB\n")
    at.unlink()


def watch(minutes: float, first: int, found: Path) -> None:
    until, at = time.time() + minutes * 60, found / "at"
    found.mkdir(parents=True, exist_ok=True)
    while time.time() < until:
        process = subprocess.Popen([sys.executable, __file__, "--child", str(first), "--until", str(until), "--found", str(found)], cwd=ROOT)
        while process.poll() is None:
            time.sleep(5)
            if at.exists() and time.time() - at.stat().st_mtime > 10 * SECONDS:
                process.kill()  # hangs where no signal is heard
        if at.exists():
            seed = int(at.read_text())
            (found / f"{seed}.died").write_text(f"exit {process.returncode}\n")
            first = seed + 1


def do_giants() -> None:
    """Each of the large files in a process of its own: seconds and peak memory."""
    for number, (name, _) in enumerate(giants()):
        process = subprocess.run([sys.executable, __file__, "--giant", str(number)], cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"{name}: {process.stdout.strip() or process.stderr.strip()[-300:]} (exit {process.returncode})", flush=True)


def do_giant(number: int) -> None:
    one = next(one for i, (_, one) in enumerate(giants()) if i == number)
    resource.setrlimit(resource.RLIMIT_AS, (2 * MEMORY, 2 * MEMORY))
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder, limited(600):
        seen = check(one, Path(folder), longest=30_000_000)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    print(f"{dict(seen)} in {time.monotonic() - started:.1f} s, peak {peak} MB")


def main() -> None:
    options = argparse.ArgumentParser()
    options.add_argument("--minutes", type=float, default=1.0)
    options.add_argument("--first", type=int, default=0)
    options.add_argument("--found", type=Path, default=Path("found"))
    for name, kind in (("--child", int), ("--until", float), ("--seed", int), ("--giant", int)):
        options.add_argument(name, type=kind)
    options.add_argument("--giants", action="store_true")
    given = options.parse_args()
    os.nice(19)
    if given.child is not None:
        child(given.child, given.until, given.found)
    elif given.seed is not None:
        with tempfile.TemporaryDirectory() as folder:
            print(once(given.seed, Path(folder)))
    elif given.giant is not None:
        do_giant(given.giant)
    elif given.giants:
        do_giants()
    else:
        watch(given.minutes, given.first, given.found)


if __name__ == "__main__":
    main()

"""What goes wrong around a build: it is killed, the disk is full, the folder can't be written, two build at once, many read.

The long versions are in ``tests/faults``.
"""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import duckdb
import pytest
from building import NEWS, RELEASES, REPORT, build, prepare, query, write_raw

from pipelines.releases import read
from pipelines.releases.state import StateError, claim
from pipelines.warehouse.connection import reader
from pipelines.warehouse.publish import publish, warehouse_of

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "tests" / "faults"))

from kill import Folders, left_over  # noqa: E402

RUN = [sys.executable, "-c"]


def in_process(code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Python code in a process of its own, with the tests' helpers at hand."""
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "integration")])
    return subprocess.run([*RUN, code], capture_output=True, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path, **environment}, check=False)


def test_builds_killed_at_random_moments(tmp_path: Path) -> None:
    """Six kills, in a process that holds no threads yet."""
    code = f"import sys; sys.path.insert(0, 'tests/faults'); from pathlib import Path; import kill; kill.prepare(); print(sum(kill.trials(6, 'direct', Path({str(tmp_path)!r}), seed=5, series=6).values()))"
    done = in_process(code)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.splitlines()[-1] == "6"


@pytest.mark.parametrize("limit", [40_000, 2_000_000])
def test_a_full_disk_leaves_the_old_warehouse(tmp_path: Path, limit: int) -> None:
    """A limit on the size of files stands for the disk: writing beyond it fails as on a full one."""
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    build(raw, data)
    before, content = warehouse_of(data).stat(), query(data, "SELECT * FROM figures ORDER BY ALL")
    write_raw(raw, {f"2026-02-0{i}.txt": REPORT + f"新开工项目{i}个。" * 50 for i in range(1, 8)})
    code = (
        "import resource, signal; signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "from pathlib import Path; from building import build\n"
        f"resource.setrlimit(resource.RLIMIT_FSIZE, ({limit}, {limit}))\n"
        f"build(Path({str(raw)!r}), Path({str(data)!r}))"
    )
    failed = in_process(code)
    assert failed.returncode == 1
    said = failed.stderr.strip().splitlines()
    assert any(word in "\n".join(said[-3:]) for word in ("File too large", "Could not write", "Could not be")), failed.stderr[-600:]
    assert (warehouse_of(data).stat().st_ino, warehouse_of(data).stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert query(data, "SELECT * FROM figures ORDER BY ALL") == content
    build(raw, data)
    assert query(data, "SELECT count(*) FROM releases WHERE is_current") == [(9,)]
    assert not left_over(Folders(raw, data))


def test_a_folder_that_cannot_be_written_is_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Root may write anywhere, so that the kernel's answer is put in its mouth."""
    raw = write_raw(tmp_path / "raw", RELEASES)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(StateError, match=r"Cannot write to the data folder .*Permission denied.*--data"):
        claim(tmp_path / "data", raw)


def test_a_read_only_data_folder_is_one_sentence(tmp_path: Path) -> None:
    """A folder that belongs to the system: even root can't make files in it."""
    raw = write_raw(tmp_path / "raw", RELEASES)
    with pytest.raises(StateError, match="Cannot write to the data folder"):
        claim(Path("/proc/duixian"), raw)


def test_a_file_that_is_being_written_is_left_for_the_next_build(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    path = raw / next(iter(RELEASES))
    true_fstat = os.fstat

    def growing(handle: int) -> os.stat_result:
        found = true_fstat(handle)
        if os.readlink(f"/proc/self/fd/{handle}") == str(path):
            with open(path, "a", encoding="utf-8") as file:
                file.write("。")
        return found

    with monkeypatch.context() as patched:
        patched.setattr(read.os, "fstat", growing)
        build(raw, data)
    assert query(data, "SELECT source_path, reason FROM rejected_releases") == [(next(iter(RELEASES)), "changing")]
    build(raw, data)
    assert query(data, "SELECT count(*) FROM rejected_releases") == [(0,)]


def test_a_file_that_disappears_is_a_rejection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    gone = next(iter(RELEASES))
    true_open = os.open

    def vanishing(path: object, *rest: int, **more: int) -> int:
        if str(path).endswith(gone):
            Path(str(path)).unlink(missing_ok=True)
        return true_open(path, *rest, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(read.os, "open", vanishing)
        build(raw, data)
    assert query(data, "SELECT reason, detail FROM rejected_releases") == [("unreadable", "The file disappeared while the folder was read.")]


def test_twenty_readers_through_five_publishes(tmp_path: Path) -> None:
    """Every connection sees one build whole: as many figures as its own record of builds says."""
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    build(raw, data)
    stop, troubles, answers = threading.Event(), [], []

    def read_on() -> None:
        try:
            connection = reader(warehouse_of(data))
            first = _state(connection)
            while not stop.is_set():
                assert _state(connection) == first  # what is open does not change
                answers.append(first)
                time.sleep(0.3)
            connection.close()
        except Exception as error:
            troubles.append(f"{type(error).__name__}: {error}")

    processes = [_reading_process(data, tmp_path / f"stop{i}") for i in range(4)]
    threads = [threading.Thread(target=read_on) for _ in range(16)]
    for thread in threads:
        thread.start()
    try:
        for n in range(5):
            if n == 2:
                write_raw(raw, {"2026-03-01.txt": NEWS.replace("12个", "40个")})
                prepare(raw, data)
            publish(data)
    finally:
        stop.set()  # else the readers never end
    for thread in threads:
        thread.join(60)
    for i, process in enumerate(processes):
        (tmp_path / f"stop{i}").touch()
        out, err = process.communicate(timeout=60)
        assert process.returncode == 0, err
        assert int(out) > 1  # opened again and again, it has seen more than one build
    assert not troubles and len(answers) > 16
    assert query(data, "SELECT count(*) FROM figures") == [(6,)]


def _state(connection: duckdb.DuckDBPyConnection) -> tuple[object, ...]:
    row = connection.execute(
        "SELECT (SELECT figures FROM dw.audit_run ORDER BY rowid DESC LIMIT 1), (SELECT count(*) FROM figures), (SELECT count(*) FROM dw.audit_run)"
    ).fetchone()
    assert row and row[0] == row[1], f"half-seen: {row}"
    return row


def _reading_process(data: Path, stop: Path) -> subprocess.Popen[str]:
    """A process that opens the warehouse again for every question; it prints how many builds it saw."""
    code = (
        "import pathlib, sys, time; from test_faults import _state, reader, warehouse_of\n"
        f"data, stop, seen = pathlib.Path({str(data)!r}), pathlib.Path({str(stop)!r}), set()\n"
        "while not stop.exists():\n"
        "    connection = reader(warehouse_of(data)); seen.add(_state(connection)); connection.close(); time.sleep(0.3)\n"
        "print(len(seen))"
    )
    path = os.pathsep.join([str(ROOT), str(ROOT / "tests" / "integration")])
    return subprocess.Popen([*RUN, code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=ROOT, env={**os.environ, "PYTHONPATH": path})


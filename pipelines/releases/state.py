"""The data folder's state: which raw folder it was built from, and who is building now.

``raw_folder.txt`` remembers the raw folder; ``.build.lock`` is held by flock, so the kernel frees it however
the build ends. What the folder holds (releases, annotations, warehouse) does not belong here.
"""

from __future__ import annotations

import fcntl
import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

RAW_FOLDER = "raw_folder.txt"
BUILD_LOCK = ".build.lock"


class StateError(Exception):
    """The data folder can't be used as asked; the message is a sentence for the person at the keyboard."""


def claim(data: Path, raw: Path) -> None:
    """Bind ``data`` to ``raw`` on first use; afterwards refuse any other raw folder. Raises StateError."""
    wanted = str(raw.resolve())
    if not raw.is_dir():
        raise StateError(f"There is no raw folder {wanted}.")
    if data.resolve().is_relative_to(raw.resolve()):
        raise StateError(f"The data folder {data} lies inside the raw folder; nothing may write there: name another with --data.")
    memory = data / RAW_FOLDER
    remembered = claimed_raw(data)
    if remembered is not None and remembered != wanted:
        raise StateError(
            f"The data folder {data} holds what was built from {remembered}, not from {wanted}: "
            f"name another data folder with --data (if the raw folder only moved, delete {memory})."
        )
    if remembered is None:
        _remember(memory, wanted)


def claimed_raw(data: Path) -> str | None:
    """The raw folder that ``data`` was built from, None for a new data folder."""
    try:
        return (data / RAW_FOLDER).read_text(encoding="utf-8").rstrip("\n")
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as error:
        raise StateError(f"The data folder {data} cannot be read ({error}): name another with --data.") from error


def _remember(memory: Path, raw: str) -> None:
    try:
        memory.parent.mkdir(parents=True, exist_ok=True)
        temporary = memory.with_name(f".{memory.name}.tmp")
        temporary.write_text(raw + "\n", encoding="utf-8")
        os.replace(temporary, memory)
    except OSError as error:
        raise StateError(f"Cannot write to the data folder {memory.parent} ({error.strerror}): name another with --data.") from error


@contextmanager
def build_lock(data: Path) -> Iterator[None]:
    """Hold the one build lock of ``data``; a second builder gets a StateError that names the first."""
    try:
        data.mkdir(parents=True, exist_ok=True)
        handle = os.open(data / BUILD_LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
    except OSError as error:
        raise StateError(f"Cannot write to the data folder {data} ({error.strerror}): name another with --data.") from error
    try:
        _take(handle, data)
        yield
    finally:
        os.close(handle)


def is_building(data: Path) -> bool:
    """Whether some process holds the build lock of ``data``."""
    try:
        handle = os.open(data / BUILD_LOCK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(handle)
    return False


def _take(handle: int, data: Path) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        holder = os.pread(handle, 500, 0).decode("utf-8", "replace").strip() or "another process"
        raise StateError(f"Another build is writing to {data}: {holder}. Wait for it, or name another folder with --data.") from None
    started = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S UTC")
    os.ftruncate(handle, 0)
    os.pwrite(handle, f"process {os.getpid()} on {socket.gethostname()}, since {started}".encode(), 0)

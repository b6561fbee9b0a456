"""One file of raw/ becomes Releases or Rejections: its bytes, its format, its metadata, in that order.

``read_file`` does one file and is what the processes of ``ingest`` run. A file is untrusted: whatever is wrong with
it becomes a Rejection with a reason, and the next file is read.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

from pipelines.releases import bulk, inventory
from pipelines.releases.encodings import Unreadable
from pipelines.releases.formats import BULK_FORMATS, MAX_BULK_BYTES, MAX_FILE_BYTES, Converted, convert
from pipelines.releases.metadata import Given, given_of, settle, sidecar_of
from pipelines.releases.model import Rejection, Release

NEWER_TRIES = 2  # a file that changes while it is read is read again, then left for the next build


@dataclass(frozen=True, slots=True)
class Task:
    """What reading one file needs: everything a worker process can't see from the file itself."""

    path: str
    format: str
    given: list[Given] = field(default_factory=list)
    rows: dict[str, list[Given]] = field(default_factory=dict)  # of a bulk file: row path → manifest entries


def task_of(taken: inventory.Inventory, found: inventory.Found) -> Task:
    return Task(found.path, found.format, taken.given(found.path), taken.bulk_entries.get(found.path, {}))


def read_file(raw: Path, task: Task, known_hash: str | None = None) -> Iterator[Release | Rejection]:
    """The records of one file, at least one; none where its bytes are those of ``known_hash``.

    Never raises for what a file may be (MemoryError and interrupts apart).
    """
    digest: str | None = None
    try:
        data = _bytes_of(raw, task)
        digest = hashlib.sha256(data).hexdigest()
        if digest == known_hash:
            return
        given = _given(raw, task)
        if task.format in BULK_FORMATS:
            yield from _bulk_releases(task, data, given)
        else:
            yield _release(task.path, digest, task.format, convert(data, task.format), given)
    except Unreadable as error:
        yield Rejection(task.path, error.reason, error.detail, digest)
    except FileNotFoundError:
        yield Rejection(task.path, "unreadable", "The file disappeared while the folder was read.", None)
    except OSError as error:
        yield Rejection(task.path, "unreadable", f"Could not be read: {error.strerror or error}.", None)
    except (RecursionError, ValueError, LookupError) as error:
        detail = f"The reader failed on it: {type(error).__name__} {str(error)[:150]}"
        yield Rejection(task.path, "malformed", detail, digest)


def _bytes_of(raw: Path, task: Task) -> bytes:
    limit = MAX_BULK_BYTES if task.format in BULK_FORMATS else MAX_FILE_BYTES
    for _ in range(NEWER_TRIES):
        handle = os.open(raw / task.path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC)
        with os.fdopen(handle, "rb") as file:
            before = os.fstat(handle)
            if before.st_size > limit:
                raise Unreadable("too_large", f"{before.st_size:,} bytes; this format may have {limit:,}.")
            data = file.read(limit + 1)
            after = os.fstat(handle)
        if len(data) == after.st_size and before.st_mtime_ns == after.st_mtime_ns:
            return data
    raise Unreadable("changing", "The file was being written while it was read; the next build reads it again.")


def _given(raw: Path, task: Task) -> list[Given]:
    data = inventory.sidecar_bytes(raw, task.path)
    return ([sidecar_of(data)] if data is not None else []) + task.given


def _release(path: str, digest: str, format: str, converted: Converted, given: list[Given]) -> Release:
    known = asdict(settle(path, converted, given))
    return Release(release_path=path, sha256=digest, text=converted.text, encoding=converted.encoding, format=format, **known)


def _bulk_releases(task: Task, data: bytes, given: list[Given]) -> Iterator[Release | Rejection]:
    sidecar = [one for one in given if one.source == "sidecar"]
    manifest = [one for one in given if one.source != "sidecar"]
    keys: set[str] = set()
    for number, row in enumerate(bulk.rows_of(data, task.format), start=1):
        path = f"{task.path}#{row.key}"
        if row.key in keys:
            detail = f"Row {number} has the key of an earlier row: {row.key[:100]}"
            yield Rejection(f"{path} (row {number})", "duplicate_key", detail, row.sha256)
            continue
        keys.add(row.key)
        if row.refused is not None:
            yield Rejection(path, row.refused.reason, row.refused.detail, row.sha256)
            continue
        own = [given_of("manifest", row.columns or {})]
        said = [*sidecar, *task.rows.get(path, ()), *own, *manifest]
        try:
            converted = Converted(row.text, row.encoding)
            yield _release(path, row.sha256 or "", task.format, converted, said)
        except Unreadable as error:
            yield Rejection(path, error.reason, error.detail, row.sha256)

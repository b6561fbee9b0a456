"""What lies in raw/: which files are records, which are reserved, which can't be read; and what manifests say.

Walking only: contents are read in ``read``. Nothing here follows a link out of raw/.
"""

from __future__ import annotations

import hashlib
import json
import os
import posixpath
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from pipelines.releases.encodings import Unreadable
from pipelines.releases.formats import FORMATS
from pipelines.releases.metadata import MAX_SIDECAR_BYTES, Given, manifest_of
from pipelines.releases.model import Rejection

MANIFEST = "manifest.csv"
RESERVED_AT_TOP = frozenset(("README.md", "corrections.csv"))
OUTCOMES = "outcomes"  # the folder of official outcome tables, at the top


@dataclass(frozen=True, slots=True)
class Found:
    """One regular file that should be a record. ``stamp`` changes whenever its content may have."""

    path: str  # below raw/, POSIX
    format: str
    size: int
    stamp: str


@dataclass(slots=True)
class Inventory:
    """Everything raw/ holds now. ``manifests``: folder below raw/ ("" is raw/ itself) → listed path → entry."""

    found: list[Found] = field(default_factory=list)
    rejected: list[Rejection] = field(default_factory=list)
    sidecars: dict[str, str] = field(default_factory=dict)  # path of the file described → stamp of its sidecar
    manifests: dict[str, dict[str, Given]] = field(default_factory=dict)
    bulk_entries: dict[str, dict[str, list[Given]]] = field(default_factory=dict)  # bulk file → row path → entries

    def given(self, path: str) -> list[Given]:
        """What the manifests say of a path, the nearest folder first."""
        folder, said = posixpath.dirname(path), []
        while True:
            entry = self.manifests.get(folder, {}).get(path)
            if entry is not None:
                said.append(entry)
            if not folder:
                return said
            folder = posixpath.dirname(folder)

    def fingerprint(self, path: str) -> str:
        """Hash of all metadata written down for a path: what makes a release be read again beside its bytes."""
        said = [[one.source, dict(one.fields), dict(one.extra)] for one in self.given(path)]
        rows = {
            row: [[one.source, dict(one.fields), dict(one.extra)] for one in entries]
            for row, entries in sorted(self.bulk_entries.get(path, {}).items())
        }
        content = json.dumps([self.sidecars.get(path), said, rows], sort_keys=True)
        return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()


def take(raw: Path) -> Inventory:
    """Walk raw/, sorted by path; read the manifests. Never fails on a file: what is wrong becomes a Rejection."""
    inventory = Inventory()
    listed: list[str] = []
    names = sorted(_walk(raw, "", inventory))
    present = {path for path, _ in names}
    for path, status in names:
        if posixpath.basename(path) == MANIFEST:
            listed.append(path)
        elif path.endswith(".yaml") and (path[:-5] in present or posixpath.splitext(path[:-5])[1].lower() in FORMATS):
            inventory.sidecars[path[:-5]] = _stamp(status)
        else:
            _add(inventory, path, status)
    for path in listed:
        _read_manifest(inventory, raw, path)
    _check_listed(inventory, present)
    return inventory


def _walk(raw: Path, folder: str, inventory: Inventory) -> Iterator[tuple[str, os.stat_result]]:
    """Files below raw/ with their status; reserved and hidden ones are left out, trouble is noted."""
    pending = [folder]
    while pending:
        folder = pending.pop()
        try:
            with os.scandir(raw / folder) as entries:
                children = list(entries)
        except OSError as error:
            inventory.rejected.append(Rejection(_printable(folder or "."), "unreadable", _why(error), None))
            continue
        for entry in children:
            path = posixpath.join(folder, entry.name)
            if entry.name.startswith(".") or path in RESERVED_AT_TOP or path == OUTCOMES:
                continue
            if not _is_name(path):
                detail = "The file's name is no UTF-8, or has control characters; rename it."
                inventory.rejected.append(Rejection(_printable(path), "bad_name", detail, None))
                continue
            status = _status(raw, path, entry, inventory)
            if status is not None and stat.S_ISDIR(status.st_mode):
                pending.append(path)
            elif status is not None:
                yield path, status


def _status(raw: Path, path: str, entry: os.DirEntry[str], inventory: Inventory) -> os.stat_result | None:
    """The status of a file or folder within raw/; None where it was refused."""
    try:
        if entry.is_symlink():
            target = (raw / path).resolve(strict=True)
            if not target.is_relative_to(raw.resolve()):
                raise Unreadable("outside_raw", f"A link that leaves raw/, to {target}; copy the file instead.")
            if target.is_dir():
                raise Unreadable("link", "A link to a folder of raw/; its files are read where they lie.")
        status = os.stat(raw / path)
        if not stat.S_ISREG(status.st_mode) and not stat.S_ISDIR(status.st_mode):
            raise Unreadable("not_a_file", "Neither a file nor a folder (a pipe, a socket or a device).")
    except Unreadable as error:
        inventory.rejected.append(Rejection(path, error.reason, error.detail, None))
        return None
    except (OSError, RuntimeError) as error:
        inventory.rejected.append(Rejection(path, "unreadable", _why(error), None))
        return None
    return status


def _add(inventory: Inventory, path: str, status: os.stat_result) -> None:
    format = FORMATS.get(posixpath.splitext(path)[1].lower())
    if format is None:
        known = " ".join(FORMATS)
        detail = f"Unsupported format: the name ends in none of {known}."
        inventory.rejected.append(Rejection(path, "unsupported_format", detail, None))
        return
    inventory.found.append(Found(path, format, status.st_size, _stamp(status)))


def _stamp(status: os.stat_result) -> str:
    """Changes with every write and every replacement: ctime can't be set back as mtime can."""
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ctime_ns}:{status.st_ino}"


def _read_manifest(inventory: Inventory, raw: Path, path: str) -> None:
    try:
        entries, refused = manifest_of((raw / path).read_bytes(), path)
    except Unreadable as error:
        inventory.rejected.append(Rejection(path, error.reason, error.detail, None))
        return
    except OSError as error:
        inventory.rejected.append(Rejection(path, "unreadable", _why(error), None))
        return
    inventory.manifests[posixpath.dirname(path)] = entries
    inventory.rejected.extend(refused)


def _check_listed(inventory: Inventory, present: set[str]) -> None:
    """Entries for rows of bulk files are handed to their file; entries for nothing are rejected."""
    for folder, entries in sorted(inventory.manifests.items()):
        for listed, given in entries.items():
            if listed in present:
                continue
            file = next((listed[: at.start()] for at in re.finditer("#", listed) if listed[: at.start()] in present), None)
            if file is not None:
                inventory.bulk_entries.setdefault(file, {}).setdefault(listed, []).insert(0, given)
                continue
            where = f"{posixpath.join(folder, MANIFEST)}:{listed}"
            inventory.rejected.append(Rejection(where, "not_found", "The manifest lists a file that is not there.", None))


def sidecar_bytes(raw: Path, path: str) -> bytes | None:
    """The bytes of the sidecar of ``path``, None where it has none. One byte over the limit is enough to refuse."""
    try:
        with open(raw / f"{path}.yaml", "rb") as handle:
            return handle.read(MAX_SIDECAR_BYTES + 1)
    except FileNotFoundError:
        return None


def _is_name(path: str) -> bool:
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return not any(ord(c) < 32 or c == "\x7f" for c in path)


def _printable(path: str) -> str:
    text = path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    return "".join(c if ord(c) >= 32 and c != "\x7f" else f"\\x{ord(c):02x}" for c in text)


def _why(error: BaseException) -> str:
    return f"Could not be read: {getattr(error, 'strerror', None) or error}."

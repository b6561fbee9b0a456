"""What changed in raw/ since the last load, told from names, sizes and times alone: no file is opened but manifests.

For the sensor, which looks every few seconds and must never meet what is inside a file. Reading belongs in ``ingest``.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pipelines.releases import dating, inventory, store
from pipelines.releases.formats import BULK_FORMATS
from pipelines.releases.ingest import reader_version
from pipelines.releases.inventory import Found, Inventory
from pipelines.releases.store import Seen


@dataclass(frozen=True, slots=True)
class Changes:
    """Paths below raw/ that are new, changed or gone. ``months`` are those they touch; None where only reading can tell."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    removed: tuple[str, ...]
    months: tuple[str, ...] | None
    state: str  # hash of what is changed how: the same as long as nothing happens

    @property
    def count(self) -> int:
        return len(self.new) + len(self.changed) + len(self.removed)


def changes(raw: Path, data: Path) -> Changes:
    """Compare ``raw`` with what the last load into ``data`` saw."""
    taken, before, reader = inventory.take(raw), store.load_inventory(data), reader_version()
    found = {one.path: one for one in taken.found}
    new = sorted(path for path in found if path not in before)
    removed = sorted(path for path in before if path not in found)
    changed = sorted(path for path, one in found.items() if path in before and _differs(taken, one, before[path], reader))
    touched = [*(found[path] for path in (*new, *changed))]
    outside = _outside(raw, data)
    months = None if outside else _months(data, taken, touched, [before[path] for path in (*changed, *removed)])
    stamps = [f"{one.path}\0{one.stamp}\0{taken.fingerprint(one.path)}" for one in touched]
    stamps += [f"{path}\0{(raw / path).stat().st_ctime_ns}" for path in outside]
    state = hashlib.sha256("\n".join([reader, *stamps, *removed]).encode("utf-8", "surrogatepass")).hexdigest()[:16]
    return Changes(tuple(new), (*changed, *outside), tuple(removed), months, state)


def _outside(raw: Path, data: Path) -> list[str]:
    """Corrections and official outcomes written since the last load; the folder itself tells of one that went."""
    loaded = data / "inventory.parquet"
    if not loaded.exists():
        return []
    folder = raw / inventory.OUTCOMES
    paths = [raw / name for name in inventory.RESERVED_AT_TOP if name.endswith(".csv")] + [folder, *folder.glob("*.csv")]
    return sorted(str(path.relative_to(raw)) for path in paths if path.exists() and path.stat().st_ctime_ns > loaded.stat().st_mtime_ns)


def _differs(taken: Inventory, found: Found, seen: Seen, reader: str) -> bool:
    return (seen.stamp, seen.fingerprint, seen.reader) != (found.stamp, taken.fingerprint(found.path), reader)


def _months(data: Path, taken: Inventory, touched: Iterable[Found], before: Iterable[Seen]) -> tuple[str, ...] | None:
    by_name = {_month_by_name(taken, found) for found in touched}
    if None in by_name:
        return None
    keys = {key for seen in before for key in seen.release_keys}
    held = store.load_versions(data) if keys else {}
    by_history = {month for month, versions in held.items() if any(version.release_key in keys for version in versions)}
    return tuple(sorted(month for month in by_name | by_history if month))


def _month_by_name(taken: Inventory, found: Found) -> str | None:
    """The month of issue where a manifest or the file's name decides it."""
    if found.format in BULK_FORMATS or found.path in taken.sidecars:
        return None
    for given in taken.given(found.path):
        if "issued_on" in given.fields:
            dated = dating.parse_date(given.fields["issued_on"])
            return f"{dated.day:%Y-%m}" if dated else None
    by_path = dating.path_date(found.path)
    return f"{by_path.day:%Y-%m}" if by_path and by_path.flag is None else None

"""Versions and reprints: what is current, what it superseded, which texts are the same. Pure functions.

A version is a release path with a content hash (of the raw bytes); nothing of history is ever dropped. Content
that comes back is the old version, current again. Files and Parquet belong in ``store``.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from pipelines.releases.model import key_of


@dataclass(frozen=True, slots=True)
class Version:
    """One version of one release, without its text."""

    release_key: int
    release_path: str
    sha256: str
    text_sha256: str
    issued_on: date
    loaded_at: datetime  # when first loaded, UTC without zone
    version_no: int = 0  # 0: not numbered yet
    supersedes_key: int | None = None
    is_current: bool = False
    removed: bool = False  # the path is no longer loaded from raw/; marks its last current version
    removed_at: datetime | None = None
    cluster_id: int = 0
    is_cluster_primary: bool = False

    @property
    def month(self) -> str:
        """The partition: month of issue, YYYY-MM."""
        return f"{self.issued_on:%Y-%m}"


def settle(known: Iterable[Version], current: Mapping[str, int], now: datetime) -> list[Version]:
    """All versions with numbers, currency, removal and clusters settled, sorted by path and number.

    ``known``: every version of history and of this load, one a key; ``current``: release path → key of the
    version that raw/ holds now. The result depends on these and on ``now`` (as time of removal) only.
    """
    by_path: dict[str, list[Version]] = defaultdict(list)
    for version in known:
        by_path[version.release_path].append(version)
    numbered = [
        version
        for path in sorted(by_path)
        for version in _settle_path(by_path[path], current.get(path), now)
    ]
    return _cluster(numbered)


def _settle_path(versions: list[Version], current: int | None, now: datetime) -> list[Version]:
    ordered = sorted(versions, key=lambda v: (v.version_no == 0, v.version_no, v.loaded_at, v.release_key))
    last = _last_shown(ordered) if current is None else None
    settled: list[Version] = []
    for number, version in enumerate(ordered, start=1):
        gone = version.release_key == last
        settled.append(
            replace(
                version,
                version_no=number,
                supersedes_key=settled[-1].release_key if settled else None,
                is_current=version.release_key == current,
                removed=gone,
                removed_at=(version.removed_at or now) if gone else None,
            )
        )
    return settled


def _last_shown(ordered: list[Version]) -> int:
    """The version a removed path had last: the one marked already, else the one that was current, else the newest."""
    for mark in ("removed", "is_current"):
        for version in ordered:
            if getattr(version, mark):
                return version.release_key
    return ordered[-1].release_key


def _cluster(versions: list[Version]) -> list[Version]:
    """Same text, one cluster, one primary: earliest issued, then first loaded, then by path; current ones first."""
    primary: dict[str, Version] = {}
    for version in versions:
        best = primary.get(version.text_sha256)
        if best is None or _rank(version) < _rank(best):
            primary[version.text_sha256] = version
    return [
        replace(
            version,
            cluster_id=key_of("cluster", version.text_sha256),
            is_cluster_primary=primary[version.text_sha256].release_key == version.release_key,
        )
        for version in versions
    ]


def _rank(version: Version) -> tuple[object, ...]:
    return (not version.is_current, version.issued_on, version.loaded_at, version.release_path, version.version_no)

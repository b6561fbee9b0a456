"""Writes the site of a published warehouse beside it: into a folder of its own, then swapped in whole.

Readers see the old site or the new one, never half of either. What is written comes from ``data`` and ``pages``.
"""

from __future__ import annotations

import os
import shutil
import time
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import duckdb

from pipelines.site import charts, data, pages
from pipelines.warehouse.connection import warehouse_of
from pipelines.warehouse.version import version_of


class SiteError(RuntimeError):
    """The site could not be built; the message is a sentence for the person at the keyboard."""


@dataclass(frozen=True, slots=True)
class Site:
    """The new site: its first page, how many files and bytes, and how long it took."""

    index: Path
    files: int
    bytes: int
    seconds: float


def site_of(folder: Path) -> Path:
    """Where the site of a data folder lies."""
    return folder / "site"


def build_site(folder: Path) -> Site:
    """Build the site of the warehouse in a data folder. Raises SiteError; then the old site stays as it was."""
    began, target, warehouse = time.monotonic(), site_of(folder), warehouse_of(folder)
    if not warehouse.is_file():
        raise SiteError(f"There is no warehouse in {folder} yet.")
    temporary, old = folder / ".site.tmp", folder / ".site.old"
    for left_over in (temporary, old):
        shutil.rmtree(left_over, ignore_errors=True)
    try:
        count, size = _write_all(folder, warehouse, temporary, target)
        _swap(temporary, target, old)
    except duckdb.Error as error:
        first = (str(error).splitlines() or [""])[0]
        raise SiteError(f"The site could not be written; the old one is unchanged. Was the warehouse built by an older version? {first}") from error
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    return Site(target / "index.html", count, size, time.monotonic() - began)


def _write_all(folder: Path, warehouse: Path, temporary: Path, old_site: Path) -> tuple[int, int]:
    """Files and bytes that were written."""
    written = [_write(temporary, pages.html_pages(version_of(warehouse)))]
    with data.opened(folder, warehouse) as connection:
        written.append(_write(temporary / "data", data.data_files(connection)))
    written.append(_write(temporary / "data", pages.scripts()))
    written.append(_write(temporary / "assets", ((path.name, path.read_text("utf-8")) for path in pages.asset_files())))
    written.append(_write(temporary / "assets", [(charts.bundle_name(), _library(old_site))]))
    return sum(count for count, _ in written), sum(size for _, size in written)


def _library(old_site: Path) -> str:
    """The charts' library, from the site before where that has the same version: making it takes seconds."""
    before = old_site / "assets" / charts.bundle_name()
    return before.read_text("utf-8") if before.is_file() else charts.bundle()


def _write(folder: Path, contents: Iterable[tuple[str, str]]) -> tuple[int, int]:
    count, size, made = 0, 0, set[Path]()
    for name, text in contents:
        path = folder / name
        if path.parent not in made:
            path.parent.mkdir(parents=True, exist_ok=True)
            made.add(path.parent)
        content = text.encode("utf-8")
        path.write_bytes(content)
        count, size = count + 1, size + len(content)
    return count, size


def _swap(new: Path, target: Path, old: Path) -> None:
    if target.exists():
        os.replace(target, old)
    os.replace(new, target)
    shutil.rmtree(old, ignore_errors=True)

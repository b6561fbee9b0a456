"""What the published file was loaded from, so that a copy of it needs only the rows that are others now.

``data/dw/published.json`` names the file by its stamp, by the code that made it, and by the content of each part that was
loaded. Where any of that is not so any more, a file is made from nothing. Loading and checking are ``publish``'s.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from pipelines.warehouse import parts
from pipelines.warehouse.catalogue import WHOLE, table_names
from pipelines.warehouse.parts import BY_YEAR

PUBLISHED = "published.json"

Contents = dict[str, dict[str, str]]  # table → part → hash of the part's file


@dataclass(frozen=True, slots=True)
class Held:
    """What a published file holds: who made it, and of which parts."""

    stamp: str
    made_by: str
    contents: Contents

    def replaced_years(self, now: Contents) -> frozenset[str]:
        """The years of which a table has other rows now: a release that moved is in none but these, before and after."""
        years = {year for table in BY_YEAR for one in (self.contents, now) for year in one.get(table, {})}
        return frozenset(year for year in years if any(self.contents.get(t, {}).get(year) != now[t].get(year) for t in BY_YEAR))


def contents_of(data: Path) -> Contents:
    """What lies below ``data/dw`` now; a file is read only where it does not lie as it was made."""
    record = parts.load(data)
    found: Contents = {}
    for table in table_names():
        made = record.get(table, {})
        found[table] = {}
        for path in parts.files_of(data, table):
            part = path.stem if table in BY_YEAR else WHOLE
            one = made.get(part)
            found[table][part] = one.content if one is not None and one.stamp == parts.stamp(path) else parts.content_of(path)
    return found


def load(data: Path, published: Path, made_by: str) -> Held | None:
    """What the published file holds; None where that is not known, or where other code made it."""
    try:
        found = Held(**json.loads((data / "dw" / PUBLISHED).read_text(encoding="utf-8")))
        return found if found.made_by == made_by and found.stamp == parts.stamp(published) else None
    except (OSError, ValueError, TypeError):
        return None


def remember(data: Path, published: Path, made_by: str, contents: Contents) -> None:
    """Note what the file that was just published holds."""
    path = data / "dw" / PUBLISHED
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(json.dumps(asdict(Held(parts.stamp(published), made_by, contents)), indent=1), encoding="utf-8")
    os.replace(temporary, path)


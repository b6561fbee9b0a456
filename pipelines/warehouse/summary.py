"""What a person is told at the end of a build, read from the published file."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from pipelines.warehouse.connection import reader

_COUNTS = """
    SELECT
        releases,
        (SELECT count(*) FROM main.releases WHERE is_current AND NOT is_cluster_primary),
        rejected, figures, targets, milestones,
        (SELECT count(*) FROM main.annual_themes)
    FROM dw.audit_run
    ORDER BY rowid DESC  -- the newest build is the last row
    LIMIT 1
"""
_REASONS = "SELECT reason, count(*) FROM rejected_releases GROUP BY reason ORDER BY count(*) DESC, reason"
_REJECTED = "SELECT source_path, detail FROM rejected_releases ORDER BY source_path LIMIT 5"
_PLACES = """
    SELECT coalesce(kind, '(no kind)'), count(*), count(*) FILTER (place_source = 'publisher') / count(*)
    FROM figures
    GROUP BY ALL
    ORDER BY 2 DESC, 1
"""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts of the analyst views. ``publisher_places``: kind of release, its figures, share placed by the publisher."""

    releases: int
    reprints: int
    rejected: int
    figures: int
    targets: int
    milestones: int
    annual_themes: int
    reasons: tuple[tuple[str, int], ...]
    first_rejected: tuple[tuple[str, str], ...]
    publisher_places: tuple[tuple[str, int, float], ...]


def summarise(warehouse: Path) -> Summary:
    """Read the summary of a published file. Raises FileNotFoundError where there is none."""
    connection = reader(warehouse)
    try:
        counts = connection.execute(_COUNTS).fetchone() or (0,) * 7
        tables = [tuple(connection.execute(query).fetchall()) for query in (_REASONS, _REJECTED, _PLACES)]
        return Summary(*counts, *tables)
    finally:
        connection.close()

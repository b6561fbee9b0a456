"""How much of a release speaks of which place: tells *not covered* from *covered, without a target*."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipelines.extract.context import Document, Walk


def coverage_of(doc: Document, figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a place that is subject of a sentence, or of a figure, in order of first mention."""
    chars: dict[str, int] = defaultdict(int)
    sentences: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    walk = Walk(doc)
    for s in doc.layout.sentences:
        walk.enter(s.block, s.start, s.end)
        subjects = walk.subjects(s.start, s.end)
        where = walk.where(subjects, s.start + 30)
        if where.place is not None:
            chars[where.place.place_id] += s.end - s.start
            sentences[where.place.place_id] += 1
            names.setdefault(where.place.place_id, where.place.name)
        walk.leave(subjects, s.start, s.end)
    counted: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for f in figures:
        if f["place_id"] is not None:
            names.setdefault(f["place_id"], f["place"])
            counted[f["place_id"]][0] += 1
            counted[f["place_id"]][1] += f["status"] == "target"
    return [
        {"place_id": i, "place": n, "chars": chars[i], "sentences": sentences[i], "figures": counted[i][0], "targets": counted[i][1]}
        for i, n in names.items()
    ]

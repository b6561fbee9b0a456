"""How much of a release speaks of which place: tells *not covered* from *covered, without a target*."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipelines.extract.context import Scene

_HEAD = 30  # a subject this near the beginning of a sentence owns all of it


def coverage_of(stage: list[Scene], figures: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """One row a place that a sentence or a figure is about, in order of first mention."""
    chars: dict[str, int] = defaultdict(int)
    sentences: dict[str, int] = defaultdict(int)
    names: dict[str, str] = {}
    for scene in stage:
        place = scene.where(scene.start + _HEAD).place
        if place is not None:
            chars[place.place_id] += scene.end - scene.start
            sentences[place.place_id] += 1
            names.setdefault(place.place_id, place.name)
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

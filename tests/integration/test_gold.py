"""Extraction against annotated releases: floors a little under what was last measured. Skipped without ../shared.

The texts, and the scorer, live in ../shared; tests/gold holds offsets, values and labels only. ``pytest -s`` prints the table.
"""

from __future__ import annotations

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from scorers import SCORE, scorer

from pipelines.extract.annotate import annotate_release
from pipelines.releases.dating import infer_date, parse_date, path_date, year_hint

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"
GOLD = {"own": ROOT / "tests" / "gold", "shared": SHARED / "gold"}
pytestmark = pytest.mark.skipif(not (SCORE / "score_gold.py").exists(), reason="../shared is not here")

# Development-set figures: what was measured when these were set, less about one point in a hundred.
FLOORS: dict[str, dict[str, float]] = {
    "own": {"span": 0.98, "quantity": 0.98, "figure": 0.89, "milestone": 0.81},
    "shared": {"span": 0.99, "quantity": 0.99, "figure": 0.92, "milestone": 0.88, "theme": 0.99},
}
FIELD_FLOORS: dict[str, dict[str, float]] = {
    "own": {"aspect": 0.99, "measure": 0.94, "threshold": 0.99, "place": 0.97, "action": 0.95, "status": 0.98, "period": 0.975},
    "shared": {"aspect": 0.99, "measure": 0.94, "threshold": 0.99, "place": 0.99, "action": 0.95, "status": 0.99, "period": 0.98},
}


@cache
def manifest() -> dict[str, dict[str, str]]:
    with (SHARED / "corpus" / "manifest.csv").open(encoding="utf-8") as f:
        return {row["path"]: row for row in csv.DictReader(f)}


def read(gold: dict[str, Any]) -> str:
    path = SHARED / "corpus" / gold["path"] if "path" in gold else SHARED / "releases" / gold["release"]
    return path.read_bytes().decode("utf-8-sig")


def issued_on(gold: dict[str, Any], row: dict[str, str], text: str) -> date:
    """The manifest's date, the gold file's, the path's, else what the text lets infer."""
    path = gold.get("path", gold["release"])
    for found in (parse_date(row.get("issued_on") or ""), parse_date(gold.get("issued_on") or ""), path_date(path), infer_date(text, year_hint(path))):
        if found is not None:
            return found.day
    raise AssertionError(f"{path} cannot be dated")


def annotated(gold: dict[str, Any]) -> dict[str, Any]:
    text, row = read(gold), manifest().get(gold.get("path", ""), {})
    assert "chars" not in gold or gold["chars"] == len(text), "the text is not the one that was annotated"
    said: Callable[[str], str | None] = lambda key: row.get(key) or gold.get(key) or None  # noqa: E731
    return annotate_release(1, gold["release"], text, issued_on(gold, row, text), said("place"), said("kind") or (None if row else "news"), said("title"), said("publisher"))


def score(gold: dict[str, Any]) -> tuple[Counter[str], dict[str, list[int]]]:
    """Counts of one release, as the scorer's own main() takes them."""
    s, row, ranges = scorer("score_gold"), annotated(gold), gold.get("scored_ranges")
    counts, fields = s.score_figures(row["figures"], gold, [])
    due = [m for m in row["milestones"] if s.in_ranges(m["span_start"], ranges)]
    wanted = [m for m in gold.get("milestones", []) if not m.get("optional")]
    optional = [m for m in gold.get("milestones", []) if m.get("optional")]
    free = s.score_rows([m for m in due if not any(s.same_milestone(m, g) for g in wanted)], optional, s.same_milestone_loosely)
    counts["m_gold"], counts["m_pred"], counts["m_right"] = len(wanted), len(due) - free, s.score_rows(due, wanted, s.same_milestone)
    if "annual_themes" in gold:
        themes = row["annual_themes"]
        counts["t_gold"], counts["t_pred"] = len(gold["annual_themes"]), len(themes)
        counts["t_right"] = s.score_rows(themes, gold["annual_themes"], lambda p, g: p["place"] in g["place"] and p["year"] == g["year"] and p["theme"] == g["theme"])
    return counts, fields


@cache
def scored(which: str) -> dict[str, Any]:
    total: Counter[str] = Counter()
    total_fields: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for path in sorted(GOLD[which].glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        counts, fields = score(gold)
        scorer("score_gold").show(gold["release"], scorer("score_gold").summary(counts, fields))
        total.update(counts)
        for name, (right, n) in fields.items():
            total_fields[name][0] += right
            total_fields[name][1] += n
    result: dict[str, Any] = scorer("score_gold").summary(total, total_fields)
    scorer("score_gold").show(f"ALL of {which} gold", result)
    return result


@pytest.mark.parametrize(("which", "part"), [(w, p) for w in FLOORS for p in FLOORS[w]])
def test_f1_is_above_its_floor(which: str, part: str) -> None:
    assert scored(which)[part]["f1"] >= FLOORS[which][part]


@pytest.mark.parametrize(("which", "field"), [(w, f) for w in FIELD_FLOORS for f in FIELD_FLOORS[w]])
def test_field_is_above_its_floor(which: str, field: str) -> None:
    assert scored(which)["fields"][field] >= FIELD_FLOORS[which][field]


@pytest.mark.parametrize("which", GOLD)
def test_gold_spans_are_verbatim_but_for_blanks(which: str) -> None:
    found = 0
    for path in sorted(GOLD[which].glob("*.json")):
        gold = json.loads(path.read_text(encoding="utf-8"))
        text = read(gold)
        for f in gold["figures"]:
            # PDF text: the annotation leaves out the blanks and line breaks inside a number
            assert "".join(text[f["start"] : f["end"]].split()) == "".join(f["text"].split()), (path.name, f["start"])
        found += len(gold["figures"])
    assert found >= 250

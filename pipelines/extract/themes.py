"""Policy themes of a figure, by the keyword rules of theme_rules.csv over measure, action and section.

Belongs here: weighing the rules. The themes and the keywords are data (themes.csv, theme_rules.csv). Annual themes that a
place gives a year (突破提升年) are something else.
"""

from __future__ import annotations

from functools import lru_cache

import ahocorasick

from pipelines.extract.measures import canonical_measure, measure_facts, measure_key
from pipelines.lexicon.read import rows

THEMES = tuple(row["code"] for row in rows("themes.csv"))
_ORDER = {code: i for i, code in enumerate(THEMES)}
_MOST = 3  # themes a figure may have
_LEAST_SHARE = 0.15  # of the strongest three; a weaker theme is noise

Weights = tuple[tuple[str, float], ...]


def _keywords(field: str) -> ahocorasick.Automaton:
    """Automaton of one field's keywords; each carries every (theme, weight) it speaks for."""
    votes: dict[str, list[tuple[str, float]]] = {}
    for row in rows("theme_rules.csv"):
        if row["field"] == field:
            votes.setdefault(measure_key(row["keyword"]), []).append((row["theme"], float(row["weight"])))
    automaton = ahocorasick.Automaton()
    for keyword, themes in votes.items():
        automaton.add_word(keyword, (keyword, tuple(themes)))
    automaton.make_automaton()
    return automaton


_FIELDS = {field: _keywords(field) for field in ("measure", "action", "section")}
_FAMILY = {row["keyword"]: (row["theme"], float(row["weight"])) for row in rows("theme_rules.csv") if row["field"] == "family"}


@lru_cache(maxsize=65536)  # a section has one heading and many figures
def _votes(field: str, text: str) -> Weights:
    """Votes of the keywords in a text, longest first, each keyword once."""
    found = dict(match for _, match in _FIELDS[field].iter_long(measure_key(text)))
    return tuple(vote for themes in found.values() for vote in themes)


@lru_cache(maxsize=65536)
def _measure_votes(measure: str) -> Weights:
    """Votes of a measure's family, then of its keywords."""
    facts = measure_facts(canonical_measure(measure) or measure)
    family = (_FAMILY[facts.family],) if facts is not None and facts.family in _FAMILY else ()
    return family + _votes("measure", measure)


@lru_cache(maxsize=65536)
def themes_of(measure: str | None, action: str | None, section: str | None) -> Weights:
    """Themes of a figure with weights that sum to 1, heaviest first, at most three; empty where no rule fires.

    ``measure`` may be printed or canonical; ``section`` is the heading over the figure.
    """
    scores: dict[str, float] = {}
    for votes in (_measure_votes(measure) if measure else (), _votes("action", action) if action else (), _votes("section", section) if section else ()):
        for theme, weight in votes:
            scores[theme] = scores.get(theme, 0.0) + weight
    if len(scores) < 2:
        return tuple((theme, 1.0) for theme in scores)
    ranked = sorted([(-weight, _ORDER[theme]) for theme, weight in scores.items()])[:_MOST]
    return _shares([(THEMES[order], -weight) for weight, order in ranked])


def _shares(ranked: list[tuple[str, float]]) -> Weights:
    total = sum([weight for _, weight in ranked])
    kept = [(theme, weight) for theme, weight in ranked if weight >= _LEAST_SHARE * total]
    total = sum([weight for _, weight in kept])
    rounded = [(theme, round(weight / total, 4)) for theme, weight in kept[1:]]
    rest = round(1.0 - sum([weight for _, weight in rounded]), 4)
    return ((kept[0][0], rest), *rounded) if kept else ()

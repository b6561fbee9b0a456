"""Units, currencies and classifiers from ``lexicon/units.csv``: what is written behind a number, and what it is worth."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from pipelines.extract.tries import trie_pattern
from pipelines.extract.view import view
from pipelines.lexicon.read import rows


@dataclass(frozen=True, slots=True)
class Unit:
    """``factor`` turns a printed number into the canonical ``unit``; ``kind`` is a class of semantics.md."""

    surface: str
    unit: str
    factor: Decimal
    kind: str


def _factor(written: str) -> Decimal:
    numerator, _, denominator = written.partition("/")
    return Decimal(numerator) / Decimal(denominator or 1)


def _load() -> dict[str, Unit]:
    return {view(r["surface"]): Unit(r["surface"], r["unit"], _factor(r["factor"]), r["class"]) for r in rows("units.csv")}


UNITS: dict[str, Unit] = _load()
_GUARDS = {view(r["surface"]): r["not_before"] for r in rows("units.csv") if r["not_before"]}
_LATIN = [u for u in UNITS if u[-1].isascii() and u[-1].isalnum() and u.isascii()]
_TAEL = "两"  # two of everything else
_OTHER = [u for u in UNITS if u not in {*_LATIN, _TAEL}]

# A Latin symbol is a unit only as a whole word: 5m but not 5mm² cut short, 4S店 or 5G.
LATIN_UNIT_PATTERN = f"{trie_pattern(_LATIN)}(?![A-Za-z0-9])"
UNIT_PATTERN = f"(?:{trie_pattern(_OTHER, _GUARDS)}|{LATIN_UNIT_PATTERN})"
# A weight only where the noun ends with it: 六斤八两, 二两半, 三千两银子; 两会 and 两个 begin something else.
TAEL_PATTERN = rf"{_TAEL}(?=[半重左以多白黄银酒米油肉]|[^\u4e00-\u9fff]|$)"

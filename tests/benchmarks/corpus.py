"""Makes a raw folder of any size: passages of given releases with other numbers, dates and places, news in length.

    python tests/benchmarks/corpus.py FOLDER COUNT [--of RELEASES] [--seed N]

The first N releases of a seed are the same whatever COUNT is. Nothing of it is committed.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from pathlib import Path

from pipelines.extract.tries import trie_pattern

ROOT = Path(__file__).parents[2]
FIRST_DAY, DAYS = date(2016, 1, 1), 3650  # 120 months
LEAST, MOST = 300, 600  # characters of a release
PUBLISHERS = 400

_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_YEAR = re.compile(r"(?:19|20)\d\d")
_BREAK = re.compile(r"(?<=[。！？；])|\n+")


def passages(folder: Path) -> list[list[str]]:
    """The sentences of each release of ``folder``, in path order; what is not UTF-8 is left out."""
    found = []
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            continue
        sentences = [s.strip() for s in _BREAK.split(text) if 8 <= len(s.strip()) <= 250]
        if sum(map(len, sentences)) >= LEAST:
            found.append(sentences)
    return found


@cache
def places() -> tuple[dict[str, str], dict[str, list[str]], re.Pattern[str]]:
    """Level of each name of a present city or county, the names of each level, and a pattern of them all."""
    with open(ROOT / "pipelines/lexicon/places/divisions.csv", encoding="utf-8") as handle:
        rows = [row for row in csv.DictReader(handle) if not row["valid_to"] and row["level"] in ("prefecture", "county") and len(row["name"]) > 2]
    levels = {row["name"]: row["level"] for row in rows}
    names: dict[str, list[str]] = defaultdict(list)
    for name, level in sorted(levels.items()):
        names[level].append(name)
    pattern = re.compile(trie_pattern(levels))
    return levels, dict(names), pattern


def _number(chance: random.Random, printed: str, year: int) -> str:
    """Another number as long as the printed one; years stay near the year of issue, months and days what they may be."""
    if _YEAR.fullmatch(printed):
        return str(year + chance.randint(-1, 1))
    if len(printed) <= 2:
        return str(chance.randint(1, min(12, int(printed) + 2) if int(printed) <= 12 else 28 if int(printed) <= 31 else 99))
    return "".join(str(chance.randint(1, 9)) if c.isdigit() else c for c in printed)


def release(seed: int, number: int, sources: list[list[str]]) -> tuple[str, str]:
    """Path and text of one release; they depend on seed, number and sources alone."""
    chance = random.Random(f"{seed}/{number}")
    levels, names, pattern = places()
    sentences = chance.choice(sources)
    at, text, wanted = chance.randrange(len(sentences)), "", chance.randint(LEAST, MOST)
    while len(text) < wanted:
        text += sentences[at % len(sentences)] + ("" if chance.random() < 0.7 else "\n")
        at += 1
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    moved = {name: chance.choice(names[levels[name]]) for name in sorted(set(pattern.findall(text)))}
    text = pattern.sub(lambda m: moved[m.group()], text[:MOST])
    text = _NUMBER.sub(lambda m: _number(chance, m.group(), day.year), text)
    publisher = names["prefecture"][chance.randrange(PUBLISHERS) % len(names["prefecture"])]
    return f"{publisher}人民政府/{day:%Y-%m-%d}_{number}.txt", text


def make(folder: Path, count: int, sources: list[list[str]], seed: int = 1, start: int = 0) -> None:
    """Write releases ``start`` to ``start + count`` below ``folder``."""
    for path, text in _releases(count, sources, seed, start):
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def _releases(count: int, sources: list[list[str]], seed: int, start: int) -> Iterator[tuple[str, str]]:
    for number in range(start, start + count):
        yield release(seed, number, sources)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("count", type=int)
    parser.add_argument("--of", type=Path, default=ROOT / "raw")
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    make(asked.folder, asked.count, passages(asked.of), asked.seed)


if __name__ == "__main__":
    main()

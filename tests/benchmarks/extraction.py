"""Characters a second of the whole extraction, of ``jieba.lcut`` and of rjieba, over the same text, one core, one run.

    python tests/benchmarks/extraction.py [FOLDER] [--chars N]   # rates and ratios
    python tests/benchmarks/extraction.py --large                # 1 thousand to 10 million characters, and the memory

FOLDER holds .txt and .md releases; the default is the project's sample. Where FOLDER has a ``manifest.csv`` the text is a
mix of its kinds, with their metadata. Machines differ and are noisy: quote the ratio, of one run. *The first time* is the
first round, in which no phrase of the text has been met before; the others are the best of the rounds.
"""

from __future__ import annotations

import argparse
import csv
import random
import resource
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path
from unittest.mock import patch

import jieba
import rjieba

from pipelines.extract import annotate

CHARS = 1_000_000  # characters read
ROUNDS = 3  # of which the fastest counts
SIZES = (1_000, 10_000, 100_000, 1_000_000, 5_000_000, 10_000_000)
DAY = date(2025, 1, 20)

Sample = list[dict[str, object]]
Work = Callable[[dict[str, object]], object]


def read(path: Path) -> str | None:
    try:
        return path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError:
        return None


def listed(folder: Path) -> Sample:
    """Releases of the manifest, the kinds in turn, always the same choice."""
    kinds: dict[str, list[dict[str, str]]] = defaultdict(list)
    with (folder / "manifest.csv").open(encoding="utf-8") as manifest:
        for row in csv.DictReader(manifest):
            kinds[row["kind"]].append(row)
    for rows in kinds.values():
        random.Random(0).shuffle(rows)
    out: Sample = []
    for i in range(max(map(len, kinds.values()))):
        for row in (rows[i] for rows in kinds.values() if i < len(rows)):
            day = date.fromisoformat(row["issued_on"]) if len(row["issued_on"]) == 10 else DAY
            named = {k: row[k] or None for k in ("place", "kind", "title", "publisher")}
            out.append({"text": folder / row["path"], "issued_on": day, **named})
    return out


def found(folder: Path) -> Sample:
    paths = sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md"))
    return [{"text": p, "issued_on": DAY, "place": "全国", "kind": "work_report", "publisher": "国务院"} for p in paths]


def sample_of(folder: Path, chars: int) -> Sample:
    """Releases of the folder up to ``chars`` characters; what is not UTF-8 is left out."""
    out: Sample = []
    size = 0
    for release in listed(folder) if (folder / "manifest.csv").exists() else found(folder):
        text = read(Path(str(release["text"])))
        if text and size < chars:
            out.append({**release, "text": text, "release_key": 1, "release_path": "benchmark"})
            size += len(text)
    return out


def seconds(works: dict[str, Work], sample: Sample) -> list[dict[str, float]]:
    """CPU seconds of each work over the sample, one entry a round; the works take turns at each release, so that all see the same machine."""
    rounds = [dict.fromkeys(works, 0.0) for _ in range(ROUNDS)]
    for release in sample:
        for took in rounds:
            for name, work in works.items():
                begun = time.process_time()
                work(release)
                took[name] += time.process_time() - begun
    return rounds


def extract(release: dict[str, object]) -> object:
    return annotate.annotate_release(**release)  # type: ignore[arg-type]


def without_terms(release: dict[str, object]) -> object:
    with patch.object(annotate, "terms_of", lambda *_: []), patch.object(annotate, "concepts_of", lambda *_: []):
        return extract(release)


def compare(folder: Path, chars: int) -> None:
    sample = sample_of(folder, chars)
    jieba.setLogLevel("ERROR")
    jieba.initialize()
    extract({**sample[0], "text": "今年新建项目35个，增长5.2%。"})  # lexicons are loaded
    size = sum(len(str(r["text"])) for r in sample)
    print(f"{size:,} characters of {len(sample)} releases")
    works: dict[str, Work] = {
        "jieba.lcut": lambda r: jieba.lcut(str(r["text"])), "rjieba.cut": lambda r: rjieba.cut(str(r["text"])),
        "extraction": extract, "without terms": without_terms,
    }  # fmt: skip
    rounds = seconds(works, sample)
    best = {name: min(took[name] for took in rounds) for name in works}
    for name, took in {**best, "the first time": rounds[0]["extraction"]}.items():
        print(f"{name:14} {size / took:12,.0f} characters a second  {best['jieba.lcut'] / took:6.2f} x jieba.lcut")


def large(folder: Path) -> None:
    """Cost and memory of one release that is the folder's texts over and over."""
    text = "\n".join(str(r["text"]) for r in sample_of(folder, CHARS))
    for size in SIZES:
        release = {"text": (text * (size // len(text) + 1))[:size], "issued_on": DAY, "release_key": 1, "release_path": "benchmark", "kind": "work_report"}
        begun = time.process_time()
        extract(release)
        took = time.process_time() - begun
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(f"{size:12,} characters {took:9.3f} s {size / took:12,.0f} characters a second, peak {peak:8,.0f} MB", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=Path(__file__).parents[2] / "raw")
    parser.add_argument("--chars", type=int, default=CHARS)
    parser.add_argument("--large", action="store_true")
    options = parser.parse_args()
    if options.large:
        large(options.folder)
    else:
        compare(options.folder, options.chars)


if __name__ == "__main__":
    main()

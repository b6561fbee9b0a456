"""Characters a second of the whole extraction, of ``jieba.lcut`` and of rjieba, over the same text, one core, one run.

    python tests/benchmarks/extraction.py [FOLDER]

FOLDER holds .txt and .md releases; the default is the project's sample. Machines differ and are noisy: quote the ratio.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import jieba
import rjieba

from pipelines.extract.annotate import annotate_release

LIMIT = 1_000_000  # characters read
ROUNDS = 3  # of which the fastest counts


def texts(folder: Path) -> list[str]:
    """Releases of the folder up to LIMIT characters, in path order; what is not UTF-8 is left out."""
    out, size = [], 0
    for path in sorted(p for p in folder.rglob("*") if p.suffix in (".txt", ".md")):
        try:
            text = path.read_text(encoding="utf-8-sig")
        except UnicodeDecodeError:
            continue
        out.append(text)
        size += len(text)
        if size >= LIMIT:
            break
    return out


def rate(work: Callable[[str], object], sample: list[str]) -> float:
    """Characters a second of CPU time, the best of ROUNDS."""
    best = float("inf")
    for _ in range(ROUNDS):
        begun = time.process_time()
        for text in sample:
            work(text)
        best = min(best, time.process_time() - begun)
    return sum(map(len, sample)) / best


def main() -> None:
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parents[2] / "raw"
    sample = texts(folder)
    jieba.setLogLevel("ERROR")
    jieba.initialize()

    def extract(text: str) -> object:
        return annotate_release(1, "benchmark", text, date(2025, 1, 20), "全国", "work_report", None, "国务院")

    extract(sample[0])
    base = rate(jieba.lcut, sample)
    print(f"{sum(map(len, sample)):,} characters of {len(sample)} releases")
    for name, speed in (("jieba.lcut", base), ("rjieba.cut", rate(rjieba.cut, sample)), ("extraction", rate(extract, sample))):
        print(f"{name:12} {speed:12,.0f} characters a second  {speed / base:6.2f} x jieba.lcut")


if __name__ == "__main__":
    main()

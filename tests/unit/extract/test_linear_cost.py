"""Cost grows with the length of a text and no faster, whatever the text is made of.

Only ratios are asked for: a character of a text of 24,000 may cost at most ``BOUND`` times one of a text of 4,000. Quadratic
work would give six times. The best of some runs counts, so that a busy machine makes no failure.
"""

import random
import time
from datetime import date

import pytest

from pipelines.extract.annotate import annotate_release

SMALL, LARGE, BOUND, TRIES = 4_000, 24_000, 3.0, 5
MILLION = 1_000_000


def mixture(size: int) -> str:
    return "".join(random.Random(size).choices("一1万、（）， 亿年月日元%第个的项目", k=size))


PIECES = {
    "one": "一", "digit": "1", "myriad": "万", "pause": "、", "comma": "，", "bracket": "（", "quote": "“", "stops": "。",
    "grouped digits": "1,111", "spaced digits": "1 ", "columns": "1\t", "decimals": "1.", "ranges": "1至", "years": "1年", "tags": "<p",
    "dates": "2023年5月1日、", "places": "青岛市、", "quantities": "新建项目35个、", "all three": "2023年青岛市新建项目35个",
    "changes": "工业增长5.2%，", "events": "2023年5月某大桥建成通车，", "headings": "一、工业\n（一）项目\n新建项目35个。\n",
    "lines": "新建项目\n", "numbers on lines": "12\n", "wide spaces": "\u3000\u3000项",
}  # fmt: skip


def seconds(text: str) -> float:
    begun = time.process_time()
    annotate_release(1, "x", text, date(2024, 1, 20), "青岛市", "work_report", None, "青岛市人民政府")
    return time.process_time() - begun


def per_character(text: str, other: str) -> float:
    """How many times as much a character of ``text`` costs as one of ``other``; the best of some tries."""
    best = float("inf")
    for _ in range(TRIES):
        best = min(best, seconds(text) / len(text) / (max(seconds(other), 1e-4) / len(other)))
        if best < BOUND / 2:
            break
    return best


def repeated(piece: str, size: int) -> str:
    return (piece * (size // len(piece) + 1))[:size]


@pytest.mark.parametrize("piece", PIECES.values(), ids=PIECES.keys())
def test_cost_of_one_thing_over_and_over(piece: str) -> None:
    assert per_character(repeated(piece, LARGE), repeated(piece, SMALL)) < BOUND


@pytest.mark.parametrize(
    "made",
    [mixture, lambda n: "（" * (n // 2) + "）" * (n // 2), lambda n: "。" * n + "，", lambda n: "项目" + " " * n + "1个", lambda n: "项目，" * (n // 3) + "35个"],
    ids=["mixture", "nested brackets", "stops that end nothing", "blanks", "far noun"],
)
def test_cost_of_shapes(made) -> None:
    assert per_character(made(LARGE), made(SMALL)) < BOUND


@pytest.mark.parametrize("piece", ["一", "1", "万", "、", "（"])
def test_a_line_of_a_million_characters(piece: str) -> None:
    """Ends, gives no figure, and costs per character what an eighth of it does: quadratic work would cost eight times that."""
    begun = time.process_time()
    found = annotate_release(1, "x", repeated(piece, MILLION), date(2024, 1, 20))
    took = time.process_time() - begun
    assert found["chars"] == MILLION
    assert found["figures"] == []
    spans = [(s["span_start"], s["span_end"]) for s in found["numeric_spans"]]
    assert all(a < b <= MILLION for a, b in spans)
    assert took / 8 / seconds(repeated(piece, MILLION // 8)) < BOUND


@pytest.mark.parametrize("seed", range(2))
def test_cost_of_a_long_mixture(seed: int) -> None:
    """The marks above in any order, on lines of any length: sixty thousand of them against ten."""
    chars = "一1万、（" + "，\n"[seed]

    def made(size: int) -> str:
        return "".join(random.Random(size + seed).choices(chars, k=size))

    assert per_character(made(60_000), made(10_000)) < BOUND

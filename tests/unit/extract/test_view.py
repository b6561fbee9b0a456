"""The view keeps every length and unifies widths, number characters and traditional forms."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.view import view
from pipelines.lexicon.read import rows


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("１２．５％", "12.5%"),
        ("（含）", "(含)"),
        ("二〇二三年", "二零二三年"),
        ("萬億元", "万亿元"),
        ("節慶勞動", "节庆劳动"),
        ("增長５％，農業", "增长5%，农业"),
        ("參萬元", "叁万元"),
        ("參加會議", "参加会议"),
        ("之後", "之后"),
        ("１，２３４元", "1,234元"),
        ("1，234元", "1，234元"),
        ("１９９１年，１００个", "1991年，100个"),
        ("乾隆", "乾隆"),
    ],
)
def test_view(text: str, expected: str) -> None:
    assert view(text) == expected


def test_pairs_are_single_characters_and_settled() -> None:
    pairs = {r["traditional"]: r["simplified"] for r in rows("traditional.csv")}
    assert len(pairs) > 2000
    assert all(len(a) == len(b) == 1 for a, b in pairs.items())
    assert not set(pairs) & set(pairs.values())


@given(st.text() | st.text(alphabet="１２３，．參萬億零〇a1, "))
def test_length_and_idempotence(text: str) -> None:
    assert len(view(text)) == len(text)
    assert view(view(text)) == view(text)

"""Words of a release: cut as jieba cuts, tagged as rjieba tags, stop words out; concepts by their longest terms."""

from __future__ import annotations

import hashlib
from collections import Counter
from importlib.resources import files
from pathlib import Path

import jieba
import pytest
import rjieba

from pipelines.extract.terms import concept_terms, concepts_of, terms_of

RAW = Path(__file__).resolve().parents[3] / "raw"
TEXTS = sorted((RAW / "provinces").glob("*-2026.*")) + sorted((RAW / "qingdao").glob("*.txt"))
CONCEPTS = Path(str(files("pipelines.lexicon"))) / "concepts"


def terms(text: str) -> dict[str, tuple[str, int]]:
    return {term: (tag, n) for term, tag, n in terms_of(text, rjieba.cut(text))}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.name)
def test_rjieba_cuts_as_jieba_does_and_tags_are_its_own(path: Path) -> None:
    text = path.read_bytes().decode("utf-8", "replace")
    assert rjieba.cut(text) == jieba.lcut(text)
    tagged = Counter(rjieba.tag(text))
    found = terms_of(text, rjieba.cut(text))
    assert found and all(tagged[term, tag] == n for term, tag, n in found)


@pytest.mark.parametrize(
    ("text", "kept", "left_out"),
    [
        ("全市的发展，关键在发展。", {"发展": ("vn", 2), "关键": ("n", 1)}, {"的", "，", "在", "。"}),
        ("建成5G基站300个，增长12.5%。", {"5G": ("eng", 1), "增长": ("v", 1)}, {"300", "12.5%", "个"}),
        ("我们和他们<br>一起。", {}, {"我们", "和", "他们", "br", "<"}),
        ("", {}, set()),
    ],
)
def test_words_are_counted_without_punctuation_numbers_and_stop_words(text: str, kept: dict[str, tuple[str, int]], left_out: set[str]) -> None:
    found = terms(text)
    assert {term: found.get(term) for term in kept} == kept
    assert not left_out & found.keys()


def test_a_word_that_falls_apart_alone_has_the_tag_it_has_in_its_text() -> None:
    text = "中法两国友好，中法两国合作。"
    assert terms(text)["两国"] == (dict(rjieba.tag(text))["两国"], 2)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推进数字化转型，培育人工智能企业。", {("数字经济", "数字化转型", 1), ("数字经济", "人工智能", 1)}),
        ("数字化转型和数字化", {("数字经济", "数字化转型", 1), ("数字经济", "数字化", 1)}),
        ("守住安全生产底线", {("公共安全", "安全生产", 1)}),
        ("今天天气很好", set()),
    ],
)
def test_of_overlapping_terms_the_longest_counts(text: str, expected: set[tuple[str, str, int]]) -> None:
    assert set(concepts_of(text)) == expected


@pytest.mark.parametrize(("row", "listed"), list(concept_terms()), ids=lambda one: one["concept"] if isinstance(one, dict) else "")
def test_a_list_of_terms_is_the_one_of_its_version(row: dict[str, str], listed: tuple[str, ...]) -> None:
    """Who changes a list raises its version and writes the new hash down."""
    assert hashlib.sha256((CONCEPTS / f"{row['concept']}.csv").read_bytes()).hexdigest() == row["sha256"]
    assert len(listed) == len(set(listed)) >= 20


def test_every_list_has_its_row() -> None:
    assert {path.stem for path in CONCEPTS.glob("*.csv")} - {"concepts"} == {row["concept"] for row, _ in concept_terms()}

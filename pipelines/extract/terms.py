"""The words of a release and how often each occurs, and how often it speaks of a concept.

Words are those of jieba's dictionary, cut and tagged by rjieba. Left out are what holds no letter (punctuation, blanks, bare
numbers) and the stop words of the lexicon. Concepts are lists of the lexicon, counted by their characters. Not here:
keywords, which compare a release with a whole corpus (``sql/facts/fact_keyword.sql``).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache

import rjieba

from pipelines.extract.tries import trie_pattern
from pipelines.lexicon.read import rows

_STOP_TAGS = frozenset(row["word"] for row in rows("stop_words.csv") if row["kind"] == "part_of_speech")
_STOP_WORDS = frozenset(row["word"] for row in rows("stop_words.csv") if row["kind"] == "word")
_KNOWN_TAGS = 400_000  # words whose tags are remembered: a bound on memory, far above what a corpus holds
_BLOCK = re.compile(r"[\u4e00-\u9fd5a-zA-Z0-9+#&._%-]+")  # what rjieba cuts by itself
_HAS_LETTER = re.compile(r"[^\W\d_]")

_tags: dict[str, str] = {}


def terms_of(view: str, words: Sequence[str]) -> list[tuple[str, str, int]]:
    """(term, part of speech, occurrences) of each word kept, in order of first occurrence; ``words`` are what ``view`` was cut into."""
    if len(_tags) > _KNOWN_TAGS:
        _tags.clear()
    counted = Counter(words)
    for word in counted:
        if word not in _tags:
            _learn(word, view)
    return [(word, tag, n) for word, n in counted.items() if (tag := _tags[word])]


def part_of_speech(word: str, view: str) -> str:
    """jieba's tag of a word that ``view`` was cut into: the same wherever the word stands."""
    alone = rjieba.tag(word)
    if len(alone) == 1:
        return str(alone[0][1])
    for block in _BLOCK.findall(view):  # a word that falls apart when it stands alone
        if word in block:
            found = next((tag for w, tag in rjieba.tag(block) if w == word), None)
            if found is not None:
                return str(found)
    return "x"


def known_tag(word: str) -> str:
    """The tag of a word that ``terms_of`` has met; '' of one it leaves out."""
    return _tags.get(word, "")


def _learn(word: str, view: str) -> None:
    """Remembers the tag of a word that is kept, '' of one that is left out."""
    tag = ""
    if word not in _STOP_WORDS and _HAS_LETTER.search(word):
        tag = part_of_speech(word, view)
    _tags[word] = "" if tag in _STOP_TAGS else tag


def concepts_of(view: str) -> list[tuple[str, str, int]]:
    """(concept, term, occurrences) of the terms of each concept; of overlapping terms of one concept the longest counts."""
    return [(concept, *counted) for concept, pattern in _concepts().items() for counted in sorted(Counter(pattern.findall(view)).items())]


def concept_terms() -> Iterator[tuple[dict[str, str], tuple[str, ...]]]:
    """Every concept of the lexicon as its row of ``concepts.csv`` with its terms, sorted."""
    for row in rows("concepts/concepts.csv"):
        yield row, tuple(sorted(term["term"] for term in rows(f"concepts/{row['concept']}.csv")))


@cache
def _concepts() -> dict[str, re.Pattern[str]]:
    return {row["concept"]: re.compile(trie_pattern(terms)) for row, terms in concept_terms()}

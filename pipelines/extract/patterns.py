"""Patterns with a cheap test before them, derived from the pattern itself: a rule is edited in one place only.

Belongs here: what every match must begin with or hold. Not here: any pattern.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_REPEATS = (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT)
_ZERO_WIDTH = (op.ASSERT, op.ASSERT_NOT, op.AT)
_CATEGORIES = {op.CATEGORY_DIGIT: r"\d", op.CATEGORY_SPACE: r"\s", op.CATEGORY_WORD: r"\w"}
_MOST_CHARACTERS = 12  # of a class that is taken for words of one character
_END = sys.maxsize


class Gated:
    """A compiled pattern that is tried only where one of the words stands that each of its matches holds.

    For patterns that seldom match and do not begin with a word. A pattern without such words raises ValueError.
    """

    __slots__ = ("_gate", "_held", "pattern", "source")

    def __init__(self, pattern: str) -> None:
        words = needed_words(pattern)
        if not words:
            raise ValueError(f"no word is in every match of {pattern!r}")
        self.source = pattern
        self.pattern = re.compile(pattern) if _first(parser.parse(pattern)) is None else led(pattern)
        self._gate = re.compile("|".join(map(re.escape, sorted(words))))
        self._held = self._gate.search

    def may_match(self, text: str) -> bool:
        """Whether one of the words stands in the text."""
        return self._held(text) is not None

    def search(self, text: str, start: int = 0, end: int = _END) -> re.Match[str] | None:
        return None if self._held(text, start, end) is None else self.pattern.search(text, start, end)

    def match(self, text: str) -> re.Match[str] | None:
        """For short texts: the words are looked for in all of it."""
        return None if self._held(text) is None else self.pattern.match(text)

    def finditer(self, text: str, start: int = 0, end: int = _END) -> Iterable[re.Match[str]]:
        return () if self._held(text, start, end) is None else self.pattern.finditer(text, start, end)

    def sub(self, by: str, text: str) -> str:
        return text if self._held(text) is None else self.pattern.sub(by, text)


def led(pattern: str) -> re.Pattern[str]:
    """The pattern behind a look at the one character that it begins with, which most positions of a text fail.

    The engine skips by itself only where every alternative begins with a literal. ValueError where anything may begin.
    """
    first = _first(parser.parse(pattern))
    if first is None:
        raise ValueError(f"{pattern!r} may begin with anything")
    return re.compile(f"(?=[{''.join(sorted(first))}])(?:{pattern})")


def needed_words(pattern: str) -> frozenset[str] | None:
    """Words of which every match of the pattern holds at least one; None where there are none."""
    return _words(parser.parse(pattern))


def _words(items: Any) -> frozenset[str] | None:
    found: list[frozenset[str] | None] = []
    run = ""
    for code, argument in items:
        if code is op.LITERAL:
            run += chr(argument)
            continue
        found += [frozenset((run,)) if run else None, _words_of(code, argument)]
        run = ""
    found.append(frozenset((run,)) if run else None)
    return max(filter(None, found), key=lambda words: (min(map(len, words)), -len(words)), default=None)


def _words_of(code: Any, argument: Any) -> frozenset[str] | None:
    """Words that one item of a pattern needs."""
    if code is op.SUBPATTERN:
        return _words(argument[3])
    if code is op.ATOMIC_GROUP:
        return _words(argument)
    if code in _REPEATS:
        return _words(argument[2]) if argument[0] else None
    if code is op.BRANCH:
        branches = [_words(branch) for branch in argument[1]]
        return None if None in branches else frozenset().union(*filter(None, branches))
    if code is op.IN and len(argument) <= _MOST_CHARACTERS and all(kind is op.LITERAL for kind, _ in argument):
        return frozenset(chr(char) for _, char in argument)
    return None


def _first(items: Any) -> frozenset[str] | None:
    """Members of a character class that every match begins with; None where it may be anything or nothing."""
    found: frozenset[str] = frozenset()
    for code, argument in items:
        if code in _ZERO_WIDTH:
            continue
        first = _first_of(code, argument)
        if first is None:
            return None
        found |= first
        if code not in _REPEATS or argument[0]:
            return found
    return None


def _first_of(code: Any, argument: Any) -> frozenset[str] | None:
    if code is op.LITERAL:
        return frozenset((re.escape(chr(argument)),))
    if code is op.IN:
        return _members(argument)
    if code is op.BRANCH:
        branches = [_first(branch) for branch in argument[1]]
        return None if None in branches else frozenset().union(*filter(None, branches))
    inner = argument[3] if code is op.SUBPATTERN else argument if code is op.ATOMIC_GROUP else argument[2] if code in _REPEATS else None
    return None if inner is None else _first(inner)


def _members(items: Any) -> frozenset[str] | None:
    """Members of a class as they are written in one; None for a negated one."""
    out: set[str] = set()
    for kind, value in items:
        if kind is op.LITERAL:
            out.add(re.escape(chr(value)))
        elif kind is op.RANGE:
            out.add(f"{re.escape(chr(value[0]))}-{re.escape(chr(value[1]))}")
        elif kind is op.CATEGORY and value in _CATEGORIES:
            out.add(_CATEGORIES[value])
        else:
            return None
    return frozenset(out)

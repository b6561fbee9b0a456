"""A set of literal words as one regular expression, prefixes shared, longest match first."""

from __future__ import annotations

import re
from collections.abc import Iterable


def trie_pattern(words: Iterable[str], not_before: dict[str, str] | None = None) -> str:
    """Pattern that matches the longest of ``words`` at a position.

    ``not_before`` gives, for a word, characters that must not follow it (方 is no cubic metre in 方面).
    """
    root: dict[str, dict] = {}
    for word in sorted(set(words)):
        node = root
        for char in word:
            node = node.setdefault(char, {})
        node[""] = {"guard": (not_before or {}).get(word, "")}
    return _pattern(root)


def _pattern(node: dict[str, dict]) -> str:
    branches = [re.escape(char) + _pattern(child) for char, child in sorted(node.items()) if char]
    end = node.get("")
    if end is None:
        return branches[0] if len(branches) == 1 else _group(branches)
    guard = f"(?![{re.escape(end['guard'])}])" if end["guard"] else ""
    if not branches:
        return guard
    return f"(?:{'|'.join([*branches, guard])})"


def _group(branches: list[str]) -> str:
    if all(len(b) == 1 for b in branches):
        return f"[{''.join(branches)}]"
    return f"(?:{'|'.join(branches)})"

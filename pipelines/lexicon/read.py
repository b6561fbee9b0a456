"""Reads a lexicon CSV of this folder into dicts; cells are stripped, empty ones are ''."""

from __future__ import annotations

import csv
import io
from functools import cache
from importlib.resources import files


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of ``pipelines/lexicon/<name>``; raises FileNotFoundError where there is no such lexicon."""
    text = (files("pipelines.lexicon") / name).read_text(encoding="utf-8")
    return tuple({k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(io.StringIO(text)))

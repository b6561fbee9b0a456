"""Reads the lexicons: the CSV files of this folder, and the words that jieba's dictionary and idf table hold."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from functools import cache
from importlib.resources import files

import pyarrow as pa
from pyarrow import csv as csv_of_arrow


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """All rows of ``pipelines/lexicon/<name>``, cells stripped, empty ones ''; raises FileNotFoundError where there is no such lexicon."""
    text = (files("pipelines.lexicon") / name).read_text(encoding="utf-8")
    return tuple({k: (v or "").strip() for k, v in row.items() if k} for row in csv.DictReader(io.StringIO(text)))


@cache
def phrase_words(role: str) -> frozenset[str]:
    """Words of one role of ``phrase_words.csv``; raises KeyError where no word has it."""
    words = frozenset(row["word"] for row in rows("phrase_words.csv") if row["role"] == role)
    if not words:
        raise KeyError(f"no word of phrase_words.csv has the role {role!r}")
    return words


def jieba_words() -> Iterator[tuple[str, str]]:
    """(word, part-of-speech tag) of every word of two characters or more in jieba's dictionary; reads the file anew."""
    for line in (files("jieba") / "dict.txt").read_text(encoding="utf-8").splitlines():
        word, _, tag = line.split(" ")
        if len(word) > 1:
            yield word, tag


def jieba_idf() -> pa.Table:
    """(term, idf: inverse document frequency) of every word in the table that jieba takes keywords by; reads the file anew."""
    with (files("jieba") / "analyse" / "idf.txt").open("rb") as file:
        return csv_of_arrow.read_csv(
            file,
            read_options=csv_of_arrow.ReadOptions(column_names=["term", "idf"]),
            parse_options=csv_of_arrow.ParseOptions(delimiter=" ", quote_char=False),
            convert_options=csv_of_arrow.ConvertOptions(column_types={"term": pa.string(), "idf": pa.float64()}, strings_can_be_null=False),
        )

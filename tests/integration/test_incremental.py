"""Tables are brought up to what changed: the rows of a build from nothing, byte for byte, and nothing else made again."""

from __future__ import annotations

import shutil
from pathlib import Path

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from building import LOADED_AT, NEWS, RELEASES, REPORT, prepare, write_raw

from pipelines.engines.months import annotate_months
from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate
from pipelines.releases import rebuild, reprints
from pipelines.releases.ingest import ingest
from pipelines.warehouse import held, parts
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import checks, nodes, reads, tables
from pipelines.warehouse.connection import parser, reader, warehouse_of
from pipelines.warehouse.publish import made_by, publish
from pipelines.warehouse.sources import ARROW, PARQUET, READS, is_monthly
from pipelines.warehouse.version import data_version

OLD = {f"青岛市人民政府/{year}-02-01 报告.txt": REPORT.replace("1300", f"{1000 + int(year) % 90}") for year in ("1957", "1994", "2003", "2019")}
ZONE = "泰安高新区签约项目9个，总投资12亿元。泰安高新区新能源产业园项目计划6月竣工。\n"
# a place and a project that no release spoke of yet, and more of the usual
FIRST = {"青岛市人民政府/2024-05-06 快讯.txt": NEWS + "新开工项目31个。\n", "泰安市人民政府/2003-07-01 快讯.txt": ZONE}
THEN = {
    "泰安市人民政府/1957-07-01 快讯.txt": ZONE + NEWS,  # it was known earlier than thought
    "转载/2019-02-03 转载.txt": OLD["青岛市人民政府/2019-02-01 报告.txt"],  # a reprint
    "青岛市人民政府/2003-02-01 报告.txt": REPORT + "新开工项目55个。\n",  # another version
    "青岛市人民政府/2019-02-01 报告.txt.yaml": "issued_on: 2020-01-05\n",  # to another year
    "outcomes/2025.csv": "place,measure,period,value,unit,source\n德州市,地区生产总值,2025,4000,亿元,公报\n",
}
GONE = "青岛市人民政府/1994-02-01 报告.txt"


def bring_up(raw: Path, data: Path) -> dict[str, tuple[str, ...]]:
    """A build with the real extraction, without publishing; the parts of each table that were made."""
    ingest(raw, data, 1, now=LOADED_AT)
    reprints.update(data)
    annotate_months(data, annotate, EXTRACTOR_VERSION)
    return {node.name: made for node in tables() if (made := build_table(data, node.name).made)}


def sorted_parquet(data: Path) -> dict[str, bytes]:
    """Every table, sorted by all that can be, as Parquet by one writer: DuckDB's own encodes equal rows in more than one way."""
    made = {}
    for node in tables():
        if paths := parts.files_of(data, node.name):
            read = [pq.read_table(path, partitioning=None) for path in paths]
            schema = pa.schema([field.with_nullable(True) for field in read[0].schema])  # where no null stands DuckDB says so
            table = pa.concat_tables([one.cast(schema) for one in read])
            keys = [(name, "ascending") for name, kind in zip(table.schema.names, table.schema.types, strict=True) if not pa.types.is_nested(kind) and not isinstance(kind, pa.BaseExtensionType)]
            sink = pa.BufferOutputStream()
            pq.write_table(table.sort_by(keys).combine_chunks(), sink)
            made[node.name] = sink.getvalue().to_pybytes()
    return made


def replaced(data: Path) -> frozenset[str] | None:
    """The years whose rows the next publishing replaces; None where it makes a file from nothing."""
    before = held.load(data, warehouse_of(data), made_by())
    return None if before is None else before.replaced_years(held.contents_of(data))


def published(data: Path) -> tuple[str, list[tuple]]:
    """Publish; a hash of all rows that the file then holds, and its columns with their comments."""
    publish(data)
    with reader(warehouse_of(data)) as connection:
        columns = connection.execute("SELECT schema_name, table_name, column_name, comment FROM duckdb_columns() WHERE NOT internal ORDER BY ALL").fetchall()
        return data_version(connection), columns


def test_what_is_brought_up_is_what_is_built_from_nothing(tmp_path: Path) -> None:
    raw, data = write_raw(tmp_path / "raw", {**RELEASES, **OLD}), tmp_path / "data"
    bring_up(raw, data)
    assert replaced(data) is None
    published(data)
    assert replaced(data) == frozenset()
    write_raw(raw, FIRST)
    made = bring_up(raw, data)
    assert {part for name in parts.BY_YEAR for part in made.get(name, ())} == {"2003", "2024"} == replaced(data)
    file_before = published(data)
    (data / "dw" / held.PUBLISHED).unlink()
    assert replaced(data) is None
    assert published(data) == file_before
    write_raw(raw, THEN)
    (raw / GONE).unlink()
    bring_up(raw, data)
    before = sorted_parquet(data)
    assert {"1950s", "1990s", "2003", "2019", "2020"} <= (replaced(data) or set())
    file_before = published(data)
    shutil.rmtree(data / "dw")
    bring_up(raw, data)
    after = sorted_parquet(data)
    assert before.keys() == after.keys() and [name for name in after if after[name] != before[name]] == []
    assert replaced(data) is None
    assert published(data) == file_before


def test_a_file_that_is_not_as_it_was_published_is_made_from_nothing(tmp_path: Path) -> None:
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    prepare(raw, data)
    rows = published(data)
    with duckdb.connect(str(warehouse_of(data))) as connection:
        connection.execute("DELETE FROM dw.fact_figure")
    assert replaced(data) is None
    assert published(data) == rows


def test_nothing_changed_nothing_made(tmp_path: Path) -> None:
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    prepare(raw, data)
    assert [node.name for node in tables() if build_table(data, node.name).made] == []


@pytest.mark.parametrize("harm", ["cut off", "record gone"])
def test_a_file_that_is_not_as_it_was_made_is_made_again(tmp_path: Path, harm: str) -> None:
    raw, data = write_raw(tmp_path / "raw", {**RELEASES, "2019-01-01.txt": NEWS}), tmp_path / "data"
    prepare(raw, data)
    before, path = sorted_parquet(data), parts.parquet_of(data, "fact_figure", "2019")
    if harm == "cut off":
        path.write_bytes(path.read_bytes()[:100])
    else:
        (data / "dw" / parts.MADE).unlink()
    assert build_table(data, "fact_figure").made == (("2019", "2025", "2026") if harm == "record gone" else ("2019",))
    prepare(raw, data)
    assert sorted_parquet(data) == before


def test_a_year_without_a_release_has_no_file(tmp_path: Path) -> None:
    raw, data = write_raw(tmp_path / "raw", {**RELEASES, "2019-01-01.txt": NEWS}), tmp_path / "data"
    prepare(raw, data)
    for path in (data / "releases/2019-01.parquet", data / "annotations/2019-01.parquet"):
        path.unlink()
    (data / "dw/fact_term.parquet").write_bytes(b"of a layout of before")
    build_table(data, "dim_release")
    build_table(data, "fact_term")
    assert [path.stem for path in parts.files_of(data, "fact_term")] == ["2025", "2026"]
    assert not (data / "dw/fact_term.parquet").exists()


def test_what_goes_by_year_follows_from_one_release_each() -> None:
    """It reads annotations, tables by year, tables it is looked up by, and what lexicons alone decide: no table that a release more may change."""
    for name in parts.BY_YEAR:
        for schema, table in nodes()[name].reads:
            if schema == "staging":
                assert (table in PARQUET and (is_monthly(table) or table == "reprints")) or (table in ARROW and not READS.get(table)), (name, table)
            else:
                assert table in parts.BY_YEAR or table in parts.LOOKED_UP_BY or _of_lexicons(table), (name, table)


def test_checks_of_each_release_read_what_goes_by_year() -> None:
    """Of an unchanged year they are not run again."""
    found = [check for check in checks("error") if check.by_release]
    assert {check.name for check in found} > {"spans_verbatim", "unique_in_release"}
    with parser() as connection:
        for check in found:
            assert {table for _, table in reads(connection, check.query)} <= parts.BY_YEAR, check.name


def _of_lexicons(table: str) -> bool:
    return all(schema == "staging" and source in ARROW and not READS.get(source) for schema, source in nodes()[table].reads)


def test_years_and_decades() -> None:
    assert [parts.part_of(month) for month in ("1949-10", "1999-12", "2000-01", "2026-03")] == ["1940s", "1990s", "2000", "2026"]


def test_a_rebuild_forgets_the_record_of_what_was_made(tmp_path: Path) -> None:
    """The record is ``parts``'s; ``rebuild`` lies below it and knows it by name only."""
    record = tmp_path / "dw" / parts.MADE
    record.parent.mkdir()
    record.write_text("{}", encoding="utf-8")
    rebuild.forget(tmp_path)
    assert not record.exists()

"""The engine: what is extracted again and what is kept, and that workers change nothing."""

from __future__ import annotations

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import standin
from building import LOADED_AT, NEWS, RELEASES, REPORT, write_raw

from pipelines.engines import months
from pipelines.engines.months import annotate_months
from pipelines.releases.ingest import ingest


def load(tmp_path: Path, releases: dict[str, str]) -> Path:
    ingest(write_raw(tmp_path / "raw", releases), tmp_path / "data", 1, now=LOADED_AT)
    return tmp_path / "data"


def annotate_all(data: Path, version: str = standin.EXTRACTOR_VERSION, workers: int = 1) -> tuple[int, int]:
    def under_version(releases: pa.Table) -> pa.Table:
        made = standin.annotate(releases)
        column = pa.array([version] * made.num_rows, pa.string())
        return made.set_column(made.schema.get_field_index("extractor_version"), "extractor_version", column)

    made = annotate_months(data, under_version if workers == 1 else standin.annotate, version, workers)
    return made.extracted, made.reused


def test_nothing_changed_nothing_extracted(tmp_path: Path) -> None:
    data = load(tmp_path, RELEASES)
    assert annotate_all(data) == (2, 0)
    before = {path: path.stat().st_mtime_ns for path in (data / "annotations").iterdir()}
    assert annotate_all(data) == (0, 2)
    assert {path: path.stat().st_mtime_ns for path in (data / "annotations").iterdir()} == before


def test_only_what_changed_is_extracted_again(tmp_path: Path) -> None:
    annotate_all(load(tmp_path, RELEASES))
    data = load(tmp_path, {"2026-01-31.txt": NEWS})
    assert annotate_all(data) == (1, 2)
    assert pq.read_table(data / "annotations" / "2026-01.parquet").num_rows == 2


def test_new_code_extracts_all_again(tmp_path: Path) -> None:
    data = load(tmp_path, RELEASES)
    annotate_all(data)
    assert annotate_all(data, version="stand-in 2") == (2, 0)


def test_other_metadata_of_the_same_text_extracts_it_again(tmp_path: Path) -> None:
    annotate_all(load(tmp_path, RELEASES))
    path = next(path for path in RELEASES if "快讯" in path)
    data = load(tmp_path, {f"{path}.yaml": "publisher: 另一家\n"})
    assert annotate_all(data) == (1, 1)


def test_a_release_whose_date_moves_leaves_its_month(tmp_path: Path) -> None:
    annotate_all(load(tmp_path, RELEASES))
    path = next(path for path in RELEASES if "快讯" in path)
    data = load(tmp_path, {f"{path}.yaml": "issued_on: 2025-07-01\n"})
    annotate_all(data)
    assert sorted(path.stem for path in (data / "annotations").iterdir()) == ["2025-07", "2026-01"]


def test_a_cut_off_file_is_made_again(tmp_path: Path) -> None:
    data = load(tmp_path, RELEASES)
    annotate_all(data)
    path = data / "annotations" / "2026-01.parquet"
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    assert annotate_all(data) == (1, 1)
    assert path.read_bytes() == whole


def test_workers_and_chunks_do_not_change_the_rows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    releases = {f"p/2026-0{1 + i % 3}-1{i % 10} {i}.txt": REPORT + f"新开工项目{i}个。" for i in range(30)}
    data = load(tmp_path, releases)
    annotate_all(data)
    expected = {path.name: path.read_bytes() for path in (data / "annotations").iterdir()}
    monkeypatch.setattr(months, "CHUNK_CHARS", 300)
    for path in (data / "annotations").iterdir():
        path.unlink()
    assert annotate_all(data, workers=2) == (30, 0)
    assert {path.name: path.read_bytes() for path in (data / "annotations").iterdir()} == expected


def test_progress_counts_characters_to_the_end(tmp_path: Path) -> None:
    data = load(tmp_path, RELEASES)
    seen: list[tuple[int, int]] = []
    annotate_months(data, standin.annotate, standin.EXTRACTOR_VERSION, 1, lambda done, total: seen.append((done, total)))
    total = sum(len(text) for text in RELEASES.values())
    assert seen[-1] == (total, total) and [done for done, _ in seen] == sorted(done for done, _ in seen)

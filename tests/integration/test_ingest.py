"""Raw folder → release history: every format and encoding, metadata, versions, reprints, faults, determinism."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from pipelines.releases import inventory, read, store
from pipelines.releases.encodings import plausibility
from pipelines.releases.ingest import IngestSummary, ingest
from pipelines.releases.state import StateError, build_lock, claim

sys.path.insert(0, str(Path(__file__).parents[1] / "unit" / "releases"))
from made_files import make_docx, make_pdf

TEXT = "甲市今年计划新建学校12所，总投资3.5亿元。\r\n全年力争增长6%以上。\n"
FIRST, SECOND, THIRD = datetime(2026, 1, 1), datetime(2026, 2, 1), datetime(2026, 3, 1)


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    return folder


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "data"


def put(raw: Path, path: str, content: str | bytes) -> Path:
    target = raw / path
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(content.encode() if isinstance(content, str) else content)
    return target


def rows(data: Path) -> list[dict]:
    """All versions of history, by path and number."""
    found = [row for month in store.months(data) for row in pq.read_table(store.month_file(data, month)).to_pylist()]
    return sorted(found, key=lambda row: (row["release_path"], row["version_no"]))


def current(data: Path) -> dict[str, dict]:
    return {row["release_path"]: row for row in rows(data) if row["is_current"]}


def rejected(data: Path) -> dict[str, str]:
    return {row["source_path"]: row["reason"] for row in pq.read_table(data / "rejected.parquet").to_pylist()}


def fill(raw: Path) -> None:
    """One record of every format and encoding, and every kind of rejection."""
    for name, encoding in (("utf8", "utf-8"), ("bom", "utf-8-sig"), ("gb", "gb18030"), ("u16", "utf-16"), ("u16le", "utf-16-le")):
        put(raw, f"甲市日报/2023-01-28-{name}.txt", TEXT.encode(encoding))
    put(raw, "2024-02-01.md", "# 标题四字\n\n" + TEXT)
    put(raw, "2024-02-02.html", f'<meta charset="gb2312"><title>公告</title><p>{TEXT}</p>'.encode("gb18030"))
    put(raw, "2024-02-03.pdf", make_pdf(["Output grew 5.5 percent"]))
    put(raw, "2024-02-04.docx", make_docx())
    lines = [{"id": "x1", "text": TEXT, "issued_on": "2024-03-01", "page": 4}, {"text": "二", "issued_on": "2024-03-02"}]
    put(raw, "bulk.jsonl", "\n".join(json.dumps(line, ensure_ascii=False) for line in lines) + "\nnot json\n")
    out = io.StringIO()
    csv.writer(out).writerows([["path", "text", "issued_on"], ["p/1", TEXT, "2024-04"], ["p/1", "又", "2024-04"], ["p/2", "", ""]])
    put(raw, "bulk.csv", out.getvalue())
    pq.write_table(pa.table({"text": ["三", "四"], "issued_on": [date(2024, 5, 1), None]}), raw / "bulk.parquet")
    put(raw, "undated.txt", "大家干劲十足。")
    put(raw, "empty-2024.txt", " \n")
    put(raw, "2024-01-01-binary.txt", b"\x00\x01\x02")
    put(raw, "2024-01-01-cut.txt", TEXT.encode()[:20])
    put(raw, "2024-01-01.doc", "old word")
    for reserved in ("README.md", "corrections.csv", "outcomes/a.csv", ".hidden.txt", ".git/x.txt"):
        put(raw, reserved, TEXT)


def test_every_format_and_encoding(raw: Path, data: Path) -> None:
    fill(raw)
    summary = ingest(raw, data, now=FIRST)
    loaded = current(data)
    for name in ("utf8", "bom", "gb", "u16", "u16le"):
        assert loaded[f"甲市日报/2023-01-28-{name}.txt"]["text"] == TEXT
    assert loaded["2024-02-02.html"]["text"] == "甲市今年计划新建学校12所，总投资3.5亿元。全年力争增长6%以上。"
    assert loaded["2024-02-03.pdf"]["text"] == "Output grew 5.5 percent"
    assert loaded["2024-02-04.docx"]["format"] == "docx"
    assert loaded["bulk.jsonl#x1"]["text"] == TEXT
    assert json.loads(loaded["bulk.jsonl#x1"]["extra"]) == {"page": "4"}
    assert loaded["bulk.jsonl#2"]["issued_on"] == date(2024, 3, 2)
    assert (loaded["bulk.csv#p/1"]["text"], loaded["bulk.csv#p/1"]["issued_on_flag"]) == (TEXT, "partial date")
    assert loaded["bulk.parquet#1"]["issued_on"] == date(2024, 5, 1)
    assert rejected(data) == {
        "bulk.jsonl#3": "malformed", "bulk.csv#p/1 (row 2)": "duplicate_key", "bulk.csv#p/2": "empty",
        "bulk.parquet#2": "no_date", "undated.txt": "no_date", "empty-2024.txt": "empty",
        "2024-01-01-binary.txt": "binary", "2024-01-01-cut.txt": "undecodable", "2024-01-01.doc": "unsupported_format",
        "corrections.csv": "malformed", "outcomes/a.csv": "malformed",  # never releases, but rows from outside: prose is none
    }  # fmt: skip
    assert (summary.releases, summary.rejected, summary.new) == (13, 11, 13)
    assert sum(summary.reasons.values()) == 11


def test_schema_is_what_the_warehouse_reads(raw: Path, data: Path) -> None:
    put(raw, "2023-01-28.txt", TEXT)
    ingest(raw, data, now=FIRST)
    table = pq.read_table(store.month_file(data, "2023-01"))
    assert table.schema.equals(store.RELEASES)
    row = table.to_pylist()[0]
    assert (row["chars"], row["loaded_at"], row["version_no"], row["supersedes_key"]) == (len(TEXT), FIRST, 1, None)
    assert pq.read_table(data / "rejected.parquet").schema.equals(store.REJECTED)


def test_metadata_from_sidecar_manifests_and_path(raw: Path, data: Path) -> None:
    put(raw, "m/2023-01-28.txt", TEXT)
    put(raw, "m/2023-01-28.txt.yaml", "title: 一题")
    put(raw, "m/manifest.csv", "path,publisher,note\n2023-01-28.txt,乙报,近\ngone.txt,丙,\n../../x.txt,丁,\n")
    put(raw, "manifest.csv", "path,publisher,kind,issued_on,note\nm/2023-01-28.txt,戊报,policy,2023-02-02,远\n")
    put(raw, "n/bad.txt", TEXT)
    put(raw, "n/bad.txt.yaml", "a: [")
    ingest(raw, data, now=FIRST)
    row = current(data)["m/2023-01-28.txt"]
    assert (row["title"], row["publisher"], row["kind"]) == ("一题", "乙报", "policy")
    assert (row["issued_on"], row["issued_on_source"]) == (date(2023, 2, 2), "manifest")
    assert json.loads(row["extra"]) == {"note": "近"}
    assert rejected(data) == {
        "m/manifest.csv:m/gone.txt": "not_found", "m/manifest.csv#3:../../x.txt": "outside_raw", "n/bad.txt": "malformed",
    }  # fmt: skip


def test_a_manifest_can_name_a_bulk_row(raw: Path, data: Path) -> None:
    put(raw, "b.jsonl", json.dumps({"id": "a/b#1", "text": TEXT}))
    put(raw, "manifest.csv", "path,issued_on,title\nb.jsonl,2023-05-05,整本\nb.jsonl#a/b#1,,一篇\n")
    put(raw, "c.jsonl", json.dumps({"id": "k", "text": "另一篇"}))
    ingest(raw, data, now=FIRST)
    assert rejected(data) == {"c.jsonl#k": "no_date"}
    assert current(data)["b.jsonl#a/b#1"]["title"] == "一篇"
    assert current(data)["b.jsonl#a/b#1"]["issued_on"] == date(2023, 5, 5)


def test_versions_removal_and_return(raw: Path, data: Path) -> None:
    file = put(raw, "2023-01-28.txt", "一")
    ingest(raw, data, now=FIRST)
    file.write_text("二")
    summary = ingest(raw, data, now=SECOND)
    one, two = rows(data)
    assert (summary.changed, summary.new) == (1, 0)
    assert (one["is_current"], two["is_current"], two["supersedes_key"]) == (False, True, one["release_key"])
    assert (one["loaded_at"], two["loaded_at"]) == (FIRST, SECOND)
    file.unlink()
    assert ingest(raw, data, now=THIRD).removed == 1
    one, two = rows(data)
    assert (two["is_current"], two["removed"], two["removed_at"], one["removed"]) == (False, True, THIRD, False)
    assert [one["text"], two["text"]] == ["一", "二"]
    file.write_text("一")
    ingest(raw, data, now=THIRD)
    one, two = rows(data)
    assert (one["is_current"], one["loaded_at"], two["removed"]) == (True, FIRST, False)


def test_a_release_whose_date_changes_leaves_its_month(raw: Path, data: Path) -> None:
    put(raw, "a.txt", TEXT)
    put(raw, "manifest.csv", "path,issued_on\na.txt,2023-01-01\n")
    ingest(raw, data, now=FIRST)
    put(raw, "manifest.csv", "path,issued_on\na.txt,2024-06-01\n")
    summary = ingest(raw, data, now=SECOND)
    assert summary.months == ("2024-06",)
    assert summary.changed_months == ("2023-01", "2024-06")
    (row,) = rows(data)
    assert (row["issued_on"], row["version_no"], row["loaded_at"]) == (date(2024, 6, 1), 1, FIRST)


def test_reprints_share_a_cluster_with_one_primary(raw: Path, data: Path) -> None:
    put(raw, "b/2023-01-28.txt", TEXT.encode("gb18030"))
    put(raw, "a/2023-02-01.txt", TEXT)
    put(raw, "c/2023-01-01.txt", "别的。")
    ingest(raw, data, now=FIRST)
    loaded = current(data)
    assert loaded["b/2023-01-28.txt"]["cluster_id"] == loaded["a/2023-02-01.txt"]["cluster_id"]
    assert {path for path, row in loaded.items() if row["is_cluster_primary"]} == {"b/2023-01-28.txt", "c/2023-01-01.txt"}
    put(raw, "0/2023-01-28.txt", TEXT)  # later loaded: the earlier stays primary though its path sorts first
    ingest(raw, data, now=SECOND)
    assert current(data)["b/2023-01-28.txt"]["is_cluster_primary"]


def test_only_what_changed_is_read_again(raw: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(raw)
    ingest(raw, data, now=FIRST)
    before = {path.name: path.stat().st_mtime_ns for path in (data / "releases").iterdir()}
    rejections = pq.read_table(data / "rejected.parquet")
    summary = ingest(raw, data, now=SECOND)
    assert (summary.files_read, summary.changed_months) == (0, ())
    assert {path.name: path.stat().st_mtime_ns for path in (data / "releases").iterdir()} == before
    assert pq.read_table(data / "rejected.parquet").equals(rejections)  # first seen stays
    os.utime(raw / "2024-02-01.md")
    monkeypatch.setattr(read, "convert", lambda *_: pytest.fail("same bytes were parsed again"))
    assert ingest(raw, data, now=THIRD).changed_months == ()


def test_incremental_loads_give_what_one_load_gives(raw: Path, data: Path, tmp_path: Path) -> None:
    put(raw, "2024-01-01.txt", "一")
    ingest(raw, data, now=FIRST)
    fill(raw)
    ingest(raw, data, now=FIRST)
    ingest(raw, tmp_path / "fresh", now=FIRST)
    assert rows(data) == rows(tmp_path / "fresh")


def test_two_loads_into_empty_folders_are_byte_equal(raw: Path, tmp_path: Path) -> None:
    fill(raw)
    ingest(raw, tmp_path / "one", now=FIRST)
    ingest(raw, tmp_path / "two", now=FIRST)
    for file in sorted((tmp_path / "one").rglob("*.parquet")):
        if file.name != "inventory.parquet":
            assert file.read_bytes() == (tmp_path / "two" / file.relative_to(tmp_path / "one")).read_bytes()


def test_processes_read_what_one_reads(raw: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(raw)
    ingest(raw, tmp_path / "one", workers=1, now=FIRST)
    monkeypatch.setattr("pipelines.releases.ingest.POOL_BYTES", 0)
    monkeypatch.setattr("pipelines.releases.ingest.CHUNK_FILES", 2)
    monkeypatch.setattr(store, "STAGED_CHARS", 10)  # everything goes through the staging folder
    seen: list[tuple[int, int]] = []
    ingest(raw, tmp_path / "two", workers=2, progress=lambda done, total: seen.append((done, total)), now=FIRST)
    assert rows(tmp_path / "one") == rows(tmp_path / "two")
    assert rejected(tmp_path / "one") == rejected(tmp_path / "two")
    assert seen[-1] == (len(seen), len(seen))
    assert not (tmp_path / "two" / ".staging").exists()


def test_a_killed_load_is_done_again(raw: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Killed after some months were written, before the inventory: the next load ends where one load would have."""
    put(raw, "2023-01-01.txt", "一")
    put(raw, "a.txt", TEXT)
    put(raw, "manifest.csv", "path,issued_on\na.txt,2023-05-01\n")
    ingest(raw, data, now=FIRST)
    put(raw, "2023-01-01.txt", "二")
    put(raw, "manifest.csv", "path,issued_on\na.txt,2023-03-01\n")
    whole, written = store.write_month, []

    def killed(*args: object) -> None:
        if written:
            raise KeyboardInterrupt
        written.append(whole(*args))

    monkeypatch.setattr(store, "write_month", killed)
    with pytest.raises(KeyboardInterrupt):
        ingest(raw, data, now=SECOND)
    monkeypatch.setattr(store, "write_month", whole)
    (data / "releases" / ".2023-01.parquet.tmp").write_bytes(b"half")
    ingest(raw, data, now=SECOND)
    assert [(row["release_path"], row["version_no"], row["is_current"], row["issued_on"]) for row in rows(data)] == [
        ("2023-01-01.txt", 1, False, date(2023, 1, 1)),
        ("2023-01-01.txt", 2, True, date(2023, 1, 1)),
        ("a.txt", 1, True, date(2023, 3, 1)),
    ]
    assert not list(data.rglob("*.tmp"))


def test_faults_of_the_file_system_are_rejections(raw: Path, data: Path, tmp_path: Path) -> None:
    outside = put(tmp_path, "secret.txt", TEXT)
    (raw / "2023-01-01-link.txt").symlink_to(outside)
    (raw / "2023-01-01-broken.txt").symlink_to(raw / "nowhere.txt")
    put(raw, "d/2023-01-02.txt", TEXT)
    (raw / "2023-01-02-again.txt").symlink_to(raw / "d/2023-01-02.txt")
    (raw / "loop").symlink_to(raw / "d")
    os.mkfifo(raw / "2023-01-03.txt")
    (raw / os.fsdecode(b"2023-01-04-\xff.txt")).write_text("x")
    ingest(raw, data, now=FIRST)
    assert set(current(data)) == {"d/2023-01-02.txt", "2023-01-02-again.txt"}
    assert rejected(data) == {
        "2023-01-01-link.txt": "outside_raw", "2023-01-01-broken.txt": "unreadable", "loop": "link",
        "2023-01-03.txt": "not_a_file", "2023-01-04-\\xff.txt": "bad_name",
    }  # fmt: skip


def test_a_file_that_disappears_or_is_closed_to_us(raw: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(raw, "2023-01-01-gone.txt", TEXT)
    put(raw, "2023-01-02-closed.txt", TEXT)
    put(raw, "2023-01-03.txt", TEXT)
    open_ = os.open

    def refusing(path: object, *args: int) -> int:
        if "gone" in str(path):
            raise FileNotFoundError(2, "No such file or directory")
        if "closed" in str(path):
            raise PermissionError(13, "Permission denied")
        return open_(path, *args)  # type: ignore[arg-type]

    monkeypatch.setattr(read.os, "open", refusing)
    ingest(raw, data, now=FIRST)
    assert rejected(data) == {"2023-01-01-gone.txt": "unreadable", "2023-01-02-closed.txt": "unreadable"}
    monkeypatch.undo()
    assert ingest(raw, data, now=SECOND).releases == 3  # what may pass is tried again


def test_sizes_are_bounded(raw: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(raw, "2023-01-01.txt", "一" * 100)
    monkeypatch.setattr(read, "MAX_FILE_BYTES", 200)
    ingest(raw, data, now=FIRST)
    assert rejected(data) == {"2023-01-01.txt": "too_large"}


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.jsonl", b'{"text": "\\ud800", "issued_on": "2023"}\n'),
        ("a.jsonl", b'{"text": "\\u0000", "issued_on": "2023"}\n'),
        ("a.jsonl", b"[" * 100_000),
        ("a.jsonl", b'{"text": 5}\n[1]\nnull\n'),
        ("a.csv", b"a,b\n1,2\n"),
        ("a.csv", b"text" + b",c" * 2_000 + b"\nx\n"),
        ("a.csv", b'text,issued_on\n"unclosed'),
        ("a.csv", b"text\nx,y,z\n"),
        ("a.parquet", b"PAR1 nothing PAR1"),
        ("a.jsonl", b"\n\n"),
    ],
)
def test_hostile_bulk_files_are_rejected(raw: Path, data: Path, name: str, content: bytes) -> None:
    put(raw, name, content)
    ingest(raw, data, now=FIRST)
    assert current(data) == {}
    assert rejected(data)


def test_nothing_in_raw_is_a_build_too(raw: Path, data: Path) -> None:
    assert ingest(raw, data, now=FIRST) == IngestSummary(0, 0, 0, 0, 0, 0, 0)


def test_the_data_folder_remembers_its_raw_folder(raw: Path, data: Path, tmp_path: Path) -> None:
    claim(data, raw)
    claim(data, raw)
    (tmp_path / "other").mkdir()
    with pytest.raises(StateError, match="--data"):
        claim(data, tmp_path / "other")
    with pytest.raises(StateError, match="--data"):
        claim(raw / "data", raw)
    with pytest.raises(StateError, match="no raw folder"):
        claim(tmp_path / "new", tmp_path / "nowhere")


def test_a_second_build_is_refused_by_name_until_the_first_ends(data: Path) -> None:
    hold = "import sys, pathlib; from pipelines.releases.state import build_lock\n"
    hold += "with build_lock(pathlib.Path(sys.argv[1])): print('held', flush=True); sys.stdin.read()"
    first = subprocess.Popen([sys.executable, "-c", hold, str(data)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert first.stdout is not None and first.stdout.readline() == "held\n"
    with pytest.raises(StateError, match=f"process {first.pid} .*--data"), build_lock(data):
        pass
    first.kill()  # the kernel frees the lock
    first.wait()
    with build_lock(data):
        pass


SHARED = Path(__file__).parents[3] / "shared"


def read_raw(raw: Path) -> Iterator[read.Release | read.Rejection]:
    """Every record of a raw folder, by path, and the rejections of the walk itself."""
    taken = inventory.take(raw)
    yield from taken.rejected
    for found in taken.found:
        yield from read.read_file(raw, read.task_of(taken, found))


@pytest.mark.skipif(not (SHARED / "nasty").is_dir(), reason="needs ../shared/nasty")
def test_nasty_files_are_decoded_rightly_or_rejected_with_reason() -> None:
    expected = {"national_gb18030": "gb18030", "hailar_gb18030": "gb18030", "contradictory_header": "utf-8"}
    records = list(read_raw(SHARED / "nasty"))
    files = [path for path in (SHARED / "nasty").rglob("*") if path.is_file()]
    assert len(records) == len(files)
    for record in records:
        if isinstance(record, read.Rejection):
            assert record.detail.endswith(".")
            continue
        folder = record.release_path.split("/")[0]
        assert record.encoding == expected.get(folder, "gb18030" if "aksu" in record.release_path else "utf-8")
        assert "\ufffd" not in record.text and "<div" not in record.text
        assert plausibility(record.text) > 0.95
        if record.format == "txt":
            raw_bytes = (SHARED / "nasty" / record.release_path).read_bytes()
            assert record.text.encode(record.encoding) == raw_bytes


@pytest.mark.skipif(not (SHARED / "releases").is_dir(), reason="needs ../shared/releases")
def test_the_undated_newspaper_release_is_dated_by_inference() -> None:
    (record,) = read_raw(SHARED / "releases")
    assert isinstance(record, read.Release)
    assert record.issued_on_source == "inferred"
    assert date(2023, 1, 28) <= record.issued_on <= date(2023, 12, 31)
    assert (record.publisher, record.place) == ("青岛日报", "青岛")

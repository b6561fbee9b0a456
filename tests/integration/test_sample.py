"""The sample in raw/ as files: counts, encodings, what its metadata say, whose words it carries.

What belongs here: checks that need no warehouse. What the pipeline makes of the sample is tested elsewhere.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
RAW = ROOT / "raw"
SHARED = ROOT.parent / "shared"
COLUMNS = ["path", "publisher", "issued_on", "place", "kind", "title", "url"]
KINDS = {"work_report", "communique", "budget_report", "policy", "news", "other"}
PARTIAL_OR_FULL_DATE = re.compile(r"\d{4}(-\d{2}(-\d{2})?)?")
GB18030 = "provinces/shanxi-2025.txt"
CRLF = "provinces/shaanxi-2026.txt"
BOM = "provinces/jilin-2025.txt"
BULK = "cities/communiques-2025.jsonl"
SIDECAR = "qingdao/laixi-2023.txt"
UNDATED = "kaimenhong/roundup.txt"
REJECTED = "broken/无日期.txt"
DATED_BY_PATH = re.compile(r"[^/]+/\d{4}-\d{2}-\d{2}[^/]*")
SENTENCE_END = re.compile(r"[。！？；\r\n]")


def release_files() -> list[str]:
    """Paths below raw/ of the files that hold releases: no README, manifest or sidecar."""
    paths = (p.relative_to(RAW).as_posix() for p in RAW.rglob("*") if p.is_file())
    return sorted(p for p in paths if p not in {"README.md", "manifest.csv"} and not p.endswith(".yaml") and not p.startswith("outcomes/"))


def manifest() -> list[dict[str, str]]:
    with (RAW / "manifest.csv").open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def bulk_rows() -> list[dict[str, str]]:
    return [json.loads(line) for line in (RAW / BULK).read_text(encoding="utf-8").splitlines()]


def text_of(path: str) -> str:
    return (RAW / path).read_bytes().decode("gb18030" if path == GB18030 else "utf-8-sig")


def texts() -> Iterator[tuple[str, str]]:
    """(path, text) of every release, a bulk row being one."""
    for path in release_files():
        if path == BULK:
            yield from ((f"{BULK}#{row['id']}", row["text"]) for row in bulk_rows())
        else:
            yield path, text_of(path)


def test_there_are_enough_releases() -> None:
    sizes = {path: len(text) for path, text in texts()}
    assert len(sizes) - 1 >= 60, "one is there to be rejected"
    assert sum(250 <= size <= 700 for size in sizes.values()) >= 65
    assert max(sizes.values()) < 1600


def test_manifest_lists_exactly_the_files_that_nothing_else_describes() -> None:
    rows = manifest()
    listed = [row["path"] for row in rows]
    described_elsewhere = {p for p in release_files() if DATED_BY_PATH.fullmatch(p)} | {BULK, SIDECAR, UNDATED, REJECTED}
    assert list(rows[0]) == COLUMNS
    assert listed == sorted(set(listed))
    assert set(listed) == set(release_files()) - described_elsewhere


def test_metadata_are_complete() -> None:
    rows = manifest() + bulk_rows()
    for row in rows:
        assert row["publisher"] and row["place"] and row["title"], row
        assert row["kind"] in KINDS, row
        assert PARTIAL_OR_FULL_DATE.fullmatch(row["issued_on"]), row
    assert len(bulk_rows()) >= 3
    assert len({row["id"] for row in bulk_rows()}) == len(bulk_rows())


def test_every_province_promises_and_reports() -> None:
    years: dict[str, set[str]] = {}
    for row in manifest():
        if row["kind"] == "work_report":
            years.setdefault(row["place"], set()).add(row["issued_on"][:4])
    assert sum({"2025", "2026"} <= seen for seen in years.values()) >= 26
    assert {str(year) for year in range(2020, 2027)} <= years["上海市"]


def test_encodings_and_formats_are_mixed() -> None:
    with pytest.raises(UnicodeDecodeError):
        (RAW / GB18030).read_bytes().decode("utf-8")
    assert "山西省" in text_of(GB18030)
    assert (RAW / BOM).read_bytes().startswith(b"\xef\xbb\xbf")
    crlf = (RAW / CRLF).read_bytes()
    assert crlf.count(b"\r\n") == crlf.count(b"\n") > 5
    assert {Path(p).suffix for p in release_files()} >= {".txt", ".md", ".html", ".jsonl"}
    page = next(text_of(p) for p in release_files() if p.endswith(".html"))
    assert "<script>" in page and "<nav" in page and "&nbsp;" in page


def test_sidecar_dates_its_release() -> None:
    sidecar = yaml.safe_load((RAW / f"{SIDECAR}.yaml").read_text(encoding="utf-8"))
    assert str(sidecar["issued_on"]) == "2023-01-28"
    assert sidecar["kind"] in KINDS


def test_one_release_is_dated_by_its_content_alone() -> None:
    text = text_of(UNDATED)
    assert "1月28日" in text and "今年" in text and "2023年" in text
    assert not re.search(r"\d{4}", UNDATED)
    assert not re.search(r"\d{4}年\d{1,2}月\d{1,2}日|\d{4}-\d{2}-\d{2}", text), "no full date in the text either"


def test_one_release_cannot_be_dated() -> None:
    assert not re.search(r"[\d〇零一二三四五六七八九十]+[年月日]|\d", text_of(REJECTED) + REJECTED)


def sentences() -> set[str]:
    return {s for _, text in texts() for s in map(str.strip, SENTENCE_END.split(text)) if len(s) >= 20}


@pytest.mark.skipif(not SHARED.is_dir(), reason="the shared corpus is not here")
def test_no_sentence_of_a_source_is_in_the_sample() -> None:
    """A sample sentence has no sentence end inside, so it occurs in a source only within one of its sentences."""
    ours = sentences()
    assert len(ours) > 300
    starts = {s[:20] for s in ours}
    sources = [*(SHARED / "corpus").glob("*_gwr/*"), *(SHARED / "corpus").glob("city_communique/*")]
    sources += [*(SHARED / "corpus").glob("policy_shandong/*"), *(SHARED / "releases").glob("*")]
    found: set[str] = set()
    for source in sources:
        text = source.read_text(encoding="utf-8", errors="replace").replace("％", "%")
        hits = {text[i : i + 20] for i in range(len(text) - 19)} & starts
        found |= {s for s in ours if s[:20] in hits and s in text}
    assert found == set()

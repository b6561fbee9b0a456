"""Bad input of every kind is loaded or rejected with a reason: never a crash, a hang, or memory without bound.

Small versions of what ``tests/faults/fuzz.py`` does for an hour, and of the giants it reads.
"""

from __future__ import annotations

import random
import sys
import time
from datetime import date
from pathlib import Path

import pytest
from building import query, write_raw
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pipelines.releases import formats
from pipelines.releases.encodings import Unreadable
from pipelines.releases.formats import convert
from pipelines.releases.ingest import ingest
from pipelines.releases.model import Rejection, Release

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "faults"))

from cases import WORDS, Case, _docx_of, case, giants
from fuzz import check, extract, read

QUICK = settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))


@QUICK
@given(st.integers(0, 2**32))
def test_any_file_is_loaded_or_rejected(tmp_path_factory: pytest.TempPathFactory, seed: int) -> None:
    seen = check(case(random.Random(seed)), tmp_path_factory.mktemp("raw"), longest=5_000)
    assert sum(seen.values()) > 0


@QUICK
@given(st.lists(st.sampled_from(WORDS) | st.text(max_size=5) | st.integers().map(str), max_size=40).map("".join))
def test_spans_of_any_text_are_verbatim(text: str) -> None:
    if text.strip():
        extract(text, date(2025, 1, 2))


def _records(tmp_path: Path, one: Case) -> list[Release | Rejection]:
    started = time.process_time()
    found = read(one, tmp_path)
    assert time.process_time() - started < 20
    return found


REJECTED = {
    "a single line of 100 MB": "too_large", "a single line of 60 MB": "too_large", "HTML nested a million deep": "malformed",
    "a .docx that unpacks to 1 GB": "too_large", "a .docx with a document of 200 MB": "too_large",
    "a CSV of ten million columns": "malformed", "a JSON line nested a million deep": "malformed",
    "a YAML of a billion laughs": "malformed",
}  # fmt: skip


@pytest.mark.parametrize("name", ["HTML nested a million deep", "a CSV of ten million columns", "a JSON line nested a million deep", "a YAML of a billion laughs"])
def test_giants_are_refused_by_rule(tmp_path: Path, name: str) -> None:
    one = next(one for title, one in giants() if title == name)
    (found,) = _records(tmp_path, one)
    assert isinstance(found, Rejection) and found.reason == REJECTED[name] and not found.detail.startswith("The reader failed")


def test_a_docx_is_bounded_by_what_its_xml_would_take() -> None:
    """Found by the giants: 200 MB of XML in a file of 400 kB took minutes and 3.5 GB."""
    data = _docx_of(b"<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 1_500_000)
    assert len(data) < 1_000_000
    started = time.process_time()
    with pytest.raises(Unreadable) as caught:
        convert(data, "docx")
    assert caught.value.reason == "too_large" and "XML" in caught.value.detail and time.process_time() - started < 2


def test_a_docx_with_large_pictures_is_read() -> None:
    import io
    import zipfile

    data = io.BytesIO(_docx_of("<w:p><w:r><w:t>今年建设12所学校。</w:t></w:r></w:p>".encode()))
    with zipfile.ZipFile(data, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/media/image1.png", random.Random(1).randbytes(formats.MAX_XML_BYTES + 1000))
    assert convert(data.getvalue(), "docx").text.strip() == "今年建设12所学校。"


def test_a_text_may_be_as_long_as_extraction_can_hold() -> None:
    assert formats.MAX_CHARS * 300 < 2 * 1024**3  # bytes a character, as measured on a million headings
    with pytest.raises(Unreadable, match="too_large"):
        convert(("增长5%。\n" * (formats.MAX_CHARS // 5)).encode(), "txt")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("## 1\n" * 5_000, 20),
        ("1\n" * 10_000, 20),
        ("、".join(f"{i}个项目" for i in range(3_000)) + "分别增长5%。", 20),
        ("（“《" * 10_000 + "增长5%", 20),
        ("增长5%，" * 6_000, 20),
        ("9" * 20_000 + "亿元", 20),
        ("零一二三四五六七八九" * 3_000 + "个", 20),
    ],
    ids=["headings", "digits", "list", "brackets", "line", "number", "numerals"],
)
def test_extraction_of_one_thing_repeated_ends(text: str, seconds: int) -> None:
    extract("一", date(2025, 1, 2))  # lexicons are loaded once
    started = time.process_time()
    extract(text, date(2025, 1, 2))
    assert time.process_time() - started < seconds


def test_hostile_neighbours_do_not_touch_the_good_release(tmp_path: Path) -> None:
    raw, data = write_raw(tmp_path / "raw", {"2026-01-02 好.txt": "新开工项目12个。"}), tmp_path / "data"
    rng = random.Random(7)
    for i in range(60):
        one = case(rng)
        path = raw / f"{i}" / one.name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(one.data)
    (raw / "manifest.csv").write_text("path,issued_on\n../outside.txt,2025-01-01\n/etc/passwd,2025-01-01\n2026-01-02 好.txt,2026-01-02\n", encoding="utf-8")
    found = ingest(raw, data)
    assert found.reasons["outside_raw"] == 2
    from pipelines.releases import store

    paths = {version.release_path for month in store.load_versions(data).values() for version in month}
    assert "2026-01-02 好.txt" in paths


def test_html_runs_and_fetches_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    import socket

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a connection was tried")

    monkeypatch.setattr(socket, "socket", refuse)
    page = "<img src=http://127.0.0.1:1/x.png><link rel=stylesheet href=http://127.0.0.1:1/s.css><iframe src=file:///etc/passwd></iframe><script>document.write('99个')</script><p>新建12所</p><object data=file:///etc/passwd></object>"
    assert convert(page.encode(), "html").text == "新建12所"


def test_nothing_of_a_release_reaches_the_file_system_through_sql(tmp_path: Path) -> None:
    """``duixian sql`` opens read-only with external access off, whatever a release would have an analyst run."""
    from building import RELEASES, build

    build(write_raw(tmp_path / "raw", RELEASES), tmp_path / "data")
    for statement in ("FROM '/etc/passwd'", "FROM read_csv('/etc/passwd')", "FROM glob('/*')", "LOAD httpfs"):
        with pytest.raises(Exception, match=r"(?i)disabled|permission|not allowed|does not exist"):
            query(tmp_path / "data", statement)

"""HTML, PDF and DOCX become text; hostile files are refused in bounded time and memory."""

from __future__ import annotations

import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_files import make_docx, make_pdf

from pipelines.releases import formats
from pipelines.releases.encodings import Unreadable
from pipelines.releases.formats import convert


def html(body: str, head: str = "") -> str:
    return convert(f"<html><head>{head}</head><body>{body}</body></html>".encode(), "html").text


@pytest.mark.parametrize(
    ("body", "text"),
    [
        ("<h1>标题</h1><p>第一段。</p><p>第二段。</p>", "标题\n第一段。\n第二段。"),
        ("<p>增长<b>5.5</b><span>%</span>，完成。</p>", "增长5.5%，完成。"),
        ("<p>上半句，\n   下半句。 GDP\n grew</p>", "上半句，下半句。 GDP grew"),
        ("<p>A&amp;B&lt;C&nbsp;5&times;6</p>", "A&B<C\u00a05×6"),
        ("一<br>二<br/>三", "一\n二\n三"),
        ("<script>var 数=1</script><style>p{}</style><nav>首页</nav><p>正文</p><noscript>无</noscript>", "正文"),
        ('<p style="display: none">藏</p><p hidden>藏</p><p>见</p>', "见"),
        ("<table><tr><th>指标</th><th>数值</th></tr><tr><td><p>产值</p></td><td>5亿元</td></tr></table>",
         "指标\t数值\n产值\t5亿元"),
        ("<table><tr></tr><tr><td>一</td></tr></table>", "一"),
        ("<ul>" + "<li><a>栏目</a></li>" * 6 + "</ul><p>正文很长，说的是今年的目标。</p>", "正文很长，说的是今年的目标。"),
        ("<p>见<a>办法</a>和<a>通知</a></p>", "见办法和通知"),
        ("<!-- 注 --><p>正文</p>", "正文"),
    ],
)  # fmt: skip
def test_html_gives_what_a_reader_sees(body: str, text: str) -> None:
    assert html(body) == text


def test_a_table_that_lays_out_a_page_keeps_its_lines() -> None:
    story = "".join(f"<p>第{i}段，说了一件事情。</p>" for i in range(5))
    assert html(f"<table><tr><td>{story}</td></tr></table>").count("\n") == 4


def test_a_page_of_links_only_is_still_a_page() -> None:
    assert "栏目" in html("<div>" + "<a>栏目</a>" * 9 + "</div>")


def test_html_head_gives_title_and_date() -> None:
    head = '<title>某县2025年公报_某县人民政府</title><meta name="PubDate" content="2026-03-04 10:00">'
    page = convert(f"<html><head>{head}</head><body>正文</body></html>".encode(), "html")
    assert (page.title, page.issued_on) == ("某县2025年公报", "2026-03-04 10:00")


@pytest.mark.parametrize("opening", ["<div>", "<table><tr><td>", "<b><p>", "<ul><li>", "<a href=x>"])
def test_deep_nesting_is_read_up_to_a_bound(opening: str) -> None:
    assert "底" in convert((opening * 900 + "底").encode(), "html").text
    with pytest.raises(Unreadable) as caught:
        convert((opening * 200_000 + "底").encode(), "html")
    assert caught.value.reason == "malformed"


@settings(max_examples=60)
@given(st.text(alphabet="<>/=\"' abdpitrlu中\n&;#1", max_size=300))
def test_any_markup_is_read_or_refused(markup: str) -> None:
    try:
        assert isinstance(convert(markup.encode(), "html").text, str)
    except Unreadable as error:
        assert error.reason == "empty"


def test_docx_keeps_the_order_of_paragraphs_and_tables() -> None:
    converted = convert(make_docx(), "docx")
    assert converted.text == "甲县通知\n指标\t数值\n产值\t5亿元\n今年建设12所学校。"
    assert converted.encoding == "docx"


def test_zip_bomb_is_refused_before_it_is_unpacked(monkeypatch: pytest.MonkeyPatch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"\0" * 5_000_000)
    monkeypatch.setattr(formats, "MAX_UNZIPPED_BYTES", 4_000_000)
    with pytest.raises(Unreadable) as caught:
        convert(out.getvalue(), "docx")
    assert caught.value.reason == "too_large"


def test_pdf_pages_are_joined_by_line_breaks() -> None:
    text = convert(make_pdf(["Output grew 5.5 percent", "Target 2026"], pages=2), "pdf").text
    assert text.split("\n") == ["Output grew 5.5 percent", "Target 2026"] * 2


@pytest.mark.parametrize(
    ("data", "format", "reason"),
    [
        (b"", "txt", "empty"),
        (b" \r\n\t", "txt", "empty"),
        ("\ufeff　\n".encode(), "txt", "empty"),
        (b"<html><script>1</script></html>", "html", "empty"),
        (make_pdf([]), "pdf", "empty"),
        (b"%PDF-1.4 nothing more", "pdf", "malformed"),
        (b"not a zip", "docx", "malformed"),
        (make_docx()[:-200], "docx", "malformed"),
    ],
)
def test_what_gives_no_text_is_refused(data: bytes, format: str, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        convert(data, format)
    assert caught.value.reason == reason


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 900), st.binary(min_size=1, max_size=20), st.sampled_from(["pdf", "docx"]))
def test_damaged_files_are_read_or_refused(position: int, junk: bytes, format: str) -> None:
    data = make_pdf(["text"]) if format == "pdf" else make_docx()
    try:
        convert(data[:position] + junk + data[position + len(junk) :], format)
    except Unreadable as error:
        assert error.detail


def test_a_text_may_not_be_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_CHARS", 10)
    with pytest.raises(Unreadable) as caught:
        convert("一二三四五六七八九十百".encode(), "txt")
    assert caught.value.reason == "too_large"

"""Bytes become the right text or are refused; decoding never invents or repairs a character."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.releases.encodings import Unreadable, decode

TEXT = "某市今年计划新建学校12所，总投资3.5亿元。\r\n全年力争增长6%以上。\r\n"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (b"\xef\xbb\xbf" + TEXT.encode(), "utf-8-sig"),
        (TEXT.encode("gb18030"), "gb18030"),
        (b"\xff\xfe" + TEXT.encode("utf-16-le"), "utf-16-le"),
        (b"\xfe\xff" + TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
    ],
)
def test_every_encoding_gives_the_same_untouched_text(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


def test_traditional_text_in_big5() -> None:
    text = "本市今年計劃興建學校十二所，總投資三億元，並將完成道路工程。"
    assert decode(text.encode("big5")) == (text, "big5")


def test_gb18030_with_rare_characters_in_four_bytes() -> None:
    text = TEXT + "䶮镇的龑湖项目已经开工。"
    assert decode(text.encode("gb18030")) == (text, "gb18030")


@pytest.mark.parametrize("claimed", ["gb2312", "utf-8", "iso-8859-1"])
def test_the_body_wins_over_the_header(claimed: str) -> None:
    page = f'<meta charset="{claimed}"><p>{TEXT}</p>'
    assert decode(page.encode("gb18030"))[0] == page
    assert decode(page.encode("utf-8"))[0] == page


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (TEXT.encode()[:-4], "undecodable"),  # cut inside a character
        (TEXT.encode()[:30] + b"\xff" + TEXT.encode()[30:], "undecodable"),
        (b"\xff\xfe" + b"\x00\xd8", "undecodable"),  # half a surrogate pair
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)), "binary"),
        (b"abc\x00def", "binary"),
        (bytes(range(128, 256)) * 20, "undecodable"),
    ],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    with pytest.raises(Unreadable) as caught:
        decode(data)
    assert caught.value.reason == reason
    assert caught.value.detail.endswith(".")


@given(st.binary(max_size=400))
def test_any_bytes_decode_or_are_refused(data: bytes) -> None:
    try:
        text, encoding = decode(data)
    except Unreadable:
        return
    assert "\x00" not in text
    if encoding == "utf-8":
        assert text.encode() == data


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"]), max_size=200))
def test_all_utf8_text_comes_back(text: str) -> None:
    assert decode(b"\xef\xbb\xbf" + text.encode())[0] == text

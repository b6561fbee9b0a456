"""Bytes become text: UTF-8, UTF-16, GB18030 and Big5, decided by the bytes themselves.

Decoding is strict: a text that does not decode whole is refused, never repaired. What a page says of its own
charset is not asked: headers contradict bodies, and the body wins. Formats (HTML, PDF …) do not belong here.
"""

from __future__ import annotations

import codecs
import re
from functools import cache

BROKEN_UTF8_SHARE = 0.05  # fewer damaged characters than this: UTF-8 that was cut or hurt, no other encoding
PLAUSIBLE_SHARE = 0.6  # of the characters beyond ASCII, how many must be common in Chinese print
CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
CONTROL_SHARE = 0.01  # stray control characters are residue of PDF tools; more than this is no text


class Unreadable(Exception):
    """These bytes give no text. ``reason`` is a short code, ``detail`` a sentence."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(reason, detail)
        self.reason = reason
        self.detail = detail


def decode(data: bytes) -> tuple[str, str]:
    """Text and encoding name (``utf-8``, ``utf-8-sig``, ``utf-16-le``, ``utf-16-be``, ``gb18030``, ``big5``).

    A leading byte-order mark is no text; nothing else is changed, line ends included. Raises Unreadable.
    """
    text, encoding = _decode_marked(data) or _decode_utf8(data) or _decode_guessed(data)
    check_text(text)
    return text, encoding


def check_text(text: str) -> None:
    """Refuse what no warehouse can hold: NUL, lone surrogates, mostly control characters. Raises Unreadable."""
    if "\x00" in text:
        raise Unreadable("binary", "The text holds NUL characters: this is a binary file or a damaged one.")
    if not text.isascii():
        try:
            text.encode("utf-8")
        except UnicodeEncodeError as error:
            raise Unreadable("undecodable", f"Half a surrogate pair stands at character {error.start}.") from None
    if len(CONTROL.findall(text)) > max(3, len(text) * CONTROL_SHARE):
        raise Unreadable("binary", "Too many control characters: this is a binary file.")


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    marks = (
        (codecs.BOM_UTF8, "utf-8", "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16-be"),
    )
    for mark, codec, name in marks:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(codec), name
            except UnicodeDecodeError as error:
                raise Unreadable(
                    "undecodable", f"The byte-order mark says {codec}, but byte {error.start} is wrong."
                ) from None
    return None


def _decode_utf8(data: bytes) -> tuple[str, str] | None:
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        _refuse_broken_utf8(data, error)
        return None
    return None if "\x00" in text else (text, "utf-8")


def _refuse_broken_utf8(data: bytes, error: UnicodeDecodeError) -> None:
    """A cut UTF-8 file may decode as GB18030, into nonsense: recognise it by its few damaged characters."""
    loose = data.decode("utf-8", "replace")
    beyond_ascii = sum(1 for c in loose if c > "\x7f")
    damaged = loose.count("\ufffd")
    if beyond_ascii > damaged and damaged <= max(1, beyond_ascii * BROKEN_UTF8_SHARE):
        raise Unreadable("undecodable", f"UTF-8, but damaged at byte {error.start} of {len(data)}.") from None


def _decode_guessed(data: bytes) -> tuple[str, str]:
    best: tuple[float, str, str] | None = None
    for encoding in ("gb18030", "utf-16-le", "utf-16-be", "big5"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        score = plausibility(text)
        if score >= PLAUSIBLE_SHARE and (best is None or score > best[0]):
            best = (score, text, encoding)
    if best is None:
        raise Unreadable(*_why_not(data))
    return best[1], best[2]


def _why_not(data: bytes) -> tuple[str, str]:
    if b"\x00" in data[:65536]:
        return "binary", "Not a text: the file holds NUL bytes and is no UTF-16."
    return "undecodable", "Neither UTF-8 nor UTF-16 nor GB18030 decodes this file into Chinese or English text."


def plausibility(text: str) -> float:
    """Share of the characters beyond ASCII that Chinese print uses; 0 where ASCII holds NUL; 1 for plain ASCII."""
    if "\x00" in text:
        return 0.0
    beyond = [c for c in text if c > "\x7f"]
    if not beyond:
        return 1.0
    common = _common_characters()
    return sum(1 for c in beyond if c in common) / len(beyond)


@cache
def _common_characters() -> frozenset[str]:
    """The symbols and the 3755 frequent hanzi of GB 2312 (rows 1-9 and 16-55), and Big5's first level."""
    found: set[str] = {"\u00a0", "\u2002", "\u2003", "\u200b", "\ufeff"}
    rows = [(codec, lead) for codec, leads in _FREQUENT_ROWS for lead in leads]
    for codec, lead in rows:
        for trail in range(0x40, 0xFF):
            try:
                found.add(bytes((lead, trail)).decode(codec))
            except UnicodeDecodeError:
                continue
    return frozenset(found)


_FREQUENT_ROWS = (
    ("gb2312", (*range(0xA1, 0xAA), *range(0xB0, 0xD8))),
    ("big5", (*range(0xA1, 0xA4), *range(0xA4, 0xC7))),
)

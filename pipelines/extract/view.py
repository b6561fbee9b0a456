"""Length-preserving views of a text: full-width to half-width, and traditional to simplified characters.

Every rule reads the view; every span is an offset into the untouched text, which the view matches
character by character. Nothing here may change a length.
"""

from __future__ import annotations

import re

import numpy as np
import numpy.typing as npt

from pipelines.lexicon.read import rows

_WIDE = "０１２３４５６７８９％．（）～－＋：＝／＜＞［］＄￡"
_HALF = "0123456789%.()~-+:=/<>[]$£"
_SAME = {
    "〇": "零", "○": "零", "◯": "零", "Ｏ": "零", "﹣": "-", "−": "-", "–": "-", "‐": "-", "‑": "-", "﹪": "%", "〜": "~", "∼": "~", "﹒": ".",
    "﹑": "、", "\u00a0": " ", "\u3000": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\ufeff": " ",
    "\u200b": " ", "﹕": ":", "﹙": "(", "﹚": ")", "′": "'", "―": "—", "─": "—", "━": "—",
}  # fmt: skip
_LATIN = {chr(c): chr(c - 0xFEE0) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
# One simplified character for one traditional; forms that simplified text uses too (乾隆, 瞭望) stay as they are.
_TRADITIONAL = {row["traditional"]: row["simplified"] for row in rows("traditional.csv")}
_TABLE = str.maketrans({**_TRADITIONAL, **dict(zip(_WIDE, _HALF, strict=True)), **_LATIN, **_SAME})
# １，２３４: between full-width digits a full-width comma groups thousands; between half-width ones it ends a clause.
_WIDE_COMMA = re.compile("，(?<=[０-９]，)(?=[０-９]{3}(?![０-９]))")
_SHORT = 256  # characters up to which translate is the faster


def _codes() -> npt.NDArray[np.uint32]:
    """Every code point of the basic plane to the one that stands for it."""
    table = np.arange(0x10000, dtype="<u4")
    for code, by in _TABLE.items():
        if code < len(table):
            table[code] = ord(by)
    return table


_CODES = _codes()


# 參 is the banker's three beside other bankers' numerals, else the verb.
_THREE = re.compile("參(?=[拾佰仟萬万億亿元圓])|(?<=[零拾佰仟萬万億亿])參")


def view(text: str) -> str:
    """The text with widths and character forms unified; ``len(view(t)) == len(t)``."""
    if "參" in text:
        text = _THREE.sub("叁", text)
    text = _WIDE_COMMA.sub(",", text)
    if len(text) <= _SHORT:
        return text.translate(_TABLE)
    codes = np.frombuffer(text.encode("utf-32-le", "surrogatepass"), dtype="<u4")
    if codes.max() > 0xFFFF:
        return text.translate(_TABLE)
    return _CODES[codes].tobytes().decode("utf-32-le", "surrogatepass")

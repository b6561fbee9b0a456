"""Length-preserving views of a text: full-width to half-width, and traditional to simplified number words.

Every rule reads the view; every span is an offset into the untouched text, which the view matches
character by character. Nothing here may change a length.
"""

from __future__ import annotations

_WIDE = "０１２３４５６７８９％．（）～－＋：＝／＜＞［］"
_HALF = "0123456789%.()~-+:=/<>[]"
_TRADITIONAL = "萬億兩點個陸貳參圓塊負數幾餘雙倆噸畝頃戶項條週時鐘後來歲級號間張雙雜種幣臺輛題場處達過約從內積長準歷關區縣單據網實現個業產發務農國際廠"
_SIMPLIFIED = "万亿两点个陆贰叁圆块负数几余双俩吨亩顷户项条周时钟后来岁级号间张双杂种币台辆题场处达过约从内积长准历关区县单据网实现个业产发务农国际厂"
_SAME = {
    "〇": "零", "○": "零", "◯": "零", "Ｏ": "零", "﹣": "-", "−": "-", "–": "-", "‐": "-", "‑": "-", "﹪": "%", "〜": "~", "∼": "~", "﹒": ".",
    "﹑": "、", "，": "，", "\u00a0": " ", "\u3000": " ", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\ufeff": " ",
    "\u200b": " ", "﹕": ":", "﹙": "(", "﹚": ")", "′": "'", "―": "—", "─": "—", "━": "—", "㎡": "㎡", "贰": "贰",
}  # fmt: skip
_LATIN = {chr(c): chr(c - 0xFEE0) for c in (*range(0xFF21, 0xFF3B), *range(0xFF41, 0xFF5B))}
_TABLE = str.maketrans({**dict(zip(_WIDE, _HALF, strict=True)), **dict(zip(_TRADITIONAL, _SIMPLIFIED, strict=True)), **_LATIN, **_SAME})


def view(text: str) -> str:
    """The text with widths and number characters unified; ``len(view(t)) == len(t)``."""
    return text.translate(_TABLE)

"""Numerals of every form press text uses, as exact decimals: 1,000 · 3.2万 · 一百二十三 · 二〇二三 · 壹佰 · 廿一.

Belongs here: what a run of digit characters is worth. Not here: units, comparators, classes.
Input is a view (see ``view.py``): half-width, simplified.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

DIGITS = {"零": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9,
          "壹": 1, "贰": 2, "叁": 3, "肆": 4, "伍": 5, "陆": 6, "柒": 7, "捌": 8, "玖": 9, "俩": 2, "仨": 3, "幺": 1}  # fmt: skip
SCALES = {"十": 10, "拾": 10, "百": 100, "佰": 100, "千": 1000, "仟": 1000, "万": 10**4, "亿": 10**8, "兆": 10**12}
TENS = {"廿": 20, "卅": 30, "卌": 40}
_BIG = ("兆", "亿", "万")

DIGIT_CLASS = "".join(DIGITS)
SCALE_CLASS = "".join(SCALES)
CHINESE_CLASS = DIGIT_CLASS + SCALE_CLASS + "".join(TENS)
_LONGEST = 64  # longer runs are no number anyone prints
_ARABIC_SCALE = re.compile(rf"([\d.,]+)\s?([{SCALE_CLASS}kKmMwW]*)")
_FUZZY_PAIR = re.compile(r"(?<![点零一二两三四五六七八九])(一两|两三|[一二三四五六七八]?(?:一二|二三|三四|三五|四五|五六|六七|七八|八九|三两))(?![零一二两三四五六七八九点])")
_LAST_DIGIT = re.compile(rf"[-+负]?[\d,， ]*(?:[.·]([\d ]+))?([{SCALE_CLASS}kKmMwW]*)")
_TRAILING_SCALE = re.compile(rf"[{SCALE_CLASS}]+$")
_ALL_DIGITS = re.compile(rf"[{DIGIT_CLASS}]{{2,}}")
_ASCII_SCALES = {"k": 1000, "K": 1000, "m": 10**6, "M": 10**6, "w": 10**4, "W": 10**4}


@lru_cache(maxsize=65536)
def parse_number(text: str) -> Decimal | None:
    """The value of one numeral, or None where the characters make none. ``text`` holds no unit and no comparator."""
    s = text.replace(" ", "").replace("个", "").replace("，", ",")
    if len(s) > _LONGEST:
        return None
    sign = 1
    if s[:1] in "负-+":
        sign, s = (-1 if s[:1] in "负-" else 1), s[1:].strip()
    if not s:
        return None
    value = _parse_mixed(s) if s[0].isascii() else _parse_chinese(s)
    return None if value is None else sign * value


def fuzzy_pair(text: str) -> tuple[Decimal, Decimal] | None:
    """Low and high of 三五(十), 七八百, 十七八, 两三万; None where two digits stand for no range."""
    m = _FUZZY_PAIR.search(text)
    if m is None or (m.group() == text and len(text) > 2):
        return None
    i, j = m.end() - 2, m.end()
    low, high = parse_number(text[:i] + text[i] + text[j:]), parse_number(text[:i] + text[i + 1] + text[j:])
    if low is None or high is None:
        return None
    return (low, high) if low < high else (high, low)


@lru_cache(maxsize=65536)
def last_digit(text: str) -> Decimal:
    """What one step of the last printed digit is worth: 5.2 → 0.1, 1万 → 10000, 三百 → 100."""
    m = _LAST_DIGIT.match(text)
    scale = Decimal(_product(m.group(2))) if m else Decimal(1)
    if m and m.group(1):
        return scale.scaleb(-len(m.group(1).replace(" ", "")))
    if text[:1] in CHINESE_CLASS and "点" in text:
        return scale.scaleb(-sum(c in DIGITS for c in text.split("点", 1)[1]))
    if text[:1] in CHINESE_CLASS and (trailing := _TRAILING_SCALE.search(text)):
        return Decimal(_product(trailing.group()))
    return scale


def _product(scales: str) -> int:
    """万亿 is 10^12: scale words behind a digit multiply."""
    out = 1
    for c in scales:
        out *= SCALES.get(c) or _ASCII_SCALES[c]
    return out


def _parse_mixed(s: str) -> Decimal | None:
    """Arabic digits with scale words, repeated: 1亿2000万, 3.2万, 1万600."""
    total, at, previous = Decimal(0), 0, None
    while at < len(s):
        m = _ARABIC_SCALE.match(s, at)
        if m is None:
            rest = _parse_chinese(s[at:])
            return None if rest is None or previous is None else total + rest
        digits = m.group(1).replace(",", "")
        if digits.count(".") > 1 or digits in ("", "."):
            return None
        scale = _product(m.group(2))
        if previous is not None and scale >= previous:
            return None
        total += Decimal(digits) * scale
        previous, at = scale, m.end()
        while at < len(s) and s[at] in " 零":
            at += 1
    return total


def _parse_chinese(s: str) -> Decimal | None:
    """Chinese numerals: digit strings (二〇二三), scaled ones (三千零五十万), decimals (一点五亿), halves (两个半 is not here)."""
    if "点" in s:
        return _parse_point(s)
    if "." in s:
        return None
    if _ALL_DIGITS.fullmatch(s):
        return Decimal("".join(str(DIGITS[c]) for c in s))
    return _parse_sections(s)


def _parse_point(s: str) -> Decimal | None:
    whole, _, fraction = s.partition("点")
    if fraction.isascii() and fraction.isdigit():
        return None if (base := _parse_chinese(whole) if whole else None) is None else base + Decimal("0." + fraction)
    digits = "".join(str(DIGITS[c]) for c in fraction if c in DIGITS)
    scales = fraction[len(digits):]
    base = _parse_chinese(whole) if whole else Decimal(0)
    if base is None or not digits or not all(c in SCALES for c in scales) or fraction[: len(digits)].strip(DIGIT_CLASS):
        return None
    return (base + Decimal("0." + digits)) * _product(scales)


def _parse_sections(s: str) -> Decimal | None:
    """Split at the largest of 兆 亿 万; 三万五 is 35,000: a last bare digit counts a tenth of the scale before it."""
    for mark in _BIG:
        i = s.rfind(mark)
        if i >= 0:
            left = _parse_sections(s[:i]) if i else Decimal(1)
            right = _tail(s[i + 1 :], SCALES[mark])
            return None if left is None or right is None else left * SCALES[mark] + right
    return _parse_below_myriad(s)


def _tail(s: str, scale: int) -> Decimal | None:
    if not s:
        return Decimal(0)
    if len(s) == 1 and s in DIGITS and s != "零":
        return Decimal(DIGITS[s] * scale // 10)
    return _parse_sections(s)


def _parse_below_myriad(s: str) -> Decimal | None:
    total, digit, last_scale, seen_zero = 0, None, None, False
    for c in s:
        if c in DIGITS:
            if digit is not None and digit != 0:
                return None
            digit, seen_zero = DIGITS[c], seen_zero or c == "零"
        elif c in TENS:
            total, digit, last_scale = total + TENS[c], None, 10
        elif c in SCALES and SCALES[c] <= 1000:
            if last_scale is not None and SCALES[c] >= last_scale and not seen_zero:
                return None
            total += (1 if digit in (None, 0) else digit) * SCALES[c]
            digit, last_scale, seen_zero = None, SCALES[c], False
        else:
            return None
    if digit:
        shorthand = last_scale is not None and last_scale >= 100 and not seen_zero
        total += digit * (last_scale // 10) if shorthand and last_scale else digit
    return Decimal(total)

"""All numeric expressions of a text: dates, codes, set phrases and quantities, each once, in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from pipelines.extract.codes import Shield, by_start, find_shields
from pipelines.extract.dates import DateExpression, find_dates
from pipelines.extract.model import NumericExpression
from pipelines.extract.numerals import CHINESE_CLASS, parse_number
from pipelines.extract.places import gazetteer
from pipelines.extract.quantities import find_quantities
from pipelines.extract.view import view as view_of

_ORDER = re.compile(rf"[(（]?((?:[{CHINESE_CLASS}]{{1,4}})|\d{{1,4}})[^{CHINESE_CLASS}\d]*")
_NUMERAL = frozenset(CHINESE_CLASS + "0123456789")


def recognise(text: str, reference_date: date) -> list[NumericExpression]:
    """Numeric expressions of ``text``, sorted, without overlap; ``text[e.start:e.end] == e.text`` for each.

    Relative dates (今年, 一季度) are resolved against ``reference_date``. Values are in canonical units.
    """
    v = view_of(text)
    found = scan(v, find_dates(v, reference_date), [(m.start, m.end) for m in gazetteer().find(v)])
    for e in found:
        e.text = text[e.start : e.end]
    return found


def scan(v: str, dates: Sequence[DateExpression], names: Sequence[tuple[int, int]] = ()) -> list[NumericExpression]:
    """The same over a view whose dates and names of places are known (三亚 and 九江 count nothing)."""
    shields = find_shields(v)
    shields += [Shield(a, b, "idiom", "name.place", True) for a, b in names if not _NUMERAL.isdisjoint(v[a:b])]
    shields.sort(key=by_start)
    dates = _not_inside(v, dates, shields)
    blocked = sorted([(d.start, d.end, True) for d in dates] + [(s.start, s.end, s.strong) for s in shields])
    return _merge(v, dates, shields, find_quantities(v, blocked))


def _order(text: str) -> Decimal | None:
    """1 of 一号 and 一期; None where the name holds two numbers (二十届三中) or begins with something else."""
    m = _ORDER.fullmatch(text)
    return parse_number(m.group(1)) if m else None


def _not_inside(v: str, dates: Sequence[DateExpression], shields: list[Shield]) -> list[DateExpression]:
    """Dates that are no part of a larger code: 三年 of 三年行动计划, 2023 of 〔2023〕5号."""
    out, i = [], 0
    strong = [s for s in shields if s.strong]
    for d in dates:
        if v[d.start] == "上" and v[d.start - 1 : d.start] == "以":
            continue  # 20%以上 | 年均
        while i < len(strong) and strong[i].end <= d.start:
            i += 1
        if i < len(strong) and strong[i].start <= d.start and d.end <= strong[i].end and strong[i].end - strong[i].start > d.end - d.start:
            continue
        out.append(d)
    return out


def _merge(v: str, dates: Sequence[DateExpression], shields: list[Shield], quantities: list[NumericExpression]) -> list[NumericExpression]:
    """Dates win over words and codes, quantities over what they outgrew; a shield without a numeral says nothing."""
    out = [
        NumericExpression(d.start, d.end, v[d.start : d.end], "date", date_start=d.date_start, date_end=d.date_end, rule=f"date.{d.rule}")
        for d in dates
    ]
    out += quantities
    out.sort(key=lambda e: e.start)
    named: list[NumericExpression] = []
    i, last = 0, 0
    for s in shields:
        while i < len(out) and out[i].end <= s.start:
            i += 1
        end = min(s.end, out[i].start) if i < len(out) else s.end  # 0+2023年: what the date leaves of a formula
        if s.start < last or end <= s.start or (end < s.end and s.kind != "code") or _NUMERAL.isdisjoint(v[s.start : end]):
            continue
        value = _order(v[s.start : end]) if s.kind == "ordinal" else None
        named.append(NumericExpression(s.start, end, v[s.start : end], s.kind, value, comparator="eq", rule=s.rule))
        last = end
    return _apart(sorted(out + named, key=lambda e: e.start))


def _apart(found: list[NumericExpression]) -> list[NumericExpression]:
    """A character belongs to one expression: of two that touch the same one the first stays (20%以上 | 上年均)."""
    out: list[NumericExpression] = []
    for e in found:
        if not out or e.start >= out[-1].end:
            out.append(e)
    return out

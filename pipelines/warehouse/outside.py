"""What analysts bring, in the warehouse's terms: outcomes with place, measure, period and unit; corrections with their figures.

A row that means nothing here keeps its ``refused`` reason and ``detail`` and becomes a row of rejected_release; every other
one has them null. Reading the files is ``pipelines.releases.outside``'s, versions and keys are SQL's.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa

from pipelines.extract.dates import find_dates
from pipelines.extract.measures import admin_scope, canonical_measure, measure_facts
from pipelines.extract.places import gazetteer
from pipelines.extract.recognise import scan
from pipelines.extract.view import view as view_of
from pipelines.releases.outside import CORRECTION_ROWS, OUTCOME_ROWS

ASPECTS = frozenset(("level", "growth", "change", "share", "completion", "gap", "rank"))
COMPARATORS = frozenset(("eq", "approx", "gt", "ge", "lt", "le", "between"))

_S: pa.DataType = pa.string()
_F: pa.DataType = pa.float64()
_D: pa.DataType = pa.date32()
_REFUSED: list[tuple[str, pa.DataType]] = [("refused", _S), ("detail", _S)]
_OUTCOME: list[tuple[str, pa.DataType]] = [
    ("place_id", _S), ("place", _S), ("measure", _S), ("aspect", _S), ("period_start", _D), ("period_end", _D), ("value", _F),
    ("unit", _S), ("unit_text", _S), ("value_precision", _F), ("basis", _S), ("admin_scope", _S), ("data_status", _S), ("source", _S),
    ("published_on", _D), ("url", _S), *((f.name, f.type) for f in OUTCOME_ROWS if f.name in ("source_path", "row_no", "first_seen_at", "is_present")),
]  # fmt: skip
OUTCOMES = pa.schema(_OUTCOME + _REFUSED)

_CORRECTION: list[tuple[str, pa.DataType]] = [
    ("release_path", _S), ("release_key", pa.uint64()), ("span_start", pa.int32()), ("span_end", pa.int32()), ("field", _S), ("old_value", _S),
    ("new_value", _S), ("place_id", _S), ("reason", _S), ("reviewer", _S), ("decided_on", _D),
    *((f.name, f.type) for f in CORRECTION_ROWS if f.name in ("source_path", "row_no", "first_seen_at")),
]  # fmt: skip
CORRECTIONS = pa.schema(_CORRECTION + _REFUSED)


class Refused(ValueError):
    """A row that can't be used: a short reason, and a sentence for whoever mends it."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason
        self.detail = detail


# --- outcomes -------------------------------------------------------------------------------------------------


def outcomes(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The rows of ``staging.outcome_rows``, each resolved or refused."""
    rows = _dicts(connection, "FROM staging.outcome_rows ORDER BY source_path, row_no, first_seen_at")
    return pa.Table.from_pylist([_kept_or_refused(_outcome, row) for row in rows], OUTCOMES)


def _dicts(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    cursor = connection.execute(query)
    names = [column[0] for column in cursor.description or ()]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def _kept_or_refused(resolve: Callable[[dict[str, Any]], dict[str, Any]], row: dict[str, Any]) -> dict[str, Any]:
    try:
        return {**row, **resolve(row)}
    except Refused as error:
        kept: dict[str, Any] = {name: row[name] for name in ("source_path", "row_no", "first_seen_at", "is_present")}
        return {**kept, "refused": error.reason, "detail": error.detail}


def _outcome(row: dict[str, Any]) -> dict[str, Any]:
    start, end = period_of(row["period"])
    place = gazetteer().by_name(row["place"], None, end)
    if place is None:
        raise Refused("unknown_place", f"No place of the name {row['place']!r} is known, or several are; write it with what it belongs to.")
    if not row["measure"] or not row["source"]:
        raise Refused("malformed", "An outcome needs a measure and a source.")
    measure = canonical_measure(row["measure"], national=place.place_id == "CN") or row["measure"]
    amount = _amount(row["value"], row["unit"])
    return {
        "place_id": place.place_id, "place": place.name, "measure": measure, "aspect": _aspect(row["aspect"], measure, amount["unit"]),
        "period_start": start, "period_end": end, **amount, "basis": row["basis"] or None,
        "admin_scope": row["admin_scope"] or admin_scope(row["measure"]), "data_status": row["status"] or None, "source": row["source"],
        "published_on": _day(row["published_on"], "published_on") if row["published_on"] else None, "url": row["url"] or None,
    }  # fmt: skip


def _amount(value: str, unit: str) -> dict[str, Any]:
    """Value in the canonical unit, read as a number of a release is."""
    v = view_of(value.replace(",", "") + unit)
    found = scan(v, [])
    if len(found) != 1 or found[0].end - found[0].start != len(v) or found[0].value is None or found[0].unit is None:
        raise Refused("bad_value", f"{value!r} with the unit {unit!r} is no number with a unit that is known.")
    one = found[0]
    precision = float(one.precision) if one.precision is not None else None
    return {"value": float(one.value or 0), "unit": one.unit, "unit_text": one.unit_text or unit, "value_precision": precision}


def _aspect(said: str, measure: str, unit: str) -> str:
    """As said; else a % of a measure that is no rate is its growth."""
    if said and said not in ASPECTS:
        raise Refused("bad_aspect", f"aspect is one of {', '.join(sorted(ASPECTS))}, not {said!r}.")
    facts = measure_facts(measure)
    return said or ("growth" if unit == "%" and (facts is None or facts.dimension != "%") else "level")


_ISO_DAY = r"(\d{4})-(\d{2})-(\d{2})"
_PERIODS: tuple[tuple[re.Pattern[str], Callable[[Sequence[int]], tuple[date, date]]], ...] = (
    (re.compile(r"(\d{4})年?"), lambda n: (date(n[0], 1, 1), date(n[0], 12, 31))),
    (re.compile(r"(\d{4})年?\s*[-—–~至]\s*(\d{4})年?"), lambda n: (date(n[0], 1, 1), date(n[1], 12, 31))),
    (re.compile(r"(\d{4})-?[Qq]([1-4])"), lambda n: (date(n[0], 3 * n[1] - 2, 1), _month_end(n[0], 3 * n[1]))),
    (re.compile(r"(\d{4})-?[Hh]([12])"), lambda n: (date(n[0], 6 * n[1] - 5, 1), _month_end(n[0], 6 * n[1]))),
    (re.compile(r"(\d{4})-(\d{1,2})"), lambda n: (date(n[0], n[1], 1), _month_end(n[0], n[1]))),
    (re.compile(_ISO_DAY), lambda n: (date(*n), date(*n))),
    (re.compile(rf"{_ISO_DAY}\s*(?:/|\.\.|~|至)\s*{_ISO_DAY}"), lambda n: (date(*n[:3]), date(*n[3:]))),
)


def period_of(written: str) -> tuple[date, date]:
    """First and last day of a period: 2023, 2021-2025, 2023Q1, 2023H1, 2023-05, 2023-01-01/2023-09-30, 2023年前三季度. Raises Refused."""
    for pattern, days in _PERIODS:
        if match := pattern.fullmatch(written):
            try:
                start, end = days([int(n) for n in match.groups()])
            except ValueError:
                break
            if start <= end:
                return start, end
    v = view_of(written)
    year = re.match(r"(?:19|20)\d\d", v)
    for one in find_dates(v, date(int(year[0]) + 1, 1, 1)) if year else ():
        if (one.start, one.end) == (0, len(v)) and one.date_start is not None and one.date_end is not None:
            return one.date_start, one.date_end
    raise Refused("bad_period", f"{written!r} is no period such as 2023, 2023Q1, 2023-05 or 2021-2025.")


def _month_end(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day(written: str, column: str) -> date:
    try:
        return date.fromisoformat(written)
    except ValueError:
        raise Refused("bad_date", f"{column} is a day such as 2024-02-06, not {written!r}.") from None


# --- corrections ----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Field:
    """How a cell of a figure is written: its type, the values it may have, whether it may be empty."""

    type: str  # number, text, day, flag, rank
    values: frozenset[str] | None = None
    may_be_empty: bool = True


FIELDS: dict[str, _Field] = {
    "value": _Field("number"), "value_low": _Field("number"), "value_high": _Field("number"),
    "comparator": _Field("text", COMPARATORS, False), "unit": _Field("text", None, False), "unit_text": _Field("text"),
    "aspect": _Field("text", ASPECTS, False), "basis": _Field("text"), "measure": _Field("text"), "action": _Field("text"),
    "threshold_comparator": _Field("text", COMPARATORS), "threshold_value": _Field("number"), "threshold_unit": _Field("text"),
    "subject": _Field("text"), "status": _Field("text", frozenset(("target", "achieved", "stated")), False),
    "strength": _Field("rank", frozenset("123")), "bindingness": _Field("text"),
    "scope": _Field("text", frozenset(("total", "per_unit", "group_total", "cumulative")), False),
    "is_additive": _Field("flag", None, False), "is_rhetorical": _Field("flag", None, False),
    "target_tier": _Field("text", frozenset(("base", "stretch"))), "admin_scope": _Field("text"), "data_status": _Field("text"),
    "reference": _Field("text"), "place": _Field("text"), "period_start": _Field("day"), "period_end": _Field("day"),
}  # fmt: skip

_FIGURES = """
    SELECT r.release_path, r.release_key, r.version_no, r.issued_on, f.figure
    FROM (SELECT release_key, unnest(figures) AS figure FROM staging.annotations WHERE list_contains($1, release_path)) AS f
    JOIN staging.releases AS r USING (release_key)
    ORDER BY r.release_path, r.version_no
"""


def corrections(connection: duckdb.DuckDBPyConnection) -> pa.Table:
    """The rows of ``staging.correction_rows``: one for each version of the release that the decision applies to, or refused."""
    said = _dicts(connection, "FROM staging.correction_rows WHERE is_present ORDER BY date, row_no")
    if not said:
        return CORRECTIONS.empty_table()  # without reading every release
    paths = sorted({row["release_path"] for row in said})
    known = {row[0] for row in connection.execute("SELECT DISTINCT release_path FROM staging.releases WHERE list_contains($1, release_path)", [paths]).fetchall()}
    cells: dict[tuple[str, int], list[dict[str, Any]]] = defaultdict(list)
    for path, key, _, issued_on, figure in connection.execute(_FIGURES, [paths]).fetchall():
        cells[path, figure["span_start"]].append({**figure, "release_key": key, "issued_on": issued_on})
    return pa.Table.from_pylist([one for row in said for one in _decided(row, known, cells)], CORRECTIONS)


def _decided(row: dict[str, Any], known: set[str], cells: dict[tuple[str, int], list[dict[str, Any]]]) -> Iterable[dict[str, Any]]:
    """What one decision does; the cells it changes are changed, so that a later decision starts from them."""
    try:
        field = FIELDS.get(row["field"])
        if field is None:
            raise Refused("bad_field", f"{row['field']!r} can't be corrected; what can is {', '.join(FIELDS)}.")
        figures = _figures_at(row, known, cells)
        old, new = _cell(field, row["old"], "old"), _cell(field, row["new"], "new")
        _allowed(field, row["new"])
        if not row["reason"] or not row["reviewer"]:
            raise Refused("malformed", "A correction needs a reason and a reviewer.")
        decided_on = _day(row["date"], "date")
        meant = [figure for figure in figures if _same(figure[row["field"]], old)]
        if not meant:
            held = " or ".join(sorted({_written(figure[row["field"]]) or "empty" for figure in figures}))
            raise Refused("old_differs", f"{row['field']} at {row['span_start']} is {held}, not {row['old'] or 'empty'}: it was read anew, or corrected before.")
        return [_applied(row, figure, new, decided_on) for figure in meant]
    except Refused as error:
        kept = {name: row[name] for name in ("release_path", "source_path", "row_no", "first_seen_at", "field")}
        return [{**kept, "refused": error.reason, "detail": error.detail}]


def _figures_at(row: dict[str, Any], known: set[str], cells: dict[tuple[str, int], list[dict[str, Any]]]) -> list[dict[str, Any]]:
    if row["release_path"] not in known:
        raise Refused("no_such_release", f"There is no release {row['release_path']!r}.")
    start = int(row["span_start"]) if row["span_start"].isdigit() else -1
    figures = cells.get((row["release_path"], start))
    if not figures:
        raise Refused("no_such_span", f"No figure of the release begins at {row['span_start']!r}.")
    return figures


def _applied(row: dict[str, Any], figure: dict[str, Any], new: object, decided_on: date) -> dict[str, Any]:
    place = gazetteer().by_name(row["new"], None, figure["issued_on"]) if row["field"] == "place" and row["new"] else None
    if row["field"] == "place" and row["new"] and place is None:
        raise Refused("unknown_place", f"No place of the name {row['new']!r} is known, or several are; write it with what it belongs to.")
    figure[row["field"]] = place.name if place else new
    return {
        "release_path": row["release_path"], "release_key": figure["release_key"], "span_start": figure["span_start"], "span_end": figure["span_end"],
        "field": row["field"], "old_value": row["old"] or None, "new_value": _written(figure[row["field"]]), "place_id": place.place_id if place else None,
        "reason": row["reason"], "reviewer": row["reviewer"], "decided_on": decided_on,
        "source_path": row["source_path"], "row_no": row["row_no"], "first_seen_at": row["first_seen_at"],
    }  # fmt: skip


def _cell(field: _Field, written: str, column: str) -> object:
    """A cell as a value of its type; None where it is empty. Raises Refused."""
    try:
        if not written:
            return None
        if field.type in ("number", "rank"):
            return float(written.replace(",", ""))
        if field.type == "day":
            return date.fromisoformat(written)
        return {"true": True, "false": False}[written.lower()] if field.type == "flag" else written
    except (ValueError, KeyError):
        raise Refused("bad_value", f"{column} is {written!r}, which is no {field.type}.") from None


def _allowed(field: _Field, new: str) -> None:
    if not new and not field.may_be_empty:
        raise Refused("bad_value", "This cell can't be empty.")
    if new and field.values is not None and new not in field.values:
        raise Refused("bad_value", f"new is one of {', '.join(sorted(field.values))}, not {new!r}.")


def _same(held: object, said: object) -> bool:
    if isinstance(held, (int, float)) and isinstance(said, float) and not isinstance(held, bool):
        return abs(held - said) <= 1e-9 * max(abs(held), abs(said))
    return held == said


def _written(value: object) -> str | None:
    """A cell as text: 5, 5.5, true, 2024-12-31; None where it is empty."""
    if isinstance(value, bool):
        return str(value).lower()
    return None if value is None else f"{value:.15g}" if isinstance(value, (int, float)) else str(value)

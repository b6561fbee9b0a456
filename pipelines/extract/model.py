"""What extraction says of a release: the records of ../shared/spec/semantics.md, and their Arrow schema.

``ANNOTATIONS`` is one row a release version with list-of-struct columns; sql/facts unnests it.
Field names are the column names of the warehouse. Spans are code-point offsets into the release text.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Literal

import pyarrow as pa

Kind = Literal[
    "count", "money", "percent", "percentage_point", "multiple", "measure", "duration", "rank",
    "date", "ordinal", "code", "idiom",
]  # fmt: skip
Comparator = Literal["eq", "approx", "gt", "ge", "lt", "le", "between"]
Aspect = Literal["level", "growth", "change", "share", "completion", "gap", "rank"]
Status = Literal["target", "achieved", "stated"]
PlaceSource = Literal["sentence", "paragraph", "section", "title", "publisher"]

QUANTITY_KINDS = frozenset(("count", "money", "percent", "percentage_point", "multiple", "measure", "duration", "rank"))


@dataclass(slots=True)
class NumericExpression:
    """One numeric expression; exactly one class. Values are in canonical units (yuan, metres, percent …)."""

    start: int
    end: int
    text: str
    kind: Kind
    value: Decimal | None = None
    value_low: Decimal | None = None
    value_high: Decimal | None = None
    comparator: Comparator | None = None  # None only for dates
    unit: str | None = None
    unit_text: str | None = None
    date_start: date | None = None
    date_end: date | None = None
    precision: Decimal | None = None  # value of the last printed digit, canonical unit
    rule: str = ""


@dataclass(slots=True)
class Figure:
    """One quantity that says something about the world (semantics.md, section 2)."""

    span_start: int
    span_end: int
    span_text: str
    sentence_start: int
    sentence_end: int
    section: str | None
    quantity_class: str
    value: float | None
    value_low: float | None
    value_high: float | None
    comparator: str
    unit: str
    unit_text: str | None
    aspect: str
    basis: str | None
    measure: str | None  # canonical, else as printed
    measure_text: str | None  # as printed
    action: str | None
    threshold_comparator: str | None
    threshold_value: float | None
    threshold_unit: str | None
    subject: str | None
    status: str
    strength: int | None
    bindingness: str | None
    scope: str
    is_additive: bool
    is_rhetorical: bool
    target_tier: str | None
    admin_scope: str | None
    data_status: str | None
    reference: str | None
    value_precision: float | None
    place_id: str | None  # durable identity in dim_place, None where no place is known
    place: str | None  # standard name at the time
    place_source: str | None
    period_start: date | None
    period_end: date | None
    themes: list[dict[str, object]]  # {"theme": code, "weight": float}, weights sum to 1
    part_of: int | None  # span_start of the figure this one is a part of
    confidence: float
    rule: str


_F64: pa.DataType = pa.float64()
_S: pa.DataType = pa.string()
_I32: pa.DataType = pa.int32()
_D: pa.DataType = pa.date32()
_B: pa.DataType = pa.bool_()

FIGURE = pa.struct([
    ("span_start", _I32), ("span_end", _I32), ("span_text", _S), ("sentence_start", _I32), ("sentence_end", _I32),
    ("section", _S), ("quantity_class", _S), ("value", _F64), ("value_low", _F64), ("value_high", _F64),
    ("comparator", _S), ("unit", _S), ("unit_text", _S), ("aspect", _S), ("basis", _S), ("measure", _S),
    ("measure_text", _S), ("action", _S), ("threshold_comparator", _S), ("threshold_value", _F64),
    ("threshold_unit", _S), ("subject", _S), ("status", _S), ("strength", pa.int8()), ("bindingness", _S),
    ("scope", _S), ("is_additive", _B), ("is_rhetorical", _B), ("target_tier", _S), ("admin_scope", _S),
    ("data_status", _S), ("reference", _S), ("value_precision", _F64), ("place_id", _S), ("place", _S),
    ("place_source", _S), ("period_start", _D), ("period_end", _D),
    ("themes", pa.list_(pa.struct([("theme", _S), ("weight", _F64)]))),
    ("part_of", _I32), ("confidence", _F64), ("rule", _S),
])  # fmt: skip

MILESTONE = pa.struct([
    ("span_start", _I32), ("span_end", _I32), ("span_text", _S), ("sentence_start", _I32), ("sentence_end", _I32),
    ("section", _S), ("subject", _S), ("event", _S), ("due_start", _D), ("due_end", _D), ("status", _S),
    ("place_id", _S), ("place", _S), ("place_source", _S), ("confidence", _F64), ("rule", _S),
])  # fmt: skip

ANNUAL_THEME = pa.struct([
    ("span_start", _I32), ("span_end", _I32), ("span_text", _S), ("year", _I32), ("theme", _S),
    ("place_id", _S), ("place", _S), ("place_source", _S), ("confidence", _F64), ("rule", _S),
])  # fmt: skip

NUMERIC_SPAN = pa.struct([
    ("span_start", _I32), ("span_end", _I32), ("span_text", _S), ("kind", _S), ("value", _F64), ("value_low", _F64),
    ("value_high", _F64), ("comparator", _S), ("unit", _S), ("unit_text", _S), ("date_start", _D), ("date_end", _D),
    ("rule", _S),
])  # fmt: skip

COVERAGE = pa.struct([
    ("place_id", _S), ("place", _S), ("chars", _I32), ("sentences", _I32), ("figures", _I32), ("targets", _I32),
])  # fmt: skip

MENTION = pa.struct([
    ("span_start", _I32), ("span_end", _I32), ("kind", _S), ("name", _S), ("place_id", _S), ("place", _S), ("is_focus", _B),
    ("confidence", _F64), ("rule", _S),
])  # fmt: skip

TERM = pa.struct([("term", _S), ("part_of_speech", _S), ("n", _I32)])
CONCEPT = pa.struct([("concept", _S), ("term", _S), ("n", _I32)])

_COLUMNS: list[tuple[str, pa.DataType]] = [
    ("release_key", pa.uint64()),
    ("release_path", _S),
    ("extractor_version", _S),  # hash of code and lexicons: what may be reused
    ("chars", _I32),
    ("tokens", _I32),  # jieba words
    ("unclassified", pa.list_(pa.struct([("span_start", _I32), ("span_end", _I32), ("span_text", _S)]))),
    ("figures", pa.list_(FIGURE)),
    ("milestones", pa.list_(MILESTONE)),
    ("annual_themes", pa.list_(ANNUAL_THEME)),
    ("numeric_spans", pa.list_(NUMERIC_SPAN)),
    ("coverage", pa.list_(COVERAGE)),
    ("mentions", pa.list_(MENTION)),
    ("terms", pa.list_(TERM)),
    ("concepts", pa.list_(CONCEPT)),
    ("timed_out_after", _F64),  # seconds; null, but where extraction was given up and the row holds nothing
]
ANNOTATIONS = pa.schema(_COLUMNS)

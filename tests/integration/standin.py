"""A small extractor for tests of the warehouse: plain patterns over made-up sentences, in the schema of the real one.

It stands in for ``pipelines.extract.annotate`` so that what is tested here does not depend on the quality of extraction.
"""

from __future__ import annotations

import re
from datetime import date

import pyarrow as pa

from pipelines.extract.model import ANNOTATIONS

EXTRACTOR_VERSION = "stand-in 1"
_NUMBER = re.compile(r"(\d+(?:\.\d+)?)(亿元|%|个|年)")
_UNITS = {"亿元": ("money", "CNY", 1e8), "%": ("percent", "%", 1.0), "个": ("count", "count", 1.0)}


def annotate(releases: pa.Table) -> pa.Table:
    return pa.Table.from_pylist([_one(row) for row in releases.to_pylist()], schema=ANNOTATIONS)


def _one(row: dict) -> dict:
    text = row["text"]
    spans = [_span(match) for match in _NUMBER.finditer(text)]
    figures = [_figure(row, span) for span in spans if span["kind"] != "date"]
    return {
        "release_key": row["release_key"], "release_path": row["release_path"],
        "extractor_version": EXTRACTOR_VERSION, "chars": len(text), "tokens": max(1, len(text) // 2),
        "unclassified": [_plain(m) for m in re.finditer(r"(?<![\d.])\d+(?![\d.]|亿元|%|个|年)", text)],
        "numeric_spans": spans, "figures": figures,
        "milestones": [_milestone(row, m) for m in re.finditer(r"计划\d+月竣工", text)],
        "annual_themes": [_theme(row, m) for m in re.finditer(r"把(\d{4})年确定为“(\w+年)”", text)],
        "coverage": [{
            "place_id": "370200", "place": "青岛市", "chars": len(text), "sentences": text.count("。"),
            "figures": len(figures), "targets": sum(f["status"] == "target" for f in figures),
        }],
    }  # fmt: skip


def _plain(match: re.Match[str]) -> dict:
    return {"span_start": match.start(), "span_end": match.end(), "span_text": match.group()}


def _span(match: re.Match[str]) -> dict:
    number, written = float(match[1]), match[2]
    if written == "年":
        year = int(number)
        return {**_plain(match), "kind": "date", "unit_text": "年", "rule": "year",
                "date_start": date(year, 1, 1), "date_end": date(year, 12, 31)}  # fmt: skip
    kind, unit, factor = _UNITS[written]
    return {**_plain(match), "kind": kind, "value": number * factor, "comparator": "eq", "unit": unit,
            "unit_text": written, "rule": "number_unit"}  # fmt: skip


def _figure(row: dict, span: dict) -> dict:
    text, start = row["text"], span["span_start"]
    first = text.rfind("。", 0, start) + 1
    last = text.find("。", start)
    before = text[first:start]
    return {
        **{name: span[name] for name in ("span_start", "span_end", "span_text", "value", "comparator", "unit", "unit_text")},
        "sentence_start": first, "sentence_end": len(text) if last < 0 else last + 1, "section": None,
        "quantity_class": span["kind"], "aspect": "growth" if span["unit"] == "%" else "level",
        "measure": "地区生产总值" if "生产总值" in before else "项目", "measure_text": "全市生产总值" if "生产总值" in before else "项目",
        "action": "新开工" if "开工" in before else None, "status": "target" if "力争" in before else "achieved",
        "scope": "total", "is_additive": True, "is_rhetorical": False, "value_precision": 1.0,
        "place_id": "370200", "place": "青岛市", "place_source": "publisher",
        "period_start": date(row["issued_on"].year, 1, 1), "period_end": date(row["issued_on"].year, 12, 31),
        "themes": [{"theme": "growth", "weight": 0.75}, {"theme": "industry", "weight": 0.25}],
        "part_of": None, "confidence": 0.9, "rule": "number_unit",
    }  # fmt: skip


def _milestone(row: dict, match: re.Match[str]) -> dict:
    return {
        **_plain(match), "sentence_start": match.start(), "sentence_end": match.end(), "section": None,
        "subject": "北港码头项目", "event": "竣工", "due_start": None, "due_end": date(row["issued_on"].year, 12, 31),
        "status": "target", "place_id": "370200", "place": "青岛市", "place_source": "publisher",
        "confidence": 0.8, "rule": "month_event",
    }  # fmt: skip


def _theme(row: dict, match: re.Match[str]) -> dict:
    return {
        **_plain(match), "year": int(match[1]), "theme": match[2], "place_id": "370200", "place": "青岛市",
        "place_source": "publisher", "confidence": 0.9, "rule": "named_year",
    }  # fmt: skip

"""A batch of releases becomes a batch of annotations: the one function that every engine runs.

Belongs here: putting the parts together, one row a release version. Not here: any rule about language.
"""

from __future__ import annotations

import gc
import hashlib
import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

import pyarrow as pa
import rjieba

from pipelines.extract.assemble import figures_of, numeric_span
from pipelines.extract.context import Document, genre_of, scenes
from pipelines.extract.coverage import coverage_of
from pipelines.extract.dates import find_dates
from pipelines.extract.limit import OverLimit, limited, seconds_allowed
from pipelines.extract.milestones import annual_themes_of, milestones_of
from pipelines.extract.model import ANNOTATIONS, NumericExpression
from pipelines.extract.places import Gazetteer, Place, PlaceMention, gazetteer
from pipelines.extract.recognise import scan
from pipelines.extract.subjects import mentions_of
from pipelines.extract.terms import concepts_of, terms_of
from pipelines.extract.units import UNIT_PATTERN
from pipelines.extract.view import view as view_of
from pipelines.releases.layout import PAGE_LINE, REPORT_NOUNS, layout
from pipelines.releases.model import Layout

_NUMERALS = "零一二两三四五六七八九十百千万亿"
_DIGITS = re.compile(rf"[\d{_NUMERALS}](?:(?<=\d)\d*|[{_NUMERALS}]+)")  # one class comes first: the engine skips to it
_TAG = re.compile(r"<(?:/?(p|br|div|li|tr|h\d)\b|/?[a-zA-Z]+)[^<>\n]{0,300}>", re.IGNORECASE)
_JOINS = re.compile(r"(?<!\s)\s*[\r\n]\s*")
_UNIT_NEXT = re.compile(rf"\d|[万亿千百多余年月日]|{UNIT_PATTERN}")
_PAPER = re.compile(r"(?:日报|晚报|早报|晨报|时报|商报|都市报|新闻网|广播电视台|融媒体中心|电视台|广播电台).*")
_NAMED = re.compile(rf"[^。；\n]{{4,60}}?(?:{REPORT_NOUNS})")
_OUR_CITY = re.compile(r"[我本全]市(?![场民值面价])")
_OUR_PROVINCE = re.compile(r"[我本全]省")
_MOST_NAMED = 400  # mentions of places that are asked whose city a text speaks of
JOIN = "\x1f"  # white space to str.isspace and \s, no blank
_BREAKS = str.maketrans("\r\n\u2028\x0c", "    ")


@cache
def _version() -> str:
    """Hash of every module and lexicon that extraction reads: equal versions give equal annotations."""
    digest = hashlib.sha256()
    for package in ("pipelines.extract", "pipelines.lexicon", "pipelines.releases"):
        for path in sorted(_files(files(package)), key=lambda p: str(p)):
            if path.name.endswith((".py", ".csv")) and (package != "pipelines.releases" or path.name in ("layout.py", "model.py")):
                digest.update(path.name.encode())
                digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def _files(root: Any) -> Iterable[Any]:
    for child in root.iterdir():
        if child.is_dir():
            yield from _files(child)
        else:
            yield child


EXTRACTOR_VERSION = _version()


def annotate(releases: pa.Table | pa.RecordBatch) -> pa.Table:
    """Annotations of releases: columns release_key, release_path, text, issued_on, place, kind, title are read.

    One row a release, schema ``ANNOTATIONS``, in the order given. A release that takes longer than ``limit`` allows has a row without any finding.
    """
    columns = ("release_key", "release_path", "text", "issued_on", "place", "kind", "title", "publisher")
    rows = releases.select([c for c in columns if c in releases.schema.names]).to_pylist()
    seconds = seconds_allowed()
    return pa.Table.from_pylist([_within(seconds, row) for row in rows], schema=ANNOTATIONS)


def _within(seconds: float, row: dict[str, Any]) -> dict[str, Any]:
    """The annotations of a release, or a row that says that they took too long."""
    try:
        with limited(seconds):
            return annotate_release(**row)
    except OverLimit:
        empty: dict[str, Any] = {field.name: [] for field in ANNOTATIONS if pa.types.is_list(field.type)}
        said = {"release_key": row["release_key"], "release_path": row["release_path"], "extractor_version": EXTRACTOR_VERSION}
        return {**empty, **said, "chars": len(row["text"]), "tokens": 0, "timed_out_after": seconds}


def annotate_release(
    release_key: int,
    release_path: str,
    text: str,
    issued_on: date,
    place: str | None = None,
    kind: str | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> dict[str, Any]:
    """All annotations of one release as a row of ``ANNOTATIONS``."""
    collects = gc.isenabled()
    gc.disable()  # nothing here makes cycles, and each pass would walk the lexicons: an eighth of the time
    try:
        return _annotations(release_key, release_path, text, issued_on, place, kind, title, publisher)
    finally:
        if collects:
            gc.enable()


def _annotations(
    release_key: int, release_path: str, text: str, issued_on: date, place: str | None, kind: str | None, title: str | None, publisher: str | None
) -> dict[str, Any]:
    places = gazetteer()
    structure = layout(text, title)
    v = reading_view(text, structure)
    dates = find_dates(v, issued_on)
    mentions = places.find(v)
    expressions = scan(v, dates, [(m.start, m.end) for m in mentions])
    titled = next((d for d in find_dates(view_of(title), issued_on) if d.date_end is not None), None) if title else None
    home = own_city(places, v, mentions, home_of(places, place, publisher, issued_on), kind, title)
    doc = Document(v, structure, dates, mentions, issued_on, genre_of(kind, title, v), home, title, places, titled)
    stage = scenes(doc)
    found = figures_of(doc, stage, expressions, text)
    words = rjieba.cut(v)
    terms = terms_of(v, words)
    milestones = milestones_of(doc, stage, text)
    return {
        "release_key": release_key, "release_path": release_path, "extractor_version": EXTRACTOR_VERSION,
        "chars": len(text), "tokens": len(words), "unclassified": unclassified(text, v, expressions),
        "figures": found, "milestones": milestones, "annual_themes": annual_themes_of(doc, stage, text),
        "numeric_spans": [numeric_span(e, text) for e in expressions], "coverage": coverage_of(stage, found),
        "mentions": mentions_of(doc, stage, words, text, [*milestones, *found]), "terms": terms, "concepts": concepts_of(v), "timed_out_after": None,
    }  # fmt: skip


def home_of(places: Gazetteer, place: str | None, publisher: str | None, on: date) -> Place | None:
    """Home place of a publisher: as the metadata name it, else a place in the publisher's own name."""
    found = next((p for name in (place, publisher) if name and (p := places.by_name(name, None, on))), None)
    named = places.find(_PAPER.sub("", publisher)) if publisher else []
    own = places.resolve(named[0], [], found, on) if named else None
    return own if own is not None and (found is None or places.is_within(own, found)) and own.level != "country" else found


def own_city(places: Gazetteer, v: str, mentions: list[PlaceMention], home: Place | None, kind: str | None, title: str | None) -> Place | None:
    """Whose policy it is where its metadata name but the province: the division its own name opens with, or the city
    that it calls 我市, which is the one it names most, by far."""
    if home is None or home.level != "province" or home.name.endswith("市") or kind not in ("policy", "other", None):
        return home
    for name in (title or "", v[:80].strip().partition("\n")[0]):
        m = next(iter(places.find(name)), None) if _NAMED.match(name) else None
        own = places.resolve(m, [], home, date.max) if m is not None and m.start <= 12 else None
        if own is not None and own.level in ("prefecture", "county") and places.is_within(own, home):
            return own
    ours, province = len(_OUR_CITY.findall(v)), len(_OUR_PROVINCE.findall(v))
    named: Counter[str] = Counter()
    for m in mentions[:_MOST_NAMED]:
        for c in m.candidates:
            if places.is_within(c, home) and (city := next((p for p in (c, *places.ancestors(c)) if p.level == "prefecture"), None)):
                named[city.place_id] += 1
                break
    best = named.most_common(1)
    if not best:
        return home
    often, of_all = best[0][1], named.total()
    by_word = ours > 2 * province and often >= 2 and often * 5 >= of_all * 3
    by_name = often >= 5 and often * 10 >= of_all * 9 and often > 2 * province
    return places.place(best[0][0]) if by_word or by_name else home


def reading_view(text: str, structure: Layout) -> str:
    """The view in which line breaks inside a paragraph, and the page numbers between them, are blanks."""
    v = _TAG.sub(_blank, view_of(text))
    parts, at = [], 0
    for block in structure.blocks:
        if block.kind in ("paragraph", "list_item") and ("\n" in (inner := v[block.start : block.end].rstrip()) or "\r" in inner):
            parts.append(v[at : block.start])
            inner = v[block.start : block.end]
            parts.append(_JOINS.sub(_joined, PAGE_LINE.sub(lambda m: " " * len(m.group()), inner)).translate(_BREAKS))
            at = block.end
    return "".join([*parts, v[at:]]) if parts else v


def _joined(m: re.Match[str]) -> str:
    """Where a page broke its line no column begins: blanks beyond two are a separator that no pattern takes for a gap."""
    if m.string[m.start() - 1 : m.start()].isdigit() and not _UNIT_NEXT.match(m.string, m.end()):
        return m.group()  # 调整为73.9 and, on the next line, 实际完成: the unit is lost, the clauses stay apart
    return m.group()[:2] + JOIN * (len(m.group()) - 2)


def _blank(m: re.Match[str]) -> str:
    """A tag as blanks; one that ends a block also ends the clause."""
    return ("；" if m.group(1) else " ") + " " * (len(m.group()) - 1)


def unclassified(text: str, v: str, expressions: list[NumericExpression]) -> list[dict[str, Any]]:
    """Runs of digits or Chinese numerals that lie in no expression."""
    out, i = [], 0
    for m in _DIGITS.finditer(v):
        while i < len(expressions) and expressions[i].end <= m.start():
            i += 1
        if i < len(expressions) and expressions[i].start < m.end():
            continue
        out.append({"span_start": m.start(), "span_end": m.end(), "span_text": text[m.start() : m.end()]})
    return out

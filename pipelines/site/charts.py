"""The charts of the site: Altair says what they are, Vega draws them in the browser with the rows of each page.

A chart holds no data and no words: rows come under the name ``rows``, labels with them, so one drawing serves every page
in both languages. Which rows a page puts in is the page's script.
"""

from __future__ import annotations

import json
from importlib import metadata
from typing import Any

TARGET, OUTCOME, EXTERNAL = "#2f5d9e", "#b4472c", "#6b7280"  # the same as in assets/site.css
_FONT = "system-ui, -apple-system, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif"
_CONFIG: dict[str, Any] = {
    "font": _FONT, "view": {"stroke": None}, "background": "transparent",
    "axis": {"labelFontSize": 12, "labelColor": "#4a5160", "gridColor": "#e7e3d9", "domainColor": "#bdb8ab", "tickColor": "#bdb8ab", "title": None},
}  # fmt: skip


def specifications() -> dict[str, dict[str, Any]]:
    """Every chart by name, as a Vega-Lite specification."""
    import altair as alt  # takes half a second to load

    alt.data_transformers.disable_max_rows()
    charts = {"series": _series(alt), "places": _places(alt)}
    fit = {"type": "fit-x", "contains": "padding"}
    return {name: {**json.loads(chart.to_json()), "config": _CONFIG, "autosize": fit, "padding": {"left": 5, "top": 5, "right": 22, "bottom": 5}} for name, chart in charts.items()}


def bundle_name() -> str:
    """File name of the JavaScript that draws charts; another version has another name."""
    return f"vega-{_vegalite()}-{metadata.version('vl-convert-python')}.js"


def bundle() -> str:
    """Vega, Vega-Lite and Vega-Embed as one script, from vl-convert: some seconds of work."""
    import vl_convert

    return str(vl_convert.javascript_bundle(vl_version=_vegalite()))  # type: ignore[call-arg]  # its stub lacks the default


def _vegalite() -> str:
    import altair as alt

    return ".".join(alt.SCHEMA_VERSION.lstrip("v").split(".")[:2])


def _rows(alt: Any) -> Any:
    return alt.Chart(alt.NamedData(name="rows"))


def _series(alt: Any) -> Any:
    """Targets and outcomes of one measure by year: rows {year, what, value, low, high, tip, link} and breaks {year, what, tip}."""
    year = alt.X("year:Q", axis=alt.Axis(format="d", tickMinStep=1, grid=False), scale=alt.Scale(zero=False, nice=False, padding=24))
    value = alt.Y("value:Q", axis=alt.Axis(tickCount=5, domain=False, ticks=False), scale=alt.Scale(zero=False, padding=14))
    link, tip = alt.Href("link:N"), [alt.Tooltip("tip:N", title="")]
    base = _rows(alt)
    breaks = base.transform_filter("datum.what == 'break'").mark_rule(strokeDash=[5, 4], color="#8a8578").encode(x=year, tooltip=tip)
    words = base.transform_filter("datum.what == 'break'").mark_text(align="left", dx=4, dy=4, color="#6f6a5d", baseline="top", fontSize=11).encode(
        x=year, y=alt.value(0), text="label:N"
    )  # fmt: skip
    ranges = base.transform_filter("datum.what == 'target' && isValid(datum.high)").mark_rule(strokeWidth=5, opacity=0.35, color=TARGET).encode(
        x=year, y=alt.Y("low:Q"), y2="high:Q"
    )  # fmt: skip
    line = base.transform_filter("datum.what == 'outcome'").mark_line(color=OUTCOME, strokeWidth=2).encode(
        x=year, y=value, detail="piece:N"
    )  # fmt: skip
    targets = base.transform_filter("datum.what == 'target'").mark_point(
        shape="diamond", size=110, color=TARGET, filled=False, strokeWidth=2.2, fill="#fffdf8"
    ).encode(x=year, y=value, href=link, tooltip=tip)  # fmt: skip
    outcomes = base.transform_filter("datum.what == 'outcome'").mark_point(size=75, color=OUTCOME, filled=True, opacity=1).encode(
        x=year, y=value, href=link, tooltip=tip
    )  # fmt: skip
    external = base.transform_filter("datum.what == 'external'").mark_point(shape="cross", size=70, color=EXTERNAL, filled=True, opacity=1).encode(
        x=year, y=value, tooltip=tip
    )  # fmt: skip
    return alt.layer(breaks, words, ranges, line, targets, outcomes, external).properties(width="container", height=260)


def _places(alt: Any) -> Any:
    """Target beside outcome of every place in one year: rows {place, rank, target, outcome, tip, link, outcome_link}.

    How high it is, the page says: so much a row.
    """
    place = alt.Y("place:N", sort=alt.EncodingSortField("rank"), axis=alt.Axis(domain=False, ticks=False, labelLimit=140, labelPadding=8))
    base, scale, tip = _rows(alt), alt.Scale(zero=False, padding=18, nice=True), [alt.Tooltip("tip:N", title="")]
    axis = alt.Axis(orient="top", tickCount=5, domain=False, ticks=False)
    span = base.transform_filter("isValid(datum.target) && isValid(datum.outcome)").mark_rule(strokeWidth=2, color="#c9c3b4").encode(
        y=place, x=alt.X("target:Q", scale=scale, axis=axis), x2="outcome:Q"
    )  # fmt: skip
    targets = base.transform_filter("isValid(datum.target)").mark_point(shape="diamond", size=100, color=TARGET, strokeWidth=2.2, fill="#fffdf8").encode(
        y=place, x=alt.X("target:Q", scale=scale, axis=axis), href="link:N", tooltip=tip
    )  # fmt: skip
    outcomes = base.transform_filter("isValid(datum.outcome)").mark_point(size=75, color=OUTCOME, filled=True, opacity=1).encode(
        y=place, x=alt.X("outcome:Q", scale=scale, axis=axis), href="outcome_link:N", tooltip=tip
    )  # fmt: skip
    return alt.layer(span, targets, outcomes).properties(width="container")

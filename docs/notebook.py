"""Five questions to the published warehouse, as a marimo notebook.

    .venv/bin/marimo edit docs/notebook.py      # cells, to change and play with
    .venv/bin/marimo run docs/notebook.py       # as a page
    .venv/bin/python docs/notebook.py           # as a script: every cell once

The file is opened read-only: ``data/warehouse.duckdb``, or the one in the folder that DUIXIAN_DATA names.
"""

import marimo

app = marimo.App(width="medium", app_title="兑现 Duixian: five questions")


@app.cell
def setup():
    import os
    from pathlib import Path

    import altair as alt
    import duckdb
    import marimo as mo

    warehouse = Path(os.environ.get("DUIXIAN_DATA", "data")) / "warehouse.duckdb"
    connection = duckdb.connect(str(warehouse), read_only=True)
    return alt, connection, mo


@app.cell
def opening(mo):
    mo.md(
        """
        # 兑现: what was promised, and what came of it

        Each cell below is one SQL statement to the views of the warehouse; nothing is computed anywhere else. Change a
        statement and its chart follows. `duixian question` lists more questions, `docs/dictionary.md` explains each column.
        """
    )
    return


@app.cell
def growth_targets(connection, mo):
    growth = mo.sql(
        """
        -- 1 How fast did each province promise to grow this year?
        SELECT place, target_value AS percent, comparator, target_text AS printed, target_release_path AS release
        FROM commitments
        WHERE measure = '地区生产总值' AND aspect = 'growth' AND place_level = 'province' AND target_tier IS NULL AND basis IS NULL
            AND year(period_end) = (SELECT max(year(first_stated_on)) FROM commitments WHERE measure = '地区生产总值' AND place_level = 'province')
        ORDER BY percent DESC NULLS LAST, place
        """,
        engine=connection,
        output=False,
    )
    return (growth,)


@app.cell
def growth_targets_chart(alt, growth, mo):
    bars = (
        alt.Chart(growth.dropna(subset=["percent"]))
        .mark_bar()
        .encode(
            x=alt.X("percent:Q", title="growth of GDP promised, %"),
            y=alt.Y("place:N", sort="-x", title=None),
            color=alt.Color("comparator:N", title="以上, 左右 …"),
            tooltip=["place", "printed", "release"],
        )
    )
    mo.vstack([mo.md("## 1. How fast did each province promise to grow?"), bars])
    return


@app.cell
def kept(connection, mo):
    fates = mo.sql(
        """
        -- 2 What became of the promises that were due in the last year that was reported?
        SELECT place, lifecycle, count(*) AS commitments
        FROM commitments
        WHERE place_level = 'province' AND target_tier IS NULL
            AND year(period_end) = (SELECT max(year(period_end)) FROM commitments WHERE attained IS NOT NULL)
        GROUP BY ALL
        ORDER BY ALL
        """,
        engine=connection,
        output=False,
    )
    return (fates,)


@app.cell
def kept_chart(alt, fates, mo):
    shares = (
        alt.Chart(fates)
        .mark_bar()
        .encode(
            x=alt.X("commitments:Q", title="promises"),
            y=alt.Y("place:N", title=None),
            color=alt.Color("lifecycle:N", scale=alt.Scale(domain=["achieved", "missed", "lapsed", "open", "unknown"])),
            tooltip=["place", "lifecycle", "commitments"],
        )
    )
    mo.vstack([mo.md("## 2. What became of last year's promises?"), shares])
    return


@app.cell
def series(connection, mo):
    shanghai = mo.sql(
        """
        -- 3 Targets and outcomes of one place over the years
        SELECT year(period_end) AS year, 'target' AS what, target_value AS percent, target_text AS printed
        FROM commitments
        WHERE place = '上海市' AND measure = '地区生产总值' AND aspect = 'growth' AND target_tier IS NULL
        UNION ALL
        SELECT year(period_end), 'outcome', outcome_value, outcome_text
        FROM commitments
        WHERE place = '上海市' AND measure = '地区生产总值' AND aspect = 'growth' AND target_tier IS NULL
        ORDER BY ALL
        """,
        engine=connection,
        output=False,
    )
    return (shanghai,)


@app.cell
def series_chart(alt, mo, shanghai):
    lines = (
        alt.Chart(shanghai.dropna(subset=["percent"]))
        .mark_line(point=True)
        .encode(
            x=alt.X("year:O", title=None), y=alt.Y("percent:Q", title="growth of GDP, %"), color=alt.Color("what:N", title=None),
            tooltip=["year", "what", "printed"],
        )
    )
    mo.vstack([mo.md("## 3. Shanghai: promised and reached"), lines])
    return


@app.cell
def thresholds(connection, mo):
    mo.md("## 4. Which districts of Qingdao promised big projects, above which size?")
    big = mo.sql(
        """
        -- 4 过亿, 过30亿, 过百亿 lie within each other: they are shown apart, never added
        SELECT place, action, measure, threshold_comparator AS each, threshold_value / 1e8 AS hundred_million_yuan,
            comparator, max(value) AS value, max(period_end) AS due
        FROM figures
        WHERE parent_place = '青岛市' AND status = 'target' AND threshold_unit = 'CNY'
        GROUP BY ALL
        ORDER BY place, hundred_million_yuan
        """,
        engine=connection,
    )
    return (big,)


@app.cell
def evidence(connection, mo):
    mo.md("## 5. Where does a number come from?")
    sentences = mo.sql(
        """
        -- 5 Every cell leads to its characters: the span within the release's text, and the sentence around it
        SELECT f.place, f.span_text, f.measure, f.status, f.period_end, f.rule, f.confidence, f.sentence,
            substr(r.text, f.span_start + 1, f.span_end - f.span_start) = f.span_text AS verbatim
        FROM figures AS f
        JOIN releases AS r ON r.release_path = f.release_path AND r.is_current
        WHERE f.measure = '地区生产总值'
        ORDER BY f.issued_on DESC, f.release_path, f.span_start
        LIMIT 20
        """,
        engine=connection,
    )
    return (sentences,)


if __name__ == "__main__":
    app.run()

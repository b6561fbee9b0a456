-- places/<slug>: one place with its commitments, yearly series, milestones, annual themes and breaks.
WITH commitments AS (
    -- what was decided first, the latest due first, and of those what the lexicon knows: 地区生产总值 says more than the long tail
    SELECT place_id, list(shown ORDER BY is_decided DESC, period_end DESC NULLS LAST, known DESC, measure, target_source) AS rows FROM site.shown_commitment GROUP BY place_id
),
points AS (
    SELECT
        y.place_id, y.series_key, y.measure, any_value(m.is_lexicon) AS known, any_value({action: y.action, aspect: y.aspect, unit: y.unit, classifier: y.classifier,
            basis: y.basis_class, scope: nullif(y.scope, 'total'), books: y.books, tier: y.target_tier, threshold_comparator: y.threshold_comparator,
            threshold_value: y.threshold_value, threshold_unit: y.threshold_unit}) AS form,
        count(DISTINCT y.year) AS years, bool_or(y.is_promised) AS promised,
        list({year: y.year, comparator: comparator, target: target, low: target_low, high: target_high, target_text: target_text, target_source: target_source,
            outcome: outcome, outcome_text: outcome_text, outcome_source: outcome_source, lifecycle: lifecycle, gap_points: gap_points, gap_ratio: gap_ratio,
            flag: flag, target_corrected: target_corrected, outcome_corrected: outcome_corrected} ORDER BY y.year, target_source, outcome_source) AS points
    FROM site.yearly AS y LEFT JOIN dw.dim_measure AS m USING (measure) GROUP BY y.place_id, y.series_key, y.measure
),
-- What offices published of whole years (raw/outcomes), to set beside what releases report.
published AS (
    SELECT s.place_id, o.measure, o.aspect, o.unit, o.admin_scope AS books, list({year: year(o.period_end), value: o.value, source: o.source,
        data_status: o.data_status, day: o.published_on} ORDER BY o.period_end, o.source) AS rows
    FROM dw.fact_outcome AS o JOIN dw.dim_place AS s USING (place_key)
    WHERE o.is_current AND o.period_start = make_date(year(o.period_end), 1, 1) AND o.period_end = make_date(year(o.period_end), 12, 31) AND o.basis IS NULL
    GROUP BY ALL
),
-- First come measures of the lexicon that are promised, a number a year, in many years.
series AS (
    SELECT p.place_id, list({
        measure: p.measure, slug: measure_slug(p.measure), form: p.form, points: p.points, breaks: b.breaks, published: o.rows
    } ORDER BY p.known DESC NULLS LAST, len(p.points) <= 1.5 * p.years DESC, p.promised DESC, p.years DESC, p.measure, p.series_key)[:300] AS rows
    FROM points AS p
    LEFT JOIN published AS o
        ON o.place_id = p.place_id AND o.measure = p.measure AND o.aspect = p.form.aspect AND o.unit = p.form.unit AND o.books IS NOT DISTINCT FROM p.form.books
        AND p.form.action IS NULL AND p.form.threshold_value IS NULL AND p.form.basis IS NULL AND p.form.scope IS NULL AND p.form.tier IS NULL
    LEFT JOIN (SELECT series_key, list({year: year, kind: kind} ORDER BY year) AS breaks FROM site.break WHERE series_key IS NOT NULL GROUP BY ALL) AS b USING (series_key)
    WHERE p.years > 1 OR p.promised
    GROUP BY p.place_id
),
milestones AS (
    SELECT place_id, list(shown ORDER BY due_end DESC NULLS LAST, issued_on DESC, span_start) AS rows FROM site.shown_milestone GROUP BY place_id
),
projects AS (
    SELECT place_id, list({slug: slug, name: name, kind: kind, n: releases} ORDER BY kind IS NULL, releases DESC, name, slug)[:40] AS rows
    FROM site.project WHERE kind IS NOT NULL OR milestones + commitments > 1 GROUP BY place_id
),
themes AS (
    SELECT s.place_id, list({year: f.year, theme: f.theme, source: source_of(f.release_key, f.span_start, f.span_end), day: f.issued_on}
        ORDER BY f.year DESC, f.issued_on, f.span_start) AS rows
    FROM dw.fact_annual_theme AS f JOIN site.release AS r USING (release_key) JOIN dw.dim_place AS s USING (place_key) WHERE r.counts GROUP BY s.place_id
),
-- Words as a list of years and, of each word, its counts in their order.
words AS (
    SELECT place_id, {kind: any_value(kind), years: any_value(years), words: list({term: term, n: n, releases: releases} ORDER BY change DESC, term)} AS rows
    FROM (
        SELECT
            place_id, term, any_value(kind) AS kind, any_value(change) AS change, list({year: year, releases: releases, chars: chars} ORDER BY year) AS years,
            list(n ORDER BY year) AS n, list(releases_with_it ORDER BY year) AS releases
        FROM site.word GROUP BY place_id, term
    )
    GROUP BY place_id
),
counts AS (
    SELECT
        s.place_id, count(*) AS figures, count(*) FILTER (f.status = 'target') AS targets, count(DISTINCT f.release_key) AS releases, min(f.issued_on) AS first_on,
        max(f.issued_on) AS last_on
    FROM dw.fact_figure AS f JOIN site.release AS r USING (release_key) JOIN dw.dim_place AS s USING (place_key) WHERE r.counts GROUP BY s.place_id
),
children AS (
    SELECT parent_place_id AS place_id, list({slug: slug, name: name, level: level} ORDER BY place_id) AS rows
    FROM site.place WHERE parent_place_id IS NOT NULL GROUP BY parent_place_id
),
grounds AS (
    SELECT one.place_id, list({slug: other.slug, name: other.name} ORDER BY other.place_id) AS rows
    FROM site.place AS one JOIN site.place AS other ON other.territory_id = one.territory_id AND other.place_id <> one.place_id GROUP BY one.place_id
),
breaks AS (
    SELECT place_id, list({year: year, kind: kind, note: note} ORDER BY year, note) AS rows FROM site.break WHERE series_key IS NULL GROUP BY place_id
)
SELECT 'places/' || p.slug AS file, compact({
    slug: p.slug, name: p.name, level: p.level, code: p.code, states: p.states, breaks: b.rows, same_ground: g.rows, children: ch.rows,
    parent: CASE WHEN parent.slug IS NOT NULL THEN {slug: parent.slug, name: parent.name} END,
    counts: {figures: n.figures, targets: n.targets, releases: n.releases, first_on: n.first_on, last_on: n.last_on},
    commitments: c.rows, series: s.rows, milestones: m.rows, themes: t.rows, projects: j.rows, words: w.rows
}) AS body
FROM site.place AS p
LEFT JOIN site.place AS parent ON parent.place_id = p.parent_place_id
LEFT JOIN commitments AS c ON c.place_id = p.place_id
LEFT JOIN series AS s ON s.place_id = p.place_id
LEFT JOIN milestones AS m ON m.place_id = p.place_id
LEFT JOIN themes AS t ON t.place_id = p.place_id
LEFT JOIN projects AS j ON j.place_id = p.place_id
LEFT JOIN words AS w ON w.place_id = p.place_id
LEFT JOIN counts AS n ON n.place_id = p.place_id
LEFT JOIN children AS ch ON ch.place_id = p.place_id
LEFT JOIN grounds AS g ON g.place_id = p.place_id
LEFT JOIN breaks AS b ON b.place_id = p.place_id

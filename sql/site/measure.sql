-- measures/<first two letters of the slug>: the measures of one file by slug, each with its forms (growth, level …) and for each form
-- all places and years, target beside outcome.
WITH forms AS (
    SELECT
        y.measure, y.like_key, any_value({action: y.action, aspect: y.aspect, unit: y.unit, classifier: y.classifier, basis: y.basis_class,
            scope: nullif(y.scope, 'total'), books: y.books, tier: y.target_tier, threshold_comparator: y.threshold_comparator,
            threshold_value: y.threshold_value, threshold_unit: y.threshold_unit}) AS form,
        count(DISTINCT y.place_id) AS places, count(*) AS n,
        list({slug: p.slug, place: p.name, level: p.level, parent: parent.slug, year: y.year, comparator: y.comparator, target: y.target, low: y.target_low,
            high: y.target_high, target_text: y.target_text, target_source: y.target_source, outcome: y.outcome, outcome_text: y.outcome_text,
            outcome_source: y.outcome_source, lifecycle: y.lifecycle, gap_points: y.gap_points, gap_ratio: y.gap_ratio, flag: y.flag, target_corrected: y.target_corrected, outcome_corrected: y.outcome_corrected}
            ORDER BY y.year DESC, p.place_id, y.target_source, y.outcome_source) AS rows
    FROM site.yearly AS y
    JOIN site.place AS p USING (place_id)
    LEFT JOIN site.place AS parent ON parent.place_id = p.parent_place_id
    GROUP BY y.measure, y.like_key
),
measures AS (
    SELECT
        measure_slug(f.measure) AS slug,
        {slug: slug, name: f.measure, family: any_value(m.family), direction: any_value(m.direction), known: any_value(m.is_lexicon),
            forms: list({form: f.form, rows: f.rows} ORDER BY f.places DESC, f.n DESC, f.like_key)[:40]} AS measure
    FROM forms AS f LEFT JOIN dw.dim_measure AS m USING (measure) GROUP BY f.measure
)
SELECT 'measures/' || slug[:2] AS file, '{' || string_agg('"' || slug || '":' || compact(measure), ',' ORDER BY slug) || '}' AS body
FROM measures
GROUP BY slug[:2]

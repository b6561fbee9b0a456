-- One row is one commitment as tables of the site show it, with the project that it is about.
WITH about AS (
    SELECT e.commitment_key, arg_min(n.slug, (e.release_key = f.target_release_key AND e.span_start = f.target_span_start) IS DISTINCT FROM true) AS slug
    FROM dw.fact_commitment_event AS e
    JOIN dw.fact_commitment AS f USING (commitment_key)
    JOIN site.named AS n ON n.release_key = e.release_key AND n.span_start = e.span_start AND n.subject = f.subject
    GROUP BY ALL
)
SELECT
    c.commitment_key, c.place_id, a.slug AS project, c.period_end, c.lifecycle IN ('achieved', 'missed') AS is_decided, coalesce(m.is_lexicon, false) AS known, c.measure, c.target_source, {
    measure: c.measure, slug: CASE WHEN y.measure IS NOT NULL THEN measure_slug(c.measure) END, action: action, subject: subject, project: a.slug, event: event, aspect: aspect, unit: unit,
    classifier: classifier, basis: basis, scope: nullif(scope, 'total'), books: admin_scope, tier: target_tier, threshold_comparator: threshold_comparator,
    threshold_value: threshold_value, threshold_unit: threshold_unit, due: period_end, first_due: nullif(first_due, period_end), comparator: comparator,
    target: target, target_text: target_text, target_source: target_source, stated_on: first_stated_on, last_stated_on: nullif(last_stated_on, first_stated_on),
    statements: n_statements, revisions: nullif(n_revisions, 0), strength: strength, outcome: outcome_value, outcome_text: outcome_text,
    outcome_source: outcome_source, outcome_on: outcome_on, lifecycle: lifecycle, gap_points: gap_points, gap_ratio: gap_ratio, flag: flag,
    target_corrected: target_corrected, outcome_corrected: outcome_corrected, silent: silent_release
} AS shown
FROM site.commitment AS c
LEFT JOIN about AS a USING (commitment_key)
LEFT JOIN dw.dim_measure AS m ON m.measure = c.measure
LEFT JOIN (SELECT DISTINCT measure FROM site.yearly) AS y ON y.measure = c.measure

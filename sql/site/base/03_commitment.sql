-- One row is one commitment with the addresses of its target and outcome, how far they lie apart, and whether a person corrected them.
WITH corrected AS (
    SELECT DISTINCT release_key, span_start FROM dw.correction WHERE is_in_force AND field IN ('value', 'value_low', 'value_high', 'unit')
)
SELECT
    c.commitment_key, c.place_id, c.place, c.measure, c.action, c.subject, c.event, c.aspect, c.unit, c.classifier, c.basis, c.basis_class,
    c.scope, c.admin_scope, c.target_tier, c.threshold_comparator, c.threshold_value, c.threshold_unit, c.period_start, c.period_end,
    c.first_due, c.comparator, c.target_value, c.target_low, c.target_high, c.target_text, c.first_stated_on, c.last_stated_on,
    c.n_statements, c.n_revisions, c.strength, c.outcome_value, c.outcome_text, c.outcome_on, c.attained, c.lifecycle, c.flag, c.like_key,
    c.series_key, f.target_release_key, f.outcome_release_key,
    source_of(f.target_release_key, f.target_span_start, f.target_span_end) AS target_source,
    source_of(f.outcome_release_key, f.outcome_span_start, f.outcome_span_end) AS outcome_source,
    CASE WHEN f.silent_release_key IS NOT NULL THEN release_id(f.silent_release_key) END AS silent_release,
    coalesce(c.target_value, c.target_low, c.target_high) AS target,
    CASE WHEN c.aspect <> 'rank' THEN gap_points(c.unit, coalesce(c.target_value, c.target_low, c.target_high), c.outcome_value) END AS gap_points,
    CASE WHEN c.aspect <> 'rank' THEN gap_ratio(c.unit, coalesce(c.target_value, c.target_low, c.target_high), c.outcome_value) END AS gap_ratio,
    nullif(t.release_key IS NOT NULL, false) AS target_corrected, nullif(o.release_key IS NOT NULL, false) AS outcome_corrected
FROM main.commitments AS c
JOIN dw.fact_commitment AS f USING (commitment_key)
LEFT JOIN corrected AS t ON t.release_key = f.target_release_key AND t.span_start = f.target_span_start
LEFT JOIN corrected AS o ON o.release_key = f.outcome_release_key AND o.span_start = f.outcome_span_start

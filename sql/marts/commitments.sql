CREATE VIEW main.commitments AS
SELECT
    c.commitment_key, c.place, p.code AS place_code, m.measure, c.action, c.subject, c.event, c.aspect, c.unit, c.threshold_comparator,
    c.threshold_value, c.period_start, c.period_end, c.comparator, c.first_target, c.target_value, c.target_low, c.target_high,
    c.strength, c.first_stated_on, c.last_stated_on, c.n_statements, c.n_revisions, t.release_path AS target_release_path,
    c.target_span_start, c.target_span_end, target.span_text AS target_text, c.outcome_value, c.outcome_on,
    o.release_path AS outcome_release_path, c.outcome_span_start, c.outcome_span_end, outcome.span_text AS outcome_text, c.attained,
    c.lifecycle, c.last_progress_on, c.basis, c.admin_scope, c.scope, c.target_tier, c.flag,
    c.classifier, c.threshold_unit, c.first_due, c.direction, c.action_stage, p.level AS place_level, p.parent_name AS parent_place,
    t.kind, s.release_path AS silent_release_path
FROM dw.fact_commitment AS c
JOIN dw.dim_release AS t ON t.release_key = c.target_release_key
JOIN dw.fact_statement AS target ON target.statement_key = c.target_statement_key
LEFT JOIN dw.dim_measure AS m ON m.measure_key = c.measure_key
LEFT JOIN dw.dim_place AS p ON p.place_key = c.place_key
LEFT JOIN dw.dim_release AS o ON o.release_key = c.outcome_release_key
LEFT JOIN dw.fact_statement AS outcome ON outcome.statement_key = c.outcome_statement_key
LEFT JOIN dw.dim_release AS s ON s.release_key = c.silent_release_key;
COMMENT ON VIEW main.commitments IS 'One row is one commitment with what became of it: the promise in force, its outcome, its life. The evidence is in dw.fact_commitment_event.';
COMMENT ON COLUMN main.commitments.place_code IS 'Code of GB/T 2260 on the date of the promise in force; null for the country, zones, regions and foreign countries.';
COMMENT ON COLUMN main.commitments.measure IS 'Canonical name of what is promised; null for a milestone.';
COMMENT ON COLUMN main.commitments.target_release_path IS 'Release of the promise in force: path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN main.commitments.target_text IS 'The promise in force, as printed.';
COMMENT ON COLUMN main.commitments.outcome_release_path IS 'Release that reports the outcome; null where none does.';
COMMENT ON COLUMN main.commitments.outcome_text IS 'The outcome, as printed.';
COMMENT ON COLUMN main.commitments.place_level IS 'Level of the place: country, province, prefecture, county, zone …';
COMMENT ON COLUMN main.commitments.parent_place IS 'Name of the place it belongs to.';
COMMENT ON COLUMN main.commitments.kind IS 'Kind of the release of the promise in force.';
COMMENT ON COLUMN main.commitments.silent_release_path IS 'Of a lapsed one the release of its kind that covers the place without a word of it.';

CREATE VIEW main.commitments AS
SELECT
    c.commitment_key, c.place, p.code AS place_code, m.measure, c.action, c.subject, c.event, c.aspect, c.unit, c.threshold_comparator,
    c.threshold_value, c.period_start, c.period_end, c.comparator, c.first_target, c.target_value, c.target_low, c.target_high,
    c.strength, c.first_stated_on, c.last_stated_on, c.n_statements, c.n_revisions, t.release_path AS target_release_path,
    c.target_span_start, c.target_span_end, target.span_text AS target_text, c.outcome_value, c.outcome_on,
    o.release_path AS outcome_release_path, c.outcome_span_start, c.outcome_span_end, outcome.span_text AS outcome_text, c.attained,
    c.lifecycle, c.last_progress_on, c.basis, c.admin_scope, c.scope, c.target_tier, c.flag,
    c.classifier, c.threshold_unit, c.first_due, c.direction, c.action_stage, p.level AS place_level, p.parent_name AS parent_place,
    t.kind, s.release_path AS silent_release_path, c.place_id, p.parent_place_id, c.action_class, c.basis_class, c.like_key, c.series_key
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
COMMENT ON COLUMN main.commitments.place IS 'Standard name of the place in the statement in force; null where none is known.';
COMMENT ON COLUMN main.commitments.action IS 'What is done to it, as printed in the statement in force; null for plain sizes and for indicators that hold the action.';
COMMENT ON COLUMN main.commitments.subject IS 'Project, park or other thing it is about, by its fullest name over all releases; null where a place is meant.';
COMMENT ON COLUMN main.commitments.aspect IS 'level, growth, change, share, completion, gap or rank; null for a milestone.';
COMMENT ON COLUMN main.commitments.unit IS 'Canonical unit of the target; growth in 倍 is put into %. Null for a milestone.';
COMMENT ON COLUMN main.commitments.period_start IS 'First day of the time it is for; 1 January of the due year where the text gives none.';
COMMENT ON COLUMN main.commitments.period_end IS 'The due date in force; null where unstated.';
COMMENT ON COLUMN main.commitments.comparator IS 'How the outcome is to relate to the target; null for a milestone.';
COMMENT ON COLUMN main.commitments.strength IS 'How firmly it is promised in the statement in force: 3 确保, 2 计划, 1 力争; null where no word says it.';
COMMENT ON COLUMN main.commitments.basis IS 'What a growth or change is compared with, as printed in the statement in force.';
COMMENT ON COLUMN main.commitments.scope IS 'total, per_unit, group_total or cumulative; null for a milestone.';
COMMENT ON COLUMN main.commitments.classifier IS 'For counts the classifier; null where none is printed.';
COMMENT ON COLUMN main.commitments.direction IS '+1 more is better, -1 less is, 0 neither; null where the lexicon does not say (judged as +1).';
COMMENT ON COLUMN main.commitments.action_stage IS 'Stage of a project''s life: 1 招引, 2 签约, 3 落地, 4 开工, 5 建设, 6 竣工, 7 投产; null outside it.';
COMMENT ON COLUMN main.commitments.place_id IS 'Identity of the place (dim_place), which lasts through renamings.';
COMMENT ON COLUMN main.commitments.action_class IS 'Class of the action or event (dim_action), else as printed.';
COMMENT ON COLUMN main.commitments.basis_class IS 'Class of the basis (lexicon bases.csv); null is the headline figure.';
COMMENT ON COLUMN main.commitments.like_key IS 'Promises of several places that may be compared share it.';
COMMENT ON COLUMN main.commitments.series_key IS 'The promises of one place for several years share it.';

-- Every foreign key has its row.
SELECT 'fact_figure.release_key' AS reference, release_key::VARCHAR AS value, count(*) AS rows
FROM dw.fact_figure AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_figure.measure_key', measure_key::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE measure_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_measure AS d WHERE d.measure_key = f.measure_key)
GROUP BY measure_key
UNION ALL
SELECT 'fact_figure.action_key', action_key::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE action_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_action AS d WHERE d.action_key = f.action_key)
GROUP BY action_key
UNION ALL
SELECT 'fact_figure.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'fact_figure.theme_key', theme_key::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE theme_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_theme AS d WHERE d.theme_key = f.theme_key)
GROUP BY theme_key
UNION ALL
SELECT 'fact_figure.part_of_key', part_of_key::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE part_of_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_figure AS d WHERE d.figure_key = f.part_of_key)
GROUP BY part_of_key
UNION ALL
SELECT 'fact_figure.issued_on', issued_on::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE issued_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.issued_on)
GROUP BY issued_on
UNION ALL
SELECT 'fact_figure.period_start', period_start::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE period_start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.period_start)
GROUP BY period_start
UNION ALL
SELECT 'fact_figure.period_end', period_end::VARCHAR, count(*)
FROM dw.fact_figure AS f
WHERE period_end IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.period_end)
GROUP BY period_end
UNION ALL
SELECT 'fact_milestone.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_milestone AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_milestone.action_key', action_key::VARCHAR, count(*)
FROM dw.fact_milestone AS f
WHERE action_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_action AS d WHERE d.action_key = f.action_key)
GROUP BY action_key
UNION ALL
SELECT 'fact_milestone.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_milestone AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'fact_milestone.issued_on', issued_on::VARCHAR, count(*)
FROM dw.fact_milestone AS f
WHERE issued_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.issued_on)
GROUP BY issued_on
UNION ALL
SELECT 'fact_milestone.due_start', due_start::VARCHAR, count(*)
FROM dw.fact_milestone AS f
WHERE due_start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.due_start)
GROUP BY due_start
UNION ALL
SELECT 'fact_milestone.due_end', due_end::VARCHAR, count(*)
FROM dw.fact_milestone AS f
WHERE due_end IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.due_end)
GROUP BY due_end
UNION ALL
SELECT 'fact_annual_theme.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_annual_theme AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_annual_theme.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_annual_theme AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'fact_annual_theme.issued_on', issued_on::VARCHAR, count(*)
FROM dw.fact_annual_theme AS f
WHERE issued_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.issued_on)
GROUP BY issued_on
UNION ALL
SELECT 'fact_numeric_span.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_numeric_span AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_unclassified_span.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_unclassified_span AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_coverage.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_coverage AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_coverage.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_coverage AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'fact_coverage.issued_on', issued_on::VARCHAR, count(*)
FROM dw.fact_coverage AS f
WHERE issued_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.issued_on)
GROUP BY issued_on
UNION ALL
SELECT 'bridge_figure_theme.figure_key', figure_key::VARCHAR, count(*)
FROM dw.bridge_figure_theme AS f
WHERE figure_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_figure AS d WHERE d.figure_key = f.figure_key)
GROUP BY figure_key
UNION ALL
SELECT 'bridge_figure_theme.theme_key', theme_key::VARCHAR, count(*)
FROM dw.bridge_figure_theme AS f
WHERE theme_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_theme AS d WHERE d.theme_key = f.theme_key)
GROUP BY theme_key
UNION ALL
SELECT 'dim_release.supersedes_key', supersedes_key::VARCHAR, count(*)
FROM dw.dim_release AS f
WHERE supersedes_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.supersedes_key)
GROUP BY supersedes_key
UNION ALL
SELECT 'dim_release.issued_on', issued_on::VARCHAR, count(*)
FROM dw.dim_release AS f
WHERE issued_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.issued_on)
GROUP BY issued_on
UNION ALL
SELECT 'dim_place.parent_place_id', parent_place_id::VARCHAR, count(*)
FROM dw.dim_place AS f
WHERE parent_place_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_id = f.parent_place_id)
GROUP BY parent_place_id
UNION ALL
SELECT 'bridge_place_lineage.from_place_id', from_place_id::VARCHAR, count(*)
FROM dw.bridge_place_lineage AS f
WHERE from_place_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_id = f.from_place_id)
GROUP BY from_place_id
UNION ALL
SELECT 'bridge_place_lineage.to_place_id', to_place_id::VARCHAR, count(*)
FROM dw.bridge_place_lineage AS f
WHERE to_place_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_id = f.to_place_id)
GROUP BY to_place_id
UNION ALL
SELECT 'fact_statement.figure_key', figure_key::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE figure_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_figure AS d WHERE d.figure_key = f.figure_key)
GROUP BY figure_key
UNION ALL
SELECT 'fact_statement.milestone_key', milestone_key::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE milestone_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_milestone AS d WHERE d.milestone_key = f.milestone_key)
GROUP BY milestone_key
UNION ALL
SELECT 'fact_statement.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_statement.measure_key', measure_key::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE measure_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_measure AS d WHERE d.measure_key = f.measure_key)
GROUP BY measure_key
UNION ALL
SELECT 'fact_statement.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'fact_statement.issued_on', issued_on::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE issued_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.issued_on)
GROUP BY issued_on
UNION ALL
SELECT 'fact_statement.period_start', period_start::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE period_start IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.period_start)
GROUP BY period_start
UNION ALL
SELECT 'fact_statement.period_end', period_end::VARCHAR, count(*)
FROM dw.fact_statement AS f
WHERE period_end IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.period_end)
GROUP BY period_end
UNION ALL
SELECT 'fact_commitment_event.commitment_key', commitment_key::VARCHAR, count(*)
FROM dw.fact_commitment_event AS f
WHERE commitment_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_commitment AS d WHERE d.commitment_key = f.commitment_key)
GROUP BY commitment_key
UNION ALL
SELECT 'fact_commitment_event.statement_key', statement_key::VARCHAR, count(*)
FROM dw.fact_commitment_event AS f
WHERE statement_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_statement AS d WHERE d.statement_key = f.statement_key)
GROUP BY statement_key
UNION ALL
SELECT 'fact_commitment_event.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_commitment_event AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_commitment_event.issued_on', issued_on::VARCHAR, count(*)
FROM dw.fact_commitment_event AS f
WHERE issued_on IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_date AS d WHERE d.day = f.issued_on)
GROUP BY issued_on
UNION ALL
SELECT 'fact_commitment.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_commitment AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'fact_commitment.measure_key', measure_key::VARCHAR, count(*)
FROM dw.fact_commitment AS f
WHERE measure_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_measure AS d WHERE d.measure_key = f.measure_key)
GROUP BY measure_key
UNION ALL
SELECT 'fact_commitment.target_statement_key', target_statement_key::VARCHAR, count(*)
FROM dw.fact_commitment AS f
WHERE target_statement_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_statement AS d WHERE d.statement_key = f.target_statement_key)
GROUP BY target_statement_key
UNION ALL
SELECT 'fact_commitment.target_release_key', target_release_key::VARCHAR, count(*)
FROM dw.fact_commitment AS f
WHERE target_release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.target_release_key)
GROUP BY target_release_key
UNION ALL
SELECT 'fact_commitment.outcome_statement_key', outcome_statement_key::VARCHAR, count(*)
FROM dw.fact_commitment AS f
WHERE outcome_statement_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_statement AS d WHERE d.statement_key = f.outcome_statement_key)
GROUP BY outcome_statement_key
UNION ALL
SELECT 'fact_commitment.outcome_release_key', outcome_release_key::VARCHAR, count(*)
FROM dw.fact_commitment AS f
WHERE outcome_release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.outcome_release_key)
GROUP BY outcome_release_key
UNION ALL
SELECT 'fact_commitment.silent_release_key', silent_release_key::VARCHAR, count(*)
FROM dw.fact_commitment AS f
WHERE silent_release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.silent_release_key)
GROUP BY silent_release_key
UNION ALL
SELECT 'dim_release.reprint_of_key', reprint_of_key::VARCHAR, count(*)
FROM dw.dim_release AS f
WHERE reprint_of_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.reprint_of_key)
GROUP BY reprint_of_key
UNION ALL
SELECT 'fact_term.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_term AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_keyword.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_keyword AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_concept.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_concept AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_concept.concept_key', concept_key::VARCHAR, count(*)
FROM dw.fact_concept AS f
WHERE concept_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_concept AS d WHERE d.concept_key = f.concept_key)
GROUP BY concept_key
UNION ALL
SELECT 'correction.figure_key', figure_key::VARCHAR, count(*)
FROM dw.correction AS f
WHERE figure_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.fact_figure AS d WHERE d.figure_key = f.figure_key)
GROUP BY figure_key
UNION ALL
SELECT 'correction.release_key', release_key::VARCHAR, count(*)
FROM dw.correction AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'correction.place_key', place_key::VARCHAR, count(*)
FROM dw.correction AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'correction.action_key', action_key::VARCHAR, count(*)
FROM dw.correction AS f
WHERE action_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_action AS d WHERE d.action_key = f.action_key)
GROUP BY action_key
UNION ALL
SELECT 'fact_outcome.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_outcome AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'fact_outcome.measure_key', measure_key::VARCHAR, count(*)
FROM dw.fact_outcome AS f
WHERE NOT EXISTS (SELECT 1 FROM dw.dim_measure AS d WHERE d.measure_key = f.measure_key)
GROUP BY measure_key
UNION ALL
SELECT 'fact_mention.release_key', release_key::VARCHAR, count(*)
FROM dw.fact_mention AS f
WHERE release_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_release AS d WHERE d.release_key = f.release_key)
GROUP BY release_key
UNION ALL
SELECT 'fact_mention.subject_key', subject_key::VARCHAR, count(*)
FROM dw.fact_mention AS f
WHERE subject_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_subject AS d WHERE d.subject_key = f.subject_key)
GROUP BY subject_key
UNION ALL
SELECT 'fact_mention.place_key', place_key::VARCHAR, count(*)
FROM dw.fact_mention AS f
WHERE place_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_place AS d WHERE d.place_key = f.place_key)
GROUP BY place_key
UNION ALL
SELECT 'bridge_subject_name.subject_key', subject_key::VARCHAR, count(*)
FROM dw.bridge_subject_name AS f
WHERE subject_key IS NOT NULL AND NOT EXISTS (SELECT 1 FROM dw.dim_subject AS d WHERE d.subject_key = f.subject_key)
GROUP BY subject_key

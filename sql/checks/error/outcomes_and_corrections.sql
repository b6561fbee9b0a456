-- An outcome has one current version a source; a cell has one decision in force, and the views show it.
SELECT 'outcomes of one source with several current versions' AS trouble, concat_ws(' ', place, measure, aspect, period_end, source) AS record
FROM dw.fact_outcome
WHERE is_current
GROUP BY place, place_key, measure, aspect, admin_scope, period_start, period_end, source
HAVING count(*) > 1
UNION ALL
SELECT 'a cell with several decisions in force', concat_ws(' ', release_path, span_start, field)
FROM dw.correction
WHERE is_in_force
GROUP BY release_path, release_key, span_start, field
HAVING count(*) > 1
UNION ALL
SELECT 'a correction that the views do not show', concat_ws(' ', c.release_path, c.span_start, c.field)
FROM dw.correction AS c
WHERE c.is_in_force AND NOT EXISTS (
    SELECT 1 FROM main.figures_all AS f WHERE f.figure_key = c.figure_key AND list_contains(f.corrected_fields, c.field))

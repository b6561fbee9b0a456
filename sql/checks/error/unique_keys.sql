-- Every key is unique; the primary keys of dimensions are held by their tables.
SELECT 'fact_figure' AS of_table, figure_key::VARCHAR AS key, count(*) AS n
FROM dw.fact_figure GROUP BY ALL HAVING n > 1
UNION ALL
SELECT 'fact_milestone', milestone_key::VARCHAR, count(*) AS n
FROM dw.fact_milestone GROUP BY milestone_key HAVING n > 1
UNION ALL
SELECT 'fact_annual_theme', annual_theme_key::VARCHAR, count(*) AS n
FROM dw.fact_annual_theme GROUP BY annual_theme_key HAVING n > 1
UNION ALL
SELECT 'bridge_figure_theme', figure_key || ' ' || theme_key, count(*) AS n
FROM dw.bridge_figure_theme GROUP BY figure_key, theme_key HAVING n > 1
UNION ALL
SELECT 'bridge_place_lineage', concat_ws(' ', from_place_id, to_place_id, kind, valid_on, note), count(*) AS n
FROM dw.bridge_place_lineage GROUP BY from_place_id, to_place_id, kind, valid_on, note HAVING n > 1
UNION ALL
SELECT 'dim_action', concat_ws(' ', action_class, stage), count(*) AS n
FROM dw.dim_action GROUP BY action_class, stage HAVING n > 1
UNION ALL
SELECT 'fact_statement', statement_key::VARCHAR, count(*) AS n
FROM dw.fact_statement GROUP BY statement_key HAVING n > 1
UNION ALL
SELECT 'fact_commitment_event', commitment_event_key::VARCHAR, count(*) AS n
FROM dw.fact_commitment_event GROUP BY commitment_event_key HAVING n > 1
UNION ALL
SELECT 'bridge_subject_name', concat_ws(' ', kind, name, place_id), count(*) AS n
FROM dw.bridge_subject_name GROUP BY kind, name, place_id HAVING n > 1

-- Keys are made from their natural keys, so that a rebuild keeps them.
SELECT 'dim_release' AS of_table, release_key AS key
FROM dw.dim_release
WHERE release_key <> md5_number_lower(concat_ws('|', release_path, sha256))
UNION ALL
SELECT 'dim_place', place_key
FROM dw.dim_place
WHERE place_key <> md5_number_lower(concat_ws('|', place_id, valid_from))
UNION ALL
SELECT 'dim_measure', measure_key
FROM dw.dim_measure
WHERE measure_key <> md5_number_lower(measure)
UNION ALL
SELECT 'fact_figure', figure_key
FROM dw.fact_figure
WHERE figure_key <> md5_number_lower(concat_ws('|', release_key, span_start, span_end))
UNION ALL
SELECT 'fact_commitment_event', commitment_event_key
FROM dw.fact_commitment_event
WHERE commitment_event_key <> md5_number_lower(concat_ws('|', commitment_key, release_key, span_start, span_end, role, match_rule))

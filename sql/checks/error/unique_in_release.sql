-- Of each release: no figure, number, word, place or name stands in its table twice.
SELECT 'fact_figure: one at a span', release_key || ' ' || span_start, count(*) AS n
FROM dw.fact_figure GROUP BY release_key, span_start HAVING n > 1
UNION ALL
SELECT 'fact_numeric_span', release_key || ' ' || span_start, count(*) AS n
FROM dw.fact_numeric_span GROUP BY release_key, span_start HAVING n > 1
UNION ALL
SELECT 'fact_unclassified_span', release_key || ' ' || span_start, count(*) AS n
FROM dw.fact_unclassified_span GROUP BY release_key, span_start HAVING n > 1
UNION ALL
SELECT 'fact_coverage', concat_ws(' ', release_key, place_key, place), count(*) AS n
FROM dw.fact_coverage GROUP BY release_key, place_key, place HAVING n > 1
UNION ALL
SELECT 'fact_term', concat_ws(' ', release_key, term, part_of_speech), count(*) AS n
FROM dw.fact_term GROUP BY release_key, term, part_of_speech HAVING n > 1
UNION ALL
SELECT 'fact_keyword', release_key || ' ' || rank, count(*) AS n
FROM dw.fact_keyword GROUP BY release_key, rank HAVING n > 1
UNION ALL
SELECT 'fact_concept', concat_ws(' ', release_key, concept_key, term), count(*) AS n
FROM dw.fact_concept GROUP BY release_key, concept_key, term HAVING n > 1
UNION ALL
SELECT 'fact_mention', concat_ws(' ', release_key, span_start, span_end, kind), count(*) AS n
FROM dw.fact_mention GROUP BY release_key, span_start, span_end, kind HAVING n > 1

-- One row is one break in the history of a place, or of one series of it: before and after can't be compared.
-- restated: a level fell while its growth was reported as positive, so it was measured anew; only for measures of the lexicon.
WITH levels AS (
    SELECT
        place_id, measure, series_key, year, outcome, lag(outcome) OVER story AS outcome_before, lag(year) OVER story AS year_before
    FROM (SELECT place_id, measure, series_key, year, min(outcome) AS outcome FROM site.yearly WHERE aspect = 'level' AND outcome IS NOT NULL GROUP BY ALL)
    WINDOW story AS (PARTITION BY series_key ORDER BY year)
),
growth AS (
    SELECT place_id, measure, year, min(outcome) AS growth
    FROM site.yearly
    WHERE aspect = 'growth' AND outcome IS NOT NULL AND threshold_value IS NULL AND action IS NULL
    GROUP BY ALL
)
SELECT l.place_id, l.series_key, l.year, 'restated' AS kind, NULL::VARCHAR AS note
FROM levels AS l
JOIN dw.dim_measure AS m ON m.measure = l.measure AND m.is_lexicon
JOIN growth AS g ON g.place_id = l.place_id AND g.measure = l.measure AND g.year = l.year
WHERE g.growth > 0 AND l.outcome < l.outcome_before * 0.99 AND l.year - l.year_before <= 3
UNION
SELECT place_id, series_key, year, 'restated', NULL FROM site.yearly WHERE contains(flag, 'restated base')
UNION
SELECT p.place_id, NULL, year(l.valid_on), l.kind, l.note
FROM dw.bridge_place_lineage AS l
JOIN site.place AS p ON p.place_id IN (l.from_place_id, l.to_place_id)
WHERE l.kind IN ('merger', 'split')

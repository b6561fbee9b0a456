-- The lexicon's measures, then every measure that figures, outcomes and corrections name beyond it.
WITH named AS (
    SELECT DISTINCT figure.measure AS measure, figure.is_rhetorical AS is_rhetorical
    FROM (SELECT unnest(figures) AS figure FROM staging.annotations)
    WHERE figure.measure IS NOT NULL
    UNION ALL
    SELECT DISTINCT measure, false FROM staging.outcomes WHERE refused IS NULL
    UNION ALL
    SELECT DISTINCT new_value, false FROM staging.corrections WHERE refused IS NULL AND field = 'measure' AND new_value IS NOT NULL
),
long_tail AS (
    SELECT measure, bool_and(is_rhetorical) AS is_rhetorical
    FROM named
    WHERE measure NOT IN (SELECT name FROM staging.lexicon_measures)
    GROUP BY measure
)
SELECT
    md5_number_lower(name) AS measure_key,
    name AS measure,
    true AS is_lexicon,
    nullif(family, '') AS family,
    nullif(dimension, '') AS dimension,
    nullif(flow_or_stock, '') AS flow_or_stock,
    nullif(direction, '')::TINYINT AS direction,
    is_rhetorical = 'yes' AS is_rhetorical
FROM staging.lexicon_measures
UNION ALL BY NAME
SELECT md5_number_lower(measure) AS measure_key, measure, false AS is_lexicon, is_rhetorical
FROM long_tail

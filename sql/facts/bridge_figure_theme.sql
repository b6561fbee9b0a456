-- The themes of figures with their weights.
WITH figures AS (
    SELECT release_key, unnest(figures) AS figure FROM staging.annotations
),
themes AS (
    SELECT
        md5_number_lower(concat_ws('|', release_key, figure.span_start, figure.span_end)) AS figure_key,
        unnest(figure.themes) AS weighted
    FROM figures
)
SELECT t.figure_key, d.theme_key, t.weighted.weight
FROM themes AS t
LEFT JOIN dw.dim_theme AS d ON d.theme_code = t.weighted.theme

-- Of each release: the text at each span is the span's text, of figures, milestones, annual themes, mentions, numeric expressions and unclassified runs.
WITH spans AS (
    SELECT 'fact_figure' AS of_table, release_key, span_start, span_end, span_text FROM dw.fact_figure
    UNION ALL SELECT 'fact_figure: sentence', release_key, sentence_start, sentence_end, sentence FROM dw.fact_figure
    UNION ALL SELECT 'fact_milestone', release_key, span_start, span_end, span_text FROM dw.fact_milestone
    UNION ALL SELECT 'fact_annual_theme', release_key, span_start, span_end, span_text FROM dw.fact_annual_theme
    UNION ALL SELECT 'fact_numeric_span', release_key, span_start, span_end, span_text FROM dw.fact_numeric_span
    UNION ALL SELECT 'fact_unclassified_span', release_key, span_start, span_end, span_text FROM dw.fact_unclassified_span
    UNION ALL SELECT 'fact_mention', release_key, span_start, span_end, name FROM dw.fact_mention
),
windows AS (
    SELECT release_key, unnest(windows(text), max_depth := 2)
    FROM dw.dim_release
),
short AS (
    SELECT of_table, release_key, span_start, span_end, span_text,
        substr(window_text, span_start % 1024 + 1, span_end - span_start) AS printed
    FROM spans
    LEFT JOIN windows USING (release_key)
    WHERE span_end - span_start <= 1024 AND window_start = span_start - span_start % 1024
),
long AS (
    SELECT of_table, release_key, span_start, span_end, span_text,
        substr(text, span_start + 1, span_end - span_start) AS printed
    FROM spans
    LEFT JOIN dw.dim_release USING (release_key)
    WHERE span_end - span_start > 1024
),
-- a span beyond the text meets no window
found AS (SELECT * FROM short UNION ALL SELECT * FROM long)
SELECT of_table, release_key, span_start, span_end, span_text, printed
FROM found
WHERE span_text IS DISTINCT FROM printed
UNION ALL
SELECT of_table, release_key, NULL, NULL, 'spans beyond the text: ' || count(*), NULL
FROM (
    SELECT of_table, release_key, span_start FROM spans
    EXCEPT ALL SELECT of_table, release_key, span_start FROM found
)
GROUP BY of_table, release_key

-- Of each release: a character belongs to one numeric expression, so that each expression has exactly one class.
SELECT release_key, span_start, span_end, span_text, kind, next_start
FROM (
    SELECT *, lead(span_start) OVER (PARTITION BY release_key ORDER BY span_start) AS next_start
    FROM dw.fact_numeric_span
)
WHERE next_start < span_end

-- The text at the span of each event of a commitment is what the event quotes: an event may be new in a release that is not.
WITH told AS (
    SELECT release_key, text FROM dw.dim_release WHERE release_key IN (SELECT release_key FROM dw.fact_commitment_event)
),
windows AS (
    SELECT release_key, unnest(windows(text), max_depth := 2) FROM told
)
SELECT e.release_key, e.span_start, e.span_end, e.span_text,
    CASE WHEN e.span_end - e.span_start <= 1024
        THEN substr(w.window_text, e.span_start % 1024 + 1, e.span_end - e.span_start)
        ELSE substr(told.text, e.span_start + 1, e.span_end - e.span_start)
    END AS printed
FROM dw.fact_commitment_event AS e
LEFT JOIN told USING (release_key)
LEFT JOIN windows AS w ON w.release_key = e.release_key AND w.window_start = e.span_start - e.span_start % 1024
WHERE e.span_text IS DISTINCT FROM printed

-- Runs of digits or Chinese numerals of current releases that no rule classified.
SELECT release_path, span_start, span_end, span_text
FROM dw.fact_unclassified_span
JOIN dw.dim_release USING (release_key)
WHERE is_current
ORDER BY release_path, span_start

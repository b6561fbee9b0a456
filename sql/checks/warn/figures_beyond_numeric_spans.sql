-- Figures that overlap no numeric expression: each should be one with its class.
SELECT f.figure_key, f.release_key, f.span_start, f.span_text
FROM dw.fact_figure AS f
ASOF LEFT JOIN dw.fact_numeric_span AS n ON n.release_key = f.release_key AND n.span_start < f.span_end
WHERE n.span_end IS NULL OR n.span_end <= f.span_start
ORDER BY f.release_key, f.span_start

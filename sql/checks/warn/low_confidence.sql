-- Figures whose rule is sure by less than a half.
SELECT release_path, span_start, span_text, measure, confidence, rule
FROM main.figures
WHERE confidence < 0.5
ORDER BY release_path, span_start

-- Figures for which no measure was found.
SELECT release_path, span_start, span_text, sentence
FROM main.figures
WHERE measure IS NULL AND quantity_class <> 'rank'
ORDER BY release_path, span_start

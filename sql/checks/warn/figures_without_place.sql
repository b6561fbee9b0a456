-- Figures without a place, or whose place is none of dim_place.
SELECT f.figure_key, f.release_key, f.span_start, f.span_text, f.place
FROM dw.fact_figure AS f
WHERE f.place_key IS NULL
ORDER BY f.release_key, f.span_start

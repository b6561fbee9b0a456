-- Of each release: each figure stands in its sentence.
SELECT figure_key, release_key, span_start, span_end, sentence_start, sentence_end, span_text
FROM dw.fact_figure
WHERE span_start < sentence_start OR span_end > sentence_end

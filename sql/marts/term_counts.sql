CREATE VIEW main.term_counts AS
SELECT
    r.release_path, r.issued_on, r.publisher, r.place, f.term, f.part_of_speech, f.n,
    r.chars AS release_chars, r.tokens AS release_tokens, r.kind
FROM dw.fact_term AS f
JOIN dw.dim_release AS r USING (release_key)
WHERE r.is_current AND r.is_cluster_primary;
COMMENT ON VIEW main.term_counts IS 'One row is one word of the current version of a release, reprints left out; punctuation, bare numbers and stop words are no terms. Key: release_path, term, part_of_speech.';
COMMENT ON COLUMN main.term_counts.release_chars IS 'Length of the release''s text in Unicode code points.';
COMMENT ON COLUMN main.term_counts.release_tokens IS 'Number of all that jieba cuts the release into, punctuation and stop words included.';

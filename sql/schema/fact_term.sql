CREATE TABLE dw.fact_term (
    release_key UBIGINT NOT NULL,
    term VARCHAR NOT NULL CHECK (term <> ''),
    part_of_speech VARCHAR NOT NULL CHECK (part_of_speech <> ''),
    n INTEGER NOT NULL CHECK (n > 0)
);
COMMENT ON TABLE dw.fact_term IS 'One row is one word of one release version: jieba''s words without punctuation, bare numbers and stop words (lexicon stop_words.csv). Key: release_key, term, part_of_speech.';
COMMENT ON COLUMN dw.fact_term.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_term.term IS 'The word, half width and simplified.';
COMMENT ON COLUMN dw.fact_term.part_of_speech IS 'jieba''s part-of-speech tag: n noun, v verb, vn verbal noun, a adjective, ns place, nt organisation …';
COMMENT ON COLUMN dw.fact_term.n IS 'How often it occurs in the release.';

CREATE TABLE dw.fact_concept (
    release_key UBIGINT NOT NULL,
    concept_key UBIGINT NOT NULL,
    term VARCHAR NOT NULL CHECK (term <> ''),
    n INTEGER NOT NULL CHECK (n > 0)
);
COMMENT ON TABLE dw.fact_concept IS 'One row is one term of one concept in one release version. Key: release_key, concept_key, term.';
COMMENT ON COLUMN dw.fact_concept.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_concept.concept_key IS 'The concept (dim_concept).';
COMMENT ON COLUMN dw.fact_concept.term IS 'Term of the concept''s list, counted by its characters, whatever words jieba cuts them into.';
COMMENT ON COLUMN dw.fact_concept.n IS 'How often it occurs; of overlapping terms of one concept only the longest counts.';

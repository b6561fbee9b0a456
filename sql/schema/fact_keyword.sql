CREATE TABLE dw.fact_keyword (
    release_key UBIGINT NOT NULL,
    rank UTINYINT NOT NULL CHECK (rank BETWEEN 1 AND 20),
    term VARCHAR NOT NULL CHECK (term <> ''),
    weight DOUBLE NOT NULL CHECK (weight > 0)
);
COMMENT ON TABLE dw.fact_keyword IS 'One row is one of the twenty words that tell a release version from others, by TF-IDF with jieba''s idf table. Key: release_key, rank.';
COMMENT ON COLUMN dw.fact_keyword.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_keyword.rank IS 'From 1, the heaviest; of equal weights the lesser word first.';
COMMENT ON COLUMN dw.fact_keyword.term IS 'A word of two characters or more.';
COMMENT ON COLUMN dw.fact_keyword.weight IS 'Share of the release''s words of that length, times jieba''s idf (its median for a word that the table lacks).';

CREATE TABLE dw.fact_coverage (
    release_key UBIGINT NOT NULL,
    issued_on DATE NOT NULL,
    place_key UBIGINT,
    place VARCHAR NOT NULL,
    chars INTEGER NOT NULL CHECK (chars >= 0),
    sentences INTEGER NOT NULL CHECK (sentences >= 0),
    figures INTEGER NOT NULL CHECK (figures >= 0),
    targets INTEGER NOT NULL CHECK (targets >= 0 AND targets <= figures)
);
COMMENT ON TABLE dw.fact_coverage IS 'One row is one place in one release version: what was said about it, numbers or none. Key: release_key, place_key, place.';
COMMENT ON COLUMN dw.fact_coverage.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_coverage.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN dw.fact_coverage.place_key IS 'State of the place on the date of issue (dim_place), the nearest state where none held; null for no known place.';
COMMENT ON COLUMN dw.fact_coverage.place IS 'Standard name of the place at the time.';
COMMENT ON COLUMN dw.fact_coverage.chars IS 'Characters of the sentences about the place.';
COMMENT ON COLUMN dw.fact_coverage.sentences IS 'Number of sentences about the place.';
COMMENT ON COLUMN dw.fact_coverage.figures IS 'Number of figures whose place it is.';
COMMENT ON COLUMN dw.fact_coverage.targets IS 'Number of those figures that are targets.';

CREATE TABLE dw.fact_unclassified_span (
    release_key UBIGINT NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    span_text VARCHAR NOT NULL
);
COMMENT ON TABLE dw.fact_unclassified_span IS 'One row is one run of digits or Chinese numerals that no rule classified. Key: release_key, span_start.';
COMMENT ON COLUMN dw.fact_unclassified_span.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_unclassified_span.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_unclassified_span.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_unclassified_span.span_text IS 'The run as printed.';

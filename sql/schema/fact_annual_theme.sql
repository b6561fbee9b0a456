CREATE TABLE dw.fact_annual_theme (
    annual_theme_key UBIGINT NOT NULL,
    release_key UBIGINT NOT NULL,
    issued_on DATE NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    span_text VARCHAR NOT NULL,
    year INTEGER NOT NULL CHECK (year BETWEEN 1900 AND 2200),
    theme VARCHAR NOT NULL CHECK (theme <> ''),
    place_key UBIGINT,
    place VARCHAR,
    place_source VARCHAR CHECK (place_source IN ('sentence', 'paragraph', 'section', 'title', 'publisher')),
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule VARCHAR NOT NULL
);
COMMENT ON TABLE dw.fact_annual_theme IS 'One row is one naming of a year by a place (突破提升年), at one span of one release version.';
COMMENT ON COLUMN dw.fact_annual_theme.annual_theme_key IS 'Key: md5_number_lower(release_key|span_start|span_end|year); kept by every rebuild.';
COMMENT ON COLUMN dw.fact_annual_theme.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_annual_theme.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN dw.fact_annual_theme.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_annual_theme.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_annual_theme.span_text IS 'The naming as printed.';
COMMENT ON COLUMN dw.fact_annual_theme.year IS 'The year that is named.';
COMMENT ON COLUMN dw.fact_annual_theme.theme IS 'The name the year is given.';
COMMENT ON COLUMN dw.fact_annual_theme.place_key IS 'State of the place on the date of issue (dim_place), the nearest state where none held; null for no known place.';
COMMENT ON COLUMN dw.fact_annual_theme.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN dw.fact_annual_theme.place_source IS 'Where the place comes from: sentence, paragraph, section, title or publisher.';
COMMENT ON COLUMN dw.fact_annual_theme.confidence IS 'How sure the rule that fired is, 0 to 1.';
COMMENT ON COLUMN dw.fact_annual_theme.rule IS 'Name of the rule that fired.';

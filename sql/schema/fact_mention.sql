CREATE TABLE dw.fact_mention (
    release_key UBIGINT NOT NULL,
    issued_on DATE NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    kind VARCHAR NOT NULL CHECK (kind IN ('place', 'project', 'programme', 'park', 'platform', 'chain', 'enterprise', 'organisation')),
    name VARCHAR NOT NULL CHECK (name <> ''),
    subject_key UBIGINT CHECK ((subject_key IS NULL) = (kind = 'place')),
    place_key UBIGINT,
    place VARCHAR,
    is_focus BOOLEAN NOT NULL,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule VARCHAR NOT NULL
);
COMMENT ON TABLE dw.fact_mention IS 'One row is one name of a place, project, programme, park, platform, industry chain, enterprise or organisation at one span. Key: release_key, span_start, span_end, kind.';
COMMENT ON COLUMN dw.fact_mention.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_mention.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN dw.fact_mention.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_mention.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_mention.kind IS 'place, project, programme, park, platform, chain, enterprise or organisation.';
COMMENT ON COLUMN dw.fact_mention.name IS 'The name as printed.';
COMMENT ON COLUMN dw.fact_mention.subject_key IS 'The subject it names (dim_subject); null for a place.';
COMMENT ON COLUMN dw.fact_mention.place_key IS 'Of a place itself, else of the place that the sentence is about: its state on the date of issue (dim_place).';
COMMENT ON COLUMN dw.fact_mention.place IS 'Of a place its standard name at the time, else the place that the sentence is about; null where none is known.';
COMMENT ON COLUMN dw.fact_mention.is_focus IS 'Whether its sentence makes it a priority (重点, 打造, 培育, 聚焦 …).';
COMMENT ON COLUMN dw.fact_mention.confidence IS 'How sure the rule is, 0 to 1.';
COMMENT ON COLUMN dw.fact_mention.rule IS 'Rule that found it.';

CREATE TABLE dw.fact_milestone (
    milestone_key UBIGINT NOT NULL,
    release_key UBIGINT NOT NULL,
    issued_on DATE NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    span_text VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    section VARCHAR,
    subject VARCHAR,
    event VARCHAR NOT NULL CHECK (event <> ''),
    action_key UBIGINT,
    due_start DATE,
    due_end DATE CHECK (due_start IS NULL OR due_end IS NULL OR due_start <= due_end),
    status VARCHAR NOT NULL CHECK (status IN ('target', 'achieved', 'stated')),
    place_key UBIGINT,
    place VARCHAR,
    place_source VARCHAR CHECK (place_source IN ('sentence', 'paragraph', 'section', 'title', 'publisher')),
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule VARCHAR NOT NULL
);
COMMENT ON TABLE dw.fact_milestone IS 'One row is one dated event assertion at one span of one release version.';
COMMENT ON COLUMN dw.fact_milestone.milestone_key IS 'Key: md5_number_lower(release_key|span_start|span_end|event|subject); kept by every rebuild.';
COMMENT ON COLUMN dw.fact_milestone.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_milestone.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN dw.fact_milestone.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_milestone.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_milestone.span_text IS 'The assertion as printed.';
COMMENT ON COLUMN dw.fact_milestone.sentence_start IS 'Offset of the first character of its sentence.';
COMMENT ON COLUMN dw.fact_milestone.sentence_end IS 'Offset just past the last character of its sentence.';
COMMENT ON COLUMN dw.fact_milestone.section IS 'Heading of the section it stands in; null before the first heading.';
COMMENT ON COLUMN dw.fact_milestone.subject IS 'Project or undertaking that the event happens to.';
COMMENT ON COLUMN dw.fact_milestone.event IS 'The event as printed: 开工, 竣工, 交付, 投产, 通车, 建成, 启动 …';
COMMENT ON COLUMN dw.fact_milestone.action_key IS 'Class of the event (dim_action); null where the lexicon does not know it.';
COMMENT ON COLUMN dw.fact_milestone.due_start IS 'First day of the time it falls or is due in, inclusive; null where open.';
COMMENT ON COLUMN dw.fact_milestone.due_end IS 'Last day of that time, inclusive.';
COMMENT ON COLUMN dw.fact_milestone.status IS 'target: still to come; achieved: reported as happened; stated: neither.';
COMMENT ON COLUMN dw.fact_milestone.place_key IS 'State of the place on the date of issue (dim_place), the nearest state where none held; null for no known place.';
COMMENT ON COLUMN dw.fact_milestone.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN dw.fact_milestone.place_source IS 'Where the place comes from: sentence, paragraph, section, title or publisher.';
COMMENT ON COLUMN dw.fact_milestone.confidence IS 'How sure the rule that fired is, 0 to 1.';
COMMENT ON COLUMN dw.fact_milestone.rule IS 'Name of the rule that fired.';

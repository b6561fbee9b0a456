CREATE TABLE dw.bridge_subject_name (
    subject_key UBIGINT NOT NULL,
    kind VARCHAR NOT NULL,
    name VARCHAR NOT NULL CHECK (name <> ''),
    place_id VARCHAR,
    subject VARCHAR NOT NULL,
    area VARCHAR NOT NULL,
    rule VARCHAR NOT NULL,
    score DOUBLE NOT NULL CHECK (score > 0 AND score <= 1)
);
COMMENT ON TABLE dw.bridge_subject_name IS 'One row is one printed name, said of one place, and the subject it names. Key: kind, name, place_id.';
COMMENT ON COLUMN dw.bridge_subject_name.subject_key IS 'The subject (dim_subject).';
COMMENT ON COLUMN dw.bridge_subject_name.kind IS 'project, programme, park, platform, chain, enterprise or organisation.';
COMMENT ON COLUMN dw.bridge_subject_name.name IS 'The name as printed.';
COMMENT ON COLUMN dw.bridge_subject_name.place_id IS 'Place that it is said of (dim_place.place_id); null where none is known.';
COMMENT ON COLUMN dw.bridge_subject_name.subject IS 'The fullest name of the subject.';
COMMENT ON COLUMN dw.bridge_subject_name.area IS 'Province (first two digits of its code) whose project, park or platform it is; * for a line that is one thing in every province (沪昆高铁); empty for other kinds and for the whole country.';
COMMENT ON COLUMN dw.bridge_subject_name.rule IS 'Why it is the same: same name; same name, one province; begins the one full name; near equal.';
COMMENT ON COLUMN dw.bridge_subject_name.score IS 'How sure that is, 0 to 1; of near equal names rapidfuzz''s ratio.';

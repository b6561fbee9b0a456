CREATE TABLE dw.correction (
    correction_key UBIGINT PRIMARY KEY,
    figure_key UBIGINT NOT NULL,
    release_key UBIGINT NOT NULL,
    release_path VARCHAR NOT NULL CHECK (release_path <> ''),
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    field VARCHAR NOT NULL CHECK (field <> ''),
    old_value VARCHAR,
    new_value VARCHAR,
    place_key UBIGINT,
    action_key UBIGINT,
    reason VARCHAR NOT NULL CHECK (reason <> ''),
    reviewer VARCHAR NOT NULL CHECK (reviewer <> ''),
    decided_on DATE NOT NULL,
    is_in_force BOOLEAN NOT NULL,
    row_no INTEGER NOT NULL,
    first_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE dw.correction IS 'One row is one human decision about one cell of one figure (raw/corrections.csv): the views figures and figures_all show the new value, fact_figure keeps what was read.';
COMMENT ON COLUMN dw.correction.correction_key IS 'Key: md5_number_lower(figure_key|field|row_no).';
COMMENT ON COLUMN dw.correction.figure_key IS 'The figure (fact_figure); a decision holds for each version of the release that has the old value there.';
COMMENT ON COLUMN dw.correction.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.correction.release_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN dw.correction.span_start IS 'Offset of the figure''s first character in the release text.';
COMMENT ON COLUMN dw.correction.field IS 'Column of figures that is corrected.';
COMMENT ON COLUMN dw.correction.old_value IS 'Value before, as text in the canonical unit; null is empty.';
COMMENT ON COLUMN dw.correction.new_value IS 'Value since, as text in the canonical unit; null is empty.';
COMMENT ON COLUMN dw.correction.place_key IS 'Of a corrected place its state on the date of issue (dim_place).';
COMMENT ON COLUMN dw.correction.action_key IS 'Of a corrected action its class (dim_action); null where the lexicon does not know it.';
COMMENT ON COLUMN dw.correction.reason IS 'Why.';
COMMENT ON COLUMN dw.correction.reviewer IS 'Who decided.';
COMMENT ON COLUMN dw.correction.decided_on IS 'When it was decided.';
COMMENT ON COLUMN dw.correction.is_in_force IS 'Whether it is the last decision about its cell.';
COMMENT ON COLUMN dw.correction.row_no IS 'Row of corrections.csv, from 1 below the header.';
COMMENT ON COLUMN dw.correction.first_seen_at IS 'When the row was first loaded (UTC).';

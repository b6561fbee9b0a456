CREATE TABLE dw.fact_commitment_event (
    commitment_event_key UBIGINT NOT NULL,
    commitment_key UBIGINT NOT NULL,
    statement_key UBIGINT,
    release_key UBIGINT NOT NULL,
    issued_on DATE NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    span_text VARCHAR NOT NULL,
    role VARCHAR NOT NULL
        CHECK (role IN ('set', 'reaffirm', 'raise', 'lower', 'postpone', 'progress', 'achieve', 'miss', 'mention')),
    value DOUBLE,
    value_low DOUBLE,
    value_high DOUBLE,
    comparator VARCHAR,
    strength TINYINT,
    period_end DATE,
    match_rule VARCHAR NOT NULL,
    match_score DOUBLE NOT NULL CHECK (match_score > 0 AND match_score <= 1),
    is_in_force BOOLEAN NOT NULL,
    decides BOOLEAN NOT NULL
);
COMMENT ON TABLE dw.fact_commitment_event IS 'One row is one figure, milestone or naming that speaks of one commitment: the evidence for every cell of its life.';
COMMENT ON COLUMN dw.fact_commitment_event.commitment_event_key IS 'Key: md5_number_lower(commitment_key|release_key|span_start|span_end|role|match_rule).';
COMMENT ON COLUMN dw.fact_commitment_event.commitment_key IS 'The commitment (fact_commitment).';
COMMENT ON COLUMN dw.fact_commitment_event.statement_key IS 'The statement (fact_statement); null for a naming without a number.';
COMMENT ON COLUMN dw.fact_commitment_event.release_key IS 'The release version it stands in (dim_release).';
COMMENT ON COLUMN dw.fact_commitment_event.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN dw.fact_commitment_event.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_commitment_event.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_commitment_event.span_text IS 'The figure, milestone or name as printed.';
COMMENT ON COLUMN dw.fact_commitment_event.role IS 'set, reaffirm, raise, lower, postpone: a promise; progress: part of the period; achieve, miss: the outcome; mention: spoken of without an outcome that decides.';
COMMENT ON COLUMN dw.fact_commitment_event.value IS 'The number in the commitment''s unit; null for a range, milestone or naming.';
COMMENT ON COLUMN dw.fact_commitment_event.value_low IS 'Lower end of a range.';
COMMENT ON COLUMN dw.fact_commitment_event.value_high IS 'Upper end of a range.';
COMMENT ON COLUMN dw.fact_commitment_event.comparator IS 'How the true value relates to the number.';
COMMENT ON COLUMN dw.fact_commitment_event.strength IS 'Of a promise: 3 确保, 2 计划, 1 力争; null where no word says it.';
COMMENT ON COLUMN dw.fact_commitment_event.period_end IS 'Last day of the time the figure holds for or is due in; of a milestone when it is due or happened.';
COMMENT ON COLUMN dw.fact_commitment_event.match_rule IS 'Why it belongs to the commitment: same identity, same event, later stage, subject differs, like action, like count, name within name, basis differs, far from its target, part of the period, another aspect, named without a number.';
COMMENT ON COLUMN dw.fact_commitment_event.match_score IS 'How alike it is to the commitment, 0 to 1; 1 is the same identity.';
COMMENT ON COLUMN dw.fact_commitment_event.is_in_force IS 'Whether this is the promise in force, the one fact_commitment shows as its target.';
COMMENT ON COLUMN dw.fact_commitment_event.decides IS 'Whether this is the outcome that fact_commitment shows.';

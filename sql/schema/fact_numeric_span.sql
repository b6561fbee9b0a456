CREATE TABLE dw.fact_numeric_span (
    release_key UBIGINT NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    span_text VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind IN (
        'count', 'money', 'percent', 'percentage_point', 'multiple', 'measure', 'duration', 'rank', 'date', 'ordinal', 'code', 'idiom')),
    value DOUBLE CHECK (isfinite(value)),
    value_low DOUBLE CHECK (isfinite(value_low)),
    value_high DOUBLE CHECK (isfinite(value_high)),
    comparator VARCHAR CHECK (comparator IN ('eq', 'approx', 'gt', 'ge', 'lt', 'le', 'between')),
    unit VARCHAR,
    unit_text VARCHAR,
    date_start DATE,
    date_end DATE,
    rule VARCHAR NOT NULL,
    CHECK (kind = 'date' OR comparator IS NOT NULL)
);
COMMENT ON TABLE dw.fact_numeric_span IS 'One row is one numeric expression of one release version, figure or not, with its class. Key: release_key, span_start.';
COMMENT ON COLUMN dw.fact_numeric_span.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_numeric_span.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_numeric_span.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_numeric_span.span_text IS 'The expression as printed.';
COMMENT ON COLUMN dw.fact_numeric_span.kind IS 'Its one class: the eight quantity classes of figures, or date, ordinal, code or idiom.';
COMMENT ON COLUMN dw.fact_numeric_span.value IS 'Its number in the canonical unit; null for a range and where there is none.';
COMMENT ON COLUMN dw.fact_numeric_span.value_low IS 'Lower end of a range, in the canonical unit.';
COMMENT ON COLUMN dw.fact_numeric_span.value_high IS 'Upper end of a range, in the canonical unit.';
COMMENT ON COLUMN dw.fact_numeric_span.comparator IS 'eq, approx, gt, ge, lt, le or between; null for dates only.';
COMMENT ON COLUMN dw.fact_numeric_span.unit IS 'Canonical unit; null for classes without one.';
COMMENT ON COLUMN dw.fact_numeric_span.unit_text IS 'Unit or classifier as printed.';
COMMENT ON COLUMN dw.fact_numeric_span.date_start IS 'First day of a date expression, resolved against the date of issue; null where open.';
COMMENT ON COLUMN dw.fact_numeric_span.date_end IS 'Last day of a date expression, inclusive.';
COMMENT ON COLUMN dw.fact_numeric_span.rule IS 'Name of the rule that classified it.';

CREATE TABLE dw.dim_measure (
    measure_key UBIGINT PRIMARY KEY,
    measure VARCHAR NOT NULL UNIQUE CHECK (measure <> ''),
    is_lexicon BOOLEAN NOT NULL,
    family VARCHAR,
    dimension VARCHAR,
    flow_or_stock VARCHAR CHECK (flow_or_stock IN ('flow', 'stock', 'ratio')),
    direction TINYINT CHECK (direction BETWEEN -1 AND 1),
    is_rhetorical BOOLEAN NOT NULL
);
COMMENT ON TABLE dw.dim_measure IS 'One row is one canonical measure: those of the lexicon, and every other measure under its printed name.';
COMMENT ON COLUMN dw.dim_measure.measure_key IS 'Key: md5_number_lower(measure).';
COMMENT ON COLUMN dw.dim_measure.measure IS 'Canonical name (地区生产总值); where none is known, the name as printed.';
COMMENT ON COLUMN dw.dim_measure.is_lexicon IS 'Whether the lexicon of measures knows it; false for the long tail.';
COMMENT ON COLUMN dw.dim_measure.family IS 'Family of related measures (增长, 财政 …); null for the long tail.';
COMMENT ON COLUMN dw.dim_measure.dimension IS 'Canonical unit of its level (CNY, count, % …); null for the long tail.';
COMMENT ON COLUMN dw.dim_measure.flow_or_stock IS 'flow: adds up over a period; stock: holds at a moment; ratio: neither adds up. Null for the long tail.';
COMMENT ON COLUMN dw.dim_measure.direction IS '+1 more is better, -1 less is better, 0 neither; null for the long tail.';
COMMENT ON COLUMN dw.dim_measure.is_rhetorical IS 'Whether it counts slogans rather than things (三大突破).';

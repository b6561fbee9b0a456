CREATE TABLE dw.fact_outcome (
    outcome_key UBIGINT PRIMARY KEY,
    place_key UBIGINT,
    place VARCHAR NOT NULL,
    measure_key UBIGINT NOT NULL,
    measure VARCHAR NOT NULL,
    aspect VARCHAR NOT NULL CHECK (aspect IN ('level', 'growth', 'change', 'share', 'completion', 'gap', 'rank')),
    admin_scope VARCHAR,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL CHECK (period_start <= period_end),
    source VARCHAR NOT NULL CHECK (source <> ''),
    version_no INTEGER NOT NULL CHECK (version_no >= 1),
    is_current BOOLEAN NOT NULL,
    value DOUBLE NOT NULL CHECK (isfinite(value)),
    unit VARCHAR NOT NULL CHECK (unit <> ''),
    unit_text VARCHAR,
    value_precision DOUBLE,
    basis VARCHAR,
    data_status VARCHAR,
    published_on DATE,
    url VARCHAR,
    source_path VARCHAR NOT NULL,
    row_no INTEGER NOT NULL,
    first_seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE dw.fact_outcome IS 'One row is one version of an official outcome that an analyst brought in raw/outcomes: place, measure, period and source.';
COMMENT ON COLUMN dw.fact_outcome.outcome_key IS 'Key: md5_number_lower(place_id|measure|aspect|admin_scope|period_start|period_end|source|version_no).';
COMMENT ON COLUMN dw.fact_outcome.place_key IS 'State of the place on the last day of the period (dim_place).';
COMMENT ON COLUMN dw.fact_outcome.place IS 'Standard name of the place then.';
COMMENT ON COLUMN dw.fact_outcome.measure_key IS 'The measure (dim_measure).';
COMMENT ON COLUMN dw.fact_outcome.measure IS 'Canonical name, else as written.';
COMMENT ON COLUMN dw.fact_outcome.aspect IS 'level, growth, change, share, completion, gap or rank; where the row does not say, a % of a measure that is no rate is its growth.';
COMMENT ON COLUMN dw.fact_outcome.admin_scope IS 'Whose books, where the row or the measure says so.';
COMMENT ON COLUMN dw.fact_outcome.period_start IS 'First day of the time it holds for.';
COMMENT ON COLUMN dw.fact_outcome.period_end IS 'Last day of that time.';
COMMENT ON COLUMN dw.fact_outcome.source IS 'Who published it, as written.';
COMMENT ON COLUMN dw.fact_outcome.version_no IS 'Versions of one outcome of one source, by standing of the data, then in the order they were seen.';
COMMENT ON COLUMN dw.fact_outcome.is_current IS 'Whether it is the last version that raw/outcomes holds now.';
COMMENT ON COLUMN dw.fact_outcome.value IS 'Value in the canonical unit.';
COMMENT ON COLUMN dw.fact_outcome.unit IS 'Canonical unit (CNY, %, count …).';
COMMENT ON COLUMN dw.fact_outcome.unit_text IS 'Unit as written.';
COMMENT ON COLUMN dw.fact_outcome.value_precision IS 'Value of the last written digit, in the unit.';
COMMENT ON COLUMN dw.fact_outcome.basis IS 'What a growth or change is compared with, as written.';
COMMENT ON COLUMN dw.fact_outcome.data_status IS 'Standing of the datum (初步核算, 快报, 决算 …), as written; null where the row says nothing.';
COMMENT ON COLUMN dw.fact_outcome.published_on IS 'When it was published.';
COMMENT ON COLUMN dw.fact_outcome.url IS 'Where it was published.';
COMMENT ON COLUMN dw.fact_outcome.source_path IS 'File below raw/.';
COMMENT ON COLUMN dw.fact_outcome.row_no IS 'Row of the file, from 1 below the header.';
COMMENT ON COLUMN dw.fact_outcome.first_seen_at IS 'When the row was first loaded (UTC).';

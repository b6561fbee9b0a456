CREATE TABLE dw.audit_run (
    run_key UBIGINT PRIMARY KEY,
    schema_version INTEGER NOT NULL,
    code_version VARCHAR NOT NULL,
    extractor_version VARCHAR NOT NULL,
    lexicon_hash VARCHAR NOT NULL,
    duckdb_version VARCHAR NOT NULL,
    started_at TIMESTAMP NOT NULL,
    finished_at TIMESTAMP NOT NULL CHECK (finished_at >= started_at),
    releases INTEGER NOT NULL,
    rejected INTEGER NOT NULL,
    figures BIGINT NOT NULL,
    targets BIGINT NOT NULL,
    milestones BIGINT NOT NULL,
    numeric_spans BIGINT NOT NULL,
    data_version VARCHAR
);
COMMENT ON TABLE dw.audit_run IS 'One row is one build that was published into this data folder, the newest last.';
COMMENT ON COLUMN dw.audit_run.run_key IS 'Key: md5_number_lower(started_at|code_version).';
COMMENT ON COLUMN dw.audit_run.schema_version IS 'Version of the schema; it rises when a column changes its meaning or goes.';
COMMENT ON COLUMN dw.audit_run.code_version IS 'Version of the package and a hash of sql/.';
COMMENT ON COLUMN dw.audit_run.extractor_version IS 'Hash of the extraction code and lexicons.';
COMMENT ON COLUMN dw.audit_run.lexicon_hash IS 'Hash of the files of pipelines/lexicon.';
COMMENT ON COLUMN dw.audit_run.duckdb_version IS 'Version of DuckDB that wrote the file.';
COMMENT ON COLUMN dw.audit_run.started_at IS 'When the build began (UTC).';
COMMENT ON COLUMN dw.audit_run.finished_at IS 'When its rows were all in place (UTC).';
COMMENT ON COLUMN dw.audit_run.releases IS 'Current releases it holds.';
COMMENT ON COLUMN dw.audit_run.rejected IS 'Records of raw/ it could not load.';
COMMENT ON COLUMN dw.audit_run.figures IS 'Rows of the view figures.';
COMMENT ON COLUMN dw.audit_run.targets IS 'Rows of the view figures with status target.';
COMMENT ON COLUMN dw.audit_run.milestones IS 'Rows of the view milestones.';
COMMENT ON COLUMN dw.audit_run.numeric_spans IS 'Rows of fact_numeric_span, all versions.';
COMMENT ON COLUMN dw.audit_run.data_version IS 'Hash over the rows of all tables of dw but this one, load times and extractor_version left out: the same for the same content. Null for builds before it was recorded.';

CREATE VIEW main.version AS
SELECT
    data_version, schema_version, code_version, extractor_version, lexicon_hash, duckdb_version, started_at, finished_at,
    releases, rejected, figures, targets, milestones, numeric_spans
FROM dw.audit_run
ORDER BY finished_at DESC, started_at DESC
LIMIT 1;
COMMENT ON VIEW main.version IS 'One row is what this file holds, and the only one: the newest build of audit_run, with the data version to cite. Key: data_version.';

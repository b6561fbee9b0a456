CREATE VIEW main.coverage AS
SELECT r.release_path, f.issued_on, f.place, f.chars, f.sentences, f.figures, f.targets
FROM dw.fact_coverage AS f
JOIN dw.dim_release AS r USING (release_key)
WHERE r.is_current AND r.is_cluster_primary;
COMMENT ON VIEW main.coverage IS 'One row is one place in the current version of a release, reprints left out: tells not covered from covered without a target. Key: release_path, place.';
COMMENT ON COLUMN main.coverage.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.coverage.place IS 'Standard name of the place at the time.';
COMMENT ON COLUMN main.coverage.chars IS 'Characters of the sentences about the place.';

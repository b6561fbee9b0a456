CREATE VIEW main.figures AS
SELECT * EXCLUDE (version_no, is_current, cluster_id, is_cluster_primary)
FROM main.figures_all
WHERE is_current AND is_cluster_primary;
COMMENT ON VIEW main.figures IS 'One row is one figure of the current version of a release; reprints and removed releases are left out, so that totals hold.';

CREATE VIEW main.rejected_releases AS
SELECT source_path, reason, detail, sha256, seen_at
FROM dw.rejected_release;
COMMENT ON VIEW main.rejected_releases IS 'One row is one record now in raw/ that could not be loaded, and why. Key: source_path, reason, detail.';

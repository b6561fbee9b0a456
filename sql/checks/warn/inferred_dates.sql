-- Current releases whose date of issue is inferred or partial; a manifest or sidecar can say better.
SELECT release_path, issued_on, issued_on_source, issued_on_flag
FROM dw.dim_release
WHERE is_current AND (issued_on_source = 'inferred' OR issued_on_flag IS NOT NULL)
ORDER BY release_path

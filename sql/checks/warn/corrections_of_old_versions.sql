-- Corrections that no current version of their release has use for: the file changed since.
SELECT release_path, span_start, field, old_value, new_value
FROM dw.correction
JOIN dw.dim_release AS r USING (release_key, release_path)
GROUP BY release_path, span_start, field, old_value, new_value
HAVING NOT bool_or(r.is_current)
ORDER BY release_path, span_start

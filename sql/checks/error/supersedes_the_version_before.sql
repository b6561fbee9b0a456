-- Each version but the first supersedes the one before it, of the same path.
SELECT r.release_path, r.version_no, r.supersedes_key
FROM dw.dim_release AS r
LEFT JOIN dw.dim_release AS before ON before.release_key = r.supersedes_key
WHERE (r.version_no = 1) <> (r.supersedes_key IS NULL)
    OR (r.version_no > 1 AND (before.release_path IS DISTINCT FROM r.release_path
        OR before.version_no IS DISTINCT FROM r.version_no - 1))

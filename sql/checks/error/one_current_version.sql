-- A release path has one current version, or one last version that is marked removed; versions count up from 1.
SELECT
    release_path,
    count(*) AS versions,
    count(*) FILTER (is_current) AS current,
    count(*) FILTER (removed) AS removed,
    max(version_no) AS newest
FROM dw.dim_release
GROUP BY release_path
HAVING count(*) FILTER (is_current) + count(*) FILTER (removed) <> 1 OR max(version_no) <> count(*)
    OR count(DISTINCT version_no) <> count(*)

-- One row is one release version, as other pages name it.
SELECT
    release_key, release_id(release_key) AS id, coalesce(nullif(trim(title), ''), release_path) AS title, release_path, version_no, publisher,
    kind, issued_on, place, cluster_id, is_current, is_cluster_primary, is_current AND is_cluster_primary AS counts
FROM dw.dim_release

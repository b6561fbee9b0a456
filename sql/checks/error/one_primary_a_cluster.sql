-- A cluster of reprints has one primary, and a current one where it has any current member.
SELECT
    cluster_id,
    count(*) AS members,
    count(*) FILTER (is_cluster_primary) AS primaries,
    bool_or(is_current) AS has_current
FROM dw.dim_release
GROUP BY cluster_id
HAVING count(*) FILTER (is_cluster_primary) <> 1
    OR bool_or(is_current) AND NOT bool_or(is_current AND is_cluster_primary)

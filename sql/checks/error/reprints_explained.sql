-- What does not count says why, and of which member of its cluster it is a reprint; what counts repeats nothing.
SELECT r.release_path, r.is_cluster_primary, r.reprint_kind, r.reprint_of_key
FROM dw.dim_release AS r
LEFT JOIN dw.dim_release AS whole ON whole.release_key = r.reprint_of_key
WHERE r.is_cluster_primary <> (r.reprint_kind IS NULL)
    OR (r.reprint_kind IS NULL) <> (r.reprint_of_key IS NULL)
    OR whole.cluster_id <> r.cluster_id
    OR whole.release_key = r.release_key

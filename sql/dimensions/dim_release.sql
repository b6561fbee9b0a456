-- Versions of releases, with the size of their text in words, and what they repeat.
SELECT
    r.release_key, r.release_path, r.version_no, r.sha256, r.supersedes_key, r.is_current, r.removed,
    coalesce(x.cluster_id, r.cluster_id) AS cluster_id, coalesce(x.is_cluster_primary, r.is_cluster_primary) AS is_cluster_primary,
    x.reprint_kind, x.reprint_of_key, x.reprint_score, r.publisher, r.place, r.kind, r.title, r.issued_on, r.issued_on_source,
    r.issued_on_flag, r.url, r.format, r.encoding, r.chars, a.tokens, r.extra, a.extractor_version, r.loaded_at, r.text
FROM staging.releases AS r
LEFT JOIN staging.reprints AS x USING (release_key)
LEFT JOIN staging.annotations AS a USING (release_key)

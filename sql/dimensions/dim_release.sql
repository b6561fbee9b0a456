-- Versions of releases, with the size of their text in words.
SELECT
    r.release_key, r.release_path, r.version_no, r.sha256, r.supersedes_key, r.is_current, r.removed,
    r.cluster_id, r.is_cluster_primary, r.publisher, r.place, r.kind, r.title, r.issued_on, r.issued_on_source,
    r.issued_on_flag, r.url, r.format, r.encoding, r.chars, a.tokens, r.extra, a.extractor_version, r.loaded_at, r.text
FROM staging.releases AS r
LEFT JOIN staging.annotations AS a USING (release_key)

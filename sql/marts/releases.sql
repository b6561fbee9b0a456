CREATE VIEW main.releases AS
SELECT
    r.release_path, r.version_no, r.is_current, r.cluster_id, r.is_cluster_primary, r.publisher, r.place, r.kind,
    r.title, r.issued_on, r.issued_on_source, r.chars, r.tokens, coalesce(f.figures, 0) AS figures, r.sha256,
    r.encoding, r.loaded_at, r.text, r.reprint_kind, whole.release_path AS reprint_of, r.reprint_score
FROM dw.dim_release AS r
LEFT JOIN dw.dim_release AS whole ON whole.release_key = r.reprint_of_key
LEFT JOIN (
    SELECT release_key, count(*) AS figures FROM dw.fact_figure GROUP BY release_key
) AS f ON f.release_key = r.release_key;
COMMENT ON VIEW main.releases IS 'One row is one version of one release, the text included; removed releases and reprints are here, see is_current and is_cluster_primary. Key: release_path, version_no.';
COMMENT ON COLUMN main.releases.place IS 'Home place, as the metadata names it, else inferred from title, publisher or text; null where unknown.';
COMMENT ON COLUMN main.releases.issued_on IS 'Date of issue (Asia/Shanghai).';
COMMENT ON COLUMN main.releases.figures IS 'Number of its figures, whatever its version.';
COMMENT ON COLUMN main.releases.reprint_of IS 'Path of the release that it repeats; null for what counts.';

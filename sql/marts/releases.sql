CREATE VIEW main.releases AS
SELECT
    r.release_path, r.version_no, r.is_current, r.cluster_id, r.is_cluster_primary, r.publisher, r.place, r.kind,
    r.title, r.issued_on, r.issued_on_source, r.chars, r.tokens, coalesce(f.figures, 0) AS figures, r.sha256,
    r.encoding, r.loaded_at, r.text
FROM dw.dim_release AS r
LEFT JOIN (
    SELECT release_key, count(*) AS figures FROM dw.fact_figure GROUP BY release_key
) AS f USING (release_key);
COMMENT ON VIEW main.releases IS 'One row is one version of one release, the text included; removed releases and reprints are here, see is_current and is_cluster_primary.';
COMMENT ON COLUMN main.releases.release_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN main.releases.version_no IS 'Number of this version of the path, from 1.';
COMMENT ON COLUMN main.releases.is_current IS 'Whether raw/ holds this version now.';
COMMENT ON COLUMN main.releases.cluster_id IS 'Releases with the same content share it: reprints of each other.';
COMMENT ON COLUMN main.releases.is_cluster_primary IS 'Whether this is the one version of its cluster that counts in figures: earliest issued, then first loaded, then path.';
COMMENT ON COLUMN main.releases.publisher IS 'Who issued it, as the metadata or the masthead names it; null where unknown.';
COMMENT ON COLUMN main.releases.place IS 'Home place of the publisher, as the metadata names it; null where unknown.';
COMMENT ON COLUMN main.releases.kind IS 'Kind of release: work_report, communique, budget_report, policy, news …; null where unknown.';
COMMENT ON COLUMN main.releases.title IS 'Title of the release; null where it has none.';
COMMENT ON COLUMN main.releases.issued_on IS 'Date of issue (Asia/Shanghai).';
COMMENT ON COLUMN main.releases.issued_on_source IS 'Where the date comes from: sidecar, manifest, path, document or inferred.';
COMMENT ON COLUMN main.releases.chars IS 'Length of the text in Unicode code points.';
COMMENT ON COLUMN main.releases.tokens IS 'Number of words of the text by jieba''s dictionary.';
COMMENT ON COLUMN main.releases.figures IS 'Number of its figures, whatever its version.';
COMMENT ON COLUMN main.releases.sha256 IS 'SHA-256 of the raw bytes of the file (of the bulk row''s canonical JSON).';
COMMENT ON COLUMN main.releases.encoding IS 'Character encoding the text was decoded from.';
COMMENT ON COLUMN main.releases.loaded_at IS 'When this version was first loaded (UTC).';
COMMENT ON COLUMN main.releases.text IS 'The text as it was read, unchanged; every span is an offset into it: substr(text, span_start + 1, span_end - span_start).';

CREATE TABLE dw.dim_release (
    release_key UBIGINT PRIMARY KEY,
    release_path VARCHAR NOT NULL CHECK (release_path <> ''),
    version_no INTEGER NOT NULL CHECK (version_no >= 1),
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    supersedes_key UBIGINT,
    is_current BOOLEAN NOT NULL,
    removed BOOLEAN NOT NULL,
    cluster_id UBIGINT NOT NULL,
    is_cluster_primary BOOLEAN NOT NULL,
    reprint_kind VARCHAR CHECK (reprint_kind IN ('identical', 'near', 'contained')),
    reprint_of_key UBIGINT,
    reprint_score DOUBLE CHECK (reprint_score > 0 AND reprint_score <= 1),
    publisher VARCHAR,
    place VARCHAR,
    kind VARCHAR,
    title VARCHAR,
    issued_on DATE NOT NULL,
    issued_on_source VARCHAR NOT NULL CHECK (issued_on_source IN ('sidecar', 'manifest', 'path', 'document', 'inferred')),
    issued_on_flag VARCHAR,
    url VARCHAR,
    format VARCHAR NOT NULL,
    encoding VARCHAR NOT NULL,
    chars INTEGER NOT NULL CHECK (chars > 0),
    tokens INTEGER NOT NULL CHECK (tokens >= 0),
    extra JSON,
    extractor_version VARCHAR NOT NULL,
    loaded_at TIMESTAMP NOT NULL,
    text VARCHAR NOT NULL
);
COMMENT ON TABLE dw.dim_release IS 'One row is one version of one release. Natural key: path below raw/ and content hash.';
COMMENT ON COLUMN dw.dim_release.release_key IS 'Key of this version: md5_number_lower(release_path|sha256).';
COMMENT ON COLUMN dw.dim_release.release_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN dw.dim_release.version_no IS 'Number of this version of the path, from 1.';
COMMENT ON COLUMN dw.dim_release.sha256 IS 'SHA-256 of the raw bytes of the file (of the bulk row''s canonical JSON).';
COMMENT ON COLUMN dw.dim_release.supersedes_key IS 'release_key of the version before this one; null for the first.';
COMMENT ON COLUMN dw.dim_release.is_current IS 'Whether raw/ holds this version now.';
COMMENT ON COLUMN dw.dim_release.removed IS 'Whether the path is gone from raw/ and this was its last version.';
COMMENT ON COLUMN dw.dim_release.cluster_id IS 'Releases with the same content share it: the same text, near duplicates, and a whole with the items it contains.';
COMMENT ON COLUMN dw.dim_release.is_cluster_primary IS 'Whether this is the one version of its cluster that counts in figures: what contains the others, else the earliest issued, then first loaded, then path.';
COMMENT ON COLUMN dw.dim_release.reprint_kind IS 'Why it does not count: identical text, near duplicate (85 % of either in the other, the same numbers) or contained (90 % of it in a release issued within 30 days). Null for what counts.';
COMMENT ON COLUMN dw.dim_release.reprint_of_key IS 'release_key of what it repeats; null for what counts.';
COMMENT ON COLUMN dw.dim_release.reprint_score IS 'Share of its characters that what it repeats has, 0 to 1.';
COMMENT ON COLUMN dw.dim_release.publisher IS 'Who issued it, as the metadata or the masthead names it; null where unknown.';
COMMENT ON COLUMN dw.dim_release.place IS 'Home place, as the metadata names it, else inferred from title, publisher or text; null where unknown.';
COMMENT ON COLUMN dw.dim_release.kind IS 'Kind of release: work_report, communique, budget_report, policy, news …; null where unknown.';
COMMENT ON COLUMN dw.dim_release.title IS 'Title of the release; null where it has none.';
COMMENT ON COLUMN dw.dim_release.issued_on IS 'Date of issue (Asia/Shanghai).';
COMMENT ON COLUMN dw.dim_release.issued_on_source IS 'Where the date comes from: sidecar, manifest, path, document or inferred.';
COMMENT ON COLUMN dw.dim_release.issued_on_flag IS 'Why to doubt the date (inferred, partial date …); null where there is no reason.';
COMMENT ON COLUMN dw.dim_release.url IS 'Address it was published at, as the metadata gives it.';
COMMENT ON COLUMN dw.dim_release.format IS 'Format of the raw file: txt, md, html, pdf, docx, jsonl, csv or parquet.';
COMMENT ON COLUMN dw.dim_release.encoding IS 'Character encoding the text was decoded from.';
COMMENT ON COLUMN dw.dim_release.chars IS 'Length of the text in Unicode code points.';
COMMENT ON COLUMN dw.dim_release.tokens IS 'Number of words of the text by jieba''s dictionary.';
COMMENT ON COLUMN dw.dim_release.extra IS 'Further metadata columns as a JSON object.';
COMMENT ON COLUMN dw.dim_release.extractor_version IS 'Hash of the extraction code and lexicons its rows were made with.';
COMMENT ON COLUMN dw.dim_release.loaded_at IS 'When this version was first loaded (UTC).';
COMMENT ON COLUMN dw.dim_release.text IS 'The text as it was read, unchanged; every span is an offset into it: substr(text, span_start + 1, span_end - span_start).';

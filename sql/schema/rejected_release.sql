CREATE TABLE dw.rejected_release (
    rejected_key UBIGINT PRIMARY KEY,
    source_path VARCHAR NOT NULL CHECK (source_path <> ''),
    reason VARCHAR NOT NULL CHECK (reason <> ''),
    detail VARCHAR NOT NULL,
    sha256 VARCHAR,
    seen_at TIMESTAMP NOT NULL
);
COMMENT ON TABLE dw.rejected_release IS 'One row is one record now in raw/ that could not be loaded, or whose extraction was given up (timeout), and why.';
COMMENT ON COLUMN dw.rejected_release.rejected_key IS 'Key: md5_number_lower(source_path|reason|detail).';
COMMENT ON COLUMN dw.rejected_release.source_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN dw.rejected_release.reason IS 'Short code of the reason: empty, binary, undecodable, no_date, too_large, timeout …';
COMMENT ON COLUMN dw.rejected_release.detail IS 'The reason in a sentence, for whoever mends the file.';
COMMENT ON COLUMN dw.rejected_release.sha256 IS 'SHA-256 of the raw bytes; null where they could not be read.';
COMMENT ON COLUMN dw.rejected_release.seen_at IS 'When it was seen (UTC).';

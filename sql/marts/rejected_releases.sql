CREATE VIEW main.rejected_releases AS
SELECT source_path, reason, detail, sha256, seen_at
FROM dw.rejected_release;
COMMENT ON VIEW main.rejected_releases IS 'One row is one record now in raw/ that could not be loaded, and why.';
COMMENT ON COLUMN main.rejected_releases.source_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN main.rejected_releases.reason IS 'Short code of the reason: empty, binary, undecodable, no_date, too_large …';
COMMENT ON COLUMN main.rejected_releases.detail IS 'The reason in a sentence, for whoever mends the file.';
COMMENT ON COLUMN main.rejected_releases.sha256 IS 'SHA-256 of the raw bytes; null where they could not be read.';
COMMENT ON COLUMN main.rejected_releases.seen_at IS 'When it was seen (UTC).';

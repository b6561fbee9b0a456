-- Records now in raw/ that could not be loaded.
SELECT
    md5_number_lower(concat_ws('|', source_path, reason, detail)) AS rejected_key,
    source_path, reason, detail, sha256, seen_at
FROM staging.rejected

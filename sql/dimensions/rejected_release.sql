-- Records now in raw/ that could not be loaded: releases, and rows of outcomes and corrections.
WITH refused AS (
    SELECT source_path || ' row ' || row_no AS source_path, refused AS reason, detail, first_seen_at AS seen_at
    FROM staging.outcomes
    WHERE refused IS NOT NULL AND is_present
    UNION ALL
    SELECT concat(source_path, ' row ', row_no, ' (', release_path, ')'), refused, detail, first_seen_at
    FROM staging.corrections
    WHERE refused IS NOT NULL
),
timed_out AS (
    SELECT
        r.release_path AS source_path, 'timeout' AS reason,
        format('Its text is loaded, but nothing of it was extracted: that took more than {:g} seconds.', a.timed_out_after) AS detail,
        r.sha256, r.loaded_at AS seen_at
    FROM staging.annotations AS a
    JOIN staging.releases AS r USING (release_key)
    WHERE a.timed_out_after IS NOT NULL AND r.is_current
),
everything AS (
    SELECT source_path, reason, detail, sha256, seen_at FROM staging.rejected
    UNION ALL BY NAME
    SELECT source_path, reason, detail, seen_at FROM refused
    UNION ALL BY NAME
    FROM timed_out
)
SELECT
    md5_number_lower(concat_ws('|', source_path, reason, detail)) AS rejected_key,
    source_path, reason, detail, sha256, seen_at
FROM everything

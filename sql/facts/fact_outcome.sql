-- Official outcomes from raw/outcomes with their versions: a later standing of the data supersedes, then what was seen later.
WITH ranked AS (
    SELECT DISTINCT ON (o.place_id, o.measure, o.aspect, o.admin_scope, o.period_start, o.period_end, o.source, o.value, o.data_status, o.basis)
        o.*, coalesce(d.standing, 2) AS standing
    FROM staging.outcomes AS o
    LEFT JOIN dw.dim_data_status AS d USING (data_status)
    WHERE o.refused IS NULL
    ORDER BY ALL
),
versions AS (
    SELECT
        *,
        row_number() OVER one AS version_no,
        is_present AND row_number() OVER (
            PARTITION BY place_id, measure, aspect, admin_scope, period_start, period_end, source, is_present
            ORDER BY standing DESC, first_seen_at DESC, source_path DESC, row_no DESC) = 1 AS is_current
    FROM ranked
    WINDOW one AS (
        PARTITION BY place_id, measure, aspect, admin_scope, period_start, period_end, source
        ORDER BY standing, first_seen_at, source_path, row_no)
)
SELECT
    md5_number_lower(concat_ws('|', place_id, measure, aspect, coalesce(admin_scope, '-'), period_start, period_end, source, version_no)) AS outcome_key,
    (SELECT arg_min(p.place_key, state_order(p.valid_from, p.valid_to, v.period_end))
        FROM dw.dim_place AS p
        WHERE p.place_id = v.place_id) AS place_key,
    md5_number_lower(measure) AS measure_key,
    v.* EXCLUDE (place_id, is_present, standing, refused, detail)
FROM versions AS v

-- Namings of a year, of every release version.
WITH themes AS (
    SELECT a.release_key, r.issued_on, unnest(a.annual_themes, max_depth := 2)
    FROM staging.annotations AS a
    JOIN dw.dim_release AS r USING (release_key)
)
SELECT
    md5_number_lower(concat_ws('|', t.release_key, t.span_start, t.span_end, t.year)) AS annual_theme_key,
    t.* EXCLUDE (place_id),
    (SELECT arg_min(p.place_key, state_order(p.valid_from, p.valid_to, t.issued_on))
        FROM dw.dim_place AS p
        WHERE p.place_id = t.place_id) AS place_key
FROM themes AS t

-- What each release version says about each place it speaks of.
WITH coverage AS (
    SELECT a.release_key, r.issued_on, unnest(a.coverage, max_depth := 2)
    FROM staging.annotations AS a
    JOIN dw.dim_release AS r USING (release_key)
)
SELECT
    c.* EXCLUDE (place_id),
    (SELECT arg_min(p.place_key, state_order(p.valid_from, p.valid_to, c.issued_on))
        FROM dw.dim_place AS p
        WHERE p.place_id = c.place_id) AS place_key
FROM coverage AS c

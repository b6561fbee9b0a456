-- Names of places and things, of every release version.
WITH mentions AS (
    SELECT a.release_key, r.issued_on, unnest(a.mentions, max_depth := 2)
    FROM staging.annotations AS a
    JOIN dw.dim_release AS r USING (release_key)
),
states AS (
    SELECT m.place_id, m.issued_on, arg_min(p.place_key, state_order(p.valid_from, p.valid_to, m.issued_on)) AS place_key
    FROM (SELECT DISTINCT place_id, issued_on FROM mentions WHERE place_id IS NOT NULL) AS m
    JOIN dw.dim_place AS p USING (place_id)
    GROUP BY m.place_id, m.issued_on
)
SELECT m.* EXCLUDE (place_id), b.subject_key, states.place_key
FROM mentions AS m
LEFT JOIN dw.bridge_subject_name AS b ON b.kind = m.kind AND b.name = m.name AND b.place_id IS NOT DISTINCT FROM m.place_id
LEFT JOIN states ON states.place_id = m.place_id AND states.issued_on = m.issued_on

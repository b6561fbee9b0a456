-- Named things with all their names, where they are at home and when they were first seen.
WITH named AS (
    SELECT release_key, unnest(mentions, max_depth := 2) FROM staging.annotations
),
seen AS (
    SELECT b.subject_key, b.kind, b.subject, n.name, n.place_id, r.issued_on, r.release_path, r.release_key
    FROM named AS n
    JOIN dw.dim_release AS r USING (release_key)
    JOIN dw.bridge_subject_name AS b ON b.kind = n.kind AND b.name = n.name AND b.place_id IS NOT DISTINCT FROM n.place_id
),
homes AS (
    SELECT subject_key, place_id
    FROM seen
    WHERE place_id IS NOT NULL
    GROUP BY subject_key, place_id
    QUALIFY row_number() OVER (PARTITION BY subject_key ORDER BY count(*) DESC, place_id) = 1
),
states AS (
    SELECT place_id, arg_max(place_key, valid_from) AS home_place_key, arg_max(name, valid_from) AS home_place
    FROM dw.dim_place
    GROUP BY place_id
),
subjects AS (
    SELECT
        subject_key, any_value(kind) AS kind, arg_max(subject, (length(subject), subject)) AS name,
        list_sort(list_distinct(list(seen.name) FILTER (seen.name <> subject))) AS others,
        min(issued_on) AS first_seen_on, arg_min(release_path, (issued_on, release_path)) AS first_release_path,
        max(issued_on) AS last_seen_on, count(*) AS mentions, count(DISTINCT release_key) AS releases
    FROM seen
    GROUP BY subject_key
)
SELECT s.* EXCLUDE (others), coalesce(s.others, []) AS aliases, states.home_place_key, states.home_place
FROM subjects AS s
LEFT JOIN homes USING (subject_key)
LEFT JOIN states USING (place_id)

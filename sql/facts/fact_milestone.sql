-- Dated events of projects and undertakings, of every release version.
WITH milestones AS (
    SELECT a.release_key, r.issued_on, unnest(a.milestones, max_depth := 2)
    FROM staging.annotations AS a
    JOIN dw.dim_release AS r USING (release_key)
),
verbs AS (
    SELECT action_key, unnest(verbs) AS verb FROM dw.dim_action
),
events AS (
    SELECT event, arg_max(action_key, verb_order(event, verb)) AS action_key
    FROM (SELECT DISTINCT event FROM milestones)
    JOIN verbs ON contains(event, verb)
    GROUP BY event
)
SELECT
    md5_number_lower(concat_ws('|', m.release_key, m.span_start, m.span_end, m.event, m.subject)) AS milestone_key,
    m.* EXCLUDE (place_id),
    events.action_key,
    (SELECT arg_min(p.place_key, state_order(p.valid_from, p.valid_to, m.issued_on))
        FROM dw.dim_place AS p
        WHERE p.place_id = m.place_id) AS place_key
FROM milestones AS m
LEFT JOIN events USING (event)

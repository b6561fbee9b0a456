-- Human decisions about single cells, for each release version they apply to; those refused are in rejected_release.
SELECT
    md5_number_lower(concat_ws('|', c.release_key, c.span_start, c.span_end)) AS figure_key,
    md5_number_lower(concat_ws('|', figure_key, c.field, c.row_no)) AS correction_key,
    c.release_key, c.release_path, c.span_start, c.field, c.old_value, c.new_value,
    (SELECT arg_min(p.place_key, state_order(p.valid_from, p.valid_to, r.issued_on))
        FROM dw.dim_place AS p
        WHERE p.place_id = c.place_id) AS place_key,
    (SELECT arg_max(a.action_key, verb_order(c.new_value, a.verb))
        FROM (SELECT action_key, unnest(verbs) AS verb FROM dw.dim_action) AS a
        WHERE c.field = 'action' AND contains(c.new_value, a.verb)) AS action_key,
    c.reason, c.reviewer, c.decided_on,
    row_number() OVER (PARTITION BY c.release_key, c.span_start, c.field ORDER BY c.decided_on DESC, c.row_no DESC) = 1 AS is_in_force,
    c.row_no, c.first_seen_at
FROM staging.corrections AS c
JOIN dw.dim_release AS r USING (release_key)
WHERE c.refused IS NULL

-- Q08 哪些项目节点被推迟?首次期限、最新期限、推迟天数、次数?
-- Postponed milestones: first and latest due date, days, times.
-- $place = NULL   the place or the place it belongs to, all where null
SELECT
    c.place, c.subject, c.event, c.first_due, c.period_end AS latest_due, c.period_end - c.first_due AS days_postponed,
    count(*) FILTER (WHERE e.role = 'postpone') AS times, c.lifecycle, c.attained,
    string_agg(r.release_path, ' → ' ORDER BY e.issued_on, r.release_path) FILTER (WHERE e.role IN ('set', 'postpone')) AS releases
FROM main.commitments AS c
JOIN dw.fact_commitment_event AS e USING (commitment_key)
JOIN dw.dim_release AS r USING (release_key)
WHERE c.event IS NOT NULL AND c.period_end > c.first_due AND ($place::VARCHAR IS NULL OR $place IN (c.place, c.parent_place))
GROUP BY ALL
HAVING count(*) FILTER (WHERE e.role = 'postpone') > 0
ORDER BY days_postponed DESC, c.place, c.subject

-- Q06 截至 6 月 30 日,应于上半年完成的目标和节点中,哪些在任何一期报道里都没有进展?
-- Commitments due in the first half of a year with no progress report in anything published by the as-of date.
-- What is said of them tells silence (the place was covered by a later release of the same kind, without a word), from named
-- without a number, from not covered at all.
-- $as_of = NULL   date, 30 June of the latest year with such commitments where null
-- $place = NULL   the place or the place it belongs to, all where null
-- The due date is the one in force on the as-of date: what was postponed only later counts.
WITH stated AS (
    SELECT commitment_key, issued_on AS stated_on, period_end AS due_on, coalesce(lead(issued_on) OVER story, DATE '9999-12-31') AS restated_on
    FROM dw.fact_commitment_event
    WHERE role IN ('set', 'reaffirm', 'raise', 'lower', 'postpone')
    WINDOW story AS (PARTITION BY commitment_key ORDER BY issued_on, span_start)
),
due AS (
    SELECT c.*, stated.stated_on, stated.restated_on, stated.due_on
    FROM main.commitments AS c
    JOIN stated USING (commitment_key)
    WHERE month(due_on) <= 6 AND due_on = last_day(due_on)
        AND ($place::VARCHAR IS NULL OR $place IN (c.place, c.parent_place))
),
day AS (
    SELECT coalesce($as_of::DATE, max(make_date(year(due_on), 6, 30)) FILTER (WHERE first_stated_on < latest), last_day(max(due_on))) AS as_of
    FROM due
    CROSS JOIN (SELECT max(issued_on) AS latest FROM main.releases)
    WHERE make_date(year(due_on), 6, 30) <= latest OR $as_of IS NOT NULL
),
told AS (
    SELECT
        e.commitment_key,
        count(*) FILTER (WHERE e.role IN ('progress', 'achieve', 'miss')) AS progress,
        count(*) FILTER (WHERE e.role = 'mention') AS mentions
    FROM dw.fact_commitment_event AS e
    CROSS JOIN day
    WHERE e.issued_on <= day.as_of
    GROUP BY e.commitment_key
),
covered AS (
    SELECT due.commitment_key, count(DISTINCT r.release_path) AS later_releases
    FROM due
    CROSS JOIN day
    JOIN main.coverage AS c ON c.place = due.place
    JOIN main.releases AS r ON r.release_path = c.release_path AND r.is_current AND r.kind = due.kind
    WHERE r.issued_on > due.first_stated_on AND r.issued_on <= day.as_of
    GROUP BY due.commitment_key
)
SELECT
    due.place, due.measure, due.action, due.subject, due.event, due.target_text, due.due_on, due.first_stated_on,
    CASE
        WHEN coalesce(covered.later_releases, 0) = 0 THEN 'not covered again'
        WHEN told.mentions > 0 THEN 'named without a number'
        ELSE 'silent'
    END AS coverage,
    coalesce(covered.later_releases, 0) AS later_releases, due.target_release_path, due.target_span_start
FROM due
CROSS JOIN day
LEFT JOIN told USING (commitment_key)
LEFT JOIN covered USING (commitment_key)
WHERE year(due.due_on) = year(day.as_of) AND due.due_on <= day.as_of AND due.stated_on <= day.as_of AND due.restated_on > day.as_of
    AND coalesce(told.progress, 0) = 0
ORDER BY coverage DESC, due.due_on, due.place, due.target_span_start

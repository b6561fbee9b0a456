-- Q09 下一季度到期且尚未完成的承诺清单,最近一次进展是何时?
-- Open commitments due next quarter, with their last progress.
-- $as_of = NULL   date the list is for, the latest date of issue where null; the quarter after it counts
-- $place = NULL   the place or the place it belongs to, all where null
WITH day AS (
    SELECT coalesce($as_of::DATE, max(issued_on)) AS as_of FROM main.releases WHERE is_current
),
quarter AS (
    SELECT as_of, (date_trunc('quarter', as_of) + INTERVAL 3 MONTH)::DATE AS first_day,
        (date_trunc('quarter', as_of) + INTERVAL 6 MONTH - INTERVAL 1 DAY)::DATE AS last_day
    FROM day
),
told AS (
    SELECT
        e.commitment_key, max(e.issued_on) FILTER (WHERE e.role = 'progress') AS last_progress_on,
        arg_max(e.span_text, e.issued_on) FILTER (WHERE e.role = 'progress') AS last_progress,
        bool_or(e.role = 'achieve') AS is_achieved
    FROM dw.fact_commitment_event AS e
    CROSS JOIN quarter
    WHERE e.issued_on <= quarter.as_of
    GROUP BY e.commitment_key
)
SELECT
    c.period_end AS due_on, c.place, c.measure, c.action, c.subject, c.event, c.aspect, c.target_text, c.strength, c.first_stated_on,
    told.last_progress_on, told.last_progress, c.target_release_path, c.target_span_start
FROM main.commitments AS c
CROSS JOIN quarter
LEFT JOIN told USING (commitment_key)
WHERE c.period_end BETWEEN quarter.first_day AND quarter.last_day AND c.first_stated_on <= quarter.as_of
    AND NOT coalesce(told.is_achieved, false) AND ($place::VARCHAR IS NULL OR $place IN (c.place, c.parent_place))
ORDER BY due_on, c.place, c.measure, c.target_span_start

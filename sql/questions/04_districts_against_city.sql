-- Q04 同一指标+动作+门槛下,各区市目标合计与市级目标相差多少?多少个区市有此目标?
-- Sum of additive district targets against the city's own target, like with like only.
-- Like is: the same measure, action, threshold, scope, unit, classifier, books and year; amounts, counts and sizes only.
-- $year = NULL   year due, every year where null
-- $place = NULL   the higher place (the city), all where null
WITH targets AS (
    SELECT * FROM main.commitments
    WHERE aspect = 'level' AND target_value IS NOT NULL AND event IS NULL AND target_tier IS NULL AND unit NOT IN ('%', 'pp', 'times', 'rank')
        AND scope IN ('total', 'cumulative') AND coalesce(flag, '') NOT LIKE '%several numbers%' AND ($year::INTEGER IS NULL OR year(period_end) = $year::INTEGER)
)
SELECT
    year(whole.period_end) AS year, whole.place AS higher_place, whole.measure, whole.action, whole.threshold_comparator,
    whole.threshold_value, whole.unit, whole.target_value AS own_target, sum(part.target_value) AS sum_of_parts,
    sum(part.target_value) - whole.target_value AS difference,
    round(100 * sum(part.target_value) / nullif(whole.target_value, 0), 1) AS parts_in_percent_of_own,
    count(DISTINCT part.place_id) AS parts_with_target,
    (SELECT count(DISTINCT p.place_id) FROM dw.dim_place AS p
        WHERE p.parent_place_id = whole.place_id AND p.is_current AND p.level = max(part.place_level)) AS parts_there_are,
    string_agg(part.place || ' ' || part.target_text, '; ' ORDER BY part.place) AS parts
FROM targets AS whole
JOIN targets AS part
    ON part.parent_place_id = whole.place_id AND part.like_key = whole.like_key AND part.period_end = whole.period_end
    AND part.period_start IS NOT DISTINCT FROM whole.period_start
WHERE $place::VARCHAR IS NULL OR whole.place = $place
GROUP BY whole.commitment_key, whole.period_end, whole.place, whole.place_id, whole.measure, whole.action, whole.threshold_comparator,
    whole.threshold_value, whole.unit, whole.target_value
ORDER BY parts_with_target DESC, year DESC, higher_place, measure

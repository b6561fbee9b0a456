-- Q15 承诺强度与比较符不同,达成率是否不同?
-- Does the achievement rate differ by strength of commitment and by comparator?
-- Only promises whose strength a word states; n is how many were decided.
-- $place = NULL   the place or the place it belongs to, all where null
SELECT
    CASE c.strength WHEN 3 THEN '3 确保' WHEN 2 THEN '2 计划' WHEN 1 THEN '1 力争' END AS strength, CASE WHEN grouping(c.comparator) = 1 THEN 'all' ELSE coalesce(c.comparator, '(milestone)') END AS comparator,
    count(*) AS promises, count(attained) AS n,
    count(*) FILTER (WHERE attained = 'yes') AS kept,
    round(100.0 * kept / nullif(n, 0), 1) AS kept_percent,
    count(*) FILTER (WHERE lifecycle = 'lapsed') AS lapsed
FROM main.commitments AS c
WHERE strength IS NOT NULL AND ($place::VARCHAR IS NULL OR $place IN (place, parent_place))
GROUP BY GROUPING SETS ((c.strength, c.comparator), (c.strength))
ORDER BY strength DESC, n DESC, comparator

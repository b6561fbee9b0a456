-- Q03 各区市某年带门槛的数量目标(过亿/过30亿/过百亿),比较符是"以上"还是定数?
-- All threshold-qualified count targets with threshold and comparator, not summed across nested thresholds.
-- A threshold that lies within a lower one of the same place and action (过百亿 within 过亿) is marked nested: never add them.
-- $year = NULL   year the target is due in, where null the latest held, up to that of the latest release
-- $place = NULL   the place or the place it belongs to, all where null
WITH counted AS (
    SELECT *, year(period_end) AS year
    FROM main.figures
    WHERE status = 'target' AND quantity_class = 'count' AND threshold_value IS NOT NULL AND period_end IS NOT NULL
        AND ($place::VARCHAR IS NULL OR $place IN (place, parent_place))
)
SELECT
    year, place, measure, action, threshold_comparator, threshold_value, threshold_unit, comparator,
    CASE comparator WHEN 'eq' THEN '定数' WHEN 'ge' THEN '以上' WHEN 'gt' THEN '超过' WHEN 'approx' THEN '左右' ELSE comparator END AS wording,
    coalesce(value, value_low) AS target, span_text,
    EXISTS (
        SELECT 1 FROM counted AS wider
        WHERE wider.place IS NOT DISTINCT FROM c.place AND wider.action IS NOT DISTINCT FROM c.action AND wider.year = c.year
            AND wider.measure = c.measure AND wider.threshold_unit = c.threshold_unit AND wider.threshold_value < c.threshold_value
    ) AS is_nested,
    release_path, span_start, span_end, sentence
FROM counted AS c
WHERE year = coalesce($year::INTEGER, (SELECT max(year) FROM counted WHERE year <= (SELECT max(year(issued_on)) FROM main.releases)))
ORDER BY place, action, threshold_value

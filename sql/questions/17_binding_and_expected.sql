-- Q17 各层级约束性与预期性指标各有多少?
-- Binding and expected indicators by tier of government.
-- An indicator is one measure and aspect of a place for one year; where the text says neither it is counted as unstated.
-- $year = NULL   year of issue, every year where null
SELECT
    coalesce(place_level, '(no place)') AS tier,
    count(DISTINCT (place, measure, aspect, year(period_end))) FILTER (WHERE contains(bindingness, '约束')) AS binding,
    count(DISTINCT (place, measure, aspect, year(period_end))) FILTER (WHERE contains(bindingness, '预期')) AS expected,
    count(DISTINCT (place, measure, aspect, year(period_end))) FILTER (WHERE bindingness IS NULL) AS unstated,
    count(DISTINCT place) AS places
FROM main.figures
WHERE status = 'target' AND measure IS NOT NULL AND ($year::INTEGER IS NULL OR year(issued_on) = $year::INTEGER)
GROUP BY tier
ORDER BY unstated DESC

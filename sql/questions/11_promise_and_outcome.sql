-- Q11 某年目标到次年初的兑现率:达成、未达成、无下文各多少,平均完成度?
-- Promise against outcome a year later: kept, missed, silent, and how near on the mean.
-- The gap is outcome less target: in points for growth and rates, as a ratio for levels; signed so that more is better where the
-- measure's direction is known. Unknown is what no later release of its kind covers.
-- $year = NULL   year due; where null the latest with outcomes that was over when the latest release was issued, else the latest with outcomes
-- $place = NULL   the place or the place it belongs to, all where null
-- $kind = NULL   kind of release the promise was made in (work_report); where null all but budgets, whose items are estimates, unless only they have outcomes
-- $level = NULL   level of the place (province, prefecture, county), all where null
WITH due AS (
    SELECT *, year(period_end) AS year, unit IN ('%', 'pp', 'times') AS in_points, coalesce(nullif(direction, 0), 1) AS better
    FROM main.commitments
    WHERE period_end IS NOT NULL AND target_tier IS NULL AND ($place::VARCHAR IS NULL OR $place IN (place, parent_place))
        AND CASE
            WHEN $kind::VARCHAR IS NOT NULL THEN kind = $kind
            ELSE kind IS DISTINCT FROM 'budget_report' OR NOT EXISTS (FROM main.commitments AS c WHERE c.kind <> 'budget_report' AND c.attained IS NOT NULL)
        END
        AND ($level::VARCHAR IS NULL OR place_level = $level)
)
SELECT
    year, place, count(*) AS promises,
    count(*) FILTER (WHERE attained = 'yes') AS kept,
    count(*) FILTER (WHERE attained = 'no') AS missed,
    count(*) FILTER (WHERE lifecycle = 'lapsed') AS lapsed,
    count(*) FILTER (WHERE lifecycle = 'open') AS undecided,
    count(*) FILTER (WHERE lifecycle = 'unknown') AS not_covered,
    round(100.0 * kept / nullif(kept + missed, 0), 1) AS kept_percent_of_decided,
    round(avg(better * (outcome_value - target_value)) FILTER (WHERE in_points), 2) AS mean_gap_points,
    round(avg(outcome_value / nullif(target_value, 0)) FILTER (WHERE NOT in_points AND aspect = 'level'), 3) AS mean_ratio_of_levels
FROM due
WHERE year = coalesce(
    $year::INTEGER,
    (SELECT max(year) FROM due WHERE attained IS NOT NULL AND year < (SELECT year(max(issued_on)) FROM main.releases)),
    (SELECT max(year) FROM due WHERE attained IS NOT NULL))
GROUP BY year, place
ORDER BY kept + missed DESC, place

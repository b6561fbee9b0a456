-- Q16 层层加码:同年同指标同口径,下级目标比上级高几个百分点?
-- Tier escalation: by how many points a place's target lies above that of the place it belongs to; same year, measure, scope and basis.
-- Growth and rates only, base targets; the measure as promised (a fall of 3 % is -3). The nation's 国内生产总值 meets a province's 地区生产总值.
-- $year = NULL   year due; where null the latest with pairs, up to that of the latest release
-- $place = NULL   the lower or the higher place, all where null
-- $measure = NULL   canonical measure (地区生产总值), all where null
WITH targets AS (
    SELECT *, coalesce(target_value, (target_low + target_high) / 2) AS target, year(period_end) AS year
    FROM main.commitments
    WHERE unit IN ('%', 'pp') AND aspect IN ('growth', 'level', 'change', 'share') AND target_tier IS NULL
        AND coalesce(flag, '') NOT LIKE '%several numbers%'
        AND period_start = make_date(year(period_end), 1, 1) AND period_end = make_date(year(period_end), 12, 31)
),
pairs AS (
    SELECT
        lower.year, lower.place, higher.place AS higher_place, lower.measure, lower.aspect, lower.basis_class AS basis,
        lower.target_text AS target, higher.target_text AS higher_target, round(lower.target - higher.target, 3) AS points_above,
        lower.comparator, higher.comparator AS higher_comparator, lower.target_release_path AS release, higher.target_release_path AS higher_release
    FROM targets AS lower
    JOIN targets AS higher
        ON higher.place_id = lower.parent_place_id AND higher.like_key = lower.like_key AND higher.period_end = lower.period_end
    WHERE ($place::VARCHAR IS NULL OR $place IN (lower.place, higher.place)) AND ($measure::VARCHAR IS NULL OR lower.measure = $measure)
)
SELECT *, count(*) OVER (PARTITION BY measure, aspect) AS places_compared
FROM pairs
WHERE year = coalesce($year::INTEGER, (SELECT max(year) FROM pairs WHERE year <= (SELECT max(year(issued_on)) FROM main.releases)))
ORDER BY places_compared DESC, measure, aspect, points_above DESC, place

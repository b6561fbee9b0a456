-- Q01 上一年→下一年,哪个区市把同一目标(如"新引进过亿元项目")提高得最多(绝对数、百分比)?
-- Which place raised the same full-year target (such as newly attracted projects above 100 M yuan) most, absolute and in %?
-- Full-year levels only, base targets, the same measure, action, threshold, unit and books in both years.
-- $measure = NULL   canonical measure (项目), all where null
-- $action = NULL   a word of the action (引进), all where null
-- $threshold = NULL   threshold in its unit (100000000), all where null
-- $year = NULL   the later of the two years; where null the latest with pairs, up to that of the latest release
-- $place = NULL   the place or the place it belongs to, all where null
WITH yearly AS (
    SELECT * FROM main.commitments
    WHERE aspect = 'level' AND target_value IS NOT NULL AND target_tier IS NULL AND n_statements >= 1
        AND period_start = make_date(year(period_end), 1, 1) AND period_end = make_date(year(period_end), 12, 31)
),
pairs AS (
    SELECT
        year(later.period_end) AS year, later.place, later.admin_scope, later.measure, later.action, later.threshold_comparator, later.threshold_value,
        later.classifier, later.unit, earlier.target_value AS target_before, later.target_value AS target,
        later.target_value - earlier.target_value AS raised_by,
        round(100 * (later.target_value / nullif(earlier.target_value, 0) - 1), 1) AS raised_by_percent,
        earlier.target_text AS text_before, later.target_text AS text, earlier.target_release_path AS release_before,
        later.target_release_path AS release
    FROM yearly AS later
    JOIN yearly AS earlier ON earlier.series_key = later.series_key AND year(earlier.period_end) = year(later.period_end) - 1
    WHERE ($measure::VARCHAR IS NULL OR later.measure = $measure)
        AND ($action::VARCHAR IS NULL OR contains(later.action, $action))
        AND ($threshold::DOUBLE IS NULL OR later.threshold_value = $threshold::DOUBLE)
        AND ($place::VARCHAR IS NULL OR $place IN (later.place, later.parent_place))
        AND coalesce(later.flag, '') NOT LIKE '%several numbers%' AND coalesce(earlier.flag, '') NOT LIKE '%several numbers%'
)
FROM pairs
WHERE year = coalesce($year::INTEGER, (SELECT max(year) FROM pairs WHERE year <= (SELECT max(year(issued_on)) FROM main.releases)))
ORDER BY threshold_value IS NULL, raised_by_percent DESC, place, measure

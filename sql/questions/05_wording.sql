-- Q05 哪些目标的措辞变软或变硬(确保→力争,以上→左右)?
-- Which targets changed the strength of their word or their comparator between years?
-- Strength is compared where both years state one; n is how many pairs of years could be compared in that respect.
-- $year = NULL   the later year, every year where null
-- $place = NULL   the place or the place it belongs to, all where null
WITH hardness(comparator, hard) AS (VALUES ('gt', 3), ('ge', 2), ('eq', 2), ('le', 2), ('lt', 3), ('between', 1), ('approx', 0)),
yearly AS (
    SELECT c.*, h.hard
    FROM main.commitments AS c
    JOIN hardness AS h USING (comparator)
    WHERE c.target_tier IS NULL AND coalesce(c.flag, '') NOT LIKE '%several numbers%'
        AND c.period_start = make_date(year(c.period_end), 1, 1) AND c.period_end = make_date(year(c.period_end), 12, 31)
        AND ($place::VARCHAR IS NULL OR $place IN (c.place, c.parent_place))
),
pairs AS (
    SELECT
        year(later.period_end) AS year, later.place, later.measure, later.action, later.aspect,
        earlier.strength AS strength_before, later.strength AS strength, earlier.comparator AS comparator_before, later.comparator,
        earlier.target_text AS text_before, later.target_text AS text,
        sign(later.strength - earlier.strength) AS by_word, sign(later.hard - earlier.hard) AS by_comparator,
        count(by_word) OVER () AS n_by_word, count(*) OVER () AS n_by_comparator,
        earlier.target_release_path AS release_before, later.target_release_path AS release
    FROM yearly AS later
    JOIN yearly AS earlier ON earlier.series_key = later.series_key AND year(earlier.period_end) = year(later.period_end) - 1
    WHERE $year::INTEGER IS NULL OR year(later.period_end) = $year::INTEGER
)
SELECT
    year, place, measure, action, aspect,
    CASE WHEN coalesce(by_word, 0) + by_comparator > 0 THEN 'harder' WHEN coalesce(by_word, 0) + by_comparator < 0 THEN 'softer'
        ELSE 'one harder, one softer' END AS wording,
    * EXCLUDE (year, place, measure, action, aspect, by_word, by_comparator)
FROM pairs
WHERE by_word <> 0 OR by_comparator <> 0
ORDER BY year DESC, wording, place, measure

-- Q02 某一区划改名、撤并前后(即墨市→即墨区),同一口径目标的逐年序列是否连续?
-- Is the yearly series of one target unbroken through a renaming or merger, with the name printed at the time?
-- One row a year. A renaming keeps the place's identity and the series; a merger or split of divisions is named as a break in
-- the first year after it; years without a target are told as a gap. The series of a merged division stands under its successor.
-- $place = NULL   the place under any of its names; where null the series that a renaming, merger or split falls into, all if there is none
-- $measure = NULL   canonical measure, all where null
WITH families AS (
    SELECT DISTINCT place_id, place_id AS family FROM dw.dim_place
    UNION
    SELECT from_place_id, to_place_id FROM dw.bridge_place_lineage WHERE kind = 'merger'
),
yearly AS (
    SELECT
        f.family, c.like_key, c.place_id, c.place, c.measure, c.action, c.aspect, c.unit, c.threshold_comparator, c.threshold_value,
        year(c.period_end) AS year, c.comparator, coalesce(c.target_value, c.target_low) AS target, c.target_text, c.target_release_path
    FROM main.commitments AS c
    JOIN families AS f USING (place_id)
    WHERE c.event IS NULL AND c.target_tier IS NULL AND coalesce(c.flag, '') NOT LIKE '%several numbers%'
        AND c.period_start = make_date(year(c.period_end), 1, 1) AND c.period_end = make_date(year(c.period_end), 12, 31)
        AND ($measure::VARCHAR IS NULL OR c.measure = $measure)
),
changes AS (
    SELECT to_place_id AS family, valid_on, kind, note FROM dw.bridge_place_lineage WHERE kind IN ('merger', 'split', 'rename', 'status')
),
series AS (
    SELECT
        *, lag(year) OVER story AS year_before, lag(place) OVER story AS place_before,
        count(*) OVER (PARTITION BY family, like_key) AS years
    FROM yearly
    WINDOW story AS (PARTITION BY family, like_key ORDER BY year, place)
),
changed AS (
    SELECT DISTINCT s.family, s.like_key, true AS has_change
    FROM series AS s
    JOIN changes AS c ON c.family = s.family AND year(c.valid_on) BETWEEN s.year_before + 1 AND s.year
),
through AS (
    SELECT series.*, has_change
    FROM series
    LEFT JOIN changed USING (family, like_key)
    WHERE years > 1
        AND ($place::VARCHAR IS NULL
            OR family IN (SELECT f.family FROM families AS f JOIN dw.dim_place AS named USING (place_id) WHERE named.name = $place))
)
SELECT
    measure, action, aspect, threshold_comparator, threshold_value, year, place AS place_then, comparator, target, unit, target_text,
    CASE
        WHEN EXISTS (SELECT 1 FROM changes AS c WHERE c.family = s.family AND c.kind IN ('merger', 'split')
            AND year(c.valid_on) BETWEEN coalesce(s.year_before, s.year) + 1 AND s.year)
            THEN 'break: ' || (SELECT string_agg(DISTINCT c.note, '; ' ORDER BY c.note) FROM changes AS c WHERE c.family = s.family
                AND c.kind IN ('merger', 'split') AND year(c.valid_on) BETWEEN s.year_before + 1 AND s.year)
        WHEN year_before < year - 1 THEN 'gap of ' || (year - year_before - 1) || ' years'
        WHEN place_before <> place THEN 'unbroken, renamed from ' || place_before
        WHEN year_before IS NULL THEN 'first'
        ELSE 'unbroken'
    END AS continuity,
    target_release_path
FROM through AS s
WHERE $place IS NOT NULL OR has_change OR NOT EXISTS (FROM through WHERE has_change)
ORDER BY count(DISTINCT place) OVER (PARTITION BY family, like_key) DESC, family, measure, like_key, year

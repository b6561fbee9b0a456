-- Q18 哪些产业链/园区/平台被多个区市同时列为重点,最早何时?
-- Which industry chains, parks and platforms do several places make a priority, and which did so first?
-- A place is the one that the sentence is about; a priority is what its sentence calls 重点 or is to 打造, 培育, 聚焦 …. Places of one level are counted together.
-- $kind = NULL   chain, park or platform, all three where null
-- $level = NULL   level of the places (county, prefecture, province), each by itself where null
-- $within = NULL   the place that they belong to, all where null
-- $year = NULL   year of issue, all where null
-- $min_places = 2   how many places at least
WITH named AS (
    SELECT
        m.subject_key, m.kind, s.name AS subject, p.level, m.place, m.issued_on, m.release_path, m.name,
        if(p.level = 'zone', 'county', p.level) AS tier
    FROM main.mentions AS m
    JOIN dw.dim_subject AS s USING (subject_key)
    JOIN dw.dim_release AS r ON r.release_path = m.release_path AND r.is_current
    JOIN dw.fact_mention AS f ON f.release_key = r.release_key AND f.span_start = m.span_start AND f.span_end = m.span_end AND f.kind = m.kind
    JOIN dw.dim_place AS p USING (place_key)
    WHERE m.kind IN ('chain', 'park', 'platform') AND m.is_focus AND p.level IN ('province', 'prefecture', 'county', 'zone')
        AND ($kind::VARCHAR IS NULL OR m.kind = $kind) AND ($within::VARCHAR IS NULL OR p.parent_name = $within)
        AND ($year::INTEGER IS NULL OR year(m.issued_on) = $year::INTEGER)
),
claims AS (
    SELECT subject_key, kind, subject, tier, place, min(issued_on) AS first_on, arg_min(release_path, (issued_on, release_path)) AS release_path, count(*) AS mentions
    FROM named
    WHERE $level::VARCHAR IS NULL OR tier = $level
    GROUP BY ALL
)
SELECT
    kind, subject, tier AS level, count(*) AS places, sum(mentions) AS mentions, min(first_on) AS first_on,
    arg_min(place, (first_on, place)) AS first_place, arg_min(release_path, (first_on, place)) AS first_release,
    string_agg(place || ' ' || first_on, '; ' ORDER BY first_on, place) AS claimed_by
FROM claims
GROUP BY kind, subject_key, subject, tier
HAVING count(*) >= $min_places::INTEGER
ORDER BY places DESC, mentions DESC, kind, subject, level

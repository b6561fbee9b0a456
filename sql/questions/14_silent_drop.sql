-- Q14 上年提出、次年既无实绩也未重申的"沉默目标"占比,按区市排名?
-- Silent-drop rate by place: promised for a year, in the next neither reported nor repeated, only where later coverage exists.
-- Later coverage is a release of the same kind issued within 400 days after the due date that covers the place. Silent is apart from
-- named without a number; not covered is counted, not ranked.
-- $year = NULL   year due, the latest that was covered later where null
-- $place = NULL   the place or the place it belongs to, all where null
-- $kind = NULL   kind of release (work_report), all but news where null
WITH due AS (
    SELECT c.*, year(c.period_end) AS year
    FROM main.commitments AS c
    WHERE c.event IS NULL AND c.target_tier IS NULL AND c.period_end IS NOT NULL
        AND CASE WHEN $kind::VARCHAR IS NULL THEN c.kind <> 'news' ELSE c.kind = $kind END
        AND ($place::VARCHAR IS NULL OR $place IN (c.place, c.parent_place))
),
covered AS (
    SELECT DISTINCT due.commitment_key
    FROM due
    JOIN main.coverage AS v ON v.place = due.place AND v.issued_on > due.period_end AND v.issued_on <= due.period_end + 400
    JOIN main.releases AS r ON r.release_path = v.release_path AND r.is_current AND r.kind = due.kind
),
told AS (
    SELECT commitment_key, bool_or(role IN ('achieve', 'miss')) AS has_outcome, bool_or(role = 'mention') AS is_named
    FROM dw.fact_commitment_event
    GROUP BY commitment_key
),
repeated AS (
    SELECT DISTINCT earlier.commitment_key
    FROM due AS earlier
    JOIN main.commitments AS later ON later.series_key = earlier.series_key AND later.first_stated_on > earlier.first_stated_on
        AND year(later.period_end) = earlier.year + 1
),
judged AS (
    SELECT
        due.year, due.place, covered.commitment_key IS NOT NULL AS is_covered,
        CASE
            WHEN told.has_outcome THEN 'outcome'
            WHEN told.is_named THEN 'named'
            WHEN repeated.commitment_key IS NOT NULL THEN 'repeated'
            ELSE 'silent'
        END AS said
    FROM due
    JOIN told USING (commitment_key)
    LEFT JOIN covered USING (commitment_key)
    LEFT JOIN repeated USING (commitment_key)
)
SELECT
    year, place,
    count(*) FILTER (WHERE is_covered) AS promises_covered_later,
    count(*) FILTER (WHERE is_covered AND said = 'outcome') AS with_outcome,
    count(*) FILTER (WHERE is_covered AND said = 'named') AS named_without_number,
    count(*) FILTER (WHERE is_covered AND said = 'repeated') AS repeated_for_next_year,
    count(*) FILTER (WHERE is_covered AND said = 'silent') AS silent,
    round(100.0 * silent / promises_covered_later, 1) AS silent_percent,
    rank() OVER (PARTITION BY year ORDER BY silent / promises_covered_later DESC) AS rank,
    count(*) FILTER (WHERE NOT is_covered) AS not_covered
FROM judged
WHERE year = coalesce($year::INTEGER, (SELECT max(year) FROM judged WHERE is_covered))
GROUP BY year, place
HAVING count(*) FILTER (WHERE is_covered) > 0
ORDER BY silent_percent DESC, promises_covered_later DESC, place

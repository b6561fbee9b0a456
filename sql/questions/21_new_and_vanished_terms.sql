-- Q21 哪些词 2024 年首次出现,哪些词从此不再出现?
-- Which terms occur for the first time in a year, and which never again from then on?
-- New: in no release before the year. Vanished: in the latest year before it that has releases, and in none since. Both only for terms of two characters
-- or more in at least $min_releases releases, with nothing known of years that no release covers. Reprints are out.
-- $year = NULL   the year; where null the latest that has releases in it and in an earlier year
-- $kind = NULL   kind of release (work_report …), all where null
-- $place = NULL   home place of the release, all where null
-- $min_releases = 2   in how many releases a term must occur
WITH counted AS (
    SELECT release_key, release_path, year(issued_on) AS year, issued_on
    FROM dw.dim_release
    WHERE is_current AND is_cluster_primary
        AND ($kind::VARCHAR IS NULL OR kind = $kind) AND ($place::VARCHAR IS NULL OR place = $place)
),
chosen AS (
    SELECT
        coalesce($year::INTEGER, (SELECT max(year) FROM counted WHERE year > (SELECT min(year) FROM counted))) AS year,
        (SELECT max(c.year) FROM counted AS c WHERE c.year < coalesce($year::INTEGER, (SELECT max(year) FROM counted))) AS year_before
),
lives AS (
    SELECT f.term, f.part_of_speech, min(c.year) AS first_year, max(c.year) AS last_year, sum(f.n) AS n, count(*) AS releases
    FROM dw.fact_term AS f
    JOIN counted AS c USING (release_key)
    WHERE length(f.term) >= 2
    GROUP BY f.term, f.part_of_speech
    HAVING count(*) >= $min_releases::INTEGER
        AND (min(c.year) = (SELECT year FROM chosen) AND (SELECT year_before FROM chosen) IS NOT NULL OR max(c.year) = (SELECT year_before FROM chosen))
),
-- the first release with a new word, the last with a vanished one
told AS (
    SELECT
        f.term, f.part_of_speech, arg_min(c.release_path, (c.issued_on, c.release_path)) AS first_release,
        arg_max(c.release_path, (c.issued_on, c.release_path)) AS last_release
    FROM dw.fact_term AS f
    JOIN lives USING (term, part_of_speech)
    JOIN counted AS c USING (release_key)
    GROUP BY f.term, f.part_of_speech
)
SELECT
    chosen.year, if(first_year = chosen.year, 'new', 'vanished') AS change, term, part_of_speech, releases, n AS occurrences, first_year, last_year,
    if(first_year = chosen.year, first_release, last_release) AS release_path
FROM lives
JOIN told USING (term, part_of_speech)
CROSS JOIN chosen
ORDER BY change, releases DESC, occurrences DESC, term, part_of_speech

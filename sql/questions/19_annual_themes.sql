-- Q19 各区市年度主题年年更换还是沿用?
-- Is the name a place gives its year repeated or changed from year to year?
-- $place = NULL   the place, all where null
WITH named AS (
    SELECT place, year, theme, min(issued_on) AS first_named_on, count(DISTINCT release_path) AS releases, min(release_path) AS release_path
    FROM main.annual_themes
    WHERE $place::VARCHAR IS NULL OR place = $place
    GROUP BY place, year, theme
),
years AS (
    SELECT place, year, list(theme ORDER BY theme) AS themes FROM named GROUP BY place, year
)
SELECT
    n.place, n.year, n.theme,
    CASE
        WHEN before.themes IS NULL THEN CASE WHEN n.year = min(n.year) OVER (PARTITION BY n.place) THEN 'first known' ELSE 'year before unknown' END
        WHEN list_contains(before.themes, n.theme) THEN 'repeated'
        ELSE 'changed from ' || array_to_string(before.themes, '、')
    END AS change,
    n.first_named_on, n.releases, n.release_path
FROM named AS n
LEFT JOIN years AS before ON before.place = n.place AND before.year = n.year - 1
ORDER BY count(*) OVER (PARTITION BY n.place) DESC, n.place, n.year, n.theme

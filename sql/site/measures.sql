-- measures: every measure with a page, for the list and the search.
SELECT 'measures' AS file, compact(list({
    slug: measure_slug(measure), name: measure, family: family, known: is_lexicon, places: places, targets: targets, outcomes: outcomes
} ORDER BY is_lexicon DESC, places DESC, targets DESC, measure)) AS body
FROM (
    SELECT
        y.measure, any_value(m.family) AS family, coalesce(bool_or(m.is_lexicon), false) AS is_lexicon, count(DISTINCT y.place_id) AS places,
        count(y.target_text) AS targets, count(y.outcome_text) AS outcomes
    FROM site.yearly AS y LEFT JOIN dw.dim_measure AS m USING (measure) GROUP BY y.measure
)

-- projects: every project with a page, those that most releases speak of first, as one list a column: for the list and the search.
SELECT 'projects' AS file, to_json({
    slug: list(slug ORDER BY place_in_list), name: list(name ORDER BY place_in_list), kind: list(kind ORDER BY place_in_list),
    place: list(place ORDER BY place_in_list), day: list(last_on ORDER BY place_in_list), releases: list(releases ORDER BY place_in_list),
    milestones: list(milestones ORDER BY place_in_list), commitments: list(commitments ORDER BY place_in_list)
})::VARCHAR AS body
FROM (
    SELECT *, row_number() OVER (ORDER BY kind IS NULL, releases DESC, mentions + milestones + figures DESC, name, slug) AS place_in_list
    FROM site.project
)

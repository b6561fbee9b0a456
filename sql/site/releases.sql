-- releases: every current release by title, newest first, as one list a column: for the list and the search.
SELECT 'releases' AS file, to_json({
    id: list(id ORDER BY issued_on DESC, release_path), title: list(title ORDER BY issued_on DESC, release_path),
    issued_on: list(issued_on ORDER BY issued_on DESC, release_path), kind: list(kind ORDER BY issued_on DESC, release_path),
    publisher: list(publisher ORDER BY issued_on DESC, release_path), place: list(place ORDER BY issued_on DESC, release_path),
    figures: list(coalesce(figures, 0) ORDER BY issued_on DESC, release_path), reprint: list(NOT is_cluster_primary ORDER BY issued_on DESC, release_path)
})::VARCHAR AS body
FROM site.release
LEFT JOIN (SELECT release_key, count(*) AS figures FROM dw.fact_figure GROUP BY ALL) USING (release_key)
WHERE is_current

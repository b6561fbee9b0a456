-- places: every place by name, for the list and the search.
SELECT 'places' AS file, compact(list({
    slug: p.slug, name: p.name, level: p.level, parent: parent.name, figures: f.figures, targets: f.targets, commitments: c.commitments,
    achieved: c.achieved, missed: c.missed, lapsed: c.lapsed, open: c.open, names: nullif(list_distinct(list_transform(p.states, lambda s: s.name)), [p.name])
} ORDER BY list_position(['country', 'province', 'prefecture', 'county', 'zone', 'region', 'foreign'], p.level), c.commitments DESC NULLS LAST, p.place_id)) AS body
FROM site.place AS p
LEFT JOIN site.place AS parent ON parent.place_id = p.parent_place_id
LEFT JOIN (
    SELECT s.place_id, count(*) AS figures, count(*) FILTER (f.status = 'target') AS targets
    FROM dw.fact_figure AS f JOIN site.release AS r USING (release_key) JOIN dw.dim_place AS s USING (place_key) WHERE r.counts GROUP BY ALL
) AS f ON f.place_id = p.place_id
LEFT JOIN (
    SELECT
        place_id, count(*) AS commitments, count(*) FILTER (lifecycle = 'achieved') AS achieved, count(*) FILTER (lifecycle = 'missed') AS missed,
        count(*) FILTER (lifecycle = 'lapsed') AS lapsed, count(*) FILTER (lifecycle = 'open') AS open
    FROM site.commitment GROUP BY ALL
) AS c ON c.place_id = p.place_id

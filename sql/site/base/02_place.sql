-- One row is one place that any fact speaks of, or the parent of one, in its latest state.
WITH spoken_of AS (
    SELECT p.place_id, p.parent_place_id
    FROM dw.dim_place AS p
    WHERE p.place_key IN (
        SELECT place_key FROM dw.fact_coverage
        UNION SELECT place_key FROM dw.fact_figure
        UNION SELECT place_key FROM dw.fact_milestone
        UNION SELECT place_key FROM dw.fact_annual_theme
    )
),
wanted AS (
    SELECT place_id FROM spoken_of
    UNION
    SELECT parent_place_id FROM spoken_of WHERE parent_place_id IS NOT NULL
)
SELECT
    place_id, place_slug(place_id) AS slug,
    arg_max(name, valid_from) AS name, arg_max(level, valid_from) AS level, arg_max(code, valid_from) AS code,
    arg_max(parent_place_id, valid_from) AS parent_place_id, arg_max(territory_id, valid_from) AS territory_id,
    list({name: name, since: valid_from, until: valid_to} ORDER BY valid_from) AS states
FROM dw.dim_place
WHERE place_id IN (FROM wanted)
GROUP BY place_id

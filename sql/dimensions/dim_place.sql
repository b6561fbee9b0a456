-- The states of places, each with the name that its parent had when the state began.
SELECT
    p.place_key, p.place_id, p.code, p.name, p.short_name, p.level, p.parent_place_id, p.territory_id, p.valid_from, p.valid_to,
    (SELECT arg_min(parent.name, state_order(parent.valid_from, parent.valid_to, p.valid_from))
        FROM staging.places AS parent
        WHERE parent.place_id = p.parent_place_id) AS parent_name,
    p.is_current,
    p.aliases
FROM staging.places AS p

-- Renamings, transfers, mergers and splits of places.
SELECT from_place_id, to_place_id, kind, valid_on, note, source
FROM staging.place_lineage

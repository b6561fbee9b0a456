CREATE TABLE dw.dim_place (
    place_key UBIGINT PRIMARY KEY,
    place_id VARCHAR NOT NULL CHECK (place_id <> ''),
    code VARCHAR,
    name VARCHAR NOT NULL CHECK (name <> ''),
    short_name VARCHAR,
    level VARCHAR NOT NULL,
    parent_place_id VARCHAR,
    parent_name VARCHAR,
    territory_id VARCHAR,
    valid_from DATE NOT NULL,
    valid_to DATE CHECK (valid_to > valid_from),
    is_current BOOLEAN NOT NULL,
    aliases VARCHAR[] NOT NULL
);
COMMENT ON TABLE dw.dim_place IS 'One row is one state of one place in [valid_from, valid_to): a division, a functional zone, the country, a region or a foreign country.';
COMMENT ON COLUMN dw.dim_place.place_key IS 'Key: md5_number_lower(place_id|valid_from).';
COMMENT ON COLUMN dw.dim_place.place_id IS 'Durable identity: kept by a renaming and by a change of status alone (即墨县, 即墨市, 即墨区).';
COMMENT ON COLUMN dw.dim_place.code IS 'Code of GB/T 2260 in this state; null for the country, zones, regions and foreign countries.';
COMMENT ON COLUMN dw.dim_place.name IS 'Standard name in this state.';
COMMENT ON COLUMN dw.dim_place.short_name IS 'Name without its rank (青岛 of 青岛市).';
COMMENT ON COLUMN dw.dim_place.level IS 'Level: country, region, foreign, province, prefecture, county or zone.';
COMMENT ON COLUMN dw.dim_place.parent_place_id IS 'place_id of the place it belongs to; null at the top.';
COMMENT ON COLUMN dw.dim_place.parent_name IS 'Name of that place when this state began; null at the top.';
COMMENT ON COLUMN dw.dim_place.territory_id IS 'Joins a zone with the division it coincides with (西海岸新区 and 黄岛区 share it); else the place_id.';
COMMENT ON COLUMN dw.dim_place.valid_from IS 'First day of the state; 1949-10-01 for what held when the record begins.';
COMMENT ON COLUMN dw.dim_place.valid_to IS 'Day after the last day of the state; null while it holds.';
COMMENT ON COLUMN dw.dim_place.is_current IS 'Whether the state still holds.';
COMMENT ON COLUMN dw.dim_place.aliases IS 'Other names that releases use for it.';

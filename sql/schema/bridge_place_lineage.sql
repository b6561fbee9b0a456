CREATE TABLE dw.bridge_place_lineage (
    from_place_id VARCHAR NOT NULL,
    to_place_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL CHECK (kind <> ''),
    valid_on DATE NOT NULL,
    note VARCHAR,
    source VARCHAR
);
COMMENT ON TABLE dw.bridge_place_lineage IS 'One row is one change from one place to another: a renaming, transfer, merger or split. Key: from_place_id, to_place_id, kind, valid_on, note.';
COMMENT ON COLUMN dw.bridge_place_lineage.from_place_id IS 'Identity before the change (dim_place.place_id).';
COMMENT ON COLUMN dw.bridge_place_lineage.to_place_id IS 'Identity after the change (dim_place.place_id); the same where the identity lasts.';
COMMENT ON COLUMN dw.bridge_place_lineage.kind IS 'Kind of change: rename, status, transfer, merger, split …';
COMMENT ON COLUMN dw.bridge_place_lineage.valid_on IS 'First day after the change.';
COMMENT ON COLUMN dw.bridge_place_lineage.note IS 'The change in words.';
COMMENT ON COLUMN dw.bridge_place_lineage.source IS 'Where the change is recorded.';

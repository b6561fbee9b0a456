CREATE TABLE dw.dim_subject (
    subject_key UBIGINT PRIMARY KEY,
    kind VARCHAR NOT NULL CHECK (kind IN ('project', 'programme', 'park', 'platform', 'chain', 'enterprise', 'organisation')),
    name VARCHAR NOT NULL CHECK (name <> ''),
    aliases VARCHAR[] NOT NULL,
    home_place_key UBIGINT,
    home_place VARCHAR,
    first_seen_on DATE NOT NULL,
    first_release_path VARCHAR NOT NULL,
    last_seen_on DATE NOT NULL,
    mentions INTEGER NOT NULL CHECK (mentions > 0),
    releases INTEGER NOT NULL CHECK (releases > 0)
);
COMMENT ON TABLE dw.dim_subject IS 'One row is one project, programme, park, platform, industry chain, enterprise or organisation that releases name, the same over all of them.';
COMMENT ON COLUMN dw.dim_subject.subject_key IS 'Key: md5_number_lower(kind|area|name under which it was first seen); kept when further names or releases come.';
COMMENT ON COLUMN dw.dim_subject.kind IS 'project, programme, park, platform, chain, enterprise or organisation.';
COMMENT ON COLUMN dw.dim_subject.name IS 'Its fullest name.';
COMMENT ON COLUMN dw.dim_subject.aliases IS 'Its other names as printed, sorted; why they are its own is in bridge_subject_name.';
COMMENT ON COLUMN dw.dim_subject.home_place_key IS 'Place that it is mostly said of, in its latest state (dim_place); null where none is known.';
COMMENT ON COLUMN dw.dim_subject.home_place IS 'Name of that place.';
COMMENT ON COLUMN dw.dim_subject.first_seen_on IS 'Date of issue of the first release that names it.';
COMMENT ON COLUMN dw.dim_subject.first_release_path IS 'That release.';
COMMENT ON COLUMN dw.dim_subject.last_seen_on IS 'Date of issue of the last release that names it.';
COMMENT ON COLUMN dw.dim_subject.mentions IS 'How often it is named, in all versions and reprints.';
COMMENT ON COLUMN dw.dim_subject.releases IS 'In how many release versions.';

CREATE VIEW main.mentions AS
SELECT
    r.release_path, f.issued_on, f.kind, f.name, f.span_start, f.span_end, f.place,
    p.code AS place_code, s.name AS subject, f.subject_key, f.is_focus, f.confidence, f.rule
FROM dw.fact_mention AS f
JOIN dw.dim_release AS r USING (release_key)
LEFT JOIN dw.dim_subject AS s USING (subject_key)
LEFT JOIN dw.dim_place AS p USING (place_key)
WHERE r.is_current AND r.is_cluster_primary;
COMMENT ON VIEW main.mentions IS 'One row is one name of a place or thing where it stands in the current version of a release, reprints left out. Key: release_path, kind, span_start, span_end.';
COMMENT ON COLUMN main.mentions.kind IS 'place, project, programme, park, platform, chain, enterprise or organisation.';
COMMENT ON COLUMN main.mentions.name IS 'The name as printed.';
COMMENT ON COLUMN main.mentions.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.mentions.place_code IS 'Code of GB/T 2260 on the date of issue; null for the country, zones, regions and foreign countries.';
COMMENT ON COLUMN main.mentions.subject IS 'Fullest name of the subject that it names; null for a place.';
COMMENT ON COLUMN main.mentions.subject_key IS 'The subject it names (dim_subject); null for a place.';
COMMENT ON COLUMN main.mentions.place IS 'Of a place its standard name at the time, else the place that the sentence is about; null where none is known.';

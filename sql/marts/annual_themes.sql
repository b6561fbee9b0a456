CREATE VIEW main.annual_themes AS
SELECT
    r.release_path, f.issued_on, f.place, p.code AS place_code, f.year, f.theme, f.span_start, f.span_end
FROM dw.fact_annual_theme AS f
JOIN dw.dim_release AS r USING (release_key)
LEFT JOIN dw.dim_place AS p USING (place_key)
WHERE r.is_current AND r.is_cluster_primary;
COMMENT ON VIEW main.annual_themes IS 'One row is one naming of a year by a place in the current version of a release, reprints left out.';
COMMENT ON COLUMN main.annual_themes.release_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN main.annual_themes.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.annual_themes.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN main.annual_themes.place_code IS 'Code of GB/T 2260 on the date of issue; null for zones, regions and foreign countries.';
COMMENT ON COLUMN main.annual_themes.year IS 'The year that is named.';
COMMENT ON COLUMN main.annual_themes.theme IS 'The name the year is given.';
COMMENT ON COLUMN main.annual_themes.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN main.annual_themes.span_end IS 'Offset just past its last character.';

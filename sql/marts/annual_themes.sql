CREATE VIEW main.annual_themes AS
SELECT
    r.release_path, f.issued_on, f.place, p.code AS place_code, f.year, f.theme, f.span_start, f.span_end
FROM dw.fact_annual_theme AS f
JOIN dw.dim_release AS r USING (release_key)
LEFT JOIN dw.dim_place AS p USING (place_key)
WHERE r.is_current AND r.is_cluster_primary;
COMMENT ON VIEW main.annual_themes IS 'One row is one naming of a year by a place in the current version of a release, reprints left out. Key: release_path, span_start, year.';
COMMENT ON COLUMN main.annual_themes.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.annual_themes.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN main.annual_themes.place_code IS 'Code of GB/T 2260 on the date of issue; null for the country, zones, regions and foreign countries.';

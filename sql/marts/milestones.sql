CREATE VIEW main.milestones AS
SELECT
    f.milestone_key, r.release_path, f.issued_on, f.span_start, f.span_end, f.span_text, f.subject, f.event,
    a.stage AS event_stage, f.due_start, f.due_end, f.status, f.place, p.code AS place_code
FROM dw.fact_milestone AS f
JOIN dw.dim_release AS r USING (release_key)
LEFT JOIN dw.dim_action AS a USING (action_key)
LEFT JOIN dw.dim_place AS p USING (place_key)
WHERE r.is_current AND r.is_cluster_primary;
COMMENT ON VIEW main.milestones IS 'One row is one dated event of a project in the current version of a release, reprints left out.';
COMMENT ON COLUMN main.milestones.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.milestones.event_stage IS 'Stage of a project''s life: 1 招引, 2 签约, 3 落地, 4 开工, 5 建设, 6 竣工, 7 投产; null outside it.';
COMMENT ON COLUMN main.milestones.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN main.milestones.place_code IS 'Code of GB/T 2260 on the date of issue; null for the country, zones, regions and foreign countries.';

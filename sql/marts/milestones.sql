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
COMMENT ON COLUMN main.milestones.milestone_key IS 'Key: md5_number_lower(release_key|span_start|span_end|event|subject); kept by every rebuild.';
COMMENT ON COLUMN main.milestones.release_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN main.milestones.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.milestones.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN main.milestones.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN main.milestones.span_text IS 'The assertion as printed.';
COMMENT ON COLUMN main.milestones.subject IS 'Project or undertaking that the event happens to.';
COMMENT ON COLUMN main.milestones.event IS 'The event as printed: 开工, 竣工, 交付, 投产, 通车, 建成, 启动 …';
COMMENT ON COLUMN main.milestones.event_stage IS 'Stage of a project''s life: 1 招引, 2 签约, 3 落地, 4 开工, 5 建设, 6 竣工, 7 投产; null outside it.';
COMMENT ON COLUMN main.milestones.due_start IS 'First day of the time it falls or is due in, inclusive; null where open.';
COMMENT ON COLUMN main.milestones.due_end IS 'Last day of that time, inclusive.';
COMMENT ON COLUMN main.milestones.status IS 'target: still to come; achieved: reported as happened; stated: neither.';
COMMENT ON COLUMN main.milestones.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN main.milestones.place_code IS 'Code of GB/T 2260 on the date of issue; null for zones, regions and foreign countries.';

CREATE VIEW main.figures_all AS
SELECT
    f.figure_key, r.release_path, r.publisher, r.title, f.issued_on, r.issued_on_source, f.section,
    f.sentence, f.span_start, f.span_end, f.span_text, f.quantity_class, f.value, f.value_low,
    f.value_high, f.comparator, f.unit, f.unit_text, f.aspect, f.basis, m.measure, f.measure_text,
    f.action, a.stage AS action_stage, f.threshold_comparator, f.threshold_value, f.threshold_unit,
    f.subject, f.status, f.strength, f.bindingness, f.scope, f.is_additive, f.is_rhetorical, f.target_tier,
    f.admin_scope, f.data_status, f.reference, f.value_precision, r.kind, f.place, p.code AS place_code,
    p.level AS place_level, p.parent_name AS parent_place, f.place_source, f.period_start, f.period_end,
    t.theme, f.confidence, f.rule, r.version_no, r.is_current, r.cluster_id, r.is_cluster_primary
FROM dw.fact_figure AS f
JOIN dw.dim_release AS r USING (release_key)
LEFT JOIN dw.dim_measure AS m USING (measure_key)
LEFT JOIN dw.dim_action AS a USING (action_key)
LEFT JOIN dw.dim_place AS p USING (place_key)
LEFT JOIN dw.dim_theme AS t USING (theme_key);
COMMENT ON VIEW main.figures_all IS 'One row is one figure of any version of a release, reprints and removed releases included. For totals use figures.';
COMMENT ON COLUMN main.figures_all.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.figures_all.measure IS 'Canonical name of what is counted or measured (地区生产总值); where none is known, the name as printed.';
COMMENT ON COLUMN main.figures_all.action_stage IS 'Stage of a project''s life: 1 招引, 2 签约, 3 落地, 4 开工, 5 建设, 6 竣工, 7 投产; null outside it.';
COMMENT ON COLUMN main.figures_all.is_rhetorical IS 'Whether it counts slogans, not things (三大突破).';
COMMENT ON COLUMN main.figures_all.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN main.figures_all.place_code IS 'Code of GB/T 2260 on the date of issue; null for the country, zones, regions and foreign countries.';
COMMENT ON COLUMN main.figures_all.place_level IS 'Level of the place: country, province, prefecture, county, zone …';
COMMENT ON COLUMN main.figures_all.parent_place IS 'Name of the place it belongs to.';
COMMENT ON COLUMN main.figures_all.theme IS 'Policy theme with the largest weight; null where no rule gives one. All themes are in dw.bridge_figure_theme.';
COMMENT ON COLUMN main.figures_all.is_current IS 'Whether raw/ holds this version now.';

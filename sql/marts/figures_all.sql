CREATE VIEW main.figures_all AS
WITH corrections AS (
    SELECT
        figure_key, map_from_entries(list({'k': field, 'v': new_value})) AS new, list(field ORDER BY field) AS corrected_fields,
        max(place_key) AS place_key, max(action_key) AS action_key
    FROM dw.correction
    WHERE is_in_force
    GROUP BY figure_key
)
SELECT
    f.figure_key, r.release_path, r.publisher, r.title, f.issued_on, r.issued_on_source, f.section,
    f.sentence, f.span_start, f.span_end, f.span_text, f.quantity_class,
    CASE WHEN map_contains(c.new, 'value') THEN map_extract_value(c.new, 'value')::DOUBLE ELSE f.value END AS value,
    CASE WHEN map_contains(c.new, 'value_low') THEN map_extract_value(c.new, 'value_low')::DOUBLE ELSE f.value_low END AS value_low,
    CASE WHEN map_contains(c.new, 'value_high') THEN map_extract_value(c.new, 'value_high')::DOUBLE ELSE f.value_high END AS value_high,
    CASE WHEN map_contains(c.new, 'comparator') THEN map_extract_value(c.new, 'comparator') ELSE f.comparator END AS comparator,
    CASE WHEN map_contains(c.new, 'unit') THEN map_extract_value(c.new, 'unit') ELSE f.unit END AS unit,
    CASE WHEN map_contains(c.new, 'unit_text') THEN map_extract_value(c.new, 'unit_text') ELSE f.unit_text END AS unit_text,
    CASE WHEN map_contains(c.new, 'aspect') THEN map_extract_value(c.new, 'aspect') ELSE f.aspect END AS aspect,
    CASE WHEN map_contains(c.new, 'basis') THEN map_extract_value(c.new, 'basis') ELSE f.basis END AS basis,
    CASE WHEN map_contains(c.new, 'measure') THEN map_extract_value(c.new, 'measure') ELSE m.measure END AS measure,
    f.measure_text,
    CASE WHEN map_contains(c.new, 'action') THEN map_extract_value(c.new, 'action') ELSE f.action END AS action,
    a.stage AS action_stage,
    CASE WHEN map_contains(c.new, 'threshold_comparator') THEN map_extract_value(c.new, 'threshold_comparator') ELSE f.threshold_comparator END AS threshold_comparator,
    CASE WHEN map_contains(c.new, 'threshold_value') THEN map_extract_value(c.new, 'threshold_value')::DOUBLE ELSE f.threshold_value END AS threshold_value,
    CASE WHEN map_contains(c.new, 'threshold_unit') THEN map_extract_value(c.new, 'threshold_unit') ELSE f.threshold_unit END AS threshold_unit,
    CASE WHEN map_contains(c.new, 'subject') THEN map_extract_value(c.new, 'subject') ELSE f.subject END AS subject,
    CASE WHEN map_contains(c.new, 'status') THEN map_extract_value(c.new, 'status') ELSE f.status END AS status,
    CASE WHEN map_contains(c.new, 'strength') THEN map_extract_value(c.new, 'strength')::TINYINT ELSE f.strength END AS strength,
    CASE WHEN map_contains(c.new, 'bindingness') THEN map_extract_value(c.new, 'bindingness') ELSE f.bindingness END AS bindingness,
    CASE WHEN map_contains(c.new, 'scope') THEN map_extract_value(c.new, 'scope') ELSE f.scope END AS scope,
    CASE WHEN map_contains(c.new, 'is_additive') THEN map_extract_value(c.new, 'is_additive')::BOOLEAN ELSE f.is_additive END AS is_additive,
    CASE WHEN map_contains(c.new, 'is_rhetorical') THEN map_extract_value(c.new, 'is_rhetorical')::BOOLEAN ELSE f.is_rhetorical END AS is_rhetorical,
    CASE WHEN map_contains(c.new, 'target_tier') THEN map_extract_value(c.new, 'target_tier') ELSE f.target_tier END AS target_tier,
    CASE WHEN map_contains(c.new, 'admin_scope') THEN map_extract_value(c.new, 'admin_scope') ELSE f.admin_scope END AS admin_scope,
    CASE WHEN map_contains(c.new, 'data_status') THEN map_extract_value(c.new, 'data_status') ELSE f.data_status END AS data_status,
    CASE WHEN map_contains(c.new, 'reference') THEN map_extract_value(c.new, 'reference') ELSE f.reference END AS reference,
    f.value_precision, r.kind,
    CASE WHEN map_contains(c.new, 'place') THEN map_extract_value(c.new, 'place') ELSE f.place END AS place,
    p.code AS place_code, p.level AS place_level, p.parent_name AS parent_place, f.place_source,
    CASE WHEN map_contains(c.new, 'period_start') THEN map_extract_value(c.new, 'period_start')::DATE ELSE f.period_start END AS period_start,
    CASE WHEN map_contains(c.new, 'period_end') THEN map_extract_value(c.new, 'period_end')::DATE ELSE f.period_end END AS period_end,
    t.theme, f.confidence, f.rule, r.version_no, r.is_current, r.cluster_id, r.is_cluster_primary, c.corrected_fields
FROM dw.fact_figure AS f
JOIN dw.dim_release AS r USING (release_key)
LEFT JOIN corrections AS c USING (figure_key)
LEFT JOIN dw.dim_measure AS m USING (measure_key)
LEFT JOIN dw.dim_action AS a ON a.action_key = CASE WHEN map_contains(c.new, 'action') THEN c.action_key ELSE f.action_key END
LEFT JOIN dw.dim_place AS p ON p.place_key = CASE WHEN map_contains(c.new, 'place') THEN c.place_key ELSE f.place_key END
LEFT JOIN dw.dim_theme AS t USING (theme_key);
COMMENT ON VIEW main.figures_all IS 'One row is one figure of any version of a release, reprints and removed releases included. For totals use figures. Cells that a correction overrules show the new value (dw.correction).';
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
COMMENT ON COLUMN main.figures_all.corrected_fields IS 'Columns of this row that a human decision overruled, sorted; null for none. dw.fact_figure keeps what was read.';
COMMENT ON COLUMN main.figures_all.figure_key IS 'Key: md5_number_lower(release_key|span_start|span_end); kept by every rebuild.';
COMMENT ON COLUMN main.figures_all.span_start IS 'Offset of the figure''s first character in the release text, in code points from 0.';

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
COMMENT ON COLUMN main.figures_all.figure_key IS 'Key: md5_number_lower(release_key|span_start|span_end); kept by every rebuild.';
COMMENT ON COLUMN main.figures_all.release_path IS 'Path below raw/; for a row of a bulk file the path, # and the row''s key.';
COMMENT ON COLUMN main.figures_all.publisher IS 'Who issued it, as the metadata or the masthead names it; null where unknown.';
COMMENT ON COLUMN main.figures_all.title IS 'Title of the release; null where it has none.';
COMMENT ON COLUMN main.figures_all.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN main.figures_all.issued_on_source IS 'Where the date comes from: sidecar, manifest, path, document or inferred.';
COMMENT ON COLUMN main.figures_all.section IS 'Heading of the section it stands in; null before the first heading.';
COMMENT ON COLUMN main.figures_all.sentence IS 'The sentence it stands in, as printed.';
COMMENT ON COLUMN main.figures_all.span_start IS 'Offset of the figure''s first character in the release text, in code points from 0.';
COMMENT ON COLUMN main.figures_all.span_end IS 'Offset just past the figure''s last character.';
COMMENT ON COLUMN main.figures_all.span_text IS 'The figure as printed, from comparator or number to unit, classifier and trailing comparator.';
COMMENT ON COLUMN main.figures_all.quantity_class IS 'Class of the quantity: count, money, percent, percentage_point, multiple, measure, duration or rank.';
COMMENT ON COLUMN main.figures_all.value IS 'The number in its canonical unit (yuan, % from 0 to 100, m2, count …); null for a range.';
COMMENT ON COLUMN main.figures_all.value_low IS 'Lower end of a range, in the canonical unit.';
COMMENT ON COLUMN main.figures_all.value_high IS 'Upper end of a range, in the canonical unit.';
COMMENT ON COLUMN main.figures_all.comparator IS 'How the true value relates to the number: eq, approx, gt, ge, lt, le or between; it holds of the signed value.';
COMMENT ON COLUMN main.figures_all.unit IS 'Canonical unit: count, CNY and other ISO 4217 codes, %, pp, times, m2, m, kg, m3, kWh, kW, s, rank …';
COMMENT ON COLUMN main.figures_all.unit_text IS 'Unit as printed (亿元, 万平方米); for counts the classifier.';
COMMENT ON COLUMN main.figures_all.aspect IS 'What the number says of its measure: level, growth, change, share, completion, gap or rank.';
COMMENT ON COLUMN main.figures_all.basis IS 'What a growth or change compares with and how, as printed (同比, 可比价); null is the nominal or headline figure.';
COMMENT ON COLUMN main.figures_all.measure IS 'Canonical name of what is counted or measured (地区生产总值); where none is known, the name as printed.';
COMMENT ON COLUMN main.figures_all.measure_text IS 'The measure as printed.';
COMMENT ON COLUMN main.figures_all.action IS 'What is done to it, as printed (新引进, 新开工); null for plain sizes.';
COMMENT ON COLUMN main.figures_all.action_stage IS 'Stage of a project''s life: 1 招引, 2 签约, 3 落地, 4 开工, 5 建设, 6 竣工, 7 投产; null outside it.';
COMMENT ON COLUMN main.figures_all.threshold_comparator IS 'Comparator of the condition that each counted item meets (过亿元项目: gt).';
COMMENT ON COLUMN main.figures_all.threshold_value IS 'Value of that condition, in threshold_unit.';
COMMENT ON COLUMN main.figures_all.threshold_unit IS 'Canonical unit of that condition.';
COMMENT ON COLUMN main.figures_all.subject IS 'Project, park or other thing whose quantity it is; null where a place is meant.';
COMMENT ON COLUMN main.figures_all.status IS 'target: to be reached after the release; achieved: reported as reached; stated: a plain property or rule.';
COMMENT ON COLUMN main.figures_all.strength IS 'How firmly a target is promised: 3 确保, 2 计划, 1 力争; null where no word says it.';
COMMENT ON COLUMN main.figures_all.bindingness IS '约束性 or 预期性, where the text says so.';
COMMENT ON COLUMN main.figures_all.scope IS 'total, per_unit (人均), group_total (several items together) or cumulative (累计).';
COMMENT ON COLUMN main.figures_all.is_additive IS 'Whether it may be summed over places with its like: no rate, share, part of another figure or nested threshold.';
COMMENT ON COLUMN main.figures_all.is_rhetorical IS 'Whether it counts slogans, not things (三大突破).';
COMMENT ON COLUMN main.figures_all.target_tier IS 'base or stretch, where a target names two levels.';
COMMENT ON COLUMN main.figures_all.admin_scope IS 'Whose books, as printed (全市, 市级, 市本级 …).';
COMMENT ON COLUMN main.figures_all.data_status IS 'Standing of the datum, as printed (预计, 快报, 决算 …).';
COMMENT ON COLUMN main.figures_all.reference IS 'What a rank, gap, share or completion refers to (全国, 年初预算 …).';
COMMENT ON COLUMN main.figures_all.value_precision IS 'Value of the last printed digit, in the canonical unit.';
COMMENT ON COLUMN main.figures_all.kind IS 'Kind of release: work_report, communique, budget_report, policy, news …; null where unknown.';
COMMENT ON COLUMN main.figures_all.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN main.figures_all.place_code IS 'Code of GB/T 2260 on the date of issue; null for zones, regions and foreign countries.';
COMMENT ON COLUMN main.figures_all.place_level IS 'Level of the place: country, province, prefecture, county, zone …';
COMMENT ON COLUMN main.figures_all.parent_place IS 'Name of the place it belongs to.';
COMMENT ON COLUMN main.figures_all.place_source IS 'Where the place comes from: sentence, paragraph, section, title or publisher.';
COMMENT ON COLUMN main.figures_all.period_start IS 'First day of the time it holds for or is due in, inclusive; null where open or unstated.';
COMMENT ON COLUMN main.figures_all.period_end IS 'Last day of that time, inclusive; null where unstated.';
COMMENT ON COLUMN main.figures_all.theme IS 'Policy theme with the largest weight; null where no rule gives one. All themes are in dw.bridge_figure_theme.';
COMMENT ON COLUMN main.figures_all.confidence IS 'How sure the rule that fired is, 0 to 1.';
COMMENT ON COLUMN main.figures_all.rule IS 'Name of the rule that fired.';
COMMENT ON COLUMN main.figures_all.version_no IS 'Number of this version of the path, from 1.';
COMMENT ON COLUMN main.figures_all.is_current IS 'Whether raw/ holds this version now.';
COMMENT ON COLUMN main.figures_all.cluster_id IS 'Releases with the same content share it: reprints of each other.';
COMMENT ON COLUMN main.figures_all.is_cluster_primary IS 'Whether this is the one version of its cluster that counts in figures: earliest issued, then first loaded, then path.';

CREATE TABLE dw.fact_figure (
    figure_key UBIGINT NOT NULL,
    release_key UBIGINT NOT NULL,
    issued_on DATE NOT NULL,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    span_text VARCHAR NOT NULL,
    sentence_start INTEGER NOT NULL,
    sentence_end INTEGER NOT NULL,
    sentence VARCHAR NOT NULL,
    section VARCHAR,
    quantity_class VARCHAR NOT NULL
        CHECK (quantity_class IN ('count', 'money', 'percent', 'percentage_point', 'multiple', 'measure', 'duration', 'rank')),
    value DOUBLE CHECK (isfinite(value)),
    value_low DOUBLE CHECK (isfinite(value_low)),
    value_high DOUBLE CHECK (isfinite(value_high)),
    comparator VARCHAR NOT NULL CHECK (comparator IN ('eq', 'approx', 'gt', 'ge', 'lt', 'le', 'between')),
    unit VARCHAR NOT NULL CHECK (unit <> ''),
    unit_text VARCHAR,
    aspect VARCHAR NOT NULL CHECK (aspect IN ('level', 'growth', 'change', 'share', 'completion', 'gap', 'rank')),
    basis VARCHAR,
    measure_key UBIGINT,
    measure_text VARCHAR,
    action VARCHAR,
    action_key UBIGINT,
    threshold_comparator VARCHAR CHECK (threshold_comparator IN ('eq', 'approx', 'gt', 'ge', 'lt', 'le', 'between')),
    threshold_value DOUBLE CHECK (isfinite(threshold_value)),
    threshold_unit VARCHAR,
    subject VARCHAR,
    status VARCHAR NOT NULL CHECK (status IN ('target', 'achieved', 'stated')),
    strength TINYINT CHECK (strength BETWEEN 1 AND 3),
    bindingness VARCHAR,
    scope VARCHAR NOT NULL CHECK (scope IN ('total', 'per_unit', 'group_total', 'cumulative')),
    is_additive BOOLEAN NOT NULL,
    is_rhetorical BOOLEAN NOT NULL,
    target_tier VARCHAR CHECK (target_tier IN ('base', 'stretch')),
    admin_scope VARCHAR,
    data_status VARCHAR,
    reference VARCHAR,
    value_precision DOUBLE,
    place_key UBIGINT,
    place VARCHAR,
    place_source VARCHAR CHECK (place_source IN ('sentence', 'paragraph', 'section', 'title', 'publisher')),
    period_start DATE,
    period_end DATE CHECK (period_start IS NULL OR period_end IS NULL OR period_start <= period_end),
    part_of_key UBIGINT,
    theme_key UBIGINT,
    confidence DOUBLE NOT NULL CHECK (confidence BETWEEN 0 AND 1),
    rule VARCHAR NOT NULL,
    CHECK (value IS NOT NULL OR value_low IS NOT NULL OR value_high IS NOT NULL),
    CHECK (comparator <> 'between' OR value IS NULL),
    CHECK (value_low <= value_high),
    CHECK ((threshold_comparator IS NULL) = (threshold_value IS NULL))
);
COMMENT ON TABLE dw.fact_figure IS 'One row is one figure at one span of one release version: one quantity that says something about the world. Every version and reprint is here.';
COMMENT ON COLUMN dw.fact_figure.figure_key IS 'Key: md5_number_lower(release_key|span_start|span_end); kept by every rebuild.';
COMMENT ON COLUMN dw.fact_figure.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_figure.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN dw.fact_figure.span_start IS 'Offset of the figure''s first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_figure.span_end IS 'Offset just past the figure''s last character.';
COMMENT ON COLUMN dw.fact_figure.span_text IS 'The figure as printed, from comparator or number to unit, classifier and trailing comparator.';
COMMENT ON COLUMN dw.fact_figure.sentence_start IS 'Offset of the first character of its sentence.';
COMMENT ON COLUMN dw.fact_figure.sentence_end IS 'Offset just past the last character of its sentence.';
COMMENT ON COLUMN dw.fact_figure.sentence IS 'The sentence it stands in, as printed.';
COMMENT ON COLUMN dw.fact_figure.section IS 'Heading of the section it stands in; null before the first heading.';
COMMENT ON COLUMN dw.fact_figure.quantity_class IS 'Class of the quantity: count, money, percent, percentage_point, multiple, measure, duration or rank.';
COMMENT ON COLUMN dw.fact_figure.value IS 'The number in its canonical unit (yuan, % from 0 to 100, m2, count …); null for a range.';
COMMENT ON COLUMN dw.fact_figure.value_low IS 'Lower end of a range, in the canonical unit.';
COMMENT ON COLUMN dw.fact_figure.value_high IS 'Upper end of a range, in the canonical unit.';
COMMENT ON COLUMN dw.fact_figure.comparator IS 'How the true value relates to the number: eq, approx, gt, ge, lt, le or between; it holds of the signed value.';
COMMENT ON COLUMN dw.fact_figure.unit IS 'Canonical unit: count, CNY and other ISO 4217 codes, %, pp, times, m2, m, kg, m3, kWh, kW, s, rank …';
COMMENT ON COLUMN dw.fact_figure.unit_text IS 'Unit as printed (亿元, 万平方米); for counts the classifier.';
COMMENT ON COLUMN dw.fact_figure.aspect IS 'What the number says of its measure: level, growth, change, share, completion, gap or rank.';
COMMENT ON COLUMN dw.fact_figure.basis IS 'What the number is compared with or how it is computed, as printed (同比, 可比价, 年均); null is the nominal or headline figure.';
COMMENT ON COLUMN dw.fact_figure.measure_key IS 'What is counted or measured (dim_measure); null where the text names nothing.';
COMMENT ON COLUMN dw.fact_figure.measure_text IS 'The measure as printed.';
COMMENT ON COLUMN dw.fact_figure.action IS 'What is done to it, as printed (新引进, 新开工); null for plain sizes.';
COMMENT ON COLUMN dw.fact_figure.action_key IS 'Class of the action (dim_action); null where there is no action or the lexicon does not know it.';
COMMENT ON COLUMN dw.fact_figure.threshold_comparator IS 'Comparator of the condition that each counted item meets (过亿元项目: gt).';
COMMENT ON COLUMN dw.fact_figure.threshold_value IS 'Value of that condition, in threshold_unit.';
COMMENT ON COLUMN dw.fact_figure.threshold_unit IS 'Canonical unit of that condition.';
COMMENT ON COLUMN dw.fact_figure.subject IS 'Project, park or other thing whose quantity it is; null where a place is meant.';
COMMENT ON COLUMN dw.fact_figure.status IS 'target: to be reached after the release; achieved: reported as reached; stated: a plain property or rule.';
COMMENT ON COLUMN dw.fact_figure.strength IS 'How firmly a target is promised: 3 确保, 2 计划, 1 力争; null where no word says it.';
COMMENT ON COLUMN dw.fact_figure.bindingness IS '约束性 or 预期性, where the text says so.';
COMMENT ON COLUMN dw.fact_figure.scope IS 'total, per_unit (人均), group_total (several items together) or cumulative (累计).';
COMMENT ON COLUMN dw.fact_figure.is_additive IS 'Whether it may be summed over places with its like: no rate, share, part of another figure or nested threshold.';
COMMENT ON COLUMN dw.fact_figure.is_rhetorical IS 'Whether it counts slogans, not things (三大突破).';
COMMENT ON COLUMN dw.fact_figure.target_tier IS 'base or stretch, where a target names two levels.';
COMMENT ON COLUMN dw.fact_figure.admin_scope IS 'Whose books, as printed (全市, 市级, 市本级 …).';
COMMENT ON COLUMN dw.fact_figure.data_status IS 'Standing of the datum, as printed (预计, 快报, 决算 …).';
COMMENT ON COLUMN dw.fact_figure.reference IS 'What a rank, gap, share or completion refers to (全国, 年初预算 …).';
COMMENT ON COLUMN dw.fact_figure.value_precision IS 'Value of the last printed digit, in the canonical unit.';
COMMENT ON COLUMN dw.fact_figure.place_key IS 'State of the place on the date of issue (dim_place), the nearest state where none held; null for no known place.';
COMMENT ON COLUMN dw.fact_figure.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN dw.fact_figure.place_source IS 'Where the place comes from: sentence, paragraph, section, title or publisher.';
COMMENT ON COLUMN dw.fact_figure.period_start IS 'First day of the time it holds for or is due in, inclusive; null where open or unstated.';
COMMENT ON COLUMN dw.fact_figure.period_end IS 'Last day of that time, inclusive; null where unstated.';
COMMENT ON COLUMN dw.fact_figure.part_of_key IS 'figure_key of the figure that it is a part of (其中).';
COMMENT ON COLUMN dw.fact_figure.theme_key IS 'Its policy theme with the largest weight (dim_theme); all are in bridge_figure_theme.';
COMMENT ON COLUMN dw.fact_figure.confidence IS 'How sure the rule that fired is, 0 to 1.';
COMMENT ON COLUMN dw.fact_figure.rule IS 'Name of the rule that fired.';

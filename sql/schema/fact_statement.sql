CREATE TABLE dw.fact_statement (
    statement_key UBIGINT NOT NULL,
    figure_key UBIGINT,
    milestone_key UBIGINT,
    release_key UBIGINT NOT NULL,
    issued_on DATE NOT NULL,
    kind VARCHAR,
    span_start INTEGER NOT NULL CHECK (span_start >= 0),
    span_end INTEGER NOT NULL CHECK (span_end > span_start),
    span_text VARCHAR NOT NULL,
    status VARCHAR NOT NULL CHECK (status IN ('target', 'achieved')),
    place_id VARCHAR,
    place VARCHAR,
    place_key UBIGINT,
    books VARCHAR,
    measure_key UBIGINT,
    measure VARCHAR,
    measure_text VARCHAR,
    is_known_measure BOOLEAN NOT NULL,
    direction TINYINT,
    action VARCHAR,
    action_class VARCHAR,
    action_stage TINYINT,
    subject VARCHAR,
    subject_name VARCHAR,
    event VARCHAR,
    aspect VARCHAR,
    unit VARCHAR,
    classifier VARCHAR,
    basis VARCHAR,
    basis_class VARCHAR,
    scope VARCHAR,
    threshold_comparator VARCHAR,
    threshold_value DOUBLE,
    threshold_unit VARCHAR,
    target_tier VARCHAR,
    period_start DATE,
    period_end DATE,
    is_open BOOLEAN NOT NULL,
    comparator VARCHAR,
    value DOUBLE,
    value_low DOUBLE,
    value_high DOUBLE,
    value_precision DOUBLE,
    strength TINYINT,
    data_status VARCHAR,
    likeness VARCHAR NOT NULL,
    like_key UBIGINT NOT NULL,
    series_key UBIGINT NOT NULL,
    identity VARCHAR NOT NULL CHECK (identity <> ''),
    CHECK ((figure_key IS NULL) <> (milestone_key IS NULL)),
    CHECK ((figure_key IS NULL) = (event IS NOT NULL)),
    CHECK ((figure_key IS NULL) OR measure IS NOT NULL)
);
COMMENT ON TABLE dw.fact_statement IS 'One row is one target or achieved figure (for a joint measure, one of its measures) or milestone of a current release, reprints left out, in the terms by which statements of different releases are compared.';
COMMENT ON COLUMN dw.fact_statement.statement_key IS 'Key: md5_number_lower(figure_key or milestone_key|measure or event).';
COMMENT ON COLUMN dw.fact_statement.figure_key IS 'The figure (fact_figure); null for a milestone.';
COMMENT ON COLUMN dw.fact_statement.milestone_key IS 'The milestone (fact_milestone); null for a figure.';
COMMENT ON COLUMN dw.fact_statement.release_key IS 'The release version (dim_release).';
COMMENT ON COLUMN dw.fact_statement.issued_on IS 'Date of issue of the release (dim_date).';
COMMENT ON COLUMN dw.fact_statement.kind IS 'Kind of the release: work_report, communique, budget_report, policy, news or other.';
COMMENT ON COLUMN dw.fact_statement.span_start IS 'Offset of its first character in the release text, in code points from 0.';
COMMENT ON COLUMN dw.fact_statement.span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_statement.span_text IS 'The figure or milestone as printed.';
COMMENT ON COLUMN dw.fact_statement.status IS 'target: to be reached after the release; achieved: reported as reached.';
COMMENT ON COLUMN dw.fact_statement.place_id IS 'Identity of the place (dim_place), which lasts through renamings; null for no known place.';
COMMENT ON COLUMN dw.fact_statement.place IS 'Standard name of the place at the time; null where none is known.';
COMMENT ON COLUMN dw.fact_statement.place_key IS 'State of the place on the date of issue (dim_place); null for no known place.';
COMMENT ON COLUMN dw.fact_statement.books IS 'Whose books, where they are not those of the whole place (市级, 市本级, 中央 …); null for the whole place (全市, 全省, 地方).';
COMMENT ON COLUMN dw.fact_statement.measure_key IS 'Measure (dim_measure); null for a milestone.';
COMMENT ON COLUMN dw.fact_statement.measure IS 'Canonical name of the measure; null for a milestone.';
COMMENT ON COLUMN dw.fact_statement.measure_text IS 'The measure as printed.';
COMMENT ON COLUMN dw.fact_statement.is_known_measure IS 'Whether the lexicon knows the measure as an indicator, a bare head (项目, 投资) excepted.';
COMMENT ON COLUMN dw.fact_statement.direction IS '+1 more is better, -1 less is, 0 neither; null where the lexicon does not say. Of what is to be removed (压减煤炭) more is better.';
COMMENT ON COLUMN dw.fact_statement.action IS 'What is done to it, as printed; null for plain sizes and for indicators that hold the action (城镇新增就业).';
COMMENT ON COLUMN dw.fact_statement.action_class IS 'Class of that action (dim_action), else the action as printed.';
COMMENT ON COLUMN dw.fact_statement.action_stage IS 'Stage of a project''s life that the action or event is (dim_action); null outside it.';
COMMENT ON COLUMN dw.fact_statement.subject IS 'Project, park or other thing it is about, as printed; null where a place is meant.';
COMMENT ON COLUMN dw.fact_statement.subject_name IS 'Its fullest name over all releases: short and near equal names are joined as in bridge_subject_name.';
COMMENT ON COLUMN dw.fact_statement.event IS 'Event of a milestone, as printed; null for a figure.';
COMMENT ON COLUMN dw.fact_statement.aspect IS 'level, growth, change, share, completion, gap or rank; a share of a ratio (研发经费投入强度) is a level. Null for a milestone.';
COMMENT ON COLUMN dw.fact_statement.unit IS 'Canonical unit; growth in 倍 is put into %. Null for a milestone.';
COMMENT ON COLUMN dw.fact_statement.classifier IS 'For counts the classifier without its power of ten (万人次 is 人次; 名 and 位 are 人); null where none is printed.';
COMMENT ON COLUMN dw.fact_statement.basis IS 'What a growth or change is compared with, as printed.';
COMMENT ON COLUMN dw.fact_statement.basis_class IS 'Class of the basis (lexicon bases.csv), another basis as printed; null is the headline figure.';
COMMENT ON COLUMN dw.fact_statement.scope IS 'total, per_unit, group_total or cumulative; total for an indicator that holds its scope (人均可支配收入).';
COMMENT ON COLUMN dw.fact_statement.threshold_comparator IS 'Comparator of the condition that each counted item meets.';
COMMENT ON COLUMN dw.fact_statement.threshold_value IS 'Value of that condition, in threshold_unit.';
COMMENT ON COLUMN dw.fact_statement.threshold_unit IS 'Canonical unit of that condition.';
COMMENT ON COLUMN dw.fact_statement.target_tier IS 'stretch for a stretch target; null for a base target or a plain one.';
COMMENT ON COLUMN dw.fact_statement.period_start IS 'First day of the time it holds for or is due in; where the text gives none or one day, 1 January of the year of period_end.';
COMMENT ON COLUMN dw.fact_statement.period_end IS 'Last day of that time; the due date of a target. Null where unstated.';
COMMENT ON COLUMN dw.fact_statement.is_open IS 'Whether the text gives no first day (到2025年).';
COMMENT ON COLUMN dw.fact_statement.comparator IS 'How the true value relates to the number; null for a milestone.';
COMMENT ON COLUMN dw.fact_statement.value IS 'The number in the unit; null for a range or milestone.';
COMMENT ON COLUMN dw.fact_statement.value_low IS 'Lower end of a range.';
COMMENT ON COLUMN dw.fact_statement.value_high IS 'Upper end of a range.';
COMMENT ON COLUMN dw.fact_statement.value_precision IS 'Value of the last printed digit, in the unit.';
COMMENT ON COLUMN dw.fact_statement.strength IS 'How firmly a target is promised: 3 确保, 2 计划, 1 力争; null where no word says it.';
COMMENT ON COLUMN dw.fact_statement.data_status IS 'Standing of the datum, as printed (预计, 快报, 决算 …).';
COMMENT ON COLUMN dw.fact_statement.identity IS 'What statements must share to speak of one commitment: place, books, measure, action, threshold, aspect, basis, scope, unit, period, tier; for a milestone place, subject and event.';
COMMENT ON COLUMN dw.fact_statement.likeness IS 'The identity without place and period: what figures of several places must share to be compared. The country''s measure stands under its local name.';
COMMENT ON COLUMN dw.fact_statement.like_key IS 'md5_number_lower(likeness): compares places.';
COMMENT ON COLUMN dw.fact_statement.series_key IS 'md5_number_lower(place|likeness): one measure of one place through the years.';

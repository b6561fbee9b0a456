CREATE TABLE dw.fact_commitment (
    commitment_key UBIGINT PRIMARY KEY,
    identity VARCHAR NOT NULL,
    like_key UBIGINT NOT NULL,
    series_key UBIGINT NOT NULL,
    place_key UBIGINT,
    place_id VARCHAR,
    place VARCHAR,
    admin_scope VARCHAR,
    measure_key UBIGINT,
    action VARCHAR,
    action_class VARCHAR,
    action_stage TINYINT,
    subject VARCHAR,
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
    comparator VARCHAR,
    first_target DOUBLE,
    first_due DATE,
    target_value DOUBLE,
    target_low DOUBLE,
    target_high DOUBLE,
    strength TINYINT,
    direction TINYINT,
    first_stated_on DATE NOT NULL,
    last_stated_on DATE NOT NULL CHECK (last_stated_on >= first_stated_on),
    n_statements INTEGER NOT NULL CHECK (n_statements >= 1),
    n_revisions INTEGER NOT NULL CHECK (n_revisions >= 0 AND n_revisions < n_statements),
    target_statement_key UBIGINT NOT NULL,
    target_release_key UBIGINT NOT NULL,
    target_span_start INTEGER NOT NULL,
    target_span_end INTEGER NOT NULL CHECK (target_span_end > target_span_start),
    outcome_statement_key UBIGINT,
    outcome_release_key UBIGINT,
    outcome_on DATE,
    outcome_span_start INTEGER,
    outcome_span_end INTEGER CHECK (outcome_span_end > outcome_span_start),
    outcome_value DOUBLE,
    attained VARCHAR CHECK (attained IN ('yes', 'no')),
    lifecycle VARCHAR NOT NULL CHECK (lifecycle IN ('open', 'achieved', 'missed', 'lapsed', 'unknown')),
    last_progress_on DATE,
    silent_release_key UBIGINT,
    flag VARCHAR,
    CHECK ((attained = 'yes') IS NOT DISTINCT FROM (CASE WHEN lifecycle = 'achieved' THEN true WHEN lifecycle = 'missed' THEN false END)),
    CHECK ((outcome_release_key IS NULL) = (outcome_span_start IS NULL)),
    CHECK ((measure_key IS NULL) = (event IS NOT NULL))
);
COMMENT ON TABLE dw.fact_commitment IS 'One row is one commitment with what became of it: a measure of a place due at a time, or an event of a project. Rebuilt whole by rule; every cell has its rows in fact_commitment_event.';
COMMENT ON COLUMN dw.fact_commitment.commitment_key IS 'Key: md5_number_lower(identity); where one release gives several numbers for one identity, of identity, action and measure as printed, at need with the number.';
COMMENT ON COLUMN dw.fact_commitment.identity IS 'What makes it this commitment: place, books, subject, measure, action, threshold, aspect, basis, scope, unit, period, tier; of a milestone place, subject and event.';
COMMENT ON COLUMN dw.fact_commitment.place_key IS 'State of the place on the date of the statement in force (dim_place); null for no known place.';
COMMENT ON COLUMN dw.fact_commitment.place_id IS 'Identity of the place (dim_place), which lasts through renamings.';
COMMENT ON COLUMN dw.fact_commitment.place IS 'Standard name of the place in the statement in force; null where none is known.';
COMMENT ON COLUMN dw.fact_commitment.admin_scope IS 'Whose books, where not those of the whole place (市级, 市本级 …).';
COMMENT ON COLUMN dw.fact_commitment.measure_key IS 'What is promised (dim_measure); null for a milestone.';
COMMENT ON COLUMN dw.fact_commitment.action IS 'What is done to it, as printed in the statement in force; null for plain sizes and for indicators that hold the action.';
COMMENT ON COLUMN dw.fact_commitment.action_class IS 'Class of the action or event (dim_action), else as printed.';
COMMENT ON COLUMN dw.fact_commitment.action_stage IS 'Stage of a project''s life: 1 招引, 2 签约, 3 落地, 4 开工, 5 建设, 6 竣工, 7 投产; null outside it.';
COMMENT ON COLUMN dw.fact_commitment.subject IS 'Project, park or other thing it is about, by its fullest name over all releases; null where a place is meant.';
COMMENT ON COLUMN dw.fact_commitment.event IS 'Event of a milestone, as printed; null for a figure.';
COMMENT ON COLUMN dw.fact_commitment.aspect IS 'level, growth, change, share, completion, gap or rank; null for a milestone.';
COMMENT ON COLUMN dw.fact_commitment.unit IS 'Canonical unit of the target; growth in 倍 is put into %. Null for a milestone.';
COMMENT ON COLUMN dw.fact_commitment.classifier IS 'For counts the classifier; null where none is printed.';
COMMENT ON COLUMN dw.fact_commitment.basis IS 'What a growth or change is compared with, as printed in the statement in force.';
COMMENT ON COLUMN dw.fact_commitment.basis_class IS 'Class of the basis (lexicon bases.csv); null is the headline figure.';
COMMENT ON COLUMN dw.fact_commitment.scope IS 'total, per_unit, group_total or cumulative; null for a milestone.';
COMMENT ON COLUMN dw.fact_commitment.threshold_comparator IS 'Comparator of the condition that each counted item meets.';
COMMENT ON COLUMN dw.fact_commitment.threshold_value IS 'Value of that condition, in threshold_unit.';
COMMENT ON COLUMN dw.fact_commitment.threshold_unit IS 'Canonical unit of that condition.';
COMMENT ON COLUMN dw.fact_commitment.target_tier IS 'stretch for a stretch target; null for a base target or a plain one.';
COMMENT ON COLUMN dw.fact_commitment.period_start IS 'First day of the time it is for; 1 January of the due year where the text gives none.';
COMMENT ON COLUMN dw.fact_commitment.period_end IS 'The due date in force; null where unstated.';
COMMENT ON COLUMN dw.fact_commitment.comparator IS 'How the outcome is to relate to the target; null for a milestone.';
COMMENT ON COLUMN dw.fact_commitment.first_target IS 'The number first promised, in unit; of a range its lower end.';
COMMENT ON COLUMN dw.fact_commitment.first_due IS 'The due date first promised.';
COMMENT ON COLUMN dw.fact_commitment.target_value IS 'The number in force, in unit; null for a range or milestone.';
COMMENT ON COLUMN dw.fact_commitment.target_low IS 'Lower end of a range in force.';
COMMENT ON COLUMN dw.fact_commitment.target_high IS 'Upper end of a range in force.';
COMMENT ON COLUMN dw.fact_commitment.strength IS 'How firmly it is promised in the statement in force: 3 确保, 2 计划, 1 力争; null where no word says it.';
COMMENT ON COLUMN dw.fact_commitment.direction IS '+1 more is better, -1 less is, 0 neither; null where the lexicon does not say (judged as +1).';
COMMENT ON COLUMN dw.fact_commitment.first_stated_on IS 'When it was first promised.';
COMMENT ON COLUMN dw.fact_commitment.last_stated_on IS 'When it was last promised or repeated.';
COMMENT ON COLUMN dw.fact_commitment.n_statements IS 'How many times it was promised or repeated.';
COMMENT ON COLUMN dw.fact_commitment.n_revisions IS 'How many times it was raised, lowered or postponed.';
COMMENT ON COLUMN dw.fact_commitment.target_statement_key IS 'The statement in force (fact_statement): the last that set or changed the value, of those a work report''s, then the earliest.';
COMMENT ON COLUMN dw.fact_commitment.target_release_key IS 'The release version of the statement in force (dim_release).';
COMMENT ON COLUMN dw.fact_commitment.target_span_start IS 'Offset of its first character there, in code points from 0.';
COMMENT ON COLUMN dw.fact_commitment.target_span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_commitment.outcome_statement_key IS 'The statement of the outcome (fact_statement); null where none is reported.';
COMMENT ON COLUMN dw.fact_commitment.outcome_release_key IS 'The release version that reports the outcome (dim_release): of the target''s kind before other kinds, the likest, the earliest.';
COMMENT ON COLUMN dw.fact_commitment.outcome_on IS 'Date of issue of that release.';
COMMENT ON COLUMN dw.fact_commitment.outcome_span_start IS 'Offset of the outcome''s first character there, in code points from 0.';
COMMENT ON COLUMN dw.fact_commitment.outcome_span_end IS 'Offset just past its last character.';
COMMENT ON COLUMN dw.fact_commitment.outcome_value IS 'The number reported, in unit; null for a range or milestone.';
COMMENT ON COLUMN dw.fact_commitment.attained IS 'yes or no by comparator, direction and, for 左右, tolerance; null where no outcome is reported or it leaves the question open.';
COMMENT ON COLUMN dw.fact_commitment.lifecycle IS 'achieved, missed: by the outcome; lapsed: due more than 12 months before the latest release and the next release of its kind that covers the place is silent; unknown: the place was not covered again; open: else.';
COMMENT ON COLUMN dw.fact_commitment.last_progress_on IS 'When progress or the outcome was last reported; null where never.';
COMMENT ON COLUMN dw.fact_commitment.silent_release_key IS 'Of a lapsed one the release of its kind that covers the place without a word of it (dim_release).';
COMMENT ON COLUMN dw.fact_commitment.flag IS 'What a reader must know: restated base, basis differs, outcome leaves it open, outcome preliminary, CPI more than 1 point below its target, reported far from its target (less than a third, more than three times: no outcome, look at what is measured), done late, several numbers for one name.';
COMMENT ON COLUMN dw.fact_commitment.like_key IS 'Of the identity without place and period: compares places (fact_statement).';
COMMENT ON COLUMN dw.fact_commitment.series_key IS 'Of the identity without period: one promise of one place through the years (fact_statement).';

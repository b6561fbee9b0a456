-- Targets and achieved figures and milestones of current releases, in terms in which releases can be compared.
WITH releases AS (
    SELECT release_key, kind FROM dw.dim_release WHERE is_current AND is_cluster_primary
),
known_names AS (
    SELECT name AS printed, name AS measure FROM staging.lexicon_measures
    UNION SELECT alias, canonical FROM staging.lexicon_measure_aliases
),
-- one rate for several measures (游客人数、旅游收入均增长5%): a statement of each, where the lexicon knows every one
joint AS (
    SELECT measure_key, unnest(regexp_split_to_array(measure, '[、和与及]')) AS printed
    FROM dw.dim_measure
    WHERE NOT is_lexicon AND regexp_matches(measure, '[、和与及]')
),
parts AS (
    SELECT joint.measure_key AS joint_key, list(DISTINCT known_names.measure) AS names
    FROM joint
    LEFT JOIN known_names USING (printed)
    GROUP BY joint.measure_key
    HAVING bool_and(known_names.measure IS NOT NULL) AND count(DISTINCT known_names.measure) = count(*)
),
-- two rates for one joint name (分别下降5%和2%) are shared out: which is whose the name does not say
shared_out AS (
    SELECT DISTINCT f.figure_key
    FROM dw.fact_figure AS f
    JOIN dw.fact_figure AS other ON other.release_key = f.release_key AND other.sentence_start = f.sentence_start AND other.measure_key = f.measure_key
        AND other.aspect = f.aspect AND other.unit = f.unit AND other.figure_key <> f.figure_key
    WHERE f.measure_key IN (SELECT joint_key FROM parts)
),
named AS (
    SELECT measure_key AS joint_key, measure, false AS is_part FROM dw.dim_measure
    UNION ALL SELECT joint_key, unnest(names), true FROM parts
),
measures AS (
    SELECT
        named.joint_key, named.is_part, m.measure_key, m.measure, m.direction, m.flow_or_stock,
        m.is_lexicon AND NOT starts_with(coalesce(l.note, ''), 'generic') AS is_lexicon  -- a bare head (项目) tells nothing apart
    FROM named
    JOIN dw.dim_measure AS m USING (measure)
    LEFT JOIN staging.lexicon_measures AS l ON l.name = m.measure
),
corrections AS (
    SELECT
        figure_key, map_from_entries(list({'k': field, 'v': new_value})) AS new, max(place_key) AS new_place_key, max(action_key) AS new_action_key
    FROM dw.correction
    WHERE is_in_force
    GROUP BY figure_key
),
-- figures as human decisions have them: what is promised and reached rests on the corrected cells
decided AS (
    SELECT
        f.* REPLACE (
            decided_number(new, 'value', value) AS value, decided_number(new, 'value_low', value_low) AS value_low,
            decided_number(new, 'value_high', value_high) AS value_high, decided_text(new, 'comparator', comparator) AS comparator,
            decided_text(new, 'unit', unit) AS unit, decided_text(new, 'unit_text', unit_text) AS unit_text, decided_text(new, 'aspect', aspect) AS aspect,
            decided_text(new, 'basis', basis) AS basis, if(map_contains(new, 'measure'), md5_number_lower(map_extract_value(new, 'measure')), measure_key) AS measure_key,
            decided_text(new, 'action', action) AS action, if(map_contains(new, 'action'), new_action_key, action_key) AS action_key,
            decided_text(new, 'threshold_comparator', threshold_comparator) AS threshold_comparator,
            decided_number(new, 'threshold_value', threshold_value) AS threshold_value, decided_text(new, 'threshold_unit', threshold_unit) AS threshold_unit,
            decided_text(new, 'subject', subject) AS subject, decided_text(new, 'status', status) AS status,
            decided_number(new, 'strength', strength)::TINYINT AS strength, decided_text(new, 'scope', scope) AS scope,
            decided_text(new, 'is_rhetorical', is_rhetorical::VARCHAR)::BOOLEAN AS is_rhetorical,
            decided_text(new, 'target_tier', target_tier) AS target_tier, decided_text(new, 'admin_scope', admin_scope) AS admin_scope,
            decided_text(new, 'data_status', data_status) AS data_status, decided_text(new, 'place', place) AS place,
            if(map_contains(new, 'place'), new_place_key, place_key) AS place_key,
            decided_day(new, 'period_start', period_start) AS period_start, decided_day(new, 'period_end', period_end) AS period_end)
    FROM dw.fact_figure AS f
    LEFT JOIN corrections USING (figure_key)
),
bases AS (
    SELECT basis, arg_min(b.basis_class, b.rank::INTEGER) AS basis_class, arg_min(b.headline_of, b.rank::INTEGER) AS headline_of
    FROM (SELECT DISTINCT basis FROM decided WHERE basis IS NOT NULL)
    JOIN staging.lexicon_bases AS b ON regexp_matches(basis, b.pattern)
    GROUP BY basis
),
figures AS (
    SELECT
        md5_number_lower(concat_ws('|', f.figure_key, m.measure)) AS statement_key,
        f.figure_key, f.release_key, f.issued_on, r.kind, f.span_start, f.span_end, f.span_text, f.status,
        p.place_id, f.place, f.place_key,
        CASE WHEN NOT regexp_matches(f.admin_scope, '^(全.{1,2}|地方)$') THEN f.admin_scope END AS books,
        m.measure_key, m.measure, f.measure_text, m.is_lexicon AS is_known_measure,
        if(a.action_class = 'remove' AND f.aspect = 'level', 1, m.direction) AS direction,  -- of 压减煤炭 more is better
        coalesce(m.is_lexicon AND m.flow_or_stock <> 'stock', false) AS holds_action,
        CASE WHEN NOT holds_action THEN f.action END AS action,
        CASE WHEN NOT holds_action THEN coalesce(a.action_class, f.action) END AS action_class,
        CASE WHEN NOT holds_action THEN a.stage END AS action_stage,
        f.subject, coalesce(t.subject, f.subject) AS subject_name, coalesce(t.first_name, f.subject) AS subject_identity,
        CASE WHEN f.aspect = 'share' AND m.flow_or_stock = 'ratio' THEN 'level' ELSE f.aspect END AS aspect,
        f.unit = 'times' AND f.aspect = 'growth' AS in_times,
        if(in_times, '%', f.unit) AS unit,
        if(in_times, 100, 1) AS factor,
        CASE WHEN f.quantity_class = 'count'
            THEN nullif(regexp_replace(regexp_replace(f.unit_text, '[多余几来上近十百千万亿]', '', 'g'), '^[名位]$', '人'), '')
        END AS classifier,
        f.basis,
        CASE
            WHEN regexp_matches(m.measure, b.headline_of) AND b.headline_of <> '' THEN NULL
            WHEN coalesce(b.basis_class, f.basis) = 'headline' THEN NULL
            WHEN regexp_extract(f.basis, '(19|20)\d\d') = (year(f.period_end) - 1)::VARCHAR THEN NULL
            ELSE coalesce(b.basis_class, f.basis)
        END AS basis_class,
        if(m.is_lexicon AND f.scope = 'per_unit', 'total', f.scope) AS scope,
        f.threshold_comparator, f.threshold_value, f.threshold_unit,
        CASE WHEN f.target_tier = 'stretch' THEN f.target_tier END AS target_tier,
        CASE WHEN f.period_start IS NULL OR f.period_start = f.period_end
            THEN date_trunc('year', f.period_end)::DATE ELSE f.period_start
        END AS period_start,
        f.period_end,
        f.period_start IS NULL AS is_open,
        f.comparator,
        f.value * factor AS value, f.value_low * factor AS value_low, f.value_high * factor AS value_high,
        f.value_precision * factor AS value_precision,
        f.strength, f.data_status
    FROM decided AS f
    JOIN releases AS r USING (release_key)
    JOIN measures AS m ON m.joint_key = f.measure_key
        AND m.is_part = (f.unit IN ('%', 'pp') AND f.measure_key IN (SELECT joint_key FROM parts) AND f.figure_key NOT IN (FROM shared_out))
    LEFT JOIN bases AS b USING (basis)
    LEFT JOIN dw.dim_action AS a USING (action_key)
    LEFT JOIN dw.dim_place AS p USING (place_key)
    LEFT JOIN staging.told_subjects AS t ON t.name = f.subject AND t.place_id IS NOT DISTINCT FROM p.place_id
    WHERE f.status IN ('target', 'achieved') AND NOT f.is_rhetorical
),
milestones AS (
    SELECT
        md5_number_lower(concat_ws('|', f.milestone_key, f.event)) AS statement_key,
        f.milestone_key, f.release_key, f.issued_on, r.kind, f.span_start, f.span_end, f.span_text, f.status,
        p.place_id, f.place, f.place_key, false AS is_known_measure, f.subject,
        coalesce(t.subject, f.subject) AS subject_name, coalesce(t.first_name, f.subject) AS subject_identity,
        CASE WHEN t.area = '*' THEN t.area ELSE coalesce(p.place_id, f.place, '-') END AS ground,  -- a railway is one work in every province
        f.event,
        coalesce(a.action_class, f.event) AS action_class, a.stage AS action_stage,
        f.due_start AS period_start, f.due_end AS period_end, f.due_start IS NULL AS is_open
    FROM dw.fact_milestone AS f
    JOIN releases AS r USING (release_key)
    LEFT JOIN dw.dim_action AS a USING (action_key)
    LEFT JOIN dw.dim_place AS p USING (place_key)
    LEFT JOIN staging.told_subjects AS t ON t.name = f.subject AND t.place_id IS NOT DISTINCT FROM p.place_id
    WHERE f.status IN ('target', 'achieved') AND f.subject IS NOT NULL
)
SELECT
    f.* EXCLUDE (holds_action, in_times, factor, subject_identity),
    concat_ws('|',
        coalesce(books, '-'), coalesce(subject_identity, '-'), coalesce(l.name, measure), coalesce(action_class, '-'),
        coalesce(action_stage::VARCHAR, '-'), coalesce(threshold_comparator || threshold_value || threshold_unit, '-'), aspect,
        coalesce(basis_class, '-'), scope, unit, coalesce(classifier, '-'), coalesce(target_tier, '-')
    ) AS likeness,
    md5_number_lower(likeness) AS like_key,
    md5_number_lower(concat_ws('|', coalesce(place_id, place, '-'), likeness)) AS series_key,
    concat_ws('|', coalesce(place_id, place, '-'), likeness, coalesce(period_start::VARCHAR, '-'), coalesce(period_end::VARCHAR, '-')) AS identity
FROM figures AS f
LEFT JOIN staging.lexicon_measures AS l ON l.national_name = f.measure AND f.place_id = 'CN'  -- the country's GDP is like a province's
UNION ALL BY NAME
SELECT
    * EXCLUDE (subject_identity, ground), concat_ws('|', subject_identity, action_class, coalesce(action_stage::VARCHAR, '-')) AS likeness,
    md5_number_lower(likeness) AS like_key,
    md5_number_lower(concat_ws('|', coalesce(place_id, place, '-'), likeness)) AS series_key,
    concat_ws('|', ground, likeness) AS identity
FROM milestones

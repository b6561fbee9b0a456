-- The life of every commitment, read off its events.
WITH counted AS (
    SELECT
        commitment_key,
        min(issued_on) FILTER (WHERE role IN ('set', 'reaffirm', 'raise', 'lower', 'postpone')) AS first_stated_on,
        max(issued_on) FILTER (WHERE role IN ('set', 'reaffirm', 'raise', 'lower', 'postpone')) AS last_stated_on,
        count(*) FILTER (WHERE role IN ('set', 'reaffirm', 'raise', 'lower', 'postpone')) AS n_statements,
        count(*) FILTER (WHERE role IN ('raise', 'lower', 'postpone')) AS n_revisions,
        any_value(point(value, value_low, value_high)) FILTER (WHERE role = 'set') AS first_target,
        any_value(period_end) FILTER (WHERE role = 'set') AS first_due,
        max(issued_on) FILTER (WHERE role IN ('progress', 'achieve', 'miss')) AS last_progress_on,
        bool_or(role IN ('achieve', 'miss', 'mention')) AS is_spoken_of,
        bool_or(match_rule = 'far from its target') AS is_far
    FROM dw.fact_commitment_event
    GROUP BY commitment_key
),
targets AS (
    SELECT e.commitment_key, e.statement_key AS target_statement_key, e.release_key AS target_release_key, s.* EXCLUDE (release_key)
    FROM dw.fact_commitment_event AS e
    JOIN dw.fact_statement AS s USING (statement_key)
    WHERE e.is_in_force
),
outcomes AS (
    SELECT
        e.commitment_key, e.statement_key AS outcome_statement_key, e.release_key AS outcome_release_key, e.issued_on AS outcome_on,
        e.span_start AS outcome_span_start, e.span_end AS outcome_span_end, e.value AS outcome_value, e.period_end AS outcome_period_end,
        CASE e.role WHEN 'achieve' THEN 'yes' WHEN 'miss' THEN 'no' END AS attained,
        e.match_rule, s.data_status, s.aspect, s.measure_key, s.place_key, s.place
    FROM dw.fact_commitment_event AS e
    JOIN dw.fact_statement AS s USING (statement_key)
    WHERE e.decides
),
-- A level that falls while growth is reported positive was measured anew: compared with the last level reported before, of three years.
restated AS (
    SELECT o.commitment_key
    FROM outcomes AS o
    JOIN targets AS t USING (commitment_key)
    JOIN dw.fact_statement AS growth
        ON growth.release_key = o.outcome_release_key AND growth.measure_key = t.measure_key AND growth.status = 'achieved'
        AND growth.aspect = 'growth' AND growth.value > 0 AND growth.period_end = o.outcome_period_end
        AND growth.place IS NOT DISTINCT FROM o.place
    JOIN dw.fact_statement AS before
        ON before.measure_key = t.measure_key AND before.status = 'achieved' AND before.aspect = 'level' AND before.unit = t.unit
        AND before.place_id IS NOT DISTINCT FROM t.place_id AND before.books IS NOT DISTINCT FROM t.books
        AND before.period_end BETWEEN o.outcome_period_end - INTERVAL 3 YEAR AND o.outcome_period_end - INTERVAL 1 YEAR
        AND month(before.period_end) = month(o.outcome_period_end) AND before.issued_on < o.outcome_on
    WHERE o.aspect = 'level' AND o.attained = 'no'
    GROUP BY o.commitment_key
    HAVING arg_max(before.value, (before.period_end, before.issued_on, before.value)) > any_value(o.outcome_value)
),
coverage AS (
    SELECT DISTINCT p.place_id, r.kind, r.issued_on, r.release_key, concat_ws('|', r.title, r.sha256) AS name  -- not the path: a reprint may have another
    FROM dw.fact_coverage AS c
    JOIN dw.dim_place AS p USING (place_key)
    JOIN dw.dim_release AS r USING (release_key)
    WHERE r.is_current AND r.is_cluster_primary
),
later AS (
    SELECT t.commitment_key, arg_min(c.release_key, (c.issued_on, c.name)) AS next_release_key, min(c.issued_on) AS next_issued_on
    FROM targets AS t
    JOIN coverage AS c USING (place_id, kind)
    WHERE c.issued_on > t.period_end
    GROUP BY t.commitment_key
),
today AS (
    SELECT max(issued_on) AS as_of FROM dw.dim_release WHERE is_current
),
lives AS (
    SELECT
        t.commitment_key, t.identity, t.like_key, t.series_key, t.place_key, t.place_id, t.place, t.books AS admin_scope, t.measure_key, t.action, t.action_class,
        t.action_stage, t.subject_name AS subject, t.event, t.aspect, t.unit, t.classifier, t.basis, t.basis_class, t.scope, t.threshold_comparator,
        t.threshold_value, t.threshold_unit, t.target_tier, t.period_start, t.period_end, t.comparator, n.first_target, n.first_due,
        t.value AS target_value, t.value_low AS target_low, t.value_high AS target_high, t.strength, t.direction,
        n.first_stated_on, n.last_stated_on, n.n_statements, n.n_revisions,
        t.target_statement_key, t.target_release_key, t.span_start AS target_span_start, t.span_end AS target_span_end,
        o.outcome_statement_key, o.outcome_release_key, o.outcome_on, o.outcome_span_start, o.outcome_span_end, o.outcome_value,
        o.attained,
        CASE
            WHEN o.attained = 'yes' THEN 'achieved'
            WHEN o.attained = 'no' THEN 'missed'
            WHEN t.period_end IS NULL OR t.period_end >= today.as_of THEN 'open'
            WHEN later.next_release_key IS NULL THEN 'unknown'
            WHEN n.is_spoken_of OR today.as_of < t.period_end + INTERVAL 12 MONTH THEN 'open'
            ELSE 'lapsed'
        END AS lifecycle,
        n.last_progress_on,
        CASE WHEN lifecycle = 'lapsed' THEN later.next_release_key END AS silent_release_key,
        nullif(concat_ws(', ',
            CASE WHEN restated.commitment_key IS NOT NULL THEN 'restated base' END,
            CASE WHEN o.match_rule = 'basis differs' THEN 'basis differs' END,
            CASE WHEN o.commitment_key IS NOT NULL AND o.attained IS NULL AND o.match_rule <> 'basis differs' THEN 'outcome leaves it open' END,
            CASE WHEN regexp_matches(o.data_status, '预计|快报|初步') THEN 'outcome preliminary' END,
            CASE WHEN m.measure = '居民消费价格' AND t.aspect = 'growth' AND o.outcome_value < t.value - 1
                THEN 'CPI more than 1 point below its target' END,
            CASE WHEN o.commitment_key IS NULL AND n.is_far THEN 'reported far from its target' END,
            CASE WHEN t.event IS NOT NULL AND o.attained = 'no' THEN 'done late' END,
            CASE WHEN count(*) OVER (PARTITION BY t.identity) > 1 THEN 'several numbers for one name' END
        ), '') AS flag
    FROM targets AS t
    JOIN counted AS n USING (commitment_key)
    CROSS JOIN today
    LEFT JOIN dw.dim_measure AS m USING (measure_key)
    LEFT JOIN outcomes AS o USING (commitment_key)
    LEFT JOIN restated USING (commitment_key)
    LEFT JOIN later USING (commitment_key)
)
FROM lives

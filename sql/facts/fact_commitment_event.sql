-- What every release says of every commitment: set, reaffirmed, raised, lowered, postponed, under way, reached or missed.
WITH statements AS (
    SELECT * FROM dw.fact_statement
    WHERE status = 'achieved' OR period_end IS NULL OR period_end >= issued_on - 31  -- what was due before is no promise
),
-- Two numbers for one identity in one release are two promises. What is printed (完成治理 and 启动治理) tells them apart,
-- else the number itself joins the identity.
finer AS (
    SELECT
        *,
        count(DISTINCT point(value, value_low, value_high)) OVER (PARTITION BY identity, release_key, status) AS numbers,
        concat_ws('|', identity, action, measure_text) AS printed
    FROM statements
    WHERE figure_key IS NOT NULL
),
crowded AS (
    SELECT
        identity, printed,
        max(count(DISTINCT point(value, value_low, value_high))) OVER (PARTITION BY printed) > 1 AS even_as_printed
    FROM finer
    WHERE status = 'target' AND identity IN (SELECT identity FROM finer WHERE status = 'target' AND numbers > 1)
    GROUP BY identity, printed, release_key
),
-- What was promised again after it had happened is another promise (the opening of each year's fair).
done AS (
    SELECT s.statement_key, count(DISTINCT o.issued_on) AS times
    FROM statements AS s
    JOIN statements AS o ON o.identity = s.identity AND o.status = 'achieved' AND o.issued_on < s.issued_on
    WHERE s.status = 'target' AND s.milestone_key IS NOT NULL
    GROUP BY s.statement_key
),
-- Two dates for one event in one release are two promises, too; and what recurs (a fair, a campaign) is another edition once
-- its date is past. Only works that are built (the action has a stage) can be late by so much.
dated AS (
    SELECT identity
    FROM statements
    WHERE status = 'target' AND milestone_key IS NOT NULL
    GROUP BY identity, release_key
    HAVING count(DISTINCT period_end) > 1
),
editions AS (
    SELECT s.statement_key, count(DISTINCT o.period_end) AS edition
    FROM statements AS s
    JOIN statements AS o ON o.identity = s.identity AND o.status = 'target' AND o.period_end < s.issued_on
    WHERE s.status = 'target' AND s.milestone_key IS NOT NULL AND s.action_stage IS NULL
    GROUP BY s.statement_key
),
promised AS (
    SELECT
        s.*, crowded.identity IS NOT NULL AS is_crowded,
        md5_number_lower(CASE
            WHEN crowded.even_as_printed THEN concat_ws('|', crowded.printed, point(s.value, s.value_low, s.value_high))
            WHEN is_crowded THEN crowded.printed
            WHEN dated.identity IS NOT NULL THEN concat_ws('|', s.identity, s.period_end)
            ELSE concat_ws('|', s.identity, done.times, editions.edition)
        END) AS commitment_key
    FROM statements AS s
    LEFT JOIN done ON done.statement_key = s.statement_key
    LEFT JOIN editions ON editions.statement_key = s.statement_key
    LEFT JOIN (SELECT DISTINCT identity FROM dated) AS dated ON dated.identity = s.identity
    LEFT JOIN (SELECT DISTINCT * FROM crowded) AS crowded
        ON crowded.identity = s.identity AND crowded.printed = concat_ws('|', s.identity, s.action, s.measure_text)
    WHERE s.status = 'target'
),
compared AS (
    SELECT
        *, row_number() OVER story AS n,
        point(value, value_low, value_high) AS number,
        lag(number) OVER story AS number_before,
        greatest(value_precision, lag(value_precision) OVER story, 1e-9 * abs(number)) / 2 AS rounding,
        lag(period_end) OVER story AS due_before,
        -- 一周内, told again two days later, moves by those two days: the same promise
        period_end - issued_on <= 31 AND period_end - due_before = issued_on - lag(issued_on) OVER story AS is_told_again
    FROM promised
    WINDOW story AS (PARTITION BY commitment_key ORDER BY issued_on, kind IS DISTINCT FROM 'work_report', span_start, span_end, span_text, release_key)
),
promises AS (
    SELECT
        *,
        CASE
            WHEN n = 1 THEN 'set'
            WHEN coalesce(period_start, period_end) > due_before AND is_told_again IS NOT true THEN 'postpone'  -- 年内 after 9月 is told vaguely, not later
            WHEN number > number_before + coalesce(rounding, 0) THEN 'raise'
            WHEN number < number_before - coalesce(rounding, 0) THEN 'lower'
            ELSE 'reaffirm'
        END AS role,
        count(*) FILTER (WHERE role <> 'reaffirm') OVER (PARTITION BY commitment_key ORDER BY n) AS revision
    FROM compared
),
-- the statement in force: of those since the last change a work report's before other kinds, then the earliest
in_force AS (
    SELECT *, min(issued_on) OVER (PARTITION BY commitment_key) AS first_stated_on
    FROM promises
    QUALIFY row_number() OVER (
        PARTITION BY commitment_key ORDER BY revision DESC, kind IS DISTINCT FROM 'work_report', n) = 1
),
achieved AS (
    SELECT
        * REPLACE (
            -- 已完成8个 in the news holds up to its day
            if(kind = 'news' AND period_end IS NULL, date_trunc('year', issued_on)::DATE, period_start) AS period_start,
            if(kind = 'news' AND period_end IS NULL, issued_on, period_end) AS period_end
        ),
        lower_end(comparator, value, value_low) AS low, upper_end(comparator, value, value_high) AS high
    FROM statements
    WHERE status = 'achieved'
    WINDOW told AS (PARTITION BY release_key, identity, status ORDER BY span_start)
    -- of 从2.77%提高到3.3% the first is what it was before
    QUALIFY NOT coalesce(aspect = 'level' AND unit = '%' AND lead(span_start) OVER told - span_end BETWEEN 2 AND 8, false)
        -- 由前三年分别上升4.9％、5.5％、0.2％: of several numbers side by side none is this period's
        AND NOT coalesce(aspect = 'growth' AND (
            lead(span_start) OVER told - span_end = 1 AND lead(value) OVER told <> value OR span_start - lag(span_end) OVER told = 1 AND lag(value) OVER told <> value), false)
),
-- Names and actions that reports use for each other, with how like they are: lexicons.
like_measures AS (
    SELECT measure, like_measure, score::DOUBLE AS measure_likeness FROM staging.lexicon_measure_likes
    UNION SELECT like_measure, measure, score::DOUBLE FROM staging.lexicon_measure_likes
),
like_actions AS (
    SELECT promised, reported, score::DOUBLE AS action_likeness FROM staging.lexicon_action_likes
),
-- Achieved figures that may speak of a commitment: same place, books, subject, threshold, aspect and unit, like measure and action.
met AS (
    SELECT
        c.commitment_key, c.release_key AS target_release_key, c.kind AS target_kind, c.is_crowded, c.action IS NOT DISTINCT FROM o.action AND c.measure_text = o.measure_text AS is_printed_alike, c.measure_key AS target_measure_key, o.*,
        tolerance(c.comparator, c.value, c.aspect, c.unit) AS slack,
        meets(o.low, o.high,
            met_from(c.comparator, c.value, c.value_low, coalesce(c.direction, 1), slack),
            met_to(c.comparator, c.value, c.value_high, coalesce(c.direction, 1), slack),
            c.comparator IN ('gt', 'lt')) AS is_met,
        CASE
            -- promised for the end of a plan of several years (到“十四五”末达到), reported for its last year
            WHEN o.period_end = c.period_end AND c.period_start < date_trunc('year', c.period_end) AND o.period_start = date_trunc('year', c.period_end)
                AND c.aspect = 'level' AND c.is_known_measure AND c.scope = 'total' AND o.scope = 'total' AND c.action IS NULL AND o.action IS NULL
                THEN 0.9
            ELSE 1.0
        END AS period_score,
        o.period_end = c.period_end AND (o.period_start = c.period_start OR period_score < 1) AS is_final,
        CASE  -- mostly another thing or time: 累计下降14% is of the whole plan, where 2% a year was promised
            WHEN c.aspect = 'level' AND o.measure_key <> c.measure_key THEN o.value NOT BETWEEN c.value / 2 AND c.value * 2
            WHEN c.aspect = 'level' THEN o.value NOT BETWEEN c.value / 3 AND c.value * 3
            WHEN o.scope = 'cumulative' AND c.scope <> 'cumulative' THEN abs(o.value) > 2 * abs(c.value)
        END AS is_far,
        CASE
            WHEN o.measure_key = c.measure_key THEN 1.0
            WHEN measure_likeness IS NOT NULL THEN measure_likeness
            -- a thing with a word more before it; of rates, shares and money that word makes another number
            WHEN NOT c.is_known_measure AND NOT o.is_known_measure AND least(length(c.measure), length(o.measure)) >= 4
                AND c.aspect = 'level' AND c.unit NOT IN ('%', 'pp', 'times', 'CNY')
                AND (ends_with(c.measure, o.measure) OR ends_with(o.measure, c.measure))
                THEN 0.6 + 0.3 * least(length(c.measure), length(o.measure)) / greatest(length(c.measure), length(o.measure))
        END AS measure_score,
        CASE
            WHEN o.action_class IS NOT DISTINCT FROM c.action_class AND o.action_stage IS NOT DISTINCT FROM c.action_stage THEN 1.0
            WHEN c.action_stage = 5 AND o.action_stage > 5 THEN 0.95  -- what was to be built is finished
            WHEN c.action_stage <> o.action_stage THEN NULL
            WHEN o.action_class IS NULL THEN 0.7  -- rather what there is (公园832座) than what was added
            WHEN c.action_class IS NULL THEN 0.85
            ELSE nullif(coalesce(action_likeness, 0.8), 0)
        END AS action_score,
        CASE
            WHEN o.basis_class IS NOT DISTINCT FROM c.basis_class THEN 1.0
            WHEN 'comparable' IN (o.basis_class, c.basis_class) AND (o.basis_class IS NULL OR c.basis_class IS NULL) THEN 0.6
        END AS basis_score,
        CASE
            WHEN o.scope = c.scope THEN 1.0
            WHEN o.scope IN ('total', 'cumulative') AND c.scope IN ('total', 'cumulative') THEN 0.95
        END AS scope_score,
        CASE
            WHEN o.classifier IS NOT DISTINCT FROM c.classifier THEN 1.0
            WHEN o.classifier IS NOT NULL AND regexp_matches(c.classifier || '|' || o.classifier, '(次|人|户)(\||$)') THEN NULL
            WHEN c.is_known_measure THEN 1.0
            ELSE 0.95
        END AS classifier_score,
        CASE
            WHEN o.subject_name IS NOT DISTINCT FROM c.subject_name THEN 1.0
            -- an indicator of the place, printed in a sentence that opens with a park or project
            WHEN c.subject IS NULL AND c.is_known_measure AND c.measure_key = o.measure_key AND NOT contains(c.measure, '投资') THEN 0.75
        END AS subject_score,
        measure_score * action_score * subject_score * basis_score * scope_score * classifier_score * period_score AS score
    FROM in_force AS c
    JOIN achieved AS o
        ON coalesce(o.place_id, o.place, '-') = coalesce(c.place_id, c.place, '-') AND o.aspect = c.aspect AND o.unit = c.unit
    LEFT JOIN like_measures ON like_measures.measure = c.measure AND like_measures.like_measure = o.measure
    LEFT JOIN like_actions ON like_actions.promised = c.action_class AND like_actions.reported = o.action_class
    WHERE o.issued_on > c.first_stated_on AND o.period_end <= c.period_end AND o.issued_on >= o.period_end - 62
        AND o.books IS NOT DISTINCT FROM c.books
        AND o.threshold_comparator IS NOT DISTINCT FROM c.threshold_comparator
        AND o.threshold_value IS NOT DISTINCT FROM c.threshold_value
        AND score IS NOT NULL
        AND (o.period_end = c.period_end AND (o.period_start = c.period_start OR period_score < 1) AND o.release_key <> c.release_key
            OR score = 1 AND o.period_end < c.period_end AND o.period_end > c.first_stated_on AND (c.is_open OR o.period_start >= c.period_start))
),
-- An achieved figure of another name or action is an outcome only where none of the same name is, and it stands alone.
final AS (
    SELECT
        *,
        max(score) OVER (PARTITION BY commitment_key, release_key) AS best,
        count(DISTINCT point(value, value_low, value_high)) OVER (PARTITION BY commitment_key, release_key, score) AS rivals,
        max(score) OVER (PARTITION BY statement_key, target_release_key) AS best_of_statement
    FROM met
    WHERE is_final
),
outcomes AS (
    SELECT
        *,
        row_number() OVER (
            PARTITION BY commitment_key
            ORDER BY is_far IS true, kind IS DISTINCT FROM target_kind, score DESC, issued_on,
                comparator IN ('gt', 'ge', 'lt', 'le'), span_start, span_text, release_key) = 1 AS decides  -- 1350亿斤 before 连续九年在1300亿斤以上
    FROM final
    WHERE score = best
        AND CASE
            WHEN is_crowded THEN is_printed_alike AND rivals = 1
            WHEN score < 1 THEN score = best_of_statement AND rivals = 1
            ELSE true
        END
),
-- The event of a project: the same place, subject and event; late is missed. A work that opened in time was built in time: of a later stage
-- only what is in time says anything.
told_events AS (
    SELECT *, left(identity, length(identity) - length(likeness)) || subject_name AS work FROM statements WHERE milestone_key IS NOT NULL
),
happened AS (
    SELECT c.commitment_key, o.* EXCLUDE (work), o.identity = c.identity AS is_same, o.period_end <= c.period_end AS is_met, true AS decides
    FROM in_force AS c
    JOIN told_events AS o ON o.work = left(c.identity, length(c.identity) - length(c.likeness)) || c.subject_name
    WHERE c.milestone_key IS NOT NULL AND o.status = 'achieved' AND o.issued_on >= c.first_stated_on AND o.release_key <> c.release_key
        AND (is_same OR c.action_stage BETWEEN 4 AND o.action_stage - 1 AND is_met)
    QUALIFY row_number() OVER (PARTITION BY c.commitment_key ORDER BY is_same DESC, o.issued_on, o.span_start, o.span_text, o.release_key) = 1
),
-- What became of a due commitment may be told without its number: another aspect of the measure (a level, where growth was
-- promised), or the measure's name with no figure of it in the sentence (与上年持平).
untold AS (
    SELECT *
    FROM in_force
    WHERE figure_key IS NOT NULL AND period_end IS NOT NULL
        AND commitment_key NOT IN (SELECT commitment_key FROM outcomes WHERE kind IS NOT DISTINCT FROM target_kind)
),
other_aspects AS (
    SELECT c.commitment_key, o.*
    FROM untold AS c
    JOIN achieved AS o USING (measure_key, period_end)
    WHERE coalesce(o.place_id, o.place, '-') = coalesce(c.place_id, c.place, '-') AND o.issued_on > c.first_stated_on
        AND o.kind IS NOT DISTINCT FROM c.kind AND o.books IS NOT DISTINCT FROM c.books AND o.subject_name IS NOT DISTINCT FROM c.subject_name
        AND (o.aspect <> c.aspect OR o.basis_class IS DISTINCT FROM c.basis_class) AND o.period_start = c.period_start
),
-- the place a report is of; a news item is of none
reports AS (
    SELECT r.release_key, r.kind, r.issued_on, arg_max(p.place_id, (c.chars, c.place)) AS place_id
    FROM dw.dim_release AS r
    JOIN dw.fact_coverage AS c USING (release_key)
    JOIN dw.dim_place AS p USING (place_key)
    WHERE r.is_current AND r.is_cluster_primary AND r.kind <> 'news'
    GROUP BY ALL
),
next_reports AS (
    SELECT DISTINCT
        c.commitment_key, c.measure_key, c.measure, c.period_end, r.release_key, r.issued_on,
        if(c.is_known_measure, NULL, c.measure_text) AS measure_text
    FROM untold AS c
    JOIN reports AS r USING (place_id, kind)
    WHERE r.issued_on BETWEEN c.period_end - 62 AND c.period_end + 400 AND r.issued_on > c.first_stated_on
),
names AS (
    SELECT name AS measure, name AS printed FROM staging.lexicon_measures
    UNION SELECT canonical, alias FROM staging.lexicon_measure_aliases
    UNION SELECT measure, measure_text FROM next_reports WHERE measure_text IS NOT NULL
),
pieces AS (
    SELECT n.release_key, n.measure_key, names.printed, string_split(r.text, names.printed) AS parts
    FROM (SELECT DISTINCT release_key, measure_key, measure FROM next_reports) AS n
    JOIN names USING (measure)
    JOIN dw.dim_release AS r USING (release_key)
    WHERE length(names.printed) >= 3 AND contains(r.text, names.printed)
),
places_of_name AS (
    SELECT
        release_key, measure_key, printed, unnest(range(1, least(len(parts), 20))) AS nth,
        list_sum(list_transform(parts[1:nth], lambda part: length(part)))::INTEGER + (nth - 1) * length(printed) AS span_start
    FROM pieces
),
namings AS (
    SELECT release_key, measure_key, printed AS span_text, span_start, span_start + length(printed) AS span_end
    FROM places_of_name AS n
    WHERE NOT EXISTS (
        SELECT 1 FROM dw.fact_figure AS f
        WHERE f.release_key = n.release_key AND f.measure_key = n.measure_key
            AND n.span_start BETWEEN f.sentence_start AND f.sentence_end)
    QUALIFY row_number() OVER (PARTITION BY release_key, measure_key ORDER BY span_start, length(printed) DESC) = 1
),
events AS (
    SELECT
        p.commitment_key, p.statement_key, p.role, p.release_key, p.issued_on, p.span_start, p.span_end, p.span_text,
        p.value, p.value_low, p.value_high, p.comparator, p.strength, p.period_end,
        'same identity' AS match_rule, 1.0 AS match_score, f.commitment_key IS NOT NULL AS is_in_force, false AS decides
    FROM promises AS p
    LEFT JOIN in_force AS f USING (commitment_key, statement_key)
    UNION ALL BY NAME
    SELECT
        commitment_key, statement_key,
        CASE WHEN basis_score < 1 OR is_far IS true OR is_met IS NULL THEN 'mention' WHEN is_met THEN 'achieve' ELSE 'miss' END AS role,
        release_key, issued_on, span_start, span_end, span_text, value, value_low, value_high, comparator, period_end,
        CASE
            WHEN is_far THEN 'far from its target'
            WHEN basis_score < 1 THEN 'basis differs'
            WHEN measure_score < 1 THEN 'name within name'
            WHEN subject_score < 1 THEN 'subject differs'
            WHEN action_score < 1 THEN 'like action'
            WHEN scope_score < 1 OR classifier_score < 1 THEN 'like count'
            WHEN period_score < 1 THEN 'last year of its period'
            ELSE 'same identity'
        END AS match_rule,
        score AS match_score, false AS is_in_force, decides AND is_far IS NOT true AS decides
    FROM outcomes
    UNION ALL BY NAME
    SELECT
        commitment_key, statement_key, 'progress' AS role, release_key, issued_on, span_start, span_end, span_text, value, value_low,
        value_high, comparator, period_end, 'part of the period' AS match_rule, score AS match_score,
        false AS is_in_force, false AS decides
    FROM met
    WHERE NOT is_final
    UNION ALL BY NAME
    SELECT
        commitment_key, statement_key, if(is_met, 'achieve', 'miss') AS role, release_key, issued_on, span_start, span_end, span_text,
        period_end, if(is_same, 'same event', 'later stage') AS match_rule, if(is_same, 1.0, 0.9) AS match_score, false AS is_in_force, decides
    FROM happened
    UNION ALL BY NAME
    SELECT
        commitment_key, statement_key, 'mention' AS role, release_key, issued_on, span_start, span_end, span_text, value, value_low,
        value_high, comparator, period_end, 'another aspect' AS match_rule, 0.5 AS match_score,
        false AS is_in_force, false AS decides
    FROM other_aspects
    UNION ALL BY NAME
    SELECT
        commitment_key, 'mention' AS role, release_key, issued_on, span_start, span_end, span_text,
        'named without a number' AS match_rule, 0.3 AS match_score, false AS is_in_force, false AS decides
    FROM next_reports
    JOIN namings USING (release_key, measure_key)
)
SELECT md5_number_lower(concat_ws('|', commitment_key, release_key, span_start, span_end, role, match_rule)) AS commitment_event_key, *
FROM events

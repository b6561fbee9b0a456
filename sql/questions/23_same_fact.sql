-- Q23 同一事实在几篇、几个独立来源中出现,数值是否冲突,原文位置在哪里?
-- The same fact: in how many releases and independent publishers, do the values conflict, and where does it stand?
-- A fact is what a place reports of one measure, aspect, basis, books, scope, unit and period. Values equal at the coarser printed
-- precision, rounded or cut off, agree (5.2万亿元 and 51987亿元); a later data status (决算 after 快报 after 预计) supersedes an earlier one.
-- What was told before its period was over (全年…达到 in December, a stock of 目前) is no fact of the whole period, and a part (其中) is compared with
-- parts of the same whole only (the exports of goods, those of services).
-- What one release tells with several values is several things under one name (the exports and, shortly, those of one good) and left out;
-- values that lie far apart (levels by more than half, growth by more than 10 points) are rather that than a conflict, and told so.
-- $place = NULL   the place, all where null
-- $measure = NULL   canonical measure, all where null
WITH wholes AS (
    SELECT part.release_key, part.sentence_start, part.measure_key, any_value(whole.measure_key ORDER BY whole.span_start) AS whole_measure_key
    FROM dw.fact_figure AS part
    JOIN dw.fact_figure AS whole ON whole.figure_key = part.part_of_key
    WHERE whole.measure_key <> part.measure_key
    GROUP BY ALL
),
said AS (
    SELECT
        s.place, s.measure, s.aspect, s.basis_class, s.books, s.subject, s.action, s.scope, s.unit, s.classifier, s.threshold_value, s.period_start, s.period_end,
        s.value, coalesce(s.value_precision, 0) AS value_precision, s.comparator, s.data_status, coalesce(d.standing, 2) AS standing,
        r.release_path, r.publisher, r.cluster_id, s.span_start, s.span_end, s.span_text, s.issued_on,
        hash(s.series_key, s.period_start, s.period_end, w.whole_measure_key) AS fact
    FROM dw.fact_statement AS s
    JOIN dw.dim_release AS r USING (release_key)
    JOIN dw.fact_figure AS f USING (figure_key)
    LEFT JOIN wholes AS w ON w.release_key = f.release_key AND w.sentence_start = f.sentence_start AND w.measure_key = f.measure_key
    LEFT JOIN dw.dim_data_status AS d ON d.data_status = s.data_status
    WHERE s.status = 'achieved' AND s.figure_key IS NOT NULL AND s.value IS NOT NULL AND s.period_end IS NOT NULL AND s.place IS NOT NULL
        AND s.comparator = 'eq' AND s.is_known_measure AND s.period_end <= s.issued_on
        AND ($place::VARCHAR IS NULL OR s.place = $place) AND ($measure::VARCHAR IS NULL OR s.measure = $measure)
    WINDOW told AS (PARTITION BY s.release_key, s.series_key, s.period_start, s.period_end)
    QUALIFY max(s.value) OVER told - min(s.value) OVER told <= coalesce(max(s.value_precision) OVER told, 0)
),
ranked AS (
    SELECT *, max(standing) OVER (PARTITION BY fact) AS best_standing, max(value_precision) OVER (PARTITION BY fact) AS coarsest
    FROM said
),
facts AS (
    SELECT
        fact, any_value(place) AS place, any_value(measure) AS measure, any_value(action) AS action, any_value(aspect) AS aspect,
        any_value(unit) AS unit, any_value(books) AS books, any_value(period_start) AS period_start, any_value(period_end) AS period_end,
        count(*) AS mentions, count(DISTINCT release_path) AS releases, count(DISTINCT cluster_id) AS independent_texts,
        count(DISTINCT publisher) AS publishers,
        min(value) FILTER (WHERE standing = best_standing) AS lowest, max(value) FILTER (WHERE standing = best_standing) AS highest,
        max(coarsest) AS coarsest_precision,
        string_agg(span_text || ' ' || release_path || ':' || span_start || '-' || span_end, '; ' ORDER BY issued_on, release_path, span_start) AS evidence
    FROM ranked
    GROUP BY fact
    HAVING count(DISTINCT release_path) > 1
)
SELECT
    place, measure, action, aspect, books, period_start, period_end, mentions, releases, independent_texts, publishers, lowest, highest, unit,
    CASE
        WHEN highest = lowest THEN 'equal'
        WHEN highest - lowest <= coarsest_precision / 2 * (1 + 1e-9) THEN 'equal at the coarser precision'
        WHEN highest - lowest < coarsest_precision * (1 - 1e-9) THEN 'equal, cut off at the coarser precision'
        WHEN if(unit IN ('%', 'pp'), highest - lowest > 10, abs(highest - lowest) > least(abs(highest), abs(lowest)) / 2) THEN 'far apart: rather two things'
        ELSE 'conflict'
    END AS agreement,
    evidence
FROM facts
ORDER BY agreement, releases DESC, place, measure, period_end

-- Q12 自报完成数与统计公报数相差多少(同口径、同时期)?
-- By how much does the self-reported outcome differ from the official one, on the same basis and for the same period?
-- Self-reported is what any release but a communiqué, and but the report of another place, says was reached once the period was over; official is raw/outcomes (dw.fact_outcome), and where it says
-- nothing a communiqué. Of several a later data status supersedes (决算 after 快报 after 预计), then the later one; what both sides say
-- stands with its own. What one release tells with several values (a city's revenue and, under one name, its districts') is left out. Values equal at the coarser printed precision agree (5.2万亿元 and 51987亿元).
-- $place = NULL   the place, all where null
-- $measure = NULL   canonical measure, all where null
-- $year = NULL   year that the period ends in, all where null
WITH said AS (
    SELECT
        s.place_id, s.place, s.measure, s.aspect, s.unit, s.books, s.basis_class, s.period_start, s.period_end, s.value, s.value_precision, s.comparator,
        s.data_status, coalesce(d.standing, 2) AS standing, s.issued_on, s.span_text, r.release_path || ':' || s.span_start AS evidence,
        r.kind IS NOT DISTINCT FROM 'communique' AS is_official
    FROM dw.fact_statement AS s
    JOIN dw.dim_release AS r USING (release_key)
    LEFT JOIN dw.dim_data_status AS d USING (data_status)
    WHERE s.status = 'achieved' AND s.figure_key IS NOT NULL AND s.value IS NOT NULL AND s.is_known_measure AND s.subject IS NULL
        AND s.action IS NULL AND s.threshold_value IS NULL AND s.scope IN ('total', 'cumulative') AND s.place_id IS NOT NULL
        AND s.period_end <= s.issued_on AND (s.place = r.place OR r.place IS NULL OR r.kind NOT IN ('work_report', 'budget_report'))
    WINDOW fact AS (
        PARTITION BY s.release_key, s.place_id, s.measure, s.aspect, s.unit, s.books, s.basis_class, s.period_start, s.period_end)
    QUALIFY max(s.value) OVER fact - min(s.value) OVER fact <= coalesce(max(s.value_precision) OVER fact, 0)
),
official AS (
    SELECT
        p.place_id, o.measure, o.aspect, o.unit, o.admin_scope AS books, NULL AS basis_class,
        if(o.period_start = o.period_end, date_trunc('year', o.period_end)::DATE, o.period_start) AS period_start, o.period_end,
        o.value, o.value_precision, o.data_status, coalesce(d.standing, 2) AS standing, o.published_on AS issued_on, o.source, o.source_path || ' row ' || o.row_no AS evidence, 0 AS rank
    FROM dw.fact_outcome AS o
    JOIN dw.dim_place AS p USING (place_key)
    LEFT JOIN dw.dim_data_status AS d USING (data_status)
    WHERE o.is_current AND o.basis IS NULL
    UNION ALL BY NAME
    SELECT * EXCLUDE (is_official, place, comparator, span_text), 'communiqué' AS source, 1 AS rank
    FROM said
    WHERE is_official AND comparator = 'eq'
),
final AS (
    SELECT * FROM official
    QUALIFY row_number() OVER (
        PARTITION BY place_id, measure, aspect, unit, books, basis_class, period_start, period_end
        ORDER BY rank, standing DESC, issued_on DESC NULLS LAST, evidence) = 1
),
own AS (
    SELECT * FROM said WHERE NOT is_official
    QUALIFY standing = max(standing) OVER (PARTITION BY place_id, measure, aspect, unit, books, basis_class, period_start, period_end)
        AND row_number() OVER (
            PARTITION BY place_id, measure, aspect, unit, books, basis_class, period_start, period_end, value
            ORDER BY issued_on DESC, evidence) = 1
)
SELECT
    o.place, o.measure, o.aspect, o.books, o.period_start, o.period_end, o.span_text AS reported, o.value AS reported_value, o.data_status AS reported_status,
    f.value AS official_value, f.data_status AS official_status, o.unit,
    round(o.value - f.value, 6) AS difference,
    if(o.aspect = 'level' AND o.unit <> '%', round(100.0 * (o.value - f.value) / nullif(f.value, 0), 3), NULL) AS difference_percent,
    CASE
        WHEN o.value = f.value THEN 'equal'
        WHEN abs(o.value - f.value) <= greatest(coalesce(o.value_precision, 0), coalesce(f.value_precision, 0)) / 2 * (1 + 1e-9) THEN 'equal at the coarser precision'
        WHEN o.comparator IN ('gt', 'ge') AND f.value >= o.value OR o.comparator IN ('lt', 'le') AND f.value <= o.value THEN 'holds, told as a bound'
        WHEN o.standing < f.standing THEN 'superseded by the official one'
        ELSE 'differs'
    END AS agreement,
    f.source AS official_source, o.evidence AS reported_in, f.evidence AS official_in
FROM own AS o
JOIN final AS f
    ON f.place_id = o.place_id AND f.measure = o.measure AND f.aspect = o.aspect AND f.unit = o.unit AND f.books IS NOT DISTINCT FROM o.books
    AND f.basis_class IS NOT DISTINCT FROM o.basis_class AND f.period_start = o.period_start AND f.period_end = o.period_end
WHERE ($place::VARCHAR IS NULL OR o.place = $place) AND ($measure::VARCHAR IS NULL OR o.measure = $measure)
    AND ($year::INTEGER IS NULL OR year(o.period_end) = $year::INTEGER)
ORDER BY f.rank, agreement, abs(difference_percent) DESC NULLS LAST, place, measure, period_end, aspect, reported_in

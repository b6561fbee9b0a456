-- One row is one measure of one place for one whole year: a commitment with its outcome, or a figure reported without one.
-- Of several reports of one year that of a communiqué counts first, then a work report's and a budget's, then the earliest.
-- Kept are measures that somebody promises, that the lexicon knows, or that are reported for two years or more.
WITH promised AS (
    SELECT *, year(period_end) AS year
    FROM site.commitment
    WHERE event IS NULL AND place_id IS NOT NULL AND month(period_end) = 12 AND day(period_end) = 31
        AND coalesce(period_start, make_date(year(period_end), 1, 1)) >= make_date(year(period_end), 1, 1)
),
reported AS (
    SELECT
        s.*, year(s.period_end) AS year,
        row_number() OVER (
            PARTITION BY s.place_id, s.like_key, year(s.period_end)
            ORDER BY list_position(['communique', 'work_report', 'budget_report'], s.kind) NULLS LAST, s.issued_on, s.release_key, s.span_start
        ) AS rank
    FROM dw.fact_statement AS s
    WHERE s.status = 'achieved' AND s.event IS NULL AND s.place_id IS NOT NULL AND month(s.period_end) = 12 AND day(s.period_end) = 31
        AND s.period_start >= make_date(year(s.period_end), 1, 1)
),
unpromised AS (
    SELECT r.*
    FROM reported AS r
    ANTI JOIN (FROM promised WHERE outcome_text IS NOT NULL) AS p
        ON p.place_id = r.place_id AND p.like_key = r.like_key AND p.year = r.year
    WHERE r.rank = 1
),
every AS (
    SELECT
        place_id, place, measure, like_key, series_key, year, action, aspect, unit, classifier, basis_class, scope, admin_scope AS books, target_tier,
        threshold_comparator, threshold_value, threshold_unit, true AS is_promised, comparator, target, target_low, target_high, target_text,
        target_source, outcome_value AS outcome, outcome_text, outcome_source, lifecycle, gap_points, gap_ratio, flag, target_corrected, outcome_corrected
    FROM promised
    UNION ALL BY NAME
    SELECT
        place_id, place, measure, like_key, series_key, year, action, aspect, unit, classifier, basis_class, scope, books, target_tier,
        threshold_comparator, threshold_value, threshold_unit, false AS is_promised,
        coalesce(value, value_low, value_high) AS outcome, span_text AS outcome_text, source_of(release_key, span_start, span_end) AS outcome_source,
        nullif((release_key, span_start) IN (SELECT (release_key, span_start) FROM dw.correction WHERE is_in_force AND field IN ('value', 'value_low', 'value_high', 'unit')), false)
            AS outcome_corrected
    FROM unpromised
)
SELECT e.*
FROM every AS e
LEFT JOIN dw.dim_measure AS m USING (measure)
QUALIFY bool_or(is_promised) OVER (PARTITION BY like_key) OR m.is_lexicon OR count(DISTINCT year) OVER (PARTITION BY series_key) > 1

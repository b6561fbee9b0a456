-- Q24 更正稿改了哪个数,从哪天起可知?
-- Which number did a corrected version change, and since when is that known?
-- Each version of a release is compared with the one before it, number by number: figures that say the same of the same thing pair off first, then those that
-- name the same measure, place and period in their order; what is left was added or removed. Human corrections (raw/corrections.csv) are decisions about single cells.
-- $release = NULL   part of a release path, all where null
WITH figures_of AS (
    SELECT
        r.release_path, r.version_no, r.loaded_at, r.issued_on, f.span_start, f.span_text, coalesce(f.value, f.value_low) AS number, f.value_high, f.unit,
        f.measure_key, f.place, f.status, f.sentence,
        hash(f.measure_key, f.measure_text, f.aspect, f.action, f.place, f.period_start, f.period_end, f.status, f.threshold_value, f.admin_scope) AS fact,
        hash(fact, number, f.value_high, f.unit, f.comparator) AS said
    FROM dw.fact_figure AS f
    JOIN dw.dim_release AS r USING (release_key)
    WHERE ($release::VARCHAR IS NULL OR contains(r.release_path, $release))
        AND r.release_path IN (SELECT release_path FROM dw.dim_release WHERE version_no > 1)
),
numbered AS (
    SELECT *, row_number() OVER (PARTITION BY release_path, version_no, said ORDER BY span_start) AS nth FROM figures_of
),
pairs AS (
    SELECT release_path, version_no AS new_version, version_no - 1 AS old_version, loaded_at, issued_on
    FROM dw.dim_release
    WHERE version_no > 1
),
gone AS (
    SELECT p.new_version, n.*, row_number() OVER (PARTITION BY p.release_path, p.new_version, n.fact ORDER BY n.span_start) AS place_in_line
    FROM pairs AS p
    JOIN numbered AS n ON n.release_path = p.release_path AND n.version_no = p.old_version
    WHERE NOT EXISTS (SELECT 1 FROM numbered AS o
        WHERE o.release_path = p.release_path AND o.version_no = p.new_version AND o.said = n.said AND o.nth = n.nth)
),
come AS (
    SELECT p.new_version, n.*, row_number() OVER (PARTITION BY p.release_path, p.new_version, n.fact ORDER BY n.span_start) AS place_in_line
    FROM pairs AS p
    JOIN numbered AS n ON n.release_path = p.release_path AND n.version_no = p.new_version
    WHERE NOT EXISTS (SELECT 1 FROM numbered AS o
        WHERE o.release_path = p.release_path AND o.version_no = p.old_version AND o.said = n.said AND o.nth = n.nth)
),
changes AS (
    SELECT
        coalesce(come.release_path, gone.release_path) AS release_path, coalesce(come.new_version, gone.new_version) AS new_version,
        CASE WHEN gone.fact IS NULL THEN 'added' WHEN come.fact IS NULL THEN 'removed' ELSE 'changed' END AS change,
        coalesce(come.measure_key, gone.measure_key) AS measure_key, coalesce(come.place, gone.place) AS place, coalesce(come.status, gone.status) AS status,
        'value' AS field, gone.span_text AS old, come.span_text AS new, round(come.number - gone.number, 6) AS difference, coalesce(come.unit, gone.unit) AS unit,
        gone.span_start AS old_span_start, come.span_start AS new_span_start
    FROM gone
    FULL JOIN come ON come.release_path = gone.release_path AND come.new_version = gone.new_version AND come.fact = gone.fact AND come.place_in_line = gone.place_in_line
)
SELECT
    c.release_path, c.change, m.measure, c.place, c.status, c.field, c.old, c.new, c.difference, c.unit, p.old_version, p.new_version,
    p.loaded_at::DATE AS known_since, p.issued_on, c.old_span_start, c.new_span_start, NULL AS decided_by, NULL AS reason
FROM changes AS c
JOIN pairs AS p USING (release_path, new_version)
LEFT JOIN dw.dim_measure AS m USING (measure_key)
UNION ALL
SELECT
    k.release_path, 'corrected', m.measure, f.place, f.status, k.field, k.old_value, k.new_value,
    round(TRY_CAST(k.new_value AS DOUBLE) - TRY_CAST(k.old_value AS DOUBLE), 6), f.unit, r.version_no, r.version_no,
    k.decided_on, r.issued_on, k.span_start, k.span_start, k.reviewer, k.reason
FROM dw.correction AS k
JOIN dw.fact_figure AS f USING (figure_key)
JOIN dw.dim_release AS r ON r.release_key = k.release_key
LEFT JOIN dw.dim_measure AS m USING (measure_key)
WHERE $release::VARCHAR IS NULL OR contains(k.release_path, $release)
ORDER BY known_since DESC, release_path, new_version, coalesce(new_span_start, old_span_start), field

-- Q07 哪些项目的完成百分比在各期之间变动?变动几个百分点,折合每 30 天多少?
-- Which projects' completion in % moved between releases, by how much and how fast?
-- The same subject (or, where none is named, the same measure of the same place) in two releases that follow each other within 400 days.
-- $place = NULL   the place or the place it belongs to, all where null
WITH told AS (
    SELECT
        f.place, f.subject, f.measure, f.reference, f.issued_on, coalesce(f.value, (f.value_low + f.value_high) / 2) AS completion,
        f.span_text, f.release_path, f.span_start,
        concat_ws('|', f.place, f.subject, f.measure, f.reference, f.admin_scope) AS of_what
    FROM main.figures AS f
    WHERE f.aspect = 'completion' AND f.unit = '%' AND f.status <> 'target' AND f.measure IS NOT NULL
        AND ($place::VARCHAR IS NULL OR $place IN (f.place, f.parent_place))
    QUALIFY row_number() OVER (PARTITION BY of_what, f.release_path ORDER BY f.span_start) = 1
),
moves AS (
    SELECT
        *, lag(completion) OVER story AS completion_before, lag(issued_on) OVER story AS issued_before,
        lag(release_path) OVER story AS release_before
    FROM told
    WINDOW story AS (PARTITION BY of_what ORDER BY issued_on, release_path)
)
SELECT
    place, subject, measure, reference, issued_before, completion_before, issued_on, completion,
    round(completion - completion_before, 2) AS moved_points, issued_on - issued_before AS days,
    round(30 * (completion - completion_before) / (issued_on - issued_before), 2) AS points_in_30_days,
    release_before, release_path, span_start
FROM moves
WHERE completion <> completion_before AND issued_on - issued_before BETWEEN 1 AND 400
ORDER BY subject IS NULL, points_in_30_days DESC, place

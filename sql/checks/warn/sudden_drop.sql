-- Counts of 100 or more that fell by more than a fifth since the build before: raw/ may have been emptied by mistake, or a rule no longer holds.
WITH builds AS (
    SELECT *, row_number() OVER (ORDER BY started_at DESC, finished_at DESC) AS age FROM dw.audit_run
),
counts AS (
    SELECT age, unnest(map_entries(MAP {
        'releases': releases, 'figures': figures, 'targets': targets, 'milestones': milestones, 'numeric_spans': numeric_spans
    }), max_depth := 2)
    FROM builds
    WHERE age <= 2
)
SELECT key AS counted, before.value AS rows_before, now.value AS rows_now
FROM counts AS now
JOIN counts AS before USING (key)
WHERE now.age = 1 AND before.age = 2 AND before.value >= 100 AND now.value < 0.8 * before.value

-- One row is one milestone as time lines of the site show it: when, what became of it, and where a later release moved it to.
SELECT f.milestone_key, s.place_id, n.slug AS project, f.due_end, f.issued_on, f.span_start, {
    subject: f.subject, project: n.slug, event: f.event, since: f.due_start, due: f.due_end, status: f.status, text: f.span_text,
    source: source_of(f.release_key, f.span_start, f.span_end), day: f.issued_on, lifecycle: c.lifecycle, first_due: nullif(c.first_due, c.period_end),
    moved_to: CASE WHEN f.status = 'target' AND c.period_end > f.due_end THEN c.period_end END, outcome_source: c.outcome_source, outcome_on: c.outcome_on
} AS shown
FROM dw.fact_milestone AS f
JOIN site.release AS r USING (release_key)
LEFT JOIN dw.dim_place AS s USING (place_key)
LEFT JOIN site.named AS n ON n.fact = 'milestone' AND n.release_key = f.release_key AND n.span_start = f.span_start AND n.subject = f.subject
LEFT JOIN (
    SELECT st.milestone_key, any_value(e.commitment_key) AS commitment_key
    FROM dw.fact_commitment_event AS e JOIN dw.fact_statement AS st USING (statement_key) WHERE st.milestone_key IS NOT NULL GROUP BY ALL
) AS e USING (milestone_key)
LEFT JOIN site.commitment AS c USING (commitment_key)
WHERE r.counts
QUALIFY row_number() OVER (PARTITION BY f.milestone_key ORDER BY n.slug) = 1

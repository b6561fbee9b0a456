-- projects/<first two letters of the slug>: the projects of one file by slug, each with its commitments, milestones, figures and mentions.
WITH commitments AS (
    SELECT project AS slug, list(shown ORDER BY period_end DESC NULLS LAST, measure, target_source) AS rows
    FROM site.shown_commitment WHERE project IS NOT NULL GROUP BY ALL
),
milestones AS (
    SELECT project AS slug, list(shown ORDER BY due_end DESC NULLS LAST, issued_on DESC, span_start) AS rows
    FROM site.shown_milestone WHERE project IS NOT NULL GROUP BY ALL
),
figures AS (
    SELECT n.slug, list({
        measure: v.measure, action: v.action, aspect: v.aspect, text: v.span_text, value: coalesce(v.value, v.value_low, v.value_high), unit: v.unit, status: v.status, until: v.period_end,
        place: v.place, day: n.issued_on, source: source_of(n.release_key, n.span_start, n.span_end)
    } ORDER BY n.issued_on DESC, n.release_key, n.span_start) AS rows
    FROM site.named AS n
    JOIN dw.fact_figure AS f ON n.fact = 'figure' AND f.release_key = n.release_key AND f.span_start = n.span_start
    JOIN main.figures_all AS v USING (figure_key)
    WHERE n.counts
    GROUP BY n.slug
),
-- What stands around a name, within its line: enough to see what is said of it.
mentions AS (
    SELECT subject_slug(m.subject_key) AS slug, list({
        day: m.issued_on, title: r.title, place: m.place, focus: nullif(m.is_focus, false), name: m.name,
        before: regexp_extract(t.text[greatest(m.span_start - 23, 1):m.span_start], '[^\r\n]*$'),
        after: regexp_extract(t.text[m.span_end + 1:m.span_end + 48], '^[^\r\n]*'), source: source_of(m.release_key, m.span_start, m.span_end)
    } ORDER BY m.issued_on DESC, m.release_key, m.span_start)[:200] AS rows
    FROM dw.fact_mention AS m
    JOIN site.release AS r USING (release_key)
    JOIN dw.dim_release AS t USING (release_key)
    WHERE m.subject_key IS NOT NULL AND m.kind <> 'organisation' AND r.counts
    GROUP BY m.subject_key
)
SELECT 'projects/' || p.slug[:2] AS file, '{' || string_agg('"' || p.slug || '":' || compact({
    slug: p.slug, name: p.name, kind: p.kind, aliases: nullif(p.aliases, []), place: {name: p.place, slug: p.place_slug}, first_on: p.first_on, last_on: p.last_on,
    counts: {releases: p.releases, mentions: p.mentions, milestones: p.milestones, figures: p.figures, commitments: p.commitments},
    commitments: c.rows, milestones: m.rows, figures: f.rows, mentions: n.rows
}), ',' ORDER BY p.slug) || '}' AS body
FROM site.project AS p
LEFT JOIN commitments AS c USING (slug)
LEFT JOIN milestones AS m USING (slug)
LEFT JOIN figures AS f USING (slug)
LEFT JOIN mentions AS n USING (slug)
GROUP BY p.slug[:2]

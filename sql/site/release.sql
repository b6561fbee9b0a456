-- releases/<id>: one release version with its text, every numeric expression, what became of its promises, versions and reprints.
WITH pages AS (
    SELECT n.* FROM site.named AS n SEMI JOIN site.project AS p USING (slug)
),
figures AS (
    SELECT f.release_key, list({
        a: f.span_start, b: f.span_end, class: v.quantity_class, value: v.value, low: v.value_low, high: v.value_high, comparator: v.comparator, unit: v.unit,
        unit_text: v.unit_text, aspect: v.aspect, basis: v.basis, measure: v.measure, measure_text: nullif(v.measure_text, v.measure),
        slug: CASE WHEN has_page.measure IS NOT NULL THEN measure_slug(v.measure) END, action: v.action, threshold_comparator: v.threshold_comparator,
        threshold_value: v.threshold_value, threshold_unit: v.threshold_unit, subject: v.subject, project: j.slug, status: v.status, strength: v.strength, books: v.admin_scope,
        data_status: v.data_status, reference: v.reference, scope: nullif(v.scope, 'total'), place: v.place, place_slug: place_slug(p.place_id),
        place_source: v.place_source, since: v.period_start, until: v.period_end, theme: v.theme, confidence: v.confidence, rule: v.rule,
        tier: v.target_tier, rhetorical: nullif(v.is_rhetorical, false)
    } ORDER BY f.span_start) AS rows
    FROM main.figures_all AS v
    JOIN dw.fact_figure AS f USING (figure_key)
    LEFT JOIN dw.correction AS moved ON moved.figure_key = f.figure_key AND moved.is_in_force AND moved.field = 'place'
    LEFT JOIN dw.dim_place AS p ON p.place_key = coalesce(moved.place_key, f.place_key)
    LEFT JOIN pages AS j ON j.fact = 'figure' AND j.release_key = f.release_key AND j.span_start = f.span_start AND j.subject = v.subject
    LEFT JOIN (SELECT DISTINCT measure FROM site.yearly) AS has_page ON has_page.measure = v.measure
    GROUP BY f.release_key
),
others AS (
    SELECT release_key, list({a: span_start, b: span_end, class: kind, value: value, since: date_start, until: date_end, rule: rule} ORDER BY span_start) AS rows
    FROM (
        SELECT n.* FROM dw.fact_numeric_span AS n ANTI JOIN dw.fact_figure AS f ON f.release_key = n.release_key AND f.span_start = n.span_start
        UNION ALL BY NAME
        SELECT *, 'unclassified' AS kind FROM dw.fact_unclassified_span
    )
    GROUP BY release_key
),
fates AS (
    SELECT e.release_key, list({
        a: e.span_start, b: e.span_end, role: e.role, rule: e.match_rule, lifecycle: c.lifecycle, flag: c.flag, due: c.period_end, first_due: nullif(c.first_due, c.period_end),
        target_text: c.target_text, target_source: c.target_source, stated_on: c.first_stated_on, outcome_text: c.outcome_text, outcome_source: c.outcome_source,
        outcome_on: c.outcome_on, gap_points: c.gap_points, gap_ratio: c.gap_ratio, silent: c.silent_release, statements: c.n_statements, revisions: nullif(c.n_revisions, 0)
    } ORDER BY e.span_start, e.commitment_event_key) AS rows
    FROM dw.fact_commitment_event AS e JOIN site.commitment AS c USING (commitment_key) GROUP BY e.release_key
),
milestones AS (
    SELECT f.release_key, list({a: f.span_start, b: f.span_end, subject: f.subject, project: j.slug, event: f.event, since: f.due_start, due: f.due_end, status: f.status, place: f.place,
        place_slug: place_slug(p.place_id)} ORDER BY f.span_start) AS rows
    FROM dw.fact_milestone AS f
    LEFT JOIN dw.dim_place AS p USING (place_key)
    LEFT JOIN pages AS j ON j.fact = 'milestone' AND j.release_key = f.release_key AND j.span_start = f.span_start AND j.subject = f.subject
    GROUP BY f.release_key
),
themes AS (
    SELECT f.release_key, list({a: f.span_start, b: f.span_end, year: f.year, theme: f.theme, place: f.place, place_slug: place_slug(p.place_id)} ORDER BY f.span_start) AS rows
    FROM dw.fact_annual_theme AS f LEFT JOIN dw.dim_place AS p USING (place_key) GROUP BY f.release_key
),
projects AS (
    SELECT release_key, list({name: name, slug: slug} ORDER BY first_at, name)[:60] AS rows
    FROM (
        SELECT m.release_key, p.name, p.slug, min(m.span_start) AS first_at
        FROM dw.fact_mention AS m JOIN site.project AS p ON p.slug = subject_slug(m.subject_key) GROUP BY ALL
    )
    GROUP BY release_key
),
keywords AS (
    SELECT release_key, list(term ORDER BY rank)[:12] AS rows FROM dw.fact_keyword GROUP BY release_key
),
corrections AS (
    SELECT release_key, list({a: span_start, field: field, old: old_value, new: new_value, reason: reason, reviewer: reviewer, day: decided_on, in_force: is_in_force}
        ORDER BY span_start, field, decided_on, row_no) AS rows
    FROM dw.correction GROUP BY release_key
),
versions AS (
    SELECT release_path, list({id: id, version_no: version_no, is_current: is_current} ORDER BY version_no) AS rows
    FROM site.release GROUP BY release_path HAVING count(*) > 1
),
reprints AS (
    SELECT cluster_id, list({id: id, title: title, day: issued_on, publisher: publisher, is_primary: is_cluster_primary} ORDER BY NOT is_cluster_primary, issued_on, id)[:60] AS rows
    FROM site.release GROUP BY cluster_id HAVING count(*) > 1
)
SELECT 'releases/' || s.id[:2] || '/' || s.id AS file, compact({
    id: s.id, title: s.title, publisher: r.publisher, kind: r.kind, place: r.place, issued_on: r.issued_on, issued_on_source: r.issued_on_source,
    issued_on_flag: r.issued_on_flag, path: r.release_path, url: r.url, version_no: r.version_no, is_current: r.is_current, removed: nullif(r.removed, false),
    is_primary: r.is_cluster_primary, reprint_kind: r.reprint_kind, reprint_of: CASE WHEN r.reprint_of_key IS NOT NULL THEN release_id(r.reprint_of_key) END, chars: r.chars,
    figures: f.rows, others: o.rows, fates: e.rows, milestones: m.rows, themes: t.rows, corrections: k.rows, versions: v.rows, reprints: c.rows, projects: q.rows, keywords: w.rows, text: r.text
}) AS body
FROM dw.dim_release AS r
JOIN site.release AS s USING (release_key)
LEFT JOIN figures AS f USING (release_key)
LEFT JOIN others AS o USING (release_key)
LEFT JOIN fates AS e USING (release_key)
LEFT JOIN milestones AS m USING (release_key)
LEFT JOIN themes AS t USING (release_key)
LEFT JOIN corrections AS k USING (release_key)
LEFT JOIN projects AS q USING (release_key)
LEFT JOIN keywords AS w USING (release_key)
LEFT JOIN versions AS v ON v.release_path = r.release_path
LEFT JOIN reprints AS c ON c.cluster_id = r.cluster_id

-- projects: projects, parks and other things that figures and milestones are about, each with where it was last spoken of: for the search.
WITH spoken_of AS (
    SELECT subject, place, issued_on, release_key, span_start, span_end FROM dw.fact_milestone WHERE subject IS NOT NULL
    UNION ALL
    SELECT subject, place, issued_on, release_key, span_start, span_end FROM dw.fact_figure WHERE subject IS NOT NULL
)
SELECT 'projects' AS file, compact(list({name: subject, place: place, n: n, day: issued_on, source: source} ORDER BY n DESC, subject, place)) AS body
FROM (
    SELECT
        s.subject, s.place, count(*) AS n, max(s.issued_on) AS issued_on,
        arg_max(source_of(s.release_key, s.span_start, s.span_end), (s.issued_on, s.release_key, s.span_start)) AS source
    FROM spoken_of AS s JOIN site.release AS r USING (release_key) WHERE r.counts GROUP BY ALL
)

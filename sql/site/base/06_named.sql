-- One row is one milestone or figure that says what project it is about, and the slug of the page of that project.
-- The page is the subject's (dim_subject) that its sentence names, where the one name contains the other, or its release elsewhere by the same name;
-- else, of a milestone, that of the printed name in its place. What only figures are said of without a name of its own (水库) has no page.
-- Short names (大桥) say nothing by themselves, hence four characters at least where a fuller name stands beside.
WITH spoken_of AS (
    SELECT 'milestone' AS fact, release_key, span_start, span_end, sentence_start, sentence_end, subject, place_key, issued_on
    FROM dw.fact_milestone WHERE subject IS NOT NULL
    UNION ALL
    SELECT 'figure', release_key, span_start, span_end, sentence_start, sentence_end, subject, place_key, issued_on
    FROM dw.fact_figure WHERE subject IS NOT NULL
),
mentioned AS (
    SELECT
        s.fact, s.release_key, s.span_start, s.subject, arg_max(m.subject_key, (length(m.name), m.subject_key)) AS subject_key, 0 AS rank
    FROM spoken_of AS s
    JOIN dw.fact_mention AS m
        ON m.release_key = s.release_key AND m.name = s.subject AND m.kind NOT IN ('place', 'organisation')
    GROUP BY ALL
    UNION
    SELECT
        s.fact, s.release_key, s.span_start, s.subject, arg_max(m.subject_key, (length(m.name), m.subject_key)) AS subject_key, 1 AS rank
    FROM spoken_of AS s
    JOIN dw.fact_mention AS m
        ON m.release_key = s.release_key AND m.span_start >= s.sentence_start AND m.span_end <= s.sentence_end
        AND m.kind NOT IN ('place', 'organisation')
        AND (contains(s.subject, m.name) OR length(s.subject) >= 4 AND contains(m.name, s.subject))
    GROUP BY ALL
),
pages AS (
    SELECT fact, release_key, span_start, subject, arg_min(subject_key, rank) AS subject_key FROM mentioned GROUP BY ALL
)
SELECT
    s.fact, s.release_key, s.span_start, s.span_end, s.subject, s.issued_on, p.place_id, m.subject_key, r.counts,
    coalesce(subject_slug(m.subject_key), name_slug(s.subject, p.place_id)) AS slug
FROM spoken_of AS s
JOIN site.release AS r USING (release_key)
LEFT JOIN pages AS m ON m.fact = s.fact AND m.release_key = s.release_key AND m.span_start = s.span_start AND m.subject = s.subject
LEFT JOIN dw.dim_place AS p USING (place_key)
WHERE s.fact = 'milestone' OR m.subject_key IS NOT NULL

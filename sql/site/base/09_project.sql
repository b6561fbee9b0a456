-- One row is one project, programme, park, platform, industry chain or enterprise with a page: how often and where it is spoken of.
-- Most are subjects (dim_subject); those without a kind are names that milestones, figures or commitments print and no mention was found of.
-- Organisations have no page: releases name them in passing, thousands of times.
WITH spoken_of AS (
    SELECT subject_slug(m.subject_key) AS slug, m.release_key, m.issued_on, 'mention' AS fact, NULL AS subject, p.place_id
    FROM dw.fact_mention AS m
    JOIN site.release AS r USING (release_key)
    LEFT JOIN dw.dim_place AS p USING (place_key)
    WHERE m.subject_key IS NOT NULL AND m.kind <> 'organisation' AND r.counts
    UNION ALL
    SELECT slug, release_key, issued_on, fact, subject, place_id FROM site.named WHERE counts
),
counted AS (
    SELECT
        slug, count(DISTINCT release_key) AS releases, count(*) FILTER (fact = 'mention') AS mentions, count(*) FILTER (fact = 'milestone') AS milestones,
        count(*) FILTER (fact = 'figure') AS figures, min(issued_on) AS first_on, max(issued_on) AS last_on, mode(subject ORDER BY subject) AS printed,
        mode(place_id ORDER BY place_id) AS place_id
    FROM spoken_of GROUP BY slug
)
SELECT
    n.slug, coalesce(s.name, n.printed) AS name, s.kind, s.aliases, coalesce(home.place_id, n.place_id) AS place_id, p.name AS place, p.slug AS place_slug,
    n.releases, n.mentions, n.milestones, n.figures, coalesce(c.commitments, 0) AS commitments, n.first_on, n.last_on
FROM counted AS n
LEFT JOIN dw.dim_subject AS s ON subject_slug(s.subject_key) = n.slug
LEFT JOIN dw.dim_place AS home ON home.place_key = s.home_place_key
LEFT JOIN site.place AS p ON p.place_id = coalesce(home.place_id, n.place_id)
LEFT JOIN (SELECT project AS slug, count(*) AS commitments FROM site.shown_commitment WHERE project IS NOT NULL GROUP BY ALL) AS c ON c.slug = n.slug

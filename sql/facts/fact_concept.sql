-- The terms of concepts in every release version.
WITH counted AS (
    SELECT release_key, unnest(concepts, max_depth := 2)
    FROM staging.annotations
)
SELECT release_key, concept_key, term, n
FROM counted
LEFT JOIN dw.dim_concept USING (concept)

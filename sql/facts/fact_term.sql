-- The words of every release version.
SELECT release_key, unnest(terms, max_depth := 2)
FROM staging.annotations

-- Every numeric expression of every release version.
SELECT release_key, unnest(numeric_spans, max_depth := 2)
FROM staging.annotations

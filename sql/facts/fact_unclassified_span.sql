-- Runs of digits or Chinese numerals that no rule classified.
SELECT release_key, unnest(unclassified, max_depth := 2)
FROM staging.annotations

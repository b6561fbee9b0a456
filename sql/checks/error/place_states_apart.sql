-- The states of one place do not overlap.
SELECT place_id, name, valid_from, valid_to, next_from
FROM (
    SELECT *, lead(valid_from) OVER (PARTITION BY place_id ORDER BY valid_from) AS next_from
    FROM dw.dim_place
)
WHERE next_from < coalesce(valid_to, DATE '9999-12-31')

-- The twenty heaviest words of every release version by TF-IDF, as jieba.analyse weighs them.
WITH words AS (
    SELECT release_key, term, sum(n) AS n
    FROM dw.fact_term
    WHERE length(term) >= 2
    GROUP BY release_key, term
),
weighed AS (
    SELECT
        release_key, term,
        n * coalesce(idf, (SELECT quantile_disc(idf, 0.5) FROM staging.jieba_idf)) AS heavy,
        sum(n) OVER (PARTITION BY release_key) AS total
    FROM words
    LEFT JOIN staging.jieba_idf USING (term)
),
ranked AS (
    SELECT release_key, row_number() OVER (PARTITION BY release_key ORDER BY heavy DESC, term) AS rank, term, heavy / total AS weight
    FROM weighed
)
FROM ranked
WHERE rank <= 20

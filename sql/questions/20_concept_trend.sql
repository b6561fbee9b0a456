-- Q20 某概念词典(定版)词频的年度趋势,按每万字和每千词两种分母?
-- Yearly trend of a concept's words, per 10,000 characters and per 1,000 tokens; fixed lexicon version, reprints out.
-- Denominators are all releases of the year that meet the parameters, those without a word of it too. Tokens are all that jieba cuts.
-- Releases of different kinds speak differently: set $kind to compare years.
-- $concept = NULL   the concept (数字经济, 民生 …), all where null
-- $version = NULL   the lexicon version that is wanted, the one of this warehouse where null
-- $kind = NULL   kind of release (work_report …), all where null
-- $place = NULL   home place of the release, all where null
WITH counted AS (
    SELECT release_key, year(issued_on) AS year, chars, tokens
    FROM dw.dim_release
    WHERE is_current AND is_cluster_primary
        AND ($kind::VARCHAR IS NULL OR kind = $kind) AND ($place::VARCHAR IS NULL OR place = $place)
),
years AS (
    SELECT year, count(*) AS releases, sum(chars) AS chars, sum(tokens) AS tokens FROM counted GROUP BY year
),
concepts AS (
    SELECT * FROM dw.dim_concept
    WHERE ($concept::VARCHAR IS NULL OR concept = $concept) AND ($version::VARCHAR IS NULL OR version = $version)
),
spoken AS (
    SELECT f.concept_key, c.year, sum(f.n) AS n, count(DISTINCT f.release_key) AS releases_with_it
    FROM dw.fact_concept AS f
    JOIN counted AS c USING (release_key)
    GROUP BY ALL
),
top_terms AS (
    SELECT concept_key, year, term FROM (
        SELECT f.concept_key, c.year, f.term, sum(f.n) AS n
        FROM dw.fact_concept AS f
        JOIN counted AS c USING (release_key)
        GROUP BY ALL
    )
    QUALIFY row_number() OVER (PARTITION BY concept_key, year ORDER BY n DESC, term) = 1
)
SELECT
    k.concept, k.version AS lexicon_version, len(k.terms) AS terms, y.year, y.releases, coalesce(s.releases_with_it, 0) AS releases_with_it,
    coalesce(s.n, 0) AS occurrences, y.chars, y.tokens,
    round(10000.0 * occurrences / y.chars, 3) AS per_10k_chars, round(1000.0 * occurrences / nullif(y.tokens, 0), 3) AS per_1k_tokens,
    l.term AS most_frequent_term
FROM concepts AS k
CROSS JOIN years AS y
LEFT JOIN spoken AS s ON s.concept_key = k.concept_key AND s.year = y.year
LEFT JOIN top_terms AS l ON l.concept_key = k.concept_key AND l.year = y.year
ORDER BY k.concept, y.year

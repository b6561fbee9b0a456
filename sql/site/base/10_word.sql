-- One row is one word of a place's own releases in one year: how often it occurs, and in how many of the year's releases. Releases of different kinds
-- speak differently: those of the kind that the place has in most years are read, of its latest six years. Of their keywords (dw.fact_keyword)
-- the 30 nouns whose share changed most are kept (the likelihood ratio of their counts), names of places and persons out. A place without two years of one kind has no row.
WITH own AS (
    SELECT r.release_key, p.place_id, r.kind, year(d.issued_on) AS year, d.chars
    FROM site.release AS r
    JOIN dw.dim_release AS d USING (release_key)
    JOIN dw.dim_place AS p ON p.name = d.place AND p.valid_from <= d.issued_on AND (p.valid_to IS NULL OR p.valid_to > d.issued_on)
    WHERE r.counts AND r.kind <> 'news'
),
kinds AS (
    SELECT place_id, kind
    FROM own
    GROUP BY place_id, kind
    HAVING count(DISTINCT year) > 1
    QUALIFY row_number() OVER (PARTITION BY place_id ORDER BY count(DISTINCT year) DESC, kind DESC) = 1
),
years AS (
    SELECT place_id, kind, year, count(*) AS releases, sum(chars) AS chars
    FROM own
    JOIN kinds USING (place_id, kind)
    GROUP BY place_id, kind, year
    QUALIFY row_number() OVER (PARTITION BY place_id ORDER BY year DESC) <= 6
),
told AS (
    SELECT own.release_key, own.place_id, own.year FROM own JOIN years USING (place_id, kind, year)
),
keywords AS (
    SELECT DISTINCT t.place_id, k.term FROM told AS t JOIN dw.fact_keyword AS k USING (release_key)
),
counted AS (
    SELECT t.place_id, t.year, f.term, sum(f.n) AS n, count(DISTINCT f.release_key) AS releases_with_it
    FROM dw.fact_term AS f
    JOIN told AS t USING (release_key)
    JOIN keywords AS k ON k.place_id = t.place_id AND k.term = f.term
    WHERE regexp_full_match(f.part_of_speech, 'n[tz]?|vn|[jlix]|eng')
    GROUP BY ALL
),
shares AS (
    SELECT
        y.*, k.term, coalesce(c.n, 0) AS n, coalesce(c.releases_with_it, 0) AS releases_with_it,
        sum(coalesce(c.n, 0)) OVER word / sum(y.chars) OVER word AS mean_share, sum(coalesce(c.n, 0)) OVER word AS total
    FROM years AS y
    JOIN keywords AS k USING (place_id)
    LEFT JOIN counted AS c ON c.place_id = y.place_id AND c.year = y.year AND c.term = k.term
    WINDOW word AS (PARTITION BY y.place_id, k.term)
),
chosen AS (
    SELECT place_id, term, sum(CASE WHEN n > 0 THEN n * ln(n / (chars * mean_share)) ELSE 0 END) AS change
    FROM shares
    WHERE total >= 5
    GROUP BY place_id, term
    QUALIFY row_number() OVER (PARTITION BY place_id ORDER BY change DESC, term) <= 30
)
SELECT s.place_id, s.kind, s.year, s.releases, s.chars, s.term, s.n, s.releases_with_it, c.change
FROM shares AS s
JOIN chosen AS c USING (place_id, term)

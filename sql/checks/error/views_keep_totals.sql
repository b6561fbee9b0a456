-- Joining names in loses and doubles no row.
WITH counted AS (
    SELECT release_key FROM dw.dim_release WHERE is_current AND is_cluster_primary
),
totals AS (
    SELECT 'figures_all' AS of_view, (SELECT count(*) FROM main.figures_all) AS rows,
        (SELECT count(*) FROM dw.fact_figure) AS expected
    UNION ALL
    SELECT 'figures', (SELECT count(*) FROM main.figures),
        (SELECT count(*) FROM dw.fact_figure WHERE release_key IN (FROM counted))
    UNION ALL
    SELECT 'milestones', (SELECT count(*) FROM main.milestones),
        (SELECT count(*) FROM dw.fact_milestone WHERE release_key IN (FROM counted))
    UNION ALL
    SELECT 'annual_themes', (SELECT count(*) FROM main.annual_themes),
        (SELECT count(*) FROM dw.fact_annual_theme WHERE release_key IN (FROM counted))
    UNION ALL
    SELECT 'coverage', (SELECT count(*) FROM main.coverage),
        (SELECT count(*) FROM dw.fact_coverage WHERE release_key IN (FROM counted))
    UNION ALL
    SELECT 'term_counts', (SELECT count(*) FROM main.term_counts),
        (SELECT count(*) FROM dw.fact_term WHERE release_key IN (FROM counted))
    UNION ALL
    SELECT 'mentions', (SELECT count(*) FROM main.mentions),
        (SELECT count(*) FROM dw.fact_mention WHERE release_key IN (FROM counted))
    UNION ALL
    SELECT 'keywords', (SELECT count(*) FROM main.keywords),
        (SELECT count(*) FROM dw.fact_keyword WHERE release_key IN (FROM counted))
    UNION ALL
    SELECT 'commitments', (SELECT count(*) FROM main.commitments), (SELECT count(*) FROM dw.fact_commitment)
    UNION ALL
    SELECT 'releases', (SELECT count(*) FROM main.releases), (SELECT count(*) FROM dw.dim_release)
    UNION ALL
    SELECT 'releases: figures', (SELECT sum(figures) FROM main.releases), (SELECT count(*) FROM dw.fact_figure)
    UNION ALL
    SELECT 'rejected_releases', (SELECT count(*) FROM main.rejected_releases), (SELECT count(*) FROM dw.rejected_release)
)
SELECT of_view, rows, expected
FROM totals
WHERE coalesce(rows, 0) <> expected

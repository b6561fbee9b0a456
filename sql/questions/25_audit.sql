-- Q25 每篇的数字是否全部归类?地点靠推断、低置信的各占多少?
-- Extraction audit by release: unclassified numbers, inferred places, low confidence.
-- Worst first: numbers without a class, then the share of figures of low confidence (below 0.5).
-- $release = NULL   part of a release path, all where null
WITH spans AS (
    SELECT release_key, count(*) AS numbers FROM dw.fact_numeric_span GROUP BY release_key
),
unclassified AS (
    SELECT release_key, count(*) AS unclassified FROM dw.fact_unclassified_span GROUP BY release_key
),
figures_of AS (
    SELECT
        release_key, count(*) AS figures,
        count(*) FILTER (WHERE place_source = 'publisher') AS from_publisher,
        count(*) FILTER (WHERE place_source IS NULL OR place IS NULL) AS without_place,
        count(*) FILTER (WHERE measure_key IS NULL) AS without_measure,
        count(*) FILTER (WHERE confidence < 0.5) AS low_confidence
    FROM dw.fact_figure
    GROUP BY release_key
)
SELECT
    r.release_path, r.kind, r.issued_on_source, coalesce(s.numbers, 0) AS numbers, coalesce(u.unclassified, 0) AS unclassified,
    coalesce(f.figures, 0) AS figures, round(100.0 * f.from_publisher / f.figures, 1) AS percent_place_from_publisher,
    round(100.0 * f.without_place / f.figures, 1) AS percent_without_place, round(100.0 * f.without_measure / f.figures, 1) AS percent_without_measure,
    round(100.0 * f.low_confidence / f.figures, 1) AS percent_low_confidence
FROM dw.dim_release AS r
LEFT JOIN spans AS s USING (release_key)
LEFT JOIN unclassified AS u USING (release_key)
LEFT JOIN figures_of AS f USING (release_key)
WHERE r.is_current AND r.is_cluster_primary AND ($release::VARCHAR IS NULL OR contains(r.release_path, $release))
ORDER BY unclassified DESC, percent_low_confidence DESC NULLS LAST, numbers DESC, r.release_path

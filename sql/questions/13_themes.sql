-- Q13 各主题下目标类与完成类表述各占多少(一数多主题按权重)?
-- Share of targets against achieved figures by theme, with the weighted bridge, slogans excluded.
-- $place = NULL   the place or the place it belongs to, all where null
-- $year = NULL   year of issue, every year where null
WITH weighted AS (
    SELECT t.theme, f.status, b.weight
    FROM main.figures AS f
    JOIN dw.bridge_figure_theme AS b USING (figure_key)
    JOIN dw.dim_theme AS t USING (theme_key)
    WHERE NOT f.is_rhetorical AND f.status IN ('target', 'achieved')
        AND ($place::VARCHAR IS NULL OR $place IN (f.place, f.parent_place)) AND ($year::INTEGER IS NULL OR year(f.issued_on) = $year::INTEGER)
)
SELECT
    theme,
    round(sum(weight) FILTER (WHERE status = 'target'), 1) AS targets,
    round(sum(weight) FILTER (WHERE status = 'achieved'), 1) AS achieved,
    round(100 * coalesce(sum(weight) FILTER (WHERE status = 'target'), 0) / sum(weight), 1) AS percent_targets,
    round(100 * sum(weight) / sum(sum(weight)) OVER (), 1) AS percent_of_all_figures
FROM weighted
GROUP BY theme
ORDER BY sum(weight) DESC

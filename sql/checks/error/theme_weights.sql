-- The weights of a figure's themes sum to 1.
SELECT figure_key, sum(weight) AS weights
FROM dw.bridge_figure_theme
GROUP BY figure_key
HAVING abs(sum(weight) - 1) > 1e-6

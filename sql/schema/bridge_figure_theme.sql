CREATE TABLE dw.bridge_figure_theme (
    figure_key UBIGINT NOT NULL,
    theme_key UBIGINT NOT NULL,
    weight DOUBLE NOT NULL CHECK (weight > 0 AND weight <= 1)
);
COMMENT ON TABLE dw.bridge_figure_theme IS 'One row is one theme of one figure; the weights of a figure sum to 1, so that weighted counts add up. Key: figure_key, theme_key.';
COMMENT ON COLUMN dw.bridge_figure_theme.figure_key IS 'The figure (fact_figure).';
COMMENT ON COLUMN dw.bridge_figure_theme.theme_key IS 'The theme (dim_theme).';
COMMENT ON COLUMN dw.bridge_figure_theme.weight IS 'Share of the figure that belongs to the theme, above 0 and up to 1.';

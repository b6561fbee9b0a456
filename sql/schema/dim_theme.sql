CREATE TABLE dw.dim_theme (
    theme_key UBIGINT PRIMARY KEY,
    theme_code VARCHAR NOT NULL UNIQUE CHECK (theme_code <> ''),
    theme VARCHAR NOT NULL CHECK (theme <> ''),
    theme_en VARCHAR,
    description VARCHAR
);
COMMENT ON TABLE dw.dim_theme IS 'One row is one policy theme.';
COMMENT ON COLUMN dw.dim_theme.theme_key IS 'Key: md5_number_lower(theme_code).';
COMMENT ON COLUMN dw.dim_theme.theme_code IS 'Code of the theme in the lexicon.';
COMMENT ON COLUMN dw.dim_theme.theme IS 'Name of the theme in Chinese.';
COMMENT ON COLUMN dw.dim_theme.theme_en IS 'Name of the theme in English.';
COMMENT ON COLUMN dw.dim_theme.description IS 'What belongs to the theme.';

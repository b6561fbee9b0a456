-- The policy themes of the lexicon.
SELECT md5_number_lower(code) AS theme_key, code AS theme_code, name_zh AS theme, name_en AS theme_en, description
FROM staging.lexicon_themes

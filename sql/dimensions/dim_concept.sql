-- The concepts of the lexicon with their terms.
SELECT
    md5_number_lower(concat_ws('|', concept, version)) AS concept_key,
    concept, english AS concept_en, version, sha256, terms, description
FROM staging.concepts

-- The standings of data in the lexicon.
SELECT data_status, standing::UTINYINT AS standing, nullif(note, '') AS note
FROM staging.lexicon_data_statuses

CREATE TABLE dw.dim_concept (
    concept_key UBIGINT PRIMARY KEY,
    concept VARCHAR NOT NULL UNIQUE CHECK (concept <> ''),
    concept_en VARCHAR NOT NULL,
    version VARCHAR NOT NULL CHECK (version <> ''),
    sha256 VARCHAR NOT NULL CHECK (length(sha256) = 64),
    terms VARCHAR[] NOT NULL,
    description VARCHAR
);
COMMENT ON TABLE dw.dim_concept IS 'One row is one concept: the list of terms by which releases speak of it, in the version that this warehouse was built with.';
COMMENT ON COLUMN dw.dim_concept.concept_key IS 'Key: md5_number_lower(concept|version).';
COMMENT ON COLUMN dw.dim_concept.concept IS 'Name of the concept in Chinese.';
COMMENT ON COLUMN dw.dim_concept.concept_en IS 'Name of the concept in English.';
COMMENT ON COLUMN dw.dim_concept.version IS 'Version of the list; counts of different versions do not compare.';
COMMENT ON COLUMN dw.dim_concept.sha256 IS 'SHA-256 of the file of terms.';
COMMENT ON COLUMN dw.dim_concept.terms IS 'The terms, sorted.';
COMMENT ON COLUMN dw.dim_concept.description IS 'What belongs to the concept.';

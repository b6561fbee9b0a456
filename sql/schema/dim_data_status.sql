CREATE TABLE dw.dim_data_status (
    data_status VARCHAR PRIMARY KEY,
    standing UTINYINT NOT NULL,
    note VARCHAR
);
COMMENT ON TABLE dw.dim_data_status IS 'One row is one standing that a text gives a datum (预计, 快报, 决算 …). Key: data_status.';
COMMENT ON COLUMN dw.dim_data_status.data_status IS 'As printed; key.';
COMMENT ON COLUMN dw.dim_data_status.standing IS 'How final it is: 0 expected, 1 flash or preliminary, 2 carried out, 3 verified or revised, 4 final; what says nothing counts as 2. A higher one supersedes a lower.';
COMMENT ON COLUMN dw.dim_data_status.note IS 'What it means.';

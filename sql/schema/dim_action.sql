CREATE TABLE dw.dim_action (
    action_key UBIGINT PRIMARY KEY,
    action_class VARCHAR NOT NULL CHECK (action_class <> ''),
    action_class_zh VARCHAR NOT NULL CHECK (action_class_zh <> ''),
    stage UTINYINT CHECK (stage BETWEEN 1 AND 7),
    verbs VARCHAR[] NOT NULL
);
COMMENT ON TABLE dw.dim_action IS 'One row is one class of action that releases report or promise, at one stage of a project''s life.';
COMMENT ON COLUMN dw.dim_action.action_key IS 'Key: md5_number_lower(action_class|stage); the stage is empty there where it is null.';
COMMENT ON COLUMN dw.dim_action.action_class IS 'Code of the class (attract, start, complete …).';
COMMENT ON COLUMN dw.dim_action.action_class_zh IS 'Name of the class in Chinese.';
COMMENT ON COLUMN dw.dim_action.stage IS 'Stage of a project''s life: 1 招引, 2 签约, 3 落地, 4 开工, 5 建设, 6 竣工, 7 投产; null outside it.';
COMMENT ON COLUMN dw.dim_action.verbs IS 'The verbs of the lexicon that belong to it, sorted.';

CREATE TABLE dw.dim_date (
    day DATE PRIMARY KEY,
    year INTEGER NOT NULL,
    half UTINYINT NOT NULL CHECK (half BETWEEN 1 AND 2),
    quarter UTINYINT NOT NULL CHECK (quarter BETWEEN 1 AND 4),
    month UTINYINT NOT NULL CHECK (month BETWEEN 1 AND 12),
    day_of_month UTINYINT NOT NULL CHECK (day_of_month BETWEEN 1 AND 31),
    day_of_week UTINYINT NOT NULL CHECK (day_of_week BETWEEN 1 AND 7),
    is_month_end BOOLEAN NOT NULL
);
COMMENT ON TABLE dw.dim_date IS 'One row is one day: every day from 1949 to 2060, and of every further year that a date of the facts falls in. Key: day.';
COMMENT ON COLUMN dw.dim_date.day IS 'The day; key.';
COMMENT ON COLUMN dw.dim_date.year IS 'Calendar year.';
COMMENT ON COLUMN dw.dim_date.half IS 'Half of the year, 1 or 2.';
COMMENT ON COLUMN dw.dim_date.quarter IS 'Quarter of the year, 1 to 4.';
COMMENT ON COLUMN dw.dim_date.month IS 'Month of the year, 1 to 12.';
COMMENT ON COLUMN dw.dim_date.day_of_month IS 'Day of the month, 1 to 31.';
COMMENT ON COLUMN dw.dim_date.day_of_week IS 'Day of the week by ISO 8601: 1 is Monday, 7 is Sunday.';
COMMENT ON COLUMN dw.dim_date.is_month_end IS 'Whether it is the last day of its month.';

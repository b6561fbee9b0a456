-- Every day of 1949 to 2060, and of each further year in which a release, a period or a due date falls.
WITH years AS (
    SELECT unnest(range(1949, 2061)) AS year
    UNION SELECT year(issued_on) FROM staging.releases
    UNION SELECT unnest(list_distinct(flatten([
        list_transform(figures, lambda f: year(f.period_start)), list_transform(figures, lambda f: year(f.period_end)),
        list_transform(milestones, lambda m: year(m.due_start)), list_transform(milestones, lambda m: year(m.due_end))
    ]))) FROM staging.annotations
),
days AS (
    SELECT unnest(generate_series(make_date(year, 1, 1), make_date(year, 12, 31), INTERVAL 1 DAY))::DATE AS day
    FROM years
    WHERE year IS NOT NULL
)
SELECT
    day,
    year(day) AS year,
    CASE WHEN month(day) <= 6 THEN 1 ELSE 2 END AS half,
    quarter(day) AS quarter,
    month(day) AS month,
    day(day) AS day_of_month,
    isodow(day) AS day_of_week,
    day = last_day(day) AS is_month_end
FROM days

-- Q10 项目全流程(引进→签约→开工→竣工)各区市目标数及阶段比?
-- Pipeline funnel of project targets by stage and place.
-- Targets that count projects (not what projects hold: 百万羽蛋鸡养殖项目), by stage of the action: 1 招引 2 签约 3 落地 4 开工 5 建设 6 竣工 7 投产. Of nested thresholds the lowest
-- counts. The ratio is to the earliest stage the place has a target for.
-- $year = NULL   year due, where null the latest held, up to that of the latest release
-- $place = NULL   the place or the place it belongs to, all where null
WITH counted AS (
    SELECT f.*, year(f.period_end) AS year
    FROM main.figures AS f
    WHERE f.status = 'target' AND f.quantity_class = 'count' AND f.action_stage IS NOT NULL AND f.value IS NOT NULL
        AND ends_with(f.measure, '项目') AND regexp_matches(f.unit_text, '(个|项|条|座|处|宗|批|家)$') AND f.period_end IS NOT NULL AND NOT f.is_rhetorical
        AND ($place::VARCHAR IS NULL OR $place IN (f.place, f.parent_place))
),
widest AS (
    SELECT *
    FROM counted
    WHERE year = coalesce($year::INTEGER, (SELECT max(year) FROM counted WHERE year <= (SELECT max(year(issued_on)) FROM main.releases)))
    QUALIFY row_number() OVER (
        PARTITION BY year, place, action_stage, measure, subject ORDER BY threshold_value IS NOT NULL, threshold_value, value DESC, span_start) = 1
),
stages AS (
    SELECT year, place, action_stage, sum(value) AS projects, string_agg(DISTINCT action, '、' ORDER BY action) AS actions,
        string_agg(span_text || coalesce(measure, ''), '; ' ORDER BY span_start) AS texts
    FROM widest
    GROUP BY year, place, action_stage
)
SELECT
    year, place, action_stage AS stage, actions, projects,
    round(projects / first_value(projects) OVER (PARTITION BY year, place ORDER BY action_stage), 2) AS ratio_to_first_stage,
    round(projects / lag(projects) OVER (PARTITION BY year, place ORDER BY action_stage), 2) AS ratio_to_stage_before, texts
FROM stages
ORDER BY count(*) OVER (PARTITION BY year, place) DESC, place, stage

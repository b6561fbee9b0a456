-- Small pure functions that tables and checks use; they read no table, so that dependencies stay visible in the files.
-- They are temporary: nothing of them is in the published file.

-- How many days `day` lies outside [valid_from, valid_to): 0 inside.
CREATE TEMP MACRO days_outside(valid_from, valid_to, day) AS
    greatest(0, valid_from - day, day - coalesce(valid_to, DATE '9999-12-31') + 1);

-- Orders the states of a place: the least is the one that held on `day`, else the nearest, of two as near the earlier.
CREATE TEMP MACRO state_order(valid_from, valid_to, day) AS
    (days_outside(valid_from, valid_to, day), valid_from);

-- Orders the verbs that a printed action holds (洽谈落地): the last has the most, of two that end alike the longer.
CREATE TEMP MACRO verb_order(printed, verb) AS
    (strpos(printed, verb) + length(verb), length(verb), verb);

-- A text as windows of 2048 characters, one from every 1024th on: counting from the beginning of a long text to each
-- span takes forty times as long. They are cut from larger parts, so that cutting them does not count far either.
CREATE TEMP MACRO windows(text) AS flatten(list_transform(
    list_transform(range(0, length(text), 65536), lambda first: {'start': first, 'part': substr(text, first + 1, 67584)}),
    lambda p: list_transform(
        range(0, least(65536, length(p.part)), 1024),
        lambda second: {'window_start': p.start + second, 'window_text': substr(p.part, second + 1, 2048)}
    )
));

-- The value that stands for a number or range when two statements of one commitment are put in order.
CREATE TEMP MACRO point(value, low, high) AS coalesce(value, low, high);

-- Lower and upper end of what a comparator leaves open: gt 5 is [5, inf].
CREATE TEMP MACRO lower_end(comparator, value, low) AS
    CASE WHEN comparator IN ('lt', 'le') THEN '-infinity'::DOUBLE ELSE coalesce(value, low, '-infinity'::DOUBLE) END;
CREATE TEMP MACRO upper_end(comparator, value, high) AS
    CASE WHEN comparator IN ('gt', 'ge') THEN 'infinity'::DOUBLE ELSE coalesce(value, high, 'infinity'::DOUBLE) END;

-- How far an outcome may stay on the worse side of a target of 左右: 0.2 points of a growth in %, 1 % of a level or share.
CREATE TEMP MACRO tolerance(comparator, value, aspect, unit) AS
    CASE WHEN comparator <> 'approx' THEN 0.0 WHEN aspect = 'growth' AND unit = '%' THEN 0.2 ELSE abs(value) * 0.01 END;

-- The range of outcomes that meet a target: as its comparator says; a number or 左右 is met from its better side on.
CREATE TEMP MACRO met_from(comparator, value, low, direction, slack) AS
    CASE WHEN comparator IN ('eq', 'approx') AND direction = -1 THEN '-infinity'::DOUBLE ELSE lower_end(comparator, value, low) - slack END;
CREATE TEMP MACRO met_to(comparator, value, high, direction, slack) AS
    CASE WHEN comparator IN ('eq', 'approx') AND direction = 1 THEN 'infinity'::DOUBLE ELSE upper_end(comparator, value, high) + slack END;

-- Whether an outcome in [low, high] meets a target met in [met_from, met_to]; null where its comparator leaves that open.
-- The least of a strict target (gt, lt) is not enough.
CREATE TEMP MACRO meets(low, high, met_from, met_to, is_strict) AS
    CASE
        WHEN is_strict AND low = high AND low IN (met_from, met_to) THEN false
        WHEN low >= met_from - 1e-9 * abs(met_from) AND high <= met_to + 1e-9 * abs(met_to) THEN true
        WHEN high < met_from OR low > met_to THEN false
    END;

-- A cell of a figure as human decisions have it (`new` maps the fields that were overruled to their new values), else as it was read.
CREATE TEMP MACRO decided_text(new, field, value) AS CASE WHEN map_contains(new, field) THEN map_extract_value(new, field) ELSE value END;
CREATE TEMP MACRO decided_number(new, field, value) AS
    CASE WHEN map_contains(new, field) THEN map_extract_value(new, field)::DOUBLE ELSE value END;
CREATE TEMP MACRO decided_day(new, field, value) AS CASE WHEN map_contains(new, field) THEN map_extract_value(new, field)::DATE ELSE value END;

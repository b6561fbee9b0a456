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

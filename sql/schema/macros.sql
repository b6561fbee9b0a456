-- Small pure functions the build uses; they read no table, so that dependencies stay visible in the files.

-- How many days `day` lies outside [valid_from, valid_to): 0 inside. The nearest state of a place has the least.
CREATE MACRO days_outside(valid_from, valid_to, day) AS
    greatest(0, valid_from - day, day - coalesce(valid_to, DATE '9999-12-31') + 1);

-- Figures of every release version, with their dimensions looked up and their sentence cut from the text.
WITH figures AS (
    SELECT a.release_key, r.issued_on, unnest(a.figures, max_depth := 2)
    FROM staging.annotations AS a
    JOIN dw.dim_release AS r USING (release_key)
),
verbs AS (
    SELECT action_key, unnest(verbs) AS verb FROM dw.dim_action
),
actions AS (
    SELECT action, arg_max(action_key, verb_order(action, verb)) AS action_key
    FROM (SELECT DISTINCT action FROM figures WHERE action IS NOT NULL)
    JOIN verbs ON contains(action, verb)
    GROUP BY action
),
windows AS (
    SELECT release_key, unnest(windows(text), max_depth := 2)
    FROM dw.dim_release
),
sentences AS (
    SELECT
        release_key, sentence_start, sentence_end,
        CASE WHEN sentence_end - sentence_start <= 1024
            THEN substr(window_text, sentence_start % 1024 + 1, sentence_end - sentence_start)
            ELSE substr(text, sentence_start + 1, sentence_end - sentence_start)
        END AS sentence
    FROM (SELECT DISTINCT release_key, sentence_start, sentence_end FROM figures) AS s
    JOIN windows AS w USING (release_key)
    JOIN dw.dim_release USING (release_key)
    WHERE w.window_start = s.sentence_start - s.sentence_start % 1024
)
SELECT
    md5_number_lower(concat_ws('|', f.release_key, f.span_start, f.span_end)) AS figure_key,
    f.* EXCLUDE (measure, themes, place_id, part_of),
    s.sentence,
    md5_number_lower(f.measure) AS measure_key,
    actions.action_key,
    (SELECT arg_min(p.place_key, state_order(p.valid_from, p.valid_to, f.issued_on))
        FROM dw.dim_place AS p
        WHERE p.place_id = f.place_id) AS place_key,
    CASE WHEN f.part_of IS NOT NULL
        THEN md5_number_lower(concat_ws('|', f.release_key, f.part_of, whole.span_end))
    END AS part_of_key,
    md5_number_lower(list_min(list_transform(f.themes, lambda t: {'less': -t.weight, 'theme': t.theme})).theme) AS theme_key
FROM figures AS f
LEFT JOIN sentences AS s USING (release_key, sentence_start, sentence_end)
LEFT JOIN actions ON actions.action = f.action
LEFT JOIN figures AS whole ON whole.release_key = f.release_key AND whole.span_start = f.part_of

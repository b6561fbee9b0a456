-- Classes of action; verbs that only report a statistic (完成, 实现) are no action and stay out.
SELECT
    md5_number_lower(concat_ws('|', action_class, stage)) AS action_key,
    action_class,
    any_value(class_zh) AS action_class_zh,
    nullif(stage, '')::UTINYINT AS stage,
    list(verb ORDER BY verb) AS verbs
FROM staging.lexicon_actions
WHERE kind <> 'statistic_verb'
GROUP BY action_class, stage

-- Printed names and the subjects they name; a subject is known by the name under which it was first seen.
SELECT md5_number_lower(concat_ws('|', kind, area, first_name)) AS subject_key, kind, name, place_id, subject, area, rule, score
FROM staging.subject_names

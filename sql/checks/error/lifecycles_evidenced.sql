-- Every commitment has one first promise and one in force, and every verdict the event that it rests on.
WITH evidence AS (
    SELECT
        commitment_key,
        count(*) FILTER (WHERE role = 'set') AS firsts,
        count(*) FILTER (WHERE is_in_force) AS in_force,
        count(*) FILTER (WHERE decides AND role = 'achieve') AS achieved,
        count(*) FILTER (WHERE decides AND role = 'miss') AS missed,
        count(*) FILTER (WHERE role IN ('achieve', 'miss', 'mention')) AS spoken
    FROM dw.fact_commitment_event
    GROUP BY commitment_key
)
SELECT commitment_key, lifecycle, firsts, in_force, achieved, missed, spoken
FROM dw.fact_commitment
LEFT JOIN evidence USING (commitment_key)
WHERE coalesce(firsts, 0) <> 1 OR in_force <> 1
    OR (lifecycle = 'achieved') <> (achieved = 1) OR (lifecycle = 'missed') <> (missed = 1)
    OR (lifecycle = 'lapsed' AND (spoken > 0 OR silent_release_key IS NULL))

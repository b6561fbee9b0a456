-- Q22 一篇综述中各区市各占多少字、多少目标;谁未被报道,谁被报道但没有目标?
-- Coverage of a release by place: characters, figures, targets and targets per 1,000 characters; who is not covered, who is without a target.
-- Places that belong to the same higher place as those covered, but do not occur, are listed as not covered.
-- $release = NULL   part of a release path; where null the one that gives targets (else figures) of most places of one higher place, weighed by their share of its text
WITH placed AS (
    SELECT c.*, p.parent_place_id, r.chars AS release_chars
    FROM main.coverage AS c
    JOIN dw.dim_release AS r ON r.release_path = c.release_path AND r.is_current
    JOIN dw.fact_coverage AS f ON f.release_key = r.release_key AND f.place = c.place
    JOIN dw.dim_place AS p USING (place_key)
    WHERE p.level IN ('province', 'prefecture', 'county', 'zone')
),
chosen AS (
    SELECT release_path, parent_place_id
    FROM placed
    WHERE parent_place_id IS NOT NULL AND ($release::VARCHAR IS NULL OR contains(release_path, $release))
    GROUP BY release_path, parent_place_id
    ORDER BY parent_place_id = 'CN', count(DISTINCT place) FILTER (targets > 0) ** 2 * sum(chars) / any_value(release_chars) DESC,
        count(DISTINCT place) FILTER (figures > 0) * sum(chars) / any_value(release_chars) DESC, count(DISTINCT place) DESC, release_path
    LIMIT 1
),
siblings AS (
    SELECT chosen.release_path, chosen.parent_place_id, p.name AS place, p.level
    FROM chosen
    JOIN dw.dim_place AS p USING (parent_place_id)
    JOIN main.releases AS r ON r.release_path = chosen.release_path AND r.is_current
    WHERE p.level IN ('province', 'prefecture', 'county') AND p.valid_from <= r.issued_on AND (p.valid_to IS NULL OR p.valid_to > r.issued_on)
)
SELECT
    coalesce(placed.release_path, siblings.release_path) AS release_path, coalesce(placed.place, siblings.place) AS place,
    coalesce(placed.chars, 0) AS chars, coalesce(placed.sentences, 0) AS sentences, coalesce(placed.figures, 0) AS figures,
    coalesce(placed.targets, 0) AS targets, round(1000.0 * placed.targets / nullif(placed.chars, 0), 2) AS targets_per_1000_chars,
    CASE WHEN placed.place IS NULL THEN 'not covered' WHEN placed.targets = 0 THEN 'covered, without a target' ELSE 'covered' END AS coverage
FROM siblings
FULL JOIN (SELECT placed.* EXCLUDE (release_chars) FROM placed JOIN chosen USING (release_path, parent_place_id)) AS placed ON placed.place = siblings.place
ORDER BY chars DESC, place

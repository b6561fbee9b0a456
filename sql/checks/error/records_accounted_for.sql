-- Every record now in raw/ is one current release or one rejected row, and nothing else is current; one whose extraction took too long is both.
WITH seen AS (
    SELECT unnest(release_keys) AS release_key FROM staging.inventory
)
SELECT 'in raw/, but no current release' AS trouble, release_key::VARCHAR AS record
FROM seen
WHERE release_key NOT IN (SELECT release_key FROM dw.dim_release WHERE is_current)
UNION ALL
SELECT 'a current release, but not in raw/', release_path
FROM dw.dim_release
WHERE is_current AND release_key NOT IN (SELECT release_key FROM seen)
UNION ALL
SELECT 'both a current release and rejected', release_path
FROM dw.dim_release
WHERE is_current AND release_path IN (SELECT source_path FROM dw.rejected_release WHERE reason <> 'timeout')
UNION ALL
SELECT 'a file of raw/ that gave neither release nor rejection', path
FROM staging.inventory
WHERE len(release_keys) = 0 AND len(rejections) = 0
UNION ALL
SELECT 'rejected when read, but no rejected row', rejection.source_path
FROM (SELECT unnest(rejections) AS rejection FROM staging.inventory)
WHERE rejection.source_path NOT IN (SELECT source_path FROM dw.rejected_release)

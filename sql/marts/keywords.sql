CREATE VIEW main.keywords AS
SELECT r.release_path, r.issued_on, r.publisher, r.place, r.kind, r.title, f.rank, f.term, f.weight
FROM dw.fact_keyword AS f
JOIN dw.dim_release AS r USING (release_key)
WHERE r.is_current AND r.is_cluster_primary;
COMMENT ON VIEW main.keywords IS 'One row is one of the twenty heaviest words of the current version of a release by TF-IDF, reprints left out. Key: release_path, rank.';

-- Records of raw/ that could not be loaded; mend the file, or date it in a manifest or sidecar.
SELECT source_path, reason, detail
FROM main.rejected_releases
ORDER BY source_path

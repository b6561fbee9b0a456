"""A raw file becomes a Release: formats, encodings, metadata, layout, versions. No Dagster here."""

"""All Dagster glue, and the only importer of dagster. What a step does belongs in the rooms it calls."""

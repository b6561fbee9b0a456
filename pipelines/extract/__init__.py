"""Text becomes annotations: pure functions over lexicons, no Dagster, no files but the lexicons'."""

"""Duixian: Chinese government and press releases as a DuckDB warehouse in which every number is a row.

Rooms, in the order in which data flows: ``releases`` (raw file to text) · ``extract`` (text to
annotations) · ``warehouse`` with ``../sql`` (annotations to tables) · ``defs`` (Dagster glue).
"""

"""Duixian: Chinese government and press releases as a DuckDB warehouse in which every number is a row.

Rooms, in the order in which data flows: ``releases`` (raw file to text) · ``extract`` (text to annotations, run over
all releases by ``engines``) · ``warehouse`` with ``../sql`` (annotations to tables) · ``defs`` (Dagster glue).
``lexicon`` holds the word lists that ``releases`` and ``extract`` read; ``cli`` is the command.
"""

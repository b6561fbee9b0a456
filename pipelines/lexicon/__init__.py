"""Lexicons: CSV files that analysts can read and extend, each with source and note columns."""

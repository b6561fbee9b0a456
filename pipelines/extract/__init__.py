"""Text becomes annotations: pure functions over lexicons, no Dagster, no files but the lexicons'."""

from pipelines.extract.model import NumericExpression
from pipelines.extract.recognise import recognise

__all__ = ["NumericExpression", "recognise"]

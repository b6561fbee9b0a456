"""The scorers of ../shared, as modules; where they are absent the tests that ask for one are skipped by their own mark."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from types import ModuleType

SCORE = Path(__file__).resolve().parents[3] / "shared" / "score"


@cache
def scorer(name: str) -> ModuleType:
    """``score_gold``, ``score_promises``."""
    spec = importlib.util.spec_from_file_location(name, SCORE / f"{name}.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module

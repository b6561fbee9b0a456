"""Why annotations are made again: which files of the extraction code and of the lexicons changed since the last run.

Whether a row still holds is decided by ``extractor_version`` (``months``); here a person is only told the reason.
"""

from __future__ import annotations

import hashlib
import json
import os
from importlib.resources import files
from pathlib import Path

REMEMBERED = "extractor.json"  # in data/annotations: file → hash, of the last run that did every month
_READ_BY_EXTRACTION = ("layout.py", "model.py")  # of pipelines/releases


def extractor_files() -> dict[str, str]:
    """Every module and lexicon that extraction reads, by path below ``pipelines``, with its hash."""
    root = Path(str(files("pipelines")))
    paths = [*root.glob("extract/**/*.py"), *root.glob("lexicon/**/*.py"), *root.glob("lexicon/**/*.csv")]
    paths += [root / "releases" / name for name in _READ_BY_EXTRACTION]
    return {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


def what_changed(data: Path) -> str:
    """A sentence on what changed since the last extraction into ``data``; '' where nothing did, or nothing was extracted yet."""
    before, now = _remembered(data), extractor_files()
    if before is None or before == now:
        return ""
    changed = sorted(path for path in before.keys() | now.keys() if before.get(path) != now.get(path))
    lexicons = [path for path in changed if path.startswith("lexicon/") and path.endswith(".csv")]
    code = len(changed) - len(lexicons)
    parts = [f"the lexicons changed ({_some(lexicons)})"] * bool(lexicons) + [f"the extraction code changed ({code} files)"] * bool(code)
    return f"Since the last extraction {' and '.join(parts)}: the releases extracted before it are extracted again."


def remember(data: Path) -> None:
    """Note the files that the annotations now in ``data`` were made with."""
    path = data / "annotations" / REMEMBERED
    temporary = path.with_name(f".{path.name}.tmp")
    temporary.write_text(json.dumps(extractor_files(), indent=1), encoding="utf-8")
    os.replace(temporary, path)


def _remembered(data: Path) -> dict[str, str] | None:
    try:
        return dict(json.loads((data / "annotations" / REMEMBERED).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return None


def _some(paths: list[str]) -> str:
    names = [path.removeprefix("lexicon/") for path in paths]
    return ", ".join(names[:5]) + (f" and {len(names) - 5} more" if len(names) > 5 else "")

"""What a release is once it has been read: plain records, shared by every later room.

All offsets are Python code-point offsets into ``Release.text``, which is never changed once decoded.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from typing import Literal

BlockKind = Literal["masthead", "kicker", "title", "byline", "heading", "paragraph", "caption", "list_item", "table", "residue"]
IssuedOnSource = Literal["sidecar", "manifest", "path", "document", "inferred"]


@dataclass(frozen=True, slots=True)
class Release:
    """One record of raw/ (a file, or a row of a bulk file), decoded and dated."""

    release_path: str  # path below raw/, POSIX; for a bulk file "<path>#<row key>"
    sha256: str  # of the raw bytes of the file, or of the canonical JSON of the bulk row
    text: str
    encoding: str
    format: str  # txt md html pdf docx jsonl csv parquet
    issued_on: date
    issued_on_source: IssuedOnSource
    issued_on_flag: str | None = None  # why a reader should doubt the date: "inferred from the content", "partial date" …
    publisher: str | None = None
    place: str | None = None  # home place as the metadata names it
    kind: str | None = None  # work_report, communique, budget_report, policy, news …
    title: str | None = None
    url: str | None = None
    extra: dict[str, str] = field(default_factory=dict)  # further metadata columns

    @property
    def release_key(self) -> int:
        """Key of this version: the same number as SQL's ``md5_number_lower(release_path || '|' || sha256)``."""
        return key_of(self.release_path, self.sha256)


@dataclass(frozen=True, slots=True)
class Rejection:
    """One record of raw/ that could not be loaded, with a reason a person understands."""

    source_path: str
    reason: str  # short code: empty, binary, undecodable, no_date, too_large, outside_raw, malformed …
    detail: str
    sha256: str | None


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of lines with one role. ``section`` indexes Layout.sections, -1 before the first heading."""

    kind: BlockKind
    start: int
    end: int
    section: int


@dataclass(frozen=True, slots=True)
class Section:
    """From one heading to the next of the same or a higher level. ``parent`` indexes Layout.sections, -1 for none."""

    start: int  # of the heading
    end: int  # of the section's last character, exclusive
    heading_start: int
    heading_end: int  # of the heading's words, marks such as ## or 一、 included
    level: int  # 1 is the highest
    parent: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence within one block; line breaks that a PDF put inside it do not cut it."""

    start: int
    end: int
    block: int  # indexes Layout.blocks


@dataclass(frozen=True, slots=True)
class Layout:
    """The structure of one text. Blocks and sentences are sorted, do not overlap, and lie in the text."""

    blocks: tuple[Block, ...]
    sections: tuple[Section, ...]
    sentences: tuple[Sentence, ...]


def key_of(*parts: str) -> int:
    """A deterministic UBIGINT from a natural key: ``md5_number_lower(concat_ws('|', …))`` in DuckDB gives the same."""
    digest = hashlib.md5("|".join(parts).encode("utf-8", "surrogatepass"), usedforsecurity=False).digest()
    return int.from_bytes(digest[8:16], "little")

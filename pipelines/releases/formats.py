"""Bytes of a known format become text: plain text, HTML, PDF, DOCX.

Files are untrusted: no script runs, nothing is fetched, sizes, pages and time are bounded. The text of an HTML,
PDF or DOCX file is what the converter here returns; spans count from it. Bulk files (a row a release) are in
``bulk``; metadata beyond what the format itself declares (an HTML page's title and date) is in ``metadata``.
"""

from __future__ import annotations

import io
import re
import signal
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pipelines.releases.encodings import Unreadable, check_text, decode

MAX_FILE_BYTES = 64 * 1024 * 1024  # one release, any format
MAX_BULK_BYTES = 256 * 1024 * 1024  # a bulk file of many releases
MAX_CHARS = 5_000_000  # one text: extraction takes some 300 bytes of memory a character
MAX_UNZIPPED_BYTES = 256 * 1024 * 1024  # a .docx, all members together
MAX_XML_BYTES = 32 * 1024 * 1024  # those that packing shrinks, as it does XML: as a tree it takes some twenty times as much
MAX_ZIP_MEMBERS = 5_000
MAX_PDF_PAGES = 5_000
MAX_SECONDS = 120  # one conversion: a hostile PDF must not hang the build

FORMATS = {
    ".txt": "txt", ".md": "md", ".html": "html", ".htm": "html", ".pdf": "pdf", ".docx": "docx",
    ".jsonl": "jsonl", ".csv": "csv", ".parquet": "parquet",
}  # fmt: skip
BULK_FORMATS = frozenset(("jsonl", "csv", "parquet"))
DECODED = frozenset(("txt", "md"))  # the text is the decoded bytes, nothing else


@dataclass(frozen=True, slots=True)
class Converted:
    """A file's text, and what the format itself declares."""

    text: str
    encoding: str  # of the bytes; the format's name where it is binary
    title: str | None = None
    issued_on: str | None = None
    publisher: str | None = None


def convert(data: bytes, format: str) -> Converted:
    """Text of one single-release file. Raises Unreadable with a reason a person understands."""
    if not data:
        raise Unreadable("empty", "The file has no bytes.")
    converters = {"txt": _plain, "md": _plain, "html": _html, "pdf": _pdf, "docx": _docx}
    with _time_limit(MAX_SECONDS):
        converted = converters[format](data)
    if not converted.text.strip("\ufeff\u200b \t\r\n\f\v\u3000\u00a0"):
        raise Unreadable("empty", _EMPTY.get(format, "The file holds no text."))
    if len(converted.text) > MAX_CHARS:
        raise Unreadable("too_large", f"{len(converted.text):,} characters; a text may have {MAX_CHARS:,}.")
    if format not in DECODED:  # those have been checked by decode
        check_text(converted.text)
    return converted


_EMPTY = {
    "pdf": "The PDF has no text layer: its pages are pictures.",
    "html": "The page shows no text.",
    "docx": "The document holds no text.",
}


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Stop a conversion that hangs. Only the main thread of a process can be interrupted; elsewhere no limit."""
    if threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_REAL)[0]:
        yield
        return

    def stop(*_: object) -> None:
        raise Unreadable("malformed", f"Reading took more than {seconds} seconds.")

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _plain(data: bytes) -> Converted:
    text, encoding = decode(data)
    return Converted(text, encoding)


def _html(data: bytes) -> Converted:
    from pipelines.releases.html import page_of

    markup, encoding = decode(data)
    page = page_of(markup)
    return Converted(page.text, encoding, page.title, page.issued_on, page.publisher)


def _pdf(data: bytes) -> Converted:
    import logging

    from pypdf import PdfReader

    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise Unreadable("encrypted", "The PDF asks for a password.")
        if len(reader.pages) > MAX_PDF_PAGES:
            raise Unreadable("too_large", f"{len(reader.pages):,} pages; a PDF may have {MAX_PDF_PAGES:,}.")
        text = "\n".join(_bounded(page.extract_text() for page in reader.pages))
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # pypdf raises whatever a damaged file makes it meet
        raise Unreadable("malformed", f"Not a readable PDF: {_one_line(error)}") from error
    return Converted(_storable(text), "pdf")


def _bounded(pieces: Iterator[str]) -> Iterator[str]:
    total = 0
    for piece in pieces:
        total += len(piece)
        if total > MAX_CHARS:
            raise Unreadable("too_large", f"More than {MAX_CHARS:,} characters.")
        yield piece


def _docx(data: bytes) -> Converted:
    _refuse_zip_bomb(data)
    import docx

    try:
        document = docx.Document(io.BytesIO(data))
        text = "\n".join(_bounded(_docx_lines(document)))
        title = document.core_properties.title or None
    except (Unreadable, MemoryError):
        raise
    except Exception as error:  # as for PDF: a damaged archive may fail anywhere
        raise Unreadable("malformed", f"Not a readable DOCX: {_one_line(error)}") from error
    return Converted(_storable(text), "docx", title)


def _refuse_zip_bomb(data: bytes) -> None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as error:
        raise Unreadable("malformed", f"Not a readable DOCX: {_one_line(error)}") from None
    unzipped = sum(member.file_size for member in members)
    xml = sum(member.file_size for member in members if member.file_size > 2 * member.compress_size)  # whatever its name
    if unzipped > MAX_UNZIPPED_BYTES or len(members) > MAX_ZIP_MEMBERS or xml > MAX_XML_BYTES:
        raise Unreadable("too_large", f"The DOCX unpacks to {unzipped:,} bytes, {xml:,} of them XML or the like, in {len(members):,} members.")


def _docx_lines(document: object) -> Iterator[str]:
    """Paragraphs and table rows in the order of the document; a row is one line, its cells tab separated."""
    for item in document.iter_inner_content():  # type: ignore[attr-defined]
        if hasattr(item, "rows"):
            for row in item.rows:
                yield "\t".join(" ".join(cell.text.split()) for cell in row.cells)
        else:
            yield item.text


def _storable(text: str) -> str:
    """Converter output without NUL and lone surrogates, which broken fonts bring in and no file can hold."""
    return re.sub("[\x00\ud800-\udfff]", "\ufffd", text)


def _one_line(error: BaseException) -> str:
    return " ".join(f"{type(error).__name__} {error}".split())[:200]

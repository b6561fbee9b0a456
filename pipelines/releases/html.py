"""An HTML page becomes its visible main text, by selectolax.

Block elements become line breaks, a table row one line with tab-separated cells; scripts, styles, forms,
navigation, hidden elements and blocks that are nothing but links are left out. Nothing is fetched or run.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from pipelines.releases.encodings import Unreadable
from pipelines.releases.layout import REPORT_NOUNS

DROPPED = frozenset((
    "script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select", "option",
    "textarea", "iframe", "object", "embed", "svg", "canvas", "audio", "video", "map", "head", "-comment", "dialog",
))  # fmt: skip
BLOCKS = frozenset((
    "address", "article", "blockquote", "body", "center", "dd", "details", "div", "dl", "dt", "fieldset",
    "figcaption", "figure", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "legend", "li", "main", "ol", "p",
    "pre", "section", "summary", "table", "tbody", "thead", "tfoot", "tr", "ul", "caption", "html",
))  # fmt: skip
LINK_LISTS = frozenset(("ul", "ol", "dl", "div", "section", "header", "table", "td"))
MIN_LINKS, LINK_SHARE = 4, 0.8  # a block with so many links, and so much of its text inside them, is navigation
MAX_NESTING = 2_000  # the parser's time grows with depth times size; browsers stop at 512
MAX_MARKUP = 16_000_000  # characters
MAX_DEPTH = 512  # deeper elements give their text, without rows and link lists: time stays linear
MAX_CELL = 200  # a longer cell, or one with lines of its own, is layout and no table

_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9:-]*)")
_CLOSE_THEMSELVES = frozenset((
    "p", "li", "td", "th", "tr", "dt", "dd", "option", "br", "hr", "img", "input", "meta", "link", "tbody", "thead",
    "tfoot", "html", "head", "body", "area", "base", "col", "colgroup", "embed", "source", "track", "wbr", "param",
))  # fmt: skip
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_SITE = re.compile(r"[_|]|\s[-–—]|(?<=[^\d\s—])-(?=[^\d\s—])")  # what sets the site's name apart in a <title>
_REPORT = re.compile(rf"(?:{REPORT_NOUNS})$")
_WIDE = re.compile("[\u2e80-\u9fff\uff00-\uffef，。；：、！？）】》”]")


@dataclass(frozen=True, slots=True)
class Page:
    text: str
    title: str | None
    issued_on: str | None
    publisher: str | None


@dataclass(slots=True)
class _Open:
    """An element whose children are being written: where its output starts, and how much of it is links."""

    tag: str
    children: Any
    start: int
    chars: int = 0
    link_chars: int = 0
    links: int = 0
    cells: list[int] = field(default_factory=list)  # of a row: output index at which each cell starts


def page_of(markup: str) -> Page:
    """The page's text and what its head declares (``<title>``, the PubDate and ContentSource metas).

    Raises Unreadable for markup that only wants to keep the parser busy.
    """
    _refuse_hostile(markup)
    tree = LexborHTMLParser(markup)
    root = tree.body or tree.root
    text = _text(root, True) if root is not None else ""
    if root is not None and not text.strip():
        text = _text(root, False)  # a page of links only is still a page
    return Page(text, _title(tree), _meta(tree, "pubdate", "publishdate", "others:pubdate"), _meta(tree, "contentsource"))


def _refuse_hostile(markup: str) -> None:
    if len(markup) > MAX_MARKUP:
        raise Unreadable("too_large", f"{len(markup):,} characters of HTML; a page may have {MAX_MARKUP:,}.")
    depth = 0
    for match in _TAG.finditer(markup):
        if match[2].lower() not in _CLOSE_THEMSELVES:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > MAX_NESTING:
                raise Unreadable("malformed", f"Elements are nested more than {MAX_NESTING:,} deep.")


def _text(root: Any, drop_links: bool) -> str:
    out: list[str] = []
    stack = [_Open("body", root.iter(include_text=True), 0)]
    while stack:
        node = next(stack[-1].children, None)
        if node is None:
            _close(stack, out, drop_links)
        elif node.tag == "-text":
            _write(stack, out, node.text_content or "")
        elif not _is_dropped(node):
            _open(stack, out, node)
    return _tidy("".join(out))


def _open(stack: list[_Open], out: list[str], node: Any) -> None:
    tag = node.tag
    if tag == "br":
        out.append("\n")
        return
    if tag in ("td", "th"):
        stack[-1].cells.append(len(out))
        out.append("")  # becomes a tab, or a line break, when the row closes
    elif tag in BLOCKS:
        out.append("\n")
    stack.append(_Open(tag, node.iter(include_text=True), len(out)))


def _write(stack: list[_Open], out: list[str], text: str) -> None:
    if stack[-1].tag != "pre":
        text = _SPACE.sub(lambda m: " " if "\n" not in m.group() else "\r", text)
    out.append(text)
    stack[-1].chars += len(text.strip())


def _close(stack: list[_Open], out: list[str], drop_links: bool) -> None:
    element = stack.pop()
    if element.tag == "a":
        element.link_chars, element.links = element.chars, element.links + 1
    if len(stack) < MAX_DEPTH:
        if drop_links and stack and _is_link_list(element):
            del out[element.start :]
            return
        if element.tag == "tr":
            _close_row(element, out)
    if element.tag in BLOCKS:
        out.append("\n")
    if stack:
        parent = stack[-1]
        parent.chars += element.chars
        parent.link_chars += element.link_chars
        parent.links += element.links


def _is_link_list(element: _Open) -> bool:
    if element.tag not in LINK_LISTS or element.links < MIN_LINKS:
        return False
    return element.link_chars >= LINK_SHARE * element.chars


def _close_row(row: _Open, out: list[str]) -> None:
    if not row.cells:
        return
    ends = [*row.cells[1:], len(out)]
    cells = ["".join(out[start:end]) for start, end in zip(row.cells, ends, strict=True)]
    if any(len(cell) > MAX_CELL or _lines(cell) > 3 for cell in cells):
        for start in row.cells:
            out[start] = "\n"
        return
    out[row.start :] = ["\t".join(" ".join(_join_lines(cell).split()) for cell in cells)]


def _lines(cell: str) -> int:
    return sum(1 for line in cell.split("\n") if line.strip())


def _is_dropped(node: Any) -> bool:
    if node.tag in DROPPED:
        return True
    attributes = node.attributes
    if not attributes:
        return False
    if "hidden" in attributes or attributes.get("role") == "navigation" or attributes.get("aria-hidden") == "true":
        return True
    return bool(_HIDDEN.search(attributes.get("style") or ""))


def _join_lines(text: str) -> str:
    """A source line break is a space, but none between two Chinese characters (source lines are wrapped anywhere)."""
    if "\r" not in text:
        return text
    parts = text.split("\r")
    joined = [parts[0]]
    for part in parts[1:]:
        wide = joined[-1][-1:] and part[:1] and _WIDE.match(joined[-1][-1:]) and _WIDE.match(part[:1])
        joined.append(part if wide else " " + part)
    return "".join(joined)


def _tidy(text: str) -> str:
    lines = (_join_lines(line).strip(" ").strip("\r") for line in text.split("\n"))
    return "\n".join(line for line in lines if line.strip("\u3000\u00a0 \t\u200b\ufeff"))


def _title(tree: LexborHTMLParser) -> str | None:
    """The declared article title, else <title> without the site's name: the part that names a report, else the longest."""
    declared = _meta(tree, "articletitle")
    if declared:
        return declared
    node = tree.css_first("title")
    text = " ".join(node.text().split()) if node is not None else ""
    parts = [part.strip() for part in _SITE.split(text) if part.strip()]
    return max(parts, key=lambda part: (bool(_REPORT.search(part)), len(part)), default=None)


def _meta(tree: LexborHTMLParser, *names: str) -> str | None:
    for node in tree.css("meta"):
        attributes = node.attributes
        name = (attributes.get("name") or attributes.get("property") or "").strip().lower()
        content = (attributes.get("content") or "").strip()
        if name in names and content:
            return content
    return None

"""What is known of a release beside its text: sidecars, manifests, the path, the document's own masthead.

Field by field, the first source that says something decides: ``<file>.yaml``, the nearest ``manifest.csv``, the path,
the document, inference. Of a bulk row: the file's sidecar, the manifests' entry for the row, the row's own columns,
the manifests' entry for the file, and so on. How dates are read is in ``dating``; whose home a publisher's name tells
is in ``lexicon/publishers.csv``.
"""

from __future__ import annotations

import csv
import io
import json
import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cache

import yaml

from pipelines.lexicon.read import rows as lexicon_rows
from pipelines.releases import dating
from pipelines.releases.encodings import Unreadable, decode
from pipelines.releases.formats import Converted
from pipelines.releases.layout import REPORT_NOUNS, furniture
from pipelines.releases.model import IssuedOnSource, Rejection

FIELDS = ("publisher", "issued_on", "place", "kind", "title", "url")
MAX_SIDECAR_BYTES = 64 * 1024
MAX_MANIFEST_BYTES = 256 * 1024 * 1024
MAX_FIELD_CHARS = 100_000


@dataclass(frozen=True, slots=True)
class Given:
    """Metadata that someone wrote down for a release, and where: its known fields and all further ones."""

    source: IssuedOnSource  # "sidecar" or "manifest"
    fields: Mapping[str, str]
    extra: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Metadata:
    """The settled fields of one release."""

    issued_on: date
    issued_on_source: IssuedOnSource
    issued_on_flag: str | None
    publisher: str | None
    place: str | None
    kind: str | None
    title: str | None
    url: str | None
    extra: dict[str, str]


# --- what someone wrote down ----------------------------------------------------------------------------------


def sidecar_of(data: bytes) -> Given:
    """A ``<file>.yaml`` as fields. Raises Unreadable("malformed") for anything but a flat mapping."""
    if len(data) > MAX_SIDECAR_BYTES:
        raise Unreadable("malformed", f"The sidecar has {len(data):,} bytes; {MAX_SIDECAR_BYTES:,} are enough for metadata.")
    try:
        loaded = yaml.safe_load(decode(data)[0])
    except (yaml.YAMLError, RecursionError, ValueError, OverflowError, Unreadable) as error:
        raise Unreadable("malformed", f"The sidecar is no YAML: {' '.join(str(error).split())[:200]}") from None
    if loaded is None:
        return Given("sidecar", {})
    if not isinstance(loaded, dict):
        raise Unreadable("malformed", "The sidecar is no mapping of field: value.")
    fields = {str(name): _scalar(str(name), value) for name, value in loaded.items()}
    given = given_of("sidecar", {name: value for name, value in fields.items() if value is not None})
    if "issued_on" in given.fields and dating.parse_date(given.fields["issued_on"]) is None:
        raise Unreadable("malformed", f"The sidecar's issued_on is no date: {given.fields['issued_on'][:60]}")
    return given


def _scalar(name: str, value: object) -> str | None:
    """A YAML value as text; lists of scalars as JSON. Nested values are refused: aliases could unfold without end."""
    if value is None:
        return None
    if isinstance(value, (date, datetime)):
        return value.isoformat()
    if isinstance(value, (str, int, float, bool)):
        return str(value)
    if isinstance(value, list) and all(isinstance(item, (str, int, float, bool, date)) for item in value):
        return json.dumps([str(item) for item in value], ensure_ascii=False)
    raise Unreadable("malformed", f"The sidecar's field {name[:60]} is nested.")


def given_of(source: IssuedOnSource, values: Mapping[str, str]) -> Given:
    """Split written values into known fields and extra ones; blanks say nothing."""
    said = {name.strip(): value.strip() for name, value in values.items() if value and value.strip()}
    known = {name: said[name] for name in FIELDS if name in said}
    return Given(source, known, {name: value for name, value in said.items() if name not in FIELDS})


def manifest_of(data: bytes, manifest_path: str) -> tuple[dict[str, Given], list[Rejection]]:
    """The entries of one ``manifest.csv`` by path below raw/, and a Rejection for each entry that is refused.

    ``manifest_path`` is the manifest's own path below raw/; its entries are relative to its folder.
    Raises Unreadable where the file as a whole can't be used.
    """
    if len(data) > MAX_MANIFEST_BYTES:
        raise Unreadable("too_large", f"The manifest has {len(data):,} bytes.")
    csv.field_size_limit(MAX_FIELD_CHARS)
    rows = csv.DictReader(io.StringIO(decode(data)[0], newline=""))
    entries: dict[str, Given] = {}
    refused: list[Rejection] = []
    try:
        if "path" not in (rows.fieldnames or ()):
            raise Unreadable("malformed", "The manifest has no column named path.")
        for number, row in enumerate(rows, start=1):
            _add_entry(entries, refused, row, number, manifest_path)
    except csv.Error as error:
        raise Unreadable("malformed", f"The manifest is no CSV: {error}") from None
    return entries, refused


def _add_entry(
    entries: dict[str, Given], refused: list[Rejection], row: dict[str, str], number: int, manifest_path: str
) -> None:
    listed = (row.pop("path", None) or "").strip()
    values = {name: value for name, value in row.items() if isinstance(name, str) and isinstance(value, str)}
    if not listed and not any(values.values()):
        return  # a blank line
    path = below_raw(listed, posixpath.dirname(manifest_path))
    where = f"{manifest_path}#{number}:{listed}"
    if path is None:
        refused.append(Rejection(where, "outside_raw", f"The manifest lists a path that is not below raw/: {listed}", None))
    elif path in entries:
        refused.append(Rejection(where, "listed_twice", "The manifest lists this path twice; the first entry counts.", None))
    else:
        entries[path] = given_of("manifest", values)


def below_raw(listed: str, folder: str) -> str | None:
    """A manifest's path as a path below raw/; None where it is empty, absolute or leaves raw/."""
    path = listed.replace("\\", "/")
    if not path or path.startswith("/") or re.match(r"[A-Za-z]:/", path) or "\x00" in path:
        return None
    joined = posixpath.normpath(posixpath.join(folder, path))
    return None if joined == ".." or joined.startswith("../") or joined == "." else joined


# --- settling the fields --------------------------------------------------------------------------------------


def settle(path: str, converted: Converted, given: list[Given]) -> Metadata:
    """Metadata of one release; ``given`` nearest first. Raises Unreadable("no_date") where nothing dates it."""
    issued_on, source, flag = _issued_on(path, converted, given)
    head = head_lines(converted.text)
    title = _first(given, "title") or converted.title or title_of(head, path)
    publisher = _first(given, "publisher") or _path_publisher(path) or converted.publisher or masthead_publisher(head)
    place, kind = _first(given, "place"), _first(given, "kind")
    extra: dict[str, str] = {}
    for one in reversed(given):
        extra.update(one.extra)
    return Metadata(
        issued_on, source, flag, publisher,
        place or home_place(publisher, title, head, converted.text), _settled_kind(kind, title, publisher, head),
        title, _first(given, "url"), dict(sorted(extra.items())),
    )  # fmt: skip


def _first(given: list[Given], name: str) -> str | None:
    return next((one.fields[name] for one in given if name in one.fields), None)


def _issued_on(path: str, converted: Converted, given: list[Given]) -> tuple[date, IssuedOnSource, str | None]:
    doubt: str | None = None
    for one in given:
        if "issued_on" in one.fields:
            found = dating.parse_date(one.fields["issued_on"])
            if found:
                return found.day, one.source, found.flag
            doubt = f"the {one.source}'s date is no date: {one.fields['issued_on'][:60]}"
    source, found = _undated(path, converted)
    flag = "; ".join(part for part in (found.flag, doubt) if part) or None
    return found.day, source, flag


def _undated(path: str, converted: Converted) -> tuple[IssuedOnSource, dating.Dated]:
    """The date where nobody wrote one down: path, document, inference.

    A year or month that begins a file name gives way to a full dateline of that time or the year after it, then to a
    day of that time that the text tells as past: reports are filed under the year they are about. A year further
    inside a name only helps inference.
    """
    by_path = dating.path_date(path)
    if by_path and by_path.flag is None:
        return "path", by_path
    by_text = dating.document_date(converted.text, converted.issued_on)
    if by_text and (by_path is None or by_path.day <= by_text.day < date(by_path.day.year + 2, 1, 1)):
        return "document", by_text
    inferred = dating.infer_date(converted.text, dating.year_hint(path))
    if by_path and (inferred is None or not by_path.day < inferred.day < date(by_path.day.year + 2, 1, 1) or inferred.day == date(inferred.day.year, 1, 1)):
        return "path", by_path
    if inferred:
        return "inferred", inferred
    raise Unreadable("no_date", "No date in metadata, path or text; name issued_on in a sidecar or a manifest.")


# --- the document's own words ---------------------------------------------------------------------------------

_HAN = "\u3400-\u9fff"
_HANZI = re.compile(f"[{_HAN}]")
_SPACED = re.compile(rf"(?<=[{_HAN}]) +(?=[{_HAN}](?: |$))")
_SPACE = re.compile(r"\s")
_PAPERS = "日报|晚报|晨报|早报|商报|时报|都市报|新闻网"
_WITH_CONGRESS = "特别行政区|自治区|自治州|自治县|地区|省|市|州|县|区|旗"
_DIVISIONS = f"{_WITH_CONGRESS}|盟"  # a league has none, and 欧亚经济联盟 is no place
_REPORT = re.compile(rf"(?:{REPORT_NOUNS})(?:[（(][^）)]{{1,12}}[）)])?$")
# further in a line or in further words than the whole lines of lexicon/page_furniture.csv (发表时间：, 2024-01-05 来源：)
_LABEL_WORDS = "来源|作者|时间|日期|编辑|文号|文 号|名称|名 称|网址|邮箱|电话|地址|分类|机构|关键词|主题|单位|标识码|搜索"
_NO_TITLE = re.compile(
    rf"(?:{_LABEL_WORDS})[^:：]{{0,6}}[:：]|^[\d\W]+$|[。；;,，:：]$|[电讯]$|^[—\-－–]|会议上$|^□|记者|[>›]|客户端|主编"
    r"|^(?:各位|同志|现在|首页|当前|您|目\s*录|表[一二三\d])|^[（(]?[一二三四五六七八九十]+[、）)]"
    rf"|^.{{0,24}}(?:[省市区县州盟旗局厅]长|主席|总理|主任)[\s\u3000]*[{_HAN} ]{{0,6}}$"
)
_DATELINE = re.compile(r"[—－–-]{1,3}(?=\s*(?:19|20)\d\d\s*年)")
_BYLINE = re.compile(r"^\s*(?:□|●|○)?.{0,20}(?:记者|通讯员)\s*\S")
_NEWSPAPER = re.compile(rf"([{_HAN}]{{2,8}}(?:{_PAPERS}))")
_SOURCE = re.compile(r"(?:来源|发布机构|发文机关|信息来源|发布单位)\s*[:：]\s*(?!发布|日期|时间|浏览|访问|本站)([^\s:：】\]]{2,40}?)(?=[\s】\]]|发布|日期|时间|浏览|$)")
_WIRE = re.compile(r"(新华社|中新社)[^\s。]{0,8}\d")
_GOVERNMENT = re.compile(rf"^\s*([{_HAN}]{{2,20}}(?:人民政府|统计局|财政局|发展和改革委员会|办公厅|办公室))(?:文件)?\s*$")


def head_lines(text: str) -> list[str]:
    """The first lines with words, trimmed, single spaces between hanzi (政 府 工 作 报 告) closed."""
    lines = (line.strip(" \t\r\f\v\u3000\u00a0\u200b\ufeff") for line in text[:8000].splitlines())
    return [_SPACED.sub("", line) for line in lines if line][:40]


def title_of(head: list[str], path: str) -> str | None:
    """The title-like line: what stands over the byline, else the first heading or short line that names a report,
    else the first title-like line, else the file's name without its date."""
    byline = next((i for i, line in enumerate(head[:30]) if _BYLINE.match(line) and len(line) < 50), None)
    if byline is not None:
        over = [line for line in head[:byline] if _title_like(line)]
        if over:
            return _bare(over[-1])
    candidates = [_bare(line) for line in head[:25] if _title_like(line)]
    named = next((line for line in candidates if _REPORT.search(line)), None)
    return named or next(iter(candidates), None) or _name_title(path)


def _title_like(line: str) -> bool:
    bare, words = _bare(line), line.lstrip("# ")
    return 4 <= len(bare) <= 60 and bool(_HANZI.search(bare)) and not _NO_TITLE.search(words) and furniture(words) is None


def _bare(line: str) -> str:
    """A heading's words: no Markdown marks, no dateline after a dash."""
    return _DATELINE.split(line.lstrip("# "))[0]


def _name_title(path: str) -> str | None:
    stem = posixpath.splitext(path.split("#")[0].rsplit("/", 1)[-1])[0].strip(" _-")
    stem = re.sub(r"^[\d\-_.年月日 ]+", "", stem)
    return None if re.fullmatch(r"[\d\W]*", stem) else stem


def _path_publisher(path: str) -> str | None:
    """The folder of ``<publisher>/<YYYY-MM-DD>…``; folders that are dates themselves are passed over."""
    *folders, name = path.split("#")[0].split("/")
    if not re.match(r"(?:19|20)\d\d", name):
        return None
    named = [folder for folder in folders if not re.fullmatch(r"[\d\-_.年月日]+", folder)]
    return named[-1] if named and _HANZI.search(named[-1]) else None


def masthead_publisher(head: list[str]) -> str | None:
    """The publisher a masthead names: 来源：…, a newspaper's name on a short line, a government's own line, a wire."""
    for pattern, longest in ((_SOURCE, 200), (_NEWSPAPER, 30), (_GOVERNMENT, 30)):
        for line in head[:20]:
            match = pattern.search(line.lstrip("# □")) if len(line) <= longest else None
            if match:
                return match[1].strip("#□ ")
    return next((match[1] for line in head[:6] if (match := _WIRE.search(line))), None)


_OFFICE_OF = re.compile(
    rf"^(?![全本我各该])([{_HAN}]{{1,14}}?(?:{_DIVISIONS}))(?=[{_HAN}]*(?:政府|局|委|厅|办|院|会|党|报|组|中心|$))"
)
_PAPER_OF = re.compile(rf"^([{_HAN}]{{2,4}}?)(?:{_PAPERS}|电视台|广播电视台|发布)")
_TITLE_OF = re.compile(rf"(?:^|关于|年度?)(?!度|关于|[全本我各]|印发)([{_HAN}]{{1,12}}?(?:{_DIVISIONS}))(?=\d|国民经济|财政|预算|政府工作|人民政府|本级)")
_IMPRINT_OF = re.compile(rf"(?:主办|承办|版权所有)(?:单位|方)?\s*[:：]?\s*([{_HAN}]{{4,24}})")
_NATIONAL = re.compile(r"国务院|全国人民代表大会|中华人民共和国")
_MEETING_OF = re.compile(rf"在([{_HAN}]{{1,14}}?(?:{_WITH_CONGRESS}))第[一二三四五六七八九十]{{1,3}}[届次]")


def home_place(publisher: str | None, title: str | None, head: list[str], text: str) -> str | None:
    """The place a release speaks for: of its title (长沙市2025年…公报), of its publisher (青岛 of 青岛日报, 开封市 of
    开封市财政局), of its meeting, of the site's imprint; None if unknown."""
    lines = [_SPACE.sub("", line)[:200] for line in head[:12]]
    return (
        _place_in(_TITLE_OF, [_SPACE.sub("", title or "")])
        or _place_of_publisher(publisher)
        or _place_in(_MEETING_OF, lines)
        or ("全国" if any(_NATIONAL.search(line[:60]) for line in (title or "", *lines)) else None)
        or _place_of_publisher(_place_in(_IMPRINT_OF, text[-3000:].splitlines()))
    )


def _place_of_publisher(publisher: str | None) -> str | None:
    if not publisher:
        return None
    known = _publisher(publisher)
    match = _OFFICE_OF.match(publisher) or _PAPER_OF.match(publisher)
    if match and not (known and publisher.startswith(known["publisher"])):
        return match[1]
    return (known["place"] or None) if known else None


def _place_in(pattern: re.Pattern[str], lines: list[str]) -> str | None:
    return next((match[1] for line in lines if (match := pattern.search(line))), None)


_KINDS = (
    ("work_report", re.compile(r"政府工作报告")),
    ("communique", re.compile(r"统计公报")),
    ("budget_report", re.compile(r"(?:预算|决算)[^。]{0,30}(?:报告|说明|草案)|预算执行情况")),
    ("policy", re.compile(r"(?:通知|意见|办法|规划|方案|措施|条例|规定|纲要|行动计划|决定|细则|指南)(?:[（(].{1,12}[）)])?$")),
    ("news", re.compile(r"记者|新闻联播|快讯|\[视频\]|新华社")),
)
_RESOLUTION = re.compile(r"决议\s*$")  # of a congress on a report: not the report
_PAPER = re.compile(rf"{_PAPERS}|新闻")
_REPORTS = re.compile(r"政府工作报告|(?:向大会|作)(?:报告工作|报告政府工作|作?(?:政府)?工作报告)")


def _settled_kind(given: str | None, title: str | None, publisher: str | None, head: list[str]) -> str | None:
    """What the metadata says; where that is nothing or ``other``, what the release itself says it is."""
    if given not in (None, "other") or (given and _RESOLUTION.search(title or "")):
        return given
    return kind_of(title, publisher, head) or given


def kind_of(title: str | None, publisher: str | None, head: list[str]) -> str | None:
    """work_report, communique, budget_report, policy, news by title, publisher, then byline; None if unknown."""
    bare = _SPACE.sub("", title or "")
    found = next((kind for kind, pattern in _KINDS if pattern.search(bare)), None)
    if found:
        return found
    known = _publisher(publisher) if publisher else None
    if known and known["kind"]:
        return known["kind"]
    if publisher and (_PAPER_OF.match(publisher) or _PAPER.search(publisher)):
        return "news"
    if any(_REPORTS.search(_SPACE.sub("", line)) for line in head[:12]):
        return "work_report"
    return "news" if any(_BYLINE.match(line) for line in head[:30]) else None


def _publisher(name: str) -> dict[str, str] | None:
    """The lexicon's row for the longest publisher name that ``name`` contains."""
    return next((row for row in _publishers() if row["publisher"] in name), None)


@cache
def _publishers() -> tuple[dict[str, str], ...]:
    return tuple(sorted(lexicon_rows("publishers.csv"), key=lambda row: (-len(row["publisher"]), row["publisher"])))

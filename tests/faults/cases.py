"""Hostile files and texts for the fuzzers: seeds, mutations of bytes, sentences at random from the words rules look for.

Every case depends on its random generator alone, so that a seed number is enough to see it again.
"""

from __future__ import annotations

import io
import json
import random
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]

# words that rules of extraction look for, and the characters between them
WORDS = ["2025年", "2026年1月20日", "1949", "十四五", "上半年", "一季度", "全年", "到2030年", "今年", "去年", "同期", "以来", "第三产业", "第12届", "其中", "分别", "增长", "下降", "达到", "完成", "突破", "超过", "不低于", "左右", "以上", "以内", "约", "近", "力争", "确保", "将", "计划", "目标", "预期", "累计", "新增", "新开工", "竣工", "投产", "项目", "工程", "把", "确定为", "年活动", "生产总值", "GDP", "城镇居民人均可支配收入", "一般公共预算收入", "亿元", "万人", "万亩", "公里", "%", "％", "个百分点", "倍", "成", "分之", "翻一番", "吨", "平方公里", "千瓦时", "美元", "人次", "户", "家", "位", "青岛市", "莱西市", "即墨区", "全市", "全国", "本区", "山东省", "高新区", "经开区", "一", "二", "两", "三", "十", "百", "千", "万", "亿", "零", "〇", "０", "１２３", "3.5", "1,234.56", "-5", "+8", "0.0001", "1e9", "7788", "12345热线", "1+2+3+N", "“", "”", "《", "》", "（", "）", "(", ")", "、", "，", "。", "；", "：", "！", "？", "…", "—", "－", "~", "至", "到", "-", "/", "#", "##", "一、", "（一）", "1.", "①", "|", "\t", "\n", "\r\n", "\x0c", "\u3000", "\u200b", "\ufeff", "<p>", "</p>", "<br>", "&nbsp;", "<!--", "-->", "𠀀", "😀", "é", "́", "\u202e"]  # fmt: skip
LENGTHS = (1, 3, 10, 40, 150)


@dataclass(frozen=True, slots=True)
class Case:
    """One file to be read, with its sidecar if it has one."""

    name: str
    data: bytes
    sidecar: bytes | None = None


def sentence(rng: random.Random) -> str:
    """Words in no order, now and then one repeated or a number of many digits."""
    parts = []
    for _ in range(rng.choice(LENGTHS)):
        chance = rng.random()
        if chance < 0.03:
            parts.append(rng.choice("0123456789零一二九十百千万亿") * rng.choice((2, 9, 40, 400)))
        elif chance < 0.05:
            parts.append(rng.choice(WORDS) * rng.choice((2, 30, 300)))
        elif chance < 0.12:
            parts.append(str(round(rng.uniform(-1e4, 1e4), rng.randrange(4))))
        elif chance < 0.15:
            parts.append(chr(rng.choice((rng.randrange(32, 0xD800), rng.randrange(0x4E00, 0x9FFF), rng.randrange(0x10000, 0x10FFFF)))))
        else:
            parts.append(rng.choice(WORDS))
    return "".join(parts)


def text(rng: random.Random) -> str:
    """Several such sentences, or a real text with such sentences put into it."""
    lines = [sentence(rng) for _ in range(rng.choice((1, 2, 5, 30)))]
    if rng.random() < 0.5:
        return rng.choice(("", "\n", "。", "。\n")).join(lines)
    base = rng.choice(_texts())
    for line in lines:
        at = rng.randrange(len(base) + 1)
        base = base[:at] + line + base[at + rng.choice((0, 0, 5, 50)) :]
    return base


def mutated(rng: random.Random, data: bytes, other: bytes) -> bytes:
    """Bytes with pieces flipped, cut, doubled, moved in from another file, or cut off."""
    found = bytearray(data)
    for _ in range(rng.choice((1, 1, 2, 4, 16))):
        at, size = rng.randrange(len(found) + 1), rng.choice((1, 2, 4, 64, 1024))
        match rng.randrange(6):
            case 0 if found:
                found[at % len(found)] = rng.randrange(256)
            case 1:
                del found[at : at + size]
            case 2:
                found[at:at] = rng.randbytes(size)
            case 3:
                found[at:at] = found[at : at + size] * rng.choice((1, 3, 50))
            case 4 if other:
                start = rng.randrange(len(other))
                found[at:at] = other[start : start + size]
            case _:
                del found[at if rng.random() < 0.2 else len(found) :]
    return bytes(found[:400_000])


@cache
def _texts() -> Sequence[str]:
    """The sample's own texts."""
    paths = sorted(path for path in (ROOT / "raw").rglob("*") if path.suffix in (".txt", ".md"))
    return tuple(path.read_text("utf-8", "replace") for path in paths[:60])


def _docx(body: str, extra: dict[str, bytes] | None = None) -> bytes:
    import docx

    document = docx.Document()
    for line in body.splitlines()[:50]:
        document.add_paragraph("".join(c for c in line if c >= " " and c not in "\ufffe\uffff"))
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out, "a") as archive:
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return out.getvalue()


def _pdf(body: str) -> bytes:
    lines = [str(round(abs(hash(line)) % 997 / 7, 2)) + " km" for line in body.splitlines()[:20]]
    words = " ".join(f"BT /F1 12 Tf 72 {700 - 20 * i} Td ({line}) Tj ET" for i, line in enumerate(lines)).encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 5 0 R /Resources << /Font << /F1 3 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(words), words),
    ]  # fmt: skip
    out, offsets = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, start=1):
        offsets.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, content)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    return out + b"xref\n0 6\n0000000000 65535 f \n%strailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (table, len(out))


def _html(body: str) -> bytes:
    rows = "".join(f"<tr><td>{line}</td><td><a href='x'>{line[:9]}</a></td></tr>" for line in body.splitlines()[:30])
    head = "<meta charset=gbk><meta name=PubDate content='2025-01-02'><title>报告_网站</title>"
    return f"<html><head>{head}</head><body><div><p>{body}</p><table>{rows}</table></div><script>x</script></body>".encode()


def _csv(body: str) -> bytes:
    return ("id,issued_on,text,kind\n" + "".join(f'{i},2025-01-0{i % 9 + 1},"{line}",news\n' for i, line in enumerate(body.splitlines()))).encode()


def _jsonl(body: str) -> bytes:
    rows = ({"id": i, "issued_on": "2025-01-02", "text": line, "tags": [1, {"a": None}]} for i, line in enumerate(body.splitlines()))
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows).encode()


def _parquet(body: str) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    lines = body.splitlines() or ["空"]
    pq.write_table(pa.table({"id": list(range(len(lines))), "text": lines, "issued_on": ["2025-01-02"] * len(lines)}), out)
    return out.getvalue()


def _plain(body: str) -> bytes:
    return body.encode()


MAKERS: dict[str, Callable[[str], bytes]] = {
    "txt": _plain, "md": _plain, "html": _html, "pdf": _pdf, "docx": _docx, "csv": _csv, "jsonl": _jsonl, "parquet": _parquet,
}  # fmt: skip
ENCODINGS = ("utf-8", "utf-8", "utf-8-sig", "gb18030", "big5", "utf-16", "utf-16-be")
SIDECARS = (
    b"issued_on: 2025-01-02\n", b"publisher: [a, b]\nissued_on: 2025-13-45\n", b"a: &a [x, x]\nb: &b [*a, *a]\nc: [*b, *b]\n",
    b"title: !!python/object/apply:os.system ['true']\n", b"issued_on: 9999-12-31\nkind: nonsense\n", b"- 1\n- 2\n", b"{" * 5000,
)  # fmt: skip


def case(rng: random.Random) -> Case:
    """One file of any format: whole, mutated, in a wrong encoding or under a wrong name."""
    kind = rng.choice(list(MAKERS))
    body = text(rng)
    data = MAKERS[kind](body)
    if kind in ("txt", "md", "html", "csv", "jsonl") and rng.random() < 0.4:
        data = data.decode("utf-8", "replace").encode(rng.choice(ENCODINGS), "replace")
    if rng.random() < 0.6:
        data = mutated(rng, data, MAKERS[rng.choice(("txt", "html", "pdf", "docx"))](body))
    if rng.random() < 0.1:
        data = rng.randbytes(rng.choice((1, 10, 1000, 50_000)))
    suffix = kind if rng.random() < 0.9 else rng.choice(list(MAKERS))
    stem = rng.choice(("青岛市人民政府/2025-01-02 报告", "2024", "无日期", "a/b/2023年公报", "x" * 200))
    sidecar = rng.choice(SIDECARS) if rng.random() < 0.3 else None
    if sidecar is not None and rng.random() < 0.3:
        sidecar = mutated(rng, sidecar, body.encode())
    return Case(f"{stem}.{suffix}", data, sidecar)


def giants() -> Iterator[tuple[str, Case]]:
    """The large ones, one by one: what they are and the file."""
    yield "a single line of 100 MB", Case("2025-01-02.txt", "增长5%，".encode() * 10_000_000)
    yield "a single line of 60 MB", Case("2025-01-02.txt", "增长5%，".encode() * 6_000_000)
    yield "a million headings", Case("2025-01-02.md", b"".join(b"## %d\n" % i for i in range(1_000_000)))
    yield "a million lines of one digit", Case("2025-01-02.txt", b"1\n" * 1_000_000)
    yield "HTML nested a million deep", Case("2025-01-02.html", b"<div>" * 1_000_000 + "十个".encode())
    yield "HTML nested a million deep by tags that close themselves", Case("2025-01-02.html", b"<td>" * 1_000_000)
    yield "HTML of two million links", Case("2025-01-02.html", b"<a href=x>1</a>" * 1_000_000)
    bomb = io.BytesIO()
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        for i in range(20):
            archive.writestr(f"word/{i}.xml", b"0" * 50_000_000)
    yield "a .docx that unpacks to 1 GB", Case("2025-01-02.docx", bomb.getvalue())
    yield "a .docx with a document of 200 MB", Case("2025-01-02.docx", _docx_of(b"<w:p><w:r><w:t>1</w:t></w:r></w:p>" * 6_000_000))
    yield "a CSV of ten million columns", Case("2025-01-02.csv", b"text" + b",a" * 10_000_000 + b"\n1\n")
    yield "a JSON line nested a million deep", Case("2025-01-02.jsonl", b'{"text": "x", "a": ' + b"[" * 1_000_000 + b"\n")
    laughs = "a: &a [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"{n}: &{n} [{', '.join([f'*{m}'] * 9)}]\n" for m, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    yield "a YAML of a billion laughs", Case("2025-01-02.txt", "十个".encode(), laughs.encode())
    yield "a list of 3 MB in one line", Case("2025-01-02.txt", ("、".join(f"{i}个项目" for i in range(200_000)) + "分别增长5%。").encode())
    yield "brackets never closed", Case("2025-01-02.txt", ("（“《" * 300_000 + "增长5%").encode())


def _docx_of(body: bytes) -> bytes:
    """A .docx whose document is ``body`` in the body element."""
    import docx

    whole = io.BytesIO()
    docx.Document().save(whole)
    out = io.BytesIO()
    with zipfile.ZipFile(whole) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            data = old.read(member)
            if member.filename == "word/document.xml":
                head, _, tail = data.partition(b"<w:body>")
                data = head + b"<w:body>" + body + tail
            new.writestr(member.filename, data)
    return out.getvalue()

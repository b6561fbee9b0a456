"""The shape of texts: kinds of lines, nested sections, sentences, and what holds of any text. Made-up words only."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.releases.layout import BLANK, PAGE_LINE, layout
from pipelines.releases.model import Layout

LONG = (
    "今年全县将坚持稳字当头，把修桥铺路、植树治沙、办学兴医三件事情办实办好，让乡亲们的日子一年更比一年红火。"
)


def kinds(text: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(block.kind, text[block.start : block.end]) for block in layout(text, title).blocks]


def sentences(text: str) -> list[str]:
    return [text[s.start : s.end] for s in layout(text).sentences]


def sections(text: str) -> list[tuple[str, int, int]]:
    return [(text[s.heading_start : s.heading_end], s.level, s.parent) for s in layout(text).sections]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("— 3 —", "residue"), ("- 12 -", "residue"), ("第 4 页", "residue"), ("3 / 18", "residue"), ("打印本页", "residue"),
        ("【字号：", "residue"), ("分享到：", "residue"), (".....", "residue"), ("----", "residue"), ("<!--", "residue"),
        ("[查看原文](https://a.example/b?c=1)", "residue"), ("云ICP备12345678号", "residue"), ("总则........ 12", "residue"),
        ("文章来源：云岭日报", "masthead"), ("发布时间：2031-02-03 09:08", "masthead"), ("主编 甲乙 美编 丙丁", "masthead"),
        ("客户端:云岭观", "masthead"), ("2031-02-03 09:08:07", "masthead"),
        ("■云岭大桥正在合龙。", "caption"), ("图1 近五年粮食产量", "caption"), ("表2 近五年粮食产量", "caption"),
        ("——道路更加畅通。新修公路九条。", "list_item"), ("• 新修公路九条。", "list_item"), ("1.新修公路9条。", "list_item"),
        ("（一）证照齐全的；", "list_item"), ("粮食\t万吨\t31.5\t2.0", "table"), ("| 粮食 | 31.5 | 2.0 |", "table"),
        ("粮食产量        31.5      2.0", "table"), ("# 附则", "heading"), ("一、总体要求", "heading"), ("第三章 附则", "heading"),
        ("（二）持续改善民生。", "heading"), ("◆道路更加畅通", "heading"), ("一是修桥铺路。", "paragraph"), ("各位代表：", "paragraph"),
    ],
)  # fmt: skip
def test_kind_of_a_line_between_paragraphs(line: str, kind: str) -> None:
    text = f"{LONG}\n\n{line}\n\n{LONG}\n"
    assert kinds(text) == [("paragraph", LONG), (kind, line), ("paragraph", LONG)]


@pytest.mark.parametrize(
    "separator", ["\n", "\r\n", "\r", "\f", "\u2028", "\n\u3000\n", "\n\u00a0\u200b\n", "\n\ufeff\n"]
)
def test_line_separators_and_blank_lines(separator: str) -> None:
    text = separator.join([LONG, "一、修桥铺路", LONG])
    assert kinds(text) == [("paragraph", LONG), ("heading", "一、修桥铺路"), ("paragraph", LONG)]


def test_newspaper_front() -> None:
    text = (
        "\n客户端:云岭观\n\n## 云岭日报 要闻\n\n主编 甲乙 美编 丙丁\n\n## 新春走基层\n\n人勤春来早\n\n## 云岭各乡：开年就开工\n\n"
        f"□云岭日报记者 王某\n\n{LONG}\n\n■云岭大桥正在合龙。\n\n## 攻坚\n\n{LONG}\n"
    )
    assert [kind for kind, _ in kinds(text)] == [
        "masthead", "masthead", "masthead", "kicker", "kicker", "title", "byline", "paragraph", "caption", "heading", "paragraph",
    ]  # fmt: skip


def test_web_page_front_and_tail() -> None:
    text = (
        "您的位置:\n首页\n>\n云岭要闻\n2031年政府工作报告\n来源：云岭日报\n【字体：\n大\n中\n小\n】\n"
        f"——2031年1月8日在云岭县第九届人民代表大会第四次会议上\n县长 王某某\n各位代表：\n一、2030年工作回顾\n{LONG}\n相关报道：\n收藏\n|\n"
    )
    assert [kind for kind, _ in kinds(text)] == [
        "residue", "residue", "residue", "kicker", "title", "masthead", *["residue"] * 5, "byline", "byline", "paragraph",
        "heading", "paragraph", "residue", "residue", "residue",
    ]  # fmt: skip


def test_title_over_two_lines_and_from_metadata() -> None:
    text = (
        f"云岭县九届人大\n关于云岭县2030年预算执行情况\n和2031年预算草案的报告\n县财政局\n各位代表：\n{LONG}"
    )
    assert [kind for kind, _ in kinds(text)][:4] == ["kicker", "title", "title", "byline"]
    text = f"云岭要闻\n春风化雨润山乡\n另一行小字\n{LONG}"
    assert ("title", "春风化雨润山乡") in kinds(text, "春风化雨润山乡")


def test_levels_of_marks() -> None:
    text = f"一、甲事\n{LONG}\n（一）乙事\n{LONG}\n1.丙事\n{LONG}\n丁事要紧\n{LONG}\n（二）戊事\n{LONG}\n二、己事\n{LONG}"
    assert sections(text) == [
        ("一、甲事", 1, -1), ("（一）乙事", 2, 0), ("1.丙事", 3, 1), ("丁事要紧", 4, 2), ("（二）戊事", 2, 0), ("二、己事", 1, -1),
    ]  # fmt: skip


def test_markdown_and_numbers_combine() -> None:
    text = f"# 云岭日志\n## 甲篇\n一、乙事\n{LONG}\n（一）丙事\n{LONG}\n## 丁篇\n{LONG}\n### 戊节\n{LONG}"
    assert kinds(text)[0] == ("title", "# 云岭日志")
    assert sections(text) == [
        ("## 甲篇", 2, -1), ("一、乙事", 3, 0), ("（一）丙事", 4, 1), ("## 丁篇", 2, -1), ("### 戊节", 3, 3),
    ]  # fmt: skip


def test_section_spans_nest_and_end_at_the_next_heading() -> None:
    text = f"一、甲事\n{LONG}\n（一）乙事\n{LONG}\n二、丙事\n{LONG}\n"
    one, two, three = layout(text).sections
    assert text[two.start : two.end] == f"（一）乙事\n{LONG}"
    assert (one.start, one.end) == (0, two.end)
    assert three.end == len(text) - 1


@pytest.mark.parametrize(
    ("line", "heading"),
    [
        (f"（一）修桥铺路。{LONG}", "（一）修桥铺路"),
        (f"1.修桥铺路，植树治沙。{LONG}", "1.修桥铺路，植树治沙"),
        (f"（一）修桥9座。{LONG}", None),
        (f"（一）{'修桥铺路' * 11}。{LONG}", None),
        (f"一是修桥铺路。{LONG}", None),
    ],
)
def test_run_in_headings(line: str, heading: str | None) -> None:
    assert [words for words, _, _ in sections(line)] == ([heading] if heading else [])
    assert kinds(line) == [("paragraph", line)]
    assert "".join(sentences(line)) == line


def test_numbered_lines_without_text_between_are_a_list() -> None:
    text = f"{LONG}\n1.甲某出席大会；\n2.乙某调研；\n3.丙某返乡。\n{LONG}"
    assert [kind for kind, _ in kinds(text)] == [
        "paragraph",
        "list_item",
        "list_item",
        "list_item",
        "paragraph",
    ]
    assert sections(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("修桥。铺路！植树？治沙", ["修桥。", "铺路！", "植树？", "治沙"]),
        ("修桥；铺路；植树。", ["修桥；铺路；植树。"]),
        ("他说：“修桥。”大家（都）说好。", ["他说：“修桥。”", "大家（都）说好。"]),
        ("（先修桥。）再铺路。", ["（先修桥。）", "再铺路。"]),
        ("“先修桥，再铺路。”的安排很好。", ["“先修桥，再铺路。”的安排很好。"]),
        ("真好！！再来?", ["真好！！", "再来?"]),
        ("见https://a.example/b?c=1一文。", ["见https://a.example/b?c=1一文。"]),
        ("增长3.5%。 \u3000下降1.2%。", ["增长3.5%。", "下降1.2%。"]),
        ("修桥9座\n铺路8里", ["修桥9座", "铺路8里"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


WRAPPED = (
    "  今年全县粮食总产量达到三十一万吨，比上年增长百分之二，其中\n夏粮九万吨、秋粮二十二万吨，棉花和油料也都有不同程度的增\n"
    "长，仓里有粮，心中不慌，乡亲们的笑声从村头一直传到了村尾，\n传到了山那边。{page}  与此同时，新修桥梁九座，铺设公路八十里，栽种树木三\n"
    "十万株，治理沙地五千亩，处处都是新气象。\n"
)


def test_line_breaks_of_a_page_do_not_cut_sentences() -> None:
    text = WRAPPED.format(page="\n")
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]
    assert len(sentences(text)) == 2


def test_page_number_between_halves_of_a_sentence_stays_in_the_paragraph() -> None:
    text = WRAPPED.format(page="\n").replace("程度的增\n", "程度的增\n\n            - 7 -\n\f")
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "paragraph"]
    assert [found.group().strip() for found in PAGE_LINE.finditer(sentences(text)[0])] == ["- 7 -"]


def test_page_number_between_paragraphs_is_residue() -> None:
    text = WRAPPED.format(page="\n\n            - 7 -\n\f")
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "residue", "paragraph"]


@pytest.mark.parametrize(
    "text",
    [
        "总产值达到12\n34.5亿元。",
        "空气中的细颗粒物（PM\n2.5\n）浓度下降三成。",
        "大会听取了县长甲某某代表县政府所作的\n工作报告\n。会议同意。",
    ],
)
def test_broken_figures_and_links_stay_whole(text: str) -> None:
    assert sentences(text)[0] == text[: text.index("。") + 1]


def test_headings_are_not_joined_to_their_paragraph() -> None:
    text = WRAPPED.format(page="\n").replace("  今年", "  一、关于粮食和棉花油料生产的情况\n  今年")
    assert kinds(text)[0] == ("heading", "一、关于粮食和棉花油料生产的情况")


def test_table_with_one_cell_a_line() -> None:
    rows = "指标\n单位\n产量\n粮食\n万吨\n31.5\n棉花\n万吨\n2.5\n一、油料\n万吨\n1.5"
    text = f"{LONG}\n表1 主要农产品产量\n{rows}\n{LONG}"
    assert kinds(text)[1:3] == [("caption", "表1 主要农产品产量"), ("table", rows)]
    assert sentences(rows)[-2:] == ["棉花\n万吨\n2.5", "一、油料\n万吨\n1.5"]
    assert sections(text) == []


def test_paragraphs_set_off_by_wide_indents_only() -> None:
    text = f"各位代表： \u3000\u3000一、2030年工作回顾 \u3000\u3000{LONG} \u3000\u3000（一）修桥铺路 \u3000\u3000{LONG}"
    assert [kind for kind, _ in kinds(text)] == ["paragraph", "heading", "paragraph", "heading", "paragraph"]


PIECES = st.sampled_from([
    "一、", "（一）", "（", "）", "1.", "12", "3.5%", "。", "！", "；", "，", "”", "“", "\n", "\n\n", "\r\n", "\f", "\u2028", "\u3000", " ", "  ",
    "\t", "|", "# ", "## ", "修桥", "铺路植树", "各位代表：", LONG, "- 3 -", "■", "图1 甲", "来源：", "打印", "报告", "2031年1月2日", "——", "\u200b",
])  # fmt: skip
TEXTS = st.one_of(st.text(max_size=200), st.lists(PIECES, max_size=60).map("".join))


def assert_sound(text: str, shape: Layout) -> None:
    at = 0
    covered: dict[int, int] = {}
    for block in shape.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip(BLANK), "only blanks lie between blocks"
        assert -1 <= block.section < len(shape.sections)
        at = block.end
    assert not text[at:].strip(BLANK)
    for sentence in shape.sentences:
        block = shape.blocks[sentence.block]
        start = covered.get(sentence.block, block.start)
        assert start <= sentence.start < sentence.end <= block.end
        assert not text[start : sentence.start].strip(BLANK)
        covered[sentence.block] = sentence.end
    for index, block in enumerate(shape.blocks):
        silent = block.kind in ("masthead", "residue")
        assert covered.get(index) == (None if silent else block.end)
    for index, section in enumerate(shape.sections):
        assert section.start == section.heading_start < section.heading_end <= section.end <= len(text)
        assert section.parent < index
        if section.parent >= 0:
            parent = shape.sections[section.parent]
            assert parent.start < section.start and section.end <= parent.end and parent.level < section.level


@settings(max_examples=300, deadline=None)
@given(TEXTS)
def test_what_holds_of_any_text(text: str) -> None:
    shape = layout(text)
    assert_sound(text, shape)
    assert layout(text) == shape
    assert_sound(text, layout(text, "修桥铺路的报告"))


def steps(text: str) -> int:
    """Python-level work: calls, into C as well, while the layout is made."""
    count = 0

    def tick(frame: object, event: str, arg: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    layout("一\n")  # the lexicon is read once
    sys.setprofile(tick)
    try:
        layout(text)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    "piece",
    [
        "一",
        "、",
        "（",
        "#",
        " ",
        "\n",
        "。",
        "12\n\n",
        "一、\n",
        "（一）甲\n",
        "\u3000\u3000甲",
        "甲乙丙丁\n",
        "|1|2|\n",
        f"{LONG}\n",
    ],
)
def test_work_grows_no_faster_than_the_text(piece: str) -> None:
    small, large = steps(piece * 1000), steps(piece * 4000)
    assert large <= 4.4 * small + 200


@pytest.mark.parametrize("piece", ["一", "、", "（", "#", " ", "\n", "一、（#  \n", "”", "1", "-", "."])
def test_a_million_of_anything_is_laid_out(piece: str) -> None:
    text = piece * (1_000_000 // len(piece)) if piece.strip() and "\n" not in piece else piece * 20_000
    assert_sound(text, layout(text))


def test_paragraphs_of_a_page_on_one_line_are_blocks_and_a_bold_line_opens_a_section() -> None:
    text = "# 晚报\n\n### 短讯\n\n<p>水库昨天开工。</p><p><strong>新航线开通</strong><br></p><p>首班客机今天起飞。</p>"
    found = layout(text)
    assert [text[s.heading_start : s.heading_end] for s in found.sections] == ["### 短讯", "<p><strong>新航线开通</strong><br></p>"]
    assert [b.section for b in found.blocks if b.kind == "paragraph"] == [0, 1]

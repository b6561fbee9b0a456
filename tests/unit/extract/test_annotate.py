"""Properties of whole annotations: never an error, spans verbatim and in order, enums valid, and what may not change them."""

from __future__ import annotations

import math
from datetime import date
from itertools import pairwise
from typing import Any

import pyarrow as pa
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from statements import BUDGET, COMMUNIQUE, NATION, NEWS, PLAN, POLICY, REPORT, REVIEW, annotated, has

from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate, annotate_release
from pipelines.extract.model import ANNOTATIONS, QUANTITY_KINDS
from pipelines.lexicon.read import rows

KINDS = QUANTITY_KINDS | {"date", "ordinal", "code", "idiom"}
COMPARATORS = {"eq", "approx", "gt", "ge", "lt", "le", "between"}
SAMPLE = (
    "“开门红”特别报道\n一、西陵区：项目为王\n西陵区把2023年确定为“项目攻坚年”。去年，全区一般公共预算收入52.6亿元、增长4.1%。"
    "今年计划新引进过亿元项目60个以上，其中过50亿元项目3个。\n云岭光学项目总建筑面积约18.6万平方米，整个项目计划6月竣工。\n"
    "二、夷陵区：茶香满山\n1—2月，城乡居民人均可支配收入分别增长4.8%、6.9%。到2025年，茶园面积达到30万亩，占耕地的三成左右，居全省第2位。\n"
)

# Pieces that a release is made of, and single characters: the first make grammar, the second break it.
_PIECES = ["今年", "去年", "2023年", "全年", "1—11月", "到2025年", "9月底前", "“十四五”", "期间", "全市", "宜昌市", "西陵区", "全国", "法国", "项目", "企业", "总投资", "地区生产总值", "增长", "下降", "同比", "比上年", "较", "由", "提高到", "完成", "年初预算", "的", "占", "分别", "均", "其中", "约", "超过", "以上", "左右", "不到", "力争", "确保", "计划", "新开工", "竣工", "过亿元", "3", "12.5", "１２", "三十", "一二三产", "百分之五", "%", "个百分点", "亿元", "万平方米", "个", "家", "倍", "位", "第", "（", "）", "“", "”", "，", "。", "；", "、", "：", "—", "\n", "\n\n", "\r\n", "\t", "<p>", "</p>", "<b>", "&nbsp;", "一、2023年工作回顾\n", "二、2024年工作安排\n", "〔2023〕5号", "5G", "1+2+3+N", "翻一番", "三分之一", "亿", "万", "零", "半", "多", "余", "年", "月", "日", "把2023年定为“实干年”", "\u3000", "\u200b", "\ue003", "臺"]
TEXTS = st.one_of(
    st.lists(st.sampled_from(_PIECES), max_size=40).map("".join),
    st.text(alphabet="一二三十百千万亿零点0123456789.,，。；、：%％年月日元个增长下降（）()“”《》至到—-~/\n\r\t <>p+∶·＋１", max_size=80),
    st.text(max_size=40),
)
METAS = st.sampled_from([NEWS, NATION, REPORT, BUDGET, COMMUNIQUE, POLICY, {**NEWS, **has(place=None, kind=None, publisher=None)}, {**NEWS, **has(issued_on=date(1954, 9, 23), title="")}])
MANY = settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])


@MANY
@given(TEXTS, METAS)
def test_any_text_gives_a_row_of_the_schema(text: str, meta: dict[str, Any]) -> None:
    row = annotated(text, meta)
    back = pa.Table.from_pylist([row], schema=ANNOTATIONS).to_pylist()[0]
    assert back["chars"] == len(text) and len(back["figures"]) == len(row["figures"])
    assert set(row) == set(ANNOTATIONS.names)


@MANY
@given(TEXTS, METAS)
def test_spans_are_verbatim_and_in_order(text: str, meta: dict[str, Any]) -> None:
    row = annotated(text, meta)
    for name in ("figures", "milestones", "annual_themes", "numeric_spans", "unclassified"):
        for r in row[name]:
            assert text[r["span_start"] : r["span_end"]] == r["span_text"] != ""
    for name in ("figures", "numeric_spans", "unclassified"):
        assert all(a["span_end"] <= b["span_start"] for a, b in pairwise(row[name])), name
    counted = {(e["span_start"], e["span_end"]) for e in row["numeric_spans"] if e["kind"] in QUANTITY_KINDS}
    for f in row["figures"]:
        assert f["sentence_start"] <= f["span_start"] < f["span_end"] <= f["sentence_end"]
        assert (f["span_start"], f["span_end"]) in counted


@MANY
@given(TEXTS, METAS)
def test_values_keep_to_their_enumerations(text: str, meta: dict[str, Any]) -> None:
    row = annotated(text, meta)
    for e in row["numeric_spans"]:
        assert e["kind"] in KINDS and (e["comparator"] in COMPARATORS or e["kind"] == "date")
    for f in row["figures"]:
        assert f["quantity_class"] in QUANTITY_KINDS and f["comparator"] in COMPARATORS and f["unit"]
        assert f["aspect"] in {"level", "growth", "change", "share", "completion", "gap", "rank"}
        assert f["status"] in {"target", "achieved", "stated"} and f["strength"] in {1, 2, 3, None}
        assert f["strength"] is None or f["status"] == "target"
        assert f["target_tier"] in {"base", "stretch", None} and f["scope"] in {"total", "per_unit", "group_total", "cumulative"}
        assert f["place_source"] in {"sentence", "paragraph", "section", "title", "publisher", None}
        assert (f["place"] is None) == (f["place_id"] is None) == (f["place_source"] is None)
        assert f["threshold_comparator"] in COMPARATORS | {None} and 0 <= f["confidence"] <= 1 and f["rule"]
    for m in row["milestones"]:
        assert m["status"] in {"target", "achieved"} and m["subject"] and m["event"] and (m["due_end"] or m["due_start"])


@MANY
@given(TEXTS, METAS)
def test_a_range_has_bounds_and_a_number_a_value(text: str, meta: dict[str, Any]) -> None:
    for f in annotated(text, meta)["figures"]:
        if f["comparator"] == "between":
            assert f["value"] is None and f["value_low"] <= f["value_high"]
        else:
            assert f["value"] is not None and math.isfinite(f["value"]) and f["value_low"] is None is f["value_high"]
        if f["period_start"] and f["period_end"]:
            assert f["period_start"] <= f["period_end"]


@MANY
@given(TEXTS, METAS)
def test_theme_weights_sum_to_one(text: str, meta: dict[str, Any]) -> None:
    for f in annotated(text, meta)["figures"]:
        assert f["themes"] == [] or math.isclose(sum(t["weight"] for t in f["themes"]), 1)


@MANY
@given(TEXTS, METAS)
def test_a_part_is_of_an_earlier_figure_and_not_summed(text: str, meta: dict[str, Any]) -> None:
    found = annotated(text, meta)["figures"]
    starts = {f["span_start"] for f in found}
    for f in found:
        if f["part_of"] is not None:
            assert f["part_of"] in starts and f["part_of"] < f["span_start"] and not f["is_additive"]
        if f["is_additive"]:
            assert f["aspect"] == "level" and f["unit"] not in ("%", "pp", "rank", "times")


@MANY
@given(TEXTS, METAS)
def test_the_same_text_gives_the_same_annotations(text: str, meta: dict[str, Any]) -> None:
    assert annotated(text, meta) == annotated(text, meta)


# What changes a text without changing what it says


def shifted(rows_: list[dict[str, Any]], by: int) -> list[dict[str, Any]]:
    keys = ("span_start", "span_end", "sentence_start", "sentence_end", "part_of")
    return [{k: v + by if k in keys and v is not None else v for k, v in r.items() if k != "section"} for r in rows_]


@pytest.mark.parametrize("title", ["晨间要闻\n", "宜昌日报讯\n\n", "\n\n\n", "\ufeff"])
def test_a_line_on_top_shifts_spans_by_its_length_only(title: str) -> None:
    before, after = annotated(SAMPLE), annotated(title + SAMPLE)
    for name in ("figures", "milestones", "annual_themes", "numeric_spans"):
        assert shifted(before[name], len(title)) == shifted(after[name], 0), name


SAID = ("value", "value_low", "value_high", "comparator", "unit", "aspect", "measure", "action", "status", "place", "period_start", "period_end", "threshold_value")
TEXTS_THAT_SAY = [SAMPLE, PLAN + "地区生产总值增长6.5%以上，新建公园23个。\n", REVIEW + "进出口总额320.4亿元，下降2.5%。\n"]


def said(text: str, meta: dict[str, Any] = REPORT) -> list[tuple[Any, ...]]:
    return [tuple(f[k] for k in SAID) for f in annotated(text, meta)["figures"]]


@pytest.mark.parametrize("text", TEXTS_THAT_SAY)
@pytest.mark.parametrize("meta", [NEWS, REPORT], ids=["news", "report"])
def test_full_width_digits_say_the_same(text: str, meta: dict[str, Any]) -> None:
    wide = text.translate(str.maketrans("0123456789%", "０１２３４５６７８９％"))
    assert wide != text and said(wide, meta) == said(text, meta) != []


@pytest.mark.parametrize("text", TEXTS_THAT_SAY)
def test_traditional_characters_say_the_same(text: str) -> None:
    simplified: dict[str, str | int | None] = {r["simplified"]: r["traditional"] for r in reversed(rows("traditional.csv"))}
    traditional = text.translate(str.maketrans(simplified))
    assert traditional != text and said(traditional) == said(text)


@pytest.mark.parametrize("text", TEXTS_THAT_SAY)
def test_crlf_says_the_same(text: str) -> None:
    assert said(text.replace("\n", "\r\n")) == said(text)


@pytest.mark.parametrize("name", ["另外一处.txt", "a.txt"])
def test_the_path_and_key_change_nothing(name: str) -> None:
    one, two = annotate_release(1, "b/c.txt", SAMPLE, **NEWS), annotate_release(2, name, SAMPLE, **NEWS)
    assert {k: v for k, v in one.items() if k not in ("release_key", "release_path")} == {k: v for k, v in two.items() if k not in ("release_key", "release_path")}


def test_a_batch_is_its_releases_one_by_one_in_order() -> None:
    texts = [SAMPLE, "", "今年计划新建公园23个。"]
    batch = pa.table({
        "release_key": pa.array([3, 1, 2], pa.uint64()), "release_path": ["c", "a", "b"], "text": texts, "issued_on": [NEWS["issued_on"]] * 3,
        "place": ["宜昌市"] * 3, "kind": ["news"] * 3, "title": [None] * 3, "publisher": ["宜昌日报"] * 3, "url": ["x"] * 3,
    })  # fmt: skip
    out = annotate(batch)
    assert out.schema.equals(ANNOTATIONS) and out["release_key"].to_pylist() == [3, 1, 2]
    alone = pa.Table.from_pylist([annotate_release(k, p, t, **NEWS) for k, p, t in zip([3, 1, 2], "cab", texts, strict=True)], schema=ANNOTATIONS)
    assert out.equals(alone) and set(out["extractor_version"].to_pylist()) == {EXTRACTOR_VERSION}
    assert annotate(batch.slice(0, 0)).num_rows == 0


def test_numeric_spans_hold_what_is_no_figure() -> None:
    row = annotated("2023年1月28日，拨打12345热线，落实1+2+3+N政策，首届论坛一以贯之，新建公园23个。")
    kinds = {"首届" if e["span_text"].startswith("首") else e["span_text"]: e["kind"] for e in row["numeric_spans"]}
    assert (kinds["2023年1月28日"], kinds["1+2+3+N"], kinds["首届"], kinds["一以贯之"], kinds["23个"]) == ("date", "code", "ordinal", "idiom", "count")
    assert [f["span_text"] for f in row["figures"]] == ["23个"] and row["unclassified"] == []


@pytest.mark.parametrize(
    "text",
    ["一" * 5000, "1" * 5000, "万" * 5000, "、" * 5000, "（" * 5000, "“" * 5000, "1，" * 3000, "比上年增长1%、" * 1500, "其中" * 2500 + "1个", "<p" * 3000, "今年" * 3000],
    ids=["numerals", "digits", "scales", "commas", "brackets", "quotes", "list", "growths", "parts", "tags", "dates"],
)
def test_monotonous_text_is_survived(text: str) -> None:
    assert annotated(text)["chars"] == len(text)


@pytest.mark.parametrize("tail", ["\n夷陵区今年计划新建茶园8000亩。\n", "\n责任编辑：李明\n", "\n\n"])
@pytest.mark.parametrize("text", TEXTS_THAT_SAY)
def test_what_follows_in_a_paragraph_of_its_own_changes_nothing_before(text: str, tail: str) -> None:
    assert said(text + tail)[: len(said(text))] == said(text)

"""Coverage: how much of a release speaks of which place."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from statements import NEWS, annotated


def coverage(text: str) -> dict[str, dict[str, int]]:
    return {r["place"]: {k: r[k] for k in ("chars", "sentences", "figures", "targets")} for r in annotated(text)["coverage"]}


def test_a_place_named_without_a_target_is_covered() -> None:
    found = coverage("去年，西陵区新建公园14个。今年，夷陵区力争引进项目30个、新建公园5个。")
    assert (found["西陵区"]["figures"], found["西陵区"]["targets"]) == (1, 0)
    assert (found["夷陵区"]["figures"], found["夷陵区"]["targets"]) == (2, 2)
    assert "点军区" not in found


def test_sentences_without_numbers_count_for_their_place() -> None:
    text = "当阳市加快发展。产业园热火朝天。"
    assert coverage(text) == {"当阳市": {"chars": len(text), "sentences": 2, "figures": 0, "targets": 0}}


def test_what_names_no_place_is_the_publishers() -> None:
    assert coverage("机器人正在焊接。")["宜昌市"]["sentences"] == 1


def test_no_text_covers_nothing() -> None:
    assert coverage("") == {}


@settings(deadline=None, max_examples=50)
@given(st.lists(st.sampled_from(["西陵区新建公园14个。", "全国增长5%。", "力争引进项目30个。", "夷陵区加快发展。", "法国增长2%。", "\n"]), max_size=8).map("".join))
def test_counts_agree_with_the_figures(text: str) -> None:
    row = annotated(text, NEWS)
    for r in row["coverage"]:
        own = [f for f in row["figures"] if f["place_id"] == r["place_id"]]
        assert (r["figures"], r["targets"]) == (len(own), sum(f["status"] == "target" for f in own))
    assert sum(r["figures"] for r in row["coverage"]) == len([f for f in row["figures"] if f["place_id"]])
    assert sum(r["chars"] for r in row["coverage"]) <= len(text)

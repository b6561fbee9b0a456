"""Named things in running text: what is a name, of which kind, where it begins, of which place it is said."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from pipelines.extract.annotate import annotate_release
from pipelines.lexicon.read import rows

KINDS = {"project", "programme", "park", "platform", "chain", "enterprise", "organisation"}
ROLES = {"lead", "ends_name", "generic", "governs", "tells", "crosses", "inner_verb", "launch", "focus", "organisation", "says_nothing"}


def mentions(text: str, place: str = "青岛市") -> list[dict]:
    found = annotate_release(1, "a.txt", text, date(2024, 1, 5), place, "news")["mentions"]
    assert all(text[m["span_start"] : m["span_end"]] == m["name"] for m in found)
    return found


def named(text: str) -> set[tuple[str, str]]:
    return {(m["kind"], m["name"]) for m in mentions(text) if m["kind"] != "place"}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("雅柴(青岛)智慧重工智造中心项目计划6月竣工。", {("project", "雅柴(青岛)智慧重工智造中心项目")}),
        ("开工建设西渝高铁和青岛胶东国际机场。", {("project", "西渝高铁"), ("project", "青岛胶东国际机场")}),
        ("推进“一库三线”工程。", {("project", "“一库三线”工程")}),
        ("衡阳智能衡器计量产业园开工建设。", {("park", "衡阳智能衡器计量产业园")}),
        ("在无锡太湖实验室，新装置投入运行。", {("platform", "无锡太湖实验室")}),
        ("做强智能传感器产业链。", {("chain", "智能传感器产业链")}),
        ("实施农村人居环境整治提升行动。", {("programme", "农村人居环境整治提升行动")}),
        ("开展“人工智能+”行动。", {("programme", "“人工智能+”行动")}),
        ("丹麦马士基集团和广西数据集团签约。", {("enterprise", "丹麦马士基集团"), ("enterprise", "广西数据集团")}),
        ("财政部和山东省人民政府印发文件。", {("organisation", "财政部"), ("organisation", "山东省人民政府")}),
    ],
)
def test_names_of_things(text: str, expected: set[tuple[str, str]]) -> None:
    assert named(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "全年新开工重点项目100个，建设一批产业园区。",  # kinds of thing
        "培育壮大重点产业链，延伸上下游产业链条。",
        "实施重大工程，开展专项行动。",
        "该项目和整个园区进展顺利。",
        "城市更新项目、老旧小区改造工程全面推进。",
        "大学生和公司员工参加了活动。",
        "新建2个省实验室、4家技术创新中心。",
        "拥有河南省工程技术研究中心296家。",  # counted
    ],
)
def test_what_names_nothing(text: str) -> None:
    assert named(text) == set()


def test_a_thing_is_said_of_the_place_of_its_sentence() -> None:
    found = mentions("崂山区重点打造虚拟现实产业链。李沧区发展人工智能产业链。")
    assert [(m["name"], m["place"], m["is_focus"]) for m in found if m["kind"] == "chain"] == [
        ("虚拟现实产业链", "崂山区", True), ("人工智能产业链", "李沧区", False),
    ]  # fmt: skip


def test_places_are_mentions_with_their_standard_name() -> None:
    assert [(m["name"], m["place"], m["place_id"]) for m in mentions("山东和崂山区签约。") if m["kind"] == "place"] == [
        ("山东", "山东省", "370000"), ("崂山区", "崂山区", "370212"),
    ]  # fmt: skip


def test_names_do_not_overlap() -> None:
    found = [m for m in mentions("青岛市人民政府与青岛海洋国家实验室、青岛上合广场项目签约。") if m["kind"] != "place"]
    assert all(a["span_end"] <= b["span_start"] for a, b in pairwise(found)) and len(found) == 3


def test_lexicons_hold_known_kinds_and_roles() -> None:
    assert {row["kind"] for row in rows("subject_heads.csv")} == KINDS
    assert {row["needs"] for row in rows("subject_heads.csv")} == {"proper", "named", "type", "launched"}
    assert {row["role"] for row in rows("subject_words.csv")} == ROLES
    words = [(row["word"], row["role"]) for row in rows("subject_words.csv")]
    assert len(words) == len(set(words))

"""Actions: the lexicon is consistent, verbs are found with class and stage, statistics and nouns are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.actions import (
    ACTION_AT_END,
    MILESTONE_EVENTS,
    NOUNS,
    STATISTIC_VERBS,
    UNDERTAKING_VERBS,
    action_facts,
    find_actions,
)
from pipelines.extract.phrases import split_action
from pipelines.lexicon.read import rows

ROWS = rows("actions.csv")


def test_lexicon_is_consistent() -> None:
    assert len({row["verb"] for row in ROWS}) == len(ROWS)
    assert len(UNDERTAKING_VERBS) >= 150
    for row in ROWS:
        assert row["kind"] in {"undertaking", "statistic_verb", "noun"} and row["source"]
        assert row["stage"] in {"", *"1234567"} and row["milestone_event"] in {"yes", "project", "paper", "gathering", "no"}
        assert (row["action_class"] == "not_action") == (row["kind"] != "undertaking")
    assert len({(row["action_class"], row["class_zh"]) for row in ROWS}) == len({row["action_class"] for row in ROWS})


def test_stages_of_a_project_are_all_there() -> None:
    assert {row["stage"] for row in ROWS if row["stage"]} == set("1234567")


@pytest.mark.parametrize(
    ("surface", "stage"),
    [
        ("新引进", 1), ("招引", 1), ("新签约", 2), ("洽谈落地", 3), ("新开工", 4), ("开工建设", 4), ("建设", 5), ("新建", 5),
        ("竣工", 6), ("建成", 6), ("投产", 7), ("建成投产", 7), ("通车", 7), ("培育", None), ("改造", None), ("举办", None),
    ],
)  # fmt: skip
def test_stage(surface: str, stage: int | None) -> None:
    facts = action_facts(surface)
    assert facts is not None and facts.stage == stage and facts.is_undertaking


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("推动9个项目洽谈落地", [("推动", None), ("洽谈落地", 3)]),
        ("新引进大项目两个", [("新引进", 1)]),
        ("计划开工建设筹集住房", [("开工建设筹集", 4)]),
        ("新开工改造老旧小区", [("新开工改造", 4)]),
        ("推进建设水厂", [("推进建设", 5)]),
        ("培育壮大企业", [("培育壮大", None)]),
        ("完成营业收入", []),
        ("城镇新增就业", []),
        ("研发投入增长", []),
        ("互联网服务业", []),
        ("城市建设者", []),
        ("达到9个", []),
    ],
)
def test_find_actions(text: str, expected: list[tuple[str, int | None]]) -> None:
    assert [(surface, stage) for _, _, surface, _, stage in find_actions(text, 0, len(text))] == expected


def test_find_actions_stays_in_its_stretch() -> None:
    text = "新建水厂改造管网建设者"
    assert [surface for _, _, surface, _, _ in find_actions(text, 2, 6)] == ["改造"]


@given(st.text(alphabet="新建设开工改造完成推进培育者项目，3个", max_size=40))
def test_spans_are_verbatim_sorted_and_apart(text: str) -> None:
    last = 0
    for start, end, surface, action_class, _ in find_actions(text, 0, len(text)):
        assert text[start:end] == surface and start >= last and action_class != "not_action"
        last = end


@pytest.mark.parametrize("verb", ["完成", "实现", "达到", "净增"])
def test_statistic_verbs_are_no_actions(verb: str) -> None:
    facts = action_facts(verb)
    assert verb in STATISTIC_VERBS and facts is not None and not facts.is_undertaking
    assert find_actions(verb, 0, len(verb)) == []


def test_kinds_are_apart() -> None:
    assert not UNDERTAKING_VERBS & STATISTIC_VERBS and not UNDERTAKING_VERBS & NOUNS


@pytest.mark.parametrize(
    "event", ["开工", "竣工", "交付", "投产", "通车", "建成", "启动", "完工", "投运", "开业", "封顶", "贯通", "开通", "印发", "揭牌"]
)
def test_milestone_events(event: str) -> None:
    assert event in MILESTONE_EVENTS


@pytest.mark.parametrize("verb", ["培育", "推进", "完成", "新增", "发放"])
def test_no_milestone_events(verb: str) -> None:
    assert verb not in MILESTONE_EVENTS


@pytest.mark.parametrize(
    ("phrase", "verb"),
    [("全年将再新建", "新建"), ("我们要大力培育", "培育"), ("累计建成了", "累计建成"), ("道路", None), ("实现营业收入", None)],
)
def test_action_at_end(phrase: str, verb: str | None) -> None:
    match = ACTION_AT_END.search(phrase)
    assert (match and match["verb"]) == verb


@pytest.mark.parametrize(
    ("phrase", "verb"), [("高质量建设口袋公园", "建设"), ("口袋公园建设", None), ("研发投入", None), ("做强产业", "做强")]
)
def test_action_at_the_head_of_a_phrase(phrase: str, verb: str | None) -> None:
    assert split_action(phrase)[1] == verb


def test_unknown_surface_has_no_facts() -> None:
    assert action_facts("唱歌") is None and action_facts("") is None

"""Themes: the rules name themes that exist, and weights are shares in a fixed order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.themes import THEMES, themes_of
from pipelines.lexicon.read import rows

RULES = rows("theme_rules.csv")


def test_rules_are_consistent() -> None:
    assert len(set(THEMES)) == len(THEMES) >= 18
    assert {rule["theme"] for rule in RULES} == set(THEMES)
    assert len({(rule["theme"], rule["keyword"], rule["field"]) for rule in RULES}) == len(RULES)
    for rule in RULES:
        assert rule["field"] in {"measure", "action", "section", "family"} and float(rule["weight"]) > 0 and rule["source"]


def test_every_family_but_slogans_has_a_theme() -> None:
    families = {row["family"] for row in rows("measures.csv") if row["is_rhetorical"] == "no"}
    assert families == {rule["keyword"] for rule in RULES if rule["field"] == "family"}


@pytest.mark.parametrize(
    ("measure", "action", "section", "theme"),
    [
        ("地区生产总值", None, None, "growth"),
        ("规上工业增加值", None, None, "industry"),
        ("技术合同成交额", None, None, "innovation"),
        ("项目", "新签约", "大力招商引资", "projects"),
        ("高速公路通车里程", None, None, "investment"),
        ("社会消费品零售总额", None, None, "consumption"),
        ("外贸进出口", None, None, "opening"),
        ("新登记经营主体", None, None, "reform"),
        ("老旧小区", "改造", None, "city"),
        ("粮食产量", None, None, "rural"),
        ("单位地区生产总值能耗", None, None, "green"),
        ("城镇新增就业", None, "就业", "employment"),
        ("幼儿园", "新建", None, "education"),
        ("医院", None, None, "health"),
        ("养老床位", "新增", None, "social"),
        ("接待游客", None, None, "culture"),
        ("一般公共预算收入", None, None, "finance"),
        ("生产安全事故", None, None, "safety"),
        ("海洋生产总值", None, "海洋经济", "marine"),
        (None, None, "数字经济", "digital"),
    ],
)
def test_main_theme(measure: str | None, action: str | None, section: str | None, theme: str) -> None:
    assert themes_of(measure, action, section)[0][0] == theme


def test_nothing_known_has_no_theme() -> None:
    assert themes_of(None, None, None) == () and themes_of("方面", None, None) == ()


KEYWORDS = st.lists(st.sampled_from([rule["keyword"] for rule in RULES]), max_size=4).map("".join)


@given(KEYWORDS, KEYWORDS, KEYWORDS)
def test_weights_are_shares(measure: str, action: str, section: str) -> None:
    themes = themes_of(measure, action, section)
    weights = [weight for _, weight in themes]
    assert len(themes) <= 3 and len({theme for theme, _ in themes}) == len(themes)
    assert not themes or abs(sum(weights) - 1) < 1e-9
    assert all(0 < weight <= 1 for weight in weights) and {theme for theme, _ in themes} <= set(THEMES)

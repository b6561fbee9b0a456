"""The test before a pattern must never refuse what the pattern matches."""

import re

import pytest

from pipelines.extract import assemble, context, cues, figures, measures, milestones, phrases, projects
from pipelines.extract.patterns import Gated, led, needed_words

MODULES = (assemble, context, cues, figures, measures, milestones, phrases, projects)


@pytest.mark.parametrize(
    ("pattern", "words"),
    [
        ("力争|确保", {"力争", "确保"}),
        ("(?:年初|原)?预算(?:为|是)?$", {"预算"}),
        (r"\d+(?=亿)", None),
        ("[甲乙]方?", {"甲", "乙"}),
        ("(?:甲方)?", None),
        ("(?:甲|乙丙)+丁?", {"甲", "乙丙"}),
        ("[^，]{0,4}比例", {"比例"}),
        ("(?<!供)应该", {"应该"}),
    ],
)
def test_needed_words(pattern: str, words: set[str] | None) -> None:
    assert needed_words(pattern) == (None if words is None else frozenset(words))


def test_a_pattern_that_needs_nothing_has_no_gate() -> None:
    with pytest.raises(ValueError, match="no word"):
        Gated(r"\d*")
    with pytest.raises(ValueError, match="anything"):
        led("[^，]计划")


SENTENCES = (
    "去年新建的桥已经通车，明年力争再建三座；原计划的预算为20亿元(含市级5亿元)。",
    "市本级收入增长3%，其中开发区(园区)完成预算的98%，不含县级。",
    "今年的主要目标是：一批产业园、两个水库项目建成，每户补助500元。",
    "没有完成的任务\t今后要抓好以下几个方面工作，到2027年将达到40个 了",
)


@pytest.mark.parametrize("module", MODULES, ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_every_pattern_finds_the_same_behind_its_gate(module: object) -> None:
    patterns = [p.source if isinstance(p, Gated) else p.pattern for p in vars(module).values() if isinstance(p, Gated | re.Pattern)]
    for source in patterns:
        plain = re.compile(source)
        for text in SENTENCES:
            wanted = [m.span() for m in plain.finditer(text)]
            if needed_words(source):
                assert [m.span() for m in Gated(source).finditer(text)] == wanted, source
                assert Gated(source).sub("*", text) == plain.sub("*", text), source


def test_the_gate_looks_only_between_the_bounds() -> None:
    gated = Gated("计划(?:到|用)")
    assert gated.search("计划到明年", 1) is None
    assert gated.search("新计划到明年", 1, 4) is not None
    assert list(gated.finditer("新计划到明年", 0, 3)) == []

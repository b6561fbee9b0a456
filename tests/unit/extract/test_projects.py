"""Names of works in words that tell of them: where a name begins, and what is none."""

from __future__ import annotations

import pytest

from pipelines.extract.projects import is_clause, plain_name, project_at


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("云岭光学产业园项目", "云岭光学产业园项目"),
        ("跨越清江两岸的姚家港大桥", "姚家港大桥"),
        ("位于夷陵的这家锂电池生产基地", "锂电池生产基地"),
        ("我市重点推动当阳至远安铁路", "当阳至远安铁路"),
        ("省重点水利工程——雾渡河水库", "雾渡河水库"),
        ("青石岭隧道是鄂西最长的公路隧道", "青石岭隧道"),
        ("这是湖北首座跨江大桥", "湖北首座跨江大桥"),
        ("柏临河”综合治理工程", "“柏临河”综合治理工程"),
        ("首场“委员通道", "首场“委员通道”"),
        ("宜昌至恩施的高速公路", "宜昌至恩施的高速公路"),  # a route's right part is a kind of thing
        ("连接和田至若羌的和若铁路", "和若铁路"),
    ],
)
def test_the_name_in_words_that_tell_of_it(words: str, name: str) -> None:
    assert plain_name(words) == name


@pytest.mark.parametrize("words", ["该桥", "重大项目", "主要收入项目", "多条高铁", "一批重点工程", "我市已建成水厂", "推进重点项目", "这里为中心"])
def test_what_is_no_name(words: str) -> None:
    assert plain_name(words) is None


@pytest.mark.parametrize(("words", "told"), [("让他们告别了烦恼", True), ("第二届云岭论坛", False), ("促进就业实施方案", False)])
def test_clauses(words: str, told: bool) -> None:
    assert is_clause(words) is told


@pytest.mark.parametrize(
    ("clause", "name"), [("玉泉物流园项目进展顺利", "玉泉物流园项目"), ("健全社会救助体系建设", None), ("记者来到云岭飞行服务站", None)]
)
def test_the_project_that_a_clause_opens_with(clause: str, name: str | None) -> None:
    assert project_at(clause) == name

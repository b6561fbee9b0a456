"""Which printed names are one subject: by equality, as the beginning of the one full name, as near equal; and which are not."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import duckdb
import pyarrow as pa
import pytest

from pipelines.warehouse.subjects import core, subject_names, told_subjects

Seen = tuple[str, str, str | None]  # kind, name, place_id

MENTION = pa.struct([("span_start", pa.int32()), ("kind", pa.string()), ("name", pa.string()), ("place_id", pa.string())])


FIGURE = pa.struct([("span_start", pa.int32()), ("subject", pa.string()), ("place_id", pa.string())])


def joined(*names: Seen) -> dict[tuple[str, str | None], tuple[str, str, float]]:
    """(name, place) → (fullest name, rule, score); the names are printed one a release, a day apart."""
    return {(row["name"], row["place_id"]): (row["subject"], row["rule"], row["score"]) for row in subject_names(staged(names)).to_pylist()}


def staged(names: Sequence[Seen], told: Sequence[tuple[str, str]] = ()) -> duckdb.DuckDBPyConnection:
    """Annotations of a release each: mentions, then milestones that are about a thing (name, place)."""
    connection = duckdb.connect()
    connection.execute("ATTACH ':memory:' AS staging")
    nothing: list[object] = []
    mentions = [[{"span_start": 0, "kind": kind, "name": name, "place_id": place}] for kind, name, place in names] + [nothing for _ in told]
    milestones = [nothing for _ in names] + [[{"span_start": 0, "subject": name, "place_id": place}] for name, place in told]
    names = [*names, *(("", name, place) for name, place in told)]
    annotations = pa.table({
        "release_key": pa.array(range(len(names)), pa.uint64()), "mentions": pa.array(mentions, pa.list_(MENTION)),
        "milestones": pa.array(milestones, pa.list_(FIGURE)), "figures": pa.array([nothing for _ in names], pa.list_(FIGURE)),
    })  # fmt: skip
    releases = pa.table({
        "release_key": pa.array(range(len(names)), pa.uint64()), "release_path": [f"{i}.txt" for i in range(len(names))],
        "issued_on": pa.array([date(2024, 1, 1 + i) for i in range(len(names))], pa.date32()),
    })  # fmt: skip
    connection.register("a", annotations)
    connection.register("r", releases)
    connection.execute("CREATE TABLE staging.annotations AS FROM a")
    connection.execute("CREATE TABLE staging.releases AS FROM r")
    return connection


LONG = "雅柴(青岛)智慧重工智造中心项目"


def test_a_short_name_is_that_of_the_one_full_name_it_begins() -> None:
    found = joined(("project", LONG, "370200"), ("project", "雅柴项目", "370211"), ("project", "雅柴（青岛）智慧重工智造中心项目", "370200"))
    assert {subject for subject, _, _ in found.values()} == {LONG}
    assert found["雅柴项目", "370211"][1] == "begins the one full name" and 0.8 < found["雅柴项目", "370211"][2] < 0.95


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (("project", "雅柴项目", "320100"), ("project", LONG, "370200")),  # of another province
        (("chain", "数字产业集群", "370200"), ("chain", "数字智能产业集群", "370200")),  # an industry, no name
        (("project", "青岛地铁六号线一期工程", "370200"), ("project", "青岛地铁六号线二期工程", "370200")),
        (("park", "城北智能装备产业园", "370200"), ("park", "城南智能装备产业园", "370200")),
        (("organisation", "国务院", None), ("organisation", "国务院国资委", None)),
        (("enterprise", "广州产业投资控股集团", "440100"), ("enterprise", "广州工业投资控股集团", "440100")),
        (("organisation", "南洋劳动党中央委员会", None), ("organisation", "南洋劳动党中央军事委员会", None)),
        (("programme", "“重大项目建设年”行动", None), ("programme", "“重大项目建设攻坚年”行动", None)),
    ],
)
def test_what_is_not_the_same(one: Seen, other: Seen) -> None:
    found = joined(one, other)
    assert found[one[1], one[2]][0] == one[1] and found[other[1], other[2]][0] == other[1]


def test_a_beginning_of_several_names_decides_nothing() -> None:
    found = joined(("project", "雅柴项目", "370200"), ("project", LONG, "370200"), ("project", "雅柴港口物流项目", "370200"))
    assert found["雅柴项目", "370200"][:2] == ("雅柴项目", "same name")


@pytest.mark.parametrize(
    ("kind", "short", "full", "score"),
    [
        ("organisation", "人力资源社会保障部", "人力资源和社会保障部", 0.947),
        ("organisation", "云岭壮族自治区政府", "云岭壮族自治区人民政府", 0.9),
        ("park", "滨海湾自贸试验片区", "滨海湾自由贸易试验片区", 0.9),
        ("programme", "物业服务质量提升行动", "物业服务质量提升专项行动", 0.909),
    ],
)
def test_near_equal_names_are_one(kind: str, short: str, full: str, score: float) -> None:
    found = joined((kind, short, None), (kind, full, None))
    assert found[short, None] == (full, "near equal", score)


def test_what_promises_are_about_is_known_by_its_short_name_too() -> None:
    """Whether only milestones tell of it or a mention names it in full; not in another province."""
    rows = told_subjects(staged([], [(LONG, "370200"), ("雅柴项目", "370211"), ("雅柴项目", "320100")])).to_pylist()
    assert [(row["name"], row["place_id"], row["subject"]) for row in rows] == [
        ("雅柴(青岛)智慧重工智造中心项目", "370200", LONG), ("雅柴项目", "320100", "雅柴项目"), ("雅柴项目", "370211", LONG),
    ]  # fmt: skip
    rows = told_subjects(staged([("project", LONG, "370200")], [("雅柴项目", "370211")])).to_pylist()
    assert [(row["name"], row["subject"], row["rule"]) for row in rows] == [("雅柴项目", LONG, "begins the one full name")]


def test_what_is_said_of_the_country_is_the_one_of_the_province() -> None:
    found = joined(("platform", "“海纳”平台", "CN"), ("platform", "“海纳”平台", "370200"))
    assert found["“海纳”平台", "CN"] == ("“海纳”平台", "same name, one province", 0.95)


def test_the_name_first_seen_stays_when_a_fuller_one_comes() -> None:
    """The key of a subject is made of it."""
    connection_names = [("project", "雅柴项目", "370200"), ("project", LONG, "370200")]
    assert joined(*connection_names)[LONG, "370200"][0] == LONG


@pytest.mark.parametrize(
    ("name", "expected"),
    [("雅柴项目", ("雅柴", "项目")), ("广西数据集团有限公司", ("广西数据", "集团有限公司")), ("无锡太湖实验室", ("无锡太湖", "实验室")), ("财政部", ("财政部", ""))],
)
def test_core_and_head(name: str, expected: tuple[str, str]) -> None:
    assert core(name) == expected


def test_a_line_is_one_thing_in_every_province_and_a_park_is_its_own() -> None:
    lines = subject_names(staged((("project", "云岭高铁", "420000"), ("project", "云岭高铁", "430000"))))
    parks = subject_names(staged((("park", "云岭产业园", "420000"), ("park", "云岭产业园", "430000"))))
    assert lines["area"].to_pylist() == ["*", "*"] and parks["area"].to_pylist() == ["42", "43"]

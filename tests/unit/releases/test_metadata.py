"""Sidecars, manifests, the path and the document, in this order, field by field."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.releases import metadata
from pipelines.releases.encodings import Unreadable
from pipelines.releases.formats import Converted
from pipelines.releases.metadata import below_raw, given_of, manifest_of, settle, sidecar_of


def test_sidecar_fields_and_extra() -> None:
    said = sidecar_of("publisher: 甲市日报\nissued_on: 2023-01-28\nplace:\nlicence: CC0\npages: 3\n".encode())
    assert dict(said.fields) == {"publisher": "甲市日报", "issued_on": "2023-01-28"}
    assert dict(said.extra) == {"licence": "CC0", "pages": "3"}


@pytest.mark.parametrize(
    "content",
    [
        "a: [1, 2\n",
        "- 1\n- 2\n",
        "just words",
        "a: {b: c}",
        "issued_on: 31 foo",
        "!!python/object/apply:os.system ['true']",
        "a: &x [1,1]\nb: &y [*x,*x]\nc: [*y,*y]",
        "[" * 3000,
        "x: " + "1" * 70_000,
        '? [1]\n: "key"',
    ],
)
def test_malformed_sidecars_are_refused(content: str) -> None:
    with pytest.raises(Unreadable) as caught:
        sidecar_of(content.encode())
    assert caught.value.reason == "malformed"


@pytest.mark.parametrize(
    ("listed", "folder", "path"),
    [
        ("a.txt", "", "a.txt"),
        ("b/a.txt", "x", "x/b/a.txt"),
        ("./a.txt", "x/y", "x/y/a.txt"),
        ("../a.txt", "x/y", "x/a.txt"),
        ("b\\a.txt", "", "b/a.txt"),
        ("../a.txt", "", None),
        ("b/../../a.txt", "", None),
        ("../../../etc/passwd", "x/y", None),
        ("/etc/passwd", "", None),
        ("C:\\a.txt", "", None),
        ("..", "x", None),
        ("", "", None),
    ],
)
def test_manifest_paths_stay_below_raw(listed: str, folder: str, path: str | None) -> None:
    assert below_raw(listed, folder) == path


@given(st.text(max_size=30), st.sampled_from(["", "a", "a/b"]))
def test_no_listed_path_leaves_raw(listed: str, folder: str) -> None:
    path = below_raw(listed, folder)
    assert path is None or not (path.startswith(("/", "../")) or path == "..")


def test_manifest_entries_and_refusals() -> None:
    content = "path,publisher,issued_on,licence\na.txt,甲市日报,2023-01-28,CC0\n../b.txt,乙,2023,\na.txt,丙,2020,\n"
    entries, refused = manifest_of(content.encode(), "m/manifest.csv")
    assert list(entries) == ["m/a.txt", "b.txt"]
    assert entries["m/a.txt"].fields["publisher"] == "甲市日报"
    assert entries["m/a.txt"].extra == {"licence": "CC0"}
    assert [one.reason for one in refused] == ["listed_twice"]


def test_manifest_without_path_column() -> None:
    with pytest.raises(Unreadable):
        manifest_of(b"file,publisher\na.txt,x\n", "manifest.csv")


TEXT = "乙县日报\n（2021年5月6日）\n关于乙县重点工程的通知\n今年将建成2座桥。"


@pytest.mark.parametrize(
    ("path", "said", "day", "source", "flag"),
    [
        ("x/2022-02-02.txt", [("sidecar", "2023-03-03"), ("manifest", "2024-04-04")], date(2023, 3, 3), "sidecar", None),
        ("x/2022-02-02.txt", [("manifest", "2024-04-04")], date(2024, 4, 4), "manifest", None),
        ("x/a.txt", [("manifest", "2024")], date(2024, 1, 1), "manifest", "partial date"),
        ("x/2022-02-02.txt", [], date(2022, 2, 2), "path", None),
        ("x/2021_通知.txt", [], date(2021, 5, 6), "document", None),  # the dateline completes the year of the name
        ("x/2020_通知.txt", [], date(2021, 5, 6), "document", None),  # filed under the year it is about
        ("x/2010_通知.txt", [], date(2010, 1, 1), "path", "partial date"),
        ("x/a.txt", [], date(2021, 5, 6), "document", None),
        ("x/a.txt", [("manifest", "soon")], date(2021, 5, 6), "document", "the manifest's date is no date: soon"),
    ],
)
def test_order_of_dates(path: str, said: list[tuple], day: date, source: str, flag: str | None) -> None:
    given = [given_of(origin, {"issued_on": value}) for origin, value in said]
    known = settle(path, Converted(TEXT, "utf-8"), given)
    assert (known.issued_on, known.issued_on_source, known.issued_on_flag) == (day, source, flag)


@pytest.mark.parametrize(
    ("path", "day", "source"),
    [
        ("x/2019_预算.txt", date(2020, 5, 26), "inferred"),  # filed under the year it is about
        ("x/2020_预算.txt", date(2020, 5, 26), "inferred"),
        ("x/2021_预算.txt", date(2021, 1, 1), "path"),
        ("x/2017_预算.txt", date(2017, 1, 1), "path"),
    ],
)
def test_a_day_that_the_text_tells_completes_the_year_of_a_file_name(path: str, day: date, source: str) -> None:
    text = "关于2019年预算执行情况和2020年预算草案的报告\n2020年5月26日，在乙县人民代表大会上。\n2019年收入完成12亿元。"
    known = settle(path, Converted(text, "utf-8"), [])
    assert (known.issued_on, known.issued_on_source) == (day, source)


def test_each_field_has_its_own_first_source() -> None:
    given = [
        given_of("sidecar", {"title": "一题"}),
        given_of("manifest", {"title": "二题", "place": "丙市", "licence": "x"}),
        given_of("manifest", {"kind": "policy", "place": "丁市", "licence": "y", "page": "2"}),
    ]
    known = settle("甲报/2021-01-01.txt", Converted(TEXT, "utf-8"), given)
    assert (known.title, known.place, known.kind, known.publisher) == ("一题", "丙市", "policy", "甲报")
    assert known.extra == {"licence": "x", "page": "2"}


@pytest.mark.parametrize(
    ("given", "title", "kind"),
    [
        ("other", "关于丁市2024年预算执行情况的报告", "budget_report"),  # a manifest that has no better word
        ("other", "关于丁市2024年预算执行情况的报告的决议", "other"),
        ("other", "大家干劲十足", "other"),
        ("policy", "关于丁市2024年预算执行情况的报告", "policy"),
    ],
)
def test_a_kind_of_other_gives_way_to_what_the_title_says(given: str, title: str, kind: str) -> None:
    known = settle("1.txt", Converted("大家干劲十足。", "utf-8"), [given_of("manifest", {"kind": given, "title": title, "issued_on": "2025-01-01"})])
    assert known.kind == kind


def test_no_date_is_refused() -> None:
    with pytest.raises(Unreadable) as caught:
        settle("a.txt", Converted("大家干劲十足。", "utf-8"), [])
    assert caught.value.reason == "no_date"


@pytest.mark.parametrize(
    ("text", "publisher", "place", "kind", "title"),
    [
        ("## 青岛日报 聚焦\n## 开局之年\n## 各区抓项目\n□青岛日报记者 王某\n正文。", "青岛日报", "青岛", "news", "各区抓项目"),
        ("政 府 工 作 报 告\n——2020年1月3日在丙县第三届人民代表大会第一次会议上\n县长 张某\n各位代表：\n", None, "丙县", "work_report", "政府工作报告"),
        ("2025年丁市国民经济和社会发展统计公报\n丁市统计局\n2026年4月1日\n", "丁市统计局", "丁市", "communique", "2025年丁市国民经济和社会发展统计公报"),
        ("关于戊市2024年预算执行情况的报告\n来源：戊市财政局\n", "戊市财政局", "戊市", "budget_report", "关于戊市2024年预算执行情况的报告"),
        ("己市人民政府\n关于加快产业发展的意见\n各区：\n", "己市人民政府", "己市", "policy", "关于加快产业发展的意见"),
        ("新华社北京3月5日电\n经济稳步恢复\n正文。", "新华社", "全国", "news", "经济稳步恢复"),
        ("大家好。\n", None, None, None, None),
    ],
)  # fmt: skip
def test_what_the_document_says_of_itself(
    text: str, publisher: str | None, place: str | None, kind: str | None, title: str | None
) -> None:
    known = settle("1.txt", Converted(text, "utf-8"), [given_of("manifest", {"issued_on": "2020-01-01"})])
    assert (known.publisher, known.place, known.kind, known.title) == (publisher, place, kind, title)


def test_every_publisher_has_a_source() -> None:
    rows = metadata._publishers()
    assert all(row["publisher"] and row["source"] and row["note"] for row in rows)
    assert len({row["publisher"] for row in rows}) == len(rows)

"""Dates of metadata, paths, datelines and inference."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.releases import dating
from pipelines.releases.dating import INFERRED, PARTIAL


@pytest.mark.parametrize(
    ("value", "day", "flag"),
    [
        ("2026-06-22", date(2026, 6, 22), None),
        ("2026/6/2", date(2026, 6, 2), None),
        ("20260622", date(2026, 6, 22), None),
        ("2026年6月22日", date(2026, 6, 22), None),
        ("二〇二三年一月二十八日", date(2023, 1, 28), None),
        ("２０２６年６月２２日", date(2026, 6, 22), None),
        ("2026-06-22 10:30:00", date(2026, 6, 22), None),
        ("2026-06-22T20:00:00Z", date(2026, 6, 23), None),  # the day in Shanghai
        ("2026-06-22T20:00:00+08:00", date(2026, 6, 22), None),
        ("2026-06", date(2026, 6, 1), PARTIAL),
        ("2026年6月", date(2026, 6, 1), PARTIAL),
        ("2026", date(2026, 1, 1), PARTIAL),
        ("2026年", date(2026, 1, 1), PARTIAL),
    ],
)
def test_metadata_dates(value: str, day: date, flag: str | None) -> None:
    assert dating.parse_date(value) == dating.Dated(day, flag)


@pytest.mark.parametrize("value", ["", "unknown", "2026-13-01", "2026-02-30", "0000-00-00", "12", "9999999999", "近日"])
def test_what_is_no_date(value: str) -> None:
    assert dating.parse_date(value) is None


@given(st.text(max_size=40))
def test_any_value_is_a_date_or_none(value: str) -> None:
    found = dating.parse_date(value)
    assert found is None or 1800 <= found.day.year <= 2199


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    assert dating.parse_date(day.isoformat()) == dating.Dated(day)
    assert dating.parse_date(f"{day.year}年{day.month}月{day.day}日") == dating.Dated(day)


@pytest.mark.parametrize(
    ("path", "day", "flag"),
    [
        ("甲市日报/2023-01-28.txt", date(2023, 1, 28), None),
        ("甲市日报/2023-01-28_一版.txt", date(2023, 1, 28), None),
        ("news/2023/01/20230105-03.txt", date(2023, 1, 5), None),
        ("news/2023/01/05/story.txt", date(2023, 1, 5), None),
        ("乙县/2024年3月5日.txt", date(2024, 3, 5), None),
        ("乙县/2024-03.txt", date(2024, 3, 1), PARTIAL),
        ("乙县/2024_政府工作报告.txt", date(2024, 1, 1), PARTIAL),
        ("乙县/2024/report.txt", date(2024, 1, 1), PARTIAL),
        ("乙县/2024/03/report.txt", date(2024, 3, 1), PARTIAL),
    ],
)
def test_path_dates(path: str, day: date, flag: str | None) -> None:
    assert dating.path_date(path) == dating.Dated(day, flag)


@pytest.mark.parametrize("path", ["a.txt", "甲市/第12345号.txt", "daily-2023-story.txt", "x/20239999.txt"])
def test_paths_without_a_date(path: str) -> None:
    assert dating.path_date(path) is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("政府工作报告\n（2018年3月7日）\n各位代表：", date(2018, 3, 7)),
        ("政府工作报告\n——2021年2月3日在甲市第九届人民代表大会第二次会议上\n各位代表", date(2021, 2, 3)),
        ("关于乙县的公告\n发布时间：2026-06-22 10:11 来源：乙县政府\n正文", date(2026, 6, 22)),
        ("乙县日报\n2023年1月28日 星期六 第3版\n正文说了很多。", date(2023, 1, 28)),
        ("通知\n正文说了很多。\n甲市人民政府\n2022年11月30日", date(2022, 11, 30)),
        ("通知\n正文说了很多。\n甲市人民政府\n二〇二二年十一月三十日\n", date(2022, 11, 30)),
        ("通知\n正文说了很多。\n2020 年 1 月 14 日印发\n", date(2020, 1, 14)),
        ("本报2023年2月3日讯 甲市举行了会议。", date(2023, 2, 3)),
    ],
)
def test_datelines(text: str, day: date) -> None:
    assert dating.document_date(text) == dating.Dated(day)


def test_a_portal_does_not_date_an_old_text() -> None:
    text = "报告\n发布时间：2006-02-23\n（1983年6月6日）\n各位代表"
    assert dating.document_date(text) == dating.Dated(date(1983, 6, 6))


def test_a_sentence_is_no_dateline() -> None:
    assert dating.document_date("甲市的消息\n项目于2023年5月6日开工，将建成三座厂房。\n后来大家都很满意。") is None


@pytest.mark.parametrize(
    ("text", "day"),
    [
        # the later of the last day told as past and 1 January of 今年's year
        ("2023年是开局之年。1月28日举行的会上，乙区把2023年确定为提速年。今年将建10个项目。", date(2023, 1, 28)),
        ("一、2024年工作回顾\n去年完成得好。\n今年要更好，到2035年基本建成。", date(2025, 1, 1)),
        ("会议同意2019年工作部署。到2030年完成全部任务。", date(2019, 1, 1)),
        ("2022年11月5日，甲市举行了开工仪式。工程将于2025年6月30日竣工。", date(2022, 11, 5)),
        ("今年（2020年）6月8日召开了会议。本办法有效期至2025年12月31日。", date(2020, 6, 8)),
        ("2021年，全县完成投资5亿元。\n版权所有 2026 某网站 ICP备12345号", date(2021, 1, 1)),
    ],
)
def test_inference(text: str, day: date) -> None:
    assert dating.infer_date(text) == dating.Dated(day, INFERRED)


def test_nothing_to_infer_from() -> None:
    assert dating.infer_date("大家干劲十足，项目进展顺利。") is None

"""Calendar expressions: what is found, which days it means, and what is none (semantics.md, section 2, "period")."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.dates import DateExpression, find_dates, plan_years
from pipelines.extract.view import view

ISSUED = date(2023, 1, 28)


def found(text: str, default_year: int | None = None, reference: date = ISSUED) -> list[DateExpression]:
    return find_dates(view(text), reference, default_year=default_year)


def days(e: DateExpression) -> tuple[str | None, str | None]:
    return (
        e.date_start.isoformat() if e.date_start else None,
        e.date_end.isoformat() if e.date_end else None,
    )


# text with the expression in ⟨⟩, first day, last day, form
SPANS = [
    ("⟨今年⟩开工建设", "2023-01-01", "2023-12-31", "point"),
    ("比⟨去年⟩增长", "2022-01-01", "2022-12-31", "point"),
    ("比⟨上年⟩增长", "2022-01-01", "2022-12-31", "point"),
    ("⟨明年上半年⟩投用", "2024-01-01", "2024-06-30", "point"),
    ("⟨全年⟩完成投资", "2023-01-01", "2023-12-31", "point"),
    ("力争⟨年内⟩竣工", "2023-01-01", "2023-12-31", "point"),
    ("⟨2023年度⟩预算", "2023-01-01", "2023-12-31", "point"),
    ("⟨２０２３年⟩预算", "2023-01-01", "2023-12-31", "point"),
    ("⟨二〇二三年⟩一号", "2023-01-01", "2023-12-31", "point"),
    ("⟨二○一一年⟩决算", "2011-01-01", "2011-12-31", "point"),
    ("⟨1 9 9 7年⟩财政", "1997-01-01", "1997-12-31", "point"),
    ("⟨2026 年 3 月⟩公布", "2026-03-01", "2026-03-31", "point"),
    ("⟨98年底⟩完工", "1998-12-31", "1998-12-31", "point"),
    ("⟨2023.1.28⟩讯", "2023-01-28", "2023-01-28", "point"),
    ("⟨2023-01-28⟩讯", "2023-01-28", "2023-01-28", "point"),
    ("⟨2023/1/28⟩讯", "2023-01-28", "2023-01-28", "point"),
    ("⟨1月28日⟩召开", "2023-01-28", "2023-01-28", "point"),
    ("⟨十二月三十一日⟩", "2023-12-31", "2023-12-31", "point"),
    ("⟨9月底前⟩交付", None, "2023-09-30", "deadline"),
    ("过半,⟨9月底前⟩交付", None, "2023-09-30", "deadline"),
    ("完成.⟨到2025年⟩,建成", None, "2025-12-31", "deadline"),
    ("计划⟨6月⟩竣工", "2023-06-01", "2023-06-30", "point"),
    ("⟨1—11月⟩，工业", "2023-01-01", "2023-11-30", "span"),
    ("⟨1-11月⟩，工业", "2023-01-01", "2023-11-30", "span"),
    ("⟨1至11月⟩，工业", "2023-01-01", "2023-11-30", "span"),
    ("⟨2024年1—2月份⟩", "2024-01-01", "2024-02-29", "span"),
    ("⟨前八个月⟩，出口", "2023-01-01", "2023-08-31", "point"),
    ("⟨今年前5个月⟩", "2023-01-01", "2023-05-31", "point"),
    ("⟨前三季度⟩，出口", "2023-01-01", "2023-09-30", "point"),
    ("实现⟨一季度⟩开门红", "2023-01-01", "2023-03-31", "point"),
    ("⟨第四季度⟩", "2023-10-01", "2023-12-31", "point"),
    ("⟨一、二季度⟩", "2023-01-01", "2023-06-30", "span"),
    ("⟨下半年⟩", "2023-07-01", "2023-12-31", "point"),
    ("⟨2022年上半年⟩", "2022-01-01", "2022-06-30", "point"),
    ("⟨年末⟩常住人口", "2023-12-31", "2023-12-31", "point"),
    ("⟨2023年末⟩", "2023-12-31", "2023-12-31", "point"),
    ("⟨截至2019年底⟩，共有", "2019-12-31", "2019-12-31", "as_of"),
    ("⟨截至1月28日24时⟩", "2023-01-28", "2023-01-28", "as_of"),
    ("⟨截至目前⟩", "2023-01-28", "2023-01-28", "as_of"),
    ("⟨到2023年底⟩，建成", None, "2023-12-31", "deadline"),
    ("⟨到去年末⟩，建成", "2022-12-31", "2022-12-31", "as_of"),
    ("⟨年底前⟩完成", None, "2023-12-31", "deadline"),
    ("⟨不迟于3月底⟩", None, "2023-03-31", "deadline"),
    ("⟨到2025年⟩，建成", None, "2025-12-31", "deadline"),
    ("⟨2030年前⟩达峰", None, "2030-12-31", "deadline"),
    ("⟨2021—2025年⟩", "2021-01-01", "2025-12-31", "span"),
    ("⟨2021年至2025年⟩", "2021-01-01", "2025-12-31", "span"),
    ("⟨11月至次年3月⟩", "2023-11-01", "2024-03-31", "span"),
    ("⟨10月至2023年3月⟩", "2022-10-01", "2023-03-31", "span"),
    ("⟨2月10日至17日⟩揽收", "2023-02-10", "2023-02-17", "span"),
    ("⟨2月10日-3月5日⟩", "2023-02-10", "2023-03-05", "span"),
    ("⟨2月17日17时⟩", "2023-02-17", "2023-02-17", "point"),
    ("⟨12月31日零时⟩", "2023-12-31", "2023-12-31", "point"),
    ("⟨8月1日8时至20时⟩", "2023-08-01", "2023-08-01", "point"),
    ("⟨“十四五”期间⟩", "2021-01-01", "2025-12-31", "point"),
    ("较⟨“十三五”末⟩增长", "2020-01-01", "2020-12-31", "point"),
    ("⟨到“十四五”末⟩，", None, "2025-12-31", "deadline"),
    ("⟨“十四五”以来⟩", "2021-01-01", "2023-01-28", "since"),
    ("编制⟨“十四五”规划⟩纲要", "2021-01-01", "2025-12-31", "name"),
    ("⟨“八五”期间⟩", "1991-01-01", "1995-12-31", "point"),
    ("⟨第六个五年计划期间⟩", "1981-01-01", "1985-12-31", "point"),
    ("⟨近年来⟩，", None, None, "point"),
    ("⟨近三年⟩累计", "2021-01-01", "2023-12-31", "review"),
    ("⟨过去五年⟩，", "2019-01-01", "2023-12-31", "review"),
    ("⟨过去的一年⟩，", "2022-01-01", "2022-12-31", "review"),
    ("⟨一年来⟩，全市", "2022-01-01", "2022-12-31", "review"),
    ("⟨今后五年⟩，", "2023-01-01", "2027-12-31", "duration_period"),
    ("⟨未来三年⟩", "2023-01-01", "2025-12-31", "duration_period"),
    ("⟨3年内⟩建成", None, "2025-12-31", "duration_period"),
    ("⟨两三年内⟩建成", None, "2025-12-31", "duration_period"),
    ("⟨用五年时间⟩建成", "2023-01-01", "2027-12-31", "duration_period"),
    ("⟨今年以来⟩，", "2023-01-01", "2023-01-28", "since"),
    ("⟨2018年以来⟩，", "2018-01-01", "2023-01-28", "since"),
    ("⟨2005年设立以来⟩，", "2005-01-01", "2023-01-28", "since"),
    ("⟨2019年12月正式开通以来⟩", "2019-12-01", "2023-01-28", "since"),
    ("⟨党的十八大以来⟩", "2012-11-08", "2023-01-28", "since"),
    ("⟨改革开放以来⟩", "1978-12-18", "2023-01-28", "since"),
    ("⟨自8月1日起⟩施行", "2023-08-01", None, "since"),
    ("⟨从6月1日开始⟩施行", "2023-06-01", None, "since"),
    ("⟨6月⟩开始施工", "2023-06-01", "2023-06-30", "point"),
    ("⟨目前⟩，已有", "2023-01-28", "2023-01-28", "point"),
    ("⟨昨天⟩下午", "2023-01-27", "2023-01-27", "point"),
    ("⟨上月⟩", "2022-12-01", "2022-12-31", "point"),
    ("⟨上周⟩", "2023-01-16", "2023-01-22", "point"),
    ("⟨1月末⟩，余额", "2023-01-31", "2023-01-31", "point"),
    ("⟨月底前⟩", None, "2023-01-31", "deadline"),
    ("⟨9月中旬前⟩", None, "2023-09-20", "deadline"),
    ("⟨2024年春节假期⟩", "2024-02-10", "2024-02-17", "point"),
    ("⟨“五一”假期⟩", "2023-04-29", "2023-05-03", "point"),
    ("⟨到本世纪中叶⟩", None, "2050-12-31", "deadline"),
    ("⟨20世纪90年代⟩", "1990-01-01", "1999-12-31", "point"),
    ("⟨1990年代⟩起步", "1990-01-01", "1999-12-31", "point"),
    ("⟨二〇一〇年代⟩", "2010-01-01", "2019-12-31", "point"),
    ("⟨1995年⟩代表团出访", "1995-01-01", "1995-12-31", "point"),
    ("⟨1990年⟩代表团出访", "1990-01-01", "1990-12-31", "point"),
    ("⟨上世纪八十年代⟩", "1980-01-01", "1989-12-31", "point"),
    ("⟨公元前221年⟩", None, None, "point"),
    ("⟨五天前⟩", "2023-01-23", "2023-01-23", "point"),
    ("⟨17时许⟩，", None, None, "point"),
]


@pytest.mark.parametrize(("marked", "start", "end", "form"), SPANS, ids=[s[0] for s in SPANS])
def test_one_expression(marked: str, start: str | None, end: str | None, form: str) -> None:
    left, right = marked.index("⟨"), marked.index("⟩") - 1
    text = marked.replace("⟨", "").replace("⟩", "")
    assert [(text[e.start : e.end], *days(e), e.form) for e in found(text)] == [
        (text[left:right], start, end, form)
    ]


NO_DATES = [
    "半小时出行圈", "压缩至3个工作日", "三年任务两年完成", "3年期贷款", "第三年", "百年老街", "常年", "青年人才", "三年级", "年产百万吨",
    "年均增长", "年度计划", "多年努力", "三年攻坚行动", "连续5年", "12345热线", "〔2023〕5号", "过“五一”", "五一路", "2000年历史",
    "13月", "83个项目", "比例为1:10", "网上年货节", "第十四届", "增长3.5%", "1273.3亿元", "2.0版", "3000年前", "近20年", "每日三餐",
    "多国庆祝",
    "美好明天", "学前一年教育",
]  # fmt: skip


@pytest.mark.parametrize("text", NO_DATES)
def test_no_date(text: str) -> None:
    assert found(text) == []


def test_default_year_is_the_year_reported_on() -> None:
    hits = found("全年增长5%，比上年末多，今年计划一季度开工", default_year=2022)
    assert [(days(e)[0], days(e)[1]) for e in hits] == [
        ("2022-01-01", "2022-12-31"), ("2021-12-31", "2021-12-31"), ("2023-01-01", "2023-12-31"), ("2022-01-01", "2022-03-31"),
    ]  # fmt: skip


def test_month_takes_the_year_before_it_in_the_sentence_only() -> None:
    first, second, third = found("项目于2021年3月开工，10月竣工。5月投产")
    assert (first.year, second.year, third.year) == (2021, 2021, 2023)
    assert (second.explicit_year, third.explicit_year) == (True, False)


def test_day_alone_takes_the_month_before_it_or_the_last_such_day() -> None:
    assert [days(e)[0] for e in found("2月10日开幕，17日闭幕")] == ["2023-02-10", "2023-02-17"]
    assert [days(e)[0] for e in found("28日发布", reference=date(2024, 3, 1))] == ["2024-02-28"]
    assert [days(e)[0] for e in found("30日发布", reference=date(2024, 3, 1))] == ["2024-03-30"]


def test_the_month_and_year_spoken_of() -> None:
    assert [days(e) for e in found("2021年12月，当月")][1] == ("2021-12-01", "2021-12-31")
    assert [days(e) for e in found("1969年开会，同年4月闭会")][1] == ("1969-04-01", "1969-04-30")


def test_two_points_are_no_range() -> None:
    text = "由2020年的50%提高到2025年的60%"
    assert [(text[e.start : e.end], e.form) for e in found(text)] == [
        ("2020年", "point"),
        ("2025年", "point"),
    ]


def test_impossible_day_is_read_as_its_month() -> None:
    assert [(e.end, *days(e)) for e in found("2月30日")] == [(2, "2023-02-01", "2023-02-28")]


@pytest.mark.parametrize(
    ("n", "years"),
    [(1, (1953, 1957)), (3, (1966, 1970)), (10, (2001, 2005)), (14, (2021, 2025)), (15, (2026, 2030))],
)
def test_plan_years(n: int, years: tuple[int, int]) -> None:
    assert plan_years(n) == years


@pytest.mark.parametrize("n", [0, -1, 17])
def test_plan_years_outside_the_list(n: int) -> None:
    with pytest.raises(IndexError):
        plan_years(n)


_PIECES = st.sampled_from(
    [
        *"年月日季度周至到前后内来起近过去今明上下半一二十百零12039.-—:/ ，。\n“”第个",
        "2023年",
        "9月底",
        "前三季度",
        "“十四五”",
        "以来",
        "五年",
        "世纪",
        "春节",
        "点",
        "时",
    ]
)


@given(
    st.lists(_PIECES, max_size=40).map("".join),
    st.dates(),
)
def test_spans_are_sorted_apart_and_inside(text: str, reference: date) -> None:
    hits = found(text, reference=reference)
    assert all(0 <= e.start < e.end <= len(text) for e in hits)
    assert all(a.end <= b.start for a, b in pairwise(hits))
    assert all(e.date_start <= e.date_end for e in hits if e.date_start and e.date_end)
    assert hits == found(text, reference=reference)


@given(st.lists(_PIECES, max_size=25).map("".join))
def test_sentences_do_not_change_each_other(text: str) -> None:
    alone = [(e.start + 1, e.end + 1) for e in found(text)]
    assert [(e.start, e.end) for e in found("。" + text)] == alone


@pytest.mark.parametrize(
    "piece", ["年", "一", "1", "月", "至", "到", "1月至", "用十年至", "前一", "二零", "“", "1 "]
)
def test_long_monotony_is_read_to_its_end(piece: str) -> None:
    text = piece * 20_000 + "，2023年6月"
    last = found(text)[-1]
    assert (last.end, days(last)) == (len(text), ("2023-06-01", "2023-06-30"))

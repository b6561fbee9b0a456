"""Quantities: span, class, value, unit and comparator of numbers with what stands around them."""

from __future__ import annotations

from decimal import Decimal

import pytest

from pipelines.extract.model import NumericExpression
from pipelines.extract.quantities import find_quantities
from pipelines.extract.view import view

MINUTE, HOUR, DAY, MONTH, YEAR = 60, 3600, 86400, 30 * 86400, 365 * 86400


def one(text: str) -> NumericExpression:
    (found,) = find_quantities(view(text), [])
    return found


# text whose whole is the span, kind, value, unit, comparator
PLAIN = [
    ("83个", "count", "83", "count", "eq"), ("3.2万人次", "count", "32000", "count", "eq"), ("两个以上", "count", "2", "count", "ge"),
    ("300个以上", "count", "300", "count", "ge"), ("约29.5万平方米", "measure", "295000", "m2", "approx"), ("上千家", "count", "1000", "count", "ge"),
    ("近百名", "count", "100", "count", "approx"), ("760.9亿元", "money", "76090000000", "CNY", "eq"), ("三元五角二分", "money", "3.52", "CNY", "eq"),
    ("两角五分", "money", "0.25", "CNY", "eq"), ("港币两千九百六十元", "money", "2960", "HKD", "eq"), ("CNY 1.25", "money", "1.25", "CNY", "eq"),
    ("人民币3000万元", "money", "30000000", "CNY", "eq"), ("100k元", "money", "100000", "CNY", "eq"), ("两个亿卢布", "money", "200000000", "RUB", "eq"),
    ("5.25‰", "percent", "0.525", "%", "eq"), ("百分之五", "percent", "5", "%", "eq"), ("三成", "percent", "30", "%", "eq"), ("七成六", "percent", "76", "%", "eq"),
    ("近九成", "percent", "90", "%", "approx"), ("过半", "percent", "50", "%", "gt"), ("一半", "percent", "50", "%", "eq"), ("1/4", "percent", "25", "%", "eq"),
    ("负1/4", "percent", "-25", "%", "eq"), ("1 3/5", "percent", "160", "%", "eq"), ("一又四分之一", "percent", "125", "%", "eq"), ("百分之百", "percent", "100", "%", "eq"),
    ("千分之五", "percent", "0.5", "%", "eq"), ("百 分之 2", "percent", "2", "%", "eq"), ("3.5个百分点", "percentage_point", "3.5", "pp", "eq"),
    ("翻一番", "multiple", "1", "times", "eq"), ("翻两番", "multiple", "3", "times", "eq"), ("1.5倍", "multiple", "1.5", "times", "eq"),
    ("零下四摄氏度", "measure", "-4", "℃", "eq"), ("摄氏37度", "measure", "37", "℃", "eq"), ("華氏70度", "measure", "70", "degF", "eq"), ("70°F", "measure", "70", "degF", "eq"),
    ("45°", "measure", "45", "deg", "eq"), ("10m/s", "measure", "36", "km/h", "eq"), ("500MB", "measure", "0.5", "GB", "eq"), ("六斤八两", "measure", "3.4", "kg", "eq"),
    ("二两", "measure", "0.1", "kg", "eq"), ("9两半", "measure", "0.475", "kg", "eq"), ("半公斤", "measure", "0.5", "kg", "eq"), ("1米75厘米", "measure", "1.75", "m", "eq"),
    ("半小时", "duration", f"{HOUR // 2}", "s", "eq"), ("两个半小时", "duration", f"{5 * HOUR // 2}", "s", "eq"), ("17个多月", "duration", f"{17 * MONTH}", "s", "gt"),
    ("一小时零十五秒", "duration", f"{HOUR + 15}", "s", "eq"), ("27分钟7秒", "duration", f"{27 * MINUTE + 7}", "s", "eq"), ("五分三十秒", "duration", "330", "s", "eq"),
    ("五分半", "duration", "330", "s", "eq"), ("3分21秒18", "duration", "201.18", "s", "eq"), ("3年零2个月", "duration", f"{3 * YEAR + 2 * MONTH}", "s", "eq"),
    ("两天又一个月", "duration", f"{MONTH + 2 * DAY}", "s", "eq"), ("三天两夜", "duration", f"{3 * DAY}", "s", "eq"), ("两日", "duration", f"{2 * DAY}", "s", "eq"),
    ("一年半", "duration", f"{YEAR + YEAR // 2}", "s", "eq"), ("3个工作日", "duration", f"{3 * DAY}", "s", "eq"), ("1小时30分", "duration", f"{90 * MINUTE}", "s", "eq"),
    ("不低于5%", "percent", "5", "%", "ge"), ("5%左右", "percent", "5", "%", "approx"), ("不超过3%", "percent", "3", "%", "le"), ("突破1万亿元", "money", "1000000000000", "CNY", "gt"),
    ("破万亿", "count", "1000000000000", "count", "gt"), ("小于40万", "count", "400000", "count", "lt"), ("3亿元多", "money", "300000000", "CNY", "gt"),
    ("4100余家", "count", "4100", "count", "gt"), ("至少有10次", "count", "10", "count", "ge"), ("1 2 . 5 %", "percent", "12.5", "%", "eq"), ("3 5 0 个", "count", "350", "count", "eq"), ("三部分", "count", "3", "count", "eq"), ("跌破160日元", "money", "160", "JPY", "lt"), ("24人", "count", "24", "count", "eq"),
    ("3，569，705万元", "money", "35697050000", "CNY", "eq"), ("311   .5亿元", "money", "31150000000", "CNY", "eq"), ("十万", "count", "100000", "count", "eq"),
    ("三千 九百 六十五", "count", "3965", "count", "eq"), ("一百一十一万", "count", "1110000", "count", "eq"), ("负 1200000", "count", "-1200000", "count", "eq"),
    ("大于 或者 等于12", "count", "12", "count", "ge"), ("低于或等于15%", "percent", "15", "%", "le"), ("不應超過五百平方米", "measure", "500", "m2", "le"),
    ("不应低于5%", "percent", "5", "%", "ge"), ("没有超过80人", "count", "80", "count", "le"), ("达不到40%", "percent", "40", "%", "lt"), ("未达到 6%", "percent", "6", "%", "lt"),
    ("不 超 过 3%", "percent", "3", "%", "le"), ("比 160 高", "count", "160", "count", "gt"), ("比三成低", "percent", "30", "%", "lt"), ("超过了四分之三", "percent", "75", "%", "gt"),
    ("五十出头", "count", "50", "count", "gt"), ("不止一万人", "count", "10000", "count", "gt"), ("10人以上(不含)", "count", "10", "count", "gt"),
    ("负的百分之二十", "percent", "-20", "%", "eq"), ("负的3.5", "count", "-3.5", "count", "eq"), ("负二又五分之一", "percent", "-220", "%", "eq"), ("百分之负三", "percent", "-3", "%", "eq"),
    ("两又十分一", "percent", "210", "%", "eq"), ("二百 四又二分之一", "percent", "24050", "%", "eq"), ("零点三五", "count", "0.35", "count", "eq"), ("百分之零点四五", "percent", "0.45", "%", "eq"),
    ("六 百 個 百 分 點", "percentage_point", "600", "pp", "eq"), ("一千 二百 三十 点 五", "count", "1230.5", "count", "eq"), ("两万阿尔及利亚第纳尔", "money", "20000", "DZD", "eq"),
    ("800万秘鲁索尔", "money", "8000000", "PEN", "eq"), ("一米七五", "measure", "1.75", "m", "eq"), ("三斤二", "measure", "1.6", "kg", "eq"),
]  # fmt: skip

RANGES = [
    ("20至30亿元", "money", "2e9", "3e9"), ("5%—6%", "percent", "5", "6"), ("三到五个", "count", "3", "5"), ("十几个", "count", "10", "20"), ("数百人", "count", "100", "1000"),
    ("三五个", "count", "3", "5"), ("10~15k元", "money", "10000", "15000"), ("十八至三十万日元", "money", "180000", "300000"), ("8500到3万港元", "money", "8500", "30000"),
    ("1万(含)-5万元", "money", "10000", "50000"), ("零下5到零上3度", "measure", "-5", "3"), ("零下10℃至零下5℃", "measure", "-10", "-5"), ("30~90日", "duration", str(30 * DAY), str(90 * DAY)),
    ("13—18天", "duration", str(13 * DAY), str(18 * DAY)), ("三五天", "duration", str(3 * DAY), str(5 * DAY)), ("大于12小于50", "count", "12", "50"), ("最多100最少20个", "count", "20", "100"),
    ("3年以上7年以下", "duration", str(3 * YEAR), str(7 * YEAR)), ("10万元以上50万元以下", "money", "100000", "500000"), ("十五六千瓦时", "measure", "15", "16"),
    ("七百三四十元", "money", "730", "740"), ("四亿六千万至四亿七千万吨", "measure", "4.6e11", "4.7e11"), ("人民币数十亿元", "money", "1e9", "1e10"), ("百分之五至百分之六", "percent", "5", "6"),
    ("百分之三至五", "percent", "3", "5"), ("负百分之三至五", "percent", "-5", "-3"),
    ("百分之二三十", "percent", "20", "30"), ("百分之十几", "percent", "10", "20"), ("比五分之一大，比五分之二小", "percent", "20", "40"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value", "unit", "comparator"), PLAIN)
def test_plain(text: str, kind: str, value: str, unit: str, comparator: str) -> None:
    e = one(text)
    assert (e.start, e.end, e.kind, e.unit, e.comparator) == (0, len(text), kind, unit, comparator)
    assert e.value == Decimal(value)


@pytest.mark.parametrize(("text", "kind", "low", "high"), RANGES)
def test_range(text: str, kind: str, low: str, high: str) -> None:
    e = one(text)
    assert (e.start, e.end, e.kind, e.comparator, e.value) == (0, len(text), kind, "between", None)
    assert (e.value_low, e.value_high) == (Decimal(low), Decimal(high))


@pytest.mark.parametrize(
    ("text", "spans"),
    [
        ("由20%到30%", ["20%", "30%"]),
        ("比5%高0.3个百分点", ["5%", "0.3个百分点"]),
        ("1米3万", ["1米", "3万"]),
        ("18.77 -45.9", ["18.77", "-45.9"]),
        ("3公里5个", ["3公里", "5个"]),
        ("3541.07万元5项", ["3541.07万元", "5项"]),
        ("5个亿元项目", ["5个", "亿元"]),
        ("投资10亿元以上项目20个以下", ["10亿元以上", "20个以下"]),
        ("3亿港币5亿美元", ["3亿港币", "5亿美元"]),
        ("收入1273.3亿元、增长3.1%", ["1273.3亿元", "3.1%"]),
    ],
)
def test_two_stay_two(text: str, spans: list[str]) -> None:
    assert [text[e.start : e.end] for e in find_quantities(view(text), [])] == spans


@pytest.mark.parametrize(
    ("text", "kind", "value", "comparator"),
    [("居全省第2位", "rank", 2, "eq"), ("位居全国首位", "rank", 1, "eq"), ("前三位", "rank", 3, "le"), ("榜单前十。", "rank", 10, "le"), ("第三产业", "ordinal", 3, "eq")],
)
def test_rank_or_order(text: str, kind: str, value: int, comparator: str) -> None:
    e = one(text)
    assert (e.kind, e.value, e.comparator) == (kind, Decimal(value), comparator)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一个良好环境", "idiom"),
        ("一度出现", "idiom"),
        ("迈出一大步", "idiom"),
        ("塑料制品万吨3.98", "code"),
        ("表1-4", "code"),
        ("360度全景", "measure"),
        ("1 2 3 4 x 5 6 7 8", "count"),
    ],
)
def test_first_kind(text: str, kind: str) -> None:
    assert find_quantities(view(text), [])[0].kind == kind


@pytest.mark.parametrize(
    ("text", "unit_text"), [("3千公顷", "千公顷"), ("三百亿元", "亿元"), ("几十个", "个"), ("三十家", "家"), ("29.5万平方米", "万平方米"), ("亿元以上", "亿元")]
)
def test_unit_as_written(text: str, unit_text: str) -> None:
    assert one(text).unit_text == unit_text


def test_precision_is_the_last_printed_digit() -> None:
    assert one("5.2万亿元").precision == Decimal("1e11")
    assert one("51987亿元").precision == Decimal("1e8")


def test_blocked_spans_are_left_alone() -> None:
    v = view("十分钟后十分重要")
    assert [v[e.start : e.end] for e in find_quantities(v, [(0, 2, False), (4, 6, False)])] == ["十分钟"]
    assert find_quantities("2023年5个", [(0, 5, True)])[0].start == 5


def test_no_expression_runs_into_a_strong_span_however_many_weak_ones_lie_before_it() -> None:
    assert [e.text for e in find_quantities("3 000米", [(1, 2, False)] * 20 + [(2, 5, True)])] == ["3"]

"""Measures: the lexicons are consistent, names map as a statistician would, and nothing that differs is merged."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.measures import (
    WHOLE_SCOPES,
    admin_scope,
    canonical_measure,
    find_measures,
    measure_facts,
    measure_key,
    normalise_measure,
)
from pipelines.lexicon.read import rows

MEASURES = rows("measures.csv")
ALIASES = rows("measure_aliases.csv")
NAMES = {row["name"] for row in MEASURES}


def test_enough_measures_with_sources() -> None:
    assert len(MEASURES) >= 200
    assert all(row["source"] for row in (*MEASURES, *ALIASES))


def test_names_are_unique() -> None:
    assert len({measure_key(row["name"]) for row in MEASURES}) == len(MEASURES)


def test_every_alias_has_its_canonical() -> None:
    assert [row["alias"] for row in ALIASES if row["canonical"] not in NAMES] == []


def test_no_alias_belongs_to_two_names() -> None:
    owners: dict[str, set[str]] = {}
    for row in MEASURES:
        owners.setdefault(measure_key(row["name"]), set()).add(row["name"])
    for row in ALIASES:
        owners.setdefault(measure_key(row["alias"]), set()).add(row["canonical"])
    assert {key: names for key, names in owners.items() if len(names) > 1} == {}


def test_facts_are_of_the_contract() -> None:
    for row in MEASURES:
        assert row["flow_or_stock"] in {"flow", "stock", "ratio"}, row["name"]
        assert row["direction"] in {"-1", "0", "1"}, row["name"]
        assert row["is_rhetorical"] in {"yes", "no"}, row["name"]
        assert row["family"], row["name"]
        assert not row["national_name"] or row["national_name"] in NAMES


@pytest.mark.parametrize(
    ("ending", "field", "value", "but"),
    [  # what names of one ending share, and which are the exceptions
        ("税", "direction", "1", set()),
        ("(?:率|占比|比重|比例|强度)", "flow_or_stock", "ratio", set()),
        ("(?:余额|存量|保有量)", "flow_or_stock", "stock", set()),
        ("(?:产量|增加值|收入|吞吐量)", "flow_or_stock", "flow", {"亩均工业增加值"}),
        ("(?:产量|增加值|吞吐量|投资)", "direction", "1", {"总投资", "高耗能行业增加值"}),
        ("(?:失业率|赤字|能耗|排放|浓度|死亡人数|事故|死亡率)", "direction", "-1", set()),
        ("(?:产量|吞吐量)", "is_rhetorical", "no", set()),
    ],
)
def test_facts_agree_within_a_kind(ending: str, field: str, value: str, but: set[str]) -> None:
    alike = [row for row in MEASURES if re.search(f"{ending}$", row["name"])]
    assert len(alike) >= 5 and {row["name"] for row in alike if row[field] != value} == but


def test_alias_maps_to_its_canonical() -> None:
    assert [row["alias"] for row in ALIASES if canonical_measure(row["alias"]) != row["canonical"]] == []


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("全市生产总值", "地区生产总值"),
        ("GDP", "地区生产总值"),
        ("ＧＤＰ", "地区生产总值"),
        ("全区地区生产总值", "地区生产总值"),
        ("全省GDP增速", "地区生产总值"),
        ("2025年全市地区生产总值", "地区生产总值"),
        ("某某市生产总值", "地区生产总值"),
        ("生产总值", "地区生产总值"),
        ("固投", "固定资产投资"),
        ("城镇新增就业", "城镇新增就业"),
        ("城镇调查失业率", "城镇调查失业率"),
        ("居民消费价格涨幅", "居民消费价格"),
        ("粮食产量", "粮食产量"),
        ("单位地区生产总值能耗", "单位地区生产总值能耗"),
        ("累计接待游客", "接待游客"),
        ("预计全县社会消费品零售总额", "社会消费品零售总额"),
        ("国内生产总值", "国内生产总值"),
        ("社零", "社会消费品零售总额"),
        ("规上工业增加值", "规模以上工业增加值"),
        ("全市规模以上工业企业增加值", "规模以上工业增加值"),
        ("固定资产投资（不含农户）", "固定资产投资"),
        ("全社会固定资产投资", "全社会固定资产投资"),
        ("地方财政一般公共预算收入", "一般公共预算收入"),
        ("公共财政预算收入", "一般公共预算收入"),
        ("市本级一般公共预算收入", "一般公共预算收入"),
        ("财政总收入", "财政总收入"),
        ("农民人均纯收入", "农村居民人均可支配收入"),
        ("农村常住居民人均可支配收入", "农村居民人均可支配收入"),
        ("全体居民人均可支配收入", "居民人均可支配收入"),
        ("居民消费价格指数（ＣＰＩ）", "居民消费价格"),
        ("城镇新增就业人员", "城镇新增就业"),
        ("粮食总产量稳定在", "粮食产量"),
        ("单位 GDP 能耗", "单位地区生产总值能耗"),
        ("空气优良天数比例", "空气质量优良天数比例"),
        ("空气优良天数", "空气质量优良天数"),
        ("失业人员实现再就业", "失业人员再就业"),
        ("交通完成投资", "交通投资"),
        ("电力、热力、燃气及水生产和供应业增加值", "电力热力燃气及水生产和供应业增加值"),
        ("生产安全事故死亡人数比2020年", "生产安全事故死亡人数"),
        ("全省民间投资", "民间投资"),
        ("全社会研发经费投入预计", "全社会研发经费投入"),
        ("力争海洋生产总值", "海洋生产总值"),
        ("人口自然增长率", "人口自然增长率"),
        ("“专精特新”中小企业", "专精特新中小企业"),
    ],
)
def test_canonical(printed: str, canonical: str) -> None:
    assert canonical_measure(printed) == canonical


@pytest.mark.parametrize(
    "printed",
    ["新增养老床位", "新增专精特新中小企业", "新增高新技术企业", "钢琴产业产值", "自贸试验区进出口", "老旧小区供水管网", "省级重点工作专班", "和美乡村", "限额以上工业投资", "", "的"],
)
def test_a_qualifier_the_lexicon_lacks_is_no_known_measure(printed: str) -> None:
    assert canonical_measure(printed) is None


@pytest.mark.parametrize(
    "apart",
    [
        ("进出口", "出口", "进口"),
        ("林地", "森林", "绿地"),
        ("工业增加值", "规上工业增加值", "服务业增加值"),
        ("财政总收入", "一般公共预算收入", "税收收入", "非税收入", "财政收入"),
        ("全体居民人均可支配收入", "城镇居民人均可支配收入", "农村居民人均可支配收入", "城乡居民人均可支配收入"),
        ("年度投资", "总投资", "固定资产投资", "全社会固定资产投资"),
        ("城镇新增就业", "新增就业", "新增就业岗位", "失业人员再就业"),
        ("新登记经营主体", "经营主体"),
        ("新增农村劳动力转移就业", "农村劳动力转移就业"),
        ("新增专项债券", "专项债券", "一般债券"),
        ("规上工业企业", "规上服务业企业", "规上企业", "限上企业"),
        ("城镇调查失业率", "城镇登记失业率"),
        ("居民消费价格", "工业生产者出厂价格"),
        ("空气优良天数", "空气优良天数比例"),
        ("社会消费品零售总额", "限额以上消费品零售额", "网上零售额"),
        ("地区生产总值", "国内生产总值", "人均地区生产总值"),
    ],
)
def test_never_merged(apart: tuple[str, ...]) -> None:
    names = [canonical_measure(printed) for printed in apart]
    assert None not in names and len(set(names)) == len(apart)


@pytest.mark.parametrize(
    ("printed", "canonical"),
    [
        ("生产总值", "国内生产总值"),
        ("GDP", "国内生产总值"),
        ("单位GDP能耗", "单位国内生产总值能耗"),
        ("地区生产总值", "地区生产总值"),
        ("粮食产量", "粮食产量"),
    ],
)
def test_national(printed: str, canonical: str) -> None:
    assert canonical_measure(printed, national=True) == canonical


@pytest.mark.parametrize(
    ("printed", "kept"),
    [
        ("全市累计新改建道路", "新改建道路"),
        ("全年全省预计某某产业营收", "某某产业营收"),
        ("规上某某企业", "规上某某企业"),
        ("限上某某销售额", "限上某某销售额"),
        ("市本级某某支出", "市本级某某支出"),
        ("新增某某床位", "新增某某床位"),
        ("实际使用某某", "实际使用某某"),
        ("和美乡村", "和美乡村"),
        ("全市", "全市"),
    ],
)
def test_normalise(printed: str, kept: str) -> None:
    assert normalise_measure(printed) == kept


@given(st.text(alphabet="全市省年累计预计完成实现项目企业新增规上0125（）“” ", max_size=30))
def test_normalise_is_idempotent_and_a_suffix(text: str) -> None:
    once = normalise_measure(text)
    assert normalise_measure(once) == once or once == text
    assert measure_key(text).endswith(measure_key(once))


@given(st.text(alphabet="地区生产总值进出口额财政收入增长外贸居民人均可支配，。1", max_size=60))
def test_find_measures_is_leftmost_longest(text: str) -> None:
    surfaces = {row["name"]: row["name"] for row in MEASURES} | {row["alias"]: row["canonical"] for row in ALIASES}
    generic = {row["name"] for row in MEASURES if row["note"].startswith("generic")}
    known = {surface: name for surface, name in surfaces.items() if name not in generic}
    expected, at = [], 0
    while at < len(text):
        size = next((n for n in range(min(40, len(text) - at), 0, -1) if text[at : at + n] in known), 0)
        if size:
            expected.append((at, at + size, known[text[at : at + size]]))
        at += size or 1
    assert find_measures(text) == expected


def test_find_measures_in_running_text() -> None:
    text = "外贸进出口总额增长3%，其中出口增长4%；项目20个"
    assert [(text[a:b], name) for a, b, name in find_measures(text)] == [("外贸进出口总额", "进出口总额"), ("出口", "出口总额")]


def test_facts() -> None:
    facts = measure_facts("城镇调查失业率")
    assert facts is not None and (facts.direction, facts.dimension, facts.family) == (-1, "%", "就业")
    gdp = measure_facts("地区生产总值")
    assert gdp is not None and (gdp.direction, gdp.flow_or_stock, gdp.is_rhetorical) == (1, "flow", False)
    slogan = measure_facts("战线")
    assert slogan is not None and slogan.is_rhetorical
    assert measure_facts("不在词表里的指标") is None


@pytest.mark.parametrize("name", ["城镇调查失业率", "居民消费价格", "单位地区生产总值能耗", "赤字率", "主要污染物排放总量"])
def test_lower_is_better(name: str) -> None:
    facts = measure_facts(name)
    assert facts is not None and facts.direction == -1


@pytest.mark.parametrize(
    ("phrase", "scope"),
    [
        ("全市一般公共预算收入", "全市"),
        ("全市地方一般公共预算收入", "全市"),
        ("地方财政收入", "地方"),
        ("市级一般公共预算支出", "市级"),
        ("市本级", "市本级"),
        ("其中市本级完成", "市本级"),
        ("全省（不含开发区）", "不含开发区"),
        ("开发区一般公共预算收入", "开发区"),
        ("中央财政资金", "中央"),
        ("全市场规模", None),
        ("省级重点实验室", None),
        ("市级以上企业", None),
        ("绿色工业园区", None),
        ("", None),
    ],
)
def test_admin_scope(phrase: str, scope: str | None) -> None:
    assert admin_scope(phrase) == scope


def test_whole_scopes_are_scopes() -> None:
    assert {admin_scope(scope) for scope in WHOLE_SCOPES} == WHOLE_SCOPES

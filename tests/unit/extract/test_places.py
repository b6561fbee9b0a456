"""Names of places in running text, and the choice among namesakes. Sentences are made up."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipelines.extract.places import SELF_REFERENCE, Place, gazetteer

PLACES = gazetteer()
TODAY = date(2024, 6, 1)


def found(text: str) -> list[str]:
    return [m.text for m in PLACES.find(text)]


def place(name: str) -> Place:
    known = PLACES.by_name(name, on=TODAY)
    assert known is not None, name
    return known


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("青岛市崂山区与山东省即墨区共建项目", ["青岛市", "崂山区", "山东省", "即墨区"]),
        ("青岛、济南、烟台三市", ["青岛", "济南", "烟台"]),
        ("内蒙古自治区呼伦贝尔市海拉尔区", ["内蒙古自治区", "呼伦贝尔市", "海拉尔区"]),
        ("大理州和大理白族自治州", ["大理州", "大理白族自治州"]),
        ("青岛西海岸新区与西海岸新区", ["青岛西海岸新区", "西海岸新区"]),
        ("泰安高新区、潍坊市经济技术开发区", ["泰安高新区", "潍坊市经济技术开发区"]),
        ("苏州工业园区和横琴", ["苏州工业园区", "横琴"]),
        ("京津冀、长三角和粤港澳大湾区", ["京津冀", "长三角", "粤港澳大湾区"]),
        ("对美国、东盟、欧盟出口", ["美国", "东盟", "欧盟"]),
        ("我国经济增长，高于全国平均", ["我国", "全国"]),
        ("三亚、九江、六安、十堰、万宁各建一所", ["三亚", "九江", "六安", "十堰", "万宁"]),
        ("上海市浦东新区", ["上海市", "浦东新区"]),
        ("安徽省和县新建两座水库", ["安徽省", "和县"]),
    ],
)
def test_names_of_places(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "沿山东路、北京路、南京西路铺设管线",
        "青岛啤酒、贵州茅台、云南白药",
        "北京大学、山东师范大学",
        "中国人民银行与中国石油、中国移动签约",
        "中华人民共和国",
        "一汽、万科、百度三家企业",
        "全市、全省、我市、本区、该县的新区",
        "扩大连续投资",
        "重大理论问题",
        "确保定期检查",
        "创新乡村治理",
        "其中卫生支出",
        "沿海地带",
        "国家长治久安",
        "施用复合肥料",
        "促进城乡区域合作市场",
        "全市和县区联动",
        "和平、资源、合作、新华、光明",
        "适应城市发展",
        "陆上海上风电",
        "对标安全国际标准",
        "回迁安置房",
        "崂山实验室",
    ],
)
def test_what_only_looks_like_a_place(text: str) -> None:
    assert [m for m in found(text) if m not in ("全国",)] == []


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("北京市场需求", ["北京"]),
        ("建成都市农业园", []),
        ("建设美丽江苏", ["江苏"]),
        ("新增城市公园", []),
        ("发展中国家与美国", ["美国"]),
        ("内蒙古巴彦淖尔市", ["内蒙古", "巴彦淖尔市"]),
        ("黄河北岸", []),
    ],
)
def test_names_that_arise_across_words(text: str, names: list[str]) -> None:
    assert found(text) == names


@pytest.mark.parametrize(
    ("text", "organ"),
    [
        ("山东省委要求", True),
        ("青岛市政府决定", True),
        ("全国人大审议", True),
        ("济南市统计局发布", True),
        ("青岛市增长", False),
        ("青岛市开创新局面", False),
    ],
)
def test_place_with_an_organ(text: str, organ: bool) -> None:
    assert PLACES.find(text)[0].followed_by_organ is organ


@pytest.mark.parametrize(
    ("text", "hit"),
    [
        ("全市新增", "全市"),
        ("我省完成", "我省"),
        ("该县建成", "该县"),
        ("全国新增", None),
        ("全市场覆盖", None),
        ("全区域布局", None),
    ],
)
def test_self_reference(text: str, hit: str | None) -> None:
    match = SELF_REFERENCE.search(text)
    assert (match[0] if match else None) == hit


@pytest.mark.parametrize(
    ("name", "context", "home", "expected"),
    [
        ("朝阳区", [], None, None),
        ("鼓楼区", [], None, None),
        ("朝阳区", ["北京市"], None, "110105"),
        ("朝阳区", ["北京市", "长春市"], None, "220104"),
        ("鼓楼区", [], "福州市", "350102"),
        ("鼓楼区", [], "秦淮区", "320106"),
        ("鼓楼区", ["徐州市"], "福州市", "320302"),
        ("市中区", ["山东省"], None, None),
        ("市中区", ["山东省"], "枣庄市", "370402"),
        ("市北区", [], None, "370203"),
        ("吉林", ["长春市"], None, "220000"),
        ("青岛", [], None, "370200"),
    ],
)
def test_namesakes(name: str, context: list[str], home: str | None, expected: str | None) -> None:
    mention = PLACES.find(name)[0]
    chosen = PLACES.resolve(mention, [place(c) for c in context], place(home) if home else None, TODAY)
    assert (chosen.place_id if chosen else None) == expected


@pytest.mark.parametrize(
    ("name", "place_id"),
    [
        ("山东省", "370000"),
        ("山东", "370000"),
        ("海拉尔区", "150702"),
        ("内蒙古自治区呼伦贝尔市海拉尔区", "150702"),
        ("全国", "CN"),
        ("我国", "CN"),
        ("三门峡市", "411200"),
        ("大理白族自治州", "532900"),
        ("克孜勒苏柯尔克孜自治州", "653000"),
        ("西海岸新区", "Z:西海岸新区"),
        ("青岛西海岸新区", "Z:西海岸新区"),
        ("即墨市", "370215"),
        ("即墨区", "370215"),
        ("朝阳市", "211300"),
        ("泰安高新技术产业开发区", "Z:泰安高新区"),
        ("常德经开区", "Z:常德经开区"),
        ("美国", "F:美国"),
        ("京津冀", "R:京津冀"),
        ("不是地名", None),
        ("", None),
    ],
)
def test_by_name(name: str, place_id: str | None) -> None:
    known = PLACES.by_name(name)
    assert (known.place_id if known else None) == place_id


@pytest.mark.parametrize(
    ("place_id", "on", "name"),
    [
        ("370215", date(1985, 1, 1), "即墨县"),
        ("370215", date(2010, 1, 1), "即墨市"),
        ("370215", date(2018, 1, 1), "即墨区"),
        ("370900", date(1984, 6, 1), "泰安地区"),
        ("370900", date(2020, 1, 1), "泰安市"),
        ("420600", date(2005, 1, 1), "襄樊市"),
        ("420600", date(2015, 1, 1), "襄阳市"),
        ("370205", date(2023, 1, 1), "四方区"),
        ("441900", date(1986, 1, 1), "东莞市"),
        ("Z:西海岸新区", TODAY, "西海岸新区"),
        ("CN", TODAY, "全国"),
    ],
)
def test_names_through_time(place_id: str, on: date, name: str) -> None:
    assert PLACES.name_on(place_id, on) == name


def test_an_old_name_is_the_same_identity() -> None:
    (old,) = PLACES.find("即墨市")
    resolved = PLACES.resolve(old, [], None, TODAY)
    assert resolved is not None and (resolved.place_id, resolved.name) == ("370215", "即墨区")


def test_unknown_identity_has_no_name() -> None:
    with pytest.raises(KeyError):
        PLACES.name_on("Z:没有这个地方", TODAY)


def test_ancestors_and_containment() -> None:
    laoshan = place("崂山区")
    assert [p.name for p in PLACES.ancestors(laoshan)] == ["青岛市", "山东省", "全国"]
    assert PLACES.is_within(laoshan, place("山东省"))
    assert not PLACES.is_within(place("山东省"), laoshan)
    zone = place("西海岸新区")
    assert zone.territory_id == place("黄岛区").place_id
    assert PLACES.is_within(zone, place("黄岛区"))
    assert PLACES.is_within(place("泰安高新区"), place("泰安市"))


def test_zone_of_a_city() -> None:
    zone = PLACES.zone_of(place("三门峡市"), "经济技术开发区")
    assert zone is not None and zone.place_id == "Z:三门峡经开区"
    assert PLACES.place("Z:三门峡经开区") == zone


_TEXT = st.text(alphabet="青岛市北区山东省中国全我大连成都县和新高一二三的，。 \n😀", max_size=60)


@given(_TEXT)
def test_spans_are_verbatim_sorted_and_apart(text: str) -> None:
    end = 0
    for m in PLACES.find(text):
        assert end <= m.start < m.end <= len(text)
        assert text[m.start : m.end] == m.text
        assert m.candidates
        end = m.end


@given(_TEXT, _TEXT)
def test_a_full_stop_parts_two_texts(left: str, right: str) -> None:
    both = PLACES.find(f"{left}。{right}")
    offset = len(left) + 1
    assert [(m.start, m.text) for m in both if m.end <= len(left)] == [
        (m.start, m.text) for m in PLACES.find(left + "。")
    ]
    assert [(m.start - offset, m.text) for m in both if m.start >= offset] == [
        (m.start, m.text) for m in PLACES.find("。" + right) for m in [m._replace(start=m.start - 1)]
    ]


@given(st.sampled_from([s for s in PLACES.states() if s.level == "prefecture" and s.valid_to is None]))
def test_every_prefecture_is_found_by_its_name(state: Place) -> None:
    (mention,) = PLACES.find(f"在{state.name}召开")
    resolved = PLACES.resolve(mention, [], None, TODAY)
    assert resolved is not None and resolved.place_id == state.place_id

"""What is a reprint of what: near duplicates, contained items, and what only looks like one."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipelines.releases import reprints
from pipelines.releases.ingest import ingest
from pipelines.releases.reprints import Link, Sketch, clusters, judge, links, sketch
from pipelines.releases.versions import Version

DAY = date(2024, 3, 1)
_WORDS = "推进港口改造工程新增泊位全年完成货物吞吐量居民收入增长学校医院公园绿道河湖治理电网线路铁路开行班列企业研发投入园区招商"


def article(seed: int, chars: int = 400) -> str:
    """Prose of no meaning: never the same run of eight characters in two of them."""
    state, said = seed * 7919 + 1, []
    for i in range(chars):
        state = (state * 1103515245 + 12345) % 2**31
        said.append(_WORDS[(state >> 8) % len(_WORDS)] + ("，" if i % 17 == 16 else "。\n" if i % 53 == 52 else ""))
    return "".join(said)


def made(key: int, text: str, on: date = DAY, path: str | None = None, publisher: str = "青岛日报", title: str = "港口") -> Sketch:
    return sketch(key, text, on, (on, path or f"{key:03}"), publisher, title)


def pairs(*sketches: Sketch) -> list[tuple[int, int, str]]:
    return [(link.key, link.of, link.kind) for link in links(sketches)]


STORY = article(1) + "去年完成投资36亿元，新开工项目52个，增长7.5%。"


@pytest.mark.parametrize(
    "again",
    [
        STORY.replace("，", ","),
        STORY.replace("\n", ""),
        STORY.replace("3", "３").replace("%", "％"),
        "本报讯（记者 李明）" + STORY + "（责任编辑：王芳）",
        STORY.replace("。", "。 ", 3),
    ],
)
def test_the_same_article_set_anew_is_a_near_duplicate(again: str) -> None:
    assert pairs(made(1, STORY), made(2, again)) in ([(2, 1, "near")], [(2, 1, "near")])


def test_other_numbers_make_another_text() -> None:
    assert pairs(made(1, STORY), made(2, STORY.replace("36亿", "41亿").replace("52个", "60个").replace("7.5%", "8.1%"))) == []


def test_one_form_of_two_events_of_one_publisher_is_no_reprint() -> None:
    assert pairs(made(1, STORY, title="俄文版出版发行"), made(2, STORY + "完", title="法文版出版发行")) == []
    assert pairs(made(1, STORY, title="俄文版出版发行"), made(2, STORY + "完", title="法文版出版发行", publisher="大众日报")) == [(2, 1, "near")]


def test_the_earlier_is_the_primary_whichever_comes_first() -> None:
    early, late = made(2, STORY, DAY), made(1, STORY + "（转载）", DAY + timedelta(days=3), publisher="大众日报")
    assert pairs(early, late) == pairs(late, early) == [(1, 2, "near")]


PROGRAMME = "\n".join(article(seed) for seed in (11, 12, 13))


def test_a_programme_contains_its_items_which_are_no_reprints_of_each_other() -> None:
    items = [made(seed, article(seed), title=str(seed)) for seed in (11, 12, 13)]
    whole = made(1, PROGRAMME, DAY + timedelta(days=1))
    assert pairs(whole, *items) == pairs(*items, whole) == [(seed, 1, "contained") for seed in (11, 12, 13)]
    assert pairs(*items) == []


@pytest.mark.parametrize(("days", "contained"), [(30, True), (31, False), (-30, True), (-31, False)])
def test_containment_looks_thirty_days_far(days: int, contained: bool) -> None:
    assert bool(pairs(made(1, PROGRAMME), made(2, article(12), DAY + timedelta(days=days)))) is contained


@pytest.mark.parametrize(("chars", "contained"), [(199, False), (200, True)])
def test_a_short_item_is_left_alone(chars: int, contained: bool) -> None:
    assert bool(pairs(made(1, PROGRAMME), made(2, article(12)[: chars + 40].replace("，", "").replace("。", "").replace("\n", "")[:chars]))) is contained


def test_an_item_of_two_programmes_joins_one_and_does_not_chain_them() -> None:
    one, other = made(1, article(21) + article(22)), made(2, article(22) + article(23) + article(24))
    assert pairs(one, other, made(3, article(22))) == [(3, 2, "contained")]


def test_an_item_of_an_item_goes_to_the_whole() -> None:
    found = links([made(1, PROGRAMME), made(2, article(12)), made(3, article(12, 260))])
    assert [(link.key, link.of) for link in found] == [(2, 1), (3, 1)]


def test_what_a_reprinted_programme_contains_goes_to_the_primary() -> None:
    first, again = made(1, PROGRAMME), made(2, PROGRAMME + "本台编辑部整理播出", DAY + timedelta(days=1), publisher="大众日报")
    assert pairs(first, again, made(3, article(12))) == [(2, 1, "near"), (3, 1, "contained")]


def version(key: int, cluster: int, primary: bool = True) -> Version:
    from datetime import datetime

    return Version(key, f"{key}.txt", "a" * 64, "b" * 64, DAY, datetime(2024, 3, 2), 1, None, True, False, None, cluster, primary)


def test_a_link_moves_the_whole_cluster_of_a_text() -> None:
    rows = clusters([version(1, 10), version(2, 20), version(3, 20, False), version(4, 40)], [Link(2, 1, "near", 0.9)])
    assert [(r["release_key"], r["cluster_id"], r["reprint_kind"], r["reprint_of_key"]) for r in rows] == [
        (2, 10, "near", 1), (3, 10, "identical", 2),
    ]  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 500), st.lists(st.integers(0, 400), max_size=12))
def test_line_breaks_and_commas_never_hide_a_reprint(seed: int, cuts: list[int]) -> None:
    text = article(seed)
    again = text
    for cut in cuts:
        again = again[:cut] + "\n\u3000" + again[cut:]
    (link,) = links([made(1, text), made(2, again)])
    assert (link.key, link.of, link.kind, link.score) == (2, 1, "near", 1.0)


@settings(max_examples=25, deadline=None)
@given(st.permutations([made(i, article(31 + i % 3) + ("续" * (i // 3))) for i in range(6)]))
def test_the_order_of_texts_changes_nothing(shuffled: list[Sketch]) -> None:
    assert links(shuffled) == links(sorted(shuffled, key=lambda one: one.key))


def test_releases_that_come_later_are_compared_with_what_is_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In steps or at once the same rows; and a later step judges only pairs that hold something new."""
    raw, judged = tmp_path / "raw", []
    monkeypatch.setattr(reprints, "judge", lambda left, right: (judged.append((left.key, right.key)), judge(left, right))[1])

    def load(data: Path, texts: dict[str, str]) -> int:
        for path, text in texts.items():
            (raw / path).parent.mkdir(parents=True, exist_ok=True)
            (raw / path).write_text(text, encoding="utf-8")
        ingest(raw, data, now=datetime(2024, 5, 1))
        judged.clear()
        reprints.update(data)
        return len(judged)

    first = {f"青岛日报/2024-03-{n + 1:02}_{n}.txt": article(n // 2) + "续" * (n % 2) for n in range(12)}
    first["青岛电视台/2024-03-20_全.txt"] = PROGRAMME
    later = {"大众日报/2024-04-01_转.txt": article(3) + "（转载）", "大众日报/2024-03-21_条.txt": article(12)}
    assert load(tmp_path / "steps", first) >= 6
    assert 1 <= load(tmp_path / "steps", later) <= 3
    (raw / "青岛日报/2024-03-01_0.txt").write_text(article(40), encoding="utf-8")  # a new version is a new text
    assert load(tmp_path / "steps", {}) == 0
    load(tmp_path / "once", {})
    columns = ["release_key", "cluster_id", "reprint_kind", "reprint_of_key", "reprint_score"]
    steps, once = (pq.read_table(tmp_path / name / "reprints.parquet", columns=columns).to_pylist() for name in ("steps", "once"))
    assert steps == once and {row["reprint_kind"] for row in once} == {"near", "contained"}

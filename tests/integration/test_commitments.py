"""From promise to outcome: reports of three years by the real extractor, and what becomes of each promise."""

from __future__ import annotations

from pathlib import Path

import jieba.analyse
import pytest
from building import LOADED_AT, query, write_raw

from pipelines.engines.months import annotate_months
from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate
from pipelines.releases import reprints
from pipelines.releases.ingest import ingest
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import tables
from pipelines.warehouse.publish import publish

REPORT_2023 = """青岛市政府工作报告
2023年1月10日
一、2022年工作回顾
地区生产总值增长3.9%。
二、2023年工作安排
今年的主要预期目标是：地区生产总值增长5.5%左右，一般公共预算收入增长5%，城镇新增就业30万人以上，城镇调查失业率控制在5.5%以内，居民消费价格涨幅3%左右，固定资产投资增长6%，社会消费品零售总额增长7%左右，进出口总额增长4%，单位地区生产总值能耗下降3%。
全年新开工重点项目100个，建设高标准农田10万亩，常住人口城镇化率达到77%左右，粮食产量稳定在300万吨以上，旅游收入达到2000亿元。
规模以上工业增加值增长6%以上、力争达到8%。
北港码头项目计划2023年6月底前竣工。
"""
NEWS_2023 = """青岛日报讯（记者 王明）2023年7月5日
上半年，青岛市城镇新增就业16万人。下半年，青岛市确保全年城镇新增就业32万人以上。
"""
REPORT_2024 = """青岛市政府工作报告
2024年1月12日
一、2023年工作回顾
2023年，地区生产总值增长5.4%，一般公共预算收入同口径增长6%，城镇新增就业33万人，城镇调查失业率5.7%，居民消费价格上涨0.3%，固定资产投资总额达到4000亿元，进出口总额与上年持平，单位地区生产总值能耗下降3.2%，二氧化硫、氮氧化物排放量分别下降5%和2%。
建成高标准农田12万亩，粮食产量295万吨，常住人口城镇化率从76%提高到77.5%。预计社会消费品零售总额增长7.1%。
规模以上工业增加值增长7%。
二、2024年工作安排
今年，地区生产总值增长5%左右。
北港码头项目计划2024年9月底前竣工。
"""
REPORT_2025 = """青岛市政府工作报告
2025年1月15日
一、2024年工作回顾
2024年，地区生产总值增长5%。北港码头项目2024年8月竣工。
二、2025年工作安排
今年，地区生产总值增长5%以上。
"""
RELEASES = {
    "青岛市人民政府/2023-01-10 政府工作报告.txt": REPORT_2023,
    "青岛日报/2023-07-05 快讯.txt": NEWS_2023,
    "青岛市人民政府/2024-01-12 政府工作报告.txt": REPORT_2024,
    "青岛市人民政府/2025-01-15 政府工作报告.txt": REPORT_2025,
}


def build(raw: Path, data: Path) -> None:
    ingest(raw, data, 1, now=LOADED_AT)
    reprints.update(data)
    annotate_months(data, annotate, EXTRACTOR_VERSION)
    for node in tables():
        build_table(data, node.name)
    publish(data)


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("commitments")
    build(write_raw(folder / "raw", RELEASES), folder / "data")
    return folder / "data"


LIVES = [  # measure, tier, target, attained, lifecycle, flag
    ("城镇调查失业率", None, "5.5%以内", "no", "missed", None),
    ("常住人口城镇化率", None, "77%左右", "yes", "achieved", None),  # from 76 % to 77.5 %
    ("城镇新增就业", None, "32万人以上", "yes", "achieved", None),
    ("固定资产投资", None, "6%", None, "open", None),  # its level is told, not its growth
    ("居民消费价格", None, "3%左右", "yes", "achieved", "CPI more than 1 point below its target"),
    ("单位地区生产总值能耗", None, "3%", "yes", "achieved", None),  # falls further than promised
    ("地区生产总值", None, "5.5%左右", "yes", "achieved", None),  # short by less than 0.2 points
    ("旅游收入", None, "2000亿元", None, "lapsed", None),
    ("社会消费品零售总额", None, "7%左右", "yes", "achieved", "outcome preliminary"),
    ("粮食产量", None, "300万吨以上", "no", "missed", None),
    ("规模以上工业增加值", None, "6%以上", "yes", "achieved", None),
    ("规模以上工业增加值", "stretch", "8%", "no", "missed", None),
    ("进出口总额", None, "4%", None, "open", None),  # 与上年持平 is no silence
    ("重点项目", None, "100个", None, "lapsed", None),
    ("高标准农田", None, "10万亩", "yes", "achieved", None),  # 建设 promised, 建成 reported
    ("一般公共预算收入", None, "5%", None, "open", "basis differs"),  # 同口径 growth is another number
]


@pytest.mark.parametrize(("measure", "tier", "target", "attained", "lifecycle", "flag"), LIVES)
def test_what_became_of_a_promise(data: Path, measure: str, tier: str | None, target: str, attained: str, lifecycle: str, flag: str) -> None:
    rows = query(data, f"""
        SELECT target_text, attained, lifecycle, flag FROM commitments
        WHERE measure = '{measure}' AND period_end = DATE '2023-12-31' AND target_tier IS NOT DISTINCT FROM {f"'{tier}'" if tier else "NULL"}
    """)
    assert rows == [(target, attained, lifecycle, flag)]


def test_every_promise_of_the_report_is_a_commitment(data: Path) -> None:
    assert query(data, "SELECT count(*) FROM commitments WHERE period_end = DATE '2023-12-31'") == [(len(LIVES),)]


def test_a_raised_target_is_in_force_and_keeps_its_first(data: Path) -> None:
    assert query(data, """
        SELECT first_target, target_value, comparator, strength, n_statements, n_revisions, first_stated_on::VARCHAR, target_release_path
        FROM commitments WHERE measure = '城镇新增就业'
    """) == [(300000, 320000, "ge", 3, 2, 1, "2023-01-10", "青岛日报/2023-07-05 快讯.txt")]
    assert query(data, """
        SELECT e.role, e.span_text, e.match_rule FROM dw.fact_commitment_event AS e
        JOIN commitments AS c USING (commitment_key) WHERE c.measure = '城镇新增就业' ORDER BY e.issued_on, e.span_start
    """) == [
        ("set", "30万人以上", "same identity"), ("progress", "16万人", "part of the period"),
        ("raise", "32万人以上", "same identity"), ("achieve", "33万人", "same identity"),
    ]  # fmt: skip


def test_a_postponed_milestone_is_judged_by_its_last_date(data: Path) -> None:
    assert query(data, """
        SELECT subject, event, first_due::VARCHAR, period_end::VARCHAR, n_revisions, attained, lifecycle
        FROM commitments WHERE event IS NOT NULL
    """) == [("北港码头项目", "竣工", "2023-06-30", "2024-09-30", 1, "yes", "achieved")]


def test_what_is_named_without_its_number_is_a_mention(data: Path) -> None:
    assert query(data, """
        SELECT c.measure, e.match_rule, e.span_text FROM dw.fact_commitment_event AS e
        JOIN commitments AS c USING (commitment_key) WHERE e.role = 'mention' ORDER BY c.measure
    """) == [
        ("一般公共预算收入", "basis differs", "6%"), ("固定资产投资", "another aspect", "4000亿元"),
        ("进出口总额", "named without a number", "进出口总额"),
    ]  # fmt: skip


def test_two_rates_of_two_names_are_each_its_own(data: Path) -> None:
    """Whether the extractor shares them out or leaves the joint name, no name has the other's."""
    found = query(data, "SELECT DISTINCT measure, value FROM dw.fact_statement WHERE measure LIKE '%氮氧化物%' OR measure LIKE '%二氧化硫%'")
    assert ("氮氧化物排放", -2.0) in found and not {("氮氧化物排放", -5.0), ("二氧化硫排放", -2.0)} & set(found)


def test_the_silent_report_is_named(data: Path) -> None:
    assert query(data, "SELECT DISTINCT silent_release_path FROM commitments WHERE lifecycle = 'lapsed'") == [
        ("青岛市人民政府/2024-01-12 政府工作报告.txt",)
    ]


def test_what_no_release_covers_again_is_unknown_and_a_young_one_open(tmp_path: Path) -> None:
    build(write_raw(tmp_path / "raw", {
        "青岛市人民政府/2023-01-10 政府工作报告.txt": REPORT_2023,
        "济南市人民政府/2025-01-15 政府工作报告.txt": REPORT_2025.replace("青岛市", "济南市"),
    }), tmp_path / "data")  # fmt: skip
    assert query(tmp_path / "data", "SELECT place, lifecycle, count(*) FROM commitments GROUP BY ALL ORDER BY ALL") == [
        ("济南市", "open", 1), ("青岛市", "unknown", 17),
    ]  # fmt: skip


@pytest.mark.parametrize("known", ["2022年", "2021年"])
def test_a_level_measured_anew_is_flagged(tmp_path: Path, known: str) -> None:
    """Compared with the last level that was reported, the year before or earlier."""
    first = f"青岛市政府工作报告\n一、2022年工作回顾\n{known}，社会消费品零售总额达到6000亿元。\n二、2023年工作安排\n今年，社会消费品零售总额达到6300亿元。\n"
    second = "青岛市政府工作报告\n一、2023年工作回顾\n2023年，社会消费品零售总额5800亿元，增长6%。\n"
    build(write_raw(tmp_path / "raw", {
        "青岛市人民政府/2023-01-10 政府工作报告.txt": first, "青岛市人民政府/2024-01-10 政府工作报告.txt": second,
    }), tmp_path / "data")  # fmt: skip
    assert query(tmp_path / "data", "SELECT attained, flag FROM commitments") == [("no", "restated base")]


def test_two_numbers_under_one_name_are_two_promises(tmp_path: Path) -> None:
    first = "青岛市政府工作报告\n二、2023年工作安排\n今年，新建公园20个。改造提升后，新建公园12个。\n"
    second = "青岛市政府工作报告\n一、2023年工作回顾\n2023年，新建公园21个。\n"
    build(write_raw(tmp_path / "raw", {
        "青岛市人民政府/2023-01-10 政府工作报告.txt": first, "青岛市人民政府/2024-01-10 政府工作报告.txt": second,
    }), tmp_path / "data")  # fmt: skip
    rows = query(tmp_path / "data", "SELECT target_value, lifecycle, flag FROM commitments ORDER BY target_value")
    assert [(value, flag) for value, _, flag in rows] == [(12, "several numbers for one name"), (20, "several numbers for one name")]


def test_only_works_that_are_late_are_postponed(tmp_path: Path) -> None:
    first = "北港码头项目计划2023年6月底前竣工。海风博览会将于2023年9月举办。南湖隧道项目计划2023年6月竣工。南湖隧道项目计划2024年6月竣工。东山水库项目计划2024年3月底前竣工。雅柴(青岛)智慧重工智造中心项目计划2023年10月竣工。西岭水厂项目计划2023年11月竣工。"
    second = "北港码头项目计划2024年9月底前竣工。海风博览会将于2024年9月举办。东山水库项目计划2024年内竣工。"
    build(write_raw(tmp_path / "raw", {
        "青岛市人民政府/2023-01-10 政府工作报告.txt": f"青岛市政府工作报告\n二、2023年工作安排\n{first}\n",
        "青岛市人民政府/2024-01-10 政府工作报告.txt": f"青岛市政府工作报告\n一、2023年工作回顾\n2023年9月，雅柴项目竣工。2023年10月，西岭水厂项目投产。\n二、2024年工作安排\n{second}\n",
    }), tmp_path / "data")  # fmt: skip
    found = query(tmp_path / "data", "SELECT subject, first_due::VARCHAR, period_end::VARCHAR FROM commitments WHERE event IS NOT NULL ORDER BY ALL")
    assert found == [
        ("东山水库项目", "2024-03-31", "2024-03-31"),  # 年内 is vaguer, not later
        ("北港码头项目", "2023-06-30", "2024-09-30"),
        ("南湖隧道项目", "2023-06-30", "2023-06-30"), ("南湖隧道项目", "2024-06-30", "2024-06-30"),  # one release, two dates: two promises
        ("海风博览会", "2023-09-30", "2023-09-30"), ("海风博览会", "2024-09-30", "2024-09-30"),  # each year's fair is another
        ("西岭水厂项目", "2023-11-30", "2023-11-30"),
        ("雅柴(青岛)智慧重工智造中心项目", "2023-10-31", "2023-10-31"),
    ]  # fmt: skip
    outcome = query(tmp_path / "data", "SELECT subject, attained, outcome_text FROM commitments WHERE outcome_on IS NOT NULL ORDER BY ALL")
    # reported by a later stage; under its short name
    assert outcome == [("西岭水厂项目", "yes", "投产"), ("雅柴(青岛)智慧重工智造中心项目", "yes", "竣工")]


def facts(data: Path) -> tuple[list[tuple], list[tuple]]:
    """What a reader counts, without the path it was read from."""
    paths = "release_path, figure_key"
    return (
        query(data, f"SELECT * EXCLUDE ({paths}) FROM figures ORDER BY ALL"),
        query(data, "SELECT * EXCLUDE (target_release_path, outcome_release_path, silent_release_path) FROM commitments ORDER BY ALL"),
    )


def test_a_second_copy_of_every_release_changes_no_figure_and_no_commitment(data: Path, tmp_path: Path) -> None:
    """In whatever order the copies stand: the path of every other one sorts before its original's, of the rest behind."""
    names = {path: f"{'转载' if i % 2 else '0 转载'}/{path}" for i, path in enumerate(RELEASES)}
    copies = {names[path]: text.replace("。\n", "。\n\n") for path, text in RELEASES.items()}
    publishers = "path,publisher,issued_on\n" + "".join(f"{names[p]},{p.split('/')[0]},{p.split('/')[1][:10]}\n" for p in RELEASES)
    build(write_raw(tmp_path / "raw", {**RELEASES, **copies, "manifest.csv": publishers}), tmp_path / "data")
    assert query(tmp_path / "data", "SELECT count(*) FROM releases WHERE NOT is_cluster_primary AND reprint_kind = 'near'") == [(len(copies),)]
    assert len(facts(data)[0]) == len(facts(tmp_path / "data")[0])
    assert [row[:20] for row in facts(tmp_path / "data")[1]] == [row[:20] for row in facts(data)[1]]


def test_keywords_weigh_as_jieba_weighs_them(data: Path) -> None:
    """The twenty heaviest by jieba.analyse, of the words that are terms here (its stop words are English)."""
    for key, text in query(data, "SELECT release_key, text FROM dw.dim_release"):
        counted = {term for (term,) in query(data, f"SELECT DISTINCT term FROM dw.fact_term WHERE release_key = {key} AND length(term) >= 2")}
        theirs = {term: weight for term, weight in jieba.analyse.extract_tags(text, topK=None, withWeight=True) if term in counted}
        heaviest = sorted(theirs, key=lambda term: (-round(theirs[term], 9), term))[:20]
        ours = query(data, f"SELECT term, weight FROM dw.fact_keyword WHERE release_key = {key} ORDER BY rank")
        assert [term for term, _ in ours] == heaviest and len(heaviest) >= 8
        shares = [weight / theirs[term] for term, weight in ours]
        assert max(shares) == pytest.approx(min(shares))  # but for the words that are no terms, the same weights


def test_a_reprint_that_arrives_later_leaves_the_rows_as_they_were(tmp_path: Path) -> None:
    raw, before = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    build(raw, before)
    known = query(before, "SELECT * FROM figures ORDER BY ALL"), query(before, "SELECT * FROM commitments ORDER BY ALL")
    write_raw(raw, {f"0 转载/{path}": text for path, text in RELEASES.items()})
    later = LOADED_AT.replace(year=LOADED_AT.year + 1)
    ingest(raw, before, 1, now=later)
    reprints.update(before)
    annotate_months(before, annotate, EXTRACTOR_VERSION)
    for node in tables():
        build_table(before, node.name)
    publish(before)
    assert (query(before, "SELECT * FROM figures ORDER BY ALL"), query(before, "SELECT * FROM commitments ORDER BY ALL")) == known

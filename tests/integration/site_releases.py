"""A small warehouse and its site, from the releases of the questions and some made to do harm: for the tests of the site."""

from __future__ import annotations

import csv
from pathlib import Path

from building import LOADED_AT, write_raw
from question_releases import RELEASES, report

from pipelines.engines.months import annotate_months
from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate
from pipelines.releases import reprints
from pipelines.releases.ingest import ingest
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import tables
from pipelines.warehouse.publish import publish

QINGDAO = "青岛市人民政府/2024-01-12 政府工作报告.txt"
MARK = "window.harmed=1"
HOSTILE = "恶意文稿/2024-03-05 快讯.txt"
HOSTILE_TEXT = (
    f"<script>{MARK}</script><img src=x onerror=\"{MARK}\"><a href=\"javascript:{MARK}\">点此</a>\n"
    f"青岛市新开工项目12个</script><script>{MARK}</script>，\u2028完成投资30亿元。😀 全年新开工项目50个。\n"
    "<style>body{display:none}</style><!-- --><iframe src=\"https://example.org/\"></iframe>&lt;b&gt;{{ 7*7 }}${7*7}\n"
)
HOSTILE_META = (
    f"publisher: \"</script><script>{MARK}</script>\"\nplace: 青岛市\nkind: news\n"
    f"title: \"<img src=x onerror={MARK}> 标题\"\nurl: \"javascript:{MARK}\"\n"
)
MOVED = "海拉尔区人民政府/{year}-02-01 政府工作报告.txt"
RESTATED = {
    MOVED.format(year=2017): report("海拉尔区", "2017-02-01", "2016年，海拉尔区地区生产总值303.6亿元，增长7%。", "今年，地区生产总值增长7%。"),
    MOVED.format(year=2018): report("海拉尔区", "2018-02-01", "2017年，海拉尔区地区生产总值181.4亿元，增长5%。", "今年，地区生产总值增长6%。"),
    MOVED.format(year=2019): report("海拉尔区", "2019-02-01", "2018年，海拉尔区地区生产总值192.3亿元，增长6%。", "今年，地区生产总值增长6%。"),
}
LONG = "青岛市人民政府/2021-01-12 长篇.txt"
LONG_TEXT = "".join(f"第{i}段。青岛市新开工项目{i}个，完成投资{i}.5亿元，增长5.{i % 10}%，并推进各项工作。\n" for i in range(1, 560))[:20_000]
REPRINT = "转载报/2024-01-13 转载.txt"


def write_releases(raw: Path) -> Path:
    """Everything the site is tested on, a correction of one number (5.9% of Qingdao, which should be 6.1) included."""
    releases = {**RELEASES, **RESTATED, HOSTILE: HOSTILE_TEXT, LONG: LONG_TEXT, REPRINT: RELEASES[QINGDAO]}
    write_raw(raw, releases)
    (raw / f"{HOSTILE}.yaml").write_text(HOSTILE_META, encoding="utf-8")
    with (raw / "corrections.csv").open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(("release_path", "span_start", "field", "old", "new", "reason", "reviewer", "date"))
        writer.writerow((QINGDAO, RELEASES[QINGDAO].index("5.9%"), "value", "5.9", "6.1", "原表如此", "王五", "2024-05-01"))
    return raw


def build_warehouse(raw: Path, data: Path) -> Path:
    """The published warehouse of a raw folder, by the real extraction, in this process."""
    ingest(raw, data, 1, now=LOADED_AT)
    reprints.update(data)
    annotate_months(data, annotate, EXTRACTOR_VERSION)
    for node in tables():
        build_table(data, node.name)
    publish(data)
    return data

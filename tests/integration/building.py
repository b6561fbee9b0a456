"""Builds a warehouse from made-up releases without Dagster: for tests."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import standin

from pipelines.engines.months import Annotated, annotate_months
from pipelines.releases import reprints
from pipelines.releases.ingest import ingest
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import tables
from pipelines.warehouse.connection import reader
from pipelines.warehouse.publish import Published, publish

LOADED_AT = datetime(2026, 3, 1, 8, 0, 0)

REPORT = "2025年工作回顾。\n全市生产总值完成1300亿元，增长5.5%。新开工项目120个。\n力争2026年生产总值增长6%。把2026年确定为“项目建设年”。北港码头项目计划6月竣工。\n"
NEWS = "本周新开工项目12个。编号7788。\n"
RELEASES = {
    "青岛市人民政府/2026-01-20 政府工作报告.txt": REPORT,
    "青岛市人民政府/2025-06-03 快讯.txt": NEWS,
}


def write_raw(raw: Path, releases: Mapping[str, str]) -> Path:
    for path, text in releases.items():
        (raw / path).parent.mkdir(parents=True, exist_ok=True)
        (raw / path).write_text(text, encoding="utf-8")
    raw.mkdir(parents=True, exist_ok=True)
    return raw


def prepare(raw: Path, data: Path) -> Annotated:
    """Everything but the publishing."""
    ingest(raw, data, 1, now=LOADED_AT)
    reprints.update(data)
    annotated = annotate_months(data, standin.annotate, standin.EXTRACTOR_VERSION)
    for node in tables():
        build_table(data, node.name)
    return annotated


def build(raw: Path, data: Path) -> Published:
    prepare(raw, data)
    return publish(data)


def query(data: Path, sql: str) -> list[tuple]:
    connection = reader(data / "warehouse.duckdb")
    try:
        return connection.execute(sql).fetchall()
    finally:
        connection.close()

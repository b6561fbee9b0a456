"""What Dagster's UI shows: every table and view as an asset with description, group and lineage, every check."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import dagster as dg
import pytest
import yaml

from pipelines import definitions
from pipelines.defs.resources import folders_from_environment
from pipelines.warehouse.catalogue import checks, tables, views

ROOT = Path(definitions.__file__).parents[1]
GRAPH = definitions.defs.resolve_asset_graph()


def key(*parts: str) -> dg.AssetKey:
    return dg.AssetKey(list(parts))


def test_every_table_and_view_is_an_asset() -> None:
    expected = {key("dw", node.name) for node in tables()} | {key("main", node.name) for node in views()}
    others = {key(name) for name in ("raw", "lexicon", "releases", "rejected", "inventory", "reprints", "annotations", "warehouse", "site", "outcome_rows", "correction_rows")}
    assert set(GRAPH.get_all_asset_keys()) == expected | others


def test_every_asset_is_described_and_grouped() -> None:
    groups = {"raw", "releases", "annotations", "dimensions", "facts", "marts", "publish"}
    for one in GRAPH.get_all_asset_keys():
        node = GRAPH.get(one)
        assert node.description and node.group_name in groups, one
    assert {GRAPH.get(one).group_name for one in GRAPH.get_all_asset_keys()} == groups


@pytest.mark.parametrize(
    ("asset", "upstream"),
    [
        (key("inventory"), {key("raw")}),
        (key("releases"), {key("inventory")}),
        (key("annotations"), {key("releases"), key("lexicon")}),
        (key("dw", "dim_place"), {key("lexicon"), key("annotations"), key("releases"), key("outcome_rows"), key("correction_rows")}),
        (key("dw", "fact_numeric_span"), {key("annotations")}),
        (key("dw", "rejected_release"), {key("rejected"), key("lexicon"), key("annotations"), key("releases"), key("outcome_rows"), key("correction_rows")}),
        (key("main", "figures"), {key("main", "figures_all")}),
        (key("main", "coverage"), {key("dw", "fact_coverage"), key("dw", "dim_release")}),
    ],
)
def test_lineage_is_that_of_the_sql(asset: dg.AssetKey, upstream: set[dg.AssetKey]) -> None:
    assert GRAPH.get(asset).parent_keys == upstream


def test_the_site_comes_last() -> None:
    downstream = {parent for one in GRAPH.get_all_asset_keys() for parent in GRAPH.get(one).parent_keys}
    assert set(GRAPH.get_all_asset_keys()) - downstream == {key("site")}
    assert GRAPH.get(key("site")).parent_keys == {key("warehouse")}


def test_error_checks_block_and_warnings_do_not() -> None:
    specs = {one.name: GRAPH.get(dg.AssetCheckKey(key("warehouse"), one.name)) for one in (*checks("error"), *checks("warn"))}
    assert {name for name, node in specs.items() if node.blocking} == {one.name for one in checks("error")}


def test_folders_come_from_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in (("DUIXIAN_RAW", "/r"), ("DUIXIAN_DATA", "/d"), ("DUIXIAN_WORKERS", "3")):
        monkeypatch.setenv(name, value)
    folders = folders_from_environment()
    assert (folders.raw, folders.data, folders.workers) == ("/r", "/d", 3)


def test_the_shipped_settings() -> None:
    assert yaml.safe_load((ROOT / "dagster.yaml").read_text())["telemetry"] == {"enabled": False}
    (location,) = yaml.safe_load((ROOT / "workspace.yaml").read_text())["load_from"]
    assert location["python_module"] == {
        "module_name": "pipelines.definitions", "location_name": "duixian", "working_directory": ".",
    }  # fmt: skip


def test_dagster_stays_in_its_room() -> None:
    """Nothing but pipelines/defs and its assembly imports Dagster when it is loaded."""
    modules = "pipelines.cli, pipelines.releases.ingest, pipelines.engines.months, pipelines.warehouse.publish"
    code = f"import {modules}, pipelines.extract.annotate, sys; print('dagster' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout == "False\n"


def test_dg_check_defs(tmp_path: Path) -> None:
    dg_command = Path(sys.executable).parent / "dg"
    environment = {**os.environ, "DAGSTER_HOME": str(tmp_path), "VIRTUAL_ENV": sys.prefix}
    result = subprocess.run([dg_command, "check", "defs"], capture_output=True, text=True, cwd=ROOT, env=environment, check=False)
    assert result.returncode == 0, result.stdout + result.stderr

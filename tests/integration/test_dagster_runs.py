"""Runs through Dagster: months as partitions, the same result however a run is asked for, what the sensor asks for."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import dagster as dg
import pyarrow.parquet as pq
import pytest
from building import NEWS, RELEASES, REPORT, query, write_raw
from dagster._core.definitions.freshness_evaluator import TimeWindowFreshnessPolicyEvaluator
from dagster._core.loader import LoadingContextForTest
from dagster._core.test_utils import freeze_time
from typer.testing import CliRunner

from pipelines.cli import app
from pipelines.definitions import ASSETS, defs
from pipelines.defs.automation import nightly, raw_sensor, rebuild, refresh
from pipelines.defs.partitions import NAME, settle_months
from pipelines.defs.resources import Folders, LogReporter, bury
from pipelines.engines import provenance
from pipelines.releases.changes import changes
from pipelines.releases.state import build_lock, is_building
from pipelines.warehouse.catalogue import SQL

REPORT_PATH, NEWS_PATH = RELEASES


class Site:
    """raw/, a data folder and a Dagster instance of their own."""

    def __init__(self, folder: Path, instance: dg.DagsterInstance) -> None:
        self.raw, self.data, self.instance = write_raw(folder / "raw", RELEASES), folder / "data", instance
        self.data.mkdir()

    def run(self, selection: list[str] | None = None, rebuild: bool = False, describe: bool = False, **options) -> dg.ExecuteInProcessResult:
        return dg.materialize(
            ASSETS, instance=self.instance, selection=selection, **options,
            resources={"folders": Folders(raw=str(self.raw), data=str(self.data), workers=1, describe=describe), "progress": LogReporter()},
            run_config={
                "loggers": {"console": {"config": {"log_level": "CRITICAL"}}},
                "ops": {"inventory": {"config": {"rebuild": rebuild}}} if selection is None else {},
            },
        )  # fmt: skip


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with dg.DagsterInstance.ephemeral() as instance:
        made = Site(tmp_path_factory.mktemp("site"), instance)
        made.first = made.run(describe=True)
        yield made


def made(result: dg.ExecuteInProcessResult, asset: str) -> dict[str | None, dict]:
    """Metadata of the materializations of an asset, by partition."""
    found = (event.materialization for event in result.get_asset_materialization_events())
    return {one.partition: {k: v.value for k, v in one.metadata.items()} for one in found if one.asset_key.to_user_string() == asset}


def test_the_inventory_adds_the_months_and_a_run_without_months_does_them_all(site: Site) -> None:
    assert list(site.instance.get_dynamic_partitions(NAME)) == ["2025-06", "2026-01"]
    for asset in ("releases", "annotations"):
        assert {"2025-06", "2026-01"} <= made(site.first, asset).keys()
    assert made(site.first, "annotations")[None]["extracted"] == 2


@pytest.mark.parametrize(
    ("asset", "said"),
    [
        ("inventory", {"dagster/row_count", "files_read", "changed_months", "seconds", "file", "preview"}),
        ("rejected", {"dagster/row_count", "reasons", "file"}),
        ("releases", {"releases", "months", "file", "preview"}),
        ("annotations", {"extracted", "reused", "seconds", "chars_per_second", "file", "preview"}),
        ("dw/fact_figure", {"dagster/row_count", "seconds", "file", "preview", "dagster/column_lineage"}),
        ("main/figures", {"dagster/row_count", "preview", "dagster/column_lineage"}),
        ("warehouse", {"dagster/row_count", "rows", "seconds", "file", "bytes"}),
    ],
)
def test_every_asset_says_what_it_is(site: Site, asset: str, said: set[str]) -> None:
    assert said <= made(site.first, asset)[None].keys()


def test_columns_are_shown_with_their_comments() -> None:
    graph = defs.resolve_asset_graph()
    for key in graph.get_all_asset_keys():
        if key.path[0] in ("dw", "main"):
            columns = graph.get(key).metadata["dagster/column_schema"].schema.columns
            assert columns and all(column.description for column in columns), key


def test_lineage_tells_where_a_column_comes_from(site: Site) -> None:
    lineage = made(site.first, "main/figures")[None]["dagster/column_lineage"].deps_by_column
    assert [(dep.asset_key.to_user_string(), dep.column_name) for dep in lineage["value"]] == [("dw/fact_figure", "value")]
    nested = made(site.first, "dw/fact_figure")[None]["dagster/column_lineage"].deps_by_column
    assert ("annotations", "figures") in [(dep.asset_key.to_user_string(), dep.column_name) for dep in nested["span_text"]]


def test_a_preview_holds_no_markup(site: Site) -> None:
    from pipelines.defs.describe import _cell

    assert _cell("<script>|[x](http://y)") == "&#60;script&#62;&#124;&#91;x&#93;&#40;http://y&#41;"


def test_every_sql_check_is_evaluated(site: Site) -> None:
    evaluations = {one.check_name: one for one in site.first.get_asset_check_evaluations()}
    assert evaluations.keys() == {path.stem for path in (SQL / "checks").rglob("*.sql")}
    assert all(one.passed for one in evaluations.values() if one.severity == dg.AssetCheckSeverity.ERROR)


def test_a_month_again_reads_and_extracts_only_what_changed_in_it(site: Site) -> None:
    asked = {"selection": ["releases", "annotations"], "partition_key": "2026-01"}
    assert made(site.run(**asked), "annotations")["2026-01"]["extracted"] == 0
    write_raw(site.raw, {REPORT_PATH: REPORT + "新开工项目77个。\n", NEWS_PATH: NEWS + "新开工项目78个。\n"})
    again = made(site.run(**asked), "annotations")
    assert again.keys() == {"2026-01"} and again["2026-01"]["extracted"] == 1
    assert changes(site.raw, site.data).changed == (NEWS_PATH,)
    whole = made(site.run(partition_key="2025-06"), "annotations")  # with the warehouse: nothing is left behind
    assert whole["2025-06"]["extracted"] == 1
    assert {row[0] for row in query(site.data, "SELECT span_text FROM figures")} >= {"77个", "78个"}


def test_months_of_an_earlier_year_keep_the_order_of_time() -> None:
    with dg.DagsterInstance.ephemeral() as instance:
        for wanted in (["2025-06", "2026-01"], ["1998-03", "2025-06", "2025-07"], []):
            settle_months(instance, wanted)
            assert list(instance.get_dynamic_partitions(NAME)) == wanted


def _tables(data: Path) -> dict[str, list]:
    """Rows of every table but the record of builds, whatever the time of loading."""
    paths = sorted((data / "dw").rglob("*.parquet"))
    return {str(path.relative_to(data)): pq.read_table(path).drop_columns([c for c in ("loaded_at", "seen_at") if c in pq.read_schema(path).names]).to_pylist() for path in paths if path.stem != "audit_run"}


def test_a_rebuild_gives_the_same_and_says_why_it_extracts(site: Site) -> None:
    site.run()
    before, versions = _tables(site.data), query(site.data, "SELECT release_path, version_no, loaded_at FROM dw.dim_release ORDER BY ALL")
    path = site.data / "annotations" / provenance.REMEMBERED
    path.write_text(path.read_text().replace('"lexicon/units.csv": "', '"lexicon/units.csv": "0'))
    assert "the lexicons changed (units.csv)" in provenance.what_changed(site.data)
    result = site.run(rebuild=True)
    assert made(result, "inventory")[None]["files_unchanged"] == 0 and made(result, "annotations")[None]["reused"] == 0
    assert _tables(site.data) == before
    assert query(site.data, "SELECT release_path, version_no, loaded_at FROM dw.dim_release ORDER BY ALL") == versions
    assert provenance.what_changed(site.data) == ""


def test_a_run_that_was_killed_is_marked_as_failed(site: Site) -> None:
    run = site.instance.create_run_for_job(job_def=defs.resolve_job_def("refresh"), status=dg.DagsterRunStatus.STARTED)
    bury(site.instance)
    assert site.instance.get_run_by_id(run.run_id).status == dg.DagsterRunStatus.FAILURE


def test_whether_somebody_builds(tmp_path: Path) -> None:
    assert not is_building(tmp_path)
    with build_lock(tmp_path):
        assert is_building(tmp_path)
    assert not is_building(tmp_path)


# --- the sensor -----------------------------------------------------------------------------------------------


@pytest.fixture
def watched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[tuple[Path, Path, dg.DagsterInstance]]:
    raw, data = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data"
    monkeypatch.setenv("DUIXIAN_RAW", str(raw))
    monkeypatch.setenv("DUIXIAN_DATA", str(data))
    with dg.DagsterInstance.ephemeral() as instance:
        yield raw, data, instance


def look(instance: dg.DagsterInstance, cursor: str | None = None) -> tuple[dg.SensorResult | dg.SkipReason, str | None]:
    context = dg.build_sensor_context(instance=instance, cursor=cursor, definitions=defs)
    return raw_sensor(context), context.cursor


def _load(raw: Path, data: Path) -> None:
    from pipelines.releases.ingest import ingest

    ingest(raw, data)
    (data / "warehouse.duckdb").touch()


def test_the_sensor_asks_for_the_month_that_a_new_file_touches(watched: tuple[Path, Path, dg.DagsterInstance]) -> None:
    raw, data, instance = watched
    _load(raw, data)
    assert isinstance(look(instance)[0], dg.SkipReason)
    write_raw(raw, {"青岛市人民政府/2026-02-03 新.txt": NEWS})
    result, cursor = look(instance)
    assert isinstance(result, dg.SensorResult)
    assert [request.partition_key for request in result.run_requests] == ["2026-02"]
    assert [(one.partitions_def_name, list(one.partition_keys)) for one in result.dynamic_partitions_requests] == [(NAME, ["2026-02"])]
    assert isinstance(look(instance, cursor)[0], dg.SkipReason)  # asked once
    write_raw(raw, {"青岛市人民政府/2026-02-03 新.txt": NEWS + NEWS})
    assert isinstance(look(instance, cursor)[0], dg.SensorResult)  # changed once more


@pytest.mark.parametrize(
    ("files", "months"),
    [
        ({NEWS_PATH: NEWS + NEWS}, ("2025-06",)),
        ({NEWS_PATH: NEWS + NEWS, REPORT_PATH: REPORT + NEWS}, ("2025-06", "2026-01")),
        ({"无日期.txt": NEWS}, None),  # only reading tells
        ({"2026-02-03.txt": NEWS, "2026-02-03.txt.yaml": "issued_on: 2026-03-01\n"}, None),
        ({f"{NEWS_PATH}.yaml": "issued_on: 2025-07-01\n"}, None),
        ({"corrections.csv": "release_path\n"}, None),
        ({"outcomes/2025.csv": "place\n"}, None),
        ({"新.txt": NEWS, "manifest.csv": "path,issued_on\n新.txt,2024-05-06\n"}, ("2024-05",)),
    ],
)
def test_what_changes_in_raw_touch(watched: tuple[Path, Path, dg.DagsterInstance], files: dict[str, str], months: tuple[str, ...] | None) -> None:
    raw, data, _ = watched
    _load(raw, data)
    before = changes(raw, data)
    assert (before.count, before.months) == (0, ())
    write_raw(raw, files)
    found = changes(raw, data)
    assert found.count and found.months == months and found.state != before.state


def test_however_a_build_is_asked_for_its_rows_are_the_same(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """By the sensor, as the UI launches a job, and from the command line, each into a data folder of its own."""
    raw = write_raw(tmp_path / "raw", RELEASES)
    monkeypatch.setenv("DUIXIAN_RAW", str(raw))
    job, found = defs.resolve_job_def("refresh"), {}
    for how in ("sensor", "ui", "command"):
        data = tmp_path / how
        monkeypatch.setenv("DUIXIAN_DATA", str(data))
        config = {"resources": {"folders": {"config": {"raw": str(raw), "data": str(data), "workers": 1, "describe": False}}}}
        with dg.DagsterInstance.ephemeral() as instance:
            if how == "command":
                assert CliRunner().invoke(app, ["build", "--raw", str(raw), "--data", str(data), "--workers", "1"]).exit_code == 0
            elif how == "ui":
                assert job.execute_in_process(config, instance=instance).success
            else:
                asked, _ = look(instance)
                assert isinstance(asked, dg.SensorResult)
                (request,) = asked.run_requests
                assert job.execute_in_process(config, instance=instance, partition_key=request.partition_key, tags=dict(request.tags)).success
        found[how] = query(data, "SELECT data_version, releases, figures FROM version")
    assert found["sensor"] == found["ui"] == found["command"] and found["ui"][0][1:] == (2, 5)


@pytest.mark.parametrize(("hours", "state"), [(25, "PASS"), (27, "WARN"), (49, "WARN"), (51, "FAIL")])
def test_a_missed_night_is_told(hours: int, state: str) -> None:
    """As the daemon asks the warehouse's freshness policy, so many hours after the last publishing."""
    node = defs.resolve_asset_graph().get(dg.AssetKey("warehouse"))
    with dg.DagsterInstance.ephemeral() as instance:
        instance.report_runless_asset_event(dg.AssetMaterialization("warehouse"))
        with freeze_time(datetime.now(UTC) + timedelta(hours=hours)):
            found = asyncio.run(TimeWindowFreshnessPolicyEvaluator().evaluate_freshness(LoadingContextForTest(instance), node))
    assert found.name == state


def test_a_file_that_goes_touches_its_month(watched: tuple[Path, Path, dg.DagsterInstance]) -> None:
    raw, data, _ = watched
    _load(raw, data)
    (raw / NEWS_PATH).unlink()
    assert (changes(raw, data).removed, changes(raw, data).months) == ((NEWS_PATH,), ("2025-06",))


def test_the_sensor_publishes_what_a_killed_run_left_unpublished(watched: tuple[Path, Path, dg.DagsterInstance]) -> None:
    raw, data, instance = watched
    _load(raw, data)
    (data / "warehouse.duckdb").unlink()
    assert isinstance(look(instance)[0], dg.SensorResult)
    with build_lock(data):
        assert isinstance(look(instance)[0], dg.SkipReason)


def test_the_sensor_says_what_is_wrong_with_its_folders(watched: tuple[Path, Path, dg.DagsterInstance], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DUIXIAN_RAW", "/nowhere")
    skipped, _ = look(watched[2])
    assert isinstance(skipped, dg.SkipReason) and "no raw folder" in str(skipped.skip_message)


def test_jobs_and_schedule_run_every_asset() -> None:
    executable = set(defs.resolve_asset_graph().executable_asset_keys)
    for job in (refresh, rebuild):
        assert set(defs.resolve_job_def(job.name).asset_layer.executable_asset_keys) == executable
    assert nightly.job_name == "refresh"

"""Assets made from sql/: one a table of ``dw``, and the published warehouse with its views and checks."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import dagster as dg

from pipelines.defs import describe
from pipelines.defs.resources import Folders, Reporter
from pipelines.warehouse import sources
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import Check, Node, checks, tables, views
from pipelines.warehouse.checks import CheckResult, ChecksFailed
from pipelines.warehouse.connection import reader
from pipelines.warehouse.publish import Published, other_schema, publish

LINEAGE = "dagster/lineage"  # below the data folder: where columns come from, by table and its SQL
WARN_AFTER, FAIL_AFTER = timedelta(hours=26), timedelta(hours=50)  # since the last publishing: one night missed, two


def upstream(node: Node) -> list[dg.AssetKey]:
    """The assets that a table or view reads, sorted; ``audit_run`` is none, publishing writes it."""
    found = {dg.AssetKey([schema, name]) for schema, name in node.reads if schema != "staging" and name != "audit_run"}
    for name in (name for schema, name in node.reads if schema == "staging"):
        found.add(dg.AssetKey(name if name in sources.PARQUET else "lexicon"))  # the others come from the lexicons
        found.update(dg.AssetKey(other) for other in sources.READS.get(name, ()) if other in sources.PARQUET)
    return sorted(found)


def key_of(node: Node) -> dg.AssetKey:
    """Tables and views bear their SQL names: dw/fact_figure, main/figures."""
    return dg.AssetKey([node.schema, node.name])


def table_asset(node: Node) -> dg.AssetsDefinition:
    """One table of ``dw`` as an asset."""

    @dg.asset(
        key=key_of(node),
        group_name=node.layer,
        deps=upstream(node),
        description=node.description,
        kinds={"duckdb", "sql"},
        code_version=hashlib.sha256((node.ddl + node.query).encode()).hexdigest()[:16],
        metadata={"sql": dg.MetadataValue.md(f"```sql\n{node.query}\n```"), **describe.schema_of(node)},
    )
    def build(folders: Folders, progress: dg.ResourceParam[Reporter]) -> dg.MaterializeResult[None]:
        with progress.step(f"Building {node.name}"):
            built = build_table(folders.data_path, node.name)
        return dg.MaterializeResult(metadata={
            "dagster/row_count": built.rows, "parts_made": list(built.made), "seconds": round(built.seconds, 2), **describe.of_file(built.path),
            **describe.lineage_of(node, folders.data_path / LINEAGE, folders.describe),
        })  # fmt: skip

    return build


def _specs() -> Iterator[dg.AssetSpec]:
    for view in views():
        yield dg.AssetSpec(
            key_of(view), deps=upstream(view), group_name="marts", description=view.description, kinds={"duckdb", "view"},
            metadata={"sql": dg.MetadataValue.md(f"```sql\n{view.query}\n```"), **describe.schema_of(view)},
        )  # fmt: skip
    everything = [key_of(node) for node in (*tables(), *views())]
    yield dg.AssetSpec(
        "warehouse", deps=[*everything, "inventory"], group_name="publish", kinds={"duckdb"},
        description="warehouse.duckdb: all tables and views, checked, then renamed into place. Analysts read this file.",
        freshness_policy=dg.FreshnessPolicy.time_window(fail_window=FAIL_AFTER, warn_window=WARN_AFTER),
    )  # fmt: skip


def _check_spec(check: Check) -> dg.AssetCheckSpec:
    blocking = check.severity == "error"
    return dg.AssetCheckSpec(check.name, asset="warehouse", description=check.description, blocking=blocking)


def _check_result(result: CheckResult) -> dg.AssetCheckResult:
    severity = dg.AssetCheckSeverity.ERROR if result.check.severity == "error" else dg.AssetCheckSeverity.WARN
    report = dg.MetadataValue.text("" if result.passed else result.report())
    return dg.AssetCheckResult(
        passed=result.passed, asset_key="warehouse", check_name=result.check.name, severity=severity,
        metadata={"failing_rows": result.failing, "first_rows": report},
    )  # fmt: skip


@dg.multi_asset(specs=list(_specs()), check_specs=[_check_spec(c) for c in (*checks("error"), *checks("warn"))])
def publish_warehouse(
    context: dg.AssetExecutionContext, folders: Folders, progress: dg.ResourceParam[Reporter]
) -> Iterator[dg.MaterializeResult[None] | dg.AssetCheckResult]:
    """Assemble, check and rename; a failing ERROR check leaves the old warehouse in place."""
    if other := other_schema(folders.data_path):
        progress.say(other)
        context.log.info(other)
    try:
        with progress.step("Publishing", lasting=True):
            published = publish(folders.data_path, _started(context))
    except ChecksFailed as failed:
        yield from map(_check_result, failed.results)
        raise
    yield from _views(folders, published)
    yield dg.MaterializeResult(asset_key="warehouse", metadata={
        "dagster/row_count": sum(published.rows.values()), "rows": dict(published.rows),
        "seconds": round(published.seconds, 2), "file": dg.MetadataValue.path(published.path.resolve()),
        "bytes": published.path.stat().st_size,
    })  # fmt: skip
    yield from map(_check_result, published.results)


def _views(folders: Folders, published: Published) -> Iterator[dg.MaterializeResult[None]]:
    """The views as they were published; their rows are counted where somebody looks at the metadata."""
    with reader(published.path) as connection:
        for view in views():
            counted = connection.execute(f"SELECT count(*) FROM main.{view.name}").fetchone()
            yield dg.MaterializeResult(asset_key=key_of(view), metadata={
                "dagster/row_count": counted[0] if counted else 0, **describe.of_view(connection, view),
                **describe.lineage_of(view, folders.data_path / LINEAGE, folders.describe),
            })  # fmt: skip


def _started(context: dg.AssetExecutionContext) -> datetime | None:
    """When the run began (UTC, naive); None where the instance does not know."""
    record = context.instance.get_run_record_by_id(context.run.run_id)
    if record is None or record.start_time is None:
        return None
    return datetime.fromtimestamp(record.start_time, UTC).replace(tzinfo=None)

"""Assets made from sql/: one a table of ``dw``, and the published warehouse with its views and checks."""

import hashlib
from collections.abc import Iterator
from datetime import UTC, datetime

import dagster as dg

from pipelines.defs.resources import Folders, Reporter
from pipelines.warehouse import sources
from pipelines.warehouse.build import build_table
from pipelines.warehouse.catalogue import Check, Node, checks, tables, views
from pipelines.warehouse.checks import CheckResult, ChecksFailed
from pipelines.warehouse.publish import publish


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
        metadata={"sql": dg.MetadataValue.md(f"```sql\n{node.query}\n```")},
    )
    def build(folders: Folders, progress: dg.ResourceParam[Reporter]) -> dg.MaterializeResult[None]:
        with progress.step(f"Building {node.name}"):
            built = build_table(folders.data_path, node.name)
        return dg.MaterializeResult(metadata={
            "dagster/row_count": built.rows, "seconds": round(built.seconds, 2), "file": dg.MetadataValue.path(built.path),
        })  # fmt: skip

    return build


def _specs() -> Iterator[dg.AssetSpec]:
    for view in views():
        yield dg.AssetSpec(
            key_of(view), deps=upstream(view), group_name="marts", description=view.description, kinds={"duckdb", "view"},
            metadata={"sql": dg.MetadataValue.md(f"```sql\n{view.query}\n```")},
        )  # fmt: skip
    everything = [key_of(node) for node in (*tables(), *views())]
    yield dg.AssetSpec(
        "warehouse", deps=[*everything, "inventory"], group_name="publish", kinds={"duckdb"},
        description="warehouse.duckdb: all tables and views, checked, then renamed into place. Analysts read this file.",
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
    try:
        with progress.step("Publishing", lasting=True):
            published = publish(folders.data_path, _started(context))
    except ChecksFailed as failed:
        yield from map(_check_result, failed.results)
        raise
    yield from (dg.MaterializeResult(asset_key=key_of(view)) for view in views())
    yield dg.MaterializeResult(asset_key="warehouse", metadata={
        "file": dg.MetadataValue.path(published.path), "seconds": round(published.seconds, 2), "rows": dict(published.rows),
    })  # fmt: skip
    yield from map(_check_result, published.results)


def _started(context: dg.AssetExecutionContext) -> datetime | None:
    """When the run began (UTC, naive); None where the instance does not know."""
    record = context.instance.get_run_record_by_id(context.run.run_id)
    if record is None or record.start_time is None:
        return None
    return datetime.fromtimestamp(record.start_time, UTC).replace(tzinfo=None)

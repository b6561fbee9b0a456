"""The assets that go by month of issue: releases, and what extraction says of them.

One step makes both, so that a run may name months or leave it to the step to find those that changed: a dependency of
one partitioned step on another would have to be told them beforehand.
"""

import time
from collections.abc import Iterator, Sequence

import dagster as dg

from pipelines.defs import describe
from pipelines.defs.partitions import MONTHS, log_months, months_of, runs_with, settle_months
from pipelines.defs.resources import Folders, Reporter
from pipelines.engines import provenance
from pipelines.engines.months import STORED, Annotated, annotate_months
from pipelines.releases import store
from pipelines.releases.ingest import ingest

_SPECS = [
    dg.AssetSpec(
        "releases", deps=["inventory"], group_name="releases", kinds={"parquet"},
        description="Every version of every release, decoded, dated and with its text: one file a month of issue. History: keep it.",
        metadata=describe.columns_of(store.RELEASES, "dim_release"),
    ),
    dg.AssetSpec(
        "annotations", deps=["releases", "lexicon"], group_name="annotations", kinds={"python", "parquet"},
        description="What extraction says of each release: figures, milestones, annual themes, numeric expressions, coverage.",
        metadata=describe.columns_of(STORED),
    ),
]  # fmt: skip


@dg.multi_asset(specs=_SPECS, name="months", partitions_def=MONTHS, backfill_policy=dg.BackfillPolicy.single_run())
def by_month(
    context: dg.AssetExecutionContext, folders: Folders, progress: dg.ResourceParam[Reporter]
) -> Iterator[dg.MaterializeResult[None]]:
    """Read the files of the months asked for again where they changed, then extract what is new, changed, or was extracted by other rules.

    A run without months does all that changed. Where the warehouse is made in the same run, no month is left behind.
    """
    asked = months_of(context)
    yield _read(context, folders, asked)
    yield _extract(context, folders, progress, asked)


def _read(context: dg.AssetExecutionContext, folders: Folders, asked: Sequence[str] | None) -> dg.MaterializeResult[None]:
    """The inventory has read everything where it is part of the run; else the files of the months asked for are read again."""
    data, started, changed = folders.data_path, time.monotonic(), _changed_months(context)
    if asked is not None and not runs_with(context, "inventory"):
        found = ingest(folders.raw_path, data, folders.workers, only=asked)
        changed = list(found.changed_months)
        settle_months(context.instance, {*found.months, *asked})
        context.log.info(f"Of {len(asked)} months {found.files_read} files were read again; {found.changed} releases have new content.")
    counts = {month: store.count(data, month) for month in store.months(data)}
    log_months(context, "releases", changed, list(counts), asked)
    for month in asked or ():
        context.add_asset_metadata({"dagster/row_count": counts.get(month, 0)}, asset_key="releases", partition_key=month)
    shown = [month for month in asked or changed or counts if month in counts]
    return dg.MaterializeResult(asset_key="releases", metadata={
        "releases": sum(counts.values()), "months": len(counts), "seconds": round(time.monotonic() - started, 2),
        **(describe.of_file(store.month_file(data, shown[-1])) if shown else {}),
    })  # fmt: skip


def _changed_months(context: dg.AssetExecutionContext) -> list[str]:
    """The months that the last inventory wrote."""
    event = context.instance.get_latest_materialization_event(dg.AssetKey("inventory"))
    changed = event.asset_materialization.metadata.get("changed_months") if event and event.asset_materialization else None
    return [str(month) for month in changed.value] if changed and isinstance(changed.value, list) else []


def _extract(
    context: dg.AssetExecutionContext, folders: Folders, progress: Reporter, asked: Sequence[str] | None
) -> dg.MaterializeResult[None]:
    from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate  # loads lexicons: only where it runs

    data, started = folders.data_path, time.monotonic()
    only = None if asked is None or runs_with(context, "warehouse") else asked
    because = provenance.what_changed(data)
    if because:
        progress.say(because)
        context.log.info(because)
    with progress.step("Extracting", lasting=True) as advance:
        made = annotate_months(data, annotate, EXTRACTOR_VERSION, folders.workers, advance, folders.extraction(), only)
    if only is None:
        provenance.remember(data)
    log_months(context, "annotations", made.changed, made.months, asked)
    return dg.MaterializeResult(asset_key="annotations", metadata={
        **_metadata(made, time.monotonic() - started), "extractor_version": EXTRACTOR_VERSION, "changed_since": because,
        **(describe.of_file(data / "annotations" / f"{made.changed[-1]}.parquet") if made.changed else {}),
    })  # fmt: skip


def _metadata(made: Annotated, seconds: float) -> dict[str, dg.MetadataValue]:
    return {
        "releases": dg.MetadataValue.int(made.releases), "extracted": dg.MetadataValue.int(made.extracted),
        "reused": dg.MetadataValue.int(made.reused), "changed_months": dg.MetadataValue.json(list(made.changed)),
        "seconds": dg.MetadataValue.float(round(seconds, 2)),
        "chars_per_second": dg.MetadataValue.int(round(made.chars / seconds) if made.chars else 0),
    }  # fmt: skip

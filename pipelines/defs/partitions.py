"""Months of issue as Dagster partitions: one for every month that holds a release, added by the inventory of raw/."""

import warnings
from collections.abc import Collection, Sequence

import dagster as dg

warnings.filterwarnings("ignore", category=dg.BetaWarning)  # backfill policies are used as they are documented

MONTHS = dg.DynamicPartitionsDefinition(name="month_of_issue")
NAME = "month_of_issue"


def settle_months(instance: dg.DagsterInstance, wanted: Collection[str]) -> None:
    """Make the partitions those of ``wanted``, oldest first: ranges of Dagster run in the order in which keys were added."""
    have, target = list(instance.get_dynamic_partitions(NAME)), sorted(wanted)
    kept = 0
    while kept < min(len(have), len(target)) and have[kept] == target[kept]:
        kept += 1
    for month in have[kept:]:  # what was materialized of a month stays in the event log, and is its again
        instance.delete_dynamic_partition(NAME, month)
    instance.add_dynamic_partitions(NAME, target[kept:])


def months_of(context: dg.AssetExecutionContext) -> list[str] | None:
    """The months a run was asked for; None where it was asked for none, and does what changed."""
    return list(context.partition_keys) if context.has_partition_key or context.has_partition_key_range else None


def runs_with(context: dg.AssetExecutionContext, asset: str) -> bool:
    """Whether another asset is made in the same run."""
    selected = context.run.asset_selection
    return selected is None or dg.AssetKey(asset) in selected


def log_months(
    context: dg.AssetExecutionContext, asset: str, changed: Collection[str], months: Sequence[str], asked: Collection[str] | None
) -> None:
    """Record the months that a run made beside those it was asked for: the ones that changed, and any never recorded."""
    known = context.instance.get_materialized_partitions(dg.AssetKey(asset)) if asked is None else set(months)
    for month in months:
        if (month in changed or month not in known) and month not in (asked or ()):
            context.log_event(dg.AssetMaterialization(asset, partition=month))

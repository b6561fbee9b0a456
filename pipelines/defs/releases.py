"""Assets before extraction: raw/ and the lexicons as they are, the inventory of raw/, reprints. Releases are with ``annotations``."""

import time
from collections.abc import Iterator

import dagster as dg

from pipelines.defs import describe
from pipelines.defs.partitions import settle_months
from pipelines.defs.resources import Folders, Reporter
from pipelines.releases import rebuild, store
from pipelines.releases.ingest import ingest
from pipelines.releases.reprints import REPRINTS, update

RAW = dg.AssetSpec("raw", group_name="raw", description="Releases as they came. Nothing ever writes here.")
LEXICON = dg.AssetSpec(
    "lexicon", group_name="raw",
    description="pipelines/lexicon: units, measures, actions, themes, places and words as CSV with their sources.",
)  # fmt: skip

_SPECS = [
    dg.AssetSpec(
        "inventory", deps=["raw"], group_name="releases", kinds={"parquet"},
        description="What lies in raw/: reads what is new or changed there, takes it into the release history, and adds the months of issue as partitions.",
        metadata=describe.columns_of(store.INVENTORY),
    ),
    dg.AssetSpec(
        "rejected", deps=["raw"], group_name="releases", kinds={"parquet"},
        description="Records now in raw/ that could not be loaded, with a reason a person understands.",
        metadata=describe.columns_of(store.REJECTED, "rejected_release"),
    ),
    dg.AssetSpec(
        "outcome_rows", deps=["raw"], group_name="releases", kinds={"parquet"},
        description="Rows of raw/outcomes/*.csv: official outcomes that an analyst brings, those that went included.",
    ),
    dg.AssetSpec(
        "correction_rows", deps=["raw"], group_name="releases", kinds={"parquet"},
        description="Rows of raw/corrections.csv: decisions of an analyst about single cells.",
    ),
]  # fmt: skip


class InventoryConfig(dg.Config):
    """``rebuild``: first forget all that can be derived again from raw/ and the release history."""

    rebuild: bool = False


@dg.multi_asset(specs=_SPECS, name="inventory")
def take_inventory(
    context: dg.AssetExecutionContext, config: InventoryConfig, folders: Folders, progress: dg.ResourceParam[Reporter]
) -> Iterator[dg.MaterializeResult[None]]:
    """Read what changed in raw/ into the release history; a release whose date moves leaves its month, so all months are settled at once."""
    if config.rebuild:
        rebuild.forget(folders.data_path)
    started = time.monotonic()
    with progress.step("Reading raw/", lasting=True) as advance:
        found = ingest(folders.raw_path, folders.data_path, folders.workers, advance)
    settle_months(context.instance, found.months)
    data = folders.data_path
    yield dg.MaterializeResult(asset_key="inventory", metadata={
        "dagster/row_count": found.files_read + found.files_unchanged, "files_read": found.files_read,
        "files_unchanged": found.files_unchanged, "releases": found.releases, "new": found.new, "changed": found.changed,
        "removed": found.removed, "changed_months": list(found.changed_months), "seconds": round(time.monotonic() - started, 2),
        **describe.of_file(data / "inventory.parquet"),
    })  # fmt: skip
    yield dg.MaterializeResult(asset_key="rejected", metadata={
        "dagster/row_count": found.rejected, "reasons": dict(found.reasons), **describe.of_file(data / "rejected.parquet"),
    })  # fmt: skip
    yield from (dg.MaterializeResult(asset_key=key) for key in ("outcome_rows", "correction_rows"))


@dg.asset(deps=["releases"], group_name="releases", kinds={"parquet"}, metadata=describe.columns_of(REPRINTS, "dim_release"))
def reprints(folders: Folders, progress: dg.ResourceParam[Reporter]) -> dg.MaterializeResult[None]:
    """Releases that repeat another: the same text, near duplicates, items that a whole programme contains."""
    started = time.monotonic()
    with progress.step("Comparing texts"):
        rows, compared = update(folders.data_path)
    return dg.MaterializeResult(metadata={
        "dagster/row_count": rows, "compared": compared, "seconds": round(time.monotonic() - started, 2),
        **describe.of_file(folders.data_path / "reprints.parquet"),
    })  # fmt: skip

"""Assets before extraction: raw/ and the lexicons as they are, and the releases read from raw/."""

from collections.abc import Iterator

import dagster as dg

from pipelines.defs.resources import Folders, Reporter
from pipelines.releases.ingest import ingest
from pipelines.releases.reprints import update

RAW = dg.AssetSpec("raw", group_name="raw", description="Releases as they came. Nothing ever writes here.")
LEXICON = dg.AssetSpec(
    "lexicon", group_name="raw",
    description="pipelines/lexicon: units, measures, actions, themes, places and words as CSV with their sources.",
)  # fmt: skip

_SPECS = [
    dg.AssetSpec(
        "releases", deps=["raw"], group_name="releases", kinds={"parquet"},
        description="Every version of every release, decoded, dated and with its text: one file a month of issue. History: keep it.",
    ),
    dg.AssetSpec(
        "rejected", deps=["raw"], group_name="releases", kinds={"parquet"},
        description="Records now in raw/ that could not be loaded, with a reason a person understands.",
    ),
    dg.AssetSpec(
        "inventory", deps=["raw"], group_name="releases", kinds={"parquet"},
        description="What the last load saw of each file of raw/, so that only changed files are read again.",
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


@dg.multi_asset(specs=_SPECS)
def read_releases(folders: Folders, progress: dg.ResourceParam[Reporter]) -> Iterator[dg.MaterializeResult[None]]:
    """Read what changed in raw/."""
    with progress.step("Reading raw/", lasting=True) as advance:
        found = ingest(folders.raw_path, folders.data_path, folders.workers, advance)
    counts = {"new": found.new, "changed": found.changed, "removed": found.removed, "months": len(found.months)}
    yield dg.MaterializeResult(asset_key="releases", metadata={"dagster/row_count": found.releases, **counts})
    yield dg.MaterializeResult(asset_key="rejected", metadata={"dagster/row_count": found.rejected, "reasons": dict(found.reasons)})
    yield dg.MaterializeResult(
        asset_key="inventory", metadata={"files_read": found.files_read, "files_unchanged": found.files_unchanged}
    )
    yield from (dg.MaterializeResult(asset_key=key) for key in ("outcome_rows", "correction_rows"))


@dg.asset(deps=["releases"], group_name="releases", kinds={"parquet"})
def reprints(folders: Folders, progress: dg.ResourceParam[Reporter]) -> dg.MaterializeResult[None]:
    """Releases that repeat another: the same text, near duplicates, items that a whole programme contains."""
    with progress.step("Comparing texts"):
        rows, compared = update(folders.data_path)
    return dg.MaterializeResult(metadata={"dagster/row_count": rows, "compared": compared})

"""What Dagster loads: assembly only. Each asset and resource is made in ``pipelines.defs``."""

import dagster as dg

from pipelines.defs.annotations import annotations
from pipelines.defs.releases import LEXICON, RAW, read_releases, reprints
from pipelines.defs.resources import LogReporter, folders_from_environment
from pipelines.defs.warehouse import publish_warehouse, table_asset
from pipelines.warehouse.catalogue import tables

ASSETS: list[dg.AssetsDefinition | dg.AssetSpec | dg.SourceAsset] = [
    RAW, LEXICON, read_releases, reprints, annotations, *(table_asset(node) for node in tables()), publish_warehouse,
]  # fmt: skip

defs = dg.Definitions(
    assets=ASSETS,
    resources={"folders": folders_from_environment(), "progress": LogReporter()},
    executor=dg.in_process_executor,  # the pool spreads extraction over the cores; a process a step costs 3 s each
)

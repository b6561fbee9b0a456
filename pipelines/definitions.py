"""What Dagster loads: assembly only. Each asset and resource is made in ``pipelines.defs``."""

import dagster as dg

from pipelines.defs.annotations import by_month
from pipelines.defs.automation import JOBS, SCHEDULES, SENSORS
from pipelines.defs.releases import LEXICON, RAW, reprints, take_inventory
from pipelines.defs.resources import LogReporter, folders_from_environment
from pipelines.defs.site import site
from pipelines.defs.warehouse import publish_warehouse, table_asset
from pipelines.warehouse.catalogue import tables

ASSETS: list[dg.AssetsDefinition | dg.AssetSpec | dg.SourceAsset] = [
    RAW, LEXICON, take_inventory, by_month, reprints, *(table_asset(node) for node in tables()), publish_warehouse, site,
]  # fmt: skip

defs = dg.Definitions(
    assets=ASSETS,
    jobs=JOBS,
    sensors=SENSORS,
    schedules=SCHEDULES,
    resources={"folders": folders_from_environment(), "progress": LogReporter()},
    executor=dg.in_process_executor,  # the pool spreads extraction over the cores; a process a step costs 3 s each
)

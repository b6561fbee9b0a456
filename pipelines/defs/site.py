"""The asset of the site: static pages of the published warehouse."""

import dagster as dg

from pipelines.defs.resources import Folders, Reporter
from pipelines.site.build import build_site


@dg.asset(deps=["warehouse"], group_name="publish", kinds={"html"})
def site(folders: Folders, progress: dg.ResourceParam[Reporter]) -> dg.MaterializeResult[None]:
    """site/: pages to look at, from disk or any file server; written beside the old ones, then swapped."""
    with progress.step("Writing the site", lasting=True):
        built = build_site(folders.data_path)
    return dg.MaterializeResult(metadata={
        "index": dg.MetadataValue.path(built.index), "files": built.files, "bytes": built.bytes, "seconds": round(built.seconds, 2),
    })  # fmt: skip

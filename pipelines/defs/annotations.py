"""The asset of annotations: extraction over the releases, by the engine that ``Folders`` names."""

import time

import dagster as dg

from pipelines.defs.resources import Folders, Reporter
from pipelines.engines.months import annotate_months


@dg.asset(deps=["releases", "lexicon"], group_name="annotations", kinds={"python", "parquet"})
def annotations(folders: Folders, progress: dg.ResourceParam[Reporter]) -> dg.MaterializeResult[None]:
    """What extraction says of each release: figures, milestones, annual themes, numeric expressions, coverage."""
    from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate  # loads lexicons: only where it runs

    started = time.monotonic()
    with progress.step("Extracting", lasting=True) as advance:
        made = annotate_months(folders.data_path, annotate, EXTRACTOR_VERSION, folders.workers, advance, folders.extraction())
    seconds = time.monotonic() - started
    return dg.MaterializeResult(metadata={
        "dagster/row_count": made.releases, "extracted": made.extracted, "reused": made.reused,
        "months_written": len(made.changed), "seconds": round(seconds, 2),
        "chars_per_second": round(made.chars / seconds) if made.chars else 0, "extractor_version": EXTRACTOR_VERSION,
    })  # fmt: skip

"""What runs by itself: the jobs, the sensor on raw/, the nightly schedule.

All run the same assets as the command line. The queue of the instance lets one run go at a time (dagster.yaml), and
the build lock keeps a build from the command line out meanwhile.
"""

import json
import time
from datetime import UTC, datetime, timedelta

import dagster as dg

from pipelines.defs.partitions import MONTHS, NAME
from pipelines.defs.resources import Folders, bury, folders_from_environment
from pipelines.releases.changes import Changes, changes
from pipelines.releases.state import StateError, claim, is_building
from pipelines.warehouse.publish import warehouse_of

EVERY_SECONDS = 15  # how often the sensor looks; it compares names, sizes and times only
RETRY_SECONDS = 1800  # a state of raw/ whose run failed is tried again after so long
DEAD_SECONDS = 60  # a run that began so long ago and holds no build lock was killed
AT_NIGHT = "0 3 * * *"
MAX_MONTHS = 24  # more changed months than this are left to the run to find
WAITING = [dg.DagsterRunStatus.QUEUED, dg.DagsterRunStatus.NOT_STARTED, dg.DagsterRunStatus.STARTING, dg.DagsterRunStatus.STARTED]
STATE_TAG = "duixian/raw_state"

refresh = dg.define_asset_job(
    "refresh", selection=dg.AssetSelection.all(),
    description="What changed in raw/, its months, then all tables, then the checked and published warehouse.",
)  # fmt: skip
rebuild = dg.define_asset_job(
    "rebuild", selection=dg.AssetSelection.all(), config={"ops": {"inventory": {"config": {"rebuild": True}}}},
    description="Everything anew from raw/ and the release history, which is kept: after a damaged disk, or in doubt.",
)  # fmt: skip


@dg.sensor(job=refresh, minimum_interval_seconds=EVERY_SECONDS, default_status=dg.DefaultSensorStatus.RUNNING)
def raw_sensor(context: dg.SensorEvaluationContext) -> dg.SensorResult | dg.SkipReason:
    """Asks for a run of the months that changes in raw/ touch. A run that failed is asked for again after half an hour."""
    folders = folders_from_environment()
    try:
        claim(folders.data_path, folders.raw_path)
    except StateError as error:
        return dg.SkipReason(str(error))
    if _busy(context.instance, folders):
        return dg.SkipReason("A build is waiting or going on.")
    found = changes(folders.raw_path, folders.data_path)
    unpublished = _unpublished(folders)
    if not found.count and not unpublished:
        return dg.SkipReason("Nothing in raw/ changed since the last load.")
    state = f"{found.state}{'+unpublished' if unpublished else ''}"
    tried = _tried(context, state)
    if tried is not None:
        return dg.SkipReason(tried)
    return _request(context, found, state)


def _busy(instance: dg.DagsterInstance, folders: Folders) -> bool:
    """Whether a run waits or goes on, here or from the command line. One that was killed is marked as failed."""
    if is_building(folders.data_path):
        return True
    long_ago = datetime.now(UTC) - timedelta(seconds=DEAD_SECONDS)
    if instance.get_runs(dg.RunsFilter(statuses=[dg.DagsterRunStatus.STARTED], updated_before=long_ago), limit=1):
        bury(instance)
    return bool(instance.get_runs_count(dg.RunsFilter(statuses=WAITING)))


def _unpublished(folders: Folders) -> bool:
    """Whether a load was not followed by a publishing, because a run was killed or failed in between."""
    loaded, warehouse = folders.data_path / "inventory.parquet", warehouse_of(folders.data_path)
    if not loaded.exists():
        return False
    return not warehouse.exists() or warehouse.stat().st_mtime_ns < loaded.stat().st_mtime_ns


def _tried(context: dg.SensorEvaluationContext, state: str) -> str | None:
    """Why this state of raw/ need not be asked for again yet; None where it must."""
    last = json.loads(context.cursor) if context.cursor else {}
    if last.get("state") != state:
        return None
    waited = time.time() - last["at"]
    if waited >= RETRY_SECONDS:
        return None
    return f"A run for this state of raw/ was asked for {waited:.0f} s ago; the next try is after {RETRY_SECONDS} s."


def _request(context: dg.SensorEvaluationContext, found: Changes, state: str) -> dg.SensorResult:
    months = [*found.months] if found.months and len(found.months) <= MAX_MONTHS else []
    known = set(context.instance.get_dynamic_partitions(NAME))
    added = [month for month in months if month not in known]
    tags = {STATE_TAG: state, "duixian/changed_files": str(found.count)}
    if len(months) == 1:
        request = dg.RunRequest(partition_key=months[0], tags=tags)
    else:  # any set of months but a single one: the run finds them, as it must after reading
        request = dg.RunRequest(tags={**tags, "duixian/months": ",".join(months) or "known after reading"})
    context.update_cursor(json.dumps({"state": state, "at": time.time()}))
    return dg.SensorResult(
        run_requests=[request],
        dynamic_partitions_requests=[MONTHS.build_add_request(added)] if added and len(months) == 1 else [],
    )


@dg.schedule(job=refresh, cron_schedule=AT_NIGHT, default_status=dg.DefaultScheduleStatus.RUNNING)
def nightly(context: dg.ScheduleEvaluationContext) -> dg.RunRequest:
    """A refresh every night, also when nothing changed: checks run, and the warehouse shows that it is alive."""
    return dg.RunRequest(run_key=context.scheduled_execution_time.date().isoformat())


JOBS = [refresh, rebuild]
SENSORS = [raw_sensor]
SCHEDULES = [nightly]

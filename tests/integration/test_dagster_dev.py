"""The real thing on localhost: ``dagster dev`` as ``make dev`` starts it, a new file in raw/, and the sensor does the rest."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from building import RELEASES, query, write_raw

from pipelines import definitions
from pipelines.cli import prepare_home
from pipelines.warehouse.publish import warehouse_of

ROOT = Path(definitions.__file__).parents[1]
NEW = "青岛市人民政府/2026-02-03 新.txt"
PATIENCE = 420  # seconds, on a machine that does much else; idle it takes about 40


@dataclass(frozen=True)
class Dev:
    """A running ``dagster dev`` with its webserver, daemon and code server."""

    url: str
    raw: Path
    data: Path
    process: subprocess.Popen[bytes]
    log: Path

    def ask(self, query: str) -> dict:
        """One GraphQL query to the webserver."""
        request = urllib.request.Request(f"{self.url}/graphql", json.dumps({"query": query}).encode(), {"Content-Type": "application/json"})
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)["data"]


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def wait_for(what, dev: Dev, said: str):
    """The first true answer of ``what``; fails with the log after PATIENCE seconds, or once the process is gone."""
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end and dev.process.poll() is None:
        try:
            if answer := what():
                return answer
        except OSError:
            pass  # not there yet
        time.sleep(1)
    pytest.fail(f"No {said} in {PATIENCE} s.\n{dev.log.read_text(errors='replace')[-4000:]}")


@pytest.fixture
def dev(tmp_path: Path) -> Iterator[Dev]:
    raw, data, port = write_raw(tmp_path / "raw", RELEASES), tmp_path / "data", free_port()
    home = prepare_home(data)
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("DAGSTER_", "DUIXIAN_"))}
    environment |= {"DAGSTER_HOME": str(home), "DUIXIAN_RAW": str(raw), "DUIXIAN_DATA": str(data), "DUIXIAN_WORKERS": "1"}
    command = [Path(sys.executable).parent / "dagster", "dev", "--workspace", "workspace.yaml", "--host", "127.0.0.1", "--port", str(port)]
    log = tmp_path / "dev.log"
    with open(log, "wb") as out:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=out, stderr=subprocess.STDOUT, start_new_session=True)
    try:
        yield Dev(f"http://127.0.0.1:{port}", raw, data, process, log)
    finally:
        _stop(process)


def _stop(process: subprocess.Popen[bytes]) -> None:
    """End the whole session that was started: webserver, daemon, code server, runs."""
    for how, seconds in ((signal.SIGINT, 15), (signal.SIGKILL, 10)):
        try:
            os.killpg(process.pid, how)
            process.wait(seconds)
        except ProcessLookupError:
            return
        except subprocess.TimeoutExpired:
            continue


def published(dev: Dev) -> set[str]:
    """The release paths of the published warehouse."""
    if not warehouse_of(dev.data).exists():
        return set()
    return {row[0] for row in query(dev.data, "SELECT release_path FROM releases WHERE is_current")}


def test_a_file_dropped_into_raw_is_published_by_the_sensor(dev: Dev) -> None:
    wait_for(lambda: dev.ask("{ version }"), dev, "webserver")
    wait_for(lambda: published(dev) == set(RELEASES), dev, "first warehouse")  # the sensor has found raw/ itself
    write_raw(dev.raw, {NEW: "今年新开工项目33个。\n"})
    wait_for(lambda: NEW in published(dev), dev, "warehouse with the new release")
    assert query(dev.data, "SELECT count(*) FROM figures WHERE release_path LIKE '%新.txt'") == [(1,)]
    ended = "{ runsOrError { ... on Runs { results { jobName status tags { key value } } } } }"
    runs = wait_for(lambda: _all_ended(dev.ask(ended)["runsOrError"]["results"]), dev, "end of the runs")
    assert {(run["jobName"], run["status"]) for run in runs} == {("refresh", "SUCCESS")}
    assert {tag["value"] for run in runs for tag in run["tags"] if tag["key"] == "dagster/sensor_name"} == {"raw_sensor"}
    assert "2026-02" in {tag["value"] for run in runs for tag in run["tags"] if tag["key"] == "dagster/partition"}


def _all_ended(runs: list[dict]) -> list[dict]:
    return runs if runs and all(run["status"] in ("SUCCESS", "FAILURE", "CANCELED") for run in runs) else []

"""Extraction on real executors: the rows of the process pool, byte for byte, also where half of the cluster dies."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from importlib.util import find_spec
from pathlib import Path

import building
import pytest
import standin

from pipelines.engines import local, spark
from pipelines.engines.local import EngineError
from pipelines.engines.months import Annotated, annotate_months
from pipelines.releases.ingest import ingest

ROOT = Path(__file__).parents[2]
SAMPLE = ("qingdao/2026.txt", "hailar/2013.txt", "hailar/2014.md", "hailar/2015.txt", "provinces/beijing-2025.md",
          "provinces/hunan-2025.md", "provinces/anhui-2025.md", "provinces/chongqing-2026.md")  # fmt: skip
WAIT = 180  # seconds for anything of Spark, on a busy machine

needs_spark = pytest.mark.skipif(
    find_spec("pyspark") is None or shutil.which("java") is None, reason="needs pyspark (the extra spark) and Java 17"
)


@pytest.fixture(scope="module")
def raw(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eight releases of the sample, of some months."""
    folder = tmp_path_factory.mktemp("sample") / "raw"
    for name in (*SAMPLE, "manifest.csv"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / "raw" / name, folder / name)
    return folder


def extracted(raw: Path, data: Path, engine: local.Engine | None = None) -> Annotated:
    from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate

    ingest(raw, data, 1, now=building.LOADED_AT)
    return annotate_months(data, annotate, EXTRACTOR_VERSION, engine=engine)


def annotations(data: Path) -> dict[str, bytes]:
    """The files of annotations; they are sorted by release."""
    return {path.name: path.read_bytes() for path in sorted((data / "annotations").glob("*.parquet"))}


@pytest.fixture(scope="module")
def expected(raw: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    data = tmp_path_factory.mktemp("local") / "data"
    extracted(raw, data)
    found = annotations(data)
    assert len(found) >= 4
    return found


@pytest.fixture
def spark_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """pyspark's own Spark by links: local-cluster writes into its home, which is not to be the environment."""
    home, of = tmp_path / "spark", Path(find_spec("pyspark").origin).parent  # type: ignore[union-attr, arg-type]
    home.mkdir()
    for path in (path for path in of.iterdir() if path.name != "conf"):
        (home / path.name).symlink_to(path)
    (home / "conf").mkdir()
    (home / "conf/spark-defaults.conf").write_text("spark.ui.enabled false\n")
    monkeypatch.setenv("JAVA_TOOL_OPTIONS", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")  # these JVMs live for seconds
    for name, value in (("SPARK_HOME", str(home)), ("SPARK_LOCAL_IP", "127.0.0.1"), ("PYSPARK_PYTHON", sys.executable)):
        monkeypatch.setenv(name, value)
    return home


@needs_spark
def test_build_on_executors_is_the_build_of_the_pool(raw: Path, expected: dict[str, bytes], tmp_path: Path, spark_home: Path) -> None:
    data = tmp_path / "data"
    command = [Path(sys.executable).with_name("duixian"), "build", "--raw", raw, "--data", data, "--engine", "spark", "--master", "local-cluster[2,1,2048]"]
    done = subprocess.run(command, capture_output=True, text=True, timeout=2 * WAIT, check=False, cwd=tmp_path)
    assert done.returncode == 0, done.stderr[-3000:]
    assert "releases loaded" in done.stdout
    assert annotations(data) == expected
    assert not (data / spark.FOLDER).exists() or not any((data / spark.FOLDER).iterdir())


@needs_spark
def test_a_worker_killed_midway_costs_no_row(raw: Path, expected: dict[str, bytes], tmp_path: Path, spark_home: Path) -> None:
    from pipelines.extract.annotate import EXTRACTOR_VERSION, annotate

    def slowly(table):
        time.sleep(1)
        return annotate(table)

    data, exchange = tmp_path / "data", tmp_path / "exchange"
    ingest(raw, data, 1, now=building.LOADED_AT)
    with cluster(spark_home, tmp_path) as (master, workers):
        engine = partial(spark.run, folder=str(exchange), master=master)
        errors: list[BaseException] = []

        def work() -> None:
            try:
                annotate_months(data, slowly, EXTRACTOR_VERSION, engine=engine)
            except BaseException as error:
                errors.append(error)

        thread = threading.Thread(target=work)
        thread.start()
        until(lambda: bool(errors) or any(exchange.glob("*/out/_temporary/0/task_*")))
        assert not errors, errors
        killed_at = len(list(exchange.glob("*/out/_temporary/0/task_*")))
        os.killpg(workers[0].pid, signal.SIGKILL)
        thread.join(2 * WAIT)
        assert not thread.is_alive()
    assert not errors, errors
    assert 1 <= killed_at < len(expected)
    assert annotations(data) == expected
    assert not any(exchange.iterdir())


@contextmanager
def cluster(home: Path, folder: Path) -> Iterator[tuple[str, list[subprocess.Popen[bytes]]]]:
    """A standalone master and two workers on loopback, each of one core."""
    launcher, log, running = str(home / "bin/spark-class"), folder / "master.log", []
    with open(log, "wb") as out:
        def start(*words: str) -> subprocess.Popen[bytes]:
            running.append(subprocess.Popen([launcher, *words], stdout=out, stderr=out, start_new_session=True))
            return running[-1]

        try:
            start("org.apache.spark.deploy.master.Master", "--host", "127.0.0.1", "--port", "0", "--webui-port", "0")
            until(lambda: bool(re.search(rb"Starting Spark master at (spark://\S+)", log.read_bytes())))
            master = re.search(r"Starting Spark master at (spark://\S+)", log.read_text())[1]  # type: ignore[index]
            own = ("--host", "127.0.0.1", "--webui-port", "0", "--cores", "1", "--memory", "1g", "--work-dir")
            workers = [start("org.apache.spark.deploy.worker.Worker", *own, str(folder / f"worker{n}"), master) for n in (1, 2)]
            until(lambda: log.read_bytes().count(b"Registering worker") == 2)
            yield master, workers
        finally:
            for process in running:
                if process.poll() is None:
                    os.killpg(process.pid, signal.SIGKILL)
                process.wait()


def until(true: Callable[[], bool]) -> None:
    end = time.monotonic() + WAIT
    while not true():
        assert time.monotonic() < end, "waited in vain"
        time.sleep(0.1)


def test_only_fresh_releases_go_to_an_engine(tmp_path: Path) -> None:
    sent: list[list[str]] = []

    def engine(annotate, chunks):
        for chunk in chunks:
            sent.append(chunk["release_path"].to_pylist())
            yield annotate(chunk)

    def refresh() -> Annotated:
        ingest(raw, tmp_path / "data", 1, now=building.LOADED_AT)
        return annotate_months(tmp_path / "data", standin.annotate, standin.EXTRACTOR_VERSION, engine=engine)

    raw = building.write_raw(tmp_path / "raw", building.RELEASES)
    assert refresh().extracted == 2
    sent.clear()
    assert refresh().extracted == 0 and sent == []
    new = "青岛市人民政府/2026-01-25 快讯.txt"
    building.write_raw(raw, {new: building.NEWS + "又签约项目3个。\n"})
    assert refresh().changed == ("2026-01",) and sent == [[new]]


@pytest.mark.parametrize(
    ("folder", "url"),
    [("/data/交换", "file:///data/交换"), ("hdfs://name:9000/tmp/", "hdfs://name:9000/tmp"), ("s3a://bucket/exchange", "s3a://bucket/exchange")],
)
def test_spark_is_given_the_exchange_folder_as_it_names_folders(folder: str, url: str) -> None:
    assert spark._url(folder) == url


def test_a_worker_with_other_rules_is_refused(tmp_path: Path) -> None:
    raw = building.write_raw(tmp_path / "raw", building.RELEASES)
    ingest(raw, tmp_path / "data", 1)
    with pytest.raises(EngineError, match="stand-in 1, not newer"):
        annotate_months(tmp_path / "data", standin.annotate, "newer", engine=partial(local.run, workers=1))


@pytest.mark.parametrize(("hidden", "told"), [("pyspark", "pip install -e"), ("java", "Java 17")])
def test_what_is_missing_is_told_before_anything_is_built(hidden: str, told: str, tmp_path: Path) -> None:
    """In a process where the module can't be imported, or nothing is on the PATH."""
    (tmp_path / "blocked").mkdir()
    (tmp_path / "blocked/pyspark.py").write_text("raise ImportError" if hidden == "pyspark" else "")
    (tmp_path / "raw").mkdir()
    environment = {"PATH": str(tmp_path), "PYTHONPATH": str(tmp_path / "blocked"), "HOME": str(tmp_path)}
    command = [sys.executable, "-m", "pipelines.cli", "build", "--raw", tmp_path / "raw", "--data", tmp_path / "data", "--engine", "spark"]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, cwd=ROOT, check=False)
    assert done.returncode == 1 and told in " ".join(done.stderr.split()), done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "data/releases").exists()

"""Extraction on Apache Spark: chunks of releases as Parquet in, ``annotate`` by ``mapInArrow``, Parquet out.

What goes in and comes out lies in a folder that driver and executors both see, a directory or a URL of an object
store or HDFS; nothing else is shared: an executor needs this package in its Python, and no more. Rows and their order
are those of ``local``, whatever fails on the way: Spark runs a lost task again, and a task leaves its file or nothing.
Where pyspark is absent (extra ``spark``) or Java is, an EngineError says so.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import uuid
import warnings
from collections.abc import Generator, Iterable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipelines.engines.local import Annotate, EngineError
from pipelines.extract.model import ANNOTATIONS

if TYPE_CHECKING:
    from pyspark.sql import SparkSession

APP = "duixian: extraction"
FOLDER = ".spark"  # below the data folder, where no exchange folder is named
ONE_FILE_A_TASK = 128 * 1024 * 1024  # as large as a split of Spark: files are never packed together
DEFAULTS = {
    "spark.sql.files.maxPartitionBytes": str(ONE_FILE_A_TASK),
    "spark.sql.files.openCostInBytes": str(ONE_FILE_A_TASK),
    "spark.sql.execution.arrow.maxRecordsPerBatch": "64",  # a text may be long: a batch stays below some megabytes
    "spark.sql.parquet.compression.codec": "zstd",
    "spark.sql.session.timeZone": "UTC",
    "spark.ui.showConsoleProgress": "false",
}  # all else is Spark's own configuration: spark-defaults.conf, SPARK_CONF_DIR, PYSPARK_SUBMIT_ARGS


def run(
    annotate: Annotate, chunks: Iterable[pa.Table], folder: str, master: str | None = None
) -> Generator[pa.Table, None, None]:
    """Annotations of each chunk, in order. Raises EngineError.

    ``folder``: where chunks and annotations are exchanged, a path or a URL that fsspec and Spark know; what is put
    there is removed at the end. ``master``: as of spark-submit; None leaves it to Spark's own configuration.
    """
    require()
    files, root = _file_system(folder)
    name = uuid.uuid4().hex
    job, url = f"{root.rstrip('/')}/{name}", f"{_url(folder)}/{name}"
    try:
        count = _stage(files, f"{job}/in", chunks)
        if not count:
            return
        with _session(master) as spark:
            _submit(spark, annotate, f"{url}/in", f"{url}/out")
            yield from (_chunk(files, f"{job}/out/chunk={number}") for number in range(count))
    finally:
        if files.exists(job):
            files.rm(job, recursive=True)


def require() -> None:
    """Raise EngineError where Spark can't run here, with what is to be done."""
    try:
        import pyspark  # noqa: F401
    except ImportError:
        raise EngineError("The engine spark needs pyspark: install it with `pip install -e '.[spark]'`, or use --engine local.") from None
    home = os.environ.get("JAVA_HOME")
    java = shutil.which("java", path=os.path.join(home, "bin")) if home else shutil.which("java")
    if java is None or subprocess.run([java, "-version"], capture_output=True, check=False).returncode:
        where = f"in JAVA_HOME ({home})" if home else "on the PATH"
        raise EngineError(f"The engine spark needs Java 17 or newer, and there is none {where}: install a JRE, or use --engine local.")


def _file_system(folder: str) -> tuple[Any, str]:
    """The fsspec file system of a path or URL, and the path in it; s3a and the like are fsspec's s3."""
    import fsspec

    protocol, mark, rest = folder.partition("://")
    if not mark:
        return fsspec.filesystem("file"), str(Path(folder).resolve())
    try:
        return fsspec.core.url_to_fs(f"{ {'s3a': 's3', 's3n': 's3'}.get(protocol, protocol)}://{rest}")
    except (ImportError, ValueError) as error:
        raise EngineError(f"The folder {folder} can't be reached: {error}") from error


def _stage(files: Any, folder: str, chunks: Iterable[pa.Table]) -> int:
    """Write each chunk as a file of its own, which is a task of its own; how many."""
    files.makedirs(folder, exist_ok=True)
    count = 0
    for count, chunk in enumerate(chunks, start=1):
        numbered = _signed(chunk).append_column("chunk", pa.repeat(pa.scalar(count - 1, pa.int32()), chunk.num_rows))
        with files.open(f"{folder}/{count - 1:06}.parquet", "wb") as handle:
            pq.write_table(numbered, handle, compression="zstd")
    return count


def _signed(table: pa.Table) -> pa.Table:
    """Keys as the signed number of the same bits: Spark has no unsigned ones."""
    return _viewed(table, pa.int64())


def _unsigned(table: pa.Table) -> pa.Table:
    return _viewed(table, pa.uint64())


def _viewed(table: pa.Table, of: pa.DataType) -> pa.Table:
    keys = table["release_key"].combine_chunks().view(of)
    return table.set_column(table.schema.get_field_index("release_key"), "release_key", keys)


@contextmanager
def _session(master: str | None) -> Iterator[SparkSession]:
    """A session with DEFAULTS; stopped at the end, so that the cluster's cores are free again."""
    from pyspark.sql import SparkSession

    if master is not None and master.startswith(("local", "spark://127.", "spark://localhost")):
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")  # else the machine's first address, which may be firewalled
        os.environ.setdefault("PYSPARK_PYTHON", sys.executable)  # elsewhere the Python of the executors is another file
    builder = SparkSession.builder.appName(APP)
    for name, value in DEFAULTS.items():
        builder = builder.config(name, value)
    try:
        session = (builder.master(master) if master is not None else builder).getOrCreate()
    except Exception as error:
        raise EngineError(f"Spark could not be started on {master or 'the configured master'}: {_reason(error)}") from error
    session.sparkContext.setLogLevel("ERROR")
    warnings.filterwarnings("ignore", "PySpark does not yet fully support pandas", FutureWarning)  # none is used
    try:
        yield session
    finally:
        session.stop()


def _submit(spark: SparkSession, annotate: Annotate, source: str, target: str) -> None:
    from pyspark.sql.pandas.types import from_arrow_schema

    schema = from_arrow_schema(_schema())
    made = spark.read.parquet(source).mapInArrow(partial(_batches, annotate), schema)
    try:
        made.write.partitionBy("chunk").parquet(target)
    except Exception as error:
        raise EngineError(f"Spark could not finish the extraction: {_reason(error)}") from error


def _schema() -> pa.Schema:
    return pa.schema([ANNOTATIONS.field(0).with_type(pa.int64()), *list(ANNOTATIONS)[1:], pa.field("chunk", pa.int32())])


def _batches(annotate: Annotate, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
    """What an executor runs: releases with the number of their chunk → annotations with it."""
    for batch in batches:
        given = _unsigned(pa.Table.from_batches([batch]))
        made = _signed(annotate(given.drop_columns(["chunk"]))).append_column("chunk", given["chunk"])
        yield from made.cast(_schema()).combine_chunks().to_batches()


def _url(folder: str) -> str:
    """A path or URL as Spark's file systems name it: as given, a path as one of the local file system."""
    return folder.rstrip("/") if "://" in folder else f"file://{Path(folder).resolve()}"


def _chunk(files: Any, folder: str) -> pa.Table:
    """The annotations of one chunk, in the order of their keys."""
    parts = []
    for path in sorted(files.glob(f"{folder}/*.parquet")):
        with files.open(path, "rb") as handle:
            parts.append(pq.ParquetFile(handle).read())
    return _unsigned(pa.concat_tables(parts)).cast(ANNOTATIONS).sort_by("release_key")


def _reason(error: BaseException) -> str:
    """The first line that says something: Spark's messages are pages long."""
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    telling = [line for line in lines if line.startswith(("Caused by:", "pipelines.", "ModuleNotFoundError", "ImportError"))]
    return (telling or lines or [type(error).__name__])[0][:500]

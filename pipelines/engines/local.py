"""Extraction on one machine: chunks of releases through ``annotate``, in this process or over a pool.

Either way the same function makes a batch of annotations of a batch of releases, so the rows do not depend on the
number of workers. Results come back in the order of the chunks; only a few are in flight, so memory is bounded.
"""

from __future__ import annotations

import multiprocessing
from collections import deque
from collections.abc import Callable, Generator, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool

import pyarrow as pa

Annotate = Callable[[pa.Table], pa.Table]  # releases → annotations; importable by name, so that a process finds it
Engine = Callable[[Annotate, Iterable[pa.Table]], Generator[pa.Table, None, None]]  # annotations of each chunk, in order

IN_FLIGHT = 3  # chunks a worker: one at work, one waiting, one finished and not yet taken


class EngineError(RuntimeError):
    """Extraction could not go on; the message is a sentence for the person at the keyboard."""


def run(annotate: Annotate, chunks: Iterable[pa.Table], workers: int) -> Generator[pa.Table, None, None]:
    """Annotations of each chunk, in order. ``workers`` 1 runs in this process. Raises EngineError."""
    if workers <= 1:
        yield from map(annotate, chunks)
        return
    context = multiprocessing.get_context("spawn")  # a fork of a process with threads can hang
    try:
        with ProcessPoolExecutor(workers, mp_context=context) as pool:
            yield from _in_order(pool, annotate, chunks, workers * IN_FLIGHT)
    except BrokenProcessPool as error:
        raise EngineError("A worker process died (out of memory, or killed); try again with fewer --workers.") from error


def _in_order(
    pool: ProcessPoolExecutor, annotate: Annotate, chunks: Iterable[pa.Table], limit: int
) -> Iterator[pa.Table]:
    waiting: deque[Future[pa.Table]] = deque()
    try:
        for chunk in chunks:
            if len(waiting) >= limit:
                yield waiting.popleft().result()
            waiting.append(pool.submit(annotate, chunk))
        while waiting:
            yield waiting.popleft().result()
    finally:
        for future in waiting:
            future.cancel()

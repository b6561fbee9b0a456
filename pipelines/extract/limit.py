"""A limit to the processor time of one release, so that one text can never hold up a build."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VARIABLE, SECONDS = "DUIXIAN_RELEASE_SECONDS", 120.0  # a text of five million characters, the longest that is read, takes about as long


class OverLimit(Exception):
    """What was done took more of the processor than it may."""


def seconds_allowed() -> float:
    """As the environment says, which worker processes share; 0 is no limit. Raises ValueError."""
    return float(os.environ.get(VARIABLE) or SECONDS)


@contextmanager
def limited(seconds: float) -> Iterator[None]:
    """Raise OverLimit within, after so many seconds of the processor: what else the machine does has no say in it.

    Only the main thread of a process can be interrupted, which workers of every engine run in; elsewhere there is no limit.
    """
    if not seconds or threading.current_thread() is not threading.main_thread() or signal.getitimer(signal.ITIMER_PROF)[0]:
        yield
        return

    def stop(*_: object) -> None:
        raise OverLimit(f"more than {seconds:g} s")

    before = signal.signal(signal.SIGPROF, stop)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)

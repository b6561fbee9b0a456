"""One release may take so much of the processor and no more; then its row says so and holds nothing."""

from __future__ import annotations

import threading
import time
from datetime import date

import pyarrow as pa
import pytest

from pipelines.engines import local
from pipelines.extract import annotate as extraction
from pipelines.extract.limit import VARIABLE, OverLimit, limited
from pipelines.extract.model import ANNOTATIONS

SLOW, QUICK = "他们建成了3座桥。" * 60_000, "今年新开工项目12个。"


def releases(*texts: str) -> pa.Table:
    rows = [{"release_key": key, "release_path": f"{key}.txt", "text": text, "issued_on": date(2025, 1, 2)} for key, text in enumerate(texts)]
    return pa.Table.from_pylist(rows, pa.schema([("release_key", pa.uint64()), ("release_path", pa.string()), ("text", pa.string()), ("issued_on", pa.date32())]))


def busy(seconds: float) -> None:
    end = time.thread_time() + seconds
    while time.thread_time() < end:
        pass


def test_what_takes_longer_is_stopped_and_the_next_begins_anew() -> None:
    with pytest.raises(OverLimit), limited(0.05):
        busy(5)
    for _ in range(3):
        with limited(0.2):
            busy(0.1)
    with limited(0):
        busy(0.05)


def test_another_thread_has_no_limit() -> None:
    ended = []

    def work() -> None:
        with limited(0.01):
            busy(0.1)
        ended.append(True)

    one = threading.Thread(target=work)
    one.start()
    one.join()
    assert ended


def test_a_release_that_takes_too_long_has_an_empty_row(monkeypatch: pytest.MonkeyPatch) -> None:
    extraction.annotate(releases(QUICK))  # what is loaded once counts for no release
    monkeypatch.setenv(VARIABLE, "0.5")
    made = extraction.annotate(releases(QUICK, SLOW, QUICK))
    assert made.schema.equals(ANNOTATIONS)
    rows = made.to_pylist()
    assert [row["timed_out_after"] for row in rows] == [None, 0.5, None]
    assert len(rows[0]["figures"]) == len(rows[2]["figures"]) == 1
    assert rows[1]["figures"] == [] and rows[1]["terms"] == [] and rows[1]["chars"] == len(SLOW)


def test_the_limit_holds_in_worker_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "0.01")
    (made,) = local.run(extraction.annotate, [releases(SLOW)], 2)
    assert made["timed_out_after"].to_pylist() == [0.01]

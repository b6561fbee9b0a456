"""Versions keep history, and of each text one current primary is counted."""

from __future__ import annotations

from datetime import date, datetime

from hypothesis import given
from hypothesis import strategies as st

from pipelines.releases.model import key_of
from pipelines.releases.versions import Version, settle

NOW, LATER = datetime(2026, 1, 1), datetime(2026, 2, 1)


def version(path: str, content: str, day: date = date(2023, 1, 1), loaded: datetime = NOW) -> Version:
    return Version(key_of(path, content), path, content, content, day, loaded)


def test_new_content_supersedes_the_old() -> None:
    first = settle([version("a", "1")], {"a": key_of("a", "1")}, NOW)
    both = settle([*first, version("a", "2")], {"a": key_of("a", "2")}, LATER)
    assert [(v.version_no, v.is_current, v.supersedes_key) for v in both] == [
        (1, False, None),
        (2, True, key_of("a", "1")),
    ]


def test_a_removed_path_keeps_its_last_version_marked() -> None:
    one = settle([version("a", "1")], {"a": key_of("a", "1")}, NOW)
    two = settle([*one, version("a", "2")], {"a": key_of("a", "2")}, NOW)
    gone = settle(two, {}, LATER)
    assert [(v.is_current, v.removed) for v in gone] == [(False, False), (False, True)]
    last = next(v for v in gone if v.removed)
    assert (last.sha256, last.removed_at) == ("2", LATER)
    assert settle(gone, {}, datetime(2027, 1, 1)) == gone  # the time of removal stays
    back = settle(gone, {"a": key_of("a", "2")}, datetime(2027, 1, 1))
    assert not any(v.removed or v.removed_at for v in back)


def test_content_that_comes_back_is_the_old_version() -> None:
    two = settle([version("a", "1")], {"a": key_of("a", "1")}, NOW)
    two = settle([*two, version("a", "2")], {"a": key_of("a", "2")}, LATER)
    back = settle(two, {"a": key_of("a", "1")}, LATER)
    assert [(v.version_no, v.is_current) for v in back] == [(1, True), (2, False)]


def test_primary_is_earliest_issued_then_first_loaded_then_by_path() -> None:
    def primary(*versions: Version) -> str:
        settled = settle(versions, {v.release_path: v.release_key for v in versions}, LATER)
        assert len({v.cluster_id for v in settled}) == 1
        return next(v.release_path for v in settled if v.is_cluster_primary)

    assert primary(version("a", "t", date(2023, 2, 1)), version("b", "t", date(2023, 1, 1))) == "b"
    assert primary(version("a", "t", loaded=LATER), version("b", "t", loaded=NOW)) == "b"
    assert primary(version("b", "t"), version("a", "t")) == "a"


def test_a_primary_that_is_gone_hands_over() -> None:
    both = [version("a", "t"), version("b", "t")]
    settled = settle(both, {"b": both[1].release_key}, NOW)
    assert [v.is_cluster_primary for v in settled] == [False, True]


steps = st.lists(st.dictionaries(st.sampled_from("abc"), st.sampled_from("123"), max_size=3), min_size=1, max_size=6)


@given(steps)
def test_history_is_never_lost_and_each_text_counts_once(loads: list[dict[str, str]]) -> None:
    known: dict[int, Version] = {}
    for number, raw in enumerate(loads):
        now = datetime(2026, 1, 1 + number)
        for path, content in raw.items():
            fresh = version(path, content, loaded=now)
            known.setdefault(fresh.release_key, fresh)
        current = {path: key_of(path, content) for path, content in raw.items()}
        before = set(known)
        settled = settle(known.values(), current, now)
        known = {v.release_key: v for v in settled}
        assert set(known) == before
        assert {v.release_path: v.release_key for v in settled if v.is_current} == current
        for path in {v.release_path for v in settled}:
            numbers = [v.version_no for v in settled if v.release_path == path]
            assert numbers == list(range(1, len(numbers) + 1))
            assert sum(v.removed for v in settled if v.release_path == path) == (path not in current)
        shown = [v.text_sha256 for v in settled if v.is_current and v.is_cluster_primary]
        assert sorted(shown) == sorted(set(raw.values()))

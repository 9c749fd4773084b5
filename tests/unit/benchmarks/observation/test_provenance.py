"""Labels before the detector."""

from pathlib import Path

from benchmarks.observation.provenance import Commit, comes_before, detector, provenance


def test_what_is_not_committed_comes_before_nothing() -> None:
    assert not comes_before(Commit(), Commit(id="b", time=9))


def test_labels_come_before_a_detector_that_changed_later() -> None:
    assert comes_before(Commit(id="a", time=1), Commit(id="b", time=2))
    assert not comes_before(Commit(id="a", time=2), Commit(id="b", time=2))


def test_a_file_outside_of_the_repository_has_no_history(tmp_path: Path) -> None:
    found = provenance(tmp_path / "x.json", Commit(id="b", time=9))
    assert found.changed
    assert not found.before_detector


def test_the_detector_has_a_last_change() -> None:
    commit, _ = detector()
    # An export of the sources has no history.
    assert bool(commit.id) == bool(commit.time)

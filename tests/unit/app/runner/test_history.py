"""Old runs are removed."""

from pathlib import Path

from app.runner.history import keep_newest


def test_only_the_newest_are_kept(tmp_path: Path) -> None:
    for name in ("20260101-a", "20260301-a", "20260201-a"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "state.json").write_text("{}")
    (tmp_path / "a-file").write_text("")
    keep_newest(tmp_path, kept=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["20260201-a", "20260301-a", "a-file"]
    keep_newest(tmp_path, kept=2)
    assert len(list(tmp_path.iterdir())) == 3


def test_before_the_first_run_there_is_nothing_to_remove(tmp_path: Path) -> None:
    keep_newest(tmp_path / "missing")

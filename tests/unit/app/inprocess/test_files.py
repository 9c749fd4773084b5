"""A file is written whole or not at all."""

import errno
from pathlib import Path

import pytest

from agents.errors import OutputError, UsageError
from app.inprocess import files
from app.inprocess.files import ensure_writable, write_whole


def test_a_file_is_written_with_its_folders(tmp_path: Path) -> None:
    target = tmp_path / "a" / "b.txt"
    write_whole(target, b"content")
    assert target.read_bytes() == b"content"
    assert target.stat().st_mode & 0o777 == 0o644
    assert [path.name for path in target.parent.iterdir()] == ["b.txt"]


def test_a_full_disk_leaves_the_old_file_and_no_draft(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "a.txt"
    target.write_bytes(b"old")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(OutputError, match="No space left on device") as caught:
        write_whole(target, b"new and longer")
    assert "free some space" in caught.value.advice
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["a.txt"]


def test_a_folder_that_is_a_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError, match=r"file/below\.txt"):
        write_whole(tmp_path / "file" / "below.txt", b"x")


def test_what_can_be_written_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("old")
    ensure_writable(tmp_path / "a")
    ensure_writable(tmp_path / "below" / "b")
    assert [path.name for path in (tmp_path / "below").iterdir()] == []
    assert (tmp_path / "a").read_text() == "old"


@pytest.mark.parametrize(("name", "reason"), [("file/b", "exists"), ("folder", "it is a folder")])
def test_what_cannot_be_written_is_known_before_the_work(tmp_path: Path, name: str, reason: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    with pytest.raises(UsageError, match=reason):
        ensure_writable(tmp_path / name)

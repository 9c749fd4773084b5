"""The `--out` folder is shared with people: careful with what is theirs."""

import json
from pathlib import Path

import pytest

from agents.errors import OutputError, UsageError
from app.inprocess import files as writing
from app.publish.out_folder import LOCK, MANIFEST, OutFile, OutFolder, claimed


def file(path: str, text: str = "ours") -> OutFile:
    return OutFile(path=path, content=text.encode())


def names(folder: Path) -> list[str]:
    found = (path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    return sorted(name for name in found if name not in {MANIFEST, LOCK})


def test_files_are_written_and_listed(tmp_path: Path) -> None:
    OutFolder(tmp_path).write([file("specs/a.spec.ts"), file("report.md", "text")])
    assert names(tmp_path) == ["report.md", "specs/a.spec.ts"]
    assert (tmp_path / "report.md").read_text() == "text"
    assert sorted(json.loads((tmp_path / MANIFEST).read_text())["files"]) == ["report.md", "specs/a.spec.ts"]


def test_a_folder_is_free_again_after_a_run_that_failed(tmp_path: Path) -> None:
    with pytest.raises(OutputError), claimed(tmp_path):
        raise OutputError("the disk is full")
    assert not (tmp_path / LOCK).exists()


def test_a_disk_that_fills_up_lacks_the_largest_files(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def replace(path: Path, content: bytes) -> None:
        if len(content) > 1000:
            raise OSError(28, "No space left on device")
        path.write_bytes(content)

    monkeypatch.setattr(writing, "_replace", replace)
    files = [file("screenshots/a.png", "x" * 2000), file("specs/a.spec.ts"), file("report.md", "text")]
    with pytest.raises(OutputError, match=r"2 of 3 files were saved in .*, without screenshots/a\.png"):
        OutFolder(tmp_path).write(files)
    assert names(tmp_path) == ["report.md", "specs/a.spec.ts"]


def test_what_could_not_be_replaced_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A picture of a former run beside the report of this one would tell lies."""
    OutFolder(tmp_path).write([file("screenshots/a.png", "old"), file("report.md", "old")])
    replace = writing._replace

    def full(path: Path, content: bytes) -> None:
        if path.suffix == ".png":
            raise OSError(28, "No space left on device")
        replace(path, content)

    monkeypatch.setattr(writing, "_replace", full)
    with pytest.raises(OutputError):
        OutFolder(tmp_path).write([file("screenshots/a.png", "a longer one"), file("report.md", "new")])
    assert names(tmp_path) == ["report.md"]


def test_a_long_list_of_what_is_missing_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: Path, __: bytes) -> None:
        raise OSError(28, "No space left on device")

    folder = OutFolder(tmp_path)
    monkeypatch.setattr(OutFolder, "_save", lambda *_: None)
    monkeypatch.setattr(writing, "_replace", full)
    with pytest.raises(OutputError, match=r"0 of 10 files were saved in .*, without f0, .*, f7 and 2 more$"):
        folder.write([file(f"f{at}", "x") for at in range(10)])


def test_what_a_former_run_wrote_is_replaced(tmp_path: Path) -> None:
    OutFolder(tmp_path).write([file("specs/old.spec.ts"), file("report.md", "first")])
    folder = OutFolder(tmp_path)
    folder.write([file("report.md", "second")])
    assert names(tmp_path) == ["report.md"]
    assert not (tmp_path / "specs").exists()
    assert (tmp_path / "report.md").read_text() == "second"
    assert folder.kept == []


def test_files_of_others_are_never_deleted(tmp_path: Path) -> None:
    (tmp_path / "specs").mkdir()
    (tmp_path / "specs" / "mine.spec.ts").write_text("mine")
    (tmp_path / "notes.txt").write_text("mine")
    OutFolder(tmp_path).write([file("specs/a.spec.ts")])
    OutFolder(tmp_path).write([])
    assert names(tmp_path) == ["notes.txt", "specs/mine.spec.ts"]


def test_a_file_of_others_in_the_way_is_moved_aside(tmp_path: Path) -> None:
    (tmp_path / "report.md").write_text("mine")
    (tmp_path / "report.md.kept").write_text("kept before")
    folder = OutFolder(tmp_path)
    folder.write([file("report.md")])
    assert folder.kept == ["report.md.kept2"]
    assert (tmp_path / "report.md.kept2").read_text() == "mine"
    assert (tmp_path / "report.md").read_text() == "ours"


def test_a_folder_in_the_place_of_a_file_is_moved_aside(tmp_path: Path) -> None:
    (tmp_path / "report.md" / "mine").mkdir(parents=True)
    folder = OutFolder(tmp_path)
    folder.write([file("report.md")])
    assert folder.kept == ["report.md.kept"]
    assert (tmp_path / "report.md.kept" / "mine").is_dir()
    assert (tmp_path / "report.md").read_text() == "ours"


def test_a_file_in_the_place_of_a_folder_is_moved_aside(tmp_path: Path) -> None:
    (tmp_path / "specs").write_text("mine")
    folder = OutFolder(tmp_path)
    folder.write([file("specs/a.spec.ts"), file("specs/b.spec.ts")])
    assert folder.kept == ["specs.kept"]
    assert names(tmp_path) == ["specs.kept", "specs/a.spec.ts", "specs/b.spec.ts"]


@pytest.mark.parametrize("again", [[], [file("a.spec.ts", "new")]], ids=["not made again", "made again"])
def test_a_file_of_ours_that_was_edited_is_kept(tmp_path: Path, again: list[OutFile]) -> None:
    OutFolder(tmp_path).write([file("a.spec.ts")])
    (tmp_path / "a.spec.ts").write_text("edited by hand")
    folder = OutFolder(tmp_path)
    folder.write(again)
    assert folder.kept == ["a.spec.ts.kept"]
    assert (tmp_path / "a.spec.ts.kept").read_text() == "edited by hand"


@pytest.mark.parametrize("damage", ["", "{", '{"files": 3}'])
def test_with_a_damaged_list_every_file_counts_as_foreign(tmp_path: Path, damage: str) -> None:
    OutFolder(tmp_path).write([file("a", "first")])
    (tmp_path / MANIFEST).write_text(damage)
    OutFolder(tmp_path).write([file("a", "second")])
    assert names(tmp_path) == ["a", "a.kept"]


def test_a_run_that_died_half_way_leaves_nothing_that_looks_foreign(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    OutFolder(tmp_path).write([file("a", "first"), file("b", "first")])
    replace = writing._replace

    def dies(path: Path, content: bytes) -> None:
        if path.name == "b":
            raise OSError(28, "No space left on device")
        replace(path, content)

    monkeypatch.setattr(writing, "_replace", dies)
    with pytest.raises(OutputError, match="1 of 2 files were saved"):
        OutFolder(tmp_path).write([file("a", "second"), file("b", "second")])
    monkeypatch.undo()
    folder = OutFolder(tmp_path)
    folder.write([file("a", "third"), file("b", "third")])
    assert folder.kept == []
    assert (tmp_path / "b").read_text() == "third"


def test_a_file_that_cannot_be_moved_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "a").write_text("mine")

    def refuses(_: Path, __: Path) -> Path:
        raise OSError(13, "Permission denied")

    monkeypatch.setattr(Path, "rename", refuses)
    with pytest.raises(OutputError, match="Permission denied"):
        OutFolder(tmp_path).write([file("a")])
    assert (tmp_path / "a").read_text() == "mine"


def test_a_claimed_folder_is_made_and_its_lock_removed(tmp_path: Path) -> None:
    with claimed(tmp_path / "new" / "out") as folder:
        assert (folder.path / LOCK).exists()
    assert list(folder.path.iterdir()) == []


def test_two_runs_cannot_use_the_same_folder(tmp_path: Path) -> None:
    with claimed(tmp_path), pytest.raises(UsageError, match="another run is writing"), claimed(tmp_path):
        pass
    with claimed(tmp_path):
        pass


def test_a_lock_that_a_killed_run_left_behind_does_not_matter(tmp_path: Path) -> None:
    (tmp_path / LOCK).write_text("")
    with claimed(tmp_path):
        pass


def test_a_folder_that_is_a_file(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("")
    with pytest.raises(UsageError, match="it is a file"), claimed(tmp_path / "out"):
        pass


def test_a_folder_that_cannot_be_written() -> None:
    with pytest.raises(UsageError, match="cannot write to the folder"), claimed(Path("/proc/greenroom")):
        pass

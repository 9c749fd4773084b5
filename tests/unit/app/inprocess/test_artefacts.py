"""The file store (what all stores must do is in tests/contract/test_stores.py)."""

from pathlib import Path

import pytest

from agents.errors import OutputError
from app.inprocess.artefacts import DiskArtefacts, DiskRunStates, make_folder
from app.security.secrets import Masker


async def test_all_paths_are_listed_in_order(tmp_path: Path) -> None:
    store = DiskArtefacts(tmp_path)
    for path in ("b.txt", "a/z.txt", "a/b.txt"):
        await store.put(path, b"")
    assert store.paths() == ("a/b.txt", "a/z.txt", "b.txt")


async def test_an_unreadable_artefact_is_an_output_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(_: Path) -> bytes:
        raise OSError(5, "Input/output error")

    await DiskArtefacts(tmp_path).put("a", b"")
    monkeypatch.setattr(Path, "read_bytes", broken)
    with pytest.raises(OutputError, match="Input/output error"):
        await DiskArtefacts(tmp_path).get("a")


async def test_a_stored_state_holds_no_secret(tmp_path: Path) -> None:
    """Promise 7."""
    states = DiskRunStates(tmp_path, Masker(["hunter22"]))
    await states.save("run-1", '{"error": "filled in hunter22"}')
    assert (tmp_path / "run-1" / "state.json").read_text() == '{"error": "filled in ***"}'


def test_our_folder_is_not_committed_by_accident(tmp_path: Path) -> None:
    folder = make_folder(tmp_path / ".greenroom")
    assert (folder / ".gitignore").read_text() == "*\n"
    (folder / ".gitignore").write_text("changed\n")
    make_folder(folder)
    assert (folder / ".gitignore").read_text() == "changed\n"


def test_a_folder_that_cannot_be_made(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        make_folder(tmp_path / "file" / "x")

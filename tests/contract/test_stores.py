"""What every artefact store and every run state store must do."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agents.errors import OutputError
from agents.ports import Artefacts, RunStates
from app.inprocess.artefacts import DiskArtefacts, DiskRunStates
from app.security.secrets import Masker
from tests.fakes.stores import FakeRunStates


@pytest.fixture(params=[DiskArtefacts], ids=["disk"])
def artefacts(request: pytest.FixtureRequest, tmp_path: Path) -> Artefacts:
    make: Callable[[Path], Artefacts] = request.param
    return make(tmp_path / "run")


def _disk(folder: Path) -> RunStates:
    return DiskRunStates(folder, Masker(()))


def _fake(_: Path) -> RunStates:
    return FakeRunStates()


@pytest.fixture(params=[_disk, _fake], ids=["disk", "fake"])
def states(request: pytest.FixtureRequest, tmp_path: Path) -> RunStates:
    make: Callable[[Path], RunStates] = request.param
    return make(tmp_path / "runs")


async def test_what_was_put_can_be_got(artefacts: Artefacts) -> None:
    content = b"\x89PNG\r\n\x00 any bytes"
    assert await artefacts.put("screens/a.png", content) == "screens/a.png"
    assert await artefacts.get("screens/a.png") == content


async def test_putting_again_replaces(artefacts: Artefacts) -> None:
    await artefacts.put("a.txt", b"a longer first text")
    await artefacts.put("a.txt", b"second")
    assert await artefacts.get("a.txt") == b"second"


@pytest.mark.parametrize("path", ["missing.txt", "folder", "a.txt/below"])
async def test_getting_what_is_not_there(artefacts: Artefacts, path: str) -> None:
    await artefacts.put("folder/x", b"")
    await artefacts.put("a.txt", b"")
    with pytest.raises(KeyError):
        await artefacts.get(path)


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../b", ""])
async def test_no_path_leads_outside(artefacts: Artefacts, path: str) -> None:
    with pytest.raises(OutputError, match="not a path inside"):
        await artefacts.put(path, b"x")
    with pytest.raises(OutputError):
        await artefacts.get(path)


async def test_a_path_through_a_file_cannot_be_put(artefacts: Artefacts) -> None:
    await artefacts.put("a", b"file")
    with pytest.raises(OutputError, match="cannot write"):
        await artefacts.put("a/b", b"x")
    assert await artefacts.get("a") == b"file"


async def test_a_state_is_replaced_whole(states: RunStates) -> None:
    """S039: the last saved state is the one that is read; runs do not mix."""
    await states.save("run-1", '{"a": "first and longer"}')
    await states.save("run-2", "{}")
    await states.save("run-1", '{"a": "second"}')
    assert await states.load("run-1") == '{"a": "second"}'
    assert await states.load("run-2") == "{}"


async def test_an_unknown_run_has_no_state(states: RunStates) -> None:
    assert await states.load("run-9") is None

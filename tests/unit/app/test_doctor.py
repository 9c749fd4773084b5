"""What doctor says of machines that are well and of machines that are not."""

import io
import json
from pathlib import Path
from types import SimpleNamespace

import pytest
from rich.console import Console

from agents.browser import chromium
from agents.execution import toolchain
from app import doctor
from app.doctor import Check, Status, render_json, render_table, run_checks, worst
from app.machine import Outcome
from app.settings import Settings
from tests.unit.machine_twin import DONE, MachineTwin, write_program

PAGE = Outcome(ok=True, said="<title>greenroom-doctor</title>")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "bin"


@pytest.fixture
def settings(tmp_path: Path, folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A machine where all is well."""
    monkeypatch.setattr(toolchain, "_wheel_folder", lambda: None)
    monkeypatch.setattr(chromium, "_MAC_APPLICATIONS", ())
    monkeypatch.setattr(chromium.os, "geteuid", lambda: 1000)
    write_program(folder / "node", "echo v22.1.0")
    write_program(folder / "npm", "/bin/mkdir -p node_modules/@playwright")
    write_program(folder / "chromium", "echo Chromium 150.0.1.1")
    write_program(folder / "unshare", "exit 0")
    environ = {"PATH": str(folder), "HOME": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "own")}
    return Settings.from_environ(environ)


@pytest.fixture
def machine() -> MachineTwin:
    return (
        MachineTwin()
        .on("--dump-dom", PAGE)
        .on("--version", DONE)
        .on("fc-list", Outcome(ok=True, said="a\nb\n"))
    )


def by_name(checks: list[Check]) -> dict[str, Check]:
    return {check.name: check for check in checks}


def test_all_is_well(settings: Settings, machine: MachineTwin) -> None:
    checks = run_checks(settings, machine)
    assert {check.status for check in checks} == {Status.OK}
    found = by_name(checks)
    assert found["Node"].detail.startswith("22.1.0 (system)")
    assert found["Node packages"].detail.startswith("installed just now")
    assert found["fonts"].detail == "2 found"
    assert not by_name(run_checks(settings, machine))["Node packages"].detail.startswith("installed")


def test_no_node_means_no_packages(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    (folder / "node").unlink()
    found = by_name(run_checks(settings, machine))
    assert found["Node"].status is Status.FAIL
    assert "make setup" in found["Node"].what_to_do
    assert "Node packages" not in found


def test_packages_that_cannot_be_had(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    write_program(folder / "npm", "exit 1")
    found = by_name(run_checks(settings, machine))["Node packages"]
    assert found.status is Status.FAIL
    assert "tried: `npm ci`" in found.detail


def test_no_chromium_means_no_further_looks(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    (folder / "chromium").unlink()
    found = by_name(run_checks(settings, machine))
    assert found["Chromium"].status is Status.FAIL
    assert "Chromium starts" not in found


@pytest.mark.parametrize(
    "answer", [Outcome(ok=True, said="<html>"), Outcome(ok=False, said="greenroom-doctor crashed")]
)
def test_a_chromium_that_loads_no_page(settings: Settings, answer: Outcome) -> None:
    machine = MachineTwin().on("--dump-dom", answer).on("--version", DONE)
    assert by_name(run_checks(settings, machine))["Chromium starts"].status is Status.FAIL


def test_no_sandbox_is_a_warning(settings: Settings, machine: MachineTwin, folder: Path) -> None:
    write_program(folder / "unshare", "exit 1")
    found = by_name(run_checks(settings, machine))["Chromium's sandbox"]
    assert found.status is Status.WARN
    assert "ordinary user" in found.what_to_do


def test_the_driver_does_not_start(settings: Settings) -> None:
    machine = MachineTwin().on("--dump-dom", PAGE)
    found = by_name(run_checks(settings, machine))["Playwright's driver"]
    assert (found.status, found.detail) == (Status.FAIL, "it failed")


@pytest.mark.parametrize(
    ("answer", "status", "detail"),
    [
        (Outcome(ok=True, said=""), Status.WARN, "none found"),
        (Outcome(ok=False, said="not found"), Status.OK, "not looked at (fc-list does not run here)"),
    ],
)
def test_fonts(settings: Settings, answer: Outcome, status: Status, detail: str) -> None:
    machine = MachineTwin().on("--dump-dom", PAGE).on("fc-list", answer)
    found = by_name(run_checks(settings, machine))["fonts"]
    assert (found.status, found.detail) == (status, detail)


def test_two_versions_of_playwright(
    settings: Settings, machine: MachineTwin, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor.metadata, "version", lambda name: "1.2.3")
    found = by_name(run_checks(settings, machine))["Playwright"]
    assert found.status is Status.WARN
    assert found.detail.startswith("Python 1.2.3, Node 1.")


def test_a_cache_that_cannot_be_written(settings: Settings, machine: MachineTwin, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    blocked = settings.model_copy(update={"cache_dir": tmp_path / "file" / "cache"})
    found = by_name(run_checks(blocked, machine))
    assert found["cache folder"].status is Status.FAIL
    assert found["Node packages"].status is Status.FAIL


def test_little_space(settings: Settings, machine: MachineTwin, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor.shutil, "disk_usage", lambda path: SimpleNamespace(free=1024))
    found = by_name(run_checks(settings, machine))["cache folder"]
    assert found.status is Status.WARN
    assert "500 MiB" in found.what_to_do


def test_the_real_machine_is_the_default(settings: Settings) -> None:
    assert by_name(run_checks(settings))["Chromium starts"].status is Status.FAIL


def test_the_worst_decides() -> None:
    well, odd, bad = (Check(name=status, status=status, detail="") for status in Status)
    assert worst([]) is Status.OK
    assert worst([well, odd]) is Status.WARN
    assert worst([bad, odd]) is Status.FAIL


def test_the_table_shows_every_column_and_takes_nothing_for_markup() -> None:
    console = Console(width=100, record=True, file=io.StringIO())
    console.print(
        render_table([Check(name="Node", status=Status.FAIL, detail="[red]/x", what_to_do="do it")])
    )
    text = console.export_text()
    assert all(word in text for word in ("Node", "fail", "[red]/x", "do it"))


def test_the_json_document() -> None:
    document = json.loads(render_json([Check(name="Node", status=Status.WARN, detail="é")]))
    assert document["schema_version"] == "1"
    assert document["status"] == "warn"
    assert document["checks"] == [{"name": "Node", "status": "warn", "detail": "é", "what_to_do": ""}]

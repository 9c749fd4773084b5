"""Getting a Chromium, on machines of every kind."""

import json
from pathlib import Path

import pytest

from agents.browser import chromium
from agents.browser.chromium import Chromium, ChromiumSource
from agents.execution import certificates
from app.browser_setup import REFUSAL_LASTS_SECONDS, BrowserSetup, Refusal
from app.machine import Outcome
from app.settings import Settings
from tests.unit.machine_twin import DONE, MachineTwin, write_program

PLAN = Outcome(ok=True, said="Chrome 159\n  Download url:   https://cdn.example/chrome.zip\n")
NO_LIBRARY = Outcome(ok=False, said="error while loading shared libraries: libatomic.so.1: cannot open")


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """A machine with apt-get and no browser."""
    monkeypatch.setattr(chromium, "_MAC_APPLICATIONS", ())
    write_program(tmp_path / "bin" / "apt-get")
    environ = {
        "PATH": str(tmp_path / "bin"),
        "HOME": str(tmp_path),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "own"),
    }
    return Settings.from_environ(environ)


def system_browser(settings: Settings, says: str = "echo Chromium 150.0.1.1") -> Outcome:
    write_program(Path(settings.variables["PATH"]) / "chromium", says)
    return DONE


def own_browser(tmp_path: Path, says: str = "echo Chromium 159.0.1.1") -> Outcome:
    build = tmp_path / "own" / f"chromium-{_revision()}"
    write_program(build / "chrome-linux64" / "chrome", says)
    (build / "INSTALLATION_COMPLETE").touch()
    return DONE


def _revision() -> str:
    document = json.loads(
        (chromium._playwright_package() / "driver" / "package" / "browsers.json").read_text()
    )
    return next(browser["revision"] for browser in document["browsers"] if browser["name"] == "chromium")


def prepare(settings: Settings, machine: MachineTwin) -> Chromium:
    return BrowserSetup(settings, lambda line: None, machine).prepare_chromium()


def test_playwrights_own_is_there(settings: Settings, tmp_path: Path) -> None:
    own_browser(tmp_path)
    machine = MachineTwin()
    assert prepare(settings, machine).source is ChromiumSource.PLAYWRIGHT
    assert machine.diary == []


def test_a_named_one_is_taken_or_nothing(settings: Settings, tmp_path: Path) -> None:
    system_browser(settings)
    named = settings.model_copy(update={"chromium": tmp_path / "nothing"})
    machine = MachineTwin()
    assert prepare(named, machine).path is None
    assert machine.diary == []


def test_the_download_answers(settings: Settings, tmp_path: Path) -> None:
    machine = MachineTwin().on("--dry-run", PLAN).on("install --only-shell", lambda: own_browser(tmp_path))
    found = prepare(settings, machine)
    assert found.source is ChromiumSource.PLAYWRIGHT
    assert machine.did("ask https://cdn.example/chrome.zip") == 1
    assert found.tried == ("playwright install --only-shell chromium: done",)


def test_the_download_trusts_what_the_system_trusts(
    settings: Settings, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bundle = tmp_path / "bundle.crt"
    bundle.touch()
    monkeypatch.setattr(certificates, "BUNDLES", (bundle,))
    machine = MachineTwin().on("--dry-run", PLAN).on("install --only-shell", lambda: own_browser(tmp_path))
    prepare(settings, machine)
    assert machine.told[-1]["NODE_EXTRA_CA_CERTS"] == str(bundle)


def test_the_download_lacks_libraries(settings: Settings, tmp_path: Path) -> None:
    machine = MachineTwin().on("--dry-run", PLAN)
    machine.on("install --only-shell", lambda: own_browser(tmp_path, "exit 127"))
    machine.on("install-deps", lambda: own_browser(tmp_path))
    assert prepare(settings, machine).source is ChromiumSource.PLAYWRIGHT
    assert machine.did("apt_install") == 0


def test_a_silent_download_gives_way_to_the_systems_and_is_remembered(settings: Settings) -> None:
    system_browser(settings)
    machine = MachineTwin(silent="https://cdn.example does not answer").on("--dry-run", PLAN)
    assert prepare(settings, machine).source is ChromiumSource.SYSTEM
    assert prepare(settings, machine).source is ChromiumSource.SYSTEM
    assert machine.did("ask") == 1
    assert machine.did("install --only-shell chromium") == machine.did("--dry-run")
    machine.at += REFUSAL_LASTS_SECONDS + 1
    prepare(settings, machine)
    assert machine.did("ask") == 2


def test_a_download_that_breaks_off_is_remembered_too(settings: Settings) -> None:
    system_browser(settings)
    machine = (
        MachineTwin().on("--dry-run", PLAN).on("install --only-shell", Outcome(ok=False, said="broken pipe"))
    )
    found = prepare(settings, machine)
    assert found.source is ChromiumSource.SYSTEM
    assert "broken pipe" in found.tried[0]
    prepare(settings, machine)
    assert machine.did("--dry-run") == 1


@pytest.mark.parametrize(
    "plan", [Outcome(ok=False, said="unsupported"), Outcome(ok=True, said="nothing here")]
)
def test_playwright_names_no_build(settings: Settings, plan: Outcome) -> None:
    machine = MachineTwin().on("--dry-run", plan).on("apt_install chromium", lambda: system_browser(settings))
    found = prepare(settings, machine)
    assert found.source is ChromiumSource.SYSTEM
    assert "names no build" in found.tried[0]
    assert machine.did("ask") == 0


def test_the_distributions_package_comes_last(settings: Settings) -> None:
    machine = MachineTwin(silent="no").on("--dry-run", PLAN)
    machine.on("apt_install chromium", lambda: system_browser(settings))
    found = prepare(settings, machine)
    assert found.source is ChromiumSource.SYSTEM
    assert "apt-get install chromium-headless-shell fonts-liberation: done" in found.tried


def test_apt_fails(settings: Settings) -> None:
    machine = MachineTwin(silent="no").on("--dry-run", PLAN)
    found = prepare(settings, machine)
    assert found.path is None
    assert any("needs root, or sudo" in line for line in found.tried)


def test_ubuntus_package_is_not_tried(settings: Settings) -> None:
    machine = MachineTwin(silent="no", linux="ubuntu").on("--dry-run", PLAN)
    found = prepare(settings, machine)
    assert any("pointer to a snap" in line for line in found.tried)
    assert machine.did("apt_install") == 0


def test_a_machine_without_apt(settings: Settings) -> None:
    (Path(settings.variables["PATH"]) / "apt-get").unlink()
    found = prepare(settings, MachineTwin(silent="no").on("--dry-run", PLAN))
    assert any("there is no apt-get here" in line for line in found.tried)


def test_a_memory_that_cannot_be_read_is_no_memory(settings: Settings) -> None:
    system_browser(settings)
    settings.cache_dir.mkdir(parents=True)
    (settings.cache_dir / "chromium-download.json").write_text("{broken")
    machine = MachineTwin(silent="no").on("--dry-run", PLAN)
    prepare(settings, machine)
    assert machine.did("ask") == 1


def test_how_long_a_refusal_holds() -> None:
    refusal = Refusal(playwright="1.65.2", at=1000, reason="no")
    assert refusal.still_holds("1.65.2", 1001)
    assert not refusal.still_holds("1.66.0", 1001)
    assert not refusal.still_holds("1.65.2", 999)
    assert not refusal.still_holds("1.65.2", 1000 + REFUSAL_LASTS_SECONDS)


def test_the_driver_starts(settings: Settings) -> None:
    machine = MachineTwin().on("playwright --version", DONE)
    assert [attempt.ok for attempt in BrowserSetup(settings, print, machine).prepare_driver()] == [True]


def test_the_driver_lacks_its_library(settings: Settings) -> None:
    answers = [NO_LIBRARY, DONE]
    machine = (
        MachineTwin().on("playwright --version", lambda: answers.pop(0)).on("apt_install libatomic1", DONE)
    )
    attempts = BrowserSetup(settings, lambda line: None, machine).prepare_driver()
    assert [attempt.ok for attempt in attempts] == [False, True, True]


def test_the_driver_fails_for_another_reason(settings: Settings) -> None:
    machine = MachineTwin().on("playwright --version", Outcome(ok=False, said="exec format error"))
    attempts = BrowserSetup(settings, print, machine).prepare_driver()
    assert [str(attempt) for attempt in attempts] == ["playwright --version: exec format error"]

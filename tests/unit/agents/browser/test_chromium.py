"""Finding a Chromium among browsers that are shell scripts."""

from pathlib import Path

import pytest

from agents.browser import chromium
from agents.browser.chromium import (
    NO_SANDBOX,
    QUIET_FLAGS,
    Chromium,
    ChromiumSource,
    find_chromium,
    playwright_browsers_folder,
)
from tests.unit.machine_twin import write_program

REAL_PACKAGE = chromium._playwright_package
REVISIONS = '{"browsers": [{"name": "chromium",\n "revision": "77"}]}'


@pytest.fixture(autouse=True)
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A Playwright package that wants build 77."""
    folder = tmp_path / "site" / "playwright"
    (folder / "driver" / "package").mkdir(parents=True)
    (folder / "driver" / "package" / "browsers.json").write_text(REVISIONS)
    monkeypatch.setattr(chromium, "_playwright_package", lambda: folder)
    return folder


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    (tmp_path / "bin").mkdir()
    return {
        "PATH": str(tmp_path / "bin"),
        "HOME": str(tmp_path / "home"),
        "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path / "own"),
    }


def give_browser(path: Path, says: str = "Chromium 150.0.7.1 built on something") -> Path:
    return write_program(path, f"echo '{says}'")


def give_playwrights_own(tmp_path: Path, *, build: str = "77", complete: bool = True) -> Path:
    folder = tmp_path / "own" / f"chromium-{build}"
    path = give_browser(folder / "chrome-linux64" / "chrome", "Chromium 159.0.1.2")
    if complete:
        (folder / "INSTALLATION_COMPLETE").touch()
    return path


def test_nothing_is_found_and_the_search_is_told(tmp_path: Path, environ: dict[str, str]) -> None:
    found = find_chromium(environ, applications=tmp_path / "none")
    assert found.path is None
    assert found.source is None
    assert f"Playwright's own in {tmp_path / 'own'}" in found.tried
    assert any("google-chrome" in line for line in found.tried)


def test_playwrights_own_goes_before_the_systems(tmp_path: Path, environ: dict[str, str]) -> None:
    give_browser(tmp_path / "bin" / "chromium")
    own = give_playwrights_own(tmp_path)
    found = find_chromium(environ)
    assert (found.path, found.source, found.version) == (own, ChromiumSource.PLAYWRIGHT, "159.0.1.2")


@pytest.mark.parametrize("change", [{"build": "76"}, {"complete": False}])
def test_a_build_that_is_not_ours_or_not_whole_is_not_taken(
    tmp_path: Path, environ: dict[str, str], change: dict[str, str | bool]
) -> None:
    give_playwrights_own(tmp_path, **change)  # type: ignore[arg-type]
    give_browser(tmp_path / "bin" / "google-chrome", "Google Chrome 151.0.1.1")
    found = find_chromium(environ)
    assert (found.source, found.version) == (ChromiumSource.SYSTEM, "151.0.1.1")


def test_a_list_of_builds_without_chromium(package: Path, tmp_path: Path, environ: dict[str, str]) -> None:
    (package / "driver" / "package" / "browsers.json").write_text("{}")
    give_playwrights_own(tmp_path)
    assert find_chromium(environ, applications=tmp_path / "none").path is None


def test_one_that_does_not_start_is_passed_over_and_named(tmp_path: Path, environ: dict[str, str]) -> None:
    write_program(tmp_path / "bin" / "chromium", "echo 'libnss3.so: cannot open' >&2; exit 127")
    edge = give_browser(tmp_path / "bin" / "microsoft-edge", "Microsoft Edge 149.0.1")
    found = find_chromium(environ)
    assert found.path == edge
    assert "libnss3.so" in found.tried[0]


def test_a_named_one_is_never_replaced(tmp_path: Path, environ: dict[str, str]) -> None:
    give_browser(tmp_path / "bin" / "chromium")
    named = give_browser(tmp_path / "mine")
    assert find_chromium(environ, explicit=named).source is ChromiumSource.EXPLICIT
    missing = find_chromium(environ, explicit=tmp_path / "nothing")
    assert missing.path is None
    assert len(missing.tried) == 1
    assert "does not start" in missing.tried[0]


def test_applications_of_a_mac(tmp_path: Path, environ: dict[str, str]) -> None:
    path = give_browser(tmp_path / "apps" / "Google Chrome.app/Contents/MacOS/Google Chrome")
    assert find_chromium(environ, applications=tmp_path / "apps").path == path


@pytest.mark.parametrize(("answer", "works"), [("exit 0", True), ("exit 1", False)])
def test_the_sandbox_is_on_where_user_namespaces_are_allowed(
    tmp_path: Path, environ: dict[str, str], answer: str, *, works: bool
) -> None:
    give_browser(tmp_path / "bin" / "chromium")
    write_program(tmp_path / "bin" / "unshare", answer)
    found = find_chromium(environ, as_root=False)
    assert found.sandbox is works
    assert (NO_SANDBOX in found.flags) is not works


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="asks Linux for the session")
def test_a_ctrl_c_does_not_reach_the_browser_that_is_asked_for_its_version(
    tmp_path: Path, environ: dict[str, str]
) -> None:
    """It would die of it, and be taken for one that does not start."""
    own_session = "read -r _ _ _ _ _ session _ < /proc/$$/stat; [ $session = $$ ]"
    write_program(tmp_path / "bin" / "chromium", f"{own_session} && echo 'Chromium 150.0.7.1'")
    assert find_chromium(environ).version == "150.0.7.1"


def test_root_has_no_sandbox(tmp_path: Path, environ: dict[str, str]) -> None:
    give_browser(tmp_path / "bin" / "chromium")
    write_program(tmp_path / "bin" / "unshare", "exit 0")
    assert find_chromium(environ, as_root=True).flags == (NO_SANDBOX, *QUIET_FLAGS)


@pytest.mark.parametrize(("platform", "works"), [("linux", False), ("darwin", True)])
def test_where_the_sandbox_cannot_be_asked_about(
    tmp_path: Path, environ: dict[str, str], monkeypatch: pytest.MonkeyPatch, platform: str, *, works: bool
) -> None:
    give_browser(tmp_path / "bin" / "chromium")
    monkeypatch.setattr(chromium.sys, "platform", platform)
    assert find_chromium(environ, as_root=False).sandbox is works


def test_the_quiet_flags_are_always_there() -> None:
    assert Chromium().flags == QUIET_FLAGS


def test_where_playwright_keeps_its_browsers(package: Path) -> None:
    home = {"HOME": "/h"}
    assert playwright_browsers_folder(home, platform="linux") == Path("/h/.cache/ms-playwright")
    assert playwright_browsers_folder(home | {"XDG_CACHE_HOME": "/c"}, platform="linux") == Path(
        "/c/ms-playwright"
    )
    assert playwright_browsers_folder(home, platform="darwin") == Path("/h/Library/Caches/ms-playwright")
    inside = package / "driver" / "package" / ".local-browsers"
    assert playwright_browsers_folder({"PLAYWRIGHT_BROWSERS_PATH": "0"}) == inside


def test_the_installed_playwright_names_its_build() -> None:
    package = REAL_PACKAGE()
    assert '"name": "chromium"' in (package / "driver" / "package" / "browsers.json").read_text()


def test_playwright_is_not_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(chromium.importlib.util, "find_spec", lambda name: None)
    with pytest.raises(ModuleNotFoundError, match="playwright is not installed"):
        REAL_PACKAGE()


def test_the_headless_shell_goes_before_the_whole_browser(
    tmp_path: Path, environ: dict[str, str], package: Path
) -> None:
    give_browser(tmp_path / "bin" / "chromium")
    shell = give_browser(tmp_path / "bin" / "chromium-headless-shell")
    assert find_chromium(environ).path == shell
    whole = give_playwrights_own(tmp_path)
    assert find_chromium(environ).path == whole
    revisions = REVISIONS.replace("]}", ', {"name": "chromium-headless-shell",\n "revision": "78"}]}')
    (package / "driver" / "package" / "browsers.json").write_text(revisions)
    folder = tmp_path / "own" / "chromium_headless_shell-78"
    own = give_browser(folder / "chrome-linux" / "headless_shell")
    (folder / "INSTALLATION_COMPLETE").touch()
    assert find_chromium(environ).path == own

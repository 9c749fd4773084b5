"""Find a Chromium to drive, and say which flags it needs on this machine. Nothing is downloaded here."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from enum import StrEnum
from pathlib import Path

from agents.domain.base import Model

QUIET_FLAGS = (
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)
NO_SANDBOX = "--no-sandbox"

# The headless shell first: it is what Playwright itself runs headless, and starts pages in half the time.
_SYSTEM_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "google-chrome",
    "google-chrome-stable",
    "chromium-browser",
    "microsoft-edge",
    "microsoft-edge-stable",
)
_MAC_APPLICATIONS = (
    "Chromium.app/Contents/MacOS/Chromium",
    "Google Chrome.app/Contents/MacOS/Google Chrome",
    "Microsoft Edge.app/Contents/MacOS/Microsoft Edge",
)
_PLAYWRIGHT_BUILDS = (
    ("chromium-headless-shell", ("chrome-*/chrome-headless-shell", "chrome-*/headless_shell")),
    ("chromium", ("chrome-*/chrome", "chrome-mac*/*.app/Contents/MacOS/*")),
)
_VERSION = re.compile(r"(\d+(?:\.\d+){1,3})")
_PROBE_TIMEOUT_SECONDS = 20.0


class ChromiumSource(StrEnum):
    """Where a Chromium comes from."""

    EXPLICIT = "explicit"
    PLAYWRIGHT = "playwright"
    SYSTEM = "system"


class Chromium(Model):
    """What was found. `path` is None when there is nothing to drive; `tried` then says what was looked at."""

    path: Path | None = None
    source: ChromiumSource | None = None
    version: str | None = None
    sandbox: bool = True
    tried: tuple[str, ...] = ()

    @property
    def flags(self) -> tuple[str, ...]:
        """The command line flags to launch with (Playwright: `args`, and `chromium_sandbox=self.sandbox`)."""
        return QUIET_FLAGS if self.sandbox else (NO_SANDBOX, *QUIET_FLAGS)


def find_chromium(
    environ: Mapping[str, str],
    *,
    explicit: Path | None = None,
    applications: Path = Path("/Applications"),
    as_root: bool | None = None,
) -> Chromium:
    """Find a Chromium that starts: the named one, else Playwright's own, else one of the system.

    One that was named is never silently replaced by another.
    """
    tried: list[str] = []
    for source, path in _candidates(environ, explicit, applications):
        version, problem = _version(path, environ)
        if version is not None:
            sandbox = _sandbox_works(environ, as_root=os.geteuid() == 0 if as_root is None else as_root)
            return Chromium(path=path, source=source, version=version, sandbox=sandbox, tried=tuple(tried))
        tried.append(f"{path}: {problem}")
    if explicit is None:
        tried.append(f"Playwright's own in {playwright_browsers_folder(environ)}")
        tried.append(f"{', '.join(_SYSTEM_NAMES)} on the search path")
    return Chromium(tried=tuple(tried))


def playwright_browsers_folder(environ: Mapping[str, str], *, platform: str = sys.platform) -> Path:
    """The folder that `playwright install` fills."""
    named = environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    if named == "0":  # Playwright's word for "inside the package"
        return _playwright_package() / "driver" / "package" / ".local-browsers"
    if named:
        return Path(named)
    home = Path(environ.get("HOME") or Path.home())
    if platform == "darwin":
        return home / "Library" / "Caches" / "ms-playwright"
    return Path(environ.get("XDG_CACHE_HOME") or home / ".cache") / "ms-playwright"


def _candidates(
    environ: Mapping[str, str], explicit: Path | None, applications: Path
) -> Iterator[tuple[ChromiumSource, Path]]:
    if explicit is not None:
        yield ChromiumSource.EXPLICIT, explicit
        return
    for path in _playwright_builds(environ):
        yield ChromiumSource.PLAYWRIGHT, path
    for name in _SYSTEM_NAMES:
        found = shutil.which(name, path=environ.get("PATH", os.defpath))
        if found is not None:
            yield ChromiumSource.SYSTEM, Path(found)
    for application in _MAC_APPLICATIONS:
        if (applications / application).is_file():
            yield ChromiumSource.SYSTEM, applications / application


def _playwright_builds(environ: Mapping[str, str]) -> Iterator[Path]:
    """The builds that this Playwright was made for; an older one is no better than a system browser."""
    revisions = (_playwright_package() / "driver" / "package" / "browsers.json").read_text(encoding="utf-8")
    for name, binaries in _PLAYWRIGHT_BUILDS:
        match = re.search(rf'"name": "{name}",\s*"revision": "(\d+)"', revisions)
        if match is None:
            continue
        folder = playwright_browsers_folder(environ) / f"{name.replace('-', '_')}-{match[1]}"
        if (folder / "INSTALLATION_COMPLETE").is_file():
            yield from sorted(path for binary in binaries for path in folder.glob(binary) if path.is_file())


def _playwright_package() -> Path:
    found = importlib.util.find_spec("playwright")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("The Python package playwright is not installed.", name="playwright")
    return Path(found.origin).parent


def _version(path: Path, environ: Mapping[str, str]) -> tuple[str | None, str]:
    """Return the version, or None and the reason why this browser is of no use."""
    try:
        answer = subprocess.run(
            [path, "--version"],
            check=False,
            env=dict(environ),
            capture_output=True,
            text=True,
            timeout=_PROBE_TIMEOUT_SECONDS,
            # A Ctrl-C is meant for us; a browser that died of it would be taken for one that does not start.
            start_new_session=True,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return None, f"does not start ({error})"
    match = _VERSION.search(answer.stdout)
    if answer.returncode != 0 or match is None:
        # A missing shared library shows here, and so does Ubuntu's stand-in that asks for a snap.
        said = (answer.stderr or answer.stdout).strip()[-300:]
        return None, f"does not start (exit code {answer.returncode}: {said})"
    return match[1], ""


def _sandbox_works(environ: Mapping[str, str], *, as_root: bool) -> bool:
    """Chromium refuses its sandbox to root, and needs user namespaces, which many containers forbid."""
    if as_root:
        return False
    unshare = shutil.which("unshare", path=environ.get("PATH", os.defpath))
    if unshare is None:
        # Other systems have a sandbox of another kind; a Linux too bare to be asked gets none.
        return sys.platform != "linux"
    command = [unshare, "--user", "--pid", "--net", "--fork", "true"]
    probe = subprocess.run(
        command, check=False, capture_output=True, timeout=_PROBE_TIMEOUT_SECONDS, start_new_session=True
    )
    return probe.returncode == 0

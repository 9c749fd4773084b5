"""Get a Chromium: Playwright's own where its download answers, else the system's, else the distribution's."""

import os
import re
import shutil
import sys
from collections.abc import Callable, Mapping
from importlib import metadata
from pathlib import Path

from pydantic import ValidationError
from typing_extensions import override

from agents.browser.chromium import Chromium, ChromiumSource, find_chromium
from agents.domain.base import Model
from agents.execution.certificates import trusting_the_system
from app.machine import Machine
from app.settings import Settings

DRIVER_ADVICE = (
    "Playwright's driver is a Node of its own that needs libatomic (Debian and Ubuntu: "
    "`sudo apt-get install libatomic1`); where it does not run, name another Node in PLAYWRIGHT_NODEJS_PATH."
)
CHROMIUM_ADVICE = (
    "Install a Chromium or Google Chrome (Debian: `sudo apt-get install chromium-headless-shell`; Ubuntu: "
    "Google's .deb, since its own package is a snap; macOS: `brew install --cask google-chrome`), or name "
    "one in GREENROOM_CHROMIUM, then run `make setup` again."
)
REFUSAL_LASTS_SECONDS = 7 * 24 * 3600.0

_PLAN_TIMEOUT_SECONDS = 60.0
_INSTALL_TIMEOUT_SECONDS = 900.0
_DOWNLOAD_ADDRESS = re.compile(r"Download (?:url|fallback \d+):\s+(https?://\S+)")
_SHELL = Path(__file__).parent.parent / ".ci" / "lib.sh"

Say = Callable[[str], None]


class Refusal(Model):
    """A download that did not answer, remembered so that later runs do not wait for it again."""

    playwright: str
    at: float
    reason: str

    def still_holds(self, playwright: str, now: float) -> bool:
        """Whether asking again would be a waste of time: the same version, and not long ago."""
        return self.playwright == playwright and 0 <= now - self.at < REFUSAL_LASTS_SECONDS


class Attempt(Model):
    """One thing that was done to get a browser, and how it ended."""

    what: str
    ok: bool
    detail: str = ""

    @override
    def __str__(self) -> str:
        return f"{self.what}: {'done' if self.ok else self.detail}"


class BrowserSetup:
    """Prepares Playwright's driver and a Chromium on one machine."""

    def __init__(self, settings: Settings, say: Say, machine: Machine) -> None:
        self._settings = settings
        self._say = say
        self._machine = machine

    def prepare_driver(self) -> list[Attempt]:
        """Start Playwright's driver, installing its library if need be; the last attempt decides."""
        first = check_driver(self._settings.variables, self._machine)
        if first.ok or "shared libraries" not in first.detail:
            return [first]
        return [first, self._apt("libatomic1"), check_driver(self._settings.variables, self._machine)]

    def prepare_chromium(self) -> Chromium:
        """Return a Chromium that starts, installing one if need be; without a path, see `tried`."""
        found = find_chromium(self._settings.variables, explicit=self._settings.chromium)
        if self._settings.chromium is not None or found.source is ChromiumSource.PLAYWRIGHT:
            return found
        attempts = [self._download()]
        found = find_chromium(self._settings.variables)
        if found.path is None and attempts[-1].ok:
            self._say("installing the libraries that Playwright's Chromium needs")
            attempts.append(self._playwright("install-deps", "chromium"))
            found = find_chromium(self._settings.variables)
        if found.path is None:
            attempts.append(self._apt_chromium())
            found = find_chromium(self._settings.variables)
        return found.model_copy(update={"tried": (*map(str, attempts), *found.tried)})

    def _download(self) -> Attempt:
        """Playwright's own Chromium, if its download answers; a refusal is remembered for a week."""
        memory = self._settings.cache_dir / "chromium-download.json"
        version = metadata.version("playwright")
        what = "downloading Playwright's Chromium"
        refusal = _recall(memory)
        if refusal is not None and refusal.still_holds(version, self._machine.now()):
            return Attempt(
                what=what, ok=False, detail=f"{refusal.reason} (from {memory}; delete it to ask again)"
            )
        problem = self._why_no_download()
        if not problem:
            self._say(what)
            attempt = self._playwright("install", "--only-shell", "chromium")
            if attempt.ok:
                return attempt
            problem = attempt.detail
        refusal = Refusal(playwright=version, at=self._machine.now(), reason=problem)
        memory.parent.mkdir(parents=True, exist_ok=True)
        memory.write_text(refusal.model_dump_json(), encoding="utf-8")
        self._say(f"Playwright's Chromium cannot be downloaded here ({problem}); looking for another")
        return Attempt(what=what, ok=False, detail=problem)

    def _why_no_download(self) -> str:
        """Ask the address that Playwright would use: its own installation tries it for minutes."""
        command = [sys.executable, "-m", "playwright", "install", "--dry-run", "--only-shell", "chromium"]
        plan = self._machine.run(command, self._settings.variables, _PLAN_TIMEOUT_SECONDS)
        address = _DOWNLOAD_ADDRESS.search(plan.said) if plan.ok else None
        if address is None:
            return f"Playwright names no build for this system: {plan.tail}"
        return self._machine.why_silent(address[1])

    def _apt_chromium(self) -> Attempt:
        if self._machine.distribution() == "ubuntu":
            what = "apt-get install chromium-headless-shell"
            return Attempt(what=what, ok=False, detail="not tried, Ubuntu's is only a pointer to a snap")
        return self._apt("chromium-headless-shell", "fonts-liberation")

    def _apt(self, *packages: str) -> Attempt:
        """Install packages of the distribution, by the few lines of shell that the rest of set-up uses."""
        what = f"apt-get install {' '.join(packages)}"
        if shutil.which("apt-get", path=self._settings.variables.get("PATH", os.defpath)) is None:
            return Attempt(what=what, ok=False, detail="there is no apt-get here")
        self._say(what)
        command = ["bash", "-c", '. "$1" && shift && apt_install "$@"', "bash", str(_SHELL), *packages]
        done = self._machine.run(command, self._settings.variables, _INSTALL_TIMEOUT_SECONDS)
        detail = f"{done.tail} (it needs root, or sudo without a password or with a terminal)"
        return Attempt(what=what, ok=done.ok, detail=detail)

    def _playwright(self, *arguments: str) -> Attempt:
        return _playwright(trusting_the_system(self._settings.variables), self._machine, *arguments)


def check_driver(environ: Mapping[str, str], machine: Machine) -> Attempt:
    """Start the program that Playwright for Python talks to."""
    return _playwright(environ, machine, "--version")


def _playwright(environ: Mapping[str, str], machine: Machine, *arguments: str) -> Attempt:
    done = machine.run([sys.executable, "-m", "playwright", *arguments], environ, _INSTALL_TIMEOUT_SECONDS)
    return Attempt(what=f"playwright {' '.join(arguments)}", ok=done.ok, detail=done.tail)


def _recall(memory: Path) -> Refusal | None:
    try:
        return Refusal.model_validate_json(memory.read_text(encoding="utf-8"))
    except (OSError, ValidationError):
        return None

"""Get a Chromium: Playwright's own where its download answers, else the system's, else the distribution's."""

import os
import platform
import re
import shutil
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from threading import Thread

from pydantic import BaseModel, ConfigDict, ValidationError
from typing_extensions import override

from agents.browser.chromium import Chromium, ChromiumSource, find_chromium
from app.settings import Settings

DRIVER_ADVICE = (
    "Playwright's driver is a Node of its own that needs libatomic (Debian and Ubuntu: "
    "`sudo apt-get install libatomic1`); where it does not run, name another Node in PLAYWRIGHT_NODEJS_PATH."
)
CHROMIUM_ADVICE = (
    "Install a Chromium or Google Chrome (Debian: `sudo apt-get install chromium`; Ubuntu: Google's .deb, "
    "since its own package is a snap; macOS: `brew install --cask google-chrome`), or name one in "
    "GREENROOM_CHROMIUM, then run `make setup` again."
)
REFUSAL_LASTS_SECONDS = 7 * 24 * 3600.0

_ANSWER_TIMEOUT_SECONDS = 8.0
_QUESTION_TIMEOUT_SECONDS = 20.0
_DOWNLOAD_TIMEOUT_SECONDS = 900.0
_APT_TIMEOUT_SECONDS = 900.0
_DOWNLOAD_ADDRESS = re.compile(r"Download (?:url|fallback \d+):\s+(https?://\S+)")

_SHELL = Path(__file__).parent.parent / ".ci" / "lib.sh"

Say = Callable[[str], None]


class Refusal(BaseModel):
    """A download that did not answer, remembered so that later runs do not wait for it again."""

    model_config = ConfigDict(frozen=True)

    playwright: str
    at: float
    reason: str

    def still_holds(self, playwright: str, now: float) -> bool:
        """Whether asking again would be a waste of time: the same version, and not long ago."""
        return self.playwright == playwright and 0 <= now - self.at < REFUSAL_LASTS_SECONDS


class Attempt(BaseModel):
    """One thing that was done to get a browser, and how it ended."""

    model_config = ConfigDict(frozen=True)

    what: str
    ok: bool
    detail: str = ""

    @override
    def __str__(self) -> str:
        return f"{self.what}: {'done' if self.ok else self.detail}"


def check_driver(environ: Mapping[str, str]) -> Attempt:
    """Start the program that Playwright for Python talks to."""
    return _playwright(environ, "--version")


def prepare_driver(settings: Settings, say: Say) -> list[Attempt]:
    """Start Playwright's driver, installing what it needs if need be; the last attempt tells whether it runs."""
    attempts = [check_driver(settings.environ)]
    if attempts[-1].ok or "shared libraries" not in attempts[-1].detail:
        return attempts
    return [*attempts, _apt(settings.environ, say, "libatomic1"), check_driver(settings.environ)]


def prepare_chromium(settings: Settings, say: Say) -> Chromium:
    """Return a Chromium that starts, installing one if need be; without a path, `tried` tells the story."""
    found = find_chromium(settings.environ, explicit=settings.chromium)
    if settings.chromium is not None or found.source is ChromiumSource.PLAYWRIGHT:
        return found
    attempts = [_download(settings, say)]
    found = find_chromium(settings.environ)
    if found.path is None and attempts[-1].ok:
        say("installing the libraries that Playwright's Chromium needs")
        attempts.append(_playwright(settings.environ, "install-deps", "chromium"))
        found = find_chromium(settings.environ)
    if found.path is None:
        attempts.append(_apt_chromium(settings.environ, say))
        found = find_chromium(settings.environ)
    return found.model_copy(update={"tried": (*map(str, attempts), *found.tried)})


def _download(settings: Settings, say: Say) -> Attempt:
    """Playwright's own Chromium, if its download answers; a refusal is remembered for a week."""
    memory = settings.cache_dir / "chromium-download.json"
    version = metadata.version("playwright")
    what = "downloading Playwright's Chromium"
    refusal = _recall(memory)
    if refusal is not None and refusal.still_holds(version, time.time()):
        return Attempt(
            what=what, ok=False, detail=f"{refusal.reason} (remembered in {memory}; delete it to ask again)"
        )
    problem = _why_no_answer(settings.environ)
    if not problem:
        say("downloading Playwright's Chromium")
        attempt = _playwright(settings.environ, "install", "--no-shell", "chromium")
        if attempt.ok:
            return attempt
        problem = attempt.detail
    memory.parent.mkdir(parents=True, exist_ok=True)
    memory.write_text(
        Refusal(playwright=version, at=time.time(), reason=problem).model_dump_json(), encoding="utf-8"
    )
    say(f"Playwright's Chromium cannot be downloaded here ({problem}); looking for another")
    return Attempt(what=what, ok=False, detail=problem)


def _recall(memory: Path) -> Refusal | None:
    try:
        return Refusal.model_validate_json(memory.read_text(encoding="utf-8"))
    except (OSError, ValidationError):
        return None


def _why_no_answer(environ: Mapping[str, str]) -> str:
    """Ask the first byte of each address that Playwright would use; empty when one of them gave it.

    `playwright install` itself tries for minutes before it gives up.
    """
    plan = _run(
        [sys.executable, "-m", "playwright", "install", "--dry-run", "--no-shell", "chromium"], environ, 60.0
    )
    addresses = list(dict.fromkeys(_DOWNLOAD_ADDRESS.findall(plan.stdout)))
    if not addresses:
        return f"Playwright has no build for this system: {(plan.stderr or plan.stdout).strip()[-300:]}"
    answers: list[str] = []
    # A name server that does not answer cannot be given a time limit, but it can be left behind.
    asking = Thread(target=lambda: answers.append(_first_byte(addresses[0])), daemon=True)
    asking.start()
    asking.join(_QUESTION_TIMEOUT_SECONDS)
    return answers[0] if answers else f"{addresses[0]} did not answer in {_QUESTION_TIMEOUT_SECONDS:.0f} s"


def _first_byte(address: str) -> str:
    request = urllib.request.Request(address, headers={"Range": "bytes=0-0"})  # noqa: S310 - Playwright's own list
    try:
        with urllib.request.urlopen(request, timeout=_ANSWER_TIMEOUT_SECONDS) as answer:  # noqa: S310
            answer.read(1)
    except (OSError, urllib.error.URLError) as error:
        return f"{address} does not answer: {error}"
    return ""


def _apt_chromium(environ: Mapping[str, str], say: Say) -> Attempt:
    if sys.platform == "linux" and platform.freedesktop_os_release().get("ID") == "ubuntu":
        return Attempt(
            what="apt-get install chromium", ok=False, detail="Ubuntu's is only a pointer to a snap"
        )
    return _apt(environ, say, "chromium", "fonts-liberation")


def _apt(environ: Mapping[str, str], say: Say, *packages: str) -> Attempt:
    """Install packages of the distribution, by the same few lines of shell that the rest of set-up uses."""
    what = f"apt-get install {' '.join(packages)}"
    if shutil.which("apt-get", path=environ.get("PATH", os.defpath)) is None:
        return Attempt(what=what, ok=False, detail="there is no apt-get here")
    say(what)
    command = ["bash", "-c", '. "$1" && shift && apt_install "$@"', "bash", str(_SHELL), *packages]
    attempt = _attempt(what, command, environ, _APT_TIMEOUT_SECONDS)
    detail = f"{attempt.detail} (it needs root, or sudo without a password or with a terminal)"
    return attempt if attempt.ok else attempt.model_copy(update={"detail": detail})


def _playwright(environ: Mapping[str, str], *arguments: str) -> Attempt:
    command = [sys.executable, "-m", "playwright", *arguments]
    return _attempt(f"playwright {' '.join(arguments)}", command, environ, _DOWNLOAD_TIMEOUT_SECONDS)


def _attempt(what: str, command: Sequence[str], environ: Mapping[str, str], timeout: float) -> Attempt:
    result = _run(command, environ, timeout)
    detail = (result.stderr or result.stdout).strip()[-300:]
    return Attempt(what=what, ok=result.returncode == 0, detail=detail or f"exit code {result.returncode}")


def _run(
    command: Sequence[str], environ: Mapping[str, str], timeout: float
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, check=False, env=dict(environ), capture_output=True, text=True, timeout=timeout
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))

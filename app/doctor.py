"""Look at what a run needs, and say in words what is missing and what to do about it."""

import os
import platform
import re
import shutil
from collections.abc import Iterable, Iterator
from enum import StrEnum
from importlib import metadata
from pathlib import Path

from rich.table import Table
from rich.text import Text

from agents.browser.chromium import Chromium, find_chromium
from agents.domain.base import Document, Model
from agents.execution.toolchain import NODE_FILES, NodeRuntime, ToolchainError, ensure_toolchain, find_node
from app.browser_setup import CHROMIUM_ADVICE, DRIVER_ADVICE, check_driver
from app.machine import Machine
from app.settings import Settings

FREE_SPACE_NEEDED_BYTES = 500 * 1024 * 1024

_START_TIMEOUT_SECONDS = 30.0
_GREETING = "greenroom-doctor"


class Status(StrEnum):
    """How a check ended."""

    OK = "ok"
    WARN = "warn"
    FAIL = "fail"


class Check(Model):
    """One thing that was looked at."""

    name: str
    status: Status
    detail: str
    what_to_do: str = ""


class Diagnosis(Document):
    """All checks, as `greenroom doctor --json` prints them."""

    status: Status
    checks: tuple[Check, ...]


def run_checks(settings: Settings, machine: Machine | None = None) -> list[Check]:
    """Run every check. Node packages that are missing are installed into the user cache on the way."""
    return list(_checks(settings, machine or Machine()))


def worst(checks: Iterable[Check]) -> Status:
    """The status of the whole: a warning does not stop a run, a failure does."""
    found = {check.status for check in checks}
    return next((status for status in (Status.FAIL, Status.WARN) if status in found), Status.OK)


def render_table(checks: Iterable[Check]) -> Table:
    """The checks as a table for a terminal."""
    table = Table(title="greenroom doctor", title_justify="left", expand=False)
    for heading in ("check", "status", "detail", "what to do"):
        table.add_column(heading, overflow="fold")
    style = {Status.OK: "green", Status.WARN: "yellow", Status.FAIL: "bold red"}
    for check in checks:
        # As text, because a path may hold what rich takes for markup.
        status = Text(check.status.value, style=style[check.status])
        table.add_row(Text(check.name), status, Text(check.detail), Text(check.what_to_do))
    return table


def render_json(checks: Iterable[Check]) -> str:
    """The checks as one JSON document."""
    found = tuple(checks)
    return Diagnosis(status=worst(found), checks=found).model_dump_json(indent=2)


def _checks(settings: Settings, machine: Machine) -> Iterator[Check]:
    yield _ok("Python", f"{platform.python_version()} on {platform.system()} {platform.machine()}")
    yield _check_versions()
    yield _check_driver(settings, machine)
    yield _check_cache(settings.cache_dir)
    yield from _check_node(settings)
    chromium = find_chromium(settings.variables, explicit=settings.chromium)
    yield _check_chromium(chromium)
    if chromium.path is not None:
        yield _check_start(chromium, chromium.path, settings, machine)
        yield _check_sandbox(chromium)
        yield _check_fonts(settings, machine)


def _check_versions() -> Check:
    python_side = metadata.version("playwright")
    wanted = re.search(
        r'"@playwright/test": "([^"]+)"', (NODE_FILES / "package.json").read_text(encoding="utf-8")
    )
    node_side = wanted[1] if wanted else "none"
    detail = f"Python {python_side}, Node {node_side}"
    if python_side.split(".")[:2] == node_side.split(".")[:2]:
        return _ok("Playwright", detail)
    advice = f"Install playwright {node_side.rpartition('.')[0]}.* for Python: the two sides must match."
    return Check(name="Playwright", status=Status.WARN, detail=detail, what_to_do=advice)


def _check_driver(settings: Settings, machine: Machine) -> Check:
    attempt = check_driver(settings.variables, machine)
    if not attempt.ok:
        return _fail("Playwright's driver", attempt.detail, DRIVER_ADVICE)
    return _ok("Playwright's driver", "it starts")


def _check_cache(folder: Path) -> Check:
    name = "cache folder"
    existing = next(path for path in (folder, *folder.parents) if path.exists())
    if not existing.is_dir() or not os.access(existing, os.W_OK):
        advice = "Name a folder that this user may write to in GREENROOM_CACHE_DIR."
        return _fail(name, f"{folder} cannot be written to", advice)
    free = shutil.disk_usage(existing).free
    detail = f"{folder}, {free / 2**30:.1f} GiB free"
    if free < FREE_SPACE_NEEDED_BYTES:
        advice = f"Free some space: a first run stores up to {FREE_SPACE_NEEDED_BYTES // 2**20} MiB."
        return Check(name=name, status=Status.WARN, detail=detail, what_to_do=advice)
    return _ok(name, detail)


def _check_node(settings: Settings) -> Iterator[Check]:
    try:
        node = find_node(settings.variables)
    except ToolchainError as error:
        yield _fail("Node", _story(error.problem, error.tried), error.advice)
        return
    yield _ok("Node", f"{node.version} ({node.source}) at {node.node}")
    yield _check_packages(settings, node)


def _check_packages(settings: Settings, node: NodeRuntime) -> Check:
    try:
        tools = ensure_toolchain(settings.cache_dir, settings.variables, explicit_node=node.node)
    except ToolchainError as error:
        return _fail("Node packages", _story(error.problem, error.tried), error.advice)
    return _ok("Node packages", f"{'installed just now in' if tools.installed_now else 'in'} {tools.root}")


def _check_chromium(chromium: Chromium) -> Check:
    if chromium.path is None:
        return _fail("Chromium", _story("None was found.", chromium.tried), CHROMIUM_ADVICE)
    return _ok("Chromium", f"{chromium.version} ({chromium.source}) at {chromium.path}")


def _check_start(chromium: Chromium, path: Path, settings: Settings, machine: Machine) -> Check:
    """Load a page without a network: a browser that tells its version may still be unable to draw one."""
    page = f"data:text/html,<title>{_GREETING}</title>"
    command = [str(path), "--headless", "--disable-dev-shm-usage", *chromium.flags, "--dump-dom", page]
    answer = machine.run(command, settings.variables, _START_TIMEOUT_SECONDS)
    if not answer.ok or _GREETING not in answer.said:
        return _fail("Chromium starts", f"it did not load a page: {answer.tail}", CHROMIUM_ADVICE)
    return _ok("Chromium starts", "it loaded a page")


def _check_sandbox(chromium: Chromium) -> Check:
    if chromium.sandbox:
        return _ok("Chromium's sandbox", "on")
    return Check(
        name="Chromium's sandbox",
        status=Status.WARN,
        detail="off: this user is root, or this machine forbids user namespaces",
        what_to_do="Test only pages that you trust, or run as an ordinary user.",
    )


def _check_fonts(settings: Settings, machine: Machine) -> Check:
    """Without any font every text has no size, and everything that is looked for by sight is hidden."""
    fonts = machine.run(["fc-list"], settings.variables, _START_TIMEOUT_SECONDS)
    if not fonts.ok:
        return _ok("fonts", "not looked at (fc-list does not run here)")
    count = fonts.said.count("\n")
    if count == 0:
        advice = "Install a font (Debian: `sudo apt-get install fonts-liberation`)."
        return Check(name="fonts", status=Status.WARN, detail="none found", what_to_do=advice)
    return _ok("fonts", f"{count} found")


def _ok(name: str, detail: str) -> Check:
    return Check(name=name, status=Status.OK, detail=detail)


def _fail(name: str, detail: str, what_to_do: str) -> Check:
    return Check(name=name, status=Status.FAIL, detail=detail, what_to_do=what_to_do)


def _story(problem: str, tried: Iterable[str]) -> str:
    return "\n".join([problem, *(f"tried: {attempt}" for attempt in tried)])

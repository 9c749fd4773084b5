"""Playwright's driver, killed at different times."""

import asyncio
import gc
import os
import signal
from pathlib import Path

import pytest

from agents.browser.driver import open_driver
from agents.browser.launch import open_browser
from agents.errors import ToolError
from tests.unit.agents.browser.conftest import Chrome

pytestmark = pytest.mark.browser


def drivers() -> set[int]:
    """The drivers that this process has started."""
    found = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            command = (folder / "cmdline").read_bytes()
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
        except OSError:
            continue
        if parent == os.getpid() and b"run-driver" in command:
            found.add(int(folder.name))
    return found


async def reaped() -> None:
    """Wait for the task that Playwright leaves behind a killed driver: it waits for its process."""
    rest = asyncio.all_tasks() - {asyncio.current_task()}
    if rest:
        await asyncio.wait(rest, timeout=10)


async def test_a_driver_that_is_killed_is_not_taken_for_a_missing_browser(
    chrome: Chrome, caplog: pytest.LogCaptureFixture
) -> None:
    """And nothing of it comes out beside what is said."""
    before = drivers()
    async with open_browser(chrome.path, chrome.flags) as host:
        (pid,) = drivers() - before
        await host.still_driven()
        os.kill(pid, signal.SIGKILL)
        with pytest.raises(ToolError, match="Playwright's driver ended") as caught:
            await host.context().__aenter__()
        with pytest.raises(ToolError, match="Playwright's driver ended"):
            await host.still_driven()
    assert "make setup" not in caught.value.advice
    await reaped()
    del caught, host
    gc.collect()
    assert "never retrieved" not in caplog.text


async def test_a_driver_that_is_killed_while_it_starts_is_told_alike() -> None:
    before = drivers()

    async def start() -> None:
        async with open_driver():
            pass

    starting = asyncio.create_task(start())
    while not (new := drivers() - before):
        await asyncio.sleep(0)
    os.kill(new.pop(), signal.SIGKILL)
    with pytest.raises(ToolError, match="Playwright's driver ended"):
        await starting
    await reaped()


def test_other_errors_of_the_loop_are_told_as_before() -> None:
    """A loop of its own: what it is told must not come from elsewhere."""
    told = []

    async def twice() -> None:
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda _, context: told.append(context["message"]))
        for _ in range(2):
            async with open_driver():
                loop.call_exception_handler({"message": "x", "exception": ValueError("y")})

    asyncio.run(twice())
    assert told == ["x", "x"]

"""The demo application, run as a program of its own: never imported."""

import asyncio
import contextlib
import os
import re
import signal
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from agents.domain.base import Model
from agents.errors import ToolError, UsageError

READY_WITHIN_S = 30.0
END_WITHIN_S = 5.0
_LOOK_EVERY_S = 0.05
_REMEMBERED_LINES = 100
_MISUSED = 2
"""The exit code of a program whose arguments are wrong."""

_READY = re.compile(r"^READY (http://\S+)$")
_SIGN_IN = re.compile(r"^Sign in as (\S+) with (\S+)")


class DemoServer(Model):
    """A demo application that answers."""

    url: str
    username: str | None
    password: str | None


def demo_program(name: str, package: Path | None = None) -> Path:
    """The program of a demo application: in a wheel beside us, or in the checkout. Raises ToolError."""
    here = package or Path(__file__).resolve().parent.parent
    candidates = (here / "_demo" / name / "__main__.py", here.parent / "demo" / name / "__main__.py")
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    raise ToolError(
        f"the demo application {name!r} is not installed here", "install the wheel, or run in a checkout"
    )


@asynccontextmanager
async def demo_server(
    name: str, arguments: Sequence[str], environ: Mapping[str, str]
) -> AsyncIterator[DemoServer]:
    """Start a demo application on a free port and end it afterwards. Raises ToolError, and UsageError."""
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        str(demo_program(name)),
        *("--port", "0", "--until-stdin-ends"),
        *arguments,
        stdin=asyncio.subprocess.PIPE,  # never written to: it ends when we do, even by a kill
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
        env=dict(environ),
        start_new_session=True,  # Ctrl-C is for us: the application must outlive the run that tests it
    )
    told: list[str] = []
    listening = asyncio.create_task(_listen(process, told))
    try:
        yield await _ready(process, listening, told)
    finally:
        await _end(process)
        await listening


async def _ready(
    process: asyncio.subprocess.Process, listening: asyncio.Task[None], told: Sequence[str]
) -> DemoServer:
    """Wait until the application says that it answers."""
    for _ in range(round(READY_WITHIN_S / _LOOK_EVERY_S)):
        for line in told:
            if found := _READY.match(line.strip()):
                return _server(found[1], told)
        if listening.done():
            break
        await asyncio.wait({listening}, timeout=_LOOK_EVERY_S)
    said = " ".join(" ".join(told).split())[-400:]
    if listening.done() and await process.wait() == _MISUSED:
        raise UsageError(said)
    raise ToolError(f"the demo application did not start: {said or 'it said nothing'}")


async def _listen(process: asyncio.subprocess.Process, told: list[str]) -> None:
    """Keep reading, so that the application never waits for us; remember only the beginning."""
    assert process.stdout is not None  # noqa: S101 - it is a pipe
    while line := await process.stdout.readline():
        if len(told) < _REMEMBERED_LINES:
            told.append(line.decode(errors="replace"))


def _server(url: str, told: Sequence[str]) -> DemoServer:
    found = next((match for line in told if (match := _SIGN_IN.match(line))), None)
    return DemoServer(url=url, username=found[1] if found else None, password=found[2] if found else None)


async def _end(process: asyncio.subprocess.Process) -> None:
    """Ask the whole process group to end; insist after a while."""
    for number in (signal.SIGTERM, signal.SIGKILL):
        with contextlib.suppress(ProcessLookupError):
            os.killpg(process.pid, number)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), END_WITHIN_S)
            return

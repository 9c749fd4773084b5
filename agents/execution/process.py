"""Runs a program so that nothing of it is left behind, however it ends."""

import asyncio
import os
import signal
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from agents.errors import ToolError

MARK = "GREENROOM_PROCESS_MARK"
"""Set for the program and inherited by all it starts, so that they are found even outside its group."""

_GRACE_S = 5.0
_PROC = Path("/proc")
_LINE_LIMIT = 16 * 1024 * 1024


@asynccontextmanager
async def running(
    command: Sequence[str], *, cwd: Path, env: Mapping[str, str]
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start a program in a process group of its own; on leaving, whatever still runs of it is ended.

    Raises ToolError when it cannot be started.
    """
    try:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=cwd,
            env={**env, MARK: str(cwd)},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            limit=_LINE_LIMIT,
            start_new_session=True,
        )
    except OSError as error:
        raise ToolError(
            f"{command[0]} cannot be started: {error}", "Run `greenroom doctor` to see what is missing."
        ) from error
    try:
        yield process
    finally:
        # Cancelled or not, ending must be complete before the folder it works in is removed.
        await asyncio.shield(_end(process, str(cwd)))


async def _end(process: asyncio.subprocess.Process, mark: str) -> None:
    if process.returncode is None:
        # Playwright answers an interrupt by closing its browsers.
        with suppress(ProcessLookupError):
            # Not process.send_signal: it polls, and takes the exit status away from asyncio.
            os.kill(process.pid, signal.SIGINT)
        with suppress(TimeoutError):
            await asyncio.wait_for(process.wait(), _GRACE_S)
    with suppress(ProcessLookupError, PermissionError):
        os.killpg(process.pid, signal.SIGKILL)
    for left in marked(mark):
        with suppress(ProcessLookupError):
            os.kill(left, signal.SIGKILL)
    await process.wait()


def marked(mark: str) -> tuple[int, ...]:
    """Processes that were started for `mark`. Browsers leave their parent's group, so that is not enough.

    Where there is no /proc the answer is empty; a browser then ends when its pipe to Playwright closes.
    """
    wanted = f"{MARK}={mark}\0".encode()
    found = []
    for folder in _PROC.glob("[0-9]*"):
        with suppress(OSError):
            if wanted in (folder / "environ").read_bytes():
                found.append(int(folder.name))
    return tuple(sorted(found))

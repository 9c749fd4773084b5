"""browser-use as a detector: its clickable elements, by the ids that the browser itself gives to nodes."""

import asyncio
import json
import subprocess
from pathlib import Path

from playwright.async_api import CDPSession, Page
from playwright.async_api import Error as PlaywrightError

from benchmarks.observation.marking import script
from benchmarks.observation.matching import Detection, Relation
from benchmarks.observation.models import HERE
from benchmarks.observation.reach import HEIGHT, WIDTH
from benchmarks.observation.serve import CACHE
from benchmarks.serving import make_venv

BROWSER_USE = "0.13.14"
_PYTHON = CACHE.parent / "observation-peers/browser-use"
_LATE_S = 120


class PeerError(Exception):
    """A peer that gives no answer."""


def install_browser_use() -> Path | None:
    """Its Python, in an environment of its own; None when it cannot be installed."""
    try:
        return make_venv(_PYTHON, (f"browser-use=={BROWSER_USE}",)) / "bin/python"
    except (OSError, subprocess.CalledProcessError):
        return None


async def by_browser_use(page: Page, python: Path, port: int) -> tuple[list[Detection], float]:
    """What it finds, and its own time in milliseconds (median of three). Raises PeerError."""
    session = await page.context.new_cdp_session(page)
    try:
        target = await session.send("Target.getTargetInfo")
        told = await _asked(python, port, target["targetInfo"]["targetId"])
        found = [await _related(session, node, name) for node, name in told["nodes"]]
    finally:
        await session.detach()
    await page.set_viewport_size({"width": WIDTH, "height": HEIGHT})
    return [one for one in found if one is not None], float(told["ms"])


async def _asked(python: Path, port: int, target: str) -> dict:  # type: ignore[type-arg]
    command = [HERE / "peer_browser_use.py", f"http://127.0.0.1:{port}", target, str(WIDTH), str(HEIGHT)]
    process = await asyncio.create_subprocess_exec(
        python, *command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
    )
    try:
        async with asyncio.timeout(_LATE_S):
            out, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise PeerError("browser-use gave no answer in time") from None
    lines = [line for line in out.decode(errors="replace").splitlines() if line.startswith('{"nodes"')]
    if not lines:
        raise PeerError(f"browser-use ended with {process.returncode} and no answer")
    return dict(json.loads(lines[-1]))


async def _related(session: CDPSession, node: int, name: str) -> Detection | None:
    """None for a node that is in another process, or gone."""
    code = f"""function () {{ {script("marks.js", "relate.js")}
      return this.nodeType === 1 ? relationOf(this, holders()) : null; }}"""
    try:
        resolved = await session.send("DOM.resolveNode", {"backendNodeId": node})
        answer = await session.send(
            "Runtime.callFunctionOn",
            {"functionDeclaration": code, "objectId": resolved["object"]["objectId"], "returnByValue": True},
        )
    except PlaywrightError:
        return None
    value = answer["result"].get("value")
    return Detection(relation=Relation.model_validate(value), role=name) if value else None

"""Score every state of an application: each is reached once, and all detectors look at the same live page."""

import os
import subprocess
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from agents.browser.chromium import find_chromium
from agents.browser.driver import open_driver
from agents.browser.launch import BrowserHost
from benchmarks.observation.check import judged
from benchmarks.observation.detectors import PEERS, LostNodesError, ours
from benchmarks.observation.locating import located
from benchmarks.observation.marking import Marking, mark
from benchmarks.observation.matching import Detection, Unit, match
from benchmarks.observation.models import BadFileError, Case, Truth, Value
from benchmarks.observation.peers import PeerError, by_browser_use, install_browser_use
from benchmarks.observation.provenance import Commit, provenance
from benchmarks.observation.reach import UnreachedError, state_page
from benchmarks.observation.results import Scored, StateResult, said_of
from benchmarks.observation.serve import CACHE, free_port, served
from benchmarks.observation.survival import prepare, survived
from benchmarks.observation.timing import timed


class Plan(Value):
    """What to measure besides what is seen."""

    seed: int = 20
    timing: bool = True
    survival: bool = True


@dataclass(frozen=True)
class Ground:
    """The browser, and browser-use beside it if there is one."""

    host: BrowserHost
    port: int
    browser_use: Path | None


@asynccontextmanager
async def open_ground(*, browser_use: bool) -> AsyncIterator[Ground]:
    """Greenroom's browser, in which Playwright knows our nodes by their number."""
    port = free_port()
    chromium = find_chromium(os.environ)
    async with open_driver() as playwright:
        await prepare(playwright)
        path = str(chromium.path) if chromium.path else None
        flags = [*chromium.flags, f"--remote-debugging-port={port}"]
        host = BrowserHost(playwright, path, flags, headless=True)
        try:
            yield Ground(host, port, install_browser_use() if browser_use else None)
        finally:
            await host.close()


async def score(
    ground: Ground, case: Case, plan: Plan, last_of_detector: Commit, cache: Path = CACHE
) -> list[StateResult]:
    """All states of an application, one after the other, each in a fresh context.

    One that cannot be served costs its own states and nothing else; their `problem` says so.
    """
    found = [_blank(case, path, truth, last_of_detector) for path, truth in case.states]
    done = 0
    try:
        with served(case, cache) as url:
            for at, (_, truth) in enumerate(case.states):
                found[at] = await _scored_state(ground, url, case, truth, found[at], plan)
                print(_line(found[at]), flush=True)
                done = at + 1
    except (BadFileError, RuntimeError, subprocess.CalledProcessError) as error:
        why = f"not served: {error}"
        print(f"{case.app.name}: {why}", flush=True)
        return [*found[:done], *(one.model_copy(update={"problem": why}) for one in found[done:])]
    return found


def _blank(case: Case, path: Path, truth: Truth, last_of_detector: Commit) -> StateResult:
    return StateResult(
        app=case.app.name,
        kind=case.app.kind,
        group=case.app.group,
        state=truth.state,
        opened=truth.opened,
        provenance=provenance(path, last_of_detector),
    )


async def _scored_state(
    ground: Ground, url: str, case: Case, truth: Truth, blank: StateResult, plan: Plan
) -> StateResult:
    try:
        async with state_page(ground.host, url, case.app, truth) as (page, settled):
            measured = await _measured(ground, page, truth, plan)
    except (UnreachedError, LostNodesError, PlaywrightError, TimeoutError) as error:
        lines = str(error).splitlines() or ["late"]
        return blank.model_copy(update={"problem": lines[0]})
    return blank.model_copy(update={**measured, "quiet": settled.quiet})


async def _measured(ground: Ground, page: Page, truth: Truth, plan: Plan) -> dict[str, object]:
    marking = await mark(page, truth)
    units = units_of(marking)
    seen = await ours(page)
    detections = seen.detections
    scored = [_scored("ours", units, detections)]
    for name, detect in PEERS.items():
        scored.append(_scored(name, units, await detect(page)))
    where = await located(page, seen)
    timing = await timed(page) if plan.timing else None
    silent: list[str] = []
    if ground.browser_use is not None:
        # It comes after the others: it alone changes the page a little.
        try:
            found, ms = await by_browser_use(page, ground.browser_use, ground.port)
            scored.append(_scored("browser-use", units, found).model_copy(update={"ms": ms}))
        except PeerError as error:
            silent.append(str(error))
    return {
        "complaints": tuple(judged(marking)),
        "scored": tuple(scored),
        "silent": tuple(silent),
        "said": tuple(said_of(units, detections, scored[0].outcome)),
        "located": tuple(where),
        "timing": timing,
        "survival": tuple(await survived(page, seen, plan.seed)) if plan.survival else (),
    }


def units_of(marking: Marking) -> list[Unit]:
    """Everything that is labelled, one by one."""
    return [
        Unit(
            id=f"{at}.{number}",
            role=marked.label.role,
            name=marked.label.name,
            enabled=marked.label.state == "enabled",
            where=marked.label.where if marked.label.count == 1 else f"{marked.label.where} [{number}]",
            html=node.html,
        )
        for at, marked in enumerate(marking.labels)
        for number, node in enumerate(marked.nodes)
    ]


def _scored(name: str, units: Sequence[Unit], detections: Sequence[Detection]) -> Scored:
    outcome = match(units, detections)
    return Scored(
        detector=name,
        outcome=outcome,
        duplicates=tuple(detections[at] for at in outcome.duplicates),
        extras=tuple(detections[at] for at in outcome.extras),
    )


def _line(result: StateResult) -> str:
    outcome = result.of("ours")
    if outcome is None:
        return f"{result.app}/{result.state}: {result.problem}"
    return f"{result.app}/{result.state}: {outcome.right} of {outcome.enabled} seen, {outcome.wrong} wrong"

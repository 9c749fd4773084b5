"""Play the phases of a scenario on an open page: act, look, find what came about, choose what to assert."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator, Sequence
from dataclasses import dataclass, field

from agents.browser.act import Done, perform
from agents.browser.answers import Answers
from agents.browser.confirm import holds
from agents.browser.engine import Page
from agents.browser.look import Look, Watch, look
from agents.browser.redact import Made
from agents.browser.snapshot import Address, Fact, Snapshot
from agents.domain.locator import Locator, Unique
from agents.domain.scenario import Phase, Scenario
from agents.domain.spec import Rejection
from agents.domain.steps import Fill, Goto, Reload, Select, Step, Text
from agents.evolution.arrival import Point, Shown, contested, of_others, overtaken, shown_anew
from agents.evolution.choose import Candidate, choose
from agents.evolution.compile import acted_on, rejection
from agents.evolution.judge import Finding, find, limit_of
from agents.evolution.seen import Seen, mark
from agents.evolution.verdict import NotObserved
from agents.ports import Secrets

_SPARE = 6
"""How many candidates beyond the limit are tried on the live page."""

_NOWHERE = Snapshot(address=Address(path=""))

Rank = Callable[[Scenario, int, Finding], Sequence[Candidate]]
"""What could be asserted after a phase, given its last repeat; best first."""


@dataclass
class Performance:
    """A scenario as performed once."""

    findings: list[Finding] = field(default_factory=list)
    chosen: list[tuple[Candidate, ...]] = field(default_factory=list)
    dialogs: set[tuple[int, int]] = field(default_factory=set)
    arrivals: dict[Point, tuple[Fact, ...]] = field(default_factory=dict)
    there: set[str] = field(default_factory=set)
    """Keys of what was there without the record that it makes, at any time."""

    filled: dict[Point, tuple[Fact, ...]] = field(default_factory=dict)
    shown: dict[int, Shown] = field(default_factory=dict)


@dataclass
class Scene:
    """The page of one performance, with the texts made for it."""

    page: Page
    base_url: str
    secrets: Secrets
    hidden: tuple[str, ...]
    proof: Locator | None
    scenario: Scenario
    made: tuple[Made, ...]
    watch: Watch
    reached: int = 0
    """The phase that it has come to."""
    answers: Answers = field(default_factory=Answers)
    unseen: list[Finding] = field(default_factory=list)
    """What its phases showed, when it was given up because an outcome did not come about."""
    back: bool = False
    """Whether it was given up, and what it had made by then was seen to be gone again."""

    @property
    def uniques(self) -> dict[str, str]:
        return {one.unique.key: one.text for one in self.made}

    async def act(self, step: Step, *, goes_on: bool = False) -> Done:
        """Do a step; `goes_on` when another one follows at once."""
        return await perform(
            self.page,
            step,
            base_url=self.base_url,
            secrets=self.secrets,
            uniques=self.uniques,
            goes_on=goes_on,
        )

    async def look(self) -> Look:
        return await look(self.page, watch=self.watch, made=self.made, hidden=self.hidden)


@dataclass(frozen=True)
class _Opened:
    """A page that was opened, and what it showed before anything was done on it."""

    point: Point
    late: bool
    arrived: Snapshot | None = None


@dataclass
class _Progress:
    """How far a scenario is."""

    base: Snapshot = _NOWHERE
    """The page before the last acting phase."""

    shown: Look = field(default_factory=lambda: Look(snapshot=_NOWHERE))
    requested: str | None = None
    refusal: int | None = None
    taken: bool = False
    wrote: bool = False
    opened: _Opened | None = None
    typed: tuple[str, ...] = ()
    since: tuple[Step, ...] = ()
    """What was done since a page was opened."""
    anew: list[Snapshot] = field(default_factory=list)
    """What pages showed right after they were opened."""

    @property
    def latest(self) -> Snapshot:
        """The page now."""
        return self.shown.snapshot


async def play(scene: Scene, rank: Rank | None) -> Performance | Rejection:
    """All phases in order; what each led to, or why the scenario is given up.

    Raises:
        StepError: a step could not be done.
        playwright.async_api.Error: the page is gone.
    """
    with scene.answers.listening(scene.page.context, scene.base_url, texts_of(scene)):
        return await _phases(scene, rank)


def texts_of(scene: Scene) -> tuple[str, ...]:
    """What is typed in this run, and what must not be told."""
    steps = (step for phase in scene.scenario.phases for step in phase.steps)
    typed = (step.value.text for step in steps if isinstance(step, Fill) and isinstance(step.value, Text))
    return (*scene.hidden, *scene.uniques.values(), *typed)


async def _phases(scene: Scene, rank: Rank | None) -> Performance | Rejection:
    performance, progress = Performance(), _Progress()
    for number, phase in enumerate(scene.scenario.phases):
        prior = progress.latest
        scene.reached = number
        await _do(scene, number, progress, performance)
        seen = _seen(scene, prior, progress)
        finding = find(phase, seen)
        if isinstance(finding, NotObserved):
            scene.unseen = [*performance.findings, Finding(changes=seen.changes())]
            return rejection(scene.scenario, "observe", finding.reason)
        performance.findings.append(finding)
        if rank is not None:
            performance.chosen.append(await _confirmed(scene, number, rank(scene.scenario, number, finding)))
    return performance


def _seen(scene: Scene, prior: Snapshot, progress: _Progress) -> Seen:
    return Seen(
        before=progress.base,
        prior=prior,
        after=progress.latest,
        appeared=progress.shown.appeared,
        requested=progress.requested,
        refusal=progress.refusal,
        taken=progress.taken,
        wrote=progress.wrote,
        typed=progress.typed,
        proof=scene.proof,
    )


def steps_of(scenario: Scenario, number: int) -> tuple[Step, ...]:
    """The steps of a phase; the first phase opens the start address unless it opens one itself."""
    steps = scenario.phases[number].steps
    if number == 0 and not (steps and isinstance(steps[0], Goto)):
        return (Goto(path=scenario.start), *steps)
    return steps


async def _do(scene: Scene, number: int, progress: _Progress, performance: Performance) -> None:
    """The steps of one phase, and a look at what they led to."""
    steps = steps_of(scene.scenario, number)
    if not steps:
        return
    phase = scene.scenario.phases[number]
    if phase.keyword != "Then":
        progress.base = progress.latest
    offset = len(steps) - len(phase.steps)
    for at, step in enumerate(steps, start=1):
        scene.answers.forget()
        done = await scene.act(step, goes_on=at < len(steps))
        if done.accepted_dialog:
            performance.dialogs.add((number, at - 1 - offset))
        # A Goto within the document loads nothing, and going back restores what was typed.
        loads = isinstance(step, Goto | Reload) and done.status is not None
        progress.typed = () if loads else (*progress.typed, *_typed(step))
        progress.since = (*progress.since, step)
        if isinstance(step, Goto | Reload):
            _note_overtaken(progress, performance)
            progress.since = ()
            point = (number, at - offset)
            progress.opened = await _open(scene, point, late=done.late, goes_on=at < len(steps))
    if _begins_here(number, phase) and progress.opened and progress.opened.arrived:
        # What the first page shows by itself is no effect of what is done on it.
        progress.base = progress.opened.arrived
    progress.shown = await scene.look()
    performance.there |= of_others(progress.latest)
    progress.refusal, progress.taken = scene.answers.refusal, scene.answers.taken
    progress.wrote = scene.answers.wrote
    progress.requested = steps[-1].path if isinstance(steps[-1], Goto) else None
    if isinstance(steps[-1], Goto | Reload):
        _note_shown(number, phase, progress, performance)
    _note_overtaken(progress, performance)
    progress.opened = _later(progress.opened, progress.latest, performance)


def _note_shown(number: int, phase: Phase, progress: _Progress, performance: Performance) -> None:
    """What tells that the page that was just opened has its data, where it is to miss something."""
    late = progress.opened is not None and progress.opened.late
    if (shown := shown_anew(phase, progress.latest, progress.anew, late=late)) is not None:
        performance.shown[number] = shown
    progress.anew.append(progress.latest)


def _note_overtaken(progress: _Progress, performance: Performance) -> None:
    """Note fields that were filled late and in which something was put since."""
    opened = progress.opened
    if opened is not None and opened.arrived and (found := overtaken(opened.arrived, progress.since)):
        performance.filled[opened.point] = found


def _typed(step: Step) -> Iterator[str]:
    """What a step puts into a field, as it stands in the facts; secrets never stand there."""
    if isinstance(step, Select):
        yield step.option
    elif isinstance(step, Fill) and isinstance(step.value, Text | Unique):
        yield mark(step.value) if isinstance(step.value, Unique) else step.value.text


def _begins_here(number: int, phase: Phase) -> bool:
    return number == 0 and not phase.expects


async def _open(scene: Scene, point: Point, *, late: bool, goes_on: bool) -> _Opened | None:
    """Look at a page before anything is done on it, where that can matter later."""
    if not late and point[0] > 0:
        return None
    arrived = (await scene.look()).snapshot if goes_on else None
    return _Opened(point=point, late=late, arrived=arrived)


def _later(opened: _Opened | None, now: Snapshot, performance: Performance) -> _Opened | None:
    """Note late content that the steps since have changed; a page that was only just opened is kept."""
    if opened is None or not opened.late:
        return None
    if opened.arrived is None:
        return _Opened(point=opened.point, late=True, arrived=now)
    performance.there |= of_others(opened.arrived)
    if found := contested(opened.arrived, now):
        performance.arrivals[opened.point] = found
    return None


async def _confirmed(scene: Scene, number: int, ranked: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """The candidates to assert, each confirmed by Playwright on the page as it is now."""
    limit = limit_of(scene.scenario, number)
    if not limit:
        return ()
    tried = ranked[: limit + _SPARE]
    checks: list[Awaitable[bool]] = [holds(scene.page, one.assertion, scene.uniques) for one in tried]
    confirmed = await asyncio.gather(*checks)
    standing = {one.assertion.model_dump_json() for one, ok in zip(tried, confirmed, strict=True) if ok}
    return choose(
        tried,
        limit=limit,
        acted_on=[on for phase in scene.scenario.phases[: number + 1] for on in acted_on(phase)],
        holds=lambda one: one.assertion.model_dump_json() in standing,
    )

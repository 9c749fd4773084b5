"""The way back: a scenario that is given up after it has begun to write leaves the data as it was found."""

from collections.abc import Iterator, Sequence
from contextlib import suppress

from agents.browser.act import StepError
from agents.browser.bounded import at_most
from agents.browser.locators import resolve
from agents.domain.locator import Locator
from agents.domain.scenario import Outcome, Scenario
from agents.domain.steps import Fill, Select, SetChecked, Step
from agents.evolution.play import Scene

BACK_S = 10.0
"""How long the way back may take; a stage that is told to stop has a little more than that."""

_WRITING = (Fill, Select, SetChecked)


def steps_back(scenario: Scenario, reached: int) -> tuple[Step, ...]:
    """The steps that lead back from a phase; none before anything is filled in, nor once they are done."""
    begun = [step for phase in scenario.phases[: reached + 1] for step in phase.steps]
    back = [at for at, phase in enumerate(scenario.phases) if phase.way_back]
    if not back or reached > back[-1] or not any(isinstance(step, _WRITING) for step in begun):
        return ()
    return tuple(step for at in back for step in scenario.phases[at].steps)


async def put_back(scene: Scene) -> None:
    """Go the way back as far as it goes; what is in the way is no news, the scenario is given up already.

    The scene remembers whether it was gone to its end, and what was to vanish has.
    """
    with suppress(StepError):
        await at_most(BACK_S, _go(scene, steps_back(scene.scenario, scene.reached)))


async def _go(scene: Scene, steps: Sequence[Step]) -> None:
    for at, step in enumerate(steps, start=1):
        await scene.act(step, goes_on=at < len(steps))
    if steps:
        scene.back = await is_gone(scene)


async def is_gone(scene: Scene) -> bool:
    """Whether nothing on the page is what the scenario expects to vanish."""
    counts = [await resolve(scene.page, on, scene.uniques).count() for on in _vanishing(scene.scenario)]
    return not any(counts)


def _vanishing(scenario: Scenario) -> Iterator[Locator]:
    for phase in scenario.phases:
        for one in phase.expects:
            if one.outcome is Outcome.TEXT_VANISHES and one.on is not None:
                yield one.on

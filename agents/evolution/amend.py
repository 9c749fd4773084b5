"""What a scenario about its own record is made into when only its end did not work as it was planned.

A button may turn into a question when it is used, a list may show the new record on another of its pages, and
a deletion may not work at all: the record was made nevertheless, and that can be tested.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

from agents.browser.act import StepError
from agents.browser.bounded import at_most
from agents.browser.locators import resolve
from agents.browser.words import Danger, dangers_of, has_word
from agents.domain.locator import ByRole, Locator
from agents.domain.page import PageMap, Purpose
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.spec import Rejection
from agents.domain.steps import Click, Goto, Step
from agents.evolution.others import about_own_records
from agents.evolution.play import Scene
from agents.evolution.way_back import BACK_S, is_gone

_BUTTON = re.compile(r'^\s*- button "((?:[^"\\]|\\.)+)"', re.MULTILINE)
_SURE = (
    "sure",
    "really",
    "confirm",
    "yes",
    "ok",
    "sicher",
    "wirklich",
    "bestatigen",
    "ja",
    "vraiment",
    "confirmer",
    "oui",
    "seguro",
    "confirmar",
    "si",
    "davvero",
    "sicuro",
    "conferma",
    "zeker",
    "bevestig*",
    "certeza",
    "sim",
)
"""Words of buttons that ask whether one means it, folded to ASCII."""

PAGED = "the list has more than one page, and the new entry is on none that was shown"


async def amended(scene: Scene, paged: Collection[str], *, may_stay: bool) -> Scenario | None:
    """A form of a scenario that may work, now that it was given up as it is; None when there is none.

    Args:
        scene: where it was given up; the question of a button is answered there, which deletes the record.
        paged: paths of lists of several pages.
        may_stay: whether records of a test may stay on the application.
    """
    scenario = scene.scenario
    if not about_own_records(scenario):
        return None
    answer = await _answer(scene)
    if answer is not None:
        return _with_answer(scenario, scene.reached, answer)
    here = without_reopening(scenario, scene.reached, paged)
    if here is not None:
        return here
    return without_tidying(scenario, scene.reached) if may_stay else None


def without_tidying(scenario: Scenario, reached: int) -> Scenario | None:
    """All that comes before the record is deleted again, where that much was shown."""
    back = next((at for at, phase in enumerate(scenario.phases) if phase.way_back), None)
    if scenario.kind is ScenarioKind.DELETE or back is None or reached < back:
        return None
    return scenario.model_copy(update={"phases": scenario.phases[:back]})


def without_reopening(scenario: Scenario, reached: int, paged: Collection[str]) -> Scenario | None:
    """The same without opening the list anew: on its first page the record does not show."""
    again = [
        step for phase in scenario.phases[1 : reached + 1] for step in phase.steps if _opens(step, paged)
    ]
    made = any(phase.expects for phase in scenario.phases[:reached])
    if not again or not (made or scenario.kind is ScenarioKind.DELETE):
        return None
    first, *later = scenario.phases
    kept = (first, *(one for phase in later for one in _staying(phase, paged)))
    return scenario.model_copy(update={"phases": kept})


def _staying(phase: Phase, paged: Collection[str]) -> Iterator[Phase]:
    """The phase without opening a list of several pages; nothing when that was all that it did."""
    steps = tuple(step for step in phase.steps if not _opens(step, paged))
    if steps or not phase.steps:
        yield phase.model_copy(update={"steps": steps})


def _opens(step: Step, paged: Collection[str]) -> bool:
    return isinstance(step, Goto) and step.path in paged


def _deletion(scenario: Scenario, reached: int) -> int | None:
    """The phase that was to delete the record, when it is what was done last."""
    vanishes = any(one.outcome is Outcome.TEXT_VANISHES for one in scenario.phases[reached].expects)
    if not vanishes or scenario.phases[reached].steps:
        return None
    done = [at for at, phase in enumerate(scenario.phases[:reached]) if phase.steps]
    at = done[-1] if done else None
    return at if at is not None and scenario.phases[at].way_back else None


async def _answer(scene: Scene) -> Click | None:
    """The button that asked whether the record is really to go, once it was used and the record went."""
    at = _deletion(scene.scenario, scene.reached)
    last = scene.scenario.phases[at].steps[-1] if at is not None else None
    found: Click | None = None
    if not isinstance(last, Click) or len(last.on.chain) < 2:
        return None  # Only in its own row is a button sure to be about the own record.
    with suppress(StepError):
        names = await _asking(scene, last)
        if len(names) == 1:
            part = ByRole(role="button", name=names[0])
            found = Click(on=last.on.model_copy(update={"chain": (*last.on.chain[:-1], part)}))
            await at_most(BACK_S, scene.act(found))
            scene.back = await is_gone(scene)
    return found if scene.back else None


async def _asking(scene: Scene, used: Click) -> list[str]:
    """Names of buttons in the row that ask, and that no row had before the control was used."""
    row = used.on.model_copy(update={"chain": used.on.chain[:-1]})
    if await resolve(scene.page, row, scene.uniques).count() != 1:
        return []
    here = _BUTTON.findall(await resolve(scene.page, row, scene.uniques).aria_snapshot())
    turned = await resolve(scene.page, used.on, scene.uniques).count() == 0
    rows = resolve(scene.page, _all_alike(row), scene.uniques)
    everywhere = [name for each in await rows.all() for name in _BUTTON.findall(await each.aria_snapshot())]
    alone = len(await rows.all()) == 1
    return [
        name
        for name in dict.fromkeys(here)
        if asks(name) and everywhere.count(name) == 1 and (turned or not alone)
    ]


def asks(name: str) -> bool:
    """Whether a button asks if something is really to be deleted, or says that it is."""
    return has_word(name, *_SURE) or Danger.DESTRUCTIVE in dangers_of(name)


def _all_alike(row: Locator) -> Locator:
    last = row.chain[-1].model_copy(update={"has_text": None})
    return row.model_copy(update={"chain": (*row.chain[:-1], last)})


def _with_answer(scenario: Scenario, reached: int, answer: Click) -> Scenario | None:
    at = _deletion(scenario, reached)
    phases = tuple(
        phase.model_copy(update={"steps": (*phase.steps, answer)}) if number == at else phase
        for number, phase in enumerate(scenario.phases)
    )
    return scenario.model_copy(update={"phases": phases})


def paged_lists(page_map: PageMap) -> frozenset[str]:
    """Paths of pages with a list and a way to its other pages."""
    return frozenset(
        _path(page.url)
        for page in page_map.pages
        for state in page.states
        if state.collections and any(one.purpose is Purpose.PAGING and one.visible for one in state.elements)
    )


def _path(url: str) -> str:
    parts = urlsplit(url)
    return (parts.path or "/") + (f"?{parts.query}" if parts.query else "")


def with_true_reason(scenario: Scenario, refused: Rejection, paged: Collection[str]) -> Rejection:
    """A record that was not found may be on another page of its list: that is what there is to say."""
    opened = any(_opens(step, paged) for phase in scenario.phases for step in phase.steps)
    missed = about_own_records(scenario) and refused.reason.endswith(("did not appear", "instead of one"))
    return (
        refused.model_copy(update={"reason": f"{refused.reason}; {PAGED}"}) if opened and missed else refused
    )

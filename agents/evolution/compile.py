"""From a scenario and the assertions chosen for it to a test. Pure."""

from collections.abc import Iterator, Sequence

from agents.domain.locator import Locator, Unique
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.spec import Performed, Rejection, ServerFailure, TestCase, Wait
from agents.domain.steps import Click, Fill, Step
from agents.evolution.arrival import NOTHING, Awaited
from agents.evolution.choose import Candidate, is_absence
from agents.evolution.diff import How
from agents.evolution.words import sentence

_COME = (How.NEW, How.CHANGED)


def compile_test(
    scenario: Scenario,
    chosen: Sequence[Sequence[Candidate]],
    dialogs: frozenset[tuple[int, int]] = frozenset(),
    awaited: Awaited = NOTHING,
    leaves: str = "",
) -> TestCase | Rejection:
    """The test, or why there is none.

    Args:
        scenario: what was performed.
        chosen: the assertions of each phase.
        dialogs: phase and step numbers whose click opened a native dialog.
        awaited: what must be seen before the test goes on, and what told it in pages that were opened anew.
        leaves: why what it stores stays on the application, where it does.
    """
    chosen = _told(scenario, chosen, awaited)
    told = tuple(zip(scenario.phases, chosen, strict=False))
    for phase, candidates in told:
        if phase.expects and (reason := _undecided(phase, candidates)) is not None:
            return rejection(scenario, "repeat", reason)
    if len(told) < len(scenario.phases) and not _still_says_it(scenario, len(told)):
        return rejection(
            scenario,
            "observe",
            "not observed: nothing on the page that is opened anew tells that its data has come, "
            "so that what is not there says nothing",
        )
    if not any(chosen):
        return rejection(scenario, "observe", "not observed: nothing that could be asserted changed")
    return TestCase(
        id=scenario.id,
        scenario=scenario.id,
        title=scenario.title,
        kind=scenario.kind,
        feature=scenario.feature,
        start=scenario.start,
        signed_in=scenario.signed_in,
        writes=scenario.writes,
        leaves=leaves,
        blocks=tuple(
            _block(
                phase,
                candidates,
                [step for at, step in dialogs if at == number],
                _waits(awaited, number, phase),
                restores=phase.way_back and _tidies_up(scenario),
            )
            for number, (phase, candidates) in enumerate(told)
        ),
    )


def _undecided(phase: Phase, candidates: Sequence[Candidate]) -> str | None:
    """Why a phase does not show what it claims; None where it does. An address that stayed says nothing."""
    supports = [one for one in candidates if one.supports]
    if any(one.how is not How.STAYED for one in supports):
        return None
    if supports:
        return (
            f'only that the address stayed was the same in every repeat, which does not show "{phase.text}"'
        )
    return f'nothing that shows "{phase.text}" was the same in every repeat'


def _told(
    scenario: Scenario, chosen: Sequence[Sequence[Candidate]], awaited: Awaited
) -> Sequence[Sequence[Candidate]]:
    """The phases that say something: none from the first that only misses what may not have come yet."""
    for number, shown in sorted(awaited.shown.items()):
        come = any(one.fact.late and one.how in _COME and not is_absence(one) for one in chosen[number])
        if shown.unproven and not come:
            return chosen[:number]
    return chosen


def _still_says_it(scenario: Scenario, kept: int) -> bool:
    """Whether nothing but the very end is left out, and a deletion is still seen somewhere."""
    if kept < len(scenario.phases) - 1:
        return False
    outcomes = [one.outcome for phase in scenario.phases[:kept] for one in phase.expects]
    return scenario.kind is not ScenarioKind.DELETE or Outcome.TEXT_VANISHES in outcomes


def _waits(awaited: Awaited, number: int, phase: Phase) -> tuple[Wait, ...]:
    """What a phase waits for: what comes late, fields, and the data of a page that misses something."""
    late = [Wait(after=after, on=on) for (at, after), on in sorted(awaited.late.items()) if at == number]
    fields = [(after, on) for (at, after), found in awaited.fields.items() if at == number for on in found]
    filled = [Wait(after=after, on=on, filled=True) for after, on in fields]
    shown = awaited.shown.get(number)
    anew = [Wait(after=len(phase.steps), on=shown.on)] if shown is not None and shown.on is not None else []
    return (*late, *filled, *anew)


def _tidies_up(scenario: Scenario) -> bool:
    """Whether its way back only leaves the data as it was found; that of a deletion is what it is about."""
    return scenario.kind is ScenarioKind.EDIT or (
        scenario.writes and scenario.kind is not ScenarioKind.DELETE
    )


def _block(
    phase: Phase,
    chosen: Sequence[Candidate],
    dialogs: Sequence[int],
    waits: tuple[Wait, ...],
    *,
    restores: bool,
) -> Performed:
    return Performed(
        keyword=phase.keyword,
        text=sentence(phase, chosen),
        steps=tuple(_step(step, dialog=at in dialogs) for at, step in enumerate(phase.steps)),
        waits=waits,
        assertions=tuple(one.assertion for one in chosen),
        restores=restores,
    )


def _step(step: Step, *, dialog: bool) -> Step:
    # What opened none while it was performed needs nobody to answer it.
    return step.model_copy(update={"accepts_dialog": dialog}) if isinstance(step, Click) else step


def rejection(scenario: Scenario, stage: str, reason: str) -> Rejection:
    """A scenario that gives no test."""
    return Rejection.model_validate(
        {"scenario": scenario.id, "title": scenario.title, "stage": stage, "reason": reason}
    )


def server_failed(scenario: Scenario, failures: Sequence[ServerFailure]) -> Rejection | None:
    """A scenario that gives no test because the server failed while it was performed, if it did."""
    if not failures:
        return None
    first = failures[0]
    reason = f"the server answered {first.status} to {first.method} {first.path}"
    return rejection(scenario, "observe", reason).model_copy(update={"server_failures": tuple(failures)})


def uniques_of(scenario: Scenario) -> dict[str, Unique]:
    """The texts that a scenario makes at run time, by key, in order of use."""
    found: dict[str, Unique] = {}
    for phase in scenario.phases:
        for step in phase.steps:
            found.update((one.key, one) for one in _in_step(step))
        for expectation in phase.expects:
            if isinstance(expectation.text, Unique):
                found.setdefault(expectation.text.key, expectation.text)
            if expectation.on is not None:
                found.update((one.key, one) for one in _in_locator(expectation.on))
    return found


def _in_step(step: Step) -> Iterator[Unique]:
    if isinstance(step, Fill) and isinstance(step.value, Unique):
        yield step.value
    on = getattr(step, "on", None)
    if isinstance(on, Locator):
        yield from _in_locator(on)


def _in_locator(on: Locator) -> Iterator[Unique]:
    for part in on.chain:
        words = (part.has_text, getattr(part, "name", None), getattr(part, "text", None))
        yield from (word for word in words if isinstance(word, Unique))


def acted_on(phase: Phase) -> tuple[Locator, ...]:
    """What the steps of a phase used."""
    places = (getattr(step, "on", None) for step in phase.steps)
    return tuple(on for on in places if isinstance(on, Locator))

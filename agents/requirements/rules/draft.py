"""How rules put a scenario together: phases, citations, confidence and a stable id."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from agents.domain.locator import Locator, Unique
from agents.domain.page import Collection, Element, Form, Page, State, Transition
from agents.domain.scenario import (
    Citation,
    Expectation,
    Outcome,
    Phase,
    Priority,
    Scenario,
    ScenarioKind,
    Unplanned,
)
from agents.domain.steps import Click, Goto, Hover, Step
from agents.requirements.rules.facts import Facts, FormSpot, Spot
from agents.requirements.rules.naming import naming
from agents.requirements.rules.words import listed, quoted, slug

Fact = Page | State | Element | Form | Collection | Transition
Derived = Scenario | Unplanned

_SHORT = 40

_PRIORITY = {
    ScenarioKind.SIGN_IN_VALID: Priority.CRITICAL,
    ScenarioKind.CHECKOUT: Priority.CRITICAL,
    ScenarioKind.SIGN_IN_INVALID: Priority.HIGH,
    ScenarioKind.SIGN_IN_MISSING: Priority.HIGH,
    ScenarioKind.SIGN_OUT: Priority.HIGH,
    ScenarioKind.CHECKOUT_INVALID: Priority.HIGH,
    ScenarioKind.ACCESS_DENIED: Priority.HIGH,
    ScenarioKind.CREATE: Priority.HIGH,
    ScenarioKind.EDIT: Priority.HIGH,
    ScenarioKind.DELETE: Priority.HIGH,
    ScenarioKind.CART_ADD: Priority.HIGH,
    ScenarioKind.CART_CHANGE: Priority.HIGH,
    ScenarioKind.CART_REMOVE: Priority.HIGH,
    ScenarioKind.CART_KEPT: Priority.HIGH,
    ScenarioKind.SEARCH_HIT: Priority.HIGH,
    ScenarioKind.SEARCH_MISS: Priority.MEDIUM,
    ScenarioKind.SUGGESTIONS: Priority.LOW,
    ScenarioKind.FORM_VALID: Priority.MEDIUM,
    ScenarioKind.FORM_MISSING: Priority.MEDIUM,
    ScenarioKind.FORM_INVALID: Priority.MEDIUM,
    ScenarioKind.FILTER: Priority.MEDIUM,
    ScenarioKind.SORT: Priority.MEDIUM,
    ScenarioKind.PAGING: Priority.MEDIUM,
    ScenarioKind.DETAIL: Priority.MEDIUM,
    ScenarioKind.NAVIGATION: Priority.MEDIUM,
    ScenarioKind.MENU: Priority.MEDIUM,
    ScenarioKind.DIALOG: Priority.LOW,
    ScenarioKind.DISCLOSURE: Priority.LOW,
    ScenarioKind.TAB: Priority.LOW,
    ScenarioKind.WIDGET: Priority.LOW,
    ScenarioKind.FRAME: Priority.LOW,
}


def given(text: str, *steps: Step, way_back: bool = False) -> Phase:
    """What is so before the user acts."""
    return Phase(keyword="Given", text=text, steps=steps, way_back=way_back)


def when(text: str, *steps: Step, way_back: bool = False) -> Phase:
    """What the user does; on the way back it must not rest on what was open before."""
    return Phase(keyword="When", text=text, steps=steps, way_back=way_back)


def then(text: str, *expects: Expectation, steps: tuple[Step, ...] = ()) -> Phase:
    """What must follow; steps only where seeing it takes one, such as reloading the page."""
    return Phase(keyword="Then", text=text, steps=steps, expects=expects)


def expect(outcome: Outcome, text: str | Unique | None = None, on: Locator | None = None) -> Expectation:
    """One outcome."""
    return Expectation(outcome=outcome, text=text, on=on)


@dataclass(frozen=True)
class Draft:
    """The parts of a scenario that differ from rule to rule."""

    kind: ScenarioKind
    feature: str
    title: str
    name: str
    """What tells it from others of its kind on the same page; part of the id."""
    spot: Spot
    phases: tuple[Phase, ...]
    basis: tuple[Fact, ...]
    visits: tuple[Spot, ...] = ()
    writes: bool = False
    signed_in: bool | None = None
    priority: Priority | None = None


def build(draft: Draft) -> Scenario:
    """The scenario of a draft: it cites every fact of its basis and is as sure as the weakest of them."""
    spots = (draft.spot, *draft.visits)
    signed_in = any(s.state.signed_in for s in spots) if draft.signed_in is None else draft.signed_in
    phases = draft.phases
    if phases[0] == opening(draft.spot):
        # One place decides who acts: a visitor's page may lead to what only a signed-in user sees.
        phases = (opening(draft.spot, signed_in=signed_in), *phases[1:])
    opened = (step.path for phase in phases for step in phase.steps if isinstance(step, Goto))
    confidences = [fact.confidence for fact in draft.basis if isinstance(fact, Element | Form)]
    return Scenario(
        id=slug(draft.kind.value, draft.feature, draft.spot.page.path_pattern, draft.name),
        title=draft.title,
        feature=draft.feature,
        kind=draft.kind,
        priority=draft.priority or _PRIORITY[draft.kind],
        phases=phases,
        start=next(opened, draft.spot.path),
        signed_in=signed_in,
        writes=draft.writes,
        cites=tuple(dict.fromkeys(_cite(fact, spots) for fact in (draft.spot.state, *draft.basis))),
        pages=tuple(dict.fromkeys(s.page.id for s in spots)),
        confidence=min(confidences, default=1.0),
    )


def _cite(fact: Fact, spots: tuple[Spot, ...]) -> Citation:
    """The id of a fact; what is numbered within a state is preceded by the id of that state."""
    home = next((spot for spot in spots if fact in spot), spots[0])
    match fact:
        case Page():
            return Citation(source="page", ref=fact.id)
        case State():
            return Citation(source="state", ref=fact.id)
        case Element():
            return Citation(source="element", ref=home.ref(fact))
        case Form():
            return Citation(source="form", ref=home.ref(fact))
        case Collection():
            return Citation(source="collection", ref=home.ref(fact))
        case Transition():
            return Citation(source="transition", ref=f"{fact.source}/{fact.element or fact.step.do}")


def basis(found: FormSpot) -> tuple[Fact, ...]:
    """The facts that a scenario about a form rests on: the form, its fields and its button."""
    elements = [element for _, element in found.fields]
    if found.submit is not None:
        elements.append(found.submit)
    return (found.form, *elements)


def opening(spot: Spot, *, signed_in: bool | None = None) -> Phase:
    """The usual first phase: the user is where it starts, signed in or as the state was seen."""
    acts = spot.state.signed_in if signed_in is None else signed_in
    who = "a signed-in user" if acts else "a visitor"
    if spot.as_loaded:
        return given(f"{who} is on the page {page_name(spot)}", *spot.entry)
    return given(f"{who} on the page {page_name(spot)} has {_way(spot)}", *spot.entry)


def _way(spot: Spot) -> str:
    """What was done to get into a state, in words."""
    done: list[str] = []
    for step in spot.state.reached_by:
        on = getattr(step, "on", None)
        used = next((e for s in spot.page.states for e in s.elements if on and e.target == on), None)
        if isinstance(step, Click | Hover) and used is not None:
            verb = "pointed at" if isinstance(step, Hover) else "chosen"
            done.append(f"{verb} {quoted(naming(used) or used.purpose.value, _SHORT)}")
    return listed(done) if done else f"come to it by {spot.state.via[:1].lower()}{spot.state.via[1:]}"


def page_name(spot: Spot) -> str:
    """What people call a page: its heading, else its title, else its path."""
    return quoted(spot.called)


def form_name(found: FormSpot) -> str:
    """What people call a form: its own name, else that of its page."""
    named = found.form.name != found.form.purpose.value
    return quoted(found.form.name if named else found.spot.called)


def refuse(what: str, reason: str, ref: str) -> Unplanned:
    """A pattern that was recognised but gives no scenario."""
    return Unplanned(what=what, reason=reason, ref=ref)


def guarded(facts: Facts, what: str, ref: str) -> Iterator[Unplanned]:
    """Say that safety forbids it; nothing when it is allowed."""
    if not facts.full:
        yield refuse(what, f"guarded: not done with safety {facts.request.safety.value}", ref)


def first_of(items: Iterable[Derived], limit: int) -> Iterator[Derived]:
    """At most so many scenarios of a rule; what was refused is always told."""
    taken = 0
    for item in items:
        if isinstance(item, Scenario):
            taken += 1
            if taken > limit:
                continue
        yield item

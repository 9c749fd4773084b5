"""Switches and boxes that act at once, as settings of a view do: no form sends them."""

from collections.abc import Iterator

from agents.domain.page import Element, ElementKind, Purpose
from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.spoken import says_something
from agents.domain.steps import SetChecked
from agents.requirements.rules import filling
from agents.requirements.rules.draft import Derived, Draft, build, expect, opening, page_name, then, when
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator
from agents.requirements.rules.words import quoted

_TICKED = frozenset({"checkbox", "switch"})
_LISTS = frozenset({Purpose.FILTER, Purpose.SORT, Purpose.SEARCH})
_MOST = 2


def derive(facts: Facts) -> Iterator[Derived]:
    """At most two a page, each label once."""
    if facts.read_only:
        return
    known: set[str] = set()
    for spot in facts.loaded:
        taken = 0
        for element, label in _acting_at_once(spot):
            if label not in known and taken < _MOST:
                known.add(label)
                taken += 1
                yield _switched(spot, element, label)


def _acting_at_once(spot: Spot) -> Iterator[tuple[Element, str]]:
    """Each with its label, of forms that nothing sends."""
    for form in spot.state.forms:
        found = FormSpot(spot, form)
        if form.method != "script" or filling.send(found) is not None or form.purpose in _LISTS:
            continue
        for field, element in found.fields:
            ours = element.role in _TICKED and element.kind in {ElementKind.NATIVE, ElementKind.ARIA}
            label = filling.label(field, element)
            if ours and says_something(label) and element.purpose not in _LISTS:
                yield element, label


def _switched(spot: Spot, element: Element, label: str) -> Scenario:
    word, back = ("off", "on") if element.checked else ("on", "off")
    told = Outcome.CONTENT_CHANGES
    return build(
        Draft(
            kind=ScenarioKind.WIDGET,
            feature="Switches",
            title=f"{quoted(label)} on {page_name(spot)} can be switched {word} and {back}",
            name=label,
            spot=spot,
            phases=(
                opening(spot),
                when(f"the user switches {quoted(label)} {word}", _set(element, word)),
                then(f"{quoted(label)} is {word}", expect(told, on=locator(element))),
                # Whether the application remembers it is not known, so it is left as it was found.
                when(f"the user switches it {back} again", _set(element, back), way_back=True),
                then(f"{quoted(label)} is {back}", expect(told, on=locator(element))),
            ),
            basis=(element,),
            # The application may remember it, and others would see it while it is switched.
            writes=True,
        )
    )


def _set(element: Element, word: str) -> SetChecked:
    return SetChecked(on=locator(element), checked=word == "on")

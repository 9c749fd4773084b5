"""Controls in shadow roots and in embedded frames that no other rule speaks for."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from agents.domain.page import Element, ElementKind, FieldMeaning, Purpose
from agents.domain.scenario import Expectation, Outcome, Scenario, ScenarioKind
from agents.domain.spoken import says_something
from agents.domain.steps import Click, SetChecked, Step
from agents.requirements.rules import filling
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    Fact,
    build,
    expect,
    guarded,
    opening,
    page_name,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator
from agents.requirements.rules.words import quoted, search_term

_MOST = 3
_OURS = frozenset({Purpose.OTHER, Purpose.INPUT, Purpose.DISCLOSURE, Purpose.SUBMIT, Purpose.TAB})
_BUTTONS = frozenset({"button", "switch", "radio", "option", "menuitem", "tab"})


def derive(facts: Facts) -> Iterator[Derived]:
    """At most three controls a page in shadow roots, and one scenario for each frame."""
    done: set[str] = set()
    for spot in facts.loaded:
        taken = 0
        for element in _ranked(facts, spot):
            key = locator(element).model_dump_json()
            acted = _act(element)
            if acted is not None and key not in done and taken < _MOST:
                done.add(key)
                taken += 1
                yield _shadow(spot, element, *acted)
    yield from _frames(facts)


def _ranked(facts: Facts, spot: Spot) -> list[Element]:
    """Shadow controls that belong to no form: what was seen to have an effect first, what had none never."""
    in_forms = {i for form in spot.state.forms for i in (form.submit, *(f.element for f in form.fields))}
    found: list[tuple[bool, Element]] = []
    for element in spot.acting():
        move = facts.led_to(spot, element)
        ours = element.kind is ElementKind.SHADOW and element.purpose in _OURS and element.id not in in_forms
        if ours and element.href is None and (move is None or move.effect == "state"):
            found.append((move is None, element))
    return [element for _, element in sorted(found, key=lambda pair: pair[0])]


def _act(element: Element) -> tuple[Step, str, Expectation] | None:
    name, on = quoted(element.name or element.role), locator(element)
    if element.role in {"checkbox", "switch"} and element.tag == "input":
        return (
            SetChecked(on=on, checked=not element.checked),
            f"switches {name}",
            expect(Outcome.CONTENT_CHANGES),
        )
    if element.role in {"textbox", "searchbox"}:
        text = "Sample text"
        return (
            filling.put(element, text),
            f"enters {quoted(text)} as {name}",
            expect(Outcome.VALUE_KEPT, text, on),
        )
    if element.role in _BUTTONS and says_something(element.name):
        return Click(on=on), f"chooses {name}", expect(Outcome.CONTENT_CHANGES)
    return None


def _shadow(spot: Spot, element: Element, step: Step, doing: str, outcome: Expectation) -> Scenario:
    told, does = _effect(outcome, "the component shows the change")
    return build(
        Draft(
            kind=ScenarioKind.WIDGET,
            feature="Components",
            title=does.format(f"{quoted(element.name or element.role)} on {page_name(spot)}"),
            name=element.name or element.role,
            spot=spot,
            phases=(opening(spot), when(f"the user {doing}", step), then(told, outcome)),
            basis=(element,),
        )
    )


def _effect(outcome: Expectation, otherwise: str) -> tuple[str, str]:
    """What follows, as the end of a scenario and as the pattern of its title: no more than is looked for."""
    if outcome.outcome is Outcome.VALUE_KEPT:
        return "the field keeps it", "{} keeps what is entered"
    return otherwise, "Using {} changes what is shown"


def _frames(facts: Facts) -> Iterator[Derived]:
    seen: set[str] = set()
    for spot in facts.loaded:
        addresses = dict.fromkeys(e.frame for e in spot.acting() if e.frame is not None)
        for address in addresses:
            where = urlsplit(address).path or address
            inside = [e for e in spot.acting() if e.frame == address]
            planned = next(_in_frame(facts, spot, where, inside), None) if where not in seen else None
            if planned is not None:
                seen.add(where)
                yield planned


def _in_frame(facts: Facts, spot: Spot, where: str, inside: list[Element]) -> Iterator[Derived]:
    ids = {element.id for element in inside}
    forms = [FormSpot(spot, form) for form in spot.state.forms if any(f.element in ids for f in form.fields)]
    pressed = [e for e in inside if e.role in _BUTTONS and e.name.strip() and not _submits(forms, e)]
    for element in sorted(pressed, key=lambda e: facts.led_to(spot, e) is None):
        move = facts.led_to(spot, element)
        if move is None or move.effect == "state":
            yield _frame(spot, where, element.name, (Click(on=locator(element)),), (element,))
    for found in forms:
        yield from _frame_form(facts, spot, where, found)
    asked = {field.element for found in forms for field in found.form.fields}
    for element in inside:
        if element.role == "textbox" and element.id not in asked:
            step = filling.put(element, "Sample text")
            kept = expect(Outcome.VALUE_KEPT, "Sample text", locator(element))
            yield _frame(spot, where, element.name, (step,), (element,), kept)


def _submits(forms: list[FormSpot], element: Element) -> bool:
    return any(found.form.submit == element.id for found in forms)


def _frame_form(facts: Facts, spot: Spot, where: str, found: FormSpot) -> Iterator[Derived]:
    asked = _questions(spot, found)
    steps = filling.fill_all(found, facts.request.seed, leave=frozenset(asked))
    sent = filling.send(found)
    outward = found.form.method == "post" or found.form.purpose in {Purpose.CONTACT, Purpose.SUBSCRIBE}
    if steps is None or sent is None:
        return
    if outward and not facts.full:
        yield from guarded(facts, f"sending {quoted(found.form.name)} in a frame", found.form.id)
        return
    elements = tuple(element for _, element in found.fields)
    named = filling.label(*found.fields[0])
    yield _frame(spot, where, named, (*steps, *asked.values(), *sent), (found.form, *elements))


def _questions(spot: Spot, found: FormSpot) -> dict[str, Step]:
    """What to search for in a frame, by field: a word of the page around it, which is likely to be found."""
    told = [e.name for e in spot.acting() if e.purpose is Purpose.DISCLOSURE and e.frame is None]
    term = search_term((*told, *(heading.text for heading in spot.state.headings))[:1])
    fields = [e for field, e in found.fields if field.meaning is FieldMeaning.SEARCH]
    return {element.id: filling.put(element, term.lower()) for element in fields} if term else {}


def _frame(
    spot: Spot,
    where: str,
    name: str,
    steps: tuple[Step, ...],
    cited: tuple[Fact, ...],
    outcome: Expectation | None = None,
) -> Scenario:
    outcome = outcome or expect(Outcome.CONTENT_CHANGES)
    told, does = _effect(outcome, "the frame shows the change")
    return build(
        Draft(
            kind=ScenarioKind.FRAME,
            feature="Embedded frames",
            title=does.format(f"{quoted(name)} in the frame embedded in {page_name(spot)}"),
            name=f"{where} {name}",
            spot=spot,
            phases=(
                opening(spot),
                when(f"the user uses {quoted(name)} in the embedded frame", *steps),
                then(told, outcome),
            ),
            basis=cited,
        )
    )

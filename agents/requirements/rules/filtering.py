"""Narrowing, ordering and paging a list."""

from collections.abc import Iterator
from dataclasses import dataclass

from agents.domain.page import Collection, Element, FormField, Purpose
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, GoBack, Select, SetChecked, Step
from agents.requirements.rules import filling, values
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    Fact,
    build,
    expect,
    opening,
    page_name,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator
from agents.requirements.rules.words import ANY_OPTION, NEXT, RESET, has_word, quoted, starts_with_word

FEATURE = "Filters and paging"
_PRESSED = frozenset({"link", "button", "tab", "menuitem", "option", "menuitemradio"})
_NARROWING = frozenset({Purpose.FILTER, Purpose.SORT})


@dataclass(frozen=True)
class _List:
    """A list and where it is."""

    spot: Spot
    items: Collection


def derive(facts: Facts) -> Iterator[Derived]:
    """Filters, sorting and paging of every list that was observed."""
    for spot in facts.loaded:
        items = facts.collection(spot)
        if items is None:
            continue
        shown = _List(spot, items)
        yield from _fields(facts, shown)
        yield from _facets(shown)
        yield from _paging(shown)


def _fields(facts: Facts, shown: _List) -> Iterator[Derived]:
    groups: set[str] = set()
    for form in shown.spot.state.forms:
        found = FormSpot(shown.spot, form)
        for field, element in found.fields:
            sorts = element.purpose is Purpose.SORT or form.purpose is Purpose.SORT
            narrows = sorts or element.purpose is Purpose.FILTER or form.purpose is Purpose.FILTER
            listed = form.purpose is Purpose.SEARCH and not values.is_text(field)
            group = f"{form.id}/{field.name or field.label}"
            if (narrows or listed) and group not in groups:
                groups.add(group)
                yield from _field(facts, shown, found, (field, element), sorts=sorts)


def _field(
    facts: Facts, shown: _List, found: FormSpot, part: tuple[FormField, Element], *, sorts: bool
) -> Iterator[Derived]:
    field, element = part
    name = filling.label(field, element)
    if values.is_choice(field):
        first = values.other_option(field)
        last = values.real_options(field)[-1:] if sorts else ()
        for option in dict.fromkeys([first, *last]):
            if option is not None and option != field.value:
                applied = (Select(on=locator(element), option=option), *_apply(facts, found, element))
                yield _scenario(shown, (found.form, element), name, option, applied, sorts=sorts)
    elif values.is_tick(field):
        chosen = not element.checked if field.type == "checkbox" else True
        other = _other_radio(shown.spot, field, element) if field.type == "radio" else element
        applied = (SetChecked(on=locator(other), checked=chosen), *_apply(facts, found, element))
        told = other.name or name
        yield _scenario(shown, (found.form, other), "", told, applied, sorts=sorts)
    elif not sorts:
        yield refuse(
            f"filtering by {quoted(name)}", "no value is known that would divide the list", element.id
        )


def _other_radio(spot: Spot, field: FormField, element: Element) -> Element:
    """A radio button of the group that is not chosen and does not stand for everything."""
    labels = set(field.options)
    group = [e for e in spot.acting() if e.role == "radio" and (e.name in labels or e.id == element.id)]
    better = [e for e in group if not e.checked and not starts_with_word(e.name, ANY_OPTION)]
    return next(iter(better), element)


def _apply(facts: Facts, found: FormSpot, element: Element) -> tuple[Step, ...]:
    """Sending the form, unless choosing alone was seen to have its effect."""
    move = facts.led_to(found.spot, element)
    if found.submit is None or (move is not None and move.effect in {"navigation", "state"}):
        return ()
    return (Click(on=locator(found.submit)),)


def _facets(shown: _List) -> Iterator[Derived]:
    """Links and buttons that narrow or order: one for each kind of control in each part of the page."""
    in_fields = {field.element for form in shown.spot.state.forms for field in form.fields}
    in_fields |= {form.submit for form in shown.spot.state.forms if form.submit is not None}
    groups: set[tuple[object, ...]] = set()
    for element in shown.spot.acting():
        facet = element.purpose in _NARROWING and element.role in _PRESSED and element.id not in in_fields
        group = (element.purpose, element.role, element.landmark)
        widens = starts_with_word(element.name, ANY_OPTION) or has_word(element.name, RESET)
        if not facet or group in groups or element.checked or widens:
            continue
        groups.add(group)
        sorts = element.purpose is Purpose.SORT
        yield _scenario(shown, (element,), "", element.name, (Click(on=locator(element)),), sorts=sorts)


def _scenario(
    shown: _List, cited: tuple[Fact, ...], control: str, choice: str, steps: tuple[Step, ...], *, sorts: bool
) -> Derived:
    place = page_name(shown.spot)
    by = f"{quoted(choice)} as {quoted(control)}" if control else quoted(choice)
    title = f"Ordering {place} by {quoted(choice)}" if sorts else f"Narrowing {place} to {by}"
    return build(
        Draft(
            kind=ScenarioKind.SORT if sorts else ScenarioKind.FILTER,
            feature=FEATURE,
            title=f"{title} changes what is listed",
            name=f"{control} {choice}",
            spot=shown.spot,
            phases=(
                opening(shown.spot),
                when(f"the user chooses {by}", *steps),
                then(
                    "the items come in another order" if sorts else "the list shows only what was chosen",
                    expect(Outcome.ITEMS_CHANGE, on=shown.items.items),
                ),
            ),
            basis=(*cited, shown.items),
        )
    )


def _paging(shown: _List) -> Iterator[Derived]:
    pagers = [e for e in shown.spot.acting() if e.purpose is Purpose.PAGING]
    ranked = [e for e in pagers if has_word(e.name, NEXT)] + [e for e in pagers if e.name.strip() == "2"]
    if not ranked:
        return
    pager, place = ranked[0], page_name(shown.spot)
    changes = expect(Outcome.ITEMS_CHANGE, on=shown.items.items)
    phases = [
        opening(shown.spot),
        when(f"the user goes on with {quoted(pager.name)}", Click(on=locator(pager))),
        then("other items are listed", changes),
    ]
    if pager.href is not None and pager.role == "link":
        phases += [
            when("the user goes back", GoBack()),
            then("the first items are listed again", changes),
        ]
    yield build(
        Draft(
            kind=ScenarioKind.PAGING,
            feature=FEATURE,
            title=f"Going on to the next page of {place} shows other items",
            name="next",
            spot=shown.spot,
            phases=tuple(phases),
            basis=(pager, shown.items),
        )
    )

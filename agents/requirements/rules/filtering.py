"""Narrowing, ordering and paging a list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from agents.domain.page import Collection, Element, FormField, Purpose
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.spoken import says_something
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
from agents.requirements.rules.facts import (
    Facts,
    FormSpot,
    Spot,
    locator,
    origin_of,
    path_of,
    same_path,
)
from agents.requirements.rules.naming import naming
from agents.requirements.rules.words import (
    ANY_OPTION,
    NEXT,
    ORDERS,
    RESET,
    SORTS,
    has_word,
    quoted,
    starts_with_word,
    tokens,
)

_ROW = re.compile(r'^\s*- \'?(?:row|listitem|article) "((?:[^"\\]|\\.)*)"', re.MULTILINE)
"""What an entry of a list says, in an aria snapshot."""

FEATURE = "Filters and paging"
_PRESSED = frozenset({"link", "button", "tab", "menuitem", "option", "menuitemradio"})
_OPTIONS = frozenset({"option", "menuitem", "menuitemradio", "menuitemcheckbox"})
_NARROWING = frozenset({Purpose.FILTER, Purpose.SORT})


@dataclass(frozen=True)
class _List:
    """A list and where it is."""

    spot: Spot
    items: Collection


def derive(facts: Facts) -> Iterator[Derived]:
    """Filters, sorting and paging of every list that was observed."""
    known: set[str] = set()
    for spot in facts.loaded:
        items = facts.collection(spot)
        if items is None:
            continue
        shown = _List(spot, items)
        yield from _fields(facts, shown)
        yield from _facets(facts, shown, known)
        yield from _drawn(facts, shown, known)
        yield from _paging(facts, shown)


def _fields(facts: Facts, shown: _List) -> Iterator[Derived]:
    groups: set[str] = set()
    for form in shown.spot.state.forms:
        found = FormSpot(shown.spot, form)
        for field, element in found.fields:
            sorts = Purpose.SORT in (element.purpose, form.purpose) or _orders(field)
            narrows = sorts or element.purpose is Purpose.FILTER or form.purpose is Purpose.FILTER
            listed = form.purpose is Purpose.SEARCH and not values.is_text(field)
            group = f"{form.id}/{field.name or field.label}"
            if (narrows or listed) and group not in groups:
                groups.add(group)
                yield from _field(facts, shown, found, (field, element), sorts=sorts)


def _orders(field: FormField) -> bool:
    """Whether the choices are ways to order a list, whatever they are called together."""
    ways = [option for option in values.real_options(field) if has_word(option, ORDERS)]
    return len(ways) > 1 and len(ways) * 2 >= len(field.options)


def _field(
    facts: Facts, shown: _List, found: FormSpot, part: tuple[FormField, Element], *, sorts: bool
) -> Iterator[Derived]:
    field, element = part
    name = filling.label(field, element)
    if values.is_choice(field):
        first = values.other_option(field) if sorts else _dividing(shown, field)
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


def _dividing(shown: _List, field: FormField) -> str | None:
    """The option that most likely changes what is listed: some entries say it, others do not.

    One that no entry says comes next, for they need not say what they are chosen by; last one that all say.
    """
    first = values.other_option(field)
    able = [option for option in values.real_options(field) if option != field.value]
    able.sort(key=lambda option: (_share(shown, option), option != first))
    return able[0] if able and first is not None else None


def _share(shown: _List, option: str) -> int:
    """0 when some entries say it, 1 when none does, 2 when all do."""
    words, rows = set(tokens(option)), _ROW.findall(shown.spot.state.aria)
    said = sum(words <= set(tokens(row)) for row in rows)
    if not said:
        return 1
    return 2 if said >= min(shown.items.count, len(rows)) else 0


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


def _facets(facts: Facts, shown: _List, known: set[str]) -> Iterator[Derived]:
    """Links and buttons that narrow or order: one for each kind of control in each part of the page.

    Args:
        known: locators of those that were planned for a list before; the site's lists share their tools.
    """
    in_fields = {field.element for form in shown.spot.state.forms for field in form.fields}
    in_fields |= {form.submit for form in shown.spot.state.forms if form.submit is not None}
    groups: set[tuple[object, ...]] = set()
    for element in shown.spot.acting():
        facet = element.purpose in _NARROWING and element.role in _PRESSED and element.id not in in_fields
        group = (element.purpose, element.role, element.landmark)
        if not facet or group in groups or element.checked or _is_idle(facts, shown, element):
            continue
        groups.add(group)
        key = locator(element).model_dump_json()
        if key not in known:
            known.add(key)
            sorts, click = element.purpose is Purpose.SORT, Click(on=locator(element))
            yield _scenario(shown, (element,), "", naming(element), (click,), sorts=sorts)


def _is_idle(facts: Facts, shown: _List, element: Element) -> bool:
    """Whether a control would not divide or order the list: it widens, opens a menu, or is what holds now."""
    name = naming(element)
    widens = starts_with_word(name, ANY_OPTION) or has_word(name, RESET)
    opens = element.has_popup or element.expanded is not None
    to = facts.arrival(element.href)
    exact = to is not None and same_path(to.path, path_of(element.href or ""))
    there = facts.collection(to) if to is not None and exact else None
    same = there is not None and (there.samples, there.count) == (shown.items.samples, shown.items.count)
    return widens or opens or same or not says_something(name)


def _drawn(facts: Facts, shown: _List, known: set[str]) -> Iterator[Derived]:
    """Lists of choices that the page draws: opened first, then an option that is not the present one."""
    for spot in facts.spots:
        found = facts.opened_by(spot) if spot.page.id == shown.spot.page.id else None
        if found is None or found[0].state.id != shown.spot.state.id or found[1].purpose not in _NARROWING:
            continue
        opener, before = found[1], {e.locator for e in shown.spot.state.elements if e.visible}
        options = [e for e in spot.acting() if e.role in _OPTIONS and e.locator not in before]
        able = [e for e in options if naming(e) and naming(e) != naming(opener) and not e.checked]
        able = [e for e in able if not starts_with_word(naming(e), ANY_OPTION)]
        key = locator(opener).model_dump_json()
        if able and key not in known:
            known.add(key)
            steps = (*spot.state.reached_by[-1:], Click(on=locator(able[0])))
            sorts = opener.purpose is Purpose.SORT
            yield _scenario(shown, (opener, able[0]), "", naming(able[0]), steps, sorts=sorts)


def _scenario(
    shown: _List, cited: tuple[Fact, ...], control: str, choice: str, steps: tuple[Step, ...], *, sorts: bool
) -> Derived:
    place = page_name(shown.spot)
    by = f"{quoted(choice)} as {quoted(control)}" if control else quoted(choice)
    title = f"Ordering {place} by {quoted(choice)}" if sorts else f"Narrowing {place} to {by}"
    if sorts and starts_with_word(choice, SORTS):
        title = f"{quoted(choice)} on {place}"
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
                    expect(Outcome.ITEMS_CHANGE, on=shown.items.items)
                    if sorts
                    else expect(Outcome.ITEMS_NARROWED, choice, shown.items.items),
                ),
            ),
            basis=(*cited, shown.items),
        )
    )


def _paging(facts: Facts, shown: _List) -> Iterator[Derived]:
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
    if pager.href is not None and pager.role == "link" and _is_another_address(facts, shown, pager.href):
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


def _is_another_address(facts: Facts, shown: _List, href: str) -> bool:
    """Whether a link really leads on, so that going back returns; a script's link stays on the page."""
    here = shown.spot.path.partition("#")[0]
    return origin_of(href) == facts.origin and path_of(href).partition("#")[0] != here

"""Menus, dialogs, disclosures and tabs, as they were seen to open."""

from collections.abc import Iterator

from agents.domain.page import Element, Purpose
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.spoken import says_something, spoken
from agents.domain.steps import Click, Hover, Press
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    Fact,
    build,
    expect,
    opening,
    page_name,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, Spot, locator
from agents.requirements.rules.naming import naming
from agents.requirements.rules.navigation import Way, arrival_expectations, arrived
from agents.requirements.rules.words import listed, quoted

FEATURE = "Menus and dialogs"
_DIALOGS = frozenset({"dialog", "alertdialog"})
_ACTING = frozenset({Purpose.CREATE, Purpose.EDIT, Purpose.DELETE, Purpose.SIGN_OUT, Purpose.ADD_TO_CART})
_MENUS = frozenset({"navigation", "banner", "menu", "menubar"})
_MOST_TABS = 4
_MOST_WAYS = 3
"""Links of a menu that are followed."""


def derive(facts: Facts) -> Iterator[Derived]:
    """What opens and closes: each distinct menu, dialog, disclosure and set of tabs once."""
    openers: set[str] = set()
    for spot in facts.spots:
        found = facts.opened_by(spot)
        if found is None or not isinstance(spot.state.reached_by[-1], Click | Hover):
            continue
        before, opener = found
        key = locator(opener).model_dump_json()
        scenario = _opened(facts, before, opener, spot) if key not in openers else None
        if scenario is not None:
            openers.add(key)
            yield scenario
    yield from _unopened_disclosures(facts, openers)
    yield from _tabs(facts)


def _opened(facts: Facts, before: Spot, opener: Element, spot: Spot) -> Scenario | None:
    known = {e.locator for e in before.state.elements if e.visible}
    new = tuple(e for e in spot.acting() if e.locator not in known)
    if not says_something(naming(opener)) and opener.purpose is not Purpose.MENU:
        # Nobody could say which control is meant.
        return None
    # A row's control opens a dialog for that row; the rules for records test it with what it is for.
    if _is_dialog(spot, new):
        return _dialog(before, opener, spot, new)
    if opener.role == "combobox":
        return _choice(before, opener, spot, new)
    if opener.purpose is Purpose.TAB or opener.role == "tab" or opener.purpose in _ACTING:
        return None
    hovered = isinstance(spot.state.reached_by[-1], Hover)
    shows_links = sum(e.href is not None and e.landmark in _MENUS for e in new) > 1
    if hovered or opener.purpose is Purpose.MENU or opener.has_popup or shows_links:
        return _menu(facts, before, opener, spot, new)
    if opener.purpose is Purpose.DISCLOSURE or opener.expanded is not None:
        return _disclosure(*facts.for_visitors(before, opener), (spot.state,))
    return None


def _is_dialog(spot: Spot, new: tuple[Element, ...]) -> bool:
    ids = {e.id for e in new}
    forms = (f for f in spot.state.forms if f.dialog and any(field.element in ids for field in f.fields))
    return any(e.landmark in _DIALOGS for e in new) or any(True for _ in forms)


def _choice(before: Spot, opener: Element, spot: Spot, new: tuple[Element, ...]) -> Scenario | None:
    """A list of choices that the page draws itself; those that narrow or order a list have their own rule."""
    options = [e for e in new if e.role == "option" and says_something(naming(e))]
    other = next((e for e in options if naming(e) != naming(opener) and not e.checked), None)
    # A list without a name is called by what is chosen in it, which tells nobody what it is for.
    nameless = not says_something(opener.name)
    if other is None or nameless or opener.purpose in {Purpose.SORT, Purpose.FILTER}:
        return None
    chosen = quoted(naming(other))
    return build(
        Draft(
            kind=ScenarioKind.MENU,
            feature=FEATURE,
            title=f"{chosen} can be chosen from the list {_name(opener)}",
            name=opener.name,
            spot=before,
            phases=(
                opening(before),
                when(f"the user opens the list {_name(opener)}", spot.state.reached_by[-1]),
                then("its choices are shown", expect(Outcome.OVERLAY_OPENS, on=locator(other))),
                when(f"the user chooses {chosen}", Click(on=locator(other))),
                then(f"{chosen} is chosen", expect(Outcome.CONTENT_CHANGES, naming(other))),
            ),
            basis=(opener, other, spot.state),
        )
    )


def _dialog(before: Spot, opener: Element, spot: Spot, new: tuple[Element, ...]) -> Scenario:
    inside = tuple(e for e in new if e.landmark in _DIALOGS) or new
    close = next((e for e in inside if e.purpose is Purpose.CLOSE), None)
    shown = locator(inside[0]) if inside else None
    closing = (
        when(f"the user closes it with {quoted(naming(close))}", Click(on=locator(close)))
        if close is not None and naming(close)
        else when("the user presses Escape", Press(key="Escape"))
    )
    name = _name(opener)
    return build(
        Draft(
            kind=ScenarioKind.DIALOG,
            feature=FEATURE,
            title=f"The dialog of {name} opens and closes",
            name=opener.purpose.value if opener.collection else opener.name,
            spot=before,
            phases=(
                opening(before),
                when(f"the user chooses {name}", spot.state.reached_by[-1]),
                then("a dialog opens", expect(Outcome.OVERLAY_OPENS, on=shown)),
                closing,
                then("the dialog is closed", expect(Outcome.OVERLAY_CLOSES, on=shown)),
            ),
            basis=(opener, *((close,) if close else ()), spot.state),
        )
    )


def _menu(facts: Facts, before: Spot, opener: Element, spot: Spot, new: tuple[Element, ...]) -> Scenario:
    reached = [(e, facts.arrival(e.href)) for e in new if e.href and e.purpose is not Purpose.SIGN_OUT]
    ways = [Way(e, to) for e, to in reached if to is not None and to.page.id != before.page.id][:_MOST_WAYS]
    hovered = isinstance(spot.state.reached_by[-1], Hover)
    shown = ways[0].link if ways else next(iter(new), None)
    act = "points at" if hovered else "opens"
    phases: list[Phase] = [
        opening(before),
        when(f"the user {act} {_name(opener)}", spot.state.reached_by[-1]),
        then("its menu opens", expect(Outcome.OVERLAY_OPENS, on=locator(shown) if shown else None)),
    ]
    for number, way in enumerate(ways):
        # The next one is chosen from where the menu was seen to open.
        again = (*before.entry, spot.state.reached_by[-1]) if number else ()
        chosen = f"chooses {quoted(naming(way.link))} in it"
        told = f"the user opens the menu again and {chosen}" if number else f"the user {chosen}"
        phases += [
            when(told, *again, Click(on=locator(way.link))),
            then(f"the page {arrived(way)} opens", *arrival_expectations(way, before)),
        ]
    cited: list[Fact] = [opener, spot.state, *(way.link for way in ways)]
    how = " on hover" if hovered else ""
    leads = f" and leads to {listed([quoted(naming(way.link)) for way in ways])}" if ways else ""
    return build(
        Draft(
            kind=ScenarioKind.MENU,
            feature=FEATURE,
            title=f"The menu {_title(before, opener)} opens{how}{leads}",
            name=opener.name,
            spot=before,
            phases=tuple(phases),
            basis=tuple(cited),
            visits=tuple(way.to for way in ways),
        )
    )


def _disclosure(before: Spot, opener: Element, cited: tuple[Fact, ...]) -> Scenario:
    click = Click(on=locator(opener))
    opens = opener.expanded is not True
    return build(
        Draft(
            kind=ScenarioKind.DISCLOSURE,
            feature=FEATURE,
            title=f"{_name(opener)} shows and hides its content",
            name=opener.name,
            spot=before,
            phases=(
                opening(before),
                when(f"the user {'opens' if opens else 'closes'} {_name(opener)}", click),
                then(f"its content is {'shown' if opens else 'hidden'}", expect(Outcome.CONTENT_CHANGES)),
                when(f"the user {'closes' if opens else 'opens'} it again", click),
                then("it is as before", expect(Outcome.CONTENT_CHANGES)),
            ),
            basis=(opener, *cited),
        )
    )


def _unopened_disclosures(facts: Facts, openers: set[str]) -> Iterator[Derived]:
    """A control that says it is expanded or collapsed needs no observed opening: one a page and name."""
    for spot in facts.loaded:
        told = [e for e in spot.acting() if e.purpose is Purpose.DISCLOSURE and e.expanded is not None]
        keys = [locator(element).model_dump_json() for element in told]
        if told and told[0].name.strip() and openers.isdisjoint(keys):
            openers.update(keys)
            yield _disclosure(spot, told[0], ())


def _tabs(facts: Facts) -> Iterator[Derived]:
    seen: set[tuple[str, ...]] = set()
    for spot in facts.loaded:
        tabs = [e for e in spot.acting() if e.role == "tab" and e.href is None and e.name.strip()]
        names = tuple(e.name for e in tabs)
        if len(tabs) < 2 or names in seen:
            continue
        seen.add(names)
        # The first tab is usually open; it is returned to at the end, which shows that it closed.
        turns = [*tabs[1:_MOST_TABS], tabs[0]]
        phases: list[Phase] = [opening(spot)]
        for tab in turns:
            phases.append(when(f"the user chooses the tab {quoted(tab.name)}", Click(on=locator(tab))))
            phases.append(
                then(f"what belongs to {quoted(tab.name)} is shown", expect(Outcome.CONTENT_CHANGES))
            )
        yield build(
            Draft(
                kind=ScenarioKind.TAB,
                feature=FEATURE,
                title=f"Each tab of {page_name(spot)} shows its own content",
                name=names[0],
                spot=spot,
                phases=tuple(phases),
                basis=tuple(turns),
            )
        )


def _name(opener: Element) -> str:
    return quoted(naming(opener) or opener.purpose.value)


def _title(before: Spot, opener: Element) -> str:
    """A menu by its name; one whose button shows an icon only, by what it belongs to."""
    of = _of(before, opener)
    icon = "_" in opener.name and spoken(opener.name).replace(" ", "_") == opener.name
    return (of or f" of {page_name(before)}").strip() if icon else f"{_name(opener)}{of}"


def _of(before: Spot, opener: Element) -> str:
    """Which entry of a list a control belongs to, where its entries have titles."""
    items = next((c for c in before.state.collections if c.id == opener.collection), None)
    index = opener.item
    title = items.samples[index] if items and index is not None and index < len(items.samples) else ""
    return f" of {quoted(title)}" if says_something(title) and title not in opener.name else ""

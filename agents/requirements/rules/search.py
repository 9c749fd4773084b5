"""Searching: with hits and without."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from agents.domain.page import Collection, Element, FieldMeaning, Form, Purpose
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, Press, Step
from agents.requirements.rules import filling, values
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    Fact,
    basis,
    build,
    expect,
    opening,
    page_name,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator, path_of
from agents.requirements.rules.words import quoted, search_term

FEATURE = "Search"
_NONSENSE = "zzqxjvkw"
_FRAME = frozenset({"banner", "navigation", "search", "contentinfo"})
_SEARCHES = frozenset({Purpose.SEARCH, Purpose.FILTER})
_DIALOGS = frozenset({"dialog", "alertdialog"})
_ROLES = frozenset({"searchbox", "textbox", "combobox"})


def derive(facts: Facts) -> Iterator[Derived]:
    """A search with hits and one without for each distinct search."""
    in_forms: set[str] = set()
    for found in facts.forms:
        field = _search_field(found)
        # What a frame searches is its own affair, told by the rule for frames.
        if field is not None and field.frame is None:
            in_forms.add(locator(field).model_dump_json())
            enter = (Press(key="Enter", on=locator(field)),)
            sent = (filling.send(found) or enter) if found.submit is not None else enter
            yield from _both(facts, found, field, sent)
    for spot in facts.spots:
        # The fields of a form that an action only made longer are those of the form, told above.
        asked = _asked(spot)
        for element in (e for e in spot.acting() if e.id not in asked):
            key = locator(element).model_dump_json()
            if _stands_alone(element) and key not in in_forms:
                in_forms.add(key)
                yield from _pair(facts, spot, element, (Press(key="Enter", on=locator(element)),), (element,))


def _asked(spot: Spot) -> frozenset[str]:
    told = (form for form in spot.state.forms if not spot.as_loaded or _stores(form))
    return frozenset(field.element for form in told for field in form.fields)


def _stores(form: Form) -> bool:
    """Whether a form stores what is sent, even if one of its fields asks how somebody was found."""
    return form.method == "post" and form.purpose not in _SEARCHES


def _stands_alone(element: Element) -> bool:
    drawn = element.role == "combobox" and element.tag != "input"
    return (
        element.purpose is Purpose.SEARCH and element.role in _ROLES and element.frame is None and not drawn
    )


def _search_field(found: FormSpot) -> Element | None:
    if _stores(found.form):
        return None
    by_meaning = [e for f, e in found.fields if f.meaning is FieldMeaning.SEARCH]
    if by_meaning:
        return by_meaning[0]
    if found.form.purpose is not Purpose.SEARCH:
        return None
    return next((e for f, e in found.fields if values.is_text(f)), None)


def _both(facts: Facts, found: FormSpot, field: Element, sent: tuple[Step, ...]) -> Iterator[Derived]:
    yield from _pair(facts, found.spot, field, sent, basis(found))


def _pair(
    facts: Facts, spot: Spot, field: Element, sent: tuple[Step, ...], cited: tuple[Fact, ...]
) -> Iterator[Derived]:
    used = frozenset({locator(field).model_dump_json()})
    used |= {step.on.model_dump_json() for step in sent if isinstance(step, Click | Press) and step.on}
    results = _results(facts, spot, field, cited, used)
    term = search_term(results[1].samples) if results else None
    if results is None or term is None:
        yield refuse("a search with hits", "no list was observed from which to take a word", field.id)
    else:
        yield _hit(facts, spot, field, sent, (*cited, results[1]), term, results)
        if field.role == "combobox":
            yield _suggested(facts, spot, field, results[1], term)
    if results is not None or field.landmark not in _DIALOGS:
        yield _miss(facts, spot, field, sent, cited, results)


def _results(
    facts: Facts, spot: Spot, field: Element, cited: tuple[Fact, ...], used: frozenset[str]
) -> tuple[Spot, Collection] | None:
    """The list that is searched: where searching led, else its address, else here, else the longest.

    Args:
        used: locators of what the search goes by; other fields beside it lead elsewhere.
    """
    for place in _candidates(facts, spot, field, cited, used):
        found = facts.collection(place)
        if found is not None and found.samples:
            return place, found
    return None


def _candidates(
    facts: Facts, spot: Spot, field: Element, cited: tuple[Fact, ...], used: frozenset[str]
) -> Iterator[Spot]:
    for element in (fact for fact in cited if isinstance(fact, Element)):
        ours = element.target is not None and element.target.model_dump_json() in used
        move = facts.led_to(spot, element) if ours else None
        arrived = facts.spot(move.target) if move else None
        if arrived is not None and arrived.state.id != spot.state.id:
            yield arrived
    for action in (getattr(fact, "action", None) for fact in cited):
        path = urlsplit(path_of(action)).path if action else None
        yield from (s for s in facts.loaded if path and urlsplit(s.path).path == path)
    if field.landmark in _DIALOGS:
        # What a dialog searches is not a list of the page, nor of another one.
        return
    yield spot
    lists = [(s, facts.collection(s)) for s in facts.loaded if s.page.page_type in {"list", "search", "home"}]
    ranked = sorted(
        ((s, c) for s, c in lists if c is not None),
        key=lambda pair: (not _opens_details(facts, *pair), -pair[1].count),
    )
    yield from (place for place, _ in ranked)


def _opens_details(facts: Facts, spot: Spot, items: Collection) -> bool:
    """Whether a list is one of things that have pages, which is what people search for."""
    links = (e for e in spot.acting() if e.collection == items.id and e.role == "link" and e.href)
    arrived = (facts.arrival(e.href) for e in links)
    return any(to is not None and to.page.id != spot.page.id for to in arrived)


def _where(facts: Facts, spot: Spot, field: Element) -> str:
    """Which search: nothing to add for that of the whole site, which stands in the frame of its pages."""
    if field.landmark in _FRAME:
        return ""
    pages = {s.page.id for s in facts.loaded if any(e.locator == field.locator for e in s.state.elements)}
    own = field.landmark is not None or len(pages) == 1 < len(facts.page_map.pages)
    return f" {page_name(spot)}" if own else ""


def _hit(
    facts: Facts,
    spot: Spot,
    field: Element,
    sent: tuple[Step, ...],
    cited: tuple[Fact, ...],
    term: str,
    results: tuple[Spot, Collection],
) -> Derived:
    # People do not type capitals, and a search does not care for them.
    typed = term.lower()
    return build(
        Draft(
            kind=ScenarioKind.SEARCH_HIT,
            feature=FEATURE,
            title=f"Searching{_where(facts, spot, field)} for {quoted(typed)} lists what matches",
            name=field.name,
            spot=spot,
            phases=(
                opening(spot),
                when(f"the user searches for {quoted(typed)}", filling.put(field, typed), *sent),
                then(
                    f"everything listed matches {quoted(typed)}",
                    expect(Outcome.ITEMS_MATCH, typed, results[1].items),
                ),
            ),
            basis=cited,
            visits=(results[0],),
        )
    )


def _suggested(facts: Facts, spot: Spot, field: Element, items: Collection, term: str) -> Derived:
    """A search field that says it has a list of its own offers what begins to match."""
    typed = term.lower()
    return build(
        Draft(
            kind=ScenarioKind.SUGGESTIONS,
            feature=FEATURE,
            title=f"Typing {quoted(typed)} into {quoted(field.name or 'the search')} offers suggestions",
            name=f"{field.name} suggestions",
            spot=spot,
            phases=(
                opening(spot),
                when(f"the user types {quoted(typed)}", filling.put(field, typed)),
                then("suggestions are offered", expect(Outcome.OVERLAY_OPENS)),
            ),
            basis=(field, items),
        )
    )


def _miss(
    facts: Facts,
    spot: Spot,
    field: Element,
    sent: tuple[Step, ...],
    cited: tuple[Fact, ...],
    results: tuple[Spot, Collection] | None,
) -> Derived:
    outcome = expect(Outcome.ITEMS_EMPTY, on=results[1].items) if results else expect(Outcome.CONTENT_CHANGES)
    told = "nothing is listed" if results else "the page answers that there is nothing"
    return build(
        Draft(
            kind=ScenarioKind.SEARCH_MISS,
            feature=FEATURE,
            title=f"Searching{_where(facts, spot, field)} for something that does not exist lists nothing",
            name=field.name,
            spot=spot,
            phases=(
                opening(spot),
                when(f"the user searches for {quoted(_NONSENSE)}", filling.put(field, _NONSENSE), *sent),
                then(told, outcome),
            ),
            basis=cited,
            visits=(results[0],) if results else (),
        )
    )

"""Records in lists: which form creates or edits them, and how a test finds the row of its own record."""

from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from agents.domain.locator import ByRole, Locator, LocatorPart, Unique
from agents.domain.page import Collection, Element, FieldMeaning, Purpose, Transition
from agents.domain.scenario import Unplanned
from agents.domain.steps import Click, Step
from agents.requirements.rules import filling, values
from agents.requirements.rules.draft import form_name, refuse
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator, same_path

_SAVING = frozenset({Purpose.SAVE, Purpose.SUBMIT, Purpose.OTHER})
_SENDING = frozenset({*_SAVING, Purpose.CONTACT})
"""Nothing but the address tells a message to somebody from a text that is put up in a list."""

_NAMELESS = frozenset({"generic", "none", "presentation"})
"""Roles whose elements have no accessible name, whatever words stand in them."""

_CONFIRMING = (Purpose.DELETE, Purpose.SUBMIT, Purpose.SAVE)
_NAMING = (
    FieldMeaning.NAME,
    FieldMeaning.TEXT,
    FieldMeaning.USERNAME,
    FieldMeaning.EMAIL,
    FieldMeaning.LONG_TEXT,
)


@dataclass(frozen=True)
class Table:
    """A list of records and where it is."""

    spot: Spot
    items: Collection

    def row(self, name: Unique) -> Locator | None:
        """The row of the record with that name; None when rows cannot be told apart by text."""
        rows = self.items.items
        if rows is None or rows.chain[-1].has_text is not None or rows.chain[-1].nth is not None:
            return None
        last = rows.chain[-1].model_copy(update={"has_text": name})
        return rows.model_copy(update={"chain": (*rows.chain[:-1], last)})

    def controls(self, *purposes: Purpose) -> Iterator[Element]:
        """What can be used in its rows for one of these purposes."""
        inside = (e for e in self.spot.acting() if e.collection == self.items.id)
        return (element for element in inside if element.purpose in purposes)

    def links(self) -> Iterator[Element]:
        """The links of its rows."""
        return (
            e for e in self.spot.acting() if e.collection == self.items.id and e.role == "link" and e.href
        )

    def own(self, element: Element, name: Unique) -> Locator | None:
        """The same control in the row of the record with that name."""
        row = self.row(name)
        part = _part(element, _title(self.items, element), name)
        return row.model_copy(update={"chain": (*row.chain, part)}) if row and part else None


def _title(items: Collection, element: Element) -> str:
    """What names the entry of a control; nothing where all are called alike, as by a link "Edit"."""
    index = element.item
    if len(items.samples) > 1 and len(set(items.samples)) == 1:
        return ""
    return items.samples[index].strip() if index is not None and index < len(items.samples) else ""


def _part(element: Element, title: str, name: Unique) -> LocatorPart | None:
    """A control by role and what its name has beside the record's own name."""
    if element.role in _NAMELESS:
        return _by_what_works(element, title)
    if not element.name.strip():
        return None
    if not title or title not in element.name:
        return ByRole(role=element.role, name=element.name)
    around = sorted((side.strip(" \"'“”:") for side in element.name.split(title, 1)), key=len)
    if not around[-1]:
        return ByRole(role=element.role, name=name, exact=False)
    return ByRole(role=element.role, name=around[-1], exact=False)


def _by_what_works(element: Element, title: str) -> LocatorPart | None:
    """A control that no role tells, by what told it in the row that was looked at."""
    known = locator(element).chain[-1]
    only_there = bool(title) and title in known.model_dump_json()
    return None if known.nth is not None or known.has_text is not None or only_there else known


@dataclass(frozen=True)
class Creation:
    """A form that creates a record, with the steps that do, and the list where the record then shows."""

    found: FormSpot
    name: Unique
    named: str
    """Label of the field that takes the name."""
    steps: tuple[Step, ...]
    table: Table | None
    of_another: bool = False
    """Whether it is added to an entry that is there already, as a comment is, and makes no entry itself."""


@dataclass(frozen=True)
class Deletion:
    """How the record of a test is deleted, from its list on."""

    steps: tuple[Step, ...]
    control: Element
    opening: tuple[Step, ...] = ()
    """The steps to the record's own page, where that has the control; nothing when its row has it."""


def opener(facts: Facts, found: FormSpot) -> Element | None:
    """What was used to get at a form: what opened its dialog, or a row's control that leads to its page."""
    if not found.spot.as_loaded:
        opened = facts.opened_by(found.spot)
        return opened[1] if opened else None
    table = table_for(facts, found)
    if table is None:
        return None
    leading = (e for e in table.links() if _leads_to(facts, e, found.spot))
    return next(leading, None)


def _leads_to(facts: Facts, element: Element, spot: Spot) -> bool:
    arrived = facts.arrival(element.href)
    return arrived is not None and arrived.page.id == spot.page.id


def home_of(facts: Facts, found: FormSpot) -> Table | None:
    """The list of another page that a form adds to, as the addresses tell it.

    The form is sent to the address of the list or stands right below it, and the entries of the list stand
    below it too. The page of an entry stands there as well: it makes no new one.
    """
    here = urlsplit(found.spot.page.url).path
    action = urlsplit(found.form.action or "").path
    above = here.rstrip("/").rpartition("/")[0]
    if ":" in found.spot.page.path_pattern or not found.spot.as_loaded:
        return None
    for base in filter(None, (action, above)):
        table = next(_tables_at(facts, base), None)
        if table is not None and table.spot.page.id != found.spot.page.id and not _lists(table, here):
            return table
    return None


def _tables_at(facts: Facts, base: str) -> Iterator[Table]:
    """Lists of the page at a path whose entries have pages below it, and that show all they have."""
    below = base.rstrip("/") + "/"
    for spot in facts.loaded:
        items = facts.collection(spot) if same_path(spot.path, base) else None
        paged = any(element.purpose is Purpose.PAGING for element in spot.acting())
        if items is not None and not paged:
            table = Table(spot, items)
            yield from (table for link in table.links() if urlsplit(link.href or "").path.startswith(below))


def _lists(table: Table, path: str) -> bool:
    return any(urlsplit(link.href or "").path == path for link in table.links())


def table_for(facts: Facts, found: FormSpot) -> Table | None:
    """The list that a form belongs to: by its address, on its own page, else on a page that links to it."""
    home = home_of(facts, found)
    if home is not None:
        return home
    for spot in facts.loaded:
        items = facts.collection(spot)
        here = spot.page.id == found.spot.page.id
        if items is not None and here and not (found.spot.as_loaded and found.spot is not spot):
            return Table(spot, items)
    for spot in facts.loaded:
        items = facts.collection(spot)
        linked = any(_leads_to(facts, e, found.spot) for e in spot.acting() if _is_own_way(facts, e))
        if items is not None and linked and spot.page.id != found.spot.page.id:
            return Table(spot, items)
    return None


def _is_own_way(facts: Facts, element: Element) -> bool:
    """Whether a link or button belongs to its page, not to the frame that most pages of the site share."""
    if element.role not in {"link", "button"} or element.landmark in {"navigation", "banner", "contentinfo"}:
        return False
    return element.href not in facts.shared_links


def creates(facts: Facts, found: FormSpot) -> bool:
    """Whether a form makes a new record."""
    if found.form.purpose is Purpose.CREATE:
        return True
    if found.form.purpose in _SENDING and found.fields and home_of(facts, found) is not None:
        return True
    by = opener(facts, found) if found.form.purpose in _SAVING else None
    return by is not None and by.purpose is Purpose.CREATE


def edits(facts: Facts, found: FormSpot) -> bool:
    """Whether a form changes something that is there."""
    if found.form.purpose in {Purpose.EDIT, Purpose.PROFILE}:
        return True
    if found.form.purpose not in _SAVING:
        return False
    by = opener(facts, found)
    if by is not None and by.purpose in {Purpose.EDIT, Purpose.CREATE}:
        return by.purpose is Purpose.EDIT
    # A form to save with values already in it shows what is there.
    return found.form.purpose is Purpose.SAVE and any(f.value for f, _ in found.fields if values.is_text(f))


def creation_for(facts: Facts, found: FormSpot) -> Creation | Unplanned:
    """How a test creates a record of its own with a form."""
    what = f"creating with {form_name(found)}"
    sent = filling.send(found)
    if sent is None:
        return refuse(what, "there is no way to send the form", found.form.id)
    made = _naming(found)
    if made is None:
        return refuse(
            what, "no field takes a made-up name, so a test could not tell its own record", found.form.id
        )
    element, name, named = made
    steps = filling.fill_all(found, facts.request.seed, leave=frozenset({element.id}))
    if steps is None:
        return refuse(what, "no valid value is known for a field", found.form.id)
    table, steps = table_for(facts, found), (filling.put(element, name), *steps, *sent)
    if table is not None and _is_of_an_entry(facts, table, found):
        return Creation(found, name, named, steps, None, of_another=True)
    return Creation(found, name, named, steps, table)


def _is_of_an_entry(facts: Facts, table: Table, found: FormSpot) -> bool:
    """Whether a form stands on the page of one of the entries of a list."""
    hrefs = (link.href or "" for link in table.links())
    apart = found.spot.page.id != table.spot.page.id and ":" in found.spot.page.path_pattern
    return apart and any(same_path(urlsplit(href).path, found.spot.path) for href in hrefs)


def _naming(found: FormSpot) -> tuple[Element, Unique, str] | None:
    fields = [pair for pair in found.fields if pair[0].meaning in _NAMING]
    fields.sort(key=lambda pair: (not pair[0].required, _NAMING.index(pair[0].meaning)))
    for field, element in fields:
        made = values.unique(field, "Greenroom", "ownRecord")
        if made is not None:
            return element, made, filling.label(field, element)
    return None


def opening_own(facts: Facts, table: Table, found: FormSpot, name: Unique) -> tuple[Step, ...] | None:
    """The steps from the list to the edit form of the record with that name."""
    by = opener(facts, found)
    on = table.own(by, name) if by is not None and by.collection == table.items.id else None
    return (Click(on=on),) if on is not None else None


def deleting(facts: Facts, table: Table, name: Unique) -> Deletion | None:
    """How the record of that name is deleted; None where no way was observed."""
    for element in table.controls(Purpose.DELETE):
        on = table.own(element, name)
        if on is not None:
            return Deletion(_confirmed(facts, table, name, on), element)
    return next(_deleting_inside(facts, table, name), None)


def _deleting_inside(facts: Facts, table: Table, name: Unique) -> Iterator[Deletion]:
    """Deleting on the record's own page, which its row leads to."""
    for link in table.links():
        own, inside = table.own(link, name), facts.arrival(link.href)
        if own is None or inside is None or inside.page.id == table.spot.page.id:
            continue
        for element in inside.acting():
            # What names the record that was looked at is not there on the page of another one.
            words = locator(element).model_dump_json()
            named = any(title.strip() in words for title in table.items.samples if title.strip())
            move = facts.led_to(inside, element)
            known = facts.full or move is not None
            if element.purpose is Purpose.DELETE and element.collection is None and known and not named:
                moves = [move] if move is not None else []
                yield Deletion(
                    _sure(facts, inside, moves, locator(element)), element, opening=(Click(on=own),)
                )


def _confirmed(facts: Facts, table: Table, name: Unique, on: Locator) -> tuple[Step, ...]:
    """Deleting, with the confirmation that was seen when the same control of any row was used."""
    spot = table.spot
    siblings = [e for e in spot.acting() if e.collection == table.items.id and table.own(e, name) == on]
    moves = [move for move in (facts.led_to(spot, e) for e in siblings) if move is not None]
    return _sure(facts, spot, moves, on)


def _sure(facts: Facts, spot: Spot, moves: list[Transition], on: Locator) -> tuple[Step, ...]:
    arrived = facts.spot(moves[0].target) if moves else None
    if arrived is None or arrived.state.id == spot.state.id:
        native = not moves or moves[0].effect == "dialog"
        return (Click(on=on, accepts_dialog=native),)
    before = {e.locator for e in spot.state.elements}
    new = [e for e in arrived.acting() if e.locator not in before and e.purpose in _CONFIRMING]
    new.sort(key=lambda e: (e.landmark not in {"dialog", "alertdialog"}, _CONFIRMING.index(e.purpose)))
    return (Click(on=on), *(Click(on=locator(e)) for e in new[:1]))

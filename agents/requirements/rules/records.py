"""Creating, editing and deleting records through forms, in pages and dialogs; data is left as found."""

from collections.abc import Iterator

from agents.domain.locator import Locator, Unique
from agents.domain.page import Element, FieldMeaning, FormField, Purpose
from agents.domain.scenario import Expectation, Outcome, Phase, Scenario, ScenarioKind
from agents.domain.steps import Fill, Select, Step, Text
from agents.requirements.rules import filling, values
from agents.requirements.rules.draft import (
    Derived,
    Draft,
    basis,
    build,
    expect,
    form_name,
    given,
    opening,
    refuse,
    then,
    when,
)
from agents.requirements.rules.facts import Facts, FormSpot, Spot, locator
from agents.requirements.rules.narrowing import listing
from agents.requirements.rules.rows import (
    Creation,
    Deletion,
    Table,
    creates,
    creation_for,
    deleting,
    edits,
    opening_own,
    table_for,
)
from agents.requirements.rules.words import LANGUAGES, has_word, quoted

_KEEP = frozenset(
    {
        FieldMeaning.PASSWORD,
        FieldMeaning.NEW_PASSWORD,
        FieldMeaning.USERNAME,
        FieldMeaning.EMAIL,
        FieldMeaning.FILE,
    }
)
_STAYS = (
    "guarded: the new entry would stay, as no deletion was looked at below safety full",
    "guarded: it would stay with an entry that no test made",
)
Part = tuple[FormField, Element]


def derive(facts: Facts) -> Iterator[Derived]:
    """Create, edit and delete for each list of records; edit for profiles and settings."""
    creating = [found for found in facts.forms if creates(facts, found)]
    editing = [found for found in facts.forms if edits(facts, found) and not creates(facts, found)]
    if facts.read_only:
        for found in (*creating, *editing):
            yield refuse(f"saving {form_name(found)}", "guarded: safety is read-only", found.form.id)
        return
    made = [creation_for(facts, found) for found in creating]
    own = [creation for creation in made if isinstance(creation, Creation)]
    yield from (refusal for refusal in made if not isinstance(refusal, Creation))
    for one in (creation for creation in own if _would_stay(facts, creation)):
        yield refuse(f"creating with {form_name(one.found)}", _STAYS[one.of_another], one.found.form.id)
    own = [creation for creation in own if not _would_stay(facts, creation)]
    for creation in own:
        yield _create(facts, creation)
        yield from _delete(facts, creation)
    for found in editing:
        planned = next((s for c in own for s in _edit_own(facts, c, found)), None)
        yield planned if planned is not None else _edit_restored(facts, found)
    yield from _undeletable(facts, own)


def _would_stay(facts: Facts, creation: Creation) -> bool:
    """Whether a test would litter what is there: how to delete from a list is not known well enough."""
    table = creation.table
    if facts.full or table is None or deleting(facts, table, creation.name) is None:
        return creation.of_another and not facts.full
    controls = tuple(table.controls(Purpose.DELETE))
    return bool(controls) and all(facts.led_to(table.spot, element) is None for element in controls)


def feature(spot: Spot) -> str:
    """Records are grouped by the page that shows them."""
    return spot.called.strip() or "Records"


def _home(creation: Creation) -> Spot:
    return creation.table.spot if creation.table else creation.found.spot


def _tidy(facts: Facts, creation: Creation, name: Unique, at: Spot) -> tuple[Phase, ...]:
    """Deleting the own record again, where a way to do so was observed.

    Args:
        at: where the test has come to; what is to be seen to go must be seen first.
    """
    known = deleting(facts, creation.table, name) if creation.table else None
    if known is None or creation.table is None:
        return ()
    again = listing(facts, creation.table, name)
    if known.opening:
        listed = given("the list shows the entry", *again, way_back=True)
        return (listed, *_deleted_inside(creation.table, known, name, again, "the new entry"))
    elsewhere = at.page.id != creation.table.spot.page.id
    before = (given("the list shows the entry", *again, way_back=True),) if elsewhere else ()
    return (
        *before,
        when(
            "the user deletes the new entry again",
            *(() if elsewhere else again),
            *known.steps,
            way_back=True,
        ),
        then("the entry is gone", _vanishes(creation.table, name)),
    )


def _deleted_inside(
    table: Table, known: Deletion, name: Unique, again: tuple[Step, ...], what: str
) -> tuple[Phase, ...]:
    """Deleting on the record's own page: the list is opened anew only when that page was seen to be left."""
    return (
        given("its own page is open", *known.opening, way_back=True),
        when(f"the user deletes {what} there", *known.steps, way_back=True),
        then("its page is left", expect(Outcome.ADDRESS_CHANGES)),
        then("the list does not show it any more", _vanishes(table, name), steps=again),
    )


def _create(facts: Facts, creation: Creation) -> Scenario:
    found, name = creation.found, creation.name
    return build(
        Draft(
            kind=ScenarioKind.CREATE,
            feature=feature(_home(creation)),
            title=f"A new entry made with {form_name(found)} appears",
            name=found.form.name,
            spot=found.spot,
            phases=(
                opening(found.spot),
                when(
                    f"the user fills in {form_name(found)} with a new {quoted(creation.named)}",
                    *creation.steps,
                ),
                *_shown(facts, creation),
                *_tidy(facts, creation, name, _home(creation)),
            ),
            basis=basis(found),
            visits=(_home(creation),),
            writes=True,
        )
    )


def _shown(facts: Facts, creation: Creation) -> tuple[Phase, ...]:
    """Where the new entry is looked for: in its list, by the list's own filter where it has one."""
    appears = expect(Outcome.TEXT_APPEARS, creation.name)
    if creation.table is None:
        # A form that was not accepted shows the name as well, in its own field.
        field = next((step.on for step in creation.steps if isinstance(step, Fill)), None)
        return (
            then("the new entry appears and the form is done with", appears, _closes(field, creation.name)),
        )
    again = listing(facts, creation.table, creation.name)
    if len(again) > 1:
        # The name now stands in the filter as well, so it is the row that must be there.
        row = creation.table.row(creation.name)
        found = expect(Outcome.TEXT_APPEARS, on=row) if row is not None else appears
        return (then("the list finds the new entry", found, steps=again),)
    return (
        then("the new entry appears", appears),
        then("it is still there when the list is opened anew", appears, steps=again),
    )


def _closes(field: Locator | None, name: Unique) -> Expectation:
    return expect(Outcome.OVERLAY_CLOSES, name, field)


def _existing(creation: Creation) -> Phase:
    spot = creation.found.spot
    return given(
        f"an entry of its own was made with {form_name(creation.found)}", *spot.entry, *creation.steps
    )


def _delete(facts: Facts, creation: Creation) -> Iterator[Derived]:
    table = creation.table
    known = deleting(facts, table, creation.name) if table else None
    if known is None or table is None:
        return
    again = listing(facts, table, creation.name)
    control = known.control
    yield build(
        Draft(
            kind=ScenarioKind.DELETE,
            feature=feature(table.spot),
            title=f"Deleting an entry of {quoted(feature(table.spot))} removes that entry",
            name=control.name if control.name == creation.found.form.name else creation.found.form.name,
            spot=creation.found.spot,
            phases=(
                _existing(creation),
                given("the list shows it", *again, way_back=True),
                *(
                    _deleted_inside(table, known, creation.name, again, "it")
                    if known.opening
                    else _deleted_in_row(table, known, creation.name, again)
                ),
            ),
            basis=(*basis(creation.found), control, table.items),
            visits=(table.spot,),
            writes=True,
        )
    )


def _deleted_in_row(
    table: Table, known: Deletion, name: Unique, again: tuple[Step, ...]
) -> tuple[Phase, ...]:
    gone = _vanishes(table, name)
    return (
        when("the user deletes it", *known.steps, way_back=True),
        then("it is gone", gone),
        then("it is still gone when the list is opened anew", gone, steps=again),
    )


def _vanishes(table: Table, name: Unique) -> Expectation:
    """The row is gone; its name may stand elsewhere, such as in the filter that looked for it."""
    return expect(Outcome.TEXT_VANISHES, name, table.row(name))


def _undeletable(facts: Facts, own: list[Creation]) -> Iterator[Derived]:
    covered = {creation.table.spot.page.id for creation in own if creation.table}
    for spot in facts.loaded:
        items = facts.collection(spot)
        control = next(Table(spot, items).controls(Purpose.DELETE), None) if items else None
        bin_of_cart = spot.page.page_type == "cart"
        if control is not None and spot.page.id not in covered and not bin_of_cart:
            reason = (
                "guarded: only what a test made itself may be deleted, and no way to make one was observed"
            )
            yield refuse(f"deleting from {quoted(feature(spot))}", reason, control.id)


def _edit_own(facts: Facts, creation: Creation, found: FormSpot) -> Iterator[Scenario]:
    table = creation.table
    target = table_for(facts, found)
    if table is None or target is None or target.spot.page.id != table.spot.page.id:
        return
    way = opening_own(facts, table, found, creation.name)
    part = _editable(found, creation.named) or _naming(found, creation.named)
    sent = filling.send(found)
    if way is None or part is None or sent is None:
        return
    new = _other_value(facts, creation, found, part)
    if new is None:
        return
    label, reopen = filling.label(*part), (*listing(facts, table, creation.name), *way)
    name = new[1] if isinstance(new[1], Unique) else creation.name
    again = (*listing(facts, table, name), *(opening_own(facts, table, found, name) or ()))
    yield build(
        Draft(
            kind=ScenarioKind.EDIT,
            feature=feature(table.spot),
            title=f"Changing {quoted(label)} of an entry of {quoted(feature(table.spot))} is saved",
            name=f"{found.form.name} {label}",
            spot=creation.found.spot,
            phases=(
                _existing(creation),
                given("the entry is open for editing", *reopen),
                when(f"the user changes {quoted(label)} and saves", new[0], *sent),
                then(f"{quoted(label)} has kept the new value", _kept(part, new[1]), steps=again),
                *_tidy(facts, creation, name, found.spot),
            ),
            basis=(*basis(creation.found), *basis(found), table.items),
            visits=(table.spot, found.spot),
            writes=True,
        )
    )


def _other_value(
    facts: Facts, creation: Creation, found: FormSpot, part: Part
) -> tuple[Step, str | Unique] | None:
    """Another value than the creation put in; of the name, one that again no other entry has."""
    if filling.label(*part) == creation.named:
        name = values.unique(part[0], "Greenroom renamed", "newName")
        return (filling.put(part[1], name), name) if name is not None else None
    made = next((v for f, v in _written(creation, found) if f == part[0].element), part[0].value)
    return _new_value(facts, (part[0].model_copy(update={"value": made}), part[1]))


def _naming(found: FormSpot, label: str) -> Part | None:
    """The field of the name, which is changed where there is no other."""
    return next((p for p in found.fields if filling.label(*p) == label and p[0].meaning not in _KEEP), None)


def _written(creation: Creation, found: FormSpot) -> Iterator[tuple[str, str]]:
    """What the creation put into the fields that have the same label in the edit form."""
    by_locator = {locator(e): f for f, e in creation.found.fields}
    for step in creation.steps:
        field = by_locator.get(step.on) if isinstance(step, Fill | Select) else None
        if field is None or not isinstance(step, Fill | Select):
            continue
        put = step.option if isinstance(step, Select) else step.value
        text = put if isinstance(put, str) else put.text if isinstance(put, Text) else ""
        yield from ((f.element, text) for f, _ in found.fields if f.label == field.label)


def _editable(found: FormSpot, avoid: str = "") -> Part | None:
    """The field to change: not one that others rely on, and not the name, by which the record is found."""
    able = [
        p
        for p in found.fields
        if p[0].meaning not in _KEEP and (values.is_text(p[0]) or values.is_choice(p[0]))
    ]
    able = [p for p in able if filling.label(*p) != avoid and p[0].type not in {"password", "email"}]
    # In another language nothing would be called what the other steps call it.
    able = [p for p in able if not has_word(filling.label(*p), LANGUAGES)]
    able.sort(key=lambda p: (p[0].meaning is FieldMeaning.NAME, values.is_choice(p[0])))
    return able[0] if able else None


def _new_value(facts: Facts, part: Part) -> tuple[Step, str] | None:
    field, element = part
    if values.is_choice(field):
        option = values.other_option(field)
        return (Select(on=locator(element), option=option), option) if option else None
    text = values.changed(field, facts.request.seed)
    return (filling.put(element, text), text) if text is not None else None


def _kept(part: Part, text: str | Unique) -> Expectation:
    return expect(Outcome.VALUE_KEPT, text, locator(part[1]))


def _restorable(found: FormSpot) -> Part | None:
    """A field whose present value is known, so that it can be set back."""
    known = [p for p in found.fields if p[0].value]
    shown = FormSpot(found.spot, found.form.model_copy(update={"fields": tuple(f for f, _ in known)}))
    return _editable(shown)


def _is_shared(facts: Facts, found: FormSpot, part: Part | None) -> bool:
    """Whether a form changes one of many entries, or the name by which one is known; not the user's own."""
    if found.form.purpose is Purpose.PROFILE:
        return False
    opened = facts.opened_by(found.spot)
    of_an_entry = opened is not None and opened[1].collection is not None
    in_an_entry = any(element.collection is not None for _, element in found.fields)
    named = part is not None and part[0].meaning is FieldMeaning.NAME
    return ":" in found.spot.page.path_pattern or of_an_entry or in_an_entry or named


def _edit_restored(facts: Facts, found: FormSpot) -> Derived:
    what = f"changing {form_name(found)}"
    part, sent = _restorable(found), filling.send(found)
    if not facts.full and _is_shared(facts, found, part):
        # Should the test end half way, it would not be set back, and others rely on it.
        return refuse(what, "guarded: only an entry that a test made itself may be changed", found.form.id)
    if part is None or part[0].value is None or sent is None:
        return refuse(what, "no field was observed whose value could be set back", found.form.id)
    new = _new_value(facts, part)
    if new is None:
        return refuse(what, "no other valid value is known", found.form.id)
    field, element = part
    old = field.value or ""
    back: Step = (
        Select(on=locator(element), option=old) if values.is_choice(field) else filling.put(element, old)
    )
    label = filling.label(*part)
    return build(
        Draft(
            kind=ScenarioKind.EDIT,
            feature="Profile" if found.form.purpose is Purpose.PROFILE else feature(found.spot),
            title=f"A new {quoted(label)} in {form_name(found)} is saved",
            name=f"{found.form.name} {label}",
            spot=found.spot,
            phases=(
                opening(found.spot),
                when(f"the user changes {quoted(label)} to {quoted(new[1])} and saves", new[0], *sent),
                then(f"{quoted(label)} has kept the new value", _kept(part, new[1]), steps=found.spot.entry),
                when(
                    f"the user sets {quoted(label)} back to {quoted(old)} and saves",
                    *found.spot.entry,
                    back,
                    *sent,
                    way_back=True,
                ),
                then(f"{quoted(label)} is as it was", _kept(part, old), steps=found.spot.entry),
            ),
            basis=basis(found),
            writes=True,
        )
    )

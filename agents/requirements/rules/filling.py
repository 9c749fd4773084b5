"""The steps that fill and send forms."""

from agents.domain.locator import Unique
from agents.domain.page import Element, FieldMeaning, FormField, Purpose
from agents.domain.steps import Click, Fill, Press, Select, SetChecked, Step, Text, Value
from agents.requirements.rules import values
from agents.requirements.rules.facts import FormSpot, locator

_LONG = 40


def label(field: FormField, element: Element) -> str:
    """What people call a field."""
    said = (field.label or element.name or field.name or field.meaning.value.replace("-", " ")).strip(" *:")
    # A label may go on to explain itself; people call the field by the first sentence.
    return said.split(". ", 1)[0] if len(said) > _LONG else said


def put(element: Element, text: str | Unique) -> Fill:
    """Set a text."""
    value: Value = text if isinstance(text, Unique) else Text(text=text)
    return Fill(on=locator(element), value=value)


def fill_one(field: FormField, element: Element, seed: int) -> Step | None:
    """The step that gives a field a valid value; None when it needs none or none is known."""
    if field.type == "radio":
        return SetChecked(on=locator(element))
    if field.type == "checkbox":
        wanted = field.required or field.meaning is FieldMeaning.CONSENT
        return SetChecked(on=locator(element)) if wanted else None
    if values.is_choice(field):
        options = values.real_options(field)
        return Select(on=locator(element), option=options[0]) if options else None
    if not values.is_text(field):
        return None
    text = values.valid(field, seed)
    return put(element, text) if text is not None else None


def fill_all(found: FormSpot, seed: int, leave: frozenset[str] = frozenset()) -> tuple[Step, ...] | None:
    """Steps that fill every field of a form but those left out; None when a required one cannot be filled."""
    steps: list[Step] = []
    groups: set[str] = set()
    for field, element in found.fields:
        if field.element in leave or (field.meaning is FieldMeaning.FILE and not field.required):
            continue
        if _as_it_is(found, field) or (field.type == "radio" and (field.name or field.label) in groups):
            continue
        if is_own_secret(found, field):
            if field.required:
                return None
            continue
        groups.add(field.name or field.label)
        step = fill_one(field, element, seed)
        if step is not None:
            steps.append(step)
        elif field.required and field.type != "checkbox":
            return None
    reachable = {field.element for field, _ in found.fields}
    blocked = any(
        f.required and f.element not in reachable and f.element not in leave for f in found.form.fields
    )
    return None if blocked else tuple(steps)


def is_own_secret(found: FormSpot, field: FormField) -> bool:
    """Whether a field sets the password of an account that is there already, such as the user's own.

    It is never filled: what an application keeps of a form that it refused would lock the account. A form
    that makes somebody new asks for a name that is not there yet.
    """
    if field.type != "password" or not found.spot.state.signed_in:
        return False
    who = [one for one in found.form.fields if one.meaning is FieldMeaning.USERNAME]
    who = who or [one for one in found.form.fields if one.meaning is FieldMeaning.EMAIL]
    is_new = bool(who) and not any(one.value for one in who)
    return found.form.purpose is Purpose.PROFILE or not is_new


def _as_it_is(found: FormSpot, field: FormField) -> bool:
    """What the page filled in itself is left as it is, so that a refused form changes nothing."""
    if values.is_choice(field):
        chosen = field.value in values.real_options(field)
        return chosen and any(_filled_beforehand(one) for one in found.form.fields)
    return _filled_beforehand(field)


def _filled_beforehand(field: FormField) -> bool:
    return values.is_text(field) and bool(field.value) and field.value == values.kept(field)


def send(found: FormSpot) -> tuple[Step, ...] | None:
    """How to send a form: its button, else Enter in its last text field; None when there is no way."""
    if found.submit is not None:
        return (Click(on=locator(found.submit)),)
    texts = [
        e for f, e in found.fields if values.is_text(f) and f.type not in {"textarea", "contenteditable"}
    ]
    return (Press(key="Enter", on=locator(texts[-1])),) if texts else None

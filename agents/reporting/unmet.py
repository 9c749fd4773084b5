"""Whether a form can be sent as it stands, from the rules that its page states. Pure."""

import re

from agents.domain.page import Element, Form, FormField, State

_CHOSEN = frozenset(("checkbox", "radio"))
_NOT_TYPED = frozenset((*_CHOSEN, "select", "range", "color", "hidden", "submit", "button", "reset", "image"))
_SHAPES = {"email": re.compile(r"[^@\s]+@[^@\s]+"), "url": re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:\S+")}


def asks_for_more(state: State, button: Element) -> bool:
    """Whether this is the button of a form that would be refused, or not sent, with what is in its fields."""
    elements = {element.id: element for element in state.elements}
    return any(
        _is_unmet(form, field, elements.get(field.element))
        for form in state.forms
        if form.submit == button.id
        for field in form.fields
    )


def _is_unmet(form: Form, field: FormField, element: Element | None) -> bool:
    if field.type in _CHOSEN:
        return field.required and (element is None or element.checked is not True)
    value = field.value or ""
    if value:
        return _is_wrong(field, value)
    # Where a script sends the fields it has the rules, too: nothing can be told of an empty one.
    return field.required or (_by_script(form) and field.type not in _NOT_TYPED)


def _by_script(form: Form) -> bool:
    return form.method == "script" or form.no_validate


def _is_wrong(field: FormField, value: str) -> bool:
    shape = _SHAPES.get(field.type)
    return (
        (shape is not None and shape.fullmatch(value) is None)
        or len(value) < (field.min_length or 0)
        or (field.max_length is not None and len(value) > field.max_length)
        or _is_outside(field, value)
        or _breaks(field.pattern, value)
    )


def _is_outside(field: FormField, value: str) -> bool:
    number, least, most = (_number(text) for text in (value, field.min, field.max))
    if field.type not in ("number", "range"):
        return False
    if number is None:
        return True
    return (least is not None and number < least) or (most is not None and number > most)


def _number(text: str | None) -> float | None:
    try:
        return float(text) if text is not None else None
    except ValueError:
        return None


def _breaks(pattern: str | None, value: str) -> bool:
    """Whether a value breaks a pattern; of one that only browsers understand nothing is known: it may."""
    if not pattern:
        return False
    try:
        return re.fullmatch(pattern, value) is None
    except re.error:
        return True

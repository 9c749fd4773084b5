"""Buttons that change what is stored and take no input, such as closing a case: told, not tested."""

from collections.abc import Iterator

from agents.domain.page import Purpose
from agents.requirements.rules.draft import Derived, page_name, refuse
from agents.requirements.rules.facts import Facts, FormSpot
from agents.requirements.rules.naming import naming
from agents.requirements.rules.words import quoted

_READING = frozenset({"get", "dialog"})
_ACTS = frozenset({Purpose.SUBMIT, Purpose.SAVE, Purpose.OTHER, Purpose.EDIT, Purpose.CREATE})
"""What a form without fields may be for that no other rule looks at."""

_REASON = "it changes what is stored, and no way to set that back was observed"


def derive(facts: Facts) -> Iterator[Derived]:
    """One entry for each button of a form without fields, on each kind of page."""
    known: set[tuple[str, str]] = set()
    for spot in facts.loaded:
        for form in spot.state.forms:
            button = FormSpot(spot, form).submit
            if form.fields or form.method in _READING or form.purpose not in _ACTS or button is None:
                continue
            key = (spot.page.path_pattern, naming(button))
            if key not in known:
                known.add(key)
                yield refuse(f"using {quoted(naming(button))} on {page_name(spot)}", _REASON, form.id)

"""What a plain scan of a page would have missed, and why (S015). Pure.

The plain scan is what most tools begin with: `a[href], button, input, select, textarea` in the document that
was loaded, once.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Literal

from agents.domain.base import Model
from agents.domain.element import Element
from agents.domain.page import Page, State

Why = Literal["shadow", "frame", "opened", "editable", "role", "native", "handler", "hover", "look"]
"""Why a plain scan misses an element.

- `frame`, `shadow`: it is in another document, or in a shadow root, where the selectors do not look
- `opened`: it is there only after an action, such as in a menu
- `editable`: any element that can be written in
- `role`: only its role says that it is a control
- `native`: a control of the language that the selectors leave out, such as a summary
- `handler`: only a script listens to it
- `hover`: it opens when pointed at
- `look`: nothing but its look says so, such as the hand of a pointer, or that it can be dragged
"""

_PLAIN = frozenset(("button", "input", "select", "textarea"))
_HANDLERS = frozenset(("listener", "framework", "inline", "delegated", "attribute"))


class Missed(Model):
    """An element that a plain scan would have missed."""

    state: str
    element: str
    name: str
    role: str
    why: Why


def why_missed(element: Element) -> Why | None:
    """Why a plain scan of the state that it is in would not have found an element; None if it would."""
    found = frozenset(element.found_by)
    if element.frame is not None:
        return "frame"
    if element.kind == "shadow":
        return "shadow"
    if element.tag in _PLAIN or (element.tag == "a" and element.href is not None):
        return None
    if "native" in found:
        return "native"
    if "editable" in found:
        return "editable"
    if "role" in found:
        return "role"
    if found & _HANDLERS:
        return "handler"
    return "hover" if "hover" in found else "look"


def missed_in(page: Page) -> tuple[Missed, ...]:
    """What a plain scan of a page as loaded would have missed, each thing once, in order of its discovery."""
    first, *later = page.states
    found = [_missed(first, element, why) for element in first.elements if (why := why_missed(element))]
    known = {_identity(element) for element in first.elements}
    for state in later:
        for element in state.elements:
            if _identity(element) in known:
                continue
            known.add(_identity(element))
            found.append(_missed(state, element, why_missed(element) or "opened"))
    return tuple(found)


def missed_by_reason(pages: Sequence[Page]) -> Mapping[Why, int]:
    """How many elements of these pages a plain scan would have missed, by reason, the most frequent first."""
    return dict(Counter(one.why for page in pages for one in missed_in(page)).most_common())


def _missed(state: State, element: Element, why: Why) -> Missed:
    return Missed(state=state.id, element=element.id, name=element.name, role=element.role, why=why)


def _identity(element: Element) -> tuple[str | None, ...]:
    """An element over the states of its page: ids hold within one state only."""
    return (
        (element.frame, element.locator) if element.locator else (element.frame, element.role, element.name)
    )

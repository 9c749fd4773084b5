"""Which elements of a state to act on: one for each group of alike ones, what reveals most first. Pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol
from urllib.parse import urlsplit

from agents.browser.addresses import is_web
from agents.browser.guard import submits_values
from agents.domain.page import Element, Form, Purpose
from agents.domain.spoken import says_something

_TYPED_INTO = frozenset(
    ("textbox", "searchbox", "spinbutton", "slider", "option", "radio", "scrollbar", "img", "gridcell")
)
_NATIVE_FIELDS = frozenset(("input", "select", "textarea", "option"))
_CHROME = frozenset(("banner", "navigation", "contentinfo", "complementary"))
_ALIKE = frozenset(
    (
        Purpose.ADD_TO_CART,
        Purpose.EDIT,
        Purpose.DELETE,
        Purpose.SAVE,
        Purpose.SORT,
        Purpose.FILTER,
        Purpose.PAGING,
        Purpose.CLOSE,
        Purpose.SUBSCRIBE,
    )
)
"""Purposes that say enough: two of them in one place do the same to two things, whatever their names."""

_OPENS = frozenset(
    (Purpose.CREATE, Purpose.MENU, Purpose.DIALOG, Purpose.TAB, Purpose.DISCLOSURE, Purpose.EDIT)
)

_ORDER = (
    Purpose.MENU,
    Purpose.DIALOG,
    Purpose.TAB,
    Purpose.DISCLOSURE,
    Purpose.CREATE,
    Purpose.EDIT,
    Purpose.ADD_TO_CART,
    Purpose.PAGING,
    Purpose.SORT,
)
_MOST_OF_A_KIND = 6
_MOST_ALIKE = 3
"""How many are tried of the kinds that say nothing but that they do something."""

_HOVER = "hover"


class View(Protocol):
    """What is read of a scanned page."""

    @property
    def elements(self) -> tuple[Element, ...]: ...

    @property
    def forms(self) -> tuple[Form, ...]: ...


class Group(NamedTuple):
    """What alike elements share."""

    place: str
    role: str
    purpose: str
    name: str
    do: str


@dataclass(frozen=True)
class Action:
    """Something to try, and the form that it would submit."""

    element: Element
    do: Literal["click", "hover"]
    group: Group
    form: Form | None = None


def actions(
    view: View, pattern: str, tried: Collection[Group], known: frozenset[str] = frozenset()
) -> tuple[Action, ...]:
    """What to try in this state, best first.

    Args:
        view: the state.
        pattern: the path pattern of its page; alike elements of other pages count as others.
        tried: groups that were tried before.
        known: marks of elements that the state before showed already; they belong to that one.
    """
    submits = {form.submit: form for form in view.forms if form.submit}
    found: dict[Group, Action] = {}
    for action in _possible(view.elements, pattern, submits):
        if known.isdisjoint(marks(action.element)) and action.group not in tried:
            found.setdefault(action.group, action)
    chosen = sorted(found.values(), key=_expected)
    return tuple(_few_of_a_kind(chosen))


def marks(element: Element) -> frozenset[str]:
    """What an element of one state is known by in the next: its locator, or its name and place."""
    box = element.box
    place = f"{element.role} {element.name!r} {box.x:.0f} {box.y:.0f}" if box is not None else None
    return frozenset(mark for mark in (element.locator, place) if mark is not None)


def links(elements: Iterable[Element]) -> tuple[Element, ...]:
    """The links that lead to pages."""
    return tuple(element for element in elements if element.href and is_web(element.href))


def _possible(elements: Sequence[Element], pattern: str, submits: dict[str, Form]) -> Iterable[Action]:
    ordinals: dict[tuple[str | None, int | None, str], int] = {}
    for element in elements:
        slot = (element.collection, element.item, element.role)
        ordinals[slot] = ordinals.get(slot, -1) + 1
        if element.target is None or not (element.visible and element.enabled and element.reachable):
            continue
        form = submits.get(element.id)
        for do in _ways(element, form):
            yield Action(element, do, _group(element, do, pattern, ordinals[slot]), form)


def _ways(element: Element, form: Form | None) -> tuple[Literal["click", "hover"], ...]:
    opens = element.has_popup or element.expanded is False
    shows = _HOVER in element.found_by and not _is_nameless(element)
    hovers = shows or (opens and element.landmark in ("banner", "navigation"))
    sends = form is not None and submits_values(form) and not _is_beside(element, form)
    clicks = _is_clickable(element) and not sends
    return (*(("hover",) if hovers else ()), *(("click",) if clicks else ()))


def _is_beside(element: Element, form: Form) -> bool:
    # Without a form element, the last button near the fields is only a guess at what sends them.
    # A dialog is opened for its fields, so there the button does send them.
    return form.method == "script" and not form.dialog and element.purpose in _OPENS


def _is_nameless(element: Element) -> bool:
    """Whether nobody could say which box is meant: a part of a drawing, or a mere wrapper."""
    if element.role != "generic" or says_something(element.name) or element.target is None:
        return False
    return "cursor" not in element.found_by or element.target.chain[-1].by == "css"


def _is_clickable(element: Element) -> bool:
    if element.href is not None and element.role == "link":
        # A link to a page is visited, not clicked; `#` alone is how scripts spell a button.
        # So is one that says that a script answers the click, such as with a dialog.
        scripted = _goes_nowhere(element.href) or "attribute" in element.found_by
        return not element.href.startswith(("mailto:", "tel:", "sms:")) and scripted
    if element.tag in _NATIVE_FIELDS and element.input_type not in ("submit", "button", "image"):
        return False
    if element.purpose is Purpose.CLOSE and element.landmark not in ("dialog", "alertdialog"):
        # What closes a toast or a banner only takes away what was found.
        return False
    if _is_nameless(element):
        return False
    custom_list = element.role == "combobox" and element.has_popup and element.tag not in _NATIVE_FIELDS
    return element.role not in (*_TYPED_INTO, "combobox") or custom_list


def _goes_nowhere(href: str) -> bool:
    parts = urlsplit(href)
    return parts.scheme == "javascript" or (href.endswith("#") and not parts.fragment)


def _group(element: Element, do: str, pattern: str, ordinal: int) -> Group:
    if element.item is not None and element.href is not None and element.role == "link":
        # A list's links that a script answers are alike wherever on the site such a list stands.
        return Group("", element.role, "", f"#{ordinal}", do)
    if element.item is not None:
        # Rows are alike: the third button of one does what the third button of the next does.
        return Group(f"{pattern} {element.collection}", element.role, "", f"#{ordinal}", do)
    name = "" if element.purpose in _ALIKE else " ".join(element.name.split())
    place = element.landmark if element.landmark in _CHROME else f"{pattern} {element.landmark}"
    return Group(place or "", element.role, element.purpose.value, name, do)


def _expected(action: Action) -> tuple[bool, int, float]:
    place = _ORDER.index(action.element.purpose) if action.element.purpose in _ORDER else len(_ORDER)
    opens = action.element.has_popup or action.element.expanded is False
    return action.do != "hover", 0 if opens else place + 1, -action.element.confidence


def _few_of_a_kind(chosen: Sequence[Action]) -> Iterable[Action]:
    counts: dict[tuple[str, str, str], int] = {}
    for action in chosen:
        kind = (action.group.place, action.group.role, action.group.purpose)
        counts[kind] = counts.get(kind, 0) + 1
        vague = action.element.purpose in (Purpose.OTHER, Purpose.DISCLOSURE)
        if counts[kind] <= (_MOST_ALIKE if vague else _MOST_OF_A_KIND):
            yield action

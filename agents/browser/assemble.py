"""From the facts of several documents to one look at a page. Pure."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Literal

from agents.browser.calibration import Share, share_right
from agents.browser.facts import CollectionFacts, DocumentFacts, ElementFacts, FieldFacts, FormFacts
from agents.browser.meanings import FieldReading, in_their_form
from agents.browser.navigations import navigations_of
from agents.browser.page_types import page_type
from agents.browser.row_actions import with_row_actions
from agents.browser.searching import field_readings
from agents.browser.understand import confidence_of, element_reading, form_purpose
from agents.browser.verify import Chosen
from agents.browser.words import purpose_of
from agents.domain.base import Model
from agents.domain.locator import Locator
from agents.domain.page import (
    Box,
    Collection,
    Element,
    ElementKind,
    FieldMeaning,
    Form,
    FormField,
    Heading,
    Navigation,
    Purpose,
)
from agents.domain.spoken import says_something
from agents.specgen.locators import print_locator


class FrameScan(Model):
    """What one document showed, which locators hold, and where the document is on the page."""

    facts: DocumentFacts
    chosen: tuple[Chosen, ...]
    aria: str
    path: tuple[str, ...]
    x: float
    y: float


class Assembled(Model):
    """The parts of a scan, numbered over all documents."""

    page_type: str
    page_type_confidence: float
    framework: str | None
    framework_confidence: float
    elements: tuple[Element, ...]
    forms: tuple[Form, ...]
    headings: tuple[Heading, ...]
    collections: tuple[Collection, ...]
    navigations: tuple[Navigation, ...]
    messages: tuple[str, ...]


@dataclass
class _Parts:
    """What the documents showed, as far as they were gone through. `by`: what each purpose was read from."""

    elements: list[Element] = field(default_factory=list)
    by: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    headings: list[Heading] = field(default_factory=list)
    collections: list[Collection] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)
    sending: set[str] = field(default_factory=set)
    """Ids of what sends fields by HTML, whatever it is called."""

    def add(self, frame: FrameScan, share: Share) -> None:
        first, known = len(self.elements) + 1, len(self.collections) + 1
        own = [_element(facts, frame, at, first, known) for at, facts in enumerate(frame.facts.elements)]
        purposed = [element for element, _ in own]
        self.elements += purposed
        self.by += [by for _, by in own]
        number = len(self.forms) + 1
        sent = [facts for facts in frame.facts.forms if facts.declared and facts.fields]
        self.sending |= {purposed[at].id for facts in sent for at in facts.submits[:1]}
        self.forms += [
            _form(one, purposed, frame, number + at, share) for at, one in enumerate(frame.facts.forms)
        ]
        self.headings += [
            Heading(text=one.text, level=one.level, locator=_within(one.locator, frame.path))
            for one in frame.facts.headings
        ]
        self.collections += [
            _collection(one, frame, known + at, share) for at, one in enumerate(frame.facts.collections)
        ]
        self.messages += frame.facts.messages


def assemble(frames: Sequence[FrameScan], share: Share = share_right) -> Assembled:
    """Number and interpret what the documents showed; the first is the main one.

    Ids follow document order: elements `e1`, forms `f1`, collections `c1`, navigations `n1`.

    Args:
        frames: what was seen, the main document first.
        share: how often readings of a kind are right that were made of such evidence.
    """
    parts = _Parts()
    for frame in frames:
        parts.add(frame, share)
    purposed = _with_form_purposes(parts.elements, parts.forms, parts.sending)
    elements = [
        one.model_copy(
            update={"purpose_confidence": share("purpose", by if one.purpose is before.purpose else "form")}
        )
        for one, before, by in zip(purposed, parts.elements, parts.by, strict=True)
    ]
    main = frames[0].facts
    creates = any(one.purpose is Purpose.CREATE and one.visible for one in elements[: len(main.elements)])
    own_forms = parts.forms[: len(main.forms)]
    kind = page_type(main.url, main.title, parts.headings, own_forms, parts.collections, creates=creates)
    made_with = main.framework
    return Assembled(
        page_type=kind.type,
        page_type_confidence=share("page type", kind.evidence),
        framework=made_with.name if made_with else None,
        framework_confidence=share("framework", made_with.by if made_with else "nothing"),
        elements=tuple(elements),
        forms=tuple(parts.forms),
        headings=tuple(parts.headings),
        collections=tuple(with_row_actions(one, elements) for one in parts.collections),
        navigations=navigations_of(main.navigations, elements, share),
        messages=tuple(dict.fromkeys(parts.messages)),
    )


_PLAIN = frozenset((Purpose.SUBMIT, Purpose.SAVE, Purpose.OTHER))
_OPEN = frozenset((Purpose.SEARCH, Purpose.FILTER))
_TELLING = frozenset((Purpose.SEARCH, Purpose.FILTER, Purpose.SIGN_IN, Purpose.SIGN_UP, Purpose.PAYMENT))


def _with_form_purposes(
    elements: Sequence[Element], forms: Sequence[Form], sending: AbstractSet[str]
) -> list[Element]:
    """A submit that says nothing of its own ("Apply", "OK") is for what its form is for."""
    by_submit = {form.submit: form.purpose for form in forms if form.submit is not None}
    asking = {field.element for form in forms for field in form.fields if _asks(field, form)}
    return [
        element.model_copy(update={"purpose": Purpose.INPUT})
        if element.id in asking and element.purpose is Purpose.SEARCH
        else _told(element, by_submit.get(element.id), sends=element.id in sending)
        for element in elements
    ]


def _asks(field: FormField, form: Form) -> bool:
    """Whether a field belongs to what its form sends, and searches nothing, whatever its own name is."""
    return field.meaning is not FieldMeaning.SEARCH and form.purpose not in (Purpose.SEARCH, Purpose.FILTER)


def _told(element: Element, form: Purpose | None, *, sends: bool) -> Element:
    if form in _TELLING and element.purpose in _PLAIN:
        return element.model_copy(update={"purpose": form})
    if form is None or form in _OPEN:
        return element
    if element.purpose is Purpose.PAGING:
        # It goes on to the next step of a form, not to the next page of a list.
        return element.model_copy(update={"purpose": form if form in _TELLING else Purpose.SUBMIT})
    if form is Purpose.SUBSCRIBE and element.purpose is Purpose.SIGN_UP:
        # Many languages have one word for both.
        return element.model_copy(update={"purpose": form})
    if element.purpose is Purpose.OTHER and sends:
        return element.model_copy(update={"purpose": Purpose.SUBMIT})
    return element


# A page is looked at many times, and most of its locators stay the same.
_printed = lru_cache(maxsize=16_384)(print_locator)


def _within(locator: Locator | None, path: tuple[str, ...]) -> Locator | None:
    return locator.model_copy(update={"frames": path}) if locator is not None and path else locator


def _element(facts: ElementFacts, frame: FrameScan, at: int, first: int, known: int) -> tuple[Element, str]:
    """An element, and what its purpose was read from."""
    reading = element_reading(facts, frame.facts.url)
    locators = [locator.model_copy(update={"frames": frame.path}) for locator in frame.chosen[at].locators]
    printed = [_printed(locator) for locator in locators]
    x, y, width, height = facts.box
    element = Element(
        id=f"e{first + at}",
        role=facts.role,
        name=facts.name,
        tag=facts.tag,
        kind=_kind(facts, in_frame=bool(frame.path)),
        locator=printed[0] if printed else None,
        target=locators[0] if locators else None,
        reachable=not facts.closed,
        alternates=tuple(printed[1:]),
        css=facts.css,
        frame=frame.facts.url if frame.path else None,
        visible=facts.visible,
        enabled=facts.enabled,
        purpose=reading.purpose,
        confidence=confidence_of(facts.found),
        found_by=facts.found,
        box=Box(x=x + frame.x, y=y + frame.y, width=width, height=height),
        landmark=facts.landmark,
        input_type=facts.input_type,
        href=facts.href,
        value=facts.value,
        checked=facts.checked,
        expanded=facts.expanded,
        has_popup=facts.has_popup,
        leads_here=facts.here,
        collection=None if facts.collection is None else f"c{known + facts.collection}",
        item=facts.item,
    )
    return element, reading.evidence


def _kind(facts: ElementFacts, *, in_frame: bool) -> ElementKind:
    if in_frame:
        return ElementKind.FRAME
    if facts.shadow:
        return ElementKind.SHADOW
    if "native" in facts.found:
        return ElementKind.NATIVE
    return ElementKind.ARIA if "role" in facts.found else ElementKind.CUSTOM


def _collection(facts: CollectionFacts, frame: FrameScan, number: int, share: Share) -> Collection:
    return Collection(
        id=f"c{number}",
        role=facts.role,
        name=facts.name,
        locator=_within(facts.locator, frame.path),
        items=_within(facts.items, frame.path),
        count=facts.count,
        samples=facts.samples,
        columns=facts.columns,
        sortable=facts.sortable,
        confidence=share("collection", facts.role),
    )


def _form(facts: FormFacts, elements: Sequence[Element], frame: FrameScan, number: int, share: Share) -> Form:
    readings = field_readings(facts, [elements[at].name for at in facts.submits])
    meanings = [reading.meaning for reading in readings]
    submit = _submit(facts, elements, meanings)
    name = submit.name if submit is not None else ""
    reading = form_purpose(facts, meanings, name, frame.facts.url)
    asked = in_their_form(readings, reading.purpose)
    return Form(
        id=f"f{number}",
        name=facts.name or str(reading.purpose),
        purpose=reading.purpose,
        confidence=share("form", reading.evidence),
        method=_method(facts.method),
        action=facts.action,
        no_validate=facts.no_validate,
        fields=tuple(_field(*pair, elements, share) for pair in zip(facts.fields, asked, strict=True)),
        submit=submit.id if submit is not None else None,
        dialog=facts.dialog,
    )


_LEAVING = frozenset(
    (Purpose.CLOSE, Purpose.DELETE, Purpose.MENU, Purpose.DISCLOSURE, Purpose.SORT, Purpose.TAB)
)
_FINDING = frozenset((FieldMeaning.SEARCH, FieldMeaning.CHOICE))
_FINDS = frozenset((Purpose.SEARCH, Purpose.FILTER, Purpose.SUBMIT, Purpose.SAVE))


def _speaks(button: Element) -> bool:
    return says_something(button.name) or button.purpose is not Purpose.OTHER


def _submit(
    facts: FormFacts, elements: Sequence[Element], meanings: Sequence[FieldMeaning]
) -> Element | None:
    """The submitting button: the first visible one by HTML; else the last that does not leave."""
    buttons = [elements[at] for at in facts.submits if elements[at].visible]
    if buttons and facts.declared:
        return buttons[0]
    # Nobody would send a form with a button that says nothing, such as those of a drawing beside it.
    staying = [button for button in buttons if button.purpose not in _LEAVING and _speaks(button)]
    if FieldMeaning.SEARCH in meanings and not set(meanings) - _FINDING:
        # Beside a search field, only what says so applies it: the rest are other tools of the list.
        staying = [button for button in staying if button.purpose in _FINDS]
    # "Next" goes on in a form of several steps, if nothing there sends it.
    staying = [button for button in staying if button.purpose is not Purpose.PAGING] or staying
    sending = [button for button in staying if purpose_of(button.name) is not None]
    return next(reversed(sending or staying), None)


def _method(method: str) -> Literal["get", "post", "dialog", "script"]:
    match method:
        case "get" | "post" | "dialog":
            return method
        case _:
            return "script"


def _field(facts: FieldFacts, reading: FieldReading, elements: Sequence[Element], share: Share) -> FormField:
    return FormField(
        element=elements[facts.element].id,
        name=facts.name,
        label=facts.label,
        meaning=reading.meaning,
        confidence=share("meaning", reading.evidence),
        type=facts.type,
        required=facts.required,
        min=facts.min,
        max=facts.max,
        step=facts.step,
        min_length=facts.min_length,
        max_length=facts.max_length,
        pattern=facts.pattern,
        options=facts.options,
        value=facts.value,
        autocomplete=facts.autocomplete,
    )

"""From the facts of several documents to one look at a page. Pure."""

from collections.abc import Sequence
from functools import lru_cache
from typing import Literal

from agents.browser.facts import CollectionFacts, DocumentFacts, ElementFacts, FieldFacts, FormFacts
from agents.browser.searching import field_meanings
from agents.browser.understand import confidence_of, element_purpose, form_purpose, page_type
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
    elements: tuple[Element, ...]
    forms: tuple[Form, ...]
    headings: tuple[Heading, ...]
    collections: tuple[Collection, ...]
    messages: tuple[str, ...]


def assemble(frames: Sequence[FrameScan]) -> Assembled:
    """Number and interpret what the documents showed; the first is the main one.

    Ids follow document order: elements `e1`, forms `f1`, collections `c1`.
    """
    elements: list[Element] = []
    forms: list[Form] = []
    headings: list[Heading] = []
    collections: list[Collection] = []
    messages: list[str] = []
    for frame in frames:
        first, known = len(elements) + 1, len(collections) + 1
        own = [_element(facts, frame, at, first, known) for at, facts in enumerate(frame.facts.elements)]
        elements += own
        forms += [_form(form, own, frame, len(forms) + 1 + at) for at, form in enumerate(frame.facts.forms)]
        headings += [
            Heading(text=one.text, level=one.level, locator=_within(one.locator, frame.path))
            for one in frame.facts.headings
        ]
        collections += [_collection(one, frame, known + at) for at, one in enumerate(frame.facts.collections)]
        messages += frame.facts.messages
    elements = _with_form_purposes(elements, forms)
    main = frames[0].facts
    own_forms = forms[: len(main.forms)]
    return Assembled(
        page_type=page_type(main.url, main.title, headings, own_forms, collections),
        elements=tuple(elements),
        forms=tuple(forms),
        headings=tuple(headings),
        collections=tuple(collections),
        messages=tuple(dict.fromkeys(messages)),
    )


_PLAIN = frozenset((Purpose.SUBMIT, Purpose.SAVE, Purpose.OTHER))
_TELLING = frozenset((Purpose.SEARCH, Purpose.FILTER, Purpose.SIGN_IN, Purpose.SIGN_UP, Purpose.PAYMENT))


def _with_form_purposes(elements: Sequence[Element], forms: Sequence[Form]) -> list[Element]:
    """A submit that says nothing of its own ("Apply", "OK") is for what its form is for."""
    by_submit = {form.submit: form.purpose for form in forms if form.submit is not None}
    asking = {field.element for form in forms for field in form.fields if _asks(field, form)}
    return [
        element.model_copy(update={"purpose": Purpose.INPUT})
        if element.id in asking and element.purpose is Purpose.SEARCH
        else _told(element, by_submit.get(element.id))
        for element in elements
    ]


def _asks(field: FormField, form: Form) -> bool:
    """Whether a field belongs to what its form sends, and searches nothing, whatever its own name is."""
    return field.meaning is not FieldMeaning.SEARCH and form.purpose not in (Purpose.SEARCH, Purpose.FILTER)


def _told(element: Element, form: Purpose | None) -> Element:
    if form in _TELLING and element.purpose in _PLAIN:
        return element.model_copy(update={"purpose": form})
    if form is not None and form not in _TELLING and element.purpose is Purpose.PAGING:
        # It goes on to the next step of a form, not to the next page of a list.
        return element.model_copy(update={"purpose": Purpose.SUBMIT})
    return element


# A page is looked at many times, and most of its locators stay the same.
_printed = lru_cache(maxsize=16_384)(print_locator)


def _within(locator: Locator | None, path: tuple[str, ...]) -> Locator | None:
    return locator.model_copy(update={"frames": path}) if locator is not None and path else locator


def _element(facts: ElementFacts, frame: FrameScan, at: int, first: int, known: int) -> Element:
    locators = [locator.model_copy(update={"frames": frame.path}) for locator in frame.chosen[at].locators]
    printed = [_printed(locator) for locator in locators]
    x, y, width, height = facts.box
    return Element(
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
        purpose=element_purpose(facts, frame.facts.url),
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


def _kind(facts: ElementFacts, *, in_frame: bool) -> ElementKind:
    if in_frame:
        return ElementKind.FRAME
    if facts.shadow:
        return ElementKind.SHADOW
    if "native" in facts.found:
        return ElementKind.NATIVE
    return ElementKind.ARIA if "role" in facts.found else ElementKind.CUSTOM


def _collection(facts: CollectionFacts, frame: FrameScan, number: int) -> Collection:
    return Collection(
        id=f"c{number}",
        role=facts.role,
        name=facts.name,
        locator=_within(facts.locator, frame.path),
        items=_within(facts.items, frame.path),
        count=facts.count,
        samples=facts.samples,
        columns=facts.columns,
    )


def _form(facts: FormFacts, elements: Sequence[Element], frame: FrameScan, number: int) -> Form:
    meanings = field_meanings(facts, [elements[at].name for at in facts.submits])
    submit = _submit(facts, elements, meanings)
    name = submit.name if submit is not None else ""
    reading = form_purpose(facts, meanings, name, frame.facts.url)
    return Form(
        id=f"f{number}",
        name=facts.name or str(reading.purpose),
        purpose=reading.purpose,
        confidence=reading.confidence,
        method=_method(facts.method),
        action=facts.action,
        no_validate=facts.no_validate,
        fields=tuple(_field(*pair, elements) for pair in zip(facts.fields, meanings, strict=True)),
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


def _field(facts: FieldFacts, meaning: FieldMeaning, elements: Sequence[Element]) -> FormField:
    return FormField(
        element=elements[facts.element].id,
        name=facts.name,
        label=facts.label,
        meaning=meaning,
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

"""What the page-side scripts report, parsed at the door (see `js/gather.js` and `js/groups.js`)."""

from agents.domain.base import Model
from agents.domain.locator import Locator


class ElementFacts(Model):
    """One detected element."""

    role: str
    name: str
    tag: str
    shadow: bool
    found: tuple[str, ...]
    locators: tuple[Locator, ...]
    css: str
    closed: bool
    visible: bool
    enabled: bool
    box: tuple[float, float, float, float]
    landmark: str | None
    input_type: str | None
    href: str | None
    value: str | None
    checked: bool | None
    expanded: bool | None
    has_popup: bool
    hint: str
    rel: str
    target: str
    download: bool
    current: str
    here: bool
    sorts: bool
    collection: int | None
    item: int | None


class FieldFacts(Model):
    """One form field; `element` is its place among the elements of the same document."""

    element: int
    name: str | None
    label: str
    type: str
    required: bool
    min: str | None
    max: str | None
    step: str | None
    min_length: int | None
    max_length: int | None
    pattern: str | None
    options: tuple[str, ...]
    value: str | None
    autocomplete: str | None
    placeholder: str
    id: str
    inputmode: str
    accept: str


class FormFacts(Model):
    """A form, or a group of fields with a button. `declared`: its submits are so by HTML.

    `method` is how it is sent, as far as known; `declares` is the method that its mark-up names, if any.
    """

    name: str
    method: str
    declares: str = ""
    action: str | None
    no_validate: bool
    fields: tuple[FieldFacts, ...]
    submits: tuple[int, ...]
    declared: bool
    dialog: bool
    text: str
    id: str
    role: str


class HeadingFacts(Model):
    text: str
    level: int
    locator: Locator | None


class CollectionFacts(Model):
    role: str
    name: str
    locator: Locator | None
    items: Locator | None
    count: int
    samples: tuple[str, ...]
    columns: tuple[str, ...]
    sortable: tuple[str, ...] = ()


class EntryFacts(Model):
    """One entry of a navigation; `element` is its place among the elements of the same document."""

    element: int
    level: int
    current: bool


class NavigationFacts(Model):
    """Links that lead through the application. `here`: the text of the current entry where it is no link."""

    role: str
    name: str
    landmark: str | None
    within_main: bool
    hint: str
    entries: tuple[EntryFacts, ...]
    here: str
    steps: bool


class FrameworkFacts(Model):
    """What a document was made with, and what tells it: a trace of its run time, or a mark in the mark-up."""

    name: str
    by: str


class FrameFacts(Model):
    """How to find an iframe element from its document."""

    selector: str


class DocumentFacts(Model):
    """All that one evaluation reports of one document."""

    title: str
    url: str
    framework: FrameworkFacts | None
    elements: tuple[ElementFacts, ...]
    forms: tuple[FormFacts, ...]
    headings: tuple[HeadingFacts, ...]
    collections: tuple[CollectionFacts, ...]
    navigations: tuple[NavigationFacts, ...] = ()
    messages: tuple[str, ...]
    template: str
    text: str
    has_main: bool
    veiled: bool
    text_length: int
    nodes: int
    detect_ms: float
    locate_ms: float

"""The page map: what a user can see and do, as observed in a real browser."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from agents.domain.base import Document, Fraction, Model
from agents.domain.locator import Locator
from agents.domain.steps import Step


class ElementKind(StrEnum):
    """How an element came to be interactive."""

    NATIVE = "native"
    ARIA = "aria"
    CUSTOM = "custom"
    SHADOW = "shadow"
    FRAME = "frame"


class Purpose(StrEnum):
    """What an element or a form is for."""

    SIGN_IN = "sign-in"
    SIGN_OUT = "sign-out"
    SIGN_UP = "sign-up"
    SEARCH = "search"
    FILTER = "filter"
    SORT = "sort"
    PAGING = "paging"
    NAVIGATION = "navigation"
    MENU = "menu"
    TAB = "tab"
    DISCLOSURE = "disclosure"
    DIALOG = "dialog"
    CLOSE = "close"
    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    SAVE = "save"
    SUBMIT = "submit"
    ADD_TO_CART = "add-to-cart"
    CART = "cart"
    CHECKOUT = "checkout"
    PAYMENT = "payment"
    PROFILE = "profile"
    CONTACT = "contact"
    SUBSCRIBE = "subscribe"
    INPUT = "input"
    EXTERNAL = "external"
    OTHER = "other"


class Box(Model):
    """Position and size in CSS pixels, relative to the viewport of the top page."""

    x: float
    y: float
    width: float
    height: float


class Element(Model):
    """One thing a user acts on."""

    id: str
    role: str
    name: str
    tag: str
    kind: ElementKind
    locator: str | None = Field(
        description="A TypeScript Playwright expression that matched exactly this element"
    )
    target: Locator | None = Field(description="The same locator as a value")
    reachable: bool = True
    alternates: tuple[str, ...] = ()
    css: str = ""
    frame: str | None = Field(default=None, description="Address of the iframe, if it is in one")
    visible: bool
    enabled: bool
    purpose: Purpose = Purpose.OTHER
    confidence: Fraction
    found_by: tuple[str, ...] = Field(min_length=1)
    box: Box | None = None
    landmark: str | None = Field(
        default=None,
        description="Nearest landmark or dialog role: banner, navigation, main, contentinfo, dialog ...",
    )
    input_type: str | None = None
    href: str | None = Field(default=None, description="Absolute address of a link")
    value: str | None = Field(default=None, description="Current value; never that of a password field")
    checked: bool | None = None
    expanded: bool | None = None
    has_popup: bool = False
    leads_here: bool = Field(
        default=False,
        description="Where it leads the user is already, such as by the current entry of a navigation",
    )
    collection: str | None = Field(default=None, description="Id of the collection whose item contains it")
    item: int | None = Field(default=None, description="0-based index of that item")


class FieldMeaning(StrEnum):
    """What a form field asks for."""

    USERNAME = "username"
    EMAIL = "email"
    PASSWORD = "password"  # noqa: S105 - a word, not a secret
    NEW_PASSWORD = "new-password"  # noqa: S105
    ONE_TIME_CODE = "one-time-code"
    SEARCH = "search"
    NAME = "name"
    PHONE = "phone"
    ADDRESS = "address"
    CITY = "city"
    POSTCODE = "postcode"
    COUNTRY = "country"
    CARD_NUMBER = "card-number"
    CARD_EXPIRY = "card-expiry"
    CARD_CODE = "card-code"
    DATE = "date"
    TIME = "time"
    NUMBER = "number"
    QUANTITY = "quantity"
    PRICE = "price"
    URL = "url"
    FILE = "file"
    CHOICE = "choice"
    CONSENT = "consent"
    LONG_TEXT = "long-text"
    TEXT = "text"


class FormField(Model):
    """A field with the constraints that the page states for it."""

    element: str = Field(description="Id of the element in the same state")
    name: str | None = Field(description="The name attribute")
    label: str
    meaning: FieldMeaning
    type: str = Field(description="Input type, or select, textarea, checkbox, radio, contenteditable")
    required: bool = False
    min: str | None = None
    max: str | None = None
    step: str | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    options: tuple[str, ...] = Field(default=(), description="Option labels of a select or radio group")
    value: str | None = None
    autocomplete: str | None = None


class Form(Model):
    """A set of fields and what sends them; also found where there is no form element."""

    id: str
    name: str = Field(description="Accessible name, else the nearest heading, else its purpose")
    purpose: Purpose
    confidence: Fraction
    method: Literal["get", "post", "dialog", "script"]
    action: str | None = None
    no_validate: bool = False
    fields: tuple[FormField, ...]
    submit: str | None = Field(description="Id of the submitting element, if there is one")
    dialog: bool = False


class Heading(Model):
    text: str
    level: int
    locator: Locator | None = None


class Collection(Model):
    """A list or table of alike items: search results, rows, cards."""

    id: str
    role: str = Field(description="list, table, grid, feed, or group for repeated siblings without a role")
    name: str
    locator: Locator | None = Field(description="The container, when it can be located")
    items: Locator | None = Field(description="A locator that matches all its items")
    count: int = Field(ge=0)
    samples: tuple[str, ...] = Field(description="Title texts of up to five first items")
    columns: tuple[str, ...] = ()


class State(Model):
    """A distinct state of a page: as loaded, or after actions such as opening a menu or dialog."""

    id: str
    reached_by: tuple[Step, ...] = Field(description="The steps from a fresh load of the page's address")
    via: str = Field(description="The same in words; `load` for the first state")
    aria: str = Field(description="Aria snapshot (YAML), shortened when long")
    fingerprint: str = Field(description="Structure hash, stable under changes of data")
    signed_in: bool = False
    elements: tuple[Element, ...]
    forms: tuple[Form, ...]
    headings: tuple[Heading, ...] = ()
    collections: tuple[Collection, ...] = ()
    messages: tuple[str, ...] = Field(default=(), description="Texts of alerts and status regions")

    @property
    def footer(self) -> frozenset[str]:
        """Ids of the elements at the foot of the page.

        A navigation inside of a footer has `navigation` as its nearest landmark, so the order of elements
        decides: what comes after another part of the footer, or after all of the main content, belongs to it.
        The pages of a list stand after it, where a footer would, and belong to the list.
        """
        content = [i for i, element in enumerate(self.elements) if element.landmark == "main"]
        foot = [i for i, element in enumerate(self.elements) if element.landmark == "contentinfo"]
        ends = [i + 1 for i in content[-1:]]
        begin = min((*foot[:1], *ends), default=len(self.elements))
        within = (e for e in self.elements[begin:] if e.landmark in ("contentinfo", "navigation"))
        return frozenset(
            e.id for e in within if e.landmark == "contentinfo" or e.purpose is not Purpose.PAGING
        )


class PageTiming(Model):
    """Milliseconds spent on one page."""

    settle: float
    detect: float
    locate: float


Visitors = Literal["admitted", "turned-away"]


class Page(Model):
    """One page of the application; addresses of one pattern share a page unless their structure differs."""

    id: str
    url: str
    path_pattern: str = Field(description="Path with variable segments replaced, such as /products/:id")
    title: str
    page_type: str = Field(
        description="sign-in, list, detail, form, cart, checkout, admin, home, error, content ..."
    )
    framework: str | None = None
    status: int | None = Field(default=None, description="HTTP status of the document")
    states: tuple[State, ...] = Field(min_length=1)
    timing_ms: PageTiming
    depth: int = 0
    found_on: str | None = Field(default=None, description="Id of the page that led here")
    alike: tuple[str, ...] = Field(
        default=(), description="Other addresses of the same pattern that were recognised"
    )
    restless: bool = Field(default=False, description="It never settled within the bounded wait")
    visitors: Visitors | None = Field(
        default=None, description="What happens to people who are not signed in; null where nobody looked"
    )


class Request(Model):
    """A request that the page made, without query values, bodies or headers."""

    method: str
    path: str
    status: int | None
    resource: str = Field(description="document, fetch, xhr, image ...")


class Transition(Model):
    """What an action did."""

    source: str = Field(description="Id of the state it was done in")
    element: str | None
    step: Step
    target: str | None = Field(description="Id of the state it led to, when known")
    effect: Literal["navigation", "state", "none", "download", "dialog", "left-site"]
    requests: tuple[Request, ...] = ()


class Console(Model):
    """A console error or an uncaught exception."""

    page: str
    kind: Literal["error", "exception"]
    text: str


class ServerError(Model):
    """A 5xx answer of the target's own origin."""

    page: str
    method: str
    path: str
    status: int
    signing_in: bool = Field(default=False, description="Met with while signing in, as was asked for")


class NotDone(Model):
    """Something that was seen but not visited or done, and why."""

    what: str
    where: str
    reason: Literal[
        "guarded",
        "limit",
        "duplicate",
        "other-site",
        "download",
        "error",
        "redirected",
        "unreachable",
        "excluded",
        "sign-out",
        "not-sent",
    ]
    detail: str = ""


class SignIn(Model):
    """How this run signed in, and how it knows."""

    outcome: Literal["not-asked", "signed-in", "failed", "no-form"]
    path: str | None = None
    steps: tuple[Step, ...] = Field(
        default=(), description="From a fresh context, Goto first; credentials as Env"
    )
    landed_on: str | None = Field(default=None, description="Path after signing in")
    proof: Locator | None = Field(default=None, description="Seen only when signed in")
    detail: str = ""


class PageMap(Document):
    """All that Observation found."""

    url: str
    pages: tuple[Page, ...]
    transitions: tuple[Transition, ...] = ()
    sign_in: SignIn = SignIn(outcome="not-asked")
    console: tuple[Console, ...] = ()
    server_errors: tuple[ServerError, ...] = ()
    not_done: tuple[NotDone, ...] = ()
    limits_reached: tuple[str, ...] = ()
    degraded: tuple[str, ...] = Field(default=(), description="What went wrong without ending the stage")
    requests: int = 0

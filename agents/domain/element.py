"""One thing that a user acts on, as observed in a real browser."""

from enum import StrEnum

from pydantic import Field

from agents.domain.base import Fraction, Model
from agents.domain.locator import Locator


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
    purpose_confidence: Fraction | None = Field(
        default=None, description="How often the like reading was right on labelled pages"
    )
    confidence: Fraction = Field(description="How sure it is that a user can act on it")
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

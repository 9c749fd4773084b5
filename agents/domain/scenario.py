"""What should be tested: Given/When/Then with a plan of steps, each traced to what was observed."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from agents.domain.base import Document, Fraction, Model
from agents.domain.locator import Locator, Unique
from agents.domain.steps import Step


class Priority(StrEnum):
    CRITICAL = "critical"
    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


class ScenarioKind(StrEnum):
    """The rule that made a scenario."""

    SIGN_IN_VALID = "sign-in-valid"
    SIGN_IN_INVALID = "sign-in-invalid"
    SIGN_IN_MISSING = "sign-in-missing"
    SIGN_OUT = "sign-out"
    SEARCH_HIT = "search-hit"
    SEARCH_MISS = "search-miss"
    SUGGESTIONS = "suggestions"
    FILTER = "filter"
    SORT = "sort"
    PAGING = "paging"
    CREATE = "create"
    EDIT = "edit"
    DELETE = "delete"
    FORM_VALID = "form-valid"
    FORM_MISSING = "form-missing"
    FORM_INVALID = "form-invalid"
    CART_ADD = "cart-add"
    CART_CHANGE = "cart-change"
    CART_REMOVE = "cart-remove"
    CART_KEPT = "cart-kept"
    CHECKOUT = "checkout"
    CHECKOUT_INVALID = "checkout-invalid"
    DETAIL = "detail"
    NAVIGATION = "navigation"
    MENU = "menu"
    DIALOG = "dialog"
    DISCLOSURE = "disclosure"
    TAB = "tab"
    WIDGET = "widget"
    FRAME = "frame"
    ACCESS_DENIED = "access-denied"


class Citation(Model):
    """Where a scenario comes from: an observed fact by its id, or a sentence of the request."""

    source: Literal["page", "state", "element", "form", "collection", "transition", "goal", "change"]
    ref: str = Field(description="The id in the page map, or the sentence itself")


class Outcome(StrEnum):
    """What must be seen to happen for a scenario to mean what its title says.

    Evolution rejects a scenario whose outcome did not come about ("not observed"); it never bends it.
    """

    ADDRESS_CHANGES = "address-changes"
    ADDRESS_STAYS = "address-stays"
    MESSAGE_APPEARS = "message-appears"
    FIELD_REFUSED = "field-refused"
    FORM_ACCEPTED = "form-accepted"
    FORM_ANSWERED = "form-answered"
    ITEMS_CHANGE = "items-change"
    ITEMS_NARROWED = "items-narrowed"
    ITEMS_MATCH = "items-match"
    ITEMS_EMPTY = "items-empty"
    TEXT_APPEARS = "text-appears"
    TEXT_VANISHES = "text-vanishes"
    VALUE_KEPT = "value-kept"
    CONTENT_CHANGES = "content-changes"
    OVERLAY_OPENS = "overlay-opens"
    OVERLAY_CLOSES = "overlay-closes"
    SIGNED_IN = "signed-in"
    SIGNED_OUT = "signed-out"


class Expectation(Model):
    """One outcome, and what it is about."""

    outcome: Outcome
    text: str | Unique | None = Field(default=None, description="For text and item outcomes")
    on: Locator | None = Field(default=None, description="The field, collection or region it is about")


class Phase(Model):
    """One Given, When or Then sentence with the steps that carry it out and what must follow from them."""

    keyword: Literal["Given", "When", "Then"]
    text: str
    steps: tuple[Step, ...] = ()
    expects: tuple[Expectation, ...] = ()
    way_back: bool = Field(
        default=False,
        description="Leaves the data as it was found: also done when the scenario is given up half way",
    )


class Scenario(Model):
    """A test requirement in Given/When/Then (S020) that cites what it came from."""

    id: str = Field(
        pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", description="Stable across runs on the same application"
    )
    title: str
    feature: str = Field(description="The group it belongs to; one spec file a feature")
    kind: ScenarioKind
    priority: Priority
    phases: tuple[Phase, ...] = Field(min_length=1)
    start: str = Field(pattern=r"^/", description="Path where it starts")
    signed_in: bool = Field(default=False, description="Runs as the signed-in user")
    writes: bool = Field(default=False, description="Changes data that other tests may see")
    cites: tuple[Citation, ...] = Field(min_length=1)
    pages: tuple[str, ...] = Field(description="Ids of the pages it touches, in order")
    confidence: Fraction = Field(description="Confidence of the weakest fact it is built on")


class Unplanned(Model):
    """A pattern that was recognised but gave no scenario, and why."""

    what: str
    reason: str
    ref: str


class ScenarioSet(Document):
    """All that Requirements derived."""

    scenarios: tuple[Scenario, ...]
    unplanned: tuple[Unplanned, ...] = ()

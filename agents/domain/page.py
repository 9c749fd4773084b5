"""The page map: what a user can see and do, as observed in a real browser."""

from typing import Literal

from pydantic import Field

from agents.domain.base import Document, Fraction, Model
from agents.domain.element import Box, Element, ElementKind, Purpose
from agents.domain.form import FieldMeaning, Form, FormField
from agents.domain.locator import Locator
from agents.domain.steps import Step
from agents.domain.structure import Collection, Navigation, NavigationEntry, NavigationKind, RowAction

__all__ = [
    "Box",
    "Collection",
    "Console",
    "Element",
    "ElementKind",
    "FieldMeaning",
    "Form",
    "FormField",
    "Heading",
    "Navigation",
    "NavigationEntry",
    "NavigationKind",
    "NotDone",
    "Page",
    "PageMap",
    "PageTiming",
    "Purpose",
    "Request",
    "RowAction",
    "ServerError",
    "SignIn",
    "State",
    "Transition",
    "Visitors",
]


class Heading(Model):
    text: str
    level: int
    locator: Locator | None = None


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
    navigations: tuple[Navigation, ...] = ()
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
    page_type_confidence: Fraction | None = Field(
        default=None, description="How often the like reading was right on labelled pages"
    )
    framework: str | None = None
    framework_confidence: Fraction | None = Field(
        default=None, description="Likewise; where none is named, of there being none"
    )
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

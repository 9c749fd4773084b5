"""What a page shows at one moment, as typed facts that can be compared and asserted."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from agents.browser.addresses import is_route
from agents.domain.base import Model
from agents.domain.locator import Locator

OPEN_MARK = "\ue000"
CLOSE_MARK = "\ue001"
"""Private-use characters around the key of a unique value that stood in a text."""


class FactKind(StrEnum):
    """What sort of thing is known."""

    ADDRESS = "address"
    TITLE = "title"
    HEADING = "heading"
    DIALOG = "dialog"
    MESSAGE = "message"
    APPEARED = "appeared"
    INVALID = "invalid"
    REFUSED = "refused"
    FOCUS = "focus"
    VALUE = "value"
    CHECKED = "checked"
    EXPANDED = "expanded"
    SELECTED = "selected"
    DISABLED = "disabled"
    COUNT = "count"
    ITEMS = "items"
    TEXT = "text"
    SHOWN = "shown"
    EACH = "each"
    """Every item of a list holds a text."""


class Address(Model):
    """An address relative to the base address."""

    path: str
    query: tuple[tuple[str, str], ...] = ()
    fragment: str = ""

    @property
    def place(self) -> str:
        """Which page it is: where scripts lead from page to page, the fragment says so."""
        route = self.fragment.partition("?")[0] if is_route(self.fragment) else ""
        return f"{self.path}#{route}" if route else self.path


class Fact(Model):
    """One thing that was seen: at which element, of which kind, with which value.

    `circular` says that the locator itself holds the value, so that only visibility can be asserted.
    """

    kind: FactKind
    on: Locator | None = None
    value: str = ""
    items: tuple[str, ...] = Field(default=(), description="For ITEMS: one title an item, in order")
    bodies: tuple[str, ...] = Field(default=(), description="For ITEMS: the whole text of each item")
    circular: bool = False
    within: bool = Field(default=False, description="The value is only a part of the located text")
    level: int | None = Field(default=None, description="Heading level")
    region: str | None = Field(default=None, description="Nearest landmark or dialog role")
    tone: Literal["error", "neutral"] = "neutral"
    urgent: bool = Field(
        default=False, description="Its role alone gives it the tone: an alert may tell of a success too"
    )
    field: Locator | None = Field(default=None, description="The field that a message or refusal is about")
    beside: bool = Field(default=False, description="A text that stands by fields, as a message would")
    role: str | None = None
    attribute: str | None = Field(
        default=None, description="The attribute that states it, where there is one"
    )
    named: bool = Field(
        default=False, description="The value is the whole accessible name of what is located by a part of it"
    )
    described: str | None = Field(
        default=None, description="For MESSAGE: the accessible description of the field that it belongs to"
    )
    other: bool = Field(
        default=False, description="In an entry that leads to another page like the one it stands on"
    )
    entry: bool = Field(default=False, description="In an entry of a list or a row of a table")
    own: bool = Field(default=False, description="In the entry of what this run has made")
    late: bool = Field(default=False, description="A script put it in after the document was read")
    filled: bool = Field(
        default=False, description="A field that a script filled after the document was read"
    )
    late_at: int = Field(default=0, description="For ITEMS that are late: the first item that came late")
    lived_ms: float | None = Field(
        default=None, description="For APPEARED: how long it stayed; None while there"
    )

    @property
    def key(self) -> str:
        """Identity of the fact: the same key on two snapshots is the same thing, perhaps with another value.

        Of a part of a longer text only the value says which part it is.
        """
        part = f"|{self.value}" if self.within else ""
        return f"{self.kind}|{self.on.model_dump_json() if self.on else ''}{part}"

    @property
    def seen(self) -> tuple[str, tuple[str, ...]]:
        """What is compared between two snapshots."""
        return self.value, self.items


class Snapshot(Model):
    """All facts of one moment. Facts about watched locators are there even when nothing matched."""

    address: Address
    title: str = ""
    loaded: str = Field(default="", description="Which document it is: the same as long as none is loaded")
    password_fields: int = 0
    facts: tuple[Fact, ...] = ()

    def by_key(self) -> dict[str, Fact]:
        """Facts by identity; the first one wins."""
        found: dict[str, Fact] = {}
        for fact in self.facts:
            found.setdefault(fact.key, fact)
        return found

    def of(self, *kinds: FactKind) -> tuple[Fact, ...]:
        """Facts of these kinds, in page order."""
        return tuple(fact for fact in self.facts if fact.kind in kinds)

    def at(self, on: Locator, kind: FactKind) -> Fact | None:
        """The fact of this kind about exactly this locator."""
        return next((fact for fact in self.facts if fact.kind == kind and fact.on == on), None)

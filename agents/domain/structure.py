"""How a page is built: its collections with what acts on their items, and its navigations."""

from typing import Literal

from pydantic import Field

from agents.domain.base import Fraction, Model
from agents.domain.element import Purpose
from agents.domain.locator import Locator


class RowAction(Model):
    """What can be done with one item of a collection."""

    name: str
    purpose: Purpose
    items: int = Field(ge=1, description="How many of the items offer it")


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
    sortable: tuple[str, ...] = Field(default=(), description="The columns that it can be sorted by")
    row_actions: tuple[RowAction, ...] = Field(default=(), description="What can be done with one item")
    confidence: Fraction | None = Field(
        default=None, description="How often a collection of its make was read right on labelled pages"
    )


NavigationKind = Literal["main", "sub", "footer", "breadcrumb", "paging", "tabs", "steps"]


class NavigationEntry(Model):
    """One way that a navigation offers."""

    element: str = Field(description="Id of the element in the same state")
    name: str
    level: int = Field(default=0, ge=0, description="0 for the entries of the first level")
    current: bool = False


class Navigation(Model):
    """Links that lead through the application, or the tabs or steps of a page."""

    id: str
    kind: NavigationKind
    name: str
    entries: tuple[NavigationEntry, ...]
    here: str | None = Field(default=None, description="Text of the current entry, if one is told")
    confidence: Fraction | None = Field(
        default=None, description="Of its kind: how often the like reading was right on labelled pages"
    )

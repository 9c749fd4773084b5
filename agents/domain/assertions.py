"""The closed set of what a test can expect. All wait and retry, as Playwright's web-first assertions do."""

from typing import Annotated, Literal

from pydantic import Field

from agents.domain.base import Model
from agents.domain.locator import Locator, Unique


class HasUrl(Model):
    """The address, relative to the base address.

    With `query=None` only the path is compared; otherwise these parameters must be present with these values
    (others may be there too). `fragment` is compared when given. A path segment `:any` stands for any one.
    """

    expect: Literal["url"] = "url"
    path: str
    query: tuple[tuple[str, str], ...] | None = None
    fragment: str | None = None


class HasTitle(Model):
    expect: Literal["title"] = "title"
    title: str


class IsVisible(Model):
    expect: Literal["visible"] = "visible"
    on: Locator


class IsHidden(Model):
    """Absent or not visible."""

    expect: Literal["hidden"] = "hidden"
    on: Locator


class HasText(Model):
    """The whole text of an element, white space normalised; with `exact=False` a part of it."""

    expect: Literal["text"] = "text"
    on: Locator
    text: str | Unique
    exact: bool = True


class HasTexts(Model):
    """The texts of all matches, in order; each a part of the element's text, white space normalised."""

    expect: Literal["texts"] = "texts"
    on: Locator
    texts: tuple[str, ...]


class HasValue(Model):
    """The value of an input; a `Unique` is the text made in the same test."""

    expect: Literal["value"] = "value"
    on: Locator
    value: str | Unique


class HasCount(Model):
    expect: Literal["count"] = "count"
    on: Locator
    count: int = Field(ge=0)


class IsChecked(Model):
    expect: Literal["checked"] = "checked"
    on: Locator
    checked: bool = True


class IsEnabled(Model):
    expect: Literal["enabled"] = "enabled"
    on: Locator
    enabled: bool = True


class IsFocused(Model):
    expect: Literal["focused"] = "focused"
    on: Locator


class HasAttribute(Model):
    expect: Literal["attribute"] = "attribute"
    on: Locator
    name: str
    value: str


class IsInvalid(Model):
    """A field whose present value the browser's own check refuses."""

    expect: Literal["invalid"] = "invalid"
    on: Locator


class IsDescribed(Model):
    """The whole accessible description of an element, such as the error that belongs to a field."""

    expect: Literal["described"] = "described"
    on: Locator
    text: str


class AllContain(Model):
    """No match is without this text."""

    expect: Literal["all-contain"] = "all-contain"
    on: Locator
    text: str


Assertion = Annotated[
    HasUrl
    | HasTitle
    | IsVisible
    | IsHidden
    | HasText
    | HasTexts
    | HasValue
    | HasCount
    | IsChecked
    | IsEnabled
    | IsFocused
    | HasAttribute
    | IsInvalid
    | IsDescribed
    | AllContain,
    Field(discriminator="expect"),
]

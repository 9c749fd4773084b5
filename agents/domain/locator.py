"""Locators as values: a closed union that the browser resolves and that specgen prints.

A `Locator` reads from the outside in: frames, then a chain of parts, each narrowing the one before:
`page.frameLocator('#a').getByRole('row').filter({ hasText: 'Mug' }).getByRole('button', { name: 'Edit' })`.
"""

from typing import Annotated, Literal

from pydantic import Field

from agents.domain.base import Model


class Unique(Model):
    """Text made at run time, so that a test can be repeated on a server that is never reset.

    The same `key` within one test stands for the same text. `shape` decides the form: `text` gives
    `<prefix> <token>`, `email` gives `<prefix>-<token>@example.test`, `slug` gives `<prefix>-<token>`,
    `number` gives digits only.
    """

    kind: Literal["unique"] = "unique"
    key: str = Field(pattern=r"^[a-z][A-Za-z0-9]*$", description="A camelCase name, the variable in the spec")
    prefix: str
    shape: Literal["text", "email", "slug", "number"] = "text"
    max_length: int | None = None


class _Part(Model):
    has_text: str | Unique | None = Field(
        default=None, description="Keep only matches that contain this text"
    )
    nth: int | None = Field(default=None, description="0-based; -1 is the last")


class ByRole(_Part):
    """Role and accessible name, as Chromium's accessibility tree computes them."""

    by: Literal["role"] = "role"
    role: str
    name: str | Unique | None = None
    exact: bool = True
    level: int | None = Field(default=None, description="Heading level")


class ByLabel(_Part):
    """A control by the text of its label."""

    by: Literal["label"] = "label"
    text: str
    exact: bool = True


class ByPlaceholder(_Part):
    """An input by its placeholder."""

    by: Literal["placeholder"] = "placeholder"
    text: str
    exact: bool = True


class ByTestId(_Part):
    """An element by its test id attribute (`data-testid`)."""

    by: Literal["testid"] = "testid"
    test_id: str


class ByText(_Part):
    """An element by its own text."""

    by: Literal["text"] = "text"
    text: str | Unique
    exact: bool = True


class ByAltText(_Part):
    """An image by its alternative text."""

    by: Literal["alt"] = "alt"
    text: str
    exact: bool = True


class ByTitle(_Part):
    """An element by its title attribute."""

    by: Literal["title"] = "title"
    text: str
    exact: bool = True


class ByCss(_Part):
    """A short, stable CSS selector; the last resort of the ladder."""

    by: Literal["css"] = "css"
    selector: str


LocatorPart = Annotated[
    ByRole | ByLabel | ByPlaceholder | ByTestId | ByText | ByAltText | ByTitle | ByCss,
    Field(discriminator="by"),
]


class Locator(Model):
    """Where an element is; matched exactly one element when it was recorded."""

    frames: tuple[str, ...] = Field(
        default=(), description="CSS selectors of the enclosing iframes, outermost first"
    )
    chain: tuple[LocatorPart, ...] = Field(min_length=1)

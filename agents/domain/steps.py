"""The closed set of things a test can do. A model or a rule fills it; only specgen turns it into code."""

from typing import Annotated, Literal

from pydantic import Field

from agents.domain.base import Model
from agents.domain.locator import Locator, Unique


class Text(Model):
    """A literal value."""

    kind: Literal["text"] = "text"
    text: str


class Env(Model):
    """A value by reference: the name of an environment variable; printed as `process.env.NAME`."""

    kind: Literal["env"] = "env"
    name: str


Value = Annotated[Text | Env | Unique, Field(discriminator="kind")]


class Goto(Model):
    """Open an address relative to the base address, with its query and fragment."""

    do: Literal["goto"] = "goto"
    path: str = Field(pattern=r"^/")


class Click(Model):
    """Click; with `accepts_dialog` a native confirmation that it opens is answered with OK."""

    do: Literal["click"] = "click"
    on: Locator
    accepts_dialog: bool = False


class Hover(Model):
    do: Literal["hover"] = "hover"
    on: Locator


class Fill(Model):
    """Set the value of an input, textarea or content-editable; empty text clears it."""

    do: Literal["fill"] = "fill"
    on: Locator
    value: Value


class Select(Model):
    """Choose an option of a native select by its label."""

    do: Literal["select"] = "select"
    on: Locator
    option: str


class SetChecked(Model):
    """Tick or untick a checkbox, radio or switch."""

    do: Literal["check"] = "check"
    on: Locator
    checked: bool = True


class Press(Model):
    """Press a key, on an element or (without one) on the page."""

    do: Literal["press"] = "press"
    key: str
    on: Locator | None = None


class Reload(Model):
    do: Literal["reload"] = "reload"


class GoBack(Model):
    do: Literal["back"] = "back"


Step = Annotated[
    Goto | Click | Hover | Fill | Select | SetChecked | Press | Reload | GoBack, Field(discriminator="do")
]

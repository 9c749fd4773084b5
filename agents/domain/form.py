"""Forms: their fields, what each asks for and what the page states about it."""

from enum import StrEnum
from typing import Literal

from pydantic import Field

from agents.domain.base import Fraction, Model
from agents.domain.element import Purpose


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
    confidence: Fraction | None = Field(
        default=None, description="Of its meaning: how often the like reading was right on labelled pages"
    )
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

"""The common ground of all domain models: frozen, strict about unknown keys, versioned where stored."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA_VERSION = "1"

Fraction = Annotated[float, Field(ge=0.0, le=1.0)]
"""A share or probability between 0 and 1; never a percentage (rule learned 5)."""


class Model(BaseModel):
    """A frozen value. Unknown keys are errors, so a misspelt field never passes silently."""

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        ser_json_inf_nan="null",
        json_schema_serialization_defaults_required=True,
    )


class Document(Model):
    """A value that is written to a file of its own and therefore carries its schema version."""

    schema_version: Literal["1"] = "1"

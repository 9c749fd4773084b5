"""`greenroom schema [NAME]`: the JSON Schemas of all documents, made from the models."""

import json
from typing import Annotated

import typer
from pydantic import BaseModel, JsonValue

from agents.domain.page import PageMap
from agents.domain.report import RunReport
from agents.domain.risk import RiskPlan
from agents.domain.scenario import ScenarioSet
from agents.domain.spec import Evidence, ResultSet, SpecSet
from agents.domain.target import RunRequest
from agents.errors import UsageError
from agents.messages import Envelope
from app.commands.desk import hand_over
from app.publish.out_folder import Manifest
from app.triggers.configuration import RepositoryConfiguration, suggestion

DOCUMENTS: dict[str, type[BaseModel]] = {
    "configuration": RepositoryConfiguration,
    "envelope": Envelope,
    "evidence": Evidence,
    "manifest": Manifest,
    "page-map": PageMap,
    "report": RunReport,
    "request": RunRequest,
    "results": ResultSet,
    "risks": RiskPlan,
    "scenarios": ScenarioSet,
    "specs": SpecSet,
}

_WRITTEN_BY_PEOPLE = frozenset(("configuration",))


def schema_of(name: str) -> dict[str, JsonValue]:
    """The JSON Schema of a document.

    What Greenroom writes holds every field, so all are required; what people write may leave out what has a
    default.
    """
    return DOCUMENTS[name].model_json_schema(
        mode="validation" if name in _WRITTEN_BY_PEOPLE else "serialization"
    )


def schema(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=", ".join(sorted(DOCUMENTS)))] = None,
) -> None:
    """Print the JSON Schema of one document, or of all.

    All of them are one JSON object.
    """
    if name is None:
        content: object = {title: schema_of(title) for title in sorted(DOCUMENTS)}
    elif name in DOCUMENTS:
        content = schema_of(name)
    else:
        raise UsageError(
            f"there is no document called {name!r}{suggestion(name, DOCUMENTS)}",
            f"known: {', '.join(sorted(DOCUMENTS))}",
        )
    hand_over(json.dumps(content, indent=2, ensure_ascii=False) + "\n")

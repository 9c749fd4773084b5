"""`greenroom schema [NAME]`: the JSON Schemas of all documents, made from the models."""

import json
import sys
from typing import Annotated

import typer
from pydantic import BaseModel

from agents.domain.page import PageMap
from agents.domain.report import RunReport
from agents.domain.risk import RiskPlan
from agents.domain.scenario import ScenarioSet
from agents.domain.spec import Evidence, ResultSet, SpecSet
from agents.domain.target import RunRequest
from agents.errors import UsageError
from agents.messages import Envelope
from app.triggers.configuration import RepositoryConfiguration, suggestion

DOCUMENTS: dict[str, type[BaseModel]] = {
    "configuration": RepositoryConfiguration,
    "envelope": Envelope,
    "evidence": Evidence,
    "page-map": PageMap,
    "report": RunReport,
    "request": RunRequest,
    "results": ResultSet,
    "risks": RiskPlan,
    "scenarios": ScenarioSet,
    "specs": SpecSet,
}


def schema(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help=", ".join(sorted(DOCUMENTS)))] = None,
) -> None:
    """Print the JSON Schema of one document, or of all.

    All of them are one JSON object.
    """
    if name is None:
        content: object = {title: model.model_json_schema() for title, model in sorted(DOCUMENTS.items())}
    elif name in DOCUMENTS:
        content = DOCUMENTS[name].model_json_schema()
    else:
        raise UsageError(
            f"there is no document called {name!r}{suggestion(name, DOCUMENTS)}",
            f"known: {', '.join(sorted(DOCUMENTS))}",
        )
    sys.stdout.write(json.dumps(content, indent=2, ensure_ascii=False) + "\n")

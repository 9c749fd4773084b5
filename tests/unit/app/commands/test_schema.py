"""`greenroom schema`: the JSON Schemas of all documents."""

import json
import re
from collections.abc import Iterator

import pytest
from pydantic import BaseModel, JsonValue

from agents.messages import AgentName, Envelope, ObserveTask
from app.commands.schema import DOCUMENTS, schema_of
from app.publish.out_folder import Manifest
from tests.fakes import documents
from tests.fakes.shell import Shell
from tests.unit.agents import sample_maps
from tests.unit.agents.reporting import sample

TASK = sample.task()
WRITTEN: list[tuple[str, BaseModel | None]] = [
    ("evidence", documents.evidence()),
    ("manifest", Manifest(files={"report.md": ("0" * 64,)})),
    ("page-map", documents.page_map()),
    ("page-map", TASK.page_map),
    ("page-map", sample_maps.shop()),
    ("page-map", sample_maps.office()),
    ("report", documents.report(findings=(documents.finding(),))),
    ("request", documents.request()),
    ("results", TASK.results),
    ("risks", TASK.plan),
    ("scenarios", TASK.scenarios),
    ("specs", TASK.specs),
    *(
        (
            "envelope",
            Envelope(
                message_id="m",
                conversation_id="r1",
                sender=AgentName.DOOR,
                receiver=AgentName.OBSERVATION,
                payload=payload,
            ),
        )
        for payload in (ObserveTask(request=documents.request()), TASK)
    ),
]


def complaints(schema: JsonValue, value: JsonValue, root: JsonValue, where: str = "") -> Iterator[str]:
    """What a schema says against a value: the part of JSON Schema that the models use."""
    assert isinstance(schema, dict)
    assert isinstance(root, dict)
    if "$ref" in schema:
        defs, name = root["$defs"], str(schema["$ref"]).rsplit("/", 1)[1]
        assert isinstance(defs, dict)
        yield from complaints(defs[name], value, root, where)
        return
    choices = schema.get("anyOf") or schema.get("oneOf")
    if isinstance(choices, list) and all(any(complaints(one, value, root)) for one in choices):
        yield f"{where}: fits none of its choices"
    if "const" in schema and value != schema["const"]:
        yield f"{where}: {value!r} is not {schema['const']!r}"
    if isinstance(allowed := schema.get("enum"), list) and value not in allowed:
        yield f"{where}: {value!r} is not allowed"
    if isinstance(kind := schema.get("type"), str) and not isinstance(value, _TYPES[kind]):
        yield f"{where}: {value!r} is not of type {kind}"
    if isinstance(pattern := schema.get("pattern"), str) and not re.search(pattern, str(value)):
        yield f"{where}: {value!r} does not match"
    yield from _inside(schema, value, root, where)


_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "boolean": bool,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}


def _inside(schema: dict[str, JsonValue], value: JsonValue, root: JsonValue, where: str) -> Iterator[str]:
    if isinstance(value, list) and "items" in schema:
        for index, item in enumerate(value):
            yield from complaints(schema["items"], item, root, f"{where}[{index}]")
    known, required = schema.get("properties"), schema.get("required", [])
    if not isinstance(value, dict) or not isinstance(known, dict) or not isinstance(required, list):
        return
    yield from (f"{where}: {name} is missing" for name in required if name not in value)
    yield from (f"{where}: {name} is not known" for name in value if name not in known)
    for name in known.keys() & value.keys():
        yield from complaints(known[name], value[name], root, f"{where}.{name}")


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_each_document_has_a_schema(shell: Shell, name: str) -> None:
    assert shell("schema", name) == 0
    assert json.loads(shell.out)["type"] == "object"


def test_all_schemas_at_once(shell: Shell) -> None:
    assert shell("schema") == 0
    assert sorted(json.loads(shell.out)) == sorted(DOCUMENTS)


@pytest.mark.parametrize(("name", "document"), WRITTEN)
def test_what_is_written_fits_its_schema(name: str, document: BaseModel | None) -> None:
    assert document is not None
    schema, written = schema_of(name), json.loads(document.model_dump_json())
    assert list(complaints(schema, written, schema)) == []


@pytest.mark.parametrize("name", sorted({name for name, _ in WRITTEN}))
def test_what_is_always_written_is_required(name: str) -> None:
    schema = schema_of(name)
    document = next(document for named, document in WRITTEN if named == name)
    assert document is not None
    required, properties = schema["required"], schema["properties"]
    assert isinstance(required, list)
    assert isinstance(properties, dict)
    assert set(required) == set(properties)
    written = json.loads(document.model_dump_json())
    del written["schema_version"]
    assert list(complaints(schema, written, schema)) == [": schema_version is missing"]


def test_people_may_leave_out_of_a_configuration_what_has_a_default() -> None:
    assert "required" not in schema_of("configuration")

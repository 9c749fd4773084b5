"""`greenroom schema`: the JSON Schemas of all documents."""

import json

import pytest

from app.commands.schema import DOCUMENTS
from tests.fakes.shell import Shell


@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_each_document_has_a_schema(shell: Shell, name: str) -> None:
    assert shell("schema", name) == 0
    assert json.loads(shell.out)["type"] == "object"


def test_all_schemas_at_once(shell: Shell) -> None:
    assert shell("schema") == 0
    assert sorted(json.loads(shell.out)) == sorted(DOCUMENTS)

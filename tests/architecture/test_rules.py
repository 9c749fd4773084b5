"""Our own rules hold, and would notice if they did not."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.architecture.rules import environment_readers, python_files, sizes

ROOT = Path(__file__).parents[2]
PRODUCT = python_files(ROOT, "app", "agents", "action")
THE_READER = ROOT / "app" / "settings.py"

Rule = Callable[[str], Iterator[str]]


def complaints(rule: Rule, files: list[Path]) -> list[str]:
    return [
        f"{path.relative_to(ROOT)}: {said}"
        for path in files
        for said in rule(path.read_text(encoding="utf-8"))
    ]


def test_there_is_something_to_look_at() -> None:
    assert THE_READER in PRODUCT


def test_files_and_functions_are_small() -> None:
    assert complaints(sizes, PRODUCT) == []


def test_the_environment_has_one_reader() -> None:
    assert complaints(environment_readers, [path for path in PRODUCT if path != THE_READER]) == []


DEEP = "def f():\n if a:\n  for b in c:\n   while d:\n    with e:\n     pass"
LADDER = "def f():\n if a:\n  x\n elif b:\n  x\n elif c:\n  x\n elif d:\n  x\n elif e:\n  x\n else:\n  x"


@pytest.mark.parametrize(
    ("rule", "source", "said"),
    [
        (sizes, "x = 1\n" * 401, ["has 401 lines, allowed are 400"]),
        (sizes, "x = 1\n" * 400, []),
        (sizes, "def f():\n" + " x = 1\n" * 51, ["line 1: f has 51 lines, allowed are 50"]),
        (sizes, 'async def f():\n "doc"\n' + " x = 1\n" * 50, []),
        (sizes, 'def f():\n "only a doc"', []),
        (sizes, DEEP, ["line 1: f nests 4 deep, allowed is 3"]),
        (sizes, LADDER, []),
        (sizes, "def f():\n if a:\n  if b:\n   def g():\n    if c:\n     if d:\n      pass", []),
        (environment_readers, "import os\nos.environ['A']", ["line 2: os.environ"]),
        (environment_readers, "import os\nos.getenv('A')", ["line 2: os.getenv"]),
        (environment_readers, "from os import path, environ", ["line 1: from os import environ"]),
        (environment_readers, "import os\nos.path.join(environ)", []),
    ],
)
def test_the_rules_notice(rule: Rule, source: str, said: list[str]) -> None:
    assert list(rule(source)) == said

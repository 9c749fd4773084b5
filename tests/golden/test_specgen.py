"""The printed specs stand whole in `tests/golden/specgen`; `pytest tests/golden --regen` writes them anew."""

import os
import unicodedata
from pathlib import Path

import pytest

from agents.execution.check import lint, typecheck
from agents.specgen.config import CONFIG_NAME, print_config
from agents.specgen.files import print_files
from tests.golden.specgen_cases import ALL, SIGN_IN, SIGNED_IN
from tests.node_tools import find, runner

FOLDER = Path(__file__).parent / "specgen"


def printed() -> dict[str, str]:
    files = {file.filename: file.text for file in print_files(ALL, SIGN_IN, SIGNED_IN)}
    return files | {CONFIG_NAME: print_config()}


def test_the_printed_files_are_the_golden_ones(regen: bool) -> None:
    """S201, C02: the same tests give the same bytes."""
    files = printed()
    if regen:
        for old in FOLDER.iterdir():
            old.unlink()
        for name, text in files.items():
            (FOLDER / name).write_text(text, encoding="utf-8", newline="\n")
    assert {path.name: path.read_text(encoding="utf-8") for path in FOLDER.iterdir()} == files


def test_printing_twice_gives_the_same_bytes() -> None:
    assert printed() == printed()


@pytest.mark.parametrize("name", sorted(printed()))
def test_no_line_is_needlessly_long_or_dirty(name: str) -> None:
    text = printed()[name]
    assert text.endswith(("}\n", ";\n"))
    assert all(char in " \n" or unicodedata.category(char)[0] not in "CZ" for char in text)
    assert not any(line != line.rstrip() or "\t" in line for line in text.splitlines())
    for banned in ("waitForTimeout", "networkidle", "http://", "https://"):
        assert banned not in text


@pytest.mark.node
async def test_the_compiler_and_the_linter_accept_the_golden_files() -> None:
    """Promise 2: `tsc --noEmit` strict, and the recommended Playwright rules without a warning."""
    tools = find(os.environ)
    assert await typecheck(printed(), tools, os.environ) == ()
    assert await lint(printed(), tools, os.environ) == ()


@pytest.mark.node
async def test_playwright_lists_every_test_of_the_golden_files() -> None:
    listed = await runner(os.environ).list_tests(printed())
    assert sorted((test.file, test.title) for test in listed) == sorted(
        (file.filename, test.title) for file in print_files(ALL, SIGN_IN, SIGNED_IN) for test in file.tests
    )

"""Decides in which order tests run. Pure.

Playwright runs files in the order of their names and cannot be told otherwise. So each run gets a copy of
its file with a number in front, in the same folder, where its imports still work; the text is not changed.
It is also faster than `--repeat-each`, which starts a new worker and a new browser for every repeat.
"""

import random
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePosixPath

from agents.execution.events import TestName

MATCH = "**/[0-9][0-9][0-9][0-9][0-9]-*"
"""The pattern of the copies."""

_SPEC_ENDINGS = (".spec.ts", ".test.ts", ".spec.js", ".test.js", ".spec.mts", ".spec.mjs")
_NUMBER = re.compile(r"(?<![0-9])[0-9]{5}-(?=[^\s/]*\.(?:spec|test)\.)")
_SPECIAL = re.compile(r"[\\^$.*+?()\[\]{}|/-]")


@dataclass(frozen=True)
class Arrangement:
    """Files as they are to be laid out; `origin` names the file and the repeat that a copy stands for.

    `grep` picks the tests to run out of the copies; None is all.
    """

    files: Mapping[str, str]
    origin: Mapping[str, tuple[str, int]]
    grep: str | None = None


def is_spec(name: str) -> bool:
    """Whether Playwright would take the file for tests; others are helpers."""
    return name.endswith(_SPEC_ENDINGS)


def in_order(files: Mapping[str, str], repeat: int) -> Arrangement:
    """All files by name, then all again, `repeat` times."""
    names = sorted(name for name in files if is_spec(name))
    return _arranged(files, [(name, index) for index in range(repeat) for name in names])


def shuffled(files: Mapping[str, str], tests: Sequence[TestName], repeat: int, seed: int) -> Arrangement:
    """Every test `repeat` times in an order that the seed decides; each repeat has an order of its own."""
    # Not a secret: the order must be the same for the same seed.
    chance = random.Random(seed)  # noqa: S311
    order: list[tuple[TestName, int]] = []
    for index in range(repeat):
        tests_once = sorted(tests, key=lambda test: test.key)
        chance.shuffle(tests_once)
        order.extend((test, index) for test in tests_once)
    arranged = _arranged(files, [(test.file, index) for test, index in order])
    wanted = [(copy, test.titles) for copy, (test, _) in zip(arranged.origin, order, strict=True)]
    return Arrangement(files=arranged.files, origin=arranged.origin, grep=_grep(wanted))


def narrowed(arrangement: Arrangement, copies: Sequence[TestName]) -> Arrangement:
    """Of an arrangement only these tests, named by their copies; the bytes and the order stay."""
    wanted = {test.file for test in copies}
    return Arrangement(
        files={
            name: text
            for name, text in arrangement.files.items()
            if name in wanted or name not in arrangement.origin
        },
        origin={name: of for name, of in arrangement.origin.items() if name in wanted},
        grep=_grep([test.key for test in copies]),
    )


def original(name: TestName, arrangement: Arrangement) -> TestName:
    """The test under its own file's name and with its repeat."""
    file, repeat = arrangement.origin.get(name.file, (name.file, name.repeat))
    return name.model_copy(update={"file": file, "repeat": repeat})


def without_numbers(message: str) -> str:
    """A message that speaks of the files, not of their copies."""
    return _NUMBER.sub("", message)


def _arranged(files: Mapping[str, str], order: Sequence[tuple[str, int]]) -> Arrangement:
    copies = {name: text for name, text in files.items() if not is_spec(name)}
    origin: dict[str, tuple[str, int]] = {}
    for position, (name, index) in enumerate(order):
        path = PurePosixPath(name)
        copy = str(path.with_name(f"{position:05d}-{path.name}"))
        copies[copy] = files[name]
        origin[copy] = (name, index)
    return Arrangement(files=copies, origin=origin)


def _grep(wanted: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    """The pattern of tests by file and titles."""
    names = (" ".join((file, *titles)) for file, titles in wanted)
    # Playwright matches the file, the titles and then the tags, joined with spaces.
    return f"(?:{'|'.join(map(_escaped, names))})(?: @\\S+)*$"


def _escaped(text: str) -> str:
    """The text as a part of a JavaScript regular expression."""
    return _SPECIAL.sub(lambda match: f"\\{match.group()}", text)

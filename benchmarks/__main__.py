"""Runs the benchmarks in their short form and prints a table; with --list it only names them."""

import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.short.__main__ import main as short

HERE = Path(__file__).parent


def names() -> Iterator[str]:
    """A line a benchmark: how it is called, and what it is for."""
    for package in sorted(path.parent for path in HERE.glob("*/__main__.py")):
        purpose = (package / "__init__.py").read_text(encoding="utf-8").strip().strip('"')
        yield f"python -m benchmarks.{package.name:<14} {purpose}"


def main(arguments: list[str]) -> None:
    """Name them, or measure."""
    if "--list" in arguments:
        print("\n".join(names()))
    else:
        short(arguments)


if __name__ == "__main__":
    main(sys.argv[1:])

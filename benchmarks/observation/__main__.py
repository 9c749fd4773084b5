"""Scores what is seen: python -m benchmarks.observation [APP ...]; `check APP ...` only checks the labels."""

import argparse
import asyncio
import sys
from pathlib import Path

from benchmarks.observation.check import check
from benchmarks.observation.models import BadFileError, find_cases

OUT = Path("greenroom-out/observation")


def main(arguments: list[str]) -> int:
    """Check or score; 1 when labels do not hold."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.observation", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="APP", help="name, truth/<app> or a file of it; all for none"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    if arguments[:1] == ["check"]:
        return _check(parser.parse_args(arguments[1:]))
    return 0


def _check(options: argparse.Namespace) -> int:
    try:
        complaints = [
            text for case in find_cases(options.names) for text in asyncio.run(check(case, options.out))
        ]
    except BadFileError as error:
        print(error, file=sys.stderr)
        return 1
    print(f"pictures: {options.out}")
    return 1 if any(not text.startswith("note:") for text in complaints) else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

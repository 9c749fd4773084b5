"""Judges delivered specs by their own tool-chain: python -m benchmarks.delivered DIR

DIR is the `--out` of a run. The strict TypeScript compiler and the recommended Playwright rules of ESLint
read the delivered bytes. Exit code 1 when one of them complains.
"""

import argparse
import asyncio
import sys
from pathlib import Path

from agents.execution.check import Problem, lint, typecheck
from agents.execution.toolchain import ensure_toolchain
from app.settings import Settings


def complaints(files: dict[str, str]) -> tuple[Problem, ...]:
    """What the compiler and the linter say about specs."""
    return asyncio.run(_problems(files))


async def _problems(files: dict[str, str]) -> tuple[Problem, ...]:
    settings = Settings.from_process()
    tools = ensure_toolchain(settings.cache_dir, settings.variables)
    return (
        *await typecheck(files, tools, settings.variables),
        *await lint(files, tools, settings.variables),
    )


def main() -> int:
    """Print what was judged and every complaint."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    specs = sorted((parser.parse_args().folder / "specs").glob("*.spec.ts"))
    files = {path.name: path.read_text(encoding="utf-8") for path in specs}
    problems = complaints(files)
    for problem in problems:
        print(f"{problem.file}:{problem.line}: {problem.rule}: {problem.message}")
    tests = sum(text.count("\n  test('") + text.count('\n  test("') for text in files.values())
    print(
        f"{len(files)} files, {tests} tests: {len(problems)} complaints of tsc and eslint-plugin-playwright"
    )
    return 1 if problems or not files else 0


if __name__ == "__main__":
    sys.exit(main())

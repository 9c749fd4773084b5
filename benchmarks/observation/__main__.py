"""Scores what is seen: python -m benchmarks.observation [APP ...]; `check APP ...` only checks the labels."""

import argparse
import asyncio
import importlib.metadata
import sys
from collections.abc import Sequence
from pathlib import Path

from benchmarks.observation.check import check
from benchmarks.observation.detectors import PEERS
from benchmarks.observation.growth import grown
from benchmarks.observation.models import BadFileError, Case, find_cases
from benchmarks.observation.peers import BROWSER_USE
from benchmarks.observation.provenance import detector
from benchmarks.observation.report import markdown
from benchmarks.observation.results import Results, StateResult
from benchmarks.observation.run import Plan, open_ground, score

OUT = Path("greenroom-out/observation")


def main(arguments: list[str]) -> int:
    """Check or score; 1 when labels do not hold or a state could not be scored."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.observation", description=__doc__)
    parser.add_argument(
        "names", nargs="*", metavar="APP", help="name, truth/<app> or a file of it; all for none"
    )
    parser.add_argument("--out", type=Path, default=OUT)
    checks = arguments[:1] == ["check"]
    if not checks:
        parser.add_argument(
            "--seed", type=int, default=Plan().seed, help="of the changes that locators survive"
        )
        parser.add_argument(
            "--group", choices=("development", "held-out"), help="only the applications of one"
        )
        parser.add_argument("--quick", action="store_true", help="recall, precision and locators only")
        parser.add_argument("--without-browser-use", action="store_true", help="leave that peer out")
    options = parser.parse_args(arguments[checks:])
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"cannot write to {options.out}: {error.strerror}; give another --out", file=sys.stderr)
        return 1
    try:
        cases = find_cases(options.names)
        return asyncio.run(_check(cases, options.out) if checks else _score(cases, options))
    except BadFileError as error:
        print(error, file=sys.stderr)
        return 1


async def _check(cases: Sequence[Case], out: Path) -> int:
    complaints = [text for case in cases for text in await check(case, out)]
    print(f"pictures: {out}")
    return 1 if any(not text.startswith("note:") for text in complaints) else 0


async def _score(cases: Sequence[Case], options: argparse.Namespace) -> int:
    plan = Plan(seed=options.seed, timing=not options.quick, survival=not options.quick)
    last, changed = detector()
    states: list[StateResult] = []
    async with open_ground(browser_use=not options.without_browser_use) as ground:
        browser = (await ground.host.start()).version
        for case in cases:
            if options.group in (None, case.app.group):
                states += await score(ground, case, plan, last)
        growth = [] if options.quick else await grown(ground.host)
    results = Results(
        detector=last,
        detector_changed=changed,
        browser=f"Chromium {browser}",
        peers=_versions(with_browser_use=any(one.of("browser-use") for one in states)),
        seed=plan.seed,
        states=tuple(states),
        growth=tuple(growth),
    )
    (options.out / "observation.json").write_text(results.model_dump_json(indent=1), encoding="utf-8")
    (options.out / "observation.md").write_text(markdown(results), encoding="utf-8")
    print(f"report: {options.out / 'observation.md'}")
    return 1 if any(state.problem for state in states) else 0


def _versions(*, with_browser_use: bool) -> dict[str, str]:
    """The detectors in the order of the tables, with the versions of those that are packages."""
    names = {"ours": "", **dict.fromkeys(PEERS, ""), "aria": importlib.metadata.version("playwright")}
    return {**names, "browser-use": BROWSER_USE} if with_browser_use else names


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

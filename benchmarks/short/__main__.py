"""The short form: python -m benchmarks [--run DIR] [--faults N]

Runs the whole job on the demo shop (or takes the `--out` of a run on it that was made before), then measures
what was delivered against a named peer or floor. Faults are a fixed sample, every n-th of the closed list;
`python -m benchmarks.shop_faults` plants them all. Times are those of this machine at this moment.
"""

import argparse
import asyncio
import json
import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from pathlib import Path

from app.runner.demo import DemoServer, demo_server
from benchmarks.delivered.__main__ import complaints
from benchmarks.shop_faults.__main__ import GREENROOM, failing
from benchmarks.short.smoke import smoke_spec
from benchmarks.short.table import Row, table
from demo.shop.faults import FAULTS

SHOWN = ("USERNAME", "PASSWORD")


def sample(count: int) -> list[str]:
    """Names of so many faults, spread evenly over the closed list."""
    step = max(1, len(FAULTS) // max(1, count))
    return [fault.name for fault in FAULTS[::step]][:count]


def say(text: str) -> None:
    """What is being done, beside the table."""
    print(text, file=sys.stderr, flush=True)


async def on_shop(job: Callable[[DemoServer], dict[str, str]], *arguments: str) -> dict[str, str]:
    """What a job gives on a shop of its own."""
    async with demo_server("shop", arguments, os.environ) as server:
        return await asyncio.to_thread(job, server)


def failures(folder: Path, *arguments: str) -> dict[str, str]:
    """The tests of a folder that fail on a fresh shop, with their first errors."""

    def job(server: DemoServer) -> dict[str, str]:
        known = zip(SHOWN, (server.username, server.password), strict=True)
        user = {f"GREENROOM_DEMO_{name}": value for name, value in known if value is not None}
        return failing(folder, server.url, {**os.environ, **user})

    return asyncio.run(on_shop(job, *arguments))


def caught(folder: Path, healthy: set[str], faults: Iterable[str]) -> int:
    """How many faults make a test fail that does not fail on a healthy shop."""
    if healthy:
        say(f"  left out, fails on the healthy shop: {', '.join(sorted(healthy))}")
    found = {name: sorted(failures(folder, "--fault", name).keys() - healthy) for name in faults}
    for name, killers in found.items():
        say(f"  {name}: {'caught by ' + killers[0] if killers else 'not caught'}")
    return sum(map(bool, found.values()))


def measure(folder: Path, faults: list[str]) -> list[Row]:
    """All rows, from the delivered files of a run on the healthy shop."""
    report = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    pages = json.loads((folder / "page-map.json").read_text(encoding="utf-8"))["pages"]
    specs = {path.name: path.read_text(encoding="utf-8") for path in (folder / "specs").glob("*.spec.ts")}
    say("running the delivered specs once")
    began = time.monotonic()
    failing_here = set(failures(folder))
    once = time.monotonic() - began
    with tempfile.TemporaryDirectory() as place:
        smoke = Path(place)
        paths = sorted({page["url"].partition("//")[2].partition("/")[2] for page in pages})
        (smoke / "smoke.spec.ts").write_text(smoke_spec([f"/{path}" for path in paths]), encoding="utf-8")
        say(f"the peer, a smoke test of {len(paths)} pages, on {len(faults)} faults")
        theirs = caught(smoke, set(failures(smoke)), faults)
    say(f"the delivered specs, on {len(faults)} faults")
    ours = caught(folder, failing_here, faults)
    coverage = report["coverage"]
    runs = [run for test in report["tests"] for run in test["result"]["runs"]]
    return [
        Row(f"faults caught, of {len(faults)} planted", ours, "a smoke test of every page seen", theirs),
        Row("complaints of tsc and eslint", len(complaints(specs)), "floor", 0),
        Row("failing runs of delivered tests", _failed(runs), f"floor, in {len(runs)} runs", 0),
        Row("controls in tests", coverage["elements_tested"], "all seen", coverage["elements_seen"]),
        Row("forms in tests", coverage["forms_tested"], "all seen", coverage["forms_seen"]),
        Row("the whole job", report["duration_s"], "floor: running its tests once", once, "s"),
    ]


def _failed(runs: list[dict[str, str]]) -> int:
    return sum(run["status"] != "passed" for run in runs)


def main(arguments: list[str] | None = None) -> None:
    """Measure, and print the table on stdout."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--run", type=Path, metavar="DIR", help="the --out of a run on the demo shop")
    parser.add_argument("--faults", type=int, default=4, metavar="N", help="how many to plant [default: 4]")
    parser.add_argument("--list", action="store_true", help="only name the benchmarks")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as place:
        folder = options.run or Path(place) / "out"
        if options.run is None:
            say("the whole job on the demo shop")
            done = asyncio.run(_demo(folder))
            if done != 0:
                sys.exit(f"the job on the demo shop ended with {done}: there is nothing to measure")
        print(table(measure(folder, sample(options.faults))))


async def _demo(folder: Path) -> int:
    command = (str(GREENROOM), "demo", "--out", str(folder))
    process = await asyncio.create_subprocess_exec(*command, stdout=asyncio.subprocess.DEVNULL)
    return await process.wait()


if __name__ == "__main__":
    main()

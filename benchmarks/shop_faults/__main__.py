"""Runs delivered specs against the demo shop with each fault planted: python -m benchmarks.shop_faults DIR

DIR is the `--out` of a run on the healthy shop. First the specs are run on a healthy shop: a test that fails
there could not tell anything and is left out. A fault is caught when a test that passed there fails. Specs
are run as delivered; the faults were listed before any generator existed (demo/shop/faults.py).
"""

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from demo.shop.faults import FAULTS

GREENROOM = Path(sys.executable).with_name("greenroom")
ROOT = Path(__file__).parents[2]


@contextmanager
def shop(*arguments: str) -> Iterator[str]:
    """The shop on a free port, for as long as the block lasts; gives its address."""
    command = [sys.executable, "-m", "demo.shop", "--port", "0", *arguments]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None
            yield server.stdout.readline().split()[1]
        finally:
            server.terminate()


def failing(folder: Path, url: str, environ: dict[str, str]) -> dict[str, str]:
    """Titles of the tests that fail at the address, with the first line of their error."""
    command = [str(GREENROOM), "verify", str(folder), "--url", url, "--tests-only", "--json", "--quiet"]
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    if done.returncode not in {0, 1, 5}:
        raise RuntimeError(f"verify ended with {done.returncode}: {done.stderr.strip()}")
    results = json.loads(done.stdout)["results"]
    return {
        f"{result['file']}: {result['title']}": _first_line(result)
        for result in results
        if result["outcome"] in {"failed", "flaky"}
    }


def _first_line(result: dict[str, list[dict[str, str | None]]]) -> str:
    errors = [run["error"] for run in result["runs"] if run["error"]]
    return errors[0].splitlines()[0][:100] if errors and errors[0] else "no error told"


def main() -> None:
    """Print a Markdown table, a row a fault, and the share caught."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path, metavar="DIR")
    parser.add_argument("--skin", default="1", choices=("1", "2"))
    parser.add_argument("--username", required=True)
    parser.add_argument("--password-env", default="GREENROOM_DEMO_PASSWORD")
    parser.add_argument("--only", action="append", metavar="FAULT")
    options = parser.parse_args()
    environ = {**os.environ, "GREENROOM_DEMO_USERNAME": options.username}
    environ["GREENROOM_DEMO_PASSWORD"] = os.environ[options.password_env]
    with shop("--skin", options.skin) as url:
        healthy = failing(options.folder, url, environ)
    for title, error in healthy.items():
        print(f"left out, fails on the healthy shop: {title}: {error}")
    print("| fault | depth | caught | by |\n| --- | --- | --- | --- |")
    wanted = [fault for fault in FAULTS if not options.only or fault.name in options.only]
    caught = 0
    for fault in wanted:
        with shop("--skin", options.skin, "--fault", fault.name) as url:
            killers = [title for title in failing(options.folder, url, environ) if title not in healthy]
        caught += bool(killers)
        shown = "; ".join(killers[:2]) + (f" and {len(killers) - 2} more" if len(killers) > 2 else "")
        print(f"| {fault.name} | {fault.depth} | {'yes' if killers else '**no**'} | {shown} |", flush=True)
    print(f"\n{caught} of {len(wanted)} faults caught")


if __name__ == "__main__":
    main()

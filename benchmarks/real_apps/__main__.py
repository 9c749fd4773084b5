"""Runs Greenroom on each application and prints a table: python -m benchmarks.real_apps [NAME ...]"""

import argparse
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

from benchmarks.real_apps.apps import APPS, App, install
from benchmarks.serving import wait_until_up

GREENROOM = Path(sys.executable).with_name("greenroom")


def run(app: App, cache: Path, out: Path) -> dict[str, object]:
    """Install, start, test and stop one application; the row of the table."""
    venv = install(app, cache)
    folder = cache / app.name / "data"
    # What an earlier run left behind would be tested as well.
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    app.prepare(venv, folder)
    environ = {**os.environ, **app.environ(folder, app.port)}
    with (folder / "server.log").open("wb") as log:
        server = subprocess.Popen(
            app.command(venv, app.port), cwd=folder, env=environ, stdout=log, stderr=log
        )
        try:
            wait_until_up(app.url, server)
            return _judge(app, out / app.name)
        finally:
            server.terminate()
            server.wait(timeout=20)


def _judge(app: App, out: Path) -> dict[str, object]:
    command = [str(GREENROOM), "run", app.url, "--out", str(out), "--quiet", *app.options]
    environ = dict(os.environ)
    if app.credentials is not None:
        environ["APP_USER"], environ["APP_PASSWORD"] = app.credentials
        command += ["--username-env", "APP_USER", "--password-env", "APP_PASSWORD"]
    code = subprocess.run(command, env=environ, check=False).returncode
    report = json.loads((out / "report.json").read_text(encoding="utf-8"))
    coverage = report["coverage"]
    return {
        "application": app.name,
        "kind": app.kind,
        "verdict": f"{report['verdict']} (exit {code})",
        "pages": coverage["pages_seen"] if coverage else 0,
        "controls": coverage["elements_seen"] if coverage else 0,
        "delivered": len(report["tests"]),
        "files": len(list((out / "specs").glob("*.spec.ts"))),
        "rejected": len(report["rejected"]),
        "seconds": round(report["duration_s"]),
    }


def main() -> None:
    """Print a Markdown table, a row an application."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(app.name for app in APPS))
    parser.add_argument("--cache", type=Path, default=Path.home() / ".cache/greenroom-benchmarks")
    parser.add_argument("--out", type=Path, default=Path("greenroom-out/real-apps"))
    options = parser.parse_args()
    rows = [
        run(app, options.cache, options.out) for app in APPS if not options.names or app.name in options.names
    ]
    print("| " + " | ".join(rows[0]) + " |")
    print("|" + " --- |" * len(rows[0]))
    for row in rows:
        print("| " + " | ".join(str(value) for value in row.values()) + " |")


if __name__ == "__main__":
    main()

"""A stand-in for Node with Playwright Test, so that the runner's own work is tested in milliseconds."""

import sys
from pathlib import Path

import pytest

FAKE_NODE = '''#!{python}
"""Acts like Playwright Test: a spec file holds a line a test, `pass TITLE`, `fail TITLE`, `hang TITLE` ..."""
import json, os, pathlib, re, sys, time

settings = json.loads(pathlib.Path("settings.json").read_text())
specs = pathlib.Path("specs")


def say(**event):
    print(json.dumps(event, separators=(",", ":")), flush=True)


print("Some other line")
print('{{"event":"unknown"}}')
print("said on stderr", file=sys.stderr)
names = sorted(p.relative_to(specs).as_posix() for p in specs.rglob("[0-9]*-*") if p.is_file())
texts = {{name: (specs / name).read_text() for name in names}}
if any("crash" in text for text in texts.values()):
    sys.exit("it crashed")
early = pathlib.Path("tmp", "early")
if any("early" in text for text in texts.values()):
    if any("early-twice" in text for text in texts.values()) or not early.exists():
        early.touch()
        os.kill(os.getpid(), 9)
broken = [name for name in names if texts[name].startswith("broken")]
tests = []
for name in names:
    if name.endswith("probe.spec.ts"):
        # Whether a browser works is asked with a real file; here the folder's tests say so.
        dead = pathlib.Path("tmp", "no-browser-works").exists()
        texts[name] = ("closed-twice" if dead else "pass") + " a page opens"
    for line in texts[name].splitlines():
        kind, _, title = line.partition(" ")
        if not settings["grep"] or re.search(settings["grep"], " " + name + " F " + title):
            tests.append((kind, {{"file": name, "titles": ["F", title], "repeat": 0}}))
if broken:
    for name in broken:
        say(event="error", file=name, message="SyntaxError: " + os.getcwd() + "/specs/" + name + ": bad")
    say(event="begin", tests=[])
    sys.exit(1)
if not tests:
    say(event="error", file=None, message="Error: No tests found")
    sys.exit(1)
say(event="begin", tests=[test for _, test in tests])
if "--list" in sys.argv:
    sys.exit()
# `killed`, `noworker` and so on happen once, and twice with -twice; the folder of a run is its memory.
failed = False
for kind, test in tests:
    kind, twice, _ = kind.partition("-twice")
    mark = pathlib.Path("tmp", "done-" + kind + "-" + test["titles"][-1])
    if kind in ("killed", "exits", "noworker", "nochrome", "stopped", "closed"):
        if mark.exists() and not twice:
            kind = "pass"
        mark.touch()
    if kind == "killed":
        os.kill(os.getpid(), 9)
    if kind == "exits":
        sys.exit(3)
    if kind == "hang":
        time.sleep(600)
    picture = None
    errors = []
    if kind == "fail":
        path = pathlib.Path("tmp/shot.png")
        path.write_bytes(b"png")
        picture = str(path.absolute())
        errors = ["\\x1b[31mError\\x1b[39m: " + os.getcwd() + "/specs/x " + os.environ.get("PASSWORD", "")]
    if kind == "lost":
        picture, kind = "/nowhere/shot.png", "fail"
    if kind == "dying":
        pathlib.Path("tmp", "no-browser-works").touch()
        kind = "closed"
    if kind == "closed":
        said = ["expect(locator).toBeVisible() failed", "", "Call log:", "-" * 3000,
                "\\x1b[2m  - Target page, context or browser has been closed\\x1b[22m"]
        errors, kind = ["\\n".join(said)], "fail"
    if kind == "noworker":
        errors, kind = ["Error: worker process exited unexpectedly (code=null, signal=SIGKILL)"], "fail"
    if kind in ("nobrowser", "nochrome"):
        said = ["Error: browserType.launch: it failed", "-" * 3000, "[err] lib is missing"]
        errors, kind = ["\\n".join(said)], "fail"
    if kind == "env":
        errors, kind = [" ".join(sorted(os.environ))], "fail"
    expected = {{"expectfail": "failed", "passanyway": "failed", "static": "skipped"}}.get(kind, "passed")
    kind = {{"expectfail": "fail", "passanyway": "pass", "static": "skip"}}.get(kind, kind)
    ends = {{"pass": "passed", "early": "passed", "fail": "failed", "skip": "skipped"}}
    status = {{**ends, "stopped": "interrupted"}}[kind]
    told = {{"status": status, "expected": expected, "duration_ms": 1.25}}
    say(event="end", **test, **told, errors=errors, screenshot=picture)
    failed = failed or status != "passed"
sys.exit(failed)
'''


@pytest.fixture
def fake_node(tmp_path: Path) -> Path:
    path = tmp_path / "node"
    path.write_text(FAKE_NODE.format(python=sys.executable), encoding="utf-8")
    path.chmod(0o755)
    return path

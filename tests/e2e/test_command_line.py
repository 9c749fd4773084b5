"""The whole job through the command line, every part real: browser, Node, demo application."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = [pytest.mark.browser, pytest.mark.node, pytest.mark.xdist_group("command-line")]


def processes_with(mark: str) -> list[str]:
    """Commands of living processes that carry a mark in their environment."""
    found = []
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            if mark.encode() in (folder / "environ").read_bytes():
                found.append((folder / "cmdline").read_bytes().replace(b"\0", b" ").decode())
        except OSError:
            continue
    return found


def begin(folder: Path, mark: str, *words: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "app", *words],
        cwd=folder,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT), "GREENROOM_TEST_MARK": mark},
        start_new_session=True,
    )


def gone(mark: str) -> bool:
    for _ in range(50):
        if not processes_with(mark):
            return True
        time.sleep(0.1)
    return False


@pytest.mark.timeout(600)
def test_the_demo_leaves_specs_a_report_and_nothing_running(tmp_path: Path) -> None:
    mark = f"demo-{os.getpid()}"
    process = begin(tmp_path, mark, "demo", "--json", "--max-tests", "3", "--repeat", "1")
    out, err = process.communicate(timeout=580)
    assert process.returncode in {0, 1}, err
    report = json.loads(out)
    assert report["tests"], report["rejected"]
    assert list((tmp_path / "greenroom-out" / "specs").glob("*.spec.ts"))
    for name in ("report.html", "report.md", "report.pdf", "junit.xml", "page-map.json", "results.json"):
        assert (tmp_path / "greenroom-out" / name).stat().st_size > 0
    assert gone(mark), processes_with(mark)


@pytest.mark.timeout(300)
def test_ctrl_c_in_a_terminal_ends_browser_and_demo_in_order(tmp_path: Path) -> None:
    """A terminal sends Ctrl-C to the whole group of processes, not to us alone."""
    mark = f"ctrl-c-{os.getpid()}"
    process = begin(tmp_path, mark, "demo", "--json")
    deadline = time.monotonic() + 120
    while not any("--remote-debugging-pipe" in command for command in processes_with(mark)):
        assert time.monotonic() < deadline
        time.sleep(0.2)
    time.sleep(3)
    os.killpg(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=120)
    assert process.returncode == 130, err
    report = json.loads(out)
    assert report["verdict"] == "cancelled"
    assert report["incomplete"] is True
    assert (tmp_path / "greenroom-out" / "report.html").exists()
    assert "Traceback" not in err
    assert gone(mark), processes_with(mark)

"""Ctrl-C and SIGTERM on the real command: ends in order, keeps what was found, exit 130."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Start = Callable[..., subprocess.Popen[str]]


@pytest.fixture
def start(tmp_path: Path) -> Start:
    def begin(how: str, *words: str) -> subprocess.Popen[str]:
        process = subprocess.Popen(
            [
                sys.executable,
                "-m",
                "tests.e2e.scripted_greenroom",
                how,
                *words,
                "--out",
                str(tmp_path / "out"),
            ],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "NO_COLOR": "1"},
            start_new_session=True,
        )
        assert process.stderr is not None
        if how != "content":
            while "OBSERVING" not in process.stderr.readline():
                assert process.poll() is None
        return process

    return begin


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM], ids=lambda number: number.name)
def test_one_signal_ends_in_order_and_leaves_what_was_found(
    start: Start, tmp_path: Path, number: signal.Signals
) -> None:
    process = start("lingers", "run", "http://127.0.0.1:9", "--json")
    os.killpg(process.pid, number)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    report = json.loads(out)
    assert report["verdict"] == "cancelled"
    assert report["incomplete"] is True
    assert number.name in report["reason"]
    page_map = json.loads((tmp_path / "out" / "page-map.json").read_text())
    assert page_map["pages"][0]["id"] == "half"
    assert "Traceback" not in err


def test_a_second_signal_ends_at_once(start: Start, tmp_path: Path) -> None:
    process = start("clings", "run", "http://127.0.0.1:9", "--quiet")
    os.kill(process.pid, signal.SIGINT)
    time.sleep(0.2)
    began = time.monotonic()
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130
    assert "stopped at once" in err
    assert time.monotonic() - began < 10
    assert not (tmp_path / "out" / "report.json").exists()


def test_observe_keeps_what_was_found(start: Start, tmp_path: Path) -> None:
    process = start("lingers", "observe", "http://127.0.0.1:9")
    os.kill(process.pid, signal.SIGINT)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 130, err
    assert json.loads((tmp_path / "out").read_text())["pages"][0]["id"] == "half"


def test_a_pipe_gets_plain_lines_and_one_document(start: Start) -> None:
    process = start("content", "run", "http://127.0.0.1:9", "--json")
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert json.loads(out)["verdict"] == "passed"
    assert "\x1b" not in out + err
    assert "Observe: completed" in err

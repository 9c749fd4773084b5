"""How every command fails: in words, with advice, and as one JSON document for a program."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from agents.errors import ToolError
from tests.fakes.shell import URL, Shell


def test_quiet_still_tells_errors(shell: Shell) -> None:
    assert shell("run", "127.0.0.1:9", "--quiet") == 2
    assert "has no scheme" in shell.err


def test_with_json_an_error_is_one_document_too(shell: Shell) -> None:
    assert shell("run", "localhost:3000", "--json") == 2
    told = json.loads(shell.out)
    assert told["schema_version"] == "1"
    assert told["error"] == {
        "message": "URL 'localhost:3000' has no scheme",
        "advice": "did you mean http://localhost:3000 ?",
        "exit_code": 2,
    }


def test_an_internal_error_is_short_and_points_to_the_log(
    shell: Shell, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object, **__: object) -> int:
        raise ZeroDivisionError("oops")

    monkeypatch.setattr("app.commands.run.build_request", broken)
    assert shell("run", URL) == 4
    assert "internal error: ZeroDivisionError: oops" in shell.err
    assert ".greenroom/runs" in shell.err
    assert "Traceback" not in shell.err
    assert shell("run", URL, "--debug") == 4
    assert "Traceback" in shell.err


def test_a_missing_tool_is_exit_4(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(*_: object, **__: object) -> int:
        raise ToolError("no Chromium", "make setup")

    monkeypatch.setattr("app.commands.run.build_request", missing)
    assert shell("run", URL) == 4
    assert "greenroom: no Chromium" in shell.err
    assert "make setup" in shell.err


def test_a_second_ctrl_c_is_130(shell: Shell, monkeypatch: pytest.MonkeyPatch) -> None:
    def pressed(*_: object, **__: object) -> int:
        raise KeyboardInterrupt

    monkeypatch.setattr("app.commands.run.build_request", pressed)
    assert shell("run", URL) == 130


FULL = Path("/dev/full")
full = pytest.mark.skipif(not FULL.exists(), reason="this system has no device that is always full")


def greenroom(*words: str, into: str) -> subprocess.CompletedProcess[str]:
    with Path(into).open("w", encoding="utf-8") as out:
        return subprocess.run(
            [sys.executable, "-m", "app", *words],
            check=False,
            stdout=out,
            stderr=subprocess.PIPE,
            text=True,
            timeout=60,
        )


@full
def test_standard_output_on_a_full_disk_is_one_sentence_and_its_exit_code() -> None:
    done = greenroom("schema", into=str(FULL))
    told = "greenroom: cannot write to standard output: No space left on device\n"
    assert (done.returncode, done.stderr) == (4, f"{told}Free some space, or send it elsewhere.\n")


@full
def test_an_error_that_cannot_be_handed_over_keeps_its_exit_code() -> None:
    done = greenroom("run", "nope", "--json", into=str(FULL))
    assert done.returncode == 2
    assert done.stderr == "greenroom: URL 'nope' has no scheme\ndid you mean http://nope ?\n"


def test_a_reader_that_has_enough_is_no_error() -> None:
    """As `greenroom schema | head` is."""
    with subprocess.Popen(
        [sys.executable, "-m", "app", "schema"], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as program:
        assert program.stdout is not None
        assert program.stderr is not None
        program.stdout.close()
        assert (program.wait(60), program.stderr.read()) == (0, b"")

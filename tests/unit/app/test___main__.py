"""The door of the program: an interrupt while it loads is answered in words."""

import json
import os
import signal
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from app.commands.desk import Exit

ROOT = Path(__file__).resolve().parents[3]
STALLING = """
import sys, time
print("loading", flush=True)
try:
    time.sleep(60)
except BaseException:
    pass  # as some packages do around what they import
main = lambda: 0
"""


def started(code: str, *arguments: str, folder: Path) -> "subprocess.Popen[str]":
    """The program as a shell starts it: there an interrupt counts."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *arguments],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": f"{folder}:{ROOT}"},
        start_new_session=True,
    )


MAIN = """
import signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
import app
app.__path__.insert(0, sys.argv[1])
from app.__main__ import main
sys.exit(main())
"""


@pytest.mark.parametrize("as_json", [False, True])
def test_an_interrupt_while_all_is_loaded_is_one_line(tmp_path: Path, as_json: bool) -> None:
    (tmp_path / "cli.py").write_text(STALLING, encoding="utf-8")
    with started(MAIN, str(tmp_path), *["--json"] * as_json, folder=tmp_path) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "loading\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (
        Exit.CANCELLED,
        "greenroom: stopped at once; nothing was written\n",
    )
    told = {"message": "stopped at once; nothing was written", "advice": "", "exit_code": 130}
    assert (json.loads(out) if as_json else out) == (
        {"schema_version": "1", "error": told} if as_json else ""
    )


def test_an_interrupt_that_a_command_lets_out_is_one_line_too(tmp_path: Path) -> None:
    """As one does that comes before the command answers for its errors."""
    (tmp_path / "cli.py").write_text("def main():\n    raise KeyboardInterrupt\n", encoding="utf-8")
    with started(MAIN, str(tmp_path), folder=tmp_path) as process:
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (130, "greenroom: stopped at once; nothing was written\n")


def test_the_command_answers_and_can_be_interrupted_itself(tmp_path: Path) -> None:
    """While it runs, the interrupt is its own again; what it returns is the exit code."""
    (tmp_path / "cli.py").write_text(
        "import signal\n"
        "def main():\n    return 5 if signal.getsignal(2) is signal.default_int_handler else 4\n",
        encoding="utf-8",
    )
    with started(MAIN, str(tmp_path), folder=tmp_path) as process:
        process.communicate(timeout=30)
    assert process.returncode == 5


LATE = """
import atexit, os, signal, sys
def late():
    os.kill(os.getpid(), signal.SIGINT)
    print("still here", flush=True)
atexit.register(late)
"""


def test_an_interrupt_after_all_is_done_changes_nothing(tmp_path: Path) -> None:
    """The exit code tells how it went, and there is nothing left to stop."""
    (tmp_path / "cli.py").write_text("def main():\n    return 5\n", encoding="utf-8")
    with started(LATE + MAIN, str(tmp_path), folder=tmp_path) as process:
        out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (5, "still here\n", "")


def test_a_program_that_was_started_not_to_listen_is_not_interrupted_while_it_loads(tmp_path: Path) -> None:
    """As a shell without job control starts what stands before an ampersand."""
    kept = "deaf = signal.getsignal(signal.SIGINT) is signal.SIG_IGN\nmain = lambda: 6 if deaf else 4\n"
    (tmp_path / "cli.py").write_text(
        "import os, signal\nos.kill(os.getpid(), signal.SIGINT)\n" + kept, encoding="utf-8"
    )
    deaf = MAIN.replace("signal.default_int_handler", "signal.SIG_IGN")
    assert deaf != MAIN
    with started(deaf, str(tmp_path), folder=tmp_path) as process:
        _, err = process.communicate(timeout=30)
    assert (process.returncode, err) == (6, "")


def test_the_installed_program_comes_in_by_this_door() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["scripts"] == {"greenroom": "app.__main__:main"}

import os
import sys
from pathlib import Path

import pytest

from agents.errors import ToolError
from agents.execution.process import marked, running

STUBBORN = """
import signal, subprocess, sys, time
signal.signal(signal.SIGINT, signal.SIG_IGN)
# The other one says when it is there: right after it was started, its environment cannot be read yet.
other = "import time; print('ready', flush=True); time.sleep(600)"
subprocess.Popen([sys.executable, "-c", other], start_new_session=True)
time.sleep(600)
"""


async def test_a_program_that_ends_by_itself_keeps_its_exit_code(tmp_path: Path) -> None:
    async with running(
        (sys.executable, "-c", "print(1); raise SystemExit(3)"), cwd=tmp_path, env={}
    ) as child:
        out, _ = await child.communicate()
    assert (out, child.returncode) == (b"1\n", 3)


async def test_nothing_is_left_of_one_that_ignores_interrupts_and_starts_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("agents.execution.process._GRACE_S", 0.2)
    async with running((sys.executable, "-c", STUBBORN), cwd=tmp_path, env={}) as child:
        assert child.stdout is not None
        assert await child.stdout.readline() == b"ready\n"
        assert len(marked(str(tmp_path))) == 2
    assert child.returncode == -9
    assert marked(str(tmp_path)) == ()


async def test_only_the_given_environment_is_passed_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECRET_OF_THIS_PROCESS", "x")
    script = "import os; print(sorted(os.environ))"
    async with running((sys.executable, "-c", script), cwd=tmp_path, env={"A": "b"}) as child:
        out, _ = await child.communicate()
    assert b"'A'" in out
    assert b"SECRET_OF_THIS_PROCESS" not in out


async def test_a_program_that_is_not_there_is_a_tool_error(tmp_path: Path) -> None:
    with pytest.raises(ToolError) as raised:
        async with running((str(tmp_path / "no"),), cwd=tmp_path, env=dict(os.environ)):
            pass
    assert "doctor" in raised.value.advice

"""The demo application is a program of its own, started and ended by us."""

import asyncio
import os
import sys
from pathlib import Path

import pytest

from agents.errors import ToolError, UsageError
from app.runner import demo
from app.runner.demo import demo_program, demo_server


def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str) -> None:
    path = tmp_path / "program.py"
    path.write_text(text)
    monkeypatch.setattr(demo, "demo_program", lambda _: path)


READY = """
import sys, time, os
print("Sign in as ada@example.test with open-sesame (staff).", file=sys.stderr, flush=True)
print("READY http://127.0.0.1:4711", flush=True)
print(" ".join(sys.argv[1:]), os.environ["A"], flush=True)
for _ in range(300): print("noise", flush=True)
time.sleep(60)
"""


async def test_it_tells_its_address_and_its_user_and_is_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program(tmp_path, monkeypatch, READY + "\n")
    (tmp_path / "program.py").write_text(
        READY.replace("import sys", "import sys, pathlib", 1).replace(
            "time.sleep(60)",
            f"pathlib.Path({str(tmp_path / 'pid')!r}).write_text(str(os.getpid())); time.sleep(60)",
        )
    )
    async with demo_server("x", ["--skin", "2"], {**os.environ, "A": "b"}) as server:
        assert server.url == "http://127.0.0.1:4711"
        assert (server.username, server.password) == ("ada@example.test", "open-sesame")
        while not (tmp_path / "pid").exists():
            await asyncio.sleep(0.01)
    pid = int((tmp_path / "pid").read_text())
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)


async def test_it_can_tell_when_we_are_gone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ended = (
        "print('READY http://127.0.0.1:1', flush=True); sys.stdin.read(); pathlib.Path(sys.argv[-1]).touch()"
    )
    program(tmp_path, monkeypatch, f"import pathlib, sys; assert '--until-stdin-ends' in sys.argv; {ended}")

    async def goes(process: asyncio.subprocess.Process) -> None:
        assert process.stdin is not None
        process.stdin.close()
        await process.wait()

    monkeypatch.setattr(demo, "_end", goes)
    async with demo_server("x", [str(tmp_path / "ended")], os.environ):
        assert not (tmp_path / "ended").exists()
    assert (tmp_path / "ended").exists()


async def test_one_that_names_no_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(
        tmp_path, monkeypatch, "import time; print('READY http://127.0.0.1:1', flush=True); time.sleep(60)"
    )
    async with demo_server("x", [], os.environ) as server:
        assert (server.username, server.password) == (None, None)


@pytest.mark.parametrize(
    ("text", "said"),
    [("import sys; sys.exit('no such port')", "no such port"), ("", "it said nothing")],
)
async def test_one_that_does_not_start(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, said: str
) -> None:
    program(tmp_path, monkeypatch, text)
    with pytest.raises(ToolError, match=said):
        async with demo_server("x", [], os.environ):
            pass


async def test_arguments_that_it_does_not_take(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program(tmp_path, monkeypatch, "import sys; print('no such fault', file=sys.stderr); sys.exit(2)")
    with pytest.raises(UsageError, match=r"^no such fault$"):
        async with demo_server("x", [], os.environ):
            pass


async def test_one_that_does_not_answer_in_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo, "READY_WITHIN_S", 0.2)
    program(tmp_path, monkeypatch, "import time; time.sleep(60)")
    with pytest.raises(ToolError, match="did not start"):
        async with demo_server("x", [], os.environ):
            pass


async def test_one_that_does_not_want_to_end_is_killed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(demo, "END_WITHIN_S", 0.2)
    program(
        tmp_path,
        monkeypatch,
        "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN);"
        "print('READY http://127.0.0.1:1', flush=True); time.sleep(60)",
    )
    async with demo_server("x", [], os.environ):
        pass


def test_the_program_is_found_in_the_wheel_first_and_else_in_the_checkout(tmp_path: Path) -> None:
    package = tmp_path / "app"
    checkout = tmp_path / "demo" / "shop" / "__main__.py"
    wheel = package / "_demo" / "shop" / "__main__.py"
    with pytest.raises(ToolError, match="'shop' is not installed here"):
        demo_program("shop", package)
    checkout.parent.mkdir(parents=True)
    checkout.write_text("")
    assert demo_program("shop", package) == checkout
    wheel.parent.mkdir(parents=True)
    wheel.write_text("")
    assert demo_program("shop", package) == wheel
    assert sys.executable

"""The real machine: processes, and a question to a server on this machine."""

import os
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from typing_extensions import override

from app import machine as module
from app.machine import Machine
from tests.unit.machine_twin import write_program


class _OneByte(BaseHTTPRequestHandler):
    @override
    def log_message(self, *_: object) -> None: ...

    def do_GET(self) -> None:
        assert self.headers["Range"] == "bytes=0-0"
        self.send_response(206 if self.path == "/there" else 403)
        self.send_header("Content-Length", "1")
        self.end_headers()
        self.wfile.write(b"x")


@pytest.fixture
def server() -> Iterator[str]:
    with HTTPServer(("127.0.0.1", 0), _OneByte) as running:
        thread = threading.Thread(target=running.serve_forever)
        thread.start()
        yield f"http://127.0.0.1:{running.server_port}"
        running.shutdown()
        thread.join()


@pytest.mark.parametrize(
    ("script", "ok", "said"),
    [
        ("echo hello; echo noise >&2", True, "hello"),
        ("echo out; echo wrong >&2; exit 2", False, "wrong"),
        ("echo only; exit 2", False, "only"),
        ("exit 7", False, "exit code 7"),
    ],
)
def test_a_command(tmp_path: Path, script: str, *, ok: bool, said: str) -> None:
    program = write_program(tmp_path / "program", script)
    outcome = Machine().run([str(program)], os.environ, 10)
    assert (outcome.ok, outcome.tail) == (ok, said)


def test_a_command_that_does_not_exist(tmp_path: Path) -> None:
    outcome = Machine().run([str(tmp_path / "nothing")], {}, 10)
    assert not outcome.ok
    assert "No such file" in outcome.tail


def test_a_command_that_does_not_end(tmp_path: Path) -> None:
    outcome = Machine().run([str(write_program(tmp_path / "slow", "exec sleep 30"))], os.environ, 0.1)
    assert not outcome.ok
    assert "timed out" in outcome.tail


def test_an_address_that_answers(server: str) -> None:
    assert Machine().why_silent(f"{server}/there") == ""


def test_an_address_that_refuses(server: str) -> None:
    assert "403" in Machine().why_silent(f"{server}/elsewhere")


def test_an_address_that_is_silent_is_left_behind(monkeypatch: pytest.MonkeyPatch) -> None:
    release = threading.Event()
    monkeypatch.setattr(module, "_QUESTION_TIMEOUT_SECONDS", 0.05)
    monkeypatch.setattr(module, "_ask", lambda address: str(release.wait(10)))
    assert "did not answer" in Machine().why_silent("http://nowhere.invalid")
    release.set()


def test_the_clock_and_the_name_of_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    machine = Machine()
    assert machine.now() > 1_700_000_000
    monkeypatch.setattr(module.sys, "platform", "darwin")
    assert machine.distribution() == ""
    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module.platform, "freedesktop_os_release", lambda: {"ID": "debian"})
    assert machine.distribution() == "debian"


def test_a_linux_without_a_name(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing() -> dict[str, str]:
        raise FileNotFoundError

    monkeypatch.setattr(module.sys, "platform", "linux")
    monkeypatch.setattr(module.platform, "freedesktop_os_release", missing)
    assert Machine().distribution() == ""

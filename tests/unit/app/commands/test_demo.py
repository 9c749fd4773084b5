"""`greenroom demo` and `greenroom demo shop`."""

import json
import os
import sys
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from agents.messages import Observed, ObserveTask, Payload
from app.cli import main
from app.commands import demo
from app.commands.doctor import run_checks
from app.doctor import Check, Status
from app.runner.demo import DemoServer
from app.settings import Settings
from tests.fakes import documents
from tests.fakes.wiring import scripted


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    monkeypatch.chdir(tmp_path)
    return Settings(cache_dir=tmp_path, variables={"A": "b"})


def serve(monkeypatch: pytest.MonkeyPatch, user: tuple[str, str] | None) -> list[list[str]]:
    told: list[list[str]] = []

    @asynccontextmanager
    async def server(
        name: str, arguments: Sequence[str], environ: Mapping[str, str]
    ) -> AsyncIterator[DemoServer]:
        told.append([name, *arguments])
        username, password = user or (None, None)
        yield DemoServer(url="http://127.0.0.1:4711", username=username, password=password)
        told.append(["ended"])

    monkeypatch.setattr(demo, "demo_server", server)
    return told


@pytest.mark.parametrize("user", [("ada", "open-sesame"), None])
def test_the_whole_job_is_done_on_the_demo(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    user: tuple[str, str] | None,
) -> None:
    told = serve(monkeypatch, user)
    seen: list[ObserveTask] = []

    async def observe(payload: Payload) -> Payload:
        assert isinstance(payload, ObserveTask)
        seen.append(payload)
        return Observed(page_map=documents.page_map())

    words = ["demo", "--skin", "2", "--json", "--max-tests", "4", "--seed", "9"]
    assert main(words, scripted(observation=observe), settings) == 0
    out, err = capsys.readouterr()
    assert json.loads(out)["url"] == "http://127.0.0.1:4711"
    assert "on its demo shop at http://127.0.0.1:4711" in err
    assert told == [["shop", "--skin", "2"], ["ended"]]
    (task,) = seen
    assert (task.request.safety, task.request.limits.max_tests, task.request.seed) == ("full", 4, 9)
    assert (task.request.access.credentials is not None) == (user is not None)


def test_quiet(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    serve(monkeypatch, None)
    assert main(["demo", "--quiet"], scripted(), settings) == 0
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("words", "passed_on"),
    [
        ([], ["--port", "8000"]),
        (
            ["--port", "0", "--version", "head", "--fault", "x"],
            ["--port", "0", "--version", "head", "--fault", "x"],
        ),
        (["--list-faults"], ["--port", "8000", "--list-faults"]),
    ],
)
def test_the_shop_takes_the_place_of_this_process(
    settings: Settings, monkeypatch: pytest.MonkeyPatch, words: list[str], passed_on: list[str]
) -> None:
    called: list[list[str]] = []
    monkeypatch.setattr(demo, "demo_program", lambda name: Path(f"/programs/{name}.py"))
    monkeypatch.setattr(os, "execv", lambda _, arguments: called.append(arguments))
    assert main(["demo", "shop", *words], scripted(), settings) == 0
    assert called == [[sys.executable, "/programs/shop.py", *passed_on]]


@pytest.mark.parametrize(("status", "code"), [(Status.OK, 0), (Status.WARN, 0), (Status.FAIL, 4)])
def test_doctor(
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    status: Status,
    code: int,
) -> None:
    assert callable(run_checks)
    checks = [Check(name="node", status=status, detail="v20")]
    monkeypatch.setattr("app.commands.doctor.run_checks", lambda _: checks)
    assert main(["doctor", "--json"], scripted(), settings) == code
    assert json.loads(capsys.readouterr().out)["status"] == status
    assert main(["doctor"], scripted(), settings) == code
    assert "v20" in capsys.readouterr().out

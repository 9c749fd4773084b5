"""The whole job of a door: claim, run, write (with scripted agents)."""

import asyncio
import json
import os
from base64 import b64encode
from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import replace
from pathlib import Path

import pytest
from pydantic import SecretStr

from agents.base import BaseAgent
from agents.domain.report import Verdict
from agents.domain.target import Access, Header, RunRequest
from agents.errors import LoginWallError, OutputError, UsageError
from agents.messages import Evolved, Payload
from app.inprocess.clock import SystemClock
from app.publish.out_folder import claimed
from app.runner.history import KEPT_RUNS
from app.runner.job import Desk, carry_out, look
from app.settings import Settings
from app.wiring import Services
from tests.fakes import documents
from tests.fakes.agents import Answer
from tests.fakes.stores import FakeProgress
from tests.fakes.wiring import scripted


def desk(tmp_path: Path, **changes: Answer) -> Desk:
    settings = Settings(cache_dir=tmp_path / "cache", variables={"PASS_WORD": "hunter22"})
    return Desk(scripted(**changes), settings, SystemClock(), FakeProgress(), tmp_path / ".greenroom")


def request(secret: str | None = None) -> RunRequest:
    headers = () if secret is None else (Header(name="X-Token", value=SecretStr(secret)),)
    return documents.request().model_copy(update={"access": Access(headers=headers)})


async def test_a_run_leaves_its_files(tmp_path: Path) -> None:
    done = await carry_out(request(), tmp_path / "out", desk(tmp_path))
    assert done.report.verdict is Verdict.PASSED
    assert (tmp_path / "out" / "specs" / "home.spec.ts").read_text() == "// a spec\n"
    assert (tmp_path / "out" / "specs" / "greenroom.config.ts").exists()
    assert (tmp_path / "out" / "evidence" / "home.json").exists()
    assert (tmp_path / "out" / "report.md").read_text() == "# passed\n"
    state = json.loads((tmp_path / ".greenroom" / "runs" / "run-1" / "state.json").read_text())
    assert state["state"] == "completed"
    assert not (tmp_path / "out" / ".greenroom.lock").exists()


async def test_a_blocked_run_leaves_its_report_and_no_config(tmp_path: Path) -> None:
    done = await carry_out(request(), tmp_path / "out", desk(tmp_path, observation=LoginWallError("a wall")))
    assert done.report.verdict is Verdict.BLOCKED
    assert not (tmp_path / "out" / "specs").exists()
    assert (tmp_path / "out" / "report.json").exists()


async def test_nothing_starts_when_the_folder_is_taken(tmp_path: Path) -> None:
    """S064-like: detected before the browser starts."""
    here = desk(tmp_path)
    with claimed(tmp_path / "out"), pytest.raises(UsageError, match="another run"):
        await carry_out(request(), tmp_path / "out", here)
    assert isinstance(here.progress, FakeProgress)
    assert here.progress.stages == []


async def test_nothing_starts_when_the_store_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / ".greenroom").write_text("")
    with pytest.raises(OutputError, match="cannot write"):
        await carry_out(request(), tmp_path / "out", desk(tmp_path))


@pytest.mark.parametrize(
    "spelled",
    [
        "s3cret-header",
        "%73%33cret%2dheader",
        "\\u0073\\u0033cret-header",
        "&#115;3cret&#45;header",
        b64encode(b"user:s3cret-header").decode(),
        b"s3cret-header".hex(),
    ],
)
async def test_a_secret_is_in_no_file(tmp_path: Path, spelled: str) -> None:
    """Promise 7, over everything that a run writes, however the secret is spelled."""
    leak = f"filled in {spelled}"
    evolved = Evolved(specs=documents.specs(leak), results=documents.results(leak))
    done = await carry_out(request("s3cret-header"), tmp_path / "out", desk(tmp_path, evolution=evolved))
    assert "specs/home.spec.ts" in done.withheld
    for path in tmp_path.rglob("*"):
        if path.is_file():
            assert spelled.encode() not in path.read_bytes(), path
            assert b"s3cret-header" not in path.read_bytes(), path


async def test_a_defect_is_in_the_log(tmp_path: Path) -> None:
    await carry_out(request(), tmp_path / "out", desk(tmp_path, analysis=ZeroDivisionError("oops")))
    log = (tmp_path / ".greenroom" / "runs" / "run-1" / "log.txt").read_text()
    assert "ZeroDivisionError: oops" in log


async def test_a_disk_that_fills_up_says_what_was_saved(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = os.fsync
    out = tmp_path / "out"

    def full(handle: int) -> None:
        if (out / "report.json").exists():
            raise OSError(28, "No space left on device")
        original(handle)

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OutputError, match=r"No space left on device; \d of \d+ files were saved"):
        await carry_out(request(), out, desk(tmp_path))
    assert not list(out.rglob(".writing-*"))


async def test_old_runs_make_room(tmp_path: Path) -> None:
    runs = tmp_path / ".greenroom" / "runs"
    for number in range(KEPT_RUNS + 5):
        (runs / f"2026-{number:03d}").mkdir(parents=True)
    await carry_out(request(), tmp_path / "out", desk(tmp_path))
    assert len(list(runs.iterdir())) == KEPT_RUNS + 1


async def test_an_interrupted_run_leaves_what_was_found(tmp_path: Path) -> None:
    started = asyncio.Event()

    async def waits(_: Payload) -> Payload:
        started.set()
        await asyncio.Event().wait()
        raise AssertionError

    running = asyncio.create_task(carry_out(request(), tmp_path / "out", desk(tmp_path, evolution=waits)))
    await asyncio.wait_for(started.wait(), 5)
    os.kill(os.getpid(), 2)
    done = await asyncio.wait_for(running, 5)
    assert done.report.verdict is Verdict.CANCELLED
    assert done.report.incomplete
    assert (tmp_path / "out" / "page-map.json").exists()


async def test_a_look_alone(tmp_path: Path) -> None:
    found = await look(request(), desk(tmp_path))
    assert found.page_map == documents.page_map()


async def test_the_agents_can_tell_what_holds_a_secret(tmp_path: Path) -> None:
    """What they are not to deliver: the report is true only when nothing has to be withheld after it."""
    given: list[Services] = []
    here = desk(tmp_path)

    def agents(services: Services) -> AbstractAsyncContextManager[Sequence[BaseAgent]]:
        given.append(services)
        return here.wiring.agents(services)

    wiring = replace(here.wiring, agents=agents)
    await carry_out(request("s3cret-header"), tmp_path / "out", replace(here, wiring=wiring))
    assert [given[0].tells(text) for text in ("%73%33cret%2dheader", "header")] == [True, False]

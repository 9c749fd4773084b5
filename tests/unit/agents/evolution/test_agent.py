"""The agent from a task to its answer, in a real browser, with a runner by script."""

import asyncio
import time
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime

import pytest
from pydantic import SecretStr

from agents.browser.launch import BrowserHost
from agents.domain.scenario import Scenario
from agents.domain.spec import Rejection, SpecSet
from agents.domain.target import Header
from agents.errors import BlockedError, ToolError
from agents.evolution.agent import EvolutionAgent, random_token
from agents.evolution.play import Performance, Rank, Scene, play
from agents.messages import AgentName, CancelRequested, Evolved, EvolveTask, Failed
from tests.unit.agents.browser.stage import kill
from tests.unit.agents.evolution.plays import (
    COUNTING,
    CREATING,
    DELETING,
    DRIFTING,
    FIND,
    IMPOSSIBLE,
    READING,
    SECRETS,
    SIGNING_IN,
    browser,
    task,
)
from tests.unit.agents.evolution.small_app import PASSWORD, USER, SmallApp, small_app
from tests.unit.agents.evolution.test_deliver import FakeRunner


class Progress:
    """Remembers what was told."""

    def __init__(self) -> None:
        self.notes: list[str] = []

    def stage(self, name: AgentName, state: str) -> None:
        """As the port says."""

    def note(self, name: AgentName, text: str, **counts: int) -> None:
        """As the port says."""
        self.notes.append(text)


class Clock:
    """The day of the tests; seconds as given, else real ones."""

    def __init__(self, *seconds: float) -> None:
        self._seconds = list(seconds)

    def now(self) -> datetime:
        """As the port says."""
        return datetime(2026, 3, 10, tzinfo=UTC)

    def monotonic(self) -> float:
        """As the port says."""
        return self._seconds.pop(0) if self._seconds else time.monotonic()


def agent(runner: FakeRunner, **more: object) -> EvolutionAgent:
    values = {"secrets": SECRETS, "progress": Progress(), "clock": Clock(), **more}
    return EvolutionAgent(browser, runner, **values)  # type: ignore[arg-type]


async def answer(of: EvolutionAgent, to: EvolveTask) -> Evolved | Failed:
    (reply,) = await of.execute_task(to)
    assert reply.receiver is AgentName.ORCHESTRATION
    assert isinstance(reply.payload, Evolved | Failed)
    return reply.payload


def delivered(specs: SpecSet | None) -> set[str]:
    assert specs is not None
    return {test.id for file in specs.files for test in file.tests}


async def test_it_takes_only_its_own_tasks() -> None:
    evolution = agent(FakeRunner())

    assert evolution.can_handle(CancelRequested(reason="x")) == 0.0
    assert evolution.can_handle(task("http://a.test", FIND)) == 1.0
    assert await evolution.execute_task(CancelRequested(reason="x")) == ()


def test_tokens_differ() -> None:
    tokens = {random_token() for _ in range(50)}
    assert len(tokens) == 50
    assert {len(token) for token in tokens} == {12}


@pytest.mark.browser
async def test_the_whole_way() -> None:
    """S029-S033: scenarios in, specs out; what cannot be shown is rejected with its reason."""
    scenarios = (FIND, SIGNING_IN, COUNTING, CREATING, DELETING, READING, IMPOSSIBLE)
    runner, progress = FakeRunner(), Progress()
    key = Header(name="X-Key", value=SecretStr("0pen"))
    with small_app() as app:
        todo = task(app.url, *scenarios)
        access = todo.request.access.model_copy(update={"headers": (key,)})
        todo = todo.model_copy(update={"request": todo.request.model_copy(update={"access": access})})
        done = await answer(agent(runner, progress=progress), todo)
    assert set(runner.headers) == {(app.url, True)}
    assert isinstance(done, Evolved)
    assert delivered(done.specs) == {one.id for one in scenarios} - {IMPOSSIBLE.id}
    assert [(one.scenario, one.stage) for one in done.specs.rejected] == [(IMPOSSIBLE.id, "perform")]
    assert all(result.delivered for result in done.results.results)
    texts = "".join(file.text for file in done.specs.files)
    assert "'Blue lamp'" in texts
    assert "page.once('dialog'" in texts
    assert "const note = unique('Note ');" in texts
    for volatile in ("Opened", "Now 20", "Gone at once", USER, PASSWORD, app.url):
        assert volatile not in texts, volatile
    assert sum(note.startswith("round 2") for note in progress.notes) == len(scenarios) - 1


@pytest.mark.browser
async def test_the_same_task_gives_the_same_bytes() -> None:
    async def texts() -> list[str]:
        with small_app() as app:
            done = await answer(agent(FakeRunner()), task(app.url, FIND, COUNTING, CREATING))
        assert done.specs is not None
        return [file.text for file in done.specs.files]

    assert await texts() == await texts()


@pytest.mark.browser
async def test_what_drifts_between_repeats_supports_nothing() -> None:
    """The only evidence is a counter that goes up with every visit."""
    with small_app() as app:
        done = await answer(agent(FakeRunner()), task(app.url, DRIFTING))
        once = await answer(agent(FakeRunner(), rounds=1), task(app.url, DRIFTING))
    assert isinstance(done, Evolved)
    (refused,) = done.specs.rejected
    assert (refused.stage, delivered(once.specs)) == ("repeat", {DRIFTING.id})


@pytest.mark.browser
async def test_what_changes_between_the_rounds_is_rejected_as_a_repeat() -> None:
    app: SmallApp

    class Breaking(Progress):
        def note(self, name: AgentName, text: str, **counts: int) -> None:
            app.model.search_works = False

    with small_app() as app:
        done = await answer(agent(FakeRunner(), progress=Breaking()), task(app.url, FIND))
    assert done.specs is not None
    (refused,) = done.specs.rejected
    assert refused.stage == "repeat"
    assert refused.reason == "in repeat 2: not observed: the listed items stayed as they were"


@pytest.mark.browser
@pytest.mark.parametrize(("deaths", "survives"), [(1, True), (2, False)])
async def test_a_browser_that_is_killed_costs_nothing_once_and_is_told_when_it_is_again(
    deaths: int, survives: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Promise 5: what passed must not be taken for the whole."""
    deadly = iter(range(deaths))

    async def dying(scene: Scene, rank: Rank | None) -> Performance | Rejection:
        engine = scene.page.context.browser
        if scene.scenario.id == COUNTING.id and next(deadly, None) is not None and engine is not None:
            await kill(engine)
        return await play(scene, rank)

    monkeypatch.setattr("agents.evolution.perform.play", dying)
    with small_app() as app:
        done = await answer(agent(FakeRunner()), task(app.url, FIND, COUNTING))
    assert isinstance(done, Evolved)
    assert delivered(done.specs) == ({FIND.id, COUNTING.id} if survives else {FIND.id}), done.specs.rejected
    lost = f"The browser went away twice, so nothing is known of “{COUNTING.title}”"
    assert done.results.degraded == (() if survives else (lost,))


@pytest.mark.browser
async def test_used_up_time_and_left_out_scenarios() -> None:
    with small_app() as app:
        late = agent(FakeRunner(), clock=Clock(0.0, 400.0))
        done = await answer(late, task(app.url, FIND, COUNTING, left_out=(COUNTING.id,)))
    assert isinstance(done, Evolved)
    (refused,) = done.specs.rejected
    assert (refused.scenario, refused.stage) == (FIND.id, "limit")


async def test_nothing_planned_gives_nothing() -> None:
    done = await answer(agent(FakeRunner()), task("http://127.0.0.1:9"))

    assert isinstance(done, Evolved)
    assert (done.specs.files, done.specs.rejected, done.results.results) == ((), (), ())


class Broken:
    """A browser that does not start."""

    def __init__(self, error: Exception) -> None:
        self._error = error

    def __call__(self) -> AbstractAsyncContextManager[BrowserHost]:
        raise self._error


@pytest.mark.parametrize(
    ("error", "kind"),
    [(ToolError("no Chromium", "Install it."), "failed"), (BlockedError("no way"), "blocked")],
)
async def test_expected_failures_are_messages(error: Exception, kind: str) -> None:
    broken = EvolutionAgent(Broken(error), FakeRunner(), secrets=SECRETS, progress=Progress(), clock=Clock())

    done = await answer(broken, task("http://127.0.0.1:9", FIND))

    assert isinstance(done, Failed)
    assert (done.stage, done.error, done.message) == (AgentName.EVOLUTION, kind, str(error))
    assert done.specs is not None
    assert [one.stage for one in done.specs.rejected] == ["limit"]


def _finished(scenario: Scenario, cancelled: asyncio.Event) -> FakeRunner:
    class Cancelling(FakeRunner):
        async def run(self, files, **how):  # type: ignore[no-untyped-def,override]
            if any(test.writes for file in files for test in file.tests) and how["repeat"] > 1:
                cancelled.set()
                await asyncio.Event().wait()
            return await super().run(files, **how)

    return Cancelling()


@pytest.mark.browser
async def test_what_was_delivered_before_a_cancellation_is_kept() -> None:
    cancelled = asyncio.Event()
    runner = _finished(FIND, cancelled)
    with small_app() as app:
        done = await answer(agent(runner, cancelled=cancelled), task(app.url, FIND, CREATING))
    assert isinstance(done, Failed)
    assert done.error == "cancelled"
    assert delivered(done.specs) == {FIND.id}
    assert done.results is not None
    assert {one.test: one.delivered for one in done.results.results} == {FIND.id: True, CREATING.id: False}


@pytest.mark.browser
async def test_a_deadline_keeps_what_was_found() -> None:
    evolution = agent(FakeRunner())
    with small_app() as app:
        work = asyncio.create_task(answer(evolution, task(app.url, FIND)))
        await asyncio.sleep(0.1)
        work.cancel()
        done = await work
    assert isinstance(done, Failed)
    assert (done.error, done.specs and done.specs.files) == ("cancelled", ())


@pytest.mark.browser
async def test_a_test_that_would_give_a_secret_away_is_not_delivered_and_not_counted() -> None:
    with small_app() as app:
        tells = agent(FakeRunner(), tells=lambda text: FIND.title in text)
        done = await answer(tells, task(app.url, FIND, COUNTING))
    assert isinstance(done, Evolved)
    assert delivered(done.specs) == {COUNTING.id}
    assert [(one.scenario, one.stage, one.reason) for one in done.specs.rejected] == [
        (FIND.id, "safety", "withheld: it would give a secret away")
    ]
    assert {result.test for result in done.results.results} == {COUNTING.id}

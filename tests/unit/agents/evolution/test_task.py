"""One task of Evolution: what is planned, what is known at every moment, and what it tells the runner."""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass, field
from itertools import chain, repeat
from typing import cast

import pytest
from typing_extensions import override

from agents.browser.engine import BrowserError
from agents.browser.launch import BrowserHost
from agents.domain.scenario import Outcome, Scenario
from agents.domain.spec import Rejection, ServerFailure
from agents.domain.target import Access, Credentials, Limits
from agents.errors import UsageError
from agents.evolution.compile import rejection
from agents.evolution.deliver import READERS
from agents.evolution.perform import SHUT_OUT, Stage
from agents.evolution.play import Performance
from agents.evolution.task import Evolution, Parts, planned
from tests.fakes.clock import FakeClock
from tests.fakes.stores import FakeProgress
from tests.unit.agents.browser.stage import Secrets
from tests.unit.agents.evolution.builders import expect
from tests.unit.agents.evolution.plays import (
    COUNTING,
    CREATING,
    FIND,
    READING,
    SECRETS,
    SIGN_IN,
    SIGNING_IN,
    browser,
    searching,
    task,
)
from tests.unit.agents.evolution.small_app import PASSWORD, USER, small_app
from tests.unit.agents.evolution.test_deliver import FakeRunner
from tests.unit.agents.evolution.test_same_answer import CLOSED, NO, YES, shown

NOWHERE = "http://127.0.0.1:9"


class ShutBrowser:
    """A browser that starts and then opens nothing."""

    def context(self, **_: object) -> AbstractAsyncContextManager[object]:
        raise BrowserError("it opens nothing")


@asynccontextmanager
async def shut() -> AsyncIterator[BrowserHost]:
    yield cast("BrowserHost", ShutBrowser())


@dataclass
class EnvRunner(FakeRunner):
    """Remembers the environments that it was given."""

    envs: list[Mapping[str, str]] = field(default_factory=list)

    @override
    async def run(self, files, *, env, **how):  # type: ignore[no-untyped-def]
        self.envs.append(env)
        return await super().run(files, env=env, **how)


def parts(**more: object) -> Parts:

    values = {
        "hosts": shut,
        "runner": FakeRunner(),
        "secrets": SECRETS,
        "progress": FakeProgress(),
        "clock": FakeClock(),
        "cancelled": asyncio.Event(),
        "token": lambda: "token",
        "rounds": 2,
        **more,
    }
    return Parts(**values)  # type: ignore[arg-type]


def told(of: Evolution) -> list[tuple[str, str, str]]:
    return [(one.scenario, one.stage, one.reason) for one in of.specs().rejected]


def test_scenarios_are_planned_in_the_order_of_risk_without_those_beyond_the_limit() -> None:
    todo = task(NOWHERE, FIND, COUNTING, CREATING, left_out=(COUNTING.id,))
    risks = tuple(reversed(todo.plan.risks))
    unknown = risks[0].model_copy(update={"scenario": "unheard-of"})
    plan = todo.plan.model_copy(update={"risks": (unknown, *risks)})

    assert planned(todo.model_copy(update={"plan": plan})) == (CREATING, FIND)


def test_before_anything_is_done_every_planned_scenario_is_told_as_not_delivered() -> None:
    clock = FakeClock()
    clock.advance(40)
    evolution = Evolution(
        task(NOWHERE, FIND, COUNTING, left_out=(COUNTING.id,), repeat=7), parts(clock=clock)
    )
    clock.advance(2.5)

    assert told(evolution) == [(FIND.id, "limit", "the run ended before it was delivered")]
    assert (evolution.specs().files, evolution.specs().sign_in) == ((), SIGN_IN.steps)
    results = evolution.results()
    assert (results.results, results.repeat, results.duration_s) == ((), 7, 2.5)


@pytest.mark.parametrize(
    ("passed_s", "begun"),
    [(0.0, {FIND.id, CREATING.id}), (75.0, {FIND.id, CREATING.id}), (76.0, {CREATING.id}), (151.0, set())],
)
async def test_no_scenario_begins_after_its_share_of_the_time(passed_s: float, begun: set[str]) -> None:
    """Half of 600 s for two rounds: 150 s each, of which one reader of two scenarios has the first half."""
    clock, progress = FakeClock(), FakeProgress()
    limits = Limits(time_budget_s=600)
    evolution = Evolution(task(NOWHERE, FIND, CREATING, limits=limits), parts(clock=clock, progress=progress))
    clock.advance(passed_s)

    await evolution.run()

    late = "the time for performing scenarios was used up"
    stages = {name: (stage, reason == late) for name, stage, reason in told(evolution)}
    assert stages == {
        one.id: ("perform", False) if one.id in begun else ("limit", True) for one in (FIND, CREATING)
    }
    assert {text for _, text, _ in progress.notes} == {
        f"round 1 of 2: {one.title}" for one in (FIND, CREATING) if one.id in begun
    }


async def test_what_could_not_be_performed_once_is_not_tried_again() -> None:
    progress = FakeProgress()
    evolution = Evolution(task(NOWHERE, FIND), parts(progress=progress))

    await evolution.run()

    assert progress.notes == [("evolution", f"round 1 of 2: {FIND.title}", {"performed": 1, "rejected": 1})]
    assert told(evolution) == [(FIND.id, "perform", "it opens nothing")]


async def test_a_user_who_is_not_let_in_any_more_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    """Promise 5: what could still be tested must not be taken for the whole."""

    async def shut_out(scenario: Scenario, *_: object) -> Rejection:
        return rejection(scenario, "perform", SHUT_OUT)

    monkeypatch.setattr("agents.evolution.task.perform_scenario", shut_out)
    evolution = Evolution(task(NOWHERE, FIND), parts())

    await evolution.run()

    (said,) = evolution.results().degraded
    assert said.startswith(
        f"Signing in worked at first and then no more, so nothing is known of “{FIND.title}”"
    )


async def test_a_refusal_that_right_input_hears_too_is_not_delivered(monkeypatch: pytest.MonkeyPatch) -> None:
    """What an accepted form was answered counts though it was given up, because that was a refusal."""

    async def performed(of: Scenario, on: Stage, *_: object) -> Rejection | Performance:
        if of is YES:
            on.unseen[of.id] = shown(CLOSED)
            return rejection(of, "observe", "not observed: it was refused")
        return Performance(findings=shown(CLOSED), chosen=[(), (), ()])

    monkeypatch.setattr("agents.evolution.task.perform_scenario", performed)
    evolution = Evolution(task(NOWHERE, NO, YES), parts())

    await evolution.run()

    says = "not observed: the application says the same when everything is filled in as it should be"
    assert told(evolution) == [
        (NO.id, "observe", says),
        (YES.id, "observe", "not observed: it was refused"),
    ]


async def test_nothing_begins_once_it_is_cancelled() -> None:
    cancelled = parts()
    cancelled.cancelled.set()
    evolution = Evolution(task(NOWHERE, FIND), cancelled)

    await evolution.run()

    assert told(evolution) == [(FIND.id, "limit", "the run ended before it was delivered")]


async def test_a_secret_that_is_not_set_is_told_before_a_browser_starts() -> None:
    evolution = Evolution(task(NOWHERE, FIND), parts(hosts=pytest.fail, secrets=Secrets(APP_USER=USER)))

    with pytest.raises(UsageError, match="APP_PASSWORD"):
        await evolution.run()


@pytest.mark.browser
@pytest.mark.parametrize(("user", "delivered"), [("quark", False), ("test", True), ("TEST", True)])
async def test_the_user_name_is_kept_out_of_specs_unless_it_names_nobody(
    user: str, *, delivered: bool
) -> None:
    """The page repeats the word that was searched for: as a text it may only be told when it is no secret."""
    words = f"Nothing found for {user}"
    secrets = Secrets(APP_USER=user, APP_PASSWORD=PASSWORD)
    with small_app() as app:
        todo = task(app.url, searching(user, expect(Outcome.TEXT_APPEARS, words)))
        evolution = Evolution(todo, parts(hosts=browser, secrets=secrets, rounds=1))
        await evolution.run()

    texts = [file.text for file in evolution.specs().files]
    assert [words in text for text in texts] == ([True] if delivered else [])


@pytest.mark.browser
@pytest.mark.parametrize(
    ("access", "env"),
    [
        (Access(), {}),
        (
            Access(credentials=Credentials(username_env="APP_USER", password_env="APP_PASSWORD")),
            {"APP_USER": USER, "APP_PASSWORD": PASSWORD},
        ),
    ],
)
async def test_specs_are_run_with_what_the_user_named_and_nothing_else(
    access: Access, env: Mapping[str, str]
) -> None:
    runner, progress = EnvRunner(), FakeProgress()
    with small_app() as app:
        evolution = Evolution(
            task(app.url, FIND, access=access),
            parts(hosts=browser, runner=runner, progress=progress, rounds=1),
        )
        await evolution.run()

    (file,) = evolution.specs().files
    assert [test.id for test in file.tests] == [FIND.id]
    assert "1 of 1 tests proven" in [text for _, text, _ in progress.notes]
    assert runner.envs
    assert all(one == env for one in runner.envs)


@pytest.mark.browser
async def test_what_the_server_fails_at_in_one_round_only_is_not_delivered() -> None:
    with small_app() as app:
        app.model.search_fails = chain((False, True), repeat(False))
        evolution = Evolution(task(app.url, FIND), parts(hosts=browser))
        await evolution.run()

    assert told(evolution) == [(FIND.id, "observe", "the server answered 500 to GET /things")]
    assert [one.server_failures for one in evolution.specs().rejected] == [
        (ServerFailure(method="GET", path="/things", status=500),)
    ]


@pytest.mark.browser
@pytest.mark.parametrize("one_session", [True, False])
async def test_where_each_sign_in_ends_the_session_before_scenarios_take_turns(*, one_session: bool) -> None:
    runner = FakeRunner()
    with small_app() as app:
        app.model.one_session = one_session
        evolution = Evolution(task(app.url, SIGNING_IN, READING), parts(hosts=browser, runner=runner))
        await evolution.run()

    assert told(evolution) == []
    assert {workers for _, _, workers, _ in runner.calls} == {1 if one_session else READERS}

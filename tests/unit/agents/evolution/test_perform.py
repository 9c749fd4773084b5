"""Scenarios performed in a real browser on a small application."""

import asyncio
import itertools
from collections.abc import Sequence
from contextlib import nullcontext, suppress
from pathlib import Path

import pytest
from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Page

from agents.browser.network import NetworkGuard
from agents.browser.snapshot import FactKind
from agents.domain.assertions import HasTexts
from agents.domain.locator import ByRole, Locator
from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.spec import Rejection, ServerFailure
from agents.domain.steps import Goto, Step
from agents.domain.target import Safety
from agents.evolution.choose import Candidate
from agents.evolution.judge import Finding, rank
from agents.evolution.perform import (
    BROWSER_GONE,
    Stage,
    perform_scenario,
    reuses_session,
    sign_in,
    watch_of,
    with_session,
)
from agents.evolution.play import Performance, Rank, Scene, play
from tests.unit.agents.browser.stage import Secrets, kill
from tests.unit.agents.evolution.builders import NOTE, TODAY, css, expect, role, scenario, then
from tests.unit.agents.evolution.plays import (
    COUNTING,
    CREATING,
    DELETING,
    FIND,
    IMPOSSIBLE,
    READING,
    SIGNING_IN,
    browser,
    given,
    searching,
    stage,
)
from tests.unit.agents.evolution.small_app import PASSWORD, USER, small_app


def ranked(scenario: Scenario, number: int, finding: Finding) -> Sequence[Candidate]:
    return rank(scenario, number, [finding], TODAY)


def test_sessions_are_reused_only_by_those_who_read() -> None:
    """docs/adr/0020."""
    assert reuses_session(READING)
    assert not reuses_session(CREATING)
    assert not reuses_session(FIND)
    assert not reuses_session(READING.model_copy(update={"kind": ScenarioKind.SIGN_OUT}))


@pytest.mark.browser
async def test_what_is_performed_is_found_confirmed_and_chosen() -> None:
    with small_app() as app:
        async with browser() as host:
            on = stage(host, app.url)
            found = await perform_scenario(FIND, on, ranked)
            watched = watch_of(searching("x", expect(Outcome.ITEMS_MATCH, "x", css("li"))), on)
    assert isinstance(found, Performance)
    assert [len(one) for one in found.chosen[:2]] == [0, 0]
    assertions = [one.assertion for one in found.chosen[2]]
    lists = Locator(chain=(ByRole(role="main"), ByRole(role="listitem")))
    assert HasTexts(on=lists, texts=("Blue lamp", "Red lamp")) in assertions
    assert not any("Now" in one.fact.value for one in found.chosen[2]), "the clock is volatile"
    assert (watched.lists, watched.places) == ((css("li"),), ())


def test_the_list_that_something_vanishes_from_is_watched_too() -> None:
    row = role("listitem", has_text=NOTE)
    on = Stage(
        open_context=lambda _state, _guard: nullcontext(),  # type: ignore[arg-type,return-value]
        guard=lambda: NetworkGuard("http://x", Safety.FULL),
        base_url="http://x",
        secrets=Secrets(),
        token=lambda: "t",
    )

    watched = watch_of(scenario(given(), then(expect(Outcome.TEXT_VANISHES, NOTE, row))), on)

    assert (watched.lists, watched.places) == ((role("listitem"),), (row,))


@pytest.mark.browser
async def test_an_outcome_that_does_not_come_about_rejects_the_scenario() -> None:
    """The planted fault: the search ignores what is asked for."""
    with small_app() as app:
        app.model.search_works = False
        async with browser() as host:
            on = stage(host, app.url)
            refused = await perform_scenario(FIND, on)
            missing = await perform_scenario(IMPOSSIBLE, on)
    assert isinstance(refused, Rejection)
    assert (refused.stage, refused.reason) == (
        "observe",
        "not observed: the listed items stayed as they were",
    )
    assert isinstance(missing, Rejection)
    assert missing.stage == "perform"
    assert missing.reason == 'click button "Buy": 0 elements match instead of one'


@pytest.mark.browser
@pytest.mark.parametrize("step", [None, IMPOSSIBLE.phases[1].steps[0]])
async def test_an_error_page_is_never_what_a_scenario_expects(step: Step | None) -> None:
    """Whether the page looks right by chance or a later step has nothing to act on: the server failed."""
    finding = searching("lamp", expect(Outcome.TEXT_APPEARS, "lamp"))
    failing = (
        finding
        if step is None
        else finding.model_copy(update={"phases": (*finding.phases, IMPOSSIBLE.phases[1])})
    )
    with small_app() as app:
        app.model.search_fails = itertools.repeat(True)
        async with browser() as host:
            refused = await perform_scenario(failing, stage(host, app.url), ranked)
            unharmed = await perform_scenario(COUNTING, stage(host, app.url), ranked)
    assert isinstance(refused, Rejection)
    assert (refused.stage, refused.reason) == ("observe", "the server answered 500 to GET /things")
    assert refused.server_failures == (ServerFailure(method="GET", path="/things", status=500),)
    assert isinstance(unharmed, Performance)


@pytest.mark.browser
async def test_signing_in_and_sessions(tmp_path: Path) -> None:
    with small_app() as app:
        async with browser() as host:
            on = stage(host, app.url)
            entered = await perform_scenario(SIGNING_IN, on, ranked)
            stored = await with_session(on, tmp_path / "session.json")
            opened_before = len(app.model.open_sessions)
            read = await perform_scenario(READING, stored)
            reused = len(app.model.open_sessions) == opened_before
            app.model.open_sessions.clear()
            read_again = await perform_scenario(READING, stored)
            signed_in_anew = len(app.model.open_sessions) == 1
    assert isinstance(entered, Performance)
    chosen = entered.chosen[2]
    assert {FactKind.ADDRESS, FactKind.HEADING, FactKind.SHOWN} <= {one.fact.kind for one in chosen}
    text = "".join(one.model_dump_json() for finding in entered.findings for one in finding.changes)
    assert USER not in text
    assert PASSWORD not in text
    assert isinstance(read, Performance)
    assert isinstance(read_again, Performance)
    assert reused
    assert signed_in_anew


@pytest.mark.browser
async def test_a_sign_in_that_fails_rejects_those_who_need_it(tmp_path: Path) -> None:
    wrong = SIGNING_IN.phases[1].steps[:1]
    with small_app() as app:
        async with browser() as host:
            on = stage(host, app.url)
            unable = stage(
                host, app.url, sign_in=on.sign_in.model_copy(update={"steps": (Goto(path="/login"), *wrong)})
            )
            same = await with_session(unable, tmp_path / "session.json")
            refused = await perform_scenario(READING, unable)
    assert same is unable
    assert isinstance(refused, Rejection)
    assert refused.reason == "sign in: what a signed-in user sees is not there"


@pytest.mark.browser
async def test_a_server_that_fails_at_the_sign_in_is_told_of(tmp_path: Path) -> None:
    failure = ServerFailure(method="POST", path="/login", status=500)
    with small_app() as app:
        async with browser() as host:
            on = stage(host, app.url)
            fine = await perform_scenario(READING, on)
            untroubled = set(on.signing_in)
            app.model.login_fails = True
            same = await with_session(on, tmp_path / "session.json")
            refused = await perform_scenario(READING, on)
    assert isinstance(fine, Performance)
    assert untroubled == set()
    assert same is on
    assert on.signing_in == {failure}
    assert isinstance(refused, Rejection)
    assert (refused.reason, refused.server_failures) == (
        "the server answered 500 to POST /login",
        (failure,),
    )


@pytest.mark.parametrize("hanging", ["new_page", "storage_state"])
async def test_what_a_browser_never_answers_is_not_waited_for(
    hanging: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Playwright sets no limit for opening a tab and for storing a session."""

    class Context:
        """Twin of a context whose browser has gone away at the wrong moment."""

        pages = ()

        def on(self, *_: object) -> None: ...

        remove_listener = on

        async def add_init_script(self, script: str) -> None:
            """As Playwright does."""

        async def new_page(self) -> None:
            await self._answer("new_page")

        async def storage_state(self, path: Path) -> None:
            await self._answer("storage_state")

        async def _answer(self, to: str) -> None:
            if to == hanging:
                await asyncio.sleep(600)

    monkeypatch.setattr("agents.evolution.perform._OPEN_S", 0.05)
    on = Stage(
        open_context=lambda _state, _guard: nullcontext(Context()),  # type: ignore[arg-type]
        guard=lambda: NetworkGuard("http://x", Safety.FULL),
        base_url="http://x",
        secrets=Secrets(),
        token=lambda: "t",
    )

    async with asyncio.timeout(10):
        assert await with_session(on, tmp_path / "session.json") is on
        refused = await perform_scenario(FIND, on) if hanging == "new_page" else None
    assert refused is None or isinstance(refused, Rejection)
    assert refused is None or refused.reason == BROWSER_GONE


async def cut(page: Page, how: str) -> None:
    """End the whole browser as a kill -9 does, or only the tab; there is nothing to see of it for a while."""
    if how == "tab":
        session = await page.context.new_cdp_session(page)
        with suppress(PlaywrightError, TimeoutError):
            await asyncio.wait_for(session.send("Page.crash"), 1)
    elif page.context.browser is not None:
        await kill(page.context.browser)


@pytest.mark.browser
@pytest.mark.parametrize("how", ["browser", "tab"])
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("deaths", [1, 2])
async def test_a_scenario_whose_browser_is_killed_is_performed_once_more(
    how: str, moment: str, deaths: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """That the browser is gone says nothing of the application, and nothing of what was seen by then."""
    tries = 0

    async def dying(scene: Scene, rank: Rank | None) -> Performance | Rejection:
        nonlocal tries
        tries += 1
        if tries <= deaths and moment == "before":
            await cut(scene.page, how)
        found = await play(scene, rank)
        if tries <= deaths and moment == "after":
            await cut(scene.page, how)
            await asyncio.sleep(0.5)
        return found

    monkeypatch.setattr("agents.evolution.perform.play", dying)
    with small_app() as app:
        async with browser() as host:
            found = await perform_scenario(COUNTING, stage(host, app.url), ranked)
    assert tries == 2
    if deaths == 1:
        assert isinstance(found, Performance)
        assert found.chosen[-1]
    else:
        assert isinstance(found, Rejection)
        assert (found.stage, found.reason) == ("perform", BROWSER_GONE)


@pytest.mark.browser
async def test_nothing_to_do_for_a_sign_in_without_steps() -> None:
    with small_app() as app:
        async with browser() as host, host.context() as context:
            page = await context.new_page()
            on = stage(host, app.url)
            await sign_in(page, stage(host, app.url, sign_in=on.sign_in.model_copy(update={"steps": ()})))
            assert page.url == "about:blank"


@pytest.mark.browser
async def test_what_a_test_makes_stands_in_its_facts_as_a_reference() -> None:
    with small_app() as app:
        async with browser() as host:
            on = stage(host, app.url)
            made = await perform_scenario(CREATING, on, ranked)
            deleted = await perform_scenario(DELETING, on, ranked)
            notes = list(app.model.notes)
    assert isinstance(made, Performance)
    assert "tok0" not in "".join(one.model_dump_json() for one in made.findings)
    assert any(one.supports for one in made.chosen[-1])
    assert isinstance(deleted, Performance)
    assert deleted.dialogs == {(1, 0)}
    assert [note.split()[0] for note in notes] == ["First", "Note"]


@pytest.mark.browser
async def test_a_lost_page_rejects_the_scenario() -> None:
    dead = scenario(given(Goto(path="/")), then(expect(Outcome.ADDRESS_CHANGES)), start="/")
    async with browser() as host:
        refused = await perform_scenario(dead, stage(host, "http://127.0.0.1:9"))
    assert isinstance(refused, Rejection)
    assert refused.stage == "perform"
    assert refused.reason.startswith("open /")

"""One task of Evolution from the first performance to the last run, keeping what is done at every moment."""

import asyncio
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from agents.browser.engine import BrowserContext
from agents.browser.launch import BrowserHost, origin_of
from agents.browser.network import NetworkGuard
from agents.domain.page import SignIn
from agents.domain.scenario import Scenario
from agents.domain.spec import FailureMet, Rejection, ResultSet, ServerFailure, SpecSet, TestCase
from agents.domain.target import RunRequest, Safety
from agents.evolution.amend import paged_lists, with_true_reason
from agents.evolution.arrival import Awaited, fields, shown_in_all, waits
from agents.evolution.choose import Candidate
from agents.evolution.compile import compile_test, rejection
from agents.evolution.deliver import Course, Delivery, Opening, Runner, deliver
from agents.evolution.judge import Finding, rank
from agents.evolution.left import in_words, left_behind, secret_fields, why_it_stays
from agents.evolution.losses import losses
from agents.evolution.others import about_own_records, tallies
from agents.evolution.perform import (
    BROWSER_GONE,
    SHUT_OUT,
    Stage,
    perform_scenario,
    reuses_session,
    with_session,
)
from agents.evolution.play import Performance, Rank
from agents.evolution.remains import remains
from agents.evolution.repeated import in_repeat
from agents.evolution.rounds import Schedule, perform_round
from agents.evolution.same_answer import same_answers
from agents.evolution.sessions import ends_others
from agents.evolution.signed_in import signed_in_when
from agents.evolution.standing import standing
from agents.evolution.withhold import telling
from agents.messages import AgentName, EvolveTask
from agents.ports import Clock, Progress, Secrets
from agents.specgen.files import rejected as unprintable

WORKERS = 3
"""Contexts at once. A performance waits more than it works: on two cores, three: 41 s, two: 46."""

_PERFORMING_SHARE = 0.5
"""Of the time budget; the rest is for running the printed specs."""

_AMENDED = 3
"""In how many forms a scenario is tried besides the planned one."""

_COMMON_NAMES = frozenset(("admin", "user", "test", "demo", "guest", "root", "username"))
"""User names that say nothing about anyone, and that stand in the words of many pages."""

_STORAGE_STATE = "GREENROOM_STORAGE_STATE"


@dataclass(frozen=True)
class Parts:
    """What a task needs of the outside."""

    hosts: Callable[[], AbstractAsyncContextManager[BrowserHost]]
    runner: Runner
    secrets: Secrets
    progress: Progress
    clock: Clock
    cancelled: asyncio.Event
    token: Callable[[], str]
    rounds: int
    tells: Callable[[str], bool] = field(default=lambda _: False)
    """Whether a text holds the value of a secret, however it is spelled."""


@dataclass
class _Book:
    """What is known so far of each scenario."""

    performances: dict[str, list[Performance]] = field(default_factory=dict)
    rejected: dict[str, Rejection] = field(default_factory=dict)
    unseen: dict[str, list[Finding]] = field(default_factory=dict)
    gone: list[str] = field(default_factory=list)
    """Titles of those that lost their browser twice."""

    signing_in: set[ServerFailure] = field(default_factory=set)
    """What the server failed at while scenarios signed in."""

    left: Counter[str] = field(default_factory=Counter)
    """How often scenarios left something on the application."""

    amended: dict[str, Scenario] = field(default_factory=dict)

    tests: dict[str, TestCase] = field(default_factory=dict)
    """What was compiled, by scenario."""

    done: int = 0


def planned(task: EvolveTask) -> tuple[Scenario, ...]:
    """The scenarios to perform, most risky first; without those beyond the limit of tests."""
    by_id = {scenario.id: scenario for scenario in task.scenarios.scenarios}
    out = set(task.plan.left_out)
    return tuple(
        by_id[risk.scenario]
        for risk in task.plan.risks
        if risk.scenario in by_id and risk.scenario not in out
    )


class Evolution:
    """One task; `specs` and `results` can be asked for at any moment."""

    def __init__(self, task: EvolveTask, parts: Parts) -> None:
        self._task = task
        self._parts = parts
        self._scenarios = planned(task)
        self._left = remains(task.page_map)
        self._alone = False
        self._book = _Book()
        self._delivery = Delivery(files=(), results=(), rejected=())
        self._began = parts.clock.monotonic()
        writers = sum(scenario.writes for scenario in self._scenarios)
        self._schedule = Schedule(
            began=self._began,
            per_round_s=task.request.limits.time_budget_s * _PERFORMING_SHARE / parts.rounds,
            readers=len(self._scenarios) - writers,
            writers=writers,
        )

    async def run(self) -> None:
        """Perform in rounds, compile, run and deliver.

        Raises:
            AgentError: the browser or the test runner does not start, or a secret is not set.
        """
        hidden = self._hidden()
        async with self._parts.hosts() as host:
            with tempfile.TemporaryDirectory(prefix="greenroom-") as folder:
                await self._rounds(host, Path(folder) / "session.json", hidden)
        opening = Opening(steps=self._sign_in.steps, when=signed_in_when(self._sign_in, hidden))
        tests = self._compiled(opening)
        if tests and not self._parts.cancelled.is_set():
            await self._deliver(tests, opening)

    def specs(self) -> SpecSet:
        """What is delivered so far, and every planned scenario that is not, with the reason."""
        delivered = {test.scenario for file in self._delivery.files for test in file.tests}
        told = {**self._book.rejected, **{one.scenario: one for one in self._delivery.rejected}}
        rejected = [
            told.get(scenario.id) or rejection(scenario, "limit", "the run ended before it was delivered")
            for scenario in self._scenarios
            if scenario.id not in delivered
        ]
        return SpecSet(files=self._delivery.files, sign_in=self._sign_in.steps, rejected=tuple(rejected))

    def results(self) -> ResultSet:
        """The runs so far."""
        return ResultSet(
            results=self._delivery.results,
            repeat=self._request.repeat,
            duration_s=round(self._parts.clock.monotonic() - self._began, 3),
            degraded=losses(
                sorted(self._book.gone), self._delivery.results, self._delivery.repeated, self._shut_out()
            ),
            server_failures=(*self._failures_signing_in(), *self._delivery.server_failures),
            left=tuple(
                left_behind(
                    self._scenarios,
                    self._book.left,
                    self._book.tests,
                    self._delivery.results,
                    partial(in_words, secret=secret_fields(self._task.page_map), tells=self._parts.tells),
                )
            ),
        )

    def _failures_signing_in(self) -> list[FailureMet]:
        met = sorted(self._book.signing_in, key=lambda one: (one.path, one.method, one.status))
        return [FailureMet(failure=one, when="while signing in") for one in met]

    def _shut_out(self) -> list[str]:
        refused = (self._book.rejected.get(scenario.id) for scenario in self._scenarios)
        return [one.title for one in refused if one is not None and one.reason.endswith(SHUT_OUT)]

    @property
    def _request(self) -> RunRequest:
        return self._task.request

    @property
    def _sign_in(self) -> SignIn:
        return self._task.page_map.sign_in

    def _hidden(self) -> tuple[str, ...]:
        """The values that must not be in any spec."""
        credentials = self._request.access.credentials
        if credentials is None:
            return ()
        name = self._parts.secrets.resolve(credentials.username_env)
        password = self._parts.secrets.resolve(credentials.password_env)
        return (password,) if name.casefold() in _COMMON_NAMES else (password, name)

    async def _rounds(self, host: BrowserHost, session: Path, hidden: tuple[str, ...]) -> None:
        stage = self._stage(host, hidden)
        if self._sign_in.steps and any(reuses_session(one) for one in self._scenarios):
            stage = await with_session(stage, session)
            self._alone = await ends_others(stage)
            # A session that the next sign-in ends is not worth keeping.
            stage = replace(stage, session=None) if self._alone else stage
        for number in range(self._parts.rounds):
            await self._round(stage, number)

    async def _round(self, stage: Stage, number: int) -> None:
        await perform_round(
            [one for one in self._scenarios if one.id not in self._book.rejected],
            partial(self._perform_one, stage, number),
            seed=self._request.seed,
            number=number,
            workers=WORKERS,
            alone=self._alone,
        )

    def _stage(self, host: BrowserHost, hidden: tuple[str, ...]) -> Stage:
        request = self._request

        def open_context(
            state: str | None, guard: NetworkGuard
        ) -> AbstractAsyncContextManager[BrowserContext]:
            return host.context(
                headers=request.access.headers,
                origin=origin_of(request.address),
                storage_state=state,
                guard=guard,
            )

        return Stage(
            open_context=open_context,
            guard=lambda: NetworkGuard(request.address, request.safety),
            base_url=request.address,
            secrets=self._parts.secrets,
            token=self._parts.token,
            sign_in=self._sign_in,
            hidden=hidden,
            given_state=request.access.storage_state,
            unseen=self._book.unseen,
            signing_in=self._book.signing_in,
            standing=standing(self._task.page_map),
            left=self._book.left,
            paged=paged_lists(self._task.page_map),
            may_stay=request.safety is Safety.FULL,
            amended=self._book.amended,
        )

    async def _perform_one(self, stage: Stage, number: int, scenario: Scenario) -> None:
        if self._parts.cancelled.is_set() or scenario.id in self._book.rejected:
            return
        if self._parts.clock.monotonic() > self._schedule.latest(number, writes=scenario.writes):
            self._book.rejected[scenario.id] = rejection(
                scenario, "limit", "the time for performing scenarios was used up"
            )
            return
        last = number == self._parts.rounds - 1
        outcome = await self._performed(scenario, stage, self._rank if last else None, first=number == 0)
        self._book.done += 1
        if isinstance(outcome, Rejection):
            self._book.gone += [scenario.title] if outcome.reason == BROWSER_GONE else []
            self._book.rejected[scenario.id] = in_repeat(outcome, number)
        else:
            self._book.performances.setdefault(scenario.id, []).append(outcome)
        self._parts.progress.note(
            AgentName.EVOLUTION,
            f"round {number + 1} of {self._parts.rounds}: {scenario.title}",
            performed=self._book.done,
            rejected=len(self._book.rejected),
        )

    async def _performed(
        self, scenario: Scenario, stage: Stage, rank: Rank | None, *, first: bool
    ) -> Performance | Rejection:
        """What came of it; in the first round also of the forms in which it may work instead."""
        outcome = await perform_scenario(scenario, stage, rank)
        for _ in range(_AMENDED if first else 0):
            other = self._book.amended.pop(scenario.id, None)
            if other is None or not isinstance(outcome, Rejection):
                break
            self._scenarios = tuple(other if one.id == other.id else one for one in self._scenarios)
            outcome = await perform_scenario(other, stage, rank)
        return with_true_reason(scenario, outcome, stage.paged) if isinstance(outcome, Rejection) else outcome

    def _rank(self, scenario: Scenario, phase: int, last: Finding) -> Sequence[Candidate]:
        earlier = [one.findings[phase] for one in self._book.performances.get(scenario.id, [])]
        today = self._parts.clock.now().date()
        return rank(scenario, phase, [*earlier, last], today, self._moving(), self._left)

    def _moving(self) -> frozenset[str]:
        """What the first rounds showed to count the records that all share."""
        return frozenset(
            key
            for scenario in self._scenarios
            for performance in self._book.performances.get(scenario.id, [])[: self._parts.rounds - 1]
            for finding in performance.findings
            for key in tallies(scenario, finding.changes)
        )

    def _compiled(self, opening: Opening) -> list[TestCase]:
        last = {name: performed[-1].findings for name, performed in self._book.performances.items()}
        for mute in same_answers(self._scenarios, {**last, **self._book.unseen}):
            self._book.rejected.setdefault(mute.scenario, mute)
        tests: list[TestCase] = []
        planned_as = {one.id: one for one in self._task.scenarios.scenarios}
        for scenario in self._scenarios:
            performances = self._book.performances.get(scenario.id, [])
            if scenario.id in self._book.rejected or len(performances) < self._parts.rounds:
                continue
            dialogs = frozenset[tuple[int, int]]().union(*(one.dialogs for one in performances))
            awaited = Awaited(
                late=waits([one.arrivals for one in performances], _there(scenario, performances)),
                fields=fields([one.filled for one in performances]),
                shown=shown_in_all([one.shown for one in performances]),
            )
            leaves = why_it_stays(scenario, planned_as[scenario.id]) if self._book.left[scenario.id] else ""
            test = compile_test(scenario, performances[-1].chosen, dialogs, awaited, leaves)
            if isinstance(test, Rejection):
                self._book.rejected[scenario.id] = test
            else:
                tests.append(test)
        self._book.tests = {test.scenario: test for test in tests}
        for refused in unprintable(tests):
            self._book.rejected[refused.scenario] = refused
        printable = [test for test in tests if test.scenario not in self._book.rejected]
        for withheld in telling(printable, opening, self._parts.tells):
            self._book.rejected[withheld.scenario] = withheld
        return [test for test in tests if test.scenario not in self._book.rejected]

    async def _deliver(self, tests: Sequence[TestCase], opening: Opening) -> None:
        request = self._request
        course = Course(
            runner=self._parts.runner,
            address=request.address,
            base_address=request.base_address,
            env=self._env(),
            repeat=request.repeat,
            seed=request.seed,
            headers=request.access.headers,
            hidden=self._hidden(),
            standing=standing(self._task.page_map),
            alone=self._alone,
        )
        self._parts.progress.note(AgentName.EVOLUTION, "running the printed specs", tests=len(tests))
        work = asyncio.create_task(deliver(tests, opening, course, keep=partial(self._keep, len(tests))))
        stop = asyncio.create_task(self._parts.cancelled.wait())
        try:
            await asyncio.wait((work, stop), return_when=asyncio.FIRST_COMPLETED)
        finally:
            stop.cancel()
            if not work.done():
                work.cancel()
            await asyncio.gather(work, stop, return_exceptions=True)
        if not work.cancelled():
            self._delivery = work.result()

    def _keep(self, printed: int, delivery: Delivery) -> None:
        self._delivery = delivery
        proven = sum(len(file.tests) for file in delivery.files)
        self._parts.progress.note(AgentName.EVOLUTION, f"{proven} of {printed} tests proven")

    def _env(self) -> dict[str, str]:
        """The environment of the specs: only what the user named."""
        access = self._request.access
        env: dict[str, str] = {}
        if access.credentials is not None:
            for name in (access.credentials.username_env, access.credentials.password_env):
                env[name] = self._parts.secrets.resolve(name)
        if access.storage_state is not None:
            env[_STORAGE_STATE] = access.storage_state
        return env


def _there(scenario: Scenario, performances: Sequence[Performance]) -> Sequence[Collection[str]] | None:
    """What was there without the record that a scenario makes, in each repeat; None where it makes none."""
    return [one.there for one in performances] if about_own_records(scenario) else None

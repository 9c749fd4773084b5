"""Each of the six agents is real: take one fact away from its input, and its output and the report say so."""

from collections.abc import Sequence
from typing import TypeVar

import pytest

from agents.analysis.agent import AnalysisAgent
from agents.base import BaseAgent
from agents.domain.page import Page, PageMap, PageTiming, ServerError, State
from agents.domain.report import FindingKind, RunReport, Verdict
from agents.domain.risk import Risk
from agents.domain.scenario import ScenarioSet
from agents.domain.spec import ResultSet, TestCase
from agents.messages import (
    AgentName,
    Analysed,
    AnalyseTask,
    DeadlinePassed,
    Envelope,
    Evolved,
    Observed,
    ObserveTask,
    Payload,
    Reported,
    ReportTask,
    Required,
    RequireTask,
    RunRequested,
)
from agents.observation.agent import ObservationAgent
from agents.orchestration.agent import OrchestrationAgent
from agents.reporting.agent import ReportingAgent
from agents.reporting.build import build
from agents.reporting.render import render_files
from agents.requirements.agent import RequirementsAgent
from tests.fakes.clock import FakeClock
from tests.fakes.stores import FakeProgress, FakeRunStates
from tests.unit.agents import sample_maps
from tests.unit.agents.browser.builders import run_request
from tests.unit.agents.browser.site import Said, Ticking, Vault, page, serve
from tests.unit.agents.evolution import small_app as small
from tests.unit.agents.evolution.plays import COUNTING, FIND, browser, task
from tests.unit.agents.evolution.test_agent import agent as evolution_agent
from tests.unit.agents.evolution.test_deliver import FakeRunner
from tests.unit.agents.maps import run_request as shop_request
from tests.unit.agents.reporting import sample

Answer = TypeVar("Answer", bound=Payload)
Reports = tuple[RunReport, RunReport]
_NOTHING = dict.fromkeys(("page_map", "scenarios", "plan", "specs", "results"))
"""The report is made of the answer alone, so that whatever differs in it comes from the answer."""


async def ask(agent: BaseAgent, payload: Payload, kind: type[Answer]) -> Answer:
    (reply,) = await agent.execute_task(payload)
    assert isinstance(reply.payload, kind)
    return reply.payload


def reported(**answers: object) -> RunReport:
    return build(sample.task(**{**_NOTHING, **answers}), "greenroom 1")


def changed(reports: Reports) -> set[str]:
    """The parts of the report that differ."""
    full, less = reports
    return {name for name in RunReport.model_fields if getattr(full, name) != getattr(less, name)}


def only_in(reports: Reports) -> tuple[list[str], list[str]]:
    """The lines of the rendered report that only the one has, and those that only the other has."""
    full, less = (render_files(report, {})["report.md"].decode().splitlines() for report in reports)
    return [line for line in full if line not in less], [line for line in less if line not in full]


def shown(reports: Reports, text: str) -> tuple[bool, bool]:
    """Whether each of the reports shows a text to those who open it in a browser."""
    full, less = (render_files(report, {})["report.html"].decode() for report in reports)
    return text in full, text in less


# Observation: a button of a page.


def without(state: State, name: str) -> State:
    left = tuple(element for element in state.elements if element.name != name)
    return state.model_copy(update={"elements": left})


def timeless(seen: Page) -> Page:
    """Ids and hashes count what is on the page, so they are left out beside times."""
    states = tuple(
        state.model_copy(
            update={
                "aria": "",
                "fingerprint": "",
                "elements": tuple(e.model_copy(update={"id": "", "box": None}) for e in state.elements),
            }
        )
        for state in seen.states
    )
    timing = PageTiming(settle=0, detect=0, locate=0)
    return seen.model_copy(update={"states": states, "timing_ms": timing})


@pytest.mark.browser
async def test_observation_misses_a_button_that_is_not_there() -> None:
    rest = "<main><h1>Home</h1><a href='/help'>Help</a> {}</main>"
    bodies = [page(rest.format(button)) for button in ("<button>Shine</button>", "")]
    maps: list[PageMap] = []
    async with serve({"/help": page("<h1>Help</h1>")}) as site:
        for body in bodies:
            site.routes["/"] = body
            agent = ObservationAgent(browser, secrets=Vault(), progress=Said(), clock=Ticking())
            observed = await ask(agent, ObserveTask(request=run_request(site.url)), Observed)
            maps.append(observed.page_map)

    full, less = maps
    (state,) = full.pages[0].states
    assert [element.name for element in state.elements] == ["Help", "Shine"]
    expected = full.pages[0].model_copy(update={"states": (without(state, "Shine"),)})
    assert timeless(less.pages[0]) == timeless(expected)
    assert timeless(less.pages[1]) == timeless(full.pages[1])
    acts = [[(move.step.do, move.effect) for move in each.transitions] for each in maps]
    assert acts == [[("click", "none")], []]

    reports = reported(page_map=full), reported(page_map=less)
    assert changed(reports) == {"coverage", "pages", "findings"}
    (dead,) = reports[0].findings
    assert (dead.kind, reports[1].findings) == (FindingKind.DEAD_CONTROL, ())
    assert [[each.elements for each in one.pages] for one in reports] == [[2, 0], [1, 0]]
    gone, _ = only_in(reports)
    assert any("button “Shine” did nothing when clicked" in line for line in gone)
    assert shown(reports, "Shine") == (True, False)


# Requirements: the link to the next page of a list.


async def test_requirements_derive_no_paging_without_a_link_that_pages() -> None:
    shop = sample_maps.shop()
    books = next(each for each in shop.pages if each.path_pattern == "/books")
    unpaged = books.model_copy(update={"states": tuple(without(state, "Next") for state in books.states)})
    fewer = shop.model_copy(update={"pages": tuple(unpaged if p is books else p for p in shop.pages)})
    full, less = [
        (await ask(RequirementsAgent(), RequireTask(request=shop_request(), page_map=m), Required)).scenarios
        for m in (shop, fewer)
    ]

    (paging,) = (one for one in full.scenarios if one.kind == "paging")
    assert less.scenarios == tuple(one for one in full.scenarios if one is not paging)

    reports = reported(scenarios=full), reported(scenarios=less)
    assert changed(reports) == {"scenarios"}
    gone, new = only_in(reports)
    told = f"{len(full.scenarios)} scenarios, the riskiest first; 0 of them in delivered tests."
    assert gone[:2] == [told, f"<details><summary>{paging.title} ({paging.priority})</summary>"]
    assert len([line for line in gone if line.startswith("<details>")]) == 1
    assert new == [told.replace(str(len(full.scenarios)), str(len(less.scenarios)))]
    assert shown(reports, paging.title) == (True, False)


# Analysis: a server error on one page; the scenarios are the same.


def changes(before: Risk, after: Risk) -> list[str]:
    """Names of the factors that differ."""
    return [one.name for one, other in zip(before.factors, after.factors, strict=True) if one != other]


async def test_analysis_fears_less_for_a_page_without_its_server_error() -> None:
    shop = sample_maps.shop()
    books = next(each.id for each in shop.pages if each.path_pattern == "/books")
    error = ServerError(page=books, method="GET", path="/api", status=500)
    scenarios = (
        await ask(RequirementsAgent(), RequireTask(request=shop_request(), page_map=shop), Required)
    ).scenarios
    full, less = [
        (
            await ask(
                AnalysisAgent(),
                AnalyseTask(
                    request=shop_request(),
                    page_map=shop.model_copy(update={"server_errors": errors}),
                    scenarios=scenarios,
                ),
                Analysed,
            )
        ).plan
        for errors in ((error,), ())
    ]

    there = {one.id for one in scenarios.scenarios if books in one.pages}
    before, after = ({risk.scenario: risk for risk in plan.risks} for plan in (full, less))
    assert 0 < len(there) < len(before)
    for name, risk in before.items():
        assert changes(risk, after[name]) == (["trouble"] if name in there else [])
        assert (after[name].score < risk.score) == (name in there)

    told = ScenarioSet(scenarios=scenarios.scenarios)
    reports = reported(scenarios=told, plan=full), reported(scenarios=told, plan=less)
    assert changed(reports) == {"risks"}
    gone, new = only_in(reports)
    paging = next(one for one in scenarios.scenarios if one.kind == "paging")
    for lines, plan in ((gone, before), (new, after)):
        (line,) = (line for line in lines if paging.title in line)
        assert f"risk {plan[paging.id].score:.2f})" in line
    tab = next(one for one in scenarios.scenarios if one.kind == "tab")
    assert not any(tab.title in line for line in (*gone, *new))


# Evolution: a message that a page of the small application shows when its button is pressed.

_SAYS_IT = "toast.textContent = 'Added to the total';"


def case(evolved: Evolved, name: str) -> TestCase:
    return next(test for file in evolved.specs.files for test in file.tests if test.id == name)


@pytest.mark.browser
async def test_evolution_asserts_no_message_that_did_not_appear(monkeypatch: pytest.MonkeyPatch) -> None:
    answers: list[Evolved] = []
    silent = small._COUNTER.replace(_SAYS_IT, "")
    assert silent != small._COUNTER
    for counter in (small._COUNTER, silent):
        monkeypatch.setattr(small, "_COUNTER", counter)
        with small.small_app() as app:
            todo = task(app.url, FIND, COUNTING)
            answers.append(await ask(evolution_agent(FakeRunner()), todo, Evolved))

    full, less = answers
    count = case(full, COUNTING.id)
    *before, then = count.blocks
    kept = tuple(one for one in then.assertions if "Added to the total" not in one.model_dump_json())
    assert len(then.assertions) - len(kept) == 1
    blocks = (*before, then.model_copy(update={"assertions": kept}))
    assert case(less, COUNTING.id) == count.model_copy(update={"blocks": blocks})
    assert case(less, FIND.id) == case(full, FIND.id)
    texts = ["".join(file.text for file in one.specs.files) for one in answers]
    assert ["'Added to the total'" in text for text in texts] == [True, False]

    planned = {"scenarios": todo.scenarios, "plan": todo.plan}
    reports = (
        reported(**planned, specs=full.specs, results=full.results),
        reported(**planned, specs=less.specs, results=less.results),
    )
    assert changed(reports) == {"tests"}
    told = [{test.id: test.assertions for test in report.tests} for report in reports]
    assert told[1] == {**told[0], COUNTING.id: told[0][COUNTING.id] - 1}
    (gone,), (new,) = only_in(reports)
    title = count.title
    assert gone.startswith(f"| {title} |")
    assert new.startswith(f"| {title} |")
    assert f"| {len(kept) + 1} |" in gone
    assert f"| {len(kept)} |" in new


# Orchestration: what Evolution answers.


async def carried(*answers: Payload) -> ReportTask:
    """The task to report that a run ends with, all agents having answered."""
    clock = FakeClock()
    agent = OrchestrationAgent(FakeRunStates(), clock, FakeProgress())
    sent: Sequence[object] = ()
    for index, payload in enumerate((RunRequested(request=sample.task().request), *answers)):
        clock.advance(2.0)
        envelope = Envelope(
            message_id=str(index),
            conversation_id="r1",
            sender=AgentName.DOOR,
            receiver=AgentName.ORCHESTRATION,
            payload=payload,
        )
        replies = await agent.process_message(envelope)
        sent = [reply.payload for reply in replies] or sent
    (report,) = (payload for payload in sent if isinstance(payload, ReportTask))
    return report


async def test_orchestration_reports_what_a_stage_did_not_answer() -> None:
    given = sample.task()
    assert given.page_map
    assert given.scenarios
    assert given.plan
    assert given.specs
    assert given.results
    first = (
        Observed(page_map=given.page_map),
        Required(scenarios=given.scenarios),
        Analysed(plan=given.plan),
    )
    full = await carried(*first, Evolved(specs=given.specs, results=given.results))
    late = [DeadlinePassed(stage=AgentName.EVOLUTION, phase=phase) for phase in ("work", "stop")]
    less = await carried(*first, *late)

    differ = {name for name in ReportTask.model_fields if getattr(full, name) != getattr(less, name)}
    assert differ == {"specs", "results", "failure", "stages", "duration_s"}
    assert (full.specs, full.results, full.failure) == (given.specs, given.results, None)
    assert (less.specs, less.results) == (None, None)
    assert (less.failure or "").startswith(
        "Write and prove: it exceeded its time and did not stop when told to"
    )
    assert less.stages[:-1] == full.stages[:-1]
    assert [task.stages[-1].status for task in (full, less)] == ["completed", "failed"]

    reports = build(full, "greenroom 1"), build(less, "greenroom 1")
    assert [report.verdict for report in reports] == [Verdict.PASSED, Verdict.INCONCLUSIVE]
    gone, new = only_in(reports)
    assert any(line == "## 1 delivered test" for line in gone)
    assert any(line.startswith("- Degraded: Write and prove: it exceeded its time") for line in new)
    assert any(line.startswith("| Write and prove |") and "failed" in line for line in new)
    assert shown(reports, "did not stop when told to") == (False, True)


# Reporting: a result, and a fact that is a finding.


async def reports_of(*tasks: ReportTask) -> Reports:
    full, less = [(await ask(ReportingAgent("greenroom 1"), one, Reported)).report for one in tasks]
    return full, less


async def test_reporting_tells_no_test_without_a_result() -> None:
    full = sample.task()
    reports = await reports_of(full, full.model_copy(update={"results": ResultSet(results=(), repeat=3)}))
    assert changed(reports) == {"tests", "verdict", "reason"}
    assert [[test.id for test in report.tests] for report in reports] == [["search-hit-find"], []]
    assert [report.verdict for report in reports] == [Verdict.PASSED, Verdict.INCONCLUSIVE]
    gone, new = only_in(reports)
    assert any(line == "## 1 delivered test" for line in gone)
    assert any(line.startswith("| searching finds what it names | `search.spec.ts` |") for line in gone)
    assert any(line.startswith("Nothing could be judged") for line in new)
    assert shown(reports, "search.spec.ts") == (True, False)


async def test_reporting_finds_nothing_in_a_console_that_is_silent() -> None:
    full = sample.task()
    silent = sample.page_map(console=())
    reports = await reports_of(full, full.model_copy(update={"page_map": silent}))
    assert changed(reports) == {"findings"}
    noisy, dead = reports[0].findings
    assert (noisy.kind, dead.kind) == (FindingKind.CONSOLE_ERROR, FindingKind.DEAD_CONTROL)
    assert reports[1].findings == (dead,)
    gone, new = only_in(reports)
    assert len(gone) == 2
    assert "Console error: bad thing 1234 at line 7" in gone[0]
    assert noisy.id in gone[1]
    assert new == []
    assert shown(reports, "bad thing 1234") == (True, False)

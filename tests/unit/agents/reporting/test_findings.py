"""Findings come from recorded facts; taking the fact away takes the finding away."""

from agents.domain.page import Console, ServerError, Transition
from agents.domain.report import Finding, FindingKind
from agents.domain.spec import (
    Comparison,
    FailureMet,
    Rejection,
    ResultSet,
    RunStatus,
    ServerFailure,
    SpecSet,
    TestRun,
)
from agents.domain.steps import Click, Hover
from agents.reporting.findings import find
from tests.unit.agents.maps import page_map
from tests.unit.agents.reporting import sample


def of(kind: FindingKind, **changes: object) -> list[Finding]:
    return [finding for finding in find(sample.task(**changes)) if finding.kind is kind]


def test_nothing_observed_nothing_found() -> None:
    assert find(sample.task(page_map=None, results=None, scenarios=None)) == ()


def test_console_errors_are_told_once_whatever_numbers_they_carry() -> None:
    entries = tuple(Console(page="p1", kind="error", text=f"bad thing {n} at deadbeef0{n}") for n in range(3))
    found = of(FindingKind.CONSOLE_ERROR, page_map=sample.page_map(console=entries))
    assert [finding.title for finding in found] == ["Console error: bad thing 0 at deadbeef00"]
    assert not found[0].counts


def test_an_exception_without_text_is_still_told() -> None:
    entries = (Console(page="gone", kind="exception", text=" "),)
    found = of(FindingKind.CONSOLE_ERROR, page_map=sample.page_map(console=entries))
    assert (found[0].title, found[0].where) == ("Uncaught exception: (no text)", "gone")


def test_a_broken_link_names_the_page_it_stands_on() -> None:
    pages = (sample.page("p1", "/"), sample.page("p2", "/gone", status=404, found_on="p1"))
    found = of(FindingKind.BROKEN_LINK, page_map=sample.page_map(pages=pages))
    assert [finding.title for finding in found] == ["A link on / leads to /gone, which answers 404"]


def test_the_start_page_is_no_broken_link() -> None:
    pages = (sample.page("p1", "/", status=404),)
    assert of(FindingKind.BROKEN_LINK, page_map=sample.page_map(pages=pages)) == []


def test_a_page_that_answers_5xx_counts_though_no_scenario_passes_there() -> None:
    pages = (sample.page("p1", "/"), sample.page("p3", "/orders", status=500, found_on="p1"))
    errors = (ServerError(page="p9", method="GET", path="/orders", status=500),)
    found = of(FindingKind.SERVER_ERROR, page_map=sample.page_map(pages=pages, server_errors=errors))
    assert [finding.counts for finding in found] == [True]


def test_what_the_server_failed_at_in_planned_flows_counts_once_and_names_them() -> None:
    failure = ServerFailure(method="GET", path="/list", status=500)
    met = [
        Rejection(scenario=name, title=name, stage="observe", reason="it failed", server_failures=(failure,))
        for name in ("b", "a")
    ]
    specs = SpecSet(files=(), rejected=(*met, met[0].model_copy(update={"server_failures": ()})))
    seen_by_crawl = sample.page_map(server_errors=(sample.server_error("p9"),))

    (both,) = of(FindingKind.SERVER_ERROR, specs=specs, page_map=seen_by_crawl)
    (crawl,) = of(FindingKind.SERVER_ERROR, page_map=seen_by_crawl)
    (flow,) = of(FindingKind.SERVER_ERROR, specs=specs, page_map=None)
    assert (flow.id, flow.evidence) == (both.id, both.evidence[:2])
    assert (both.title, both.where, both.counts) == ("GET /list answers 500", "/list", True)
    assert both.evidence == ("met with by “a”", "met with by “b”", "seen on page p9")
    assert (crawl.id, crawl.counts) == (both.id, False)


def test_one_defect_of_many_records_is_told_once_with_a_place_seen() -> None:
    errors = tuple(
        ServerError(page="p9", method="GET", path=f"/orders/{number}", status=500) for number in (17, 18)
    )
    flow = Rejection(
        scenario="a",
        title="a",
        stage="observe",
        reason="it failed",
        server_failures=(ServerFailure(method="GET", path="/orders/:id", status=500),),
    )
    seen_by_crawl = sample.page_map(server_errors=errors)

    (crawl,) = of(FindingKind.SERVER_ERROR, page_map=seen_by_crawl)
    (both,) = of(FindingKind.SERVER_ERROR, page_map=seen_by_crawl, specs=SpecSet(files=(), rejected=(flow,)))
    assert (crawl.title, crawl.where, crawl.counts) == (
        "GET /orders/:id answers 500",
        "/orders/:id",
        False,
    )
    assert crawl.evidence == ("/orders/17, seen on page p9", "/orders/18, seen on page p9")
    assert (both.id, both.counts, both.evidence) == (crawl.id, True, ("met with by “a”", *crawl.evidence))


def test_one_that_counts_where_it_is_met_with_again_counts() -> None:
    errors = tuple(
        ServerError(page="p9", method="GET", path="/api", status=500, signing_in=at) for at in (False, True)
    )
    (found,) = of(FindingKind.SERVER_ERROR, page_map=sample.page_map(server_errors=errors))
    assert found.counts
    assert found.evidence == ("seen on page p9", "met with while signing in")


def test_what_the_server_failed_at_while_signing_in_or_while_printed_tests_ran_counts() -> None:
    failure = ServerFailure(method="POST", path="/login", status=503)
    whens = ("while signing in", "while the printed test “a” ran")
    met = tuple(FailureMet(failure=failure, when=when) for when in whens)
    rejected = Rejection(
        scenario="a", title="a", stage="execute", reason="it failed", server_failures=(failure,)
    )
    (found,) = of(
        FindingKind.SERVER_ERROR,
        page_map=None,
        specs=SpecSet(files=(), rejected=(rejected,)),
        results=ResultSet(results=(), repeat=3, server_failures=met),
    )
    assert (found.title, found.counts) == ("POST /login answers 503", True)
    assert found.evidence == tuple(f"met with {when}" for when in whens)


def test_a_button_that_does_nothing_is_dead() -> None:
    found = of(FindingKind.DEAD_CONTROL)
    assert [(finding.title, finding.where) for finding in found] == [
        ("button “Shine” did nothing when clicked", "/")
    ]


def test_no_dead_control_without_a_click_that_did_nothing() -> None:
    hover = Transition(source="p1.load", element="e3", step=Hover(on=sample.DEAD), target=None, effect="none")
    moved = Transition(
        source="p1.load", element="e3", step=Click(on=sample.DEAD), target=None, effect="state"
    )
    unknown = Transition(
        source="p1.load", element="e99", step=Click(on=sample.DEAD), target=None, effect="none"
    )
    bare = Transition(source="p1.load", element=None, step=Click(on=sample.DEAD), target=None, effect="none")
    page_map = sample.page_map(transitions=(hover, moved, unknown, bare))
    assert of(FindingKind.DEAD_CONTROL, page_map=page_map) == []


def test_what_leads_to_where_one_is_is_not_dead() -> None:
    page = sample.page("p1", "/")
    state = page.states[0]
    here = tuple(e.model_copy(update={"leads_here": e.id == "e3"}) for e in state.elements)
    pages = (page.model_copy(update={"states": (state.model_copy(update={"elements": here}),)}),)
    assert of(FindingKind.DEAD_CONTROL, page_map=sample.page_map(pages=pages)) == []


def test_a_guessed_control_is_never_called_dead() -> None:
    page = sample.page("p1", "/")
    state = page.states[0]
    guessed = tuple(e.model_copy(update={"kind": "custom"}) for e in state.elements)
    pages = (page.model_copy(update={"states": (state.model_copy(update={"elements": guessed}),)}),)
    assert of(FindingKind.DEAD_CONTROL, page_map=sample.page_map(pages=pages)) == []


def test_a_regression_carries_the_errors_seen_on_head_only() -> None:
    runs = (
        TestRun(repeat=0, status=RunStatus.FAILED, duration_ms=1, error="expected 3, got 2"),
        TestRun(repeat=1, status=RunStatus.FAILED, duration_ms=1, error="expected 3, got 2"),
        TestRun(repeat=0, where="base", status=RunStatus.PASSED, duration_ms=1),
    )
    broken = sample.result(comparison=Comparison.REGRESSION, runs=runs)
    found = of(FindingKind.REGRESSION, results=ResultSet(results=(broken,), repeat=3))
    assert found[0].evidence == ("expected 3, got 2",)


def test_ids_are_stable_and_findings_that_count_come_first() -> None:
    page_map = sample.page_map(server_errors=(sample.server_error(),))
    first, second = find(sample.task(page_map=page_map)), find(sample.task(page_map=page_map))
    assert first == second
    assert [finding.counts for finding in first] == [True, False, False]
    assert len({finding.id for finding in first}) == len(first)


def test_a_form_that_waits_for_input_is_not_dead() -> None:
    """The browser refuses to send it: that is an answer, which only the focus shows."""
    form = "page /login title=L\nform F sign-in post\nfield Name username required{}\nsubmit Go\ndoes none\n"
    empty, filled = page_map(form.format("")), page_map(form.format(" value=Ann"))
    assert of(FindingKind.DEAD_CONTROL, page_map=empty) == []
    titles = [finding.title for finding in of(FindingKind.DEAD_CONTROL, page_map=filled)]
    assert titles == ["button “Go” did nothing when clicked"]

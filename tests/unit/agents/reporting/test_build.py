"""Taking a stage's result away changes the report, and nothing is made up in its place."""

from agents.domain.page import SignIn
from agents.domain.report import StageTiming
from agents.domain.risk import RiskPlan
from agents.domain.spec import ResultSet
from agents.reporting.build import build
from tests.unit.agents.reporting import sample


def test_a_run_that_reached_nothing_reports_nothing() -> None:
    bare = sample.task(page_map=None, scenarios=None, plan=None, specs=None, results=None)
    report = build(bare, "greenroom 1")
    assert report.coverage is None
    assert (report.pages, report.tests, report.risks, report.not_done) == ((), (), (), ())
    assert not report.signed_in


def test_only_delivered_tests_are_told() -> None:
    kept, dropped = sample.result(), sample.result("other", delivered=False)
    unknown = sample.result("never-printed")
    report = build(sample.task(results=ResultSet(results=(kept, dropped, unknown), repeat=3)), "g")
    assert [test.id for test in report.tests] == ["search-hit-find"]
    assert (report.tests[0].steps, report.tests[0].assertions, report.tests[0].risk) == (3, 2, 0.62)


def test_a_failed_stage_degrades_and_is_told_once() -> None:
    stages = (StageTiming(stage="evolution", seconds=1, status="failed", detail="ran out of time"),)
    report = build(sample.task(stages=stages, failure="ran out of time"), "g")
    assert report.degraded == ("Write and prove: ran out of time",)
    assert report.incomplete


def test_a_failure_is_told_once_with_what_to_do_about_it() -> None:
    stages = (StageTiming(stage="evolution", seconds=1, status="failed", detail="it broke"),)
    failure = "Write and prove: it broke. Run `greenroom doctor`."
    assert build(sample.task(stages=stages, failure=failure), "g").degraded == (failure,)


def test_a_blocked_run_is_neither_degraded_nor_incomplete() -> None:
    """The verdict says it: the stage that found it out did what it could."""
    stages = (StageTiming(stage="observation", seconds=1, status="failed", detail="nothing answers"),)
    report = build(sample.task(page_map=None, results=None, stages=stages, blocked="nothing answers"), "g")
    assert report.verdict == "blocked"
    assert (report.degraded, report.incomplete) == ((), False)


def test_a_failure_no_stage_tells_is_told() -> None:
    assert build(sample.task(failure="the bus closed"), "g").degraded == ("the bus closed",)


def test_what_evolution_lost_degrades_and_leaves_the_verdict() -> None:
    lost = ResultSet(results=(sample.result(),), repeat=3, degraded=("Not every run took place",))
    report = build(sample.task(results=lost), "g")
    assert report.degraded == ("Not every run took place",)
    assert report.verdict == build(sample.task(), "g").verdict


def test_a_failed_sign_in_is_told() -> None:
    failed = sample.page_map(sign_in=SignIn(outcome="failed", detail="Wrong password"))
    assert build(sample.task(page_map=failed), "g").degraded == ("Signing in did not work: Wrong password",)


def test_scenarios_beyond_the_limit_are_told() -> None:
    plan = sample.task().plan
    assert plan is not None
    cut = RiskPlan(risks=plan.risks, formula="f", left_out=("paging-next",))
    report = build(sample.task(plan=cut, page_map=sample.page_map(limits_reached=("30 pages",))), "g")
    assert report.limits_reached == ("30 pages", "1 scenario beyond the limit of 30 tests")

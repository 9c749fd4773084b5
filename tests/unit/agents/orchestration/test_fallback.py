"""The report of a run whose reporting failed: what is known, and never green."""

from datetime import timedelta

import pytest

from agents.domain.report import Verdict
from agents.domain.spec import Rejection
from agents.domain.target import UrlTarget
from agents.orchestration.fallback import report_without_reporting
from agents.orchestration.state import Workflow
from tests.fakes import documents
from tests.fakes.clock import BEGIN

NOW = BEGIN + timedelta(seconds=90)
STARTED = Workflow(run_id="run-1", request=documents.request(), started_at=BEGIN)


@pytest.mark.parametrize(
    ("known", "verdict", "reason"),
    [
        ({}, Verdict.INCONCLUSIVE, "The results could not be judged: it broke"),
        ({"failure": "no browser"}, Verdict.INCONCLUSIVE, "The results could not be judged: it broke"),
        ({"blocked": "a login wall"}, Verdict.BLOCKED, "a login wall"),
        ({"cancelled": "by the user"}, Verdict.CANCELLED, "by the user"),
        ({"cancelled": "by the user", "blocked": "a login wall"}, Verdict.CANCELLED, "by the user"),
    ],
)
def test_the_verdict_is_never_green(known: dict[str, str], verdict: Verdict, reason: str) -> None:
    results = {"specs": documents.specs(), "results": documents.results()}
    report = report_without_reporting(STARTED.model_copy(update={**results, **known}), "it broke", NOW)

    assert (report.verdict, report.reason) == (verdict, reason)
    assert report.verdict.exit_code != 0
    assert report.incomplete
    assert report.degraded == ("The report could not be made: it broke",)


def test_all_that_needs_no_judging_is_told() -> None:
    lost = Rejection(scenario="s", title="t", stage="limit", reason="r")
    target = UrlTarget(url=documents.URL, base_url="http://base.test/")
    request = documents.request().model_copy(update={"goal": "The cart", "target": target})
    workflow = STARTED.model_copy(
        update={
            "request": request,
            "stages": documents.report().stages,
            "page_map": documents.page_map(),
            "scenarios": documents.scenarios(),
            "plan": documents.plan(),
            "specs": documents.specs().model_copy(update={"rejected": (lost,)}),
        }
    )

    report = report_without_reporting(workflow, "it broke", NOW)

    assert (report.run_id, report.url, report.base_url) == ("run-1", documents.URL, "http://base.test/")
    assert (report.goal, report.safety) == ("The cart", request.safety)
    assert (report.started_at, report.duration_s) == ("2026-03-01T12:00:00+00:00", 90.0)
    assert report.stages == workflow.stages
    assert report.scenarios == documents.scenarios().scenarios
    assert report.risks == documents.plan().risks
    assert report.rejected == (lost,)
    assert report.not_done == documents.page_map().not_done


def test_what_was_not_reached_is_empty() -> None:
    report = report_without_reporting(STARTED, "it broke", NOW)
    assert (report.scenarios, report.risks, report.rejected, report.not_done, report.tests) == ((),) * 5


def test_no_time_is_negative_or_made_up() -> None:
    early = report_without_reporting(STARTED, "it broke", BEGIN - timedelta(seconds=1))
    assert early.duration_s == 0.0
    unknown = report_without_reporting(STARTED.model_copy(update={"started_at": None}), "it broke", NOW)
    assert (unknown.started_at, unknown.duration_s) == ("2026-03-01T12:01:30+00:00", 0.0)

"""Verdicts and their exit codes, and the report as a file."""

import json

import pytest
from pydantic import ValidationError

from agents.domain.report import Coverage, ModelUse, RunReport, StageTiming, TestSummary, Verdict
from tests.fakes import documents


@pytest.mark.parametrize(
    ("verdict", "code"),
    [
        ("passed", 0),
        ("skipped", 0),
        ("failed", 1),
        ("flaky", 1),
        ("blocked", 3),
        ("inconclusive", 5),
        ("cancelled", 130),
    ],
)
def test_each_verdict_has_the_exit_code_that_is_promised(verdict: str, code: int) -> None:
    assert Verdict(verdict).exit_code == code


def test_no_verdict_is_without_an_exit_code_and_none_takes_that_of_a_wrong_use() -> None:
    assert {verdict.exit_code for verdict in Verdict} == {0, 1, 3, 5, 130}


def test_a_report_comes_back_from_its_file_as_it_was() -> None:
    coverage = Coverage(
        pages_seen=3, pages_tested=1, elements_seen=9, elements_tested=2, forms_seen=1, forms_tested=0
    )
    whole = documents.report(
        Verdict.FAILED,
        findings=(documents.finding(),),
        risks=(documents.risk(),),
        scenarios=(documents.scenario(),),
        coverage=coverage,
    )
    assert RunReport.model_validate_json(whole.model_dump_json()) == whole


def test_a_report_of_another_schema_or_with_an_unknown_key_is_refused() -> None:
    told = documents.report().model_dump(mode="json")
    assert told["schema_version"] == "1"
    with pytest.raises(ValidationError, match=r"\Wschema_version\n"):
        RunReport.model_validate({**told, "schema_version": "2"})
    with pytest.raises(ValidationError, match=r"\Wverdikt\n"):
        RunReport.model_validate({**told, "verdikt": "passed"})


def test_a_duration_that_is_no_number_is_null_in_the_file() -> None:
    """JSON knows no NaN, and whoever reads the file may not either."""
    text = documents.report(duration_s=float("nan")).model_dump_json()
    assert json.loads(text, parse_constant=pytest.fail)["duration_s"] is None


def test_a_run_without_a_model_says_so_and_costs_nothing() -> None:
    used = documents.report().model
    assert (used, used.calls, used.cost_usd, used.added) == (ModelUse(), 0, 0.0, "No model was used.")


@pytest.mark.parametrize("risk", [-0.1, 1.1, 84])
def test_the_risk_of_a_test_is_a_share(risk: float) -> None:
    (test,) = documents.report().tests
    with pytest.raises(ValidationError, match=r"\Wrisk\n"):
        TestSummary.model_validate({**test.model_dump(), "risk": risk})


def test_a_stage_is_one_of_the_five_and_ended_somehow() -> None:
    told = {"stage": "observation", "seconds": 1.0, "status": "completed"}
    assert StageTiming.model_validate(told).detail == ""
    with pytest.raises(ValidationError, match=r"\Wstage\n"):
        StageTiming.model_validate({**told, "stage": "orchestration"})
    with pytest.raises(ValidationError, match=r"\Wstatus\n"):
        StageTiming.model_validate({**told, "status": "running"})


def test_a_verdict_is_not_changed_after_it_was_given() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        documents.report(Verdict.FAILED).verdict = Verdict.PASSED  # type: ignore[misc]

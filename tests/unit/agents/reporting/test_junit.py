"""JUnit XML: what CI systems read."""

from xml.etree import ElementTree as ET

import pytest

from agents.domain.report import RunReport, Verdict
from agents.domain.spec import Rejection, ResultSet, RunStatus, SpecSet, TestRun
from agents.reporting.build import build
from agents.reporting.junit import render_junit
from agents.reporting.render import render_files
from tests.fakes import documents
from tests.unit.agents.reporting import sample
from tests.unit.agents.reporting.test_render import full


def test_junit_counts_and_is_valid_whatever_the_text() -> None:
    root = ET.fromstring(render_files(full(), {})["junit.xml"])
    suites = {suite.attrib["name"]: suite for suite in root}
    assert (suites["search.spec.ts"].attrib["tests"], suites["search.spec.ts"].attrib["failures"]) == (
        "2",
        "1",
    )
    assert suites["not delivered"].attrib["skipped"] == "1"
    failure = root.find(".//failure")
    assert failure is not None
    assert (failure.attrib["message"], failure.text) == ("expected 3", "no <b>3</b>")


def test_junit_replaces_what_xml_cannot_hold() -> None:
    odd = Rejection(scenario="s", title="a\x00b\x0bc", stage="observe", reason="odd \x01 text")
    report = build(sample.task(specs=SpecSet(files=(), rejected=(odd,))), "g")
    case = ET.fromstring(render_junit(report)).find(".//testcase")
    assert case is not None
    assert case.attrib["name"] == "a\ufffdb\ufffdc"


def parsed(report: RunReport) -> ET.Element:
    text = render_junit(report)
    assert text.startswith('<?xml version="1.0" encoding="utf-8"?>\n<testsuites name="greenroom"')
    return ET.fromstring(text)


def test_a_run_without_tests_has_no_suites() -> None:
    assert list(parsed(documents.report(tests=()))) == []


def test_a_suite_is_a_file_in_the_order_of_names_with_the_time_of_all_runs() -> None:
    (test,) = documents.report().tests
    runs = tuple(TestRun(repeat=n, status=RunStatus.PASSED, duration_ms=250) for n in range(3))
    slow = test.model_copy(update={"result": test.result.model_copy(update={"runs": runs})})
    other = test.model_copy(update={"file": "cart.spec.ts", "title": "Fills the cart"})
    root = parsed(documents.report(tests=(slow, other, slow)))

    told = [(suite.attrib["name"], suite.attrib["tests"], suite.attrib["time"]) for suite in root]
    assert told == [("cart.spec.ts", "1", "0.005"), ("home.spec.ts", "2", "1.500")]
    (case,) = root[0]
    assert case.attrib == {"classname": "cart.spec.ts", "name": "Fills the cart", "time": "0.005"}
    assert list(case) == []


@pytest.mark.parametrize(
    ("reason", "message"), [("the browser was lost", "the browser was lost"), ("", "skipped")]
)
def test_a_test_that_was_not_judged_is_skipped_with_the_reason_and_no_failure(
    reason: str, message: str
) -> None:
    cut = (TestRun(repeat=0, status=RunStatus.INTERRUPTED, duration_ms=0, error="the browser was lost"),)
    skipped = sample.result(outcome="skipped", runs=cut, reason=reason)
    (suite,) = parsed(build(sample.task(results=ResultSet(results=(skipped,), repeat=1)), "g")).findall(
        "testsuite[@name='search.spec.ts']"
    )
    assert (suite.attrib["tests"], suite.attrib["failures"], suite.attrib["skipped"]) == ("1", "0", "1")
    (told,) = suite[0]
    assert (told.tag, told.attrib) == ("skipped", {"message": message})


SUITE = {"name", "tests", "failures", "errors", "skipped", "time"}
ALLOWED = {
    "testsuites": {"name", "tests", "failures", "errors", "time"},
    "testsuite": SUITE,
    "testcase": {"name", "classname", "time"},
    "failure": {"message"},
    "error": {"message"},
    "skipped": {"message"},
}
"""What Jenkins' junit-10.xsd allows of what we write; of a suite it requires all but the last two."""


def variety() -> RunReport:
    """One test of each outcome in two files, and two planned ones that were not delivered."""
    (test,) = documents.report().tests
    outcomes = ("passed", "failed", "flaky", "skipped", "passed")
    tests = tuple(
        test.model_copy(
            update={
                "file": f"{'ab'[at % 2]}.spec.ts",
                "result": test.result.model_copy(update={"outcome": outcome}),
            }
        )
        for at, outcome in enumerate(outcomes)
    )
    left = Rejection(scenario="s", title="Pays", stage="safety", reason="it would pay")
    return documents.report(Verdict.FLAKY, tests=tests, rejected=(left, left))


UNJUDGED = documents.report(Verdict.BLOCKED, tests=(), reason="nobody answers")


@pytest.mark.parametrize("report", [variety(), UNJUDGED, documents.report()])
def test_the_totals_agree_with_what_stands_there_and_the_schema_knows_every_word(report: RunReport) -> None:
    root = parsed(report)
    for element in root.iter():
        assert set(element.attrib) <= ALLOWED[element.tag]
    for part in (root, *root.findall("testsuite")):
        cases = list(part.iter("testcase"))
        assert part.attrib["tests"] == str(len(cases))
        assert part.attrib["failures"] == str(len(list(part.iter("failure"))))
        assert part.attrib["errors"] == str(len(list(part.iter("error"))))
        assert float(part.attrib["time"]) == pytest.approx(sum(float(c.attrib["time"]) for c in cases))
    for suite in root.findall("testsuite"):
        assert set(suite.attrib) == SUITE
        assert suite.attrib["skipped"] == str(len(list(suite.iter("skipped"))))


def test_each_outcome_is_told_in_its_own_word() -> None:
    told = [[child.tag for child in case] for case in parsed(variety()).iter("testcase")]
    assert told == [[], ["failure"], [], ["failure"], ["skipped"], ["skipped"], ["skipped"]]


@pytest.mark.parametrize(("reason", "message"), [("expected 3", "expected 3"), ("", "flaky")])
def test_a_test_that_did_not_always_pass_is_a_failure_with_all_its_errors(reason: str, message: str) -> None:
    runs = (
        TestRun(repeat=0, status=RunStatus.FAILED, duration_ms=1, error="first"),
        TestRun(repeat=1, status=RunStatus.PASSED, duration_ms=1),
        TestRun(repeat=2, status=RunStatus.FAILED, duration_ms=1, error="sec\x00ond"),
    )
    flaky = sample.result(outcome="flaky", runs=runs, reason=reason)
    (suite,) = parsed(build(sample.task(results=ResultSet(results=(flaky,), repeat=3)), "g")).findall(
        "testsuite[@name='search.spec.ts']"
    )
    (failure,) = suite.iter("failure")
    assert suite.attrib["failures"] == "1"
    assert (failure.attrib["message"], failure.text) == (message, "first\nsec\ufffdond")


def test_what_was_not_delivered_is_skipped_with_stage_and_reason() -> None:
    odd = Rejection(scenario="s", title="Pays", stage="safety", reason="it would pay")
    (skipped,) = parsed(documents.report(tests=(), rejected=(odd,))).iter("skipped")
    assert skipped.attrib["message"] == "the safety level forbids it: it would pay"


def test_a_run_that_judged_nothing_is_no_green_junit() -> None:
    report = full().model_copy(update={"tests": (), "verdict": Verdict.BLOCKED, "reason": "nobody answers"})
    root = ET.fromstring(render_junit(report))
    error = root.find(".//error")
    assert error is not None
    assert error.attrib["message"] == "blocked: nobody answers"
    passed = report.model_copy(update={"verdict": Verdict.PASSED})
    assert ET.fromstring(render_junit(passed)).find(".//error") is None

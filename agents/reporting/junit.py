"""The report as JUnit XML, in the dialect that CI systems agree on (Ant's, as read by Jenkins and GitLab)."""

import re
from collections.abc import Iterable, Sequence
from xml.etree import ElementTree as ET

from agents.domain.report import RunReport, TestSummary, Verdict
from agents.domain.spec import Rejection
from agents.reporting import words

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: RunReport) -> str:
    """One test suite a spec file, one test case a test; planned tests that were not delivered are skipped."""
    root = ET.Element("testsuites", name="greenroom")
    for file in sorted({test.file for test in report.tests}):
        _suite(root, file, [_case(test) for test in report.tests if test.file == file])
    if report.rejected:
        _suite(root, "not delivered", [_not_delivered(entry) for entry in report.rejected])
    if not report.tests and report.verdict not in {Verdict.PASSED, Verdict.SKIPPED}:
        _suite(root, "greenroom", [_unjudged(report)])
    totals = _totals(root.iter("testcase"))
    # The usual schema (Jenkins' junit-10.xsd) has no `skipped` up here.
    root.attrib.update({name: total for name, total in totals.items() if name != "skipped"})
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _suite(root: ET.Element, name: str, cases: Sequence[ET.Element]) -> None:
    suite = ET.SubElement(root, "testsuite", {"name": name, **_totals(cases)})
    suite.extend(cases)


def _totals(cases: Iterable[ET.Element]) -> dict[str, str]:
    """The counts of some test cases, taken from what stands in them."""
    listed = list(cases)
    counts = {
        name: str(sum(case.find(child) is not None for case in listed))
        for name, child in (("failures", "failure"), ("errors", "error"), ("skipped", "skipped"))
    }
    seconds = sum(float(case.get("time", "0")) for case in listed)
    return {"tests": str(len(listed)), **counts, "time": f"{seconds:.3f}"}


def _case(test: TestSummary) -> ET.Element:
    result = test.result
    case = ET.Element("testcase", classname=test.file, name=_text(test.title), time=f"{_seconds(test):.3f}")
    message = _text(result.reason or result.outcome)
    if result.outcome == "skipped":
        # What was not judged is no fault of the application, and no success either.
        ET.SubElement(case, "skipped", message=message)
    elif result.outcome != "passed":
        failure = ET.SubElement(case, "failure", message=message)
        failure.text = _text("\n".join(run.error for run in result.runs if run.error))
    return case


def _not_delivered(entry: Rejection) -> ET.Element:
    case = ET.Element("testcase", classname="not delivered", name=_text(entry.title), time="0.000")
    ET.SubElement(case, "skipped", message=_text(f"{words.STAGE_WORDS[entry.stage]}: {entry.reason}"))
    return case


def _unjudged(report: RunReport) -> ET.Element:
    """A run without any test is no green one: its verdict stands as the one test case."""
    name = "The run judged the application"
    case = ET.Element("testcase", classname="greenroom", name=name, time="0.000")
    ET.SubElement(case, "error", message=_text(f"{report.verdict}: {report.reason}"))
    return case


def _seconds(test: TestSummary) -> float:
    return sum(run.duration_ms for run in test.result.runs) / 1000


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)

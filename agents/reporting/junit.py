"""The report as JUnit XML, in the dialect that CI systems agree on (Ant's, as read by Jenkins and GitLab)."""

import re
from xml.etree import ElementTree as ET

from agents.domain.report import RunReport, TestSummary, Verdict
from agents.reporting import words

_NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def render_junit(report: RunReport) -> str:
    """One test suite a spec file, one test case a test; planned tests that were not delivered are skipped."""
    root = ET.Element("testsuites", name="greenroom")
    files = sorted({test.file for test in report.tests})
    for file in files:
        _suite(root, file, [test for test in report.tests if test.file == file])
    if report.rejected:
        suite = ET.SubElement(root, "testsuite", name="not delivered", tests=str(len(report.rejected)))
        suite.set("skipped", str(len(report.rejected)))
        for entry in report.rejected:
            case = ET.SubElement(suite, "testcase", classname="not delivered", name=_text(entry.title))
            ET.SubElement(case, "skipped", message=_text(f"{words.STAGE_WORDS[entry.stage]}: {entry.reason}"))
    if not report.tests and report.verdict not in {Verdict.PASSED, Verdict.SKIPPED}:
        _unjudged(root, report)
    ET.indent(root)
    return '<?xml version="1.0" encoding="utf-8"?>\n' + ET.tostring(root, encoding="unicode") + "\n"


def _unjudged(root: ET.Element, report: RunReport) -> None:
    """A run without any test is no green one: its verdict stands as the one test case."""
    suite = ET.SubElement(root, "testsuite", name="greenroom", tests="1", errors="1")
    case = ET.SubElement(suite, "testcase", classname="greenroom", name="The run judged the application")
    ET.SubElement(case, "error", message=_text(f"{report.verdict}: {report.reason}"))


def _suite(root: ET.Element, file: str, tests: list[TestSummary]) -> None:
    failed = sum(test.result.outcome != "passed" for test in tests)
    seconds = sum(_seconds(test) for test in tests)
    suite = ET.SubElement(root, "testsuite", name=file, tests=str(len(tests)), failures=str(failed))
    suite.set("time", f"{seconds:.3f}")
    for test in tests:
        case = ET.SubElement(
            suite, "testcase", classname=file, name=_text(test.title), time=f"{_seconds(test):.3f}"
        )
        if test.result.outcome != "passed":
            failure = ET.SubElement(case, "failure", message=_text(test.result.reason or test.result.outcome))
            failure.text = _text("\n".join(run.error for run in test.result.runs if run.error))


def _seconds(test: TestSummary) -> float:
    return sum(run.duration_ms for run in test.result.runs) / 1000


def _text(text: str) -> str:
    return _NOT_XML.sub("\ufffd", text)

"""All renderings tell the same story; foreign text stays text."""

import json
import re
from xml.etree import ElementTree as ET

from agents.domain.report import RunReport
from agents.domain.spec import Comparison, ResultSet, RunStatus, TestRun
from agents.reporting.build import build
from agents.reporting.render import render_files
from tests.unit.agents.reporting import sample

TABLE = re.compile(r"<table.*?</table>", re.DOTALL)
EVIL = "<img src=x onerror=alert(1)> [x](http://evil.test) `a` | @octocat \x00\u2028#1"


def full() -> RunReport:
    runs = (
        TestRun(repeat=0, status=RunStatus.FAILED, duration_ms=10, error="no <b>3</b>", screenshot="s/1.png"),
    )
    broken = sample.result(outcome="failed", runs=runs, reason="expected 3")
    task = sample.task(
        results=ResultSet(results=(sample.result(), broken), repeat=3),
        page_map=sample.page_map(limits_reached=("30 pages",), degraded=("no fonts",)),
    )
    request = task.request.model_copy(update={"goal": EVIL})
    return build(task.model_copy(update={"request": request}), "greenroom 1")


def test_the_four_files() -> None:
    files = render_files(full(), {"s/1.png": b"png", "screenshots/p1.png": b"png"})
    assert sorted(files) == ["junit.xml", "report.html", "report.json", "report.md"]
    assert RunReport.model_validate(json.loads(files["report.json"])) == full()


def test_html_is_self_contained_and_escapes() -> None:
    html = render_files(full(), {"s/1.png": b"png", "screenshots/p1.png": b"png"})["report.html"].decode()
    assert "<img src=x" not in html
    assert "&lt;img src=x" in html
    assert html.count("data:image/png;base64,cG5n") == 2
    assert "http-equiv" in html
    assert 'src="http' not in html
    assert "no &lt;b&gt;3&lt;/b&gt;" in html


def test_figures_of_tables_name_themselves_where_a_narrow_screen_has_no_room_for_heads() -> None:
    html = render_files(full(), {})["report.html"].decode()
    for cell in ET.fromstring(f"<a>{''.join(TABLE.findall(html))}</a>").iter("td"):
        assert ("data-of" in cell.attrib) == (cell.get("class") == "n")


def test_html_of_an_empty_run_has_no_empty_sections() -> None:
    bare = sample.task(page_map=None, scenarios=None, plan=None, specs=None, results=None, stages=())
    html = render_files(build(bare, "g"), {})["report.html"].decode()
    assert "<h2>" not in html
    assert "Inconclusive" in html


def test_what_the_tests_show_against_the_base_is_told() -> None:
    report = full()
    kinds = (Comparison.GUARD, None)
    tests = tuple(
        one.model_copy(update={"result": one.result.model_copy(update={"comparison": kind})})
        for one, kind in zip(report.tests, kinds, strict=True)
    )
    told = report.model_copy(update={"base_url": "http://base.test", "tests": tests})
    for name in ("report.md", "report.html"):
        assert b"1 guarding what was there, 1 not compared" in render_files(told, {})[name], name


def test_levels_are_those_of_the_risks() -> None:
    report = full()
    levels = {risk.scenario: risk.level for risk in report.risks}
    assert {one.priority for one in report.tests} == {levels[one.scenario] for one in report.tests}

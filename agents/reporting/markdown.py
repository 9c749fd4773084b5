"""The report as Markdown. Foreign text is escaped so that it can neither format, link nor mention."""

import html
import re
from collections.abc import Iterable, Iterator, Sequence

from agents.domain.report import STAGES, RunReport, TestSummary
from agents.reporting import words

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~&])")
_LINES = re.compile(r"\s+")


def escape(text: str) -> str:
    """One line of foreign text, safe inside a paragraph, a list item or a table cell.

    `@` gets a zero-width space behind it, so that a page's text cannot mention people.
    """
    flat = _LINES.sub(" ", text).strip()
    return _SPECIAL.sub(r"\\\1", flat).replace("@", "@\u200b").replace("://", ":\u200b//")


def summary(text: str) -> str:
    """Foreign text inside an HTML tag, where Markdown is not read but HTML is."""
    flat = html.escape(_LINES.sub(" ", text).strip())
    return flat.replace("@", "@\u200b").replace("://", ":\u200b//")


def code(text: str) -> str:
    """Foreign text as inline code."""
    flat = _LINES.sub(" ", text).strip().replace("|", "\\|")
    ticks = "`" * (max((len(run) for run in re.findall(r"`+", flat)), default=0) + 1)
    pad = " " if flat.startswith("`") or flat.endswith("`") else ""
    return f"{ticks}{pad}{flat}{pad}{ticks}"


def render_markdown(report: RunReport) -> str:
    """The whole report."""
    sections = (
        _head(report),
        _findings(report),
        _tests(report),
        _coverage(report),
        _pages(report),
        _rejected(report),
        _unplanned(report),
        _not_done(report),
        _left(report),
        _time(report),
        _scenarios(report),
    )
    return "\n\n".join("\n".join(lines) for lines in map(list, sections) if lines) + "\n"


def _head(report: RunReport) -> Iterator[str]:
    yield f"# Greenroom: {words.title(report)}"
    yield ""
    yield escape(report.reason)
    yield ""
    yield f"- Tested: {code(report.url)}" + (f" against {code(report.base_url)}" if report.base_url else "")
    if (compared := words.compared(report)) is not None:
        yield f"- Compared with the base: {compared}"
    if report.goal:
        yield f"- Goal: {escape(report.goal)}"
    yield f"- Signed in: {'yes' if report.signed_in else 'no'}; safety level: {report.safety}"
    untried = words.untried(report)
    if untried:
        yield f"- {untried}"
    began = words.moment(report.started_at)
    yield f"- Took {words.duration(report.duration_s)}, started {began}, by {report.generator}"
    yield f"- {report.model.added}"
    for line in report.degraded:
        yield f"- Degraded: {escape(line)}"
    for line in report.limits_reached:
        yield f"- Limit reached: {escape(line)}"


def _findings(report: RunReport) -> Iterator[str]:
    if not report.findings:
        return
    yield "## Findings"
    yield ""
    for finding in report.findings:
        weight = "" if finding.counts else " (told, does not decide the verdict)"
        yield f"- **{escape(finding.title)}**{weight}  "
        yield f"  {finding.kind} at {code(finding.where)}, id {code(finding.id)}"


def _tests(report: RunReport) -> Iterator[str]:
    if not report.tests:
        return
    yield f"## {words.count(len(report.tests), 'delivered test')}"
    yield ""
    # A file holds one feature, so the rows of a feature stand together.
    rows = (_test_row(test) for _, tests in words.by_feature(report) for test in tests)
    yield from _table(("Test", "File", "Risk", "Steps", "Assertions", "Passed"), rows)


def _test_row(test: TestSummary) -> tuple[str, ...]:
    return (
        escape(test.title) + (f" ({words.LEAVES})" if test.leaves else ""),
        code(test.file),
        f"{test.risk:.2f} {test.priority}",
        str(test.steps),
        str(test.assertions),
        words.passes(test),
    )


def _coverage(report: RunReport) -> Iterator[str]:
    if report.coverage is None:
        return
    seen = report.coverage
    yield "## Coverage"
    yield ""
    yield from _table(
        ("", "Tested", "Seen", "Share"),
        (
            (name, str(tested), str(total), f"{tested / total:.0%}" if total else "none seen")
            for name, tested, total in (
                ("Pages", seen.pages_tested, seen.pages_seen),
                ("Controls", seen.elements_tested, seen.elements_seen),
                ("Forms", seen.forms_tested, seen.forms_seen),
            )
        ),
    )


def _pages(report: RunReport) -> Iterator[str]:
    if not report.pages:
        return
    yield "## Pages seen"
    yield ""
    rows = (
        (code(p.path_pattern), escape(p.title), p.page_type, str(p.states), str(p.elements), str(p.exercised))
        for p in report.pages
    )
    yield from _table(("Page", "Title", "Type", "States", "Controls", "In tests"), rows)


def _rejected(report: RunReport) -> Iterator[str]:
    if not report.rejected:
        return
    yield "## Planned but not delivered"
    yield ""
    for entry in report.rejected:
        yield f"- {escape(entry.title)}: {words.STAGE_WORDS[entry.stage]} ({escape(entry.reason)})"


def _unplanned(report: RunReport) -> Iterator[str]:
    if not report.unplanned:
        return
    yield f"## {words.UNPLANNED}"
    yield ""
    yield from (f"- {escape(line)}" for line in words.unplanned(report))


def _not_done(report: RunReport) -> Iterator[str]:
    groups = words.not_done_groups(report.not_done)
    if not groups:
        return
    yield "## Not visited or done"
    yield ""
    for group in groups:
        yield f"- {group.reason} ({group.total}):"
        for entry in group.examples:
            detail = f": {escape(entry.detail)}" if entry.detail else ""
            yield f"  - {escape(entry.what)} on {code(entry.where)}{detail}"
        if group.total > len(group.examples):
            yield f"  - and {group.total - len(group.examples)} more (see report.json)"


def _left(report: RunReport) -> Iterator[str]:
    if not report.left:
        return
    yield f"## {words.LEFT}"
    yield ""
    yield from (f"- {escape(line)}" for line in words.left(report))


def _time(report: RunReport) -> Iterator[str]:
    if not report.stages:
        return
    yield "## Time by stage"
    yield ""
    rows = ((STAGES[s.stage], words.duration(s.seconds), s.status, escape(s.detail)) for s in report.stages)
    yield from _table(("Stage", "Time", "Status", ""), rows)


def _scenarios(report: RunReport) -> Iterator[str]:
    if not report.scenarios:
        return
    risks = {risk.scenario: risk for risk in report.risks}
    tested = words.tested(report)
    yield "## Scenarios"
    yield ""
    number = words.count(len(report.scenarios), "scenario")
    yield f"{number}, the riskiest first; {len(tested)} of them in delivered tests."
    for scenario in words.by_risk(report):
        risk = risks.get(scenario.id)
        score = f"{risk.level}, risk {risk.score:.2f}" if risk is not None else scenario.priority.value
        yield ""
        score += ", in a test" if scenario.id in tested else ""
        yield f"<details><summary>{summary(scenario.title)} ({score})</summary>"
        yield ""
        for phase in scenario.phases:
            yield f"- **{phase.keyword}** {escape(_without(phase.keyword, phase.text))}"
        if risk is not None and risk.factors:
            factors = (f"{one.name} {one.value:.2f} ({escape(one.source)})" for one in risk.factors)
            yield f"- Risk: {', '.join(factors)}"
        yield f"- From: {', '.join(f'{cite.source} {code(cite.ref)}' for cite in scenario.cites)}"
        yield ""
        yield "</details>"


def _without(keyword: str, text: str) -> str:
    return text.removeprefix(f"{keyword} ")


def _table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |"
    yield f"|{'|'.join(' --- ' for _ in header)}|"
    for row in rows:
        yield f"| {' | '.join(row)} |"

"""The last thing a person sees of a run: the verdict, the tests, the findings, and where everything is."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agents.domain.page import NotDone
from agents.domain.report import Finding, RunReport, TestSummary
from agents.domain.spec import Rejection
from agents.reporting.words import LEFT, STAGE_WORDS, first_line, left, not_done_groups
from app.console import words

_SHOWN = 8


def summary(
    report: RunReport, out: Path, kept: Sequence[str] = (), withheld: Sequence[str] = ()
) -> RenderableType:
    """The summary of a run whose files are in `out`.

    Args:
        kept: files of others that were moved aside there.
        withheld: specs that were not written because they hold the value of a secret.
    """
    parts: list[RenderableType] = [Text(), _verdict(report)]
    if report.tests:
        parts += [Text(), _tests(report.tests)]
    parts += section("Findings", [_finding(finding) for finding in report.findings])
    parts += section("Planned but not delivered", [_rejected(entry) for entry in report.rejected])
    parts += section("Not visited or done", not_done(report.not_done))
    parts += section(LEFT, left(report))
    parts += section("Degraded", report.degraded)
    parts += section("Limits reached", report.limits_reached)
    parts += section("Moved aside, because they were not written by Greenroom as they stood", kept)
    parts += section("Not written, because they hold the value of a secret", withheld)
    # How long each stage took stands above, where its progress was told.
    parts += [Text(), Text(f"Took {words.seconds(report.duration_s)}", style="dim"), *_where(report, out)]
    return Group(*parts)


def _verdict(report: RunReport) -> Text:
    style = words.STYLES[report.verdict]
    return Text.assemble((words.headline(report), style), "  ", report.reason)


def _tests(tests: Sequence[TestSummary]) -> Table:
    groups: defaultdict[str, list[TestSummary]] = defaultdict(list)
    for test in tests:
        groups[test.feature].append(test)
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("Feature")
    for heading in ("tests", "passed", "steps", "assertions", "risk"):
        table.add_column(heading, justify="right")
    for feature, group in sorted(groups.items(), key=lambda item: (-max(t.risk for t in item[1]), item[0])):
        passed = sum(test.result.outcome == "passed" for test in group)
        table.add_row(
            Text(feature),
            str(len(group)),
            Text(str(passed), style="green" if passed == len(group) else "red"),
            str(sum(test.steps for test in group)),
            str(sum(test.assertions for test in group)),
            f"{max(test.risk for test in group):.2f}",
        )
    return table


def _finding(finding: Finding) -> str:
    told = "" if finding.counts else " (told, does not decide the verdict)"
    return f"{finding.title}, at {finding.where}{told}"


def _rejected(entry: Rejection) -> str:
    return f"{entry.title}: {first_line(entry.reason) or STAGE_WORDS[entry.stage]}"


def not_done(items: Sequence[NotDone]) -> list[str]:
    """What was left undone, a line a reason."""
    return [f"{group.reason} ({group.total})" for group in not_done_groups(items)]


def section(title: str, lines: Sequence[str]) -> list[RenderableType]:
    """A headed list of the first lines, after an empty line; nothing at all without any."""
    if not lines:
        return []
    shown = [Text(f"  · {line}") for line in lines[:_SHOWN]]
    if len(lines) > _SHOWN:
        shown.append(Text(f"  · and {len(lines) - _SHOWN} more, in the report", style="dim"))
    return [Text(), Text(title, style="bold"), *shown]


def _where(report: RunReport, out: Path) -> list[Text]:
    """Paths are never cut: a person copies them, and a program looks for them in the log."""
    specs = sorted(out.glob("specs/*.spec.ts"))
    rows = [
        ("Specs", out / "specs" if specs else None, words.count(len(specs), "files")),
        ("Report", _first(out / "report.html", out / "report.md", out / "report.json"), ""),
    ]
    lines = [
        Text.assemble(f"{label:<8}", (str(path), "cyan"), (f"  {note}" if note else "", "dim"))
        for label, path, note in rows
        if path is not None
    ]
    for line in lines:
        line.no_wrap, line.overflow = True, "ignore"
    return lines


def _first(*paths: Path) -> Path | None:
    return next((path for path in paths if path.exists()), None)

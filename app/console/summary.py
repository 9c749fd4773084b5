"""The last thing a person sees of a run: the verdict, the tests, the findings, and where everything is."""

from collections import Counter, defaultdict
from collections.abc import Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from agents.domain.page import NotDone
from agents.domain.report import Finding, RunReport, TestSummary
from agents.domain.spec import Rejection
from agents.reporting.words import STAGE_WORDS, first_line
from app.console import words

_SHOWN = 8
_REASONS = {
    "guarded": "left alone, because it would change or send something",
    "limit": "beyond a limit of this run",
    "redirected": "led on to a page that was seen",
    "duplicate": "the same as something seen before",
    "other-site": "on another site",
    "download": "downloads",
    "error": "failed",
    "unreachable": "could not be reached",
    "excluded": "left out on purpose",
    "sign-out": "would have signed out",
}


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
    parts += _section("Findings", [_finding(finding) for finding in report.findings])
    parts += _section("Planned but not delivered", [_rejected(entry) for entry in report.rejected])
    parts += _section("Not visited or done", _not_done(report.not_done))
    parts += _section("Degraded", report.degraded)
    parts += _section("Limits reached", report.limits_reached)
    parts += _section("Moved aside, because they were not written by Greenroom as they stood", kept)
    parts += _section("Not written, because they hold the value of a secret", withheld)
    parts += [Text(), _times(report), _where(report, out)]
    return Group(*parts)


def _verdict(report: RunReport) -> Text:
    _, style = words.VERDICTS[report.verdict]
    return Text.assemble((words.headline(report), style), "  ", report.reason)


def _tests(tests: Sequence[TestSummary]) -> Table:
    groups: defaultdict[str, list[TestSummary]] = defaultdict(list)
    for test in tests:
        groups[test.feature].append(test)
    table = Table(box=None, padding=(0, 3, 0, 0), pad_edge=False, header_style="dim")
    table.add_column("Feature")
    for heading in ("tests", "passed", "steps", "checks", "risk"):
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
    told = "" if finding.counts else " (does not count)"
    return f"{finding.title}, at {finding.where}{told}"


def _rejected(entry: Rejection) -> str:
    return f"{entry.title}: {first_line(entry.reason) or STAGE_WORDS[entry.stage]}"


def _not_done(items: Sequence[NotDone]) -> list[str]:
    reasons = Counter(item.reason for item in items)
    return [f"{number} {_REASONS[reason]}" for reason, number in sorted(reasons.items())]


def _section(title: str, lines: Sequence[str]) -> list[RenderableType]:
    if not lines:
        return []
    shown = [Text(f"  · {line}") for line in lines[:_SHOWN]]
    if len(lines) > _SHOWN:
        shown.append(Text(f"  · and {len(lines) - _SHOWN} more, in the report", style="dim"))
    return [Text(), Text(title, style="bold"), *shown]


def _times(report: RunReport) -> Text:
    stages = " · ".join(
        f"{stage.stage} {words.seconds(stage.seconds)}"
        for stage in report.stages
        if stage.status != "skipped"
    )
    return Text(f"{words.seconds(report.duration_s)}: {stages}" if stages else "", style="dim")


def _where(report: RunReport, out: Path) -> Table:
    table = Table.grid(padding=(0, 2))
    specs = sorted(out.glob("specs/*.spec.ts"))
    rows = [
        ("Specs", out / "specs" if specs else None, words.count(len(specs), "files")),
        ("Report", _first(out / "report.html", out / "report.md", out / "report.json"), ""),
    ]
    for label, path, note in rows:
        if path is not None:
            table.add_row(Text(label), Text(str(path), style="cyan"), Text(note, style="dim"))
    return table


def _first(*paths: Path) -> Path | None:
    return next((path for path in paths if path.exists()), None)

"""Charts as small, self-contained SVG texts: readable in light and dark, on paper and by a screen reader."""

from collections.abc import Sequence
from html import escape
from typing import NamedTuple

from agents.domain.report import STAGES, Coverage, RunReport

WIDTH = 560
RISKS = "Highest risks (green: guarded by a delivered test)"
_LABEL = 205
_ROW = 26
_TOP = 8
_SHORT, _SHORT_LABEL = 9, 85
_BESIDE = 24
"""Longer labels than this stand above their bars, where there is room for them."""
_ABOVE_ROW = 40
_MOST_ABOVE = 72


class Bar(NamedTuple):
    """One labelled bar: its filled share (0-1), the words at its end, and its colour class."""

    label: str
    share: float
    note: str
    tone: str = "main"


class Slice(NamedTuple):
    """One part of a stacked bar."""

    label: str
    amount: float
    tone: str


def bars(title: str, rows: Sequence[Bar]) -> str:
    """Horizontal bars on a common scale from 0 to 1; with labels beside them, or above when long."""
    if any(len(row.label) > _BESIDE for row in rows):
        return _labelled_above(title, rows)
    height = _TOP * 2 + _ROW * len(rows)
    beside = _LABEL if any(len(row.label) > _SHORT for row in rows) else _SHORT_LABEL
    track = WIDTH - beside - 75
    parts = [_open(title, height, "; ".join(f"{row.label}: {row.note}" for row in rows))]
    for index, row in enumerate(rows):
        y = _TOP + index * _ROW
        length = round(track * min(max(row.share, 0.0), 1.0), 1)
        parts.append(
            f'<text class="c-label" x="{beside - 10}" y="{y + 16}" text-anchor="end">'
            f"{escape(row.label)}</text>"
            f'<rect class="c-track" x="{beside}" y="{y + 5}" width="{track}" height="14" rx="3"/>'
            f'<rect class="c-{row.tone}" x="{beside}" y="{y + 5}" width="{length}" height="14" rx="3"/>'
            f'<text class="c-note" x="{beside + track + 8}" y="{y + 16}">{escape(row.note)}</text>'
        )
    return "".join(parts) + "</svg>"


def _labelled_above(title: str, rows: Sequence[Bar]) -> str:
    height = _TOP * 2 + _ABOVE_ROW * len(rows)
    track = WIDTH - 45
    parts = [_open(title, height, "; ".join(f"{row.label}: {row.note}" for row in rows))]
    for index, row in enumerate(rows):
        y = _TOP + index * _ABOVE_ROW
        length = round(track * min(max(row.share, 0.0), 1.0), 1)
        parts.append(
            f'<text class="c-label" x="0" y="{y + 11}">{escape(_cut(row.label, _MOST_ABOVE))}</text>'
            f'<rect class="c-track" x="0" y="{y + 18}" width="{track}" height="10" rx="3"/>'
            f'<rect class="c-{row.tone}" x="0" y="{y + 18}" width="{length}" height="10" rx="3"/>'
            f'<text class="c-note" x="{track + 8}" y="{y + 27}">{escape(row.note)}</text>'
        )
    return "".join(parts) + "</svg>"


def stack(title: str, slices: Sequence[Slice], unit: str) -> str:
    """One bar cut into parts, with a legend below; amounts in `unit`."""
    shown = [part for part in slices if part.amount > 0]
    total = sum(part.amount for part in shown)
    rows = (len(shown) + 1) // 2
    height = _TOP + 30 + rows * 20 + 6
    parts = [_open(title, height, "; ".join(f"{p.label}: {_amount(p.amount, unit)}" for p in shown))]
    x = 0.0
    for index, part in enumerate(shown):
        width = max(WIDTH * part.amount / total, 1.5)
        left, top = (index % 2) * WIDTH / 2, _TOP + 30 + (index // 2) * 20
        parts.append(
            f'<rect class="c-{part.tone}" x="{x:.1f}" y="{_TOP}" width="{width - 1:.1f}" height="18"/>'
            f'<rect class="c-{part.tone}" x="{left:.0f}" y="{top + 2}" width="10" height="10" rx="2"/>'
            f'<text class="c-label" x="{left + 16:.0f}" y="{top + 11}">'
            f"{escape(part.label)} · {_amount(part.amount, unit)}</text>"
        )
        x += width
    return "".join(parts) + "</svg>"


def coverage_chart(coverage: Coverage) -> str:
    """Pages, controls and forms that delivered tests touch, of those seen."""
    pairs = (
        ("Pages", coverage.pages_tested, coverage.pages_seen),
        ("Controls", coverage.elements_tested, coverage.elements_seen),
        ("Forms", coverage.forms_tested, coverage.forms_seen),
    )
    return bars(
        "Coverage: what the delivered tests touch",
        [Bar(label, done / seen if seen else 0.0, f"{done} of {seen}") for label, done, seen in pairs],
    )


def risk_chart(report: RunReport, most: int = 12) -> str:
    """The riskiest scenarios, told apart by whether a delivered test guards them."""
    titles = {scenario.id: scenario.title for scenario in report.scenarios}
    guarded = {test.scenario for test in report.tests}
    rows = [
        Bar(
            titles[risk.scenario],
            risk.score,
            f"{risk.score:.2f}",
            "good" if risk.scenario in guarded else "dim",
        )
        for risk in report.risks[:most]
        if risk.scenario in titles
    ]
    return bars(RISKS, rows)


def results_chart(report: RunReport) -> str:
    """What became of the planned tests."""
    outcomes = [test.result.outcome for test in report.tests]
    return stack(
        "Planned tests",
        (
            Slice("delivered, passing", outcomes.count("passed"), "good"),
            Slice("flaky", outcomes.count("flaky"), "warn"),
            Slice("failing", outcomes.count("failed"), "bad"),
            Slice("not delivered", len(report.rejected), "dim"),
        ),
        "",
    )


def time_chart(report: RunReport) -> str:
    """Seconds by stage."""
    tones = ("main", "good", "warn", "second", "dim")
    slices = [Slice(STAGES[s.stage], s.seconds, tones[i % len(tones)]) for i, s in enumerate(report.stages)]
    return stack("Time by stage", slices, "s")


def _open(title: str, height: int, description: str) -> str:
    return (
        f'<svg class="chart" role="img" viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" height="{height}" '
        f'xmlns="http://www.w3.org/2000/svg" aria-label="{escape(f"{title}. {description}")}">'
    )


def _cut(label: str, most: int) -> str:
    return label if len(label) <= most else label[: most - 1].rstrip() + "…"


def _amount(amount: float, unit: str) -> str:
    return f"{amount:.1f} {unit}" if unit else f"{amount:g}"

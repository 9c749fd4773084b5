"""What people watch: live on a terminal, lines elsewhere, nothing when quiet."""

import io

import pytest
from rich.console import Console

from agents.messages import AgentName
from agents.ports import Progress
from app.console.progress import LiveProgress, PlainProgress, SilentProgress, showing
from tests.fakes.clock import FakeClock

OBSERVATION, ANALYSIS, EVOLUTION = AgentName.OBSERVATION, AgentName.ANALYSIS, AgentName.EVOLUTION


class Screen:
    def __init__(self, terminal: bool = False, width: int = 100) -> None:
        self.clock = FakeClock()
        self.file = io.StringIO()
        self.console = Console(
            file=self.file, force_terminal=terminal, width=width, color_system=None, legacy_windows=False
        )

    @property
    def lines(self) -> list[str]:
        return [line.rstrip() for line in self.file.getvalue().splitlines() if line.strip()]

    def shown(self, live: LiveProgress) -> list[str]:
        with self.console.capture() as capture:
            self.console.print(live)
        return [line.rstrip() for line in capture.get().splitlines() if line.strip()]


def tell(progress: Progress, clock: FakeClock) -> None:
    progress.stage(OBSERVATION, "running")
    clock.advance(4)
    progress.note(OBSERVATION, "looking  at\n/home", pages=1)
    clock.advance(10)
    progress.note(OBSERVATION, "", pages=12, controls=340)
    progress.stage(OBSERVATION, "completed")
    progress.note(ANALYSIS, "no scenario was derived")
    progress.stage(ANALYSIS, "skipped")


def test_plain_lines() -> None:
    screen = Screen()
    tell(PlainProgress(screen.console, screen.clock.monotonic), screen.clock)
    assert screen.lines == [
        "Observe ...",
        "Observe: 12 pages · 340 controls (14 s)",
        "Observe: completed, 12 pages · 340 controls (14 s)",
        "Rank: skipped, no scenario was derived (0.0 s)",
    ]


def test_a_long_stage_is_told_now_and_then_with_counts_and_time() -> None:
    screen = Screen()
    progress = PlainProgress(screen.console, screen.clock.monotonic)
    progress.stage(EVOLUTION, "running")
    for second in range(1, 31):
        screen.clock.advance(1)
        progress.note(EVOLUTION, f"ran: test {second}", runs=second)
    assert screen.lines == [
        "Write and prove ...",
        "Write and prove: 8 runs; ran: test 8 (8.0 s)",
        "Write and prove: 16 runs; ran: test 16 (16 s)",
        "Write and prove: 24 runs; ran: test 24 (24 s)",
    ]


def test_nothing_is_told_of_a_stage_that_did_not_begin_or_that_is_over() -> None:
    screen = Screen()
    progress = PlainProgress(screen.console, screen.clock.monotonic)
    screen.clock.advance(60)
    progress.note(EVOLUTION, "too early", runs=1)
    progress.stage(OBSERVATION, "running")
    progress.stage(OBSERVATION, "completed")
    screen.clock.advance(60)
    progress.note(OBSERVATION, "too late", pages=1)
    assert screen.lines == ["Observe ...", "Observe: completed (0.0 s)"]


def test_what_was_said_already_is_not_said_again() -> None:
    screen = Screen()
    progress = PlainProgress(screen.console, screen.clock.monotonic)
    for state in ("running", "running", "completed", "completed", "running", "failed"):
        progress.stage(OBSERVATION, state)
    progress.stage(AgentName.DOOR, "running")
    progress.note(AgentName.DOOR, "not a stage")
    progress.note(OBSERVATION, "too late", pages=9)
    assert screen.lines == ["Observe ...", "Observe: completed (0.0 s)"]


def test_foreign_text_is_not_taken_for_markup() -> None:
    screen = Screen()
    progress = PlainProgress(screen.console, screen.clock.monotonic)
    progress.stage(OBSERVATION, "running")
    progress.note(OBSERVATION, "[bold]page[/bold] [/]")
    progress.stage(OBSERVATION, "failed")
    assert screen.lines[-1] == "Observe: failed, [bold]page[/bold] [/] (0.0 s)"


def test_a_long_line_is_not_broken_in_a_log() -> None:
    screen = Screen(width=20)
    progress = PlainProgress(screen.console, screen.clock.monotonic)
    progress.stage(OBSERVATION, "running")
    progress.note(OBSERVATION, "x" * 60)
    progress.stage(OBSERVATION, "failed")
    assert "x" * 60 in screen.lines[-1]


def test_the_live_view() -> None:
    screen = Screen(terminal=True)
    live = LiveProgress(screen.console, screen.clock.monotonic)
    tell(live, screen.clock)
    live.stage(EVOLUTION, "running")
    live.note(EVOLUTION, "signing in with a wrong password", tests=3)
    screen.clock.advance(62)
    done, skipped, running, doing = screen.shown(live)
    assert done.split() == ["✓", "Observe", "12", "pages", "·", "340", "controls", "14", "s"]
    assert skipped.split() == ["·", "Rank", "no", "scenario", "was", "derived", "0.0", "s"]
    assert running.split()[1:] == ["Write", "and", "prove", "3", "tests", "1", "min", "02", "s"]
    assert doing.strip() == "signing in with a wrong password"


def test_the_live_view_fits_the_terminal() -> None:
    screen = Screen(terminal=True, width=40)
    live = LiveProgress(screen.console, screen.clock.monotonic)
    live.stage(OBSERVATION, "running")
    live.note(OBSERVATION, "a very long address " * 10, pages=1)
    assert all(len(line) <= 40 for line in screen.shown(live))


def test_the_live_view_before_anything_happened() -> None:
    screen = Screen(terminal=True)
    assert screen.shown(LiveProgress(screen.console, screen.clock.monotonic)) == []


@pytest.mark.parametrize("state", ["failed", "cancelled", "skipped"])
def test_a_stage_that_did_not_complete_says_why(state: str) -> None:
    screen = Screen(terminal=True)
    live = LiveProgress(screen.console, screen.clock.monotonic)
    live.note(OBSERVATION, "the reason", pages=2)
    live.stage(OBSERVATION, state)
    (line,) = screen.shown(live)
    assert "2 pages; the reason" in line


@pytest.mark.parametrize(
    ("terminal", "quiet", "kind"),
    [
        (True, False, LiveProgress),
        (False, False, PlainProgress),
        (True, True, SilentProgress),
        (False, True, SilentProgress),
    ],
)
def test_the_display_that_fits(terminal: bool, quiet: bool, kind: type) -> None:
    screen = Screen(terminal=terminal)
    with showing(screen.console, screen.clock.monotonic, quiet=quiet) as progress:
        assert isinstance(progress, kind)
        tell(progress, screen.clock)
    assert bool(screen.lines) is not quiet

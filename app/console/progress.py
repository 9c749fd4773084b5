"""Implementations of the `Progress` port: a live view for terminals, plain lines elsewhere, or nothing."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from rich.console import Console, Group, RenderableType
from rich.live import Live
from rich.spinner import Spinner
from rich.table import Table
from rich.text import Text

from agents.domain.report import STAGES
from agents.messages import AgentName
from agents.ports import Progress
from app.console import words

LABELS = {AgentName(stage): label for stage, label in STAGES.items()}

EVERY_S = 8.0
"""How long a log is silent at least between two lines of one stage."""

_MARKS = {
    "completed": ("✓", "green"),
    "failed": ("✗", "red"),
    "cancelled": ("■", "yellow"),
    "skipped": ("·", "dim"),
}


@dataclass
class _Stage:
    name: AgentName
    began: float
    state: str = "running"
    ended: float | None = None
    told: float = 0.0
    text: str = ""
    counts: dict[str, int] = field(default_factory=dict)

    def elapsed(self, now: float) -> float:
        return (self.ended or now) - self.began


class _Watched:
    """The stages as they were told; what both kinds of display share."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.stages: dict[AgentName, _Stage] = {}

    def stage(self, name: AgentName, state: str) -> _Stage | None:
        """Take note of a change; None when there is nothing to show for it."""
        if name not in LABELS:
            return None
        found = self.stages.get(name)
        if found is None:
            found = self.stages[name] = _Stage(name, self.now(), state="")
        if found.state == state or found.ended is not None:
            return None
        found.state = state
        if state != "running":
            found.ended = self.now()
        return found

    def note(self, name: AgentName, text: str, counts: dict[str, int]) -> _Stage | None:
        """Take note of what is being done; None for a stage that has not begun or has ended."""
        found = self.stages.get(name)
        if found is None and name in LABELS:
            found = self.stages[name] = _Stage(name, self.now(), state="")
        if found is None or found.ended is not None:
            return None
        found.text = " ".join(text.split())
        found.counts.update(counts)
        return found


class SilentProgress:
    """Shows nothing."""

    def stage(self, name: AgentName, state: str) -> None:
        """See the port."""

    def note(self, name: AgentName, text: str, **counts: int) -> None:
        """See the port."""


class PlainProgress:
    """A line when a stage begins, one now and then meanwhile, and one when it ends: for logs and pipes."""

    def __init__(self, console: Console, now: Callable[[], float]) -> None:
        self._console = console
        self._watched = _Watched(now)

    def stage(self, name: AgentName, state: str) -> None:
        """See the port."""
        stage = self._watched.stage(name, state)
        if stage is None:
            return
        label = LABELS[name]
        if state == "running":
            stage.told = self._watched.now()
            self._print(f"{label} ...")
            return
        self._tell(stage, state, stage.text if state != "completed" else "")

    def note(self, name: AgentName, text: str, **counts: int) -> None:
        """See the port. A log must show that a long stage goes on, without a line for each step."""
        stage = self._watched.note(name, text, counts)
        now = self._watched.now()
        if stage is not None and stage.state == "running" and now - stage.told >= EVERY_S:
            stage.told = now
            self._tell(stage, "", stage.text)

    def _tell(self, stage: _Stage, state: str, text: str) -> None:
        said = "; ".join(part for part in (words.figures(stage.counts), text) if part)
        took = words.seconds(stage.elapsed(self._watched.now()))
        told = ", ".join(part for part in (state, said) if part)
        self._print(f"{LABELS[stage.name]}: {told} ({took})")

    def _print(self, line: str) -> None:
        self._console.print(Text(line), soft_wrap=True)


class LiveProgress:
    """A line a stage, with a spinner and the current page or test for the one that is running."""

    def __init__(self, console: Console, now: Callable[[], float]) -> None:
        self._console = console
        self._watched = _Watched(now)
        self._spinner = Spinner("dots", style="cyan")

    def stage(self, name: AgentName, state: str) -> None:
        """See the port."""
        self._watched.stage(name, state)

    def note(self, name: AgentName, text: str, **counts: int) -> None:
        """See the port."""
        self._watched.note(name, text, counts)

    def __rich__(self) -> RenderableType:
        """What is on the screen now."""
        grid = Table.grid(padding=(0, 2))
        grid.add_column(width=1)
        grid.add_column(min_width=15)
        grid.add_column(ratio=1, overflow="ellipsis", no_wrap=True)
        grid.add_column(justify="right", min_width=6)
        running: _Stage | None = None
        for stage in self._watched.stages.values():
            if stage.state:
                grid.add_row(*self._row(stage))
            running = stage if stage.state == "running" else running
        grid.expand = True
        return Group(grid, self._doing(running))

    def _row(self, stage: _Stage) -> tuple[RenderableType, ...]:
        now = self._watched.now()
        took = Text(words.seconds(stage.elapsed(now)), style="dim")
        label = Text(LABELS[stage.name], style="bold" if stage.state == "running" else "")
        said = words.figures(stage.counts)
        if stage.state == "running":
            return self._spinner, label, Text(said), took
        if stage.state != "completed":
            said = "; ".join(part for part in (said, stage.text) if part)
        mark, style = _MARKS[stage.state]
        return (
            Text(mark, style=style),
            label,
            Text(said, style="dim" if stage.state == "skipped" else ""),
            took,
        )

    def _doing(self, stage: _Stage | None) -> Text:
        """What is being done now, on a line of its own so that figures do not jump."""
        text = stage.text if stage is not None else ""
        line = Text(f"                    {text}" if text else "", style="dim")
        line.truncate(max(20, self._console.width), overflow="ellipsis")
        return line


@contextmanager
def showing(console: Console, now: Callable[[], float], *, quiet: bool) -> Iterator[Progress]:
    """The display that fits: nothing when quiet, live on a terminal, plain lines elsewhere."""
    if quiet:
        yield SilentProgress()
    elif console.is_terminal:
        live = LiveProgress(console, now)
        with Live(live, console=console, refresh_per_second=8, transient=False):
            yield live
    else:
        yield PlainProgress(console, now)

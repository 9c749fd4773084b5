"""What one phase of a scenario looked like in one fresh context."""

from agents.browser.snapshot import CLOSE_MARK, OPEN_MARK, Fact, Snapshot
from agents.domain.base import Model
from agents.domain.locator import Locator, Unique
from agents.evolution.diff import Change, changes


class Seen(Model):
    """A phase as performed.

    `before` is the page before the last acting phase, `prior` the page right before this one (they
    differ when a Then has steps of its own, such as a reload).
    """

    before: Snapshot
    prior: Snapshot
    after: Snapshot
    appeared: tuple[Fact, ...] = ()
    requested: str | None = None
    """The path that the last step asked for, when it was a Goto."""
    refusal: int | None = None
    """The 4xx status that the last step was answered with, if what it sent was turned down."""
    taken: bool = False
    """Whether what was typed was sent with the last step, and the server answered that it took it."""
    wrote: bool = False
    """Whether the last step sent anything that could be stored."""
    typed: tuple[str, ...] = ()
    """What was put into fields since a step last loaded a document, as it stands in the facts."""
    proof: Locator | None = None
    """What is seen only when signed in."""

    def changes(self) -> tuple[Change, ...]:
        """Everything that differs from before."""
        return changes(self.before, self.after, self.appeared)


def mark(unique: Unique) -> str:
    """How a text made at run time stands in the facts, whatever it was in this context."""
    return f"{OPEN_MARK}{unique.key}{CLOSE_MARK}"


def wanted(text: str | Unique) -> str:
    """An expected text as it stands in the facts."""
    return mark(text) if isinstance(text, Unique) else text


def told(text: str | Unique) -> str:
    """An expected text in words."""
    return f"the new {text.prefix}" if isinstance(text, Unique) else f'"{text}"'


def fold(text: str) -> str:
    """For comparing texts: no case, no runs of white space."""
    return " ".join(text.split()).casefold()

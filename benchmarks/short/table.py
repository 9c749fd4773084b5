"""A measurement beside what it is measured against, as a line of a Markdown table. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """One measurement; `peer` names what `theirs` is the figure of."""

    what: str
    ours: float
    peer: str
    theirs: float
    unit: str = ""

    @property
    def ratio(self) -> str:
        """How many times the peer's figure ours is; a dash where that has no meaning."""
        return f"{self.ours / self.theirs:.1f}x" if self.theirs else "-"

    def cells(self) -> tuple[str, ...]:
        """As it is printed."""
        return self.what, self._figure(self.ours), self.peer, self._figure(self.theirs), self.ratio

    def _figure(self, value: float) -> str:
        return f"{value:.0f} {self.unit}".rstrip()


def table(rows: Iterable[Row]) -> str:
    """The rows under a heading."""
    lines = [("measured", "Greenroom", "against", "its figure", "ratio"), ("---",) * 5]
    lines += [row.cells() for row in rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)

"""The words for figures and verdicts."""

from collections.abc import Mapping

from agents.domain.report import RunReport, Verdict
from agents.reporting.words import duration, title

STYLES = {
    Verdict.PASSED: "bold green",
    Verdict.FAILED: "bold red",
    Verdict.FLAKY: "bold yellow",
    Verdict.BLOCKED: "bold yellow",
    Verdict.INCONCLUSIVE: "bold yellow",
    Verdict.SKIPPED: "bold",
    Verdict.CANCELLED: "bold yellow",
}


def count(number: int, noun: str) -> str:
    """`1 page`, `12 pages`; the noun is given in the plural."""
    one = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return f"{number} {one if number == 1 else noun}"


def figures(counts: Mapping[str, int]) -> str:
    """`12 pages · 340 controls`, in the order given."""
    return " · ".join(count(number, name.replace("_", " ")) for name, number in counts.items())


def seconds(duration_s: float) -> str:
    """`0.4 s`, `14 s`, `2 min 05 s`: as the report tells it."""
    return duration(duration_s)


def headline(report: RunReport) -> str:
    """The verdict in a few words: the title of the report."""
    return title(report)

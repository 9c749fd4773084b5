"""The words for figures and verdicts."""

from collections.abc import Mapping

from agents.domain.report import RunReport, Verdict

VERDICTS = {
    Verdict.PASSED: ("Passed", "bold green"),
    Verdict.FAILED: ("Failed", "bold red"),
    Verdict.FLAKY: ("Flaky", "bold yellow"),
    Verdict.BLOCKED: ("Blocked", "bold yellow"),
    Verdict.INCONCLUSIVE: ("Inconclusive", "bold yellow"),
    Verdict.SKIPPED: ("Skipped", "bold"),
    Verdict.CANCELLED: ("Cancelled", "bold yellow"),
}


def count(number: int, noun: str) -> str:
    """`1 page`, `12 pages`; the noun is given in the plural."""
    one = noun.removesuffix("ies") + "y" if noun.endswith("ies") else noun.removesuffix("s")
    return f"{number} {one if number == 1 else noun}"


def figures(counts: Mapping[str, int]) -> str:
    """`12 pages · 340 controls`, in the order given."""
    return " · ".join(count(number, name.replace("_", " ")) for name, number in counts.items())


def seconds(duration_s: float) -> str:
    """`0.4 s`, `14 s`, `2 min 05 s`."""
    if duration_s < 10:
        return f"{duration_s:.1f} s"
    whole = round(duration_s)
    return f"{whole} s" if whole < 60 else f"{whole // 60} min {whole % 60:02d} s"


def headline(report: RunReport) -> str:
    """The verdict in a few words."""
    word, _ = VERDICTS[report.verdict]
    marks = [*(["incomplete"] if report.incomplete else []), *(["degraded"] if report.degraded else [])]
    return f"{word} ({', '.join(marks)})" if marks else word

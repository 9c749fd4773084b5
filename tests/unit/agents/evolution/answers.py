"""Short ways to ask whether an outcome was observed."""

from agents.browser.snapshot import FactKind
from agents.domain.scenario import Expectation
from agents.evolution.outcomes import check
from agents.evolution.seen import Seen
from agents.evolution.verdict import NotObserved, Observed


def observed(expectation: Expectation, of: Seen) -> list[tuple[FactKind, str]]:
    """The facts that show it."""
    verdict = check(expectation, of)
    assert isinstance(verdict, Observed), verdict
    return [(one.fact.kind, one.fact.value) for one in verdict.evidence]


def refused(expectation: Expectation, of: Seen) -> str:
    """The reason why it was not."""
    verdict = check(expectation, of)
    assert isinstance(verdict, NotObserved), verdict
    return verdict.reason

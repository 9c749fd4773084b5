"""The words of a Then sentence, from what was observed. Pure."""

from collections.abc import Sequence

from agents.browser.snapshot import FactKind
from agents.domain.assertions import HasCount, HasText, HasTexts
from agents.domain.scenario import Expectation, Outcome, Phase
from agents.evolution.choose import Candidate

_LONGEST_QUOTE = 60


def sentence(phase: Phase, chosen: Sequence[Candidate]) -> str:
    """The text of the block: the planned one, or a more exact one where numbers or messages were observed."""
    for expectation in phase.expects:
        exact = _exact(expectation, chosen)
        if exact is not None and len(phase.expects) == 1:
            return exact
    return phase.text


def _exact(expectation: Expectation, chosen: Sequence[Candidate]) -> str | None:
    match expectation.outcome:
        case Outcome.ITEMS_MATCH:
            return _listed(chosen, _about(expectation))
        case Outcome.ITEMS_EMPTY:
            return "no items are listed"
        case Outcome.MESSAGE_APPEARS:
            return _message(chosen)
        case _:
            return None


def _about(expectation: Expectation) -> str:
    return f" for “{expectation.text}”" if isinstance(expectation.text, str) else ""


def _listed(chosen: Sequence[Candidate], about: str) -> str | None:
    for one in chosen:
        count = _count(one) if one.supports else None
        if count is not None:
            return f"{count} {'item is' if count == 1 else 'items are'} listed{about}"
    return None


def _count(one: Candidate) -> int | None:
    match one.assertion:
        case HasTexts(texts=texts):
            return len(texts)
        case HasCount(count=count):
            return count
        case _:
            return None


def _message(chosen: Sequence[Candidate]) -> str | None:
    for one in chosen:
        said = one.supports and one.fact.kind in (FactKind.MESSAGE, FactKind.APPEARED)
        literal = isinstance(one.assertion, HasText) and isinstance(one.assertion.text, str)
        if said and literal and len(one.fact.value) <= _LONGEST_QUOTE:
            return f"the message “{one.fact.value}” is shown"
    return None

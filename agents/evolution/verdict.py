"""The answer to "did it come about?", and what answers are made of. Pure."""

from collections.abc import Iterable

from agents.browser.snapshot import Fact, FactKind, Snapshot
from agents.domain.base import Model
from agents.domain.locator import Locator, Unique
from agents.evolution.diff import Change, How
from agents.evolution.seen import Seen, fold, wanted

TEXTUAL = (
    FactKind.MESSAGE,
    FactKind.APPEARED,
    FactKind.HEADING,
    FactKind.TEXT,
    FactKind.DIALOG,
    FactKind.ITEMS,
    FactKind.VALUE,
)


class Observed(Model):
    """It came about; these facts show it."""

    evidence: tuple[Change, ...]


class NotObserved(Model):
    """It did not; `reason` is a sentence for a person."""

    reason: str


Verdict = Observed | NotObserved


def not_observed(what: str) -> NotObserved:
    """A refusal in the one form that reports use."""
    return NotObserved(reason=f"not observed: {what}")


def observed(evidence: Iterable[Change], otherwise: str) -> Verdict:
    """Observed when there is evidence, else the reason."""
    found = tuple(evidence)
    return Observed(evidence=found) if found else not_observed(otherwise)


def holds(fact: Fact, text: str | Unique) -> bool:
    """Whether the fact's text, or one of its items, contains this text."""
    needle = fold(wanted(text))
    return any(needle in fold(hay) for hay in (fact.value, *fact.items))


def shows(seen: Seen, fact: Fact, text: str | Unique) -> bool:
    """Whether the application shows this text in a fact. That a field holds what was typed is no answer."""
    own = fact.kind is FactKind.VALUE and any(fold(wanted(text)) in fold(one) for one in seen.typed)
    return not own and holds(fact, text)


def is_typed(seen: Seen, fact: Fact) -> bool:
    """Whether a fact is only that a field holds what was typed into it."""
    return fact.kind is FactKind.VALUE and any(fold(fact.value) == fold(one) for one in seen.typed)


def now(changes: Iterable[Change], *kinds: FactKind) -> tuple[Change, ...]:
    """What is new or changed, of these kinds."""
    return tuple(change for change in changes if change.how is not How.GONE and change.fact.kind in kinds)


def gone(changes: Iterable[Change], *kinds: FactKind) -> tuple[Change, ...]:
    """What is no longer there, of these kinds."""
    return tuple(change for change in changes if change.how is How.GONE and change.fact.kind in kinds)


def kept(fact: Fact) -> Change:
    """A fact that holds, as evidence by itself."""
    return Change(how=How.KEPT, fact=fact)


def shown(snapshot: Snapshot, on: Locator) -> bool:
    """Whether a watched locator is visible on this snapshot."""
    fact = snapshot.at(on, FactKind.SHOWN)
    return fact is not None and fact.value == "true"


def about(changes: Iterable[Change], on: Locator) -> tuple[Change, ...]:
    """Changes at exactly this locator."""
    return tuple(change for change in changes if change.fact.on == on)

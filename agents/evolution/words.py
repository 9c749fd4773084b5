"""The words of a Then sentence, from what was observed. Pure."""

from collections.abc import Sequence

from agents.browser.snapshot import OPEN_MARK, Fact, FactKind
from agents.domain.assertions import AllContain, HasCount, HasText, HasTexts, IsHidden, IsVisible
from agents.domain.locator import ByRole, ByText, Locator
from agents.domain.scenario import Expectation, Outcome, Phase
from agents.evolution.choose import Candidate
from agents.evolution.diff import How

_LONGEST_QUOTE = 60
_OF_FIELD = (FactKind.REFUSED, FactKind.INVALID, FactKind.FOCUS)
"""Kinds that say of a field that it was refused; the checks of outcomes give them for the field alone."""


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
        case Outcome.ITEMS_NARROWED:
            return _narrowed(chosen)
        case Outcome.CONTENT_CHANGES if expectation.on is None and expectation.text is None:
            return _opened(chosen)
        case Outcome.ITEMS_EMPTY:
            return "no items are listed"
        case Outcome.MESSAGE_APPEARS if expectation.on is None:
            said = _said(chosen)
            return f"the message “{said}” is shown" if said else None
        case Outcome.MESSAGE_APPEARS | Outcome.FIELD_REFUSED:
            return _refusal(expectation.on, chosen)
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


def _narrowed(chosen: Sequence[Candidate]) -> str | None:
    """As planned only where every item was seen to say it; else what the list has lost, which is less."""
    proof = [one.assertion for one in chosen if one.supports]
    if any(isinstance(one, AllContain) for one in proof):
        return None
    missing = next((one.on.chain[-1].has_text for one in proof if isinstance(one, IsHidden)), None)
    lost = f", without “{missing}”" if isinstance(missing, str) else ""
    return f"other items are listed{lost}"


def _opened(chosen: Sequence[Candidate]) -> str | None:
    """A dialog is more than a change; menus and lists of choices are told by what was done."""
    dialog = next((one.fact for one in chosen if one.how is How.NEW and _is_dialog(one.fact)), None)
    if dialog is None:
        return None
    named = dialog.value and OPEN_MARK not in dialog.value
    return f"the dialog “{dialog.value}” opens" if named else "a dialog opens"


def _is_dialog(fact: Fact) -> bool:
    last = fact.on.chain[-1] if fact.kind is FactKind.DIALOG and fact.on is not None else None
    return isinstance(last, ByRole) and last.role in ("dialog", "alertdialog")


def _count(one: Candidate) -> int | None:
    match one.assertion:
        case HasTexts(texts=texts):
            return len(texts)
        case HasCount(count=count):
            return count
        case _:
            return None


def _refusal(on: Locator | None, chosen: Sequence[Candidate]) -> str | None:
    """In what way a form refused; as planned where the evidence is about the field itself."""
    proof = [one for one in chosen if one.supports]
    if not proof or any(one.fact.kind in _OF_FIELD or _is_about(one.fact, on) for one in proof):
        return None
    told = _said(chosen, FactKind.TEXT)
    return f"it is refused with the message “{told}”" if told else "it is refused with a message"


def _is_about(fact: Fact, on: Locator | None) -> bool:
    return fact.field is not None and fact.field == on


def _said(chosen: Sequence[Candidate], *more: FactKind) -> str | None:
    """What a message says that is asserted, where it is short enough to read."""
    for one in chosen:
        said = one.supports and one.fact.kind in (FactKind.MESSAGE, FactKind.APPEARED, *more)
        if said and _is_quoted(one) and len(one.fact.value) <= _LONGEST_QUOTE:
            return one.fact.value
    return None


def _is_quoted(one: Candidate) -> bool:
    """Whether the words of a fact are asserted: as a text, or as what is looked for."""
    match one.assertion:
        case HasText(text=text):
            return isinstance(text, str)
        case IsVisible(on=on):
            return any(isinstance(part, ByText) and part.text == one.fact.value for part in on.chain)
        case _:
            return False

"""Two scenarios of one form that hear the same answer: then it tells neither of them anything. Pure."""

from collections.abc import Iterator, Mapping, Sequence

from agents.browser.snapshot import FactKind
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.spec import Rejection
from agents.domain.steps import Step
from agents.evolution.compile import rejection
from agents.evolution.diff import How
from agents.evolution.judge import Finding
from agents.evolution.seen import fold

_REFUSALS = frozenset((ScenarioKind.FORM_MISSING, ScenarioKind.FORM_INVALID, ScenarioKind.CHECKOUT_INVALID))
_OUTCOMES = (
    Outcome.FIELD_REFUSED,
    Outcome.MESSAGE_APPEARS,
    Outcome.FORM_ACCEPTED,
    Outcome.FORM_ANSWERED,
)
_SAID = (FactKind.MESSAGE, FactKind.APPEARED, FactKind.TEXT, FactKind.HEADING, FactKind.DIALOG)
_NOT_SAID = (FactKind.ADDRESS,)
"""That the address is still the same is no evidence of its own."""

_NO_REFUSAL = "not observed: the application says the same when everything is filled in as it should be"
_NO_ACCEPTANCE = "not observed: the application says the same when it is filled in wrongly"


def same_answers(
    scenarios: Sequence[Scenario], findings: Mapping[str, Sequence[Finding]]
) -> Iterator[Rejection]:
    """The scenarios whose only evidence is said by the application to right and wrong input alike.

    Args:
        scenarios: those that were performed.
        findings: what the phases of each showed, as far as it came; an accepted form that was seen to be
            refused tells as much of what the others heard.
    """
    sent = [one for one in scenarios if findings.get(one.id) and _deciding(one)]
    for refused in (one for one in sent if one.kind in _REFUSALS):
        for accepted in (one for one in sent if one.kind is ScenarioKind.FORM_VALID):
            if _form(refused) != _form(accepted):
                continue
            no, yes = _evidence(refused, findings), _evidence(accepted, findings)
            if no is not None and no <= _told(accepted, findings):
                yield rejection(refused, "observe", _NO_REFUSAL)
            if yes is not None and yes <= _told(refused, findings):
                yield rejection(accepted, "observe", _NO_ACCEPTANCE)


def _deciding(scenario: Scenario) -> list[int]:
    """The phases that say whether the form was accepted."""
    return [
        number
        for number, phase in enumerate(scenario.phases)
        if any(one.outcome in _OUTCOMES for one in phase.expects)
    ]


def _form(scenario: Scenario) -> tuple[str, Step | None]:
    """Which form it is: where it stands, and what sends it."""
    acting: list[Phase] = [phase for phase in scenario.phases if phase.steps]
    return scenario.start, acting[-1].steps[-1] if acting else None


def _decisive(scenario: Scenario, findings: Mapping[str, Sequence[Finding]]) -> list[Finding]:
    shown = findings[scenario.id]
    return [shown[number] for number in _deciding(scenario) if number < len(shown)]


def _evidence(scenario: Scenario, findings: Mapping[str, Sequence[Finding]]) -> frozenset[str] | None:
    """What its outcome is shown by, when that is only what the application says."""
    supports = [
        one
        for finding in _decisive(scenario, findings)
        for one in finding.supports
        if one.fact.kind not in _NOT_SAID
    ]
    if not supports or any(one.fact.kind not in _SAID for one in supports):
        return None
    return frozenset(fold(one.fact.value) for one in supports)


def _told(scenario: Scenario, findings: Mapping[str, Sequence[Finding]]) -> frozenset[str]:
    """All that the application said by then."""
    return frozenset(
        fold(change.fact.value)
        for finding in _decisive(scenario, findings)
        for change in finding.changes
        if change.how is not How.GONE and change.fact.kind in _SAID
    )

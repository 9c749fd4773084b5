"""Short ways to ask for the scenarios of one kind."""

from agents.domain.page import SignIn
from agents.domain.scenario import Expectation, Outcome, Scenario, ScenarioKind, ScenarioSet
from agents.domain.steps import Step
from agents.domain.target import Safety
from agents.requirements.rules import derive
from tests.unit.agents.maps import page_map, run_request


def plan(text: str, *, safety: Safety = Safety.FULL, sign_in: SignIn | None = None) -> ScenarioSet:
    """The scenarios of a page map in the notation."""
    return derive(run_request(safety=safety), page_map(text, sign_in=sign_in))


def of(kind: ScenarioKind, text: str, safety: Safety = Safety.FULL) -> list[Scenario]:
    """The scenarios of one kind."""
    return [scenario for scenario in plan(text, safety=safety).scenarios if scenario.kind is kind]


def one(kind: ScenarioKind, text: str, safety: Safety = Safety.FULL) -> Scenario:
    """The only scenario of a kind."""
    found = of(kind, text, safety)
    assert len(found) == 1, [scenario.title for scenario in found]
    return found[0]


def refusals(text: str, safety: Safety = Safety.FULL) -> list[str]:
    """What was recognised and not planned, with the reason."""
    return [f"{refusal.what}: {refusal.reason}" for refusal in plan(text, safety=safety).unplanned]


def steps(scenario: Scenario) -> list[Step]:
    """All steps in order."""
    return [step for phase in scenario.phases for step in phase.steps]


def expects(scenario: Scenario) -> list[Expectation]:
    """All expectations in order."""
    return [expectation for phase in scenario.phases for expectation in phase.expects]


def outcomes(scenario: Scenario) -> list[Outcome]:
    """All outcomes in order."""
    return [expectation.outcome for expectation in expects(scenario)]

"""What may run beside what, performed or printed. Pure.

What only reads may run beside whatever else reads. What changes data goes in two lanes of one at a time: what
makes a record of its own, which nobody else looks at, and what shares the things of one account (its cart,
its orders, its profile).
"""

from collections.abc import Iterable
from enum import Enum

from agents.domain.locator import Unique
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.steps import Fill, Step
from agents.evolution.others import ABOUT_OWN_RECORDS


class Lane(Enum):
    """Which of them something belongs to."""

    READS = "reads"
    OWN_RECORD = "own record"
    ACCOUNT = "account"


WRITING = (Lane.OWN_RECORD, Lane.ACCOUNT)
"""The lanes of what changes data."""


def lane_of(kind: ScenarioKind, steps: Iterable[Step], *, writes: bool) -> Lane:
    """The lane of a scenario or test of this kind with these steps."""
    if not writes:
        return Lane.READS
    own = any(isinstance(step, Fill) and isinstance(step.value, Unique) for step in steps)
    return Lane.OWN_RECORD if own and kind in ABOUT_OWN_RECORDS else Lane.ACCOUNT


def lane_of_scenario(scenario: Scenario) -> Lane:
    """The lane of a scenario, which is that of the test that is printed of it."""
    steps = (step for phase in scenario.phases for step in phase.steps)
    return lane_of(scenario.kind, steps, writes=scenario.writes)

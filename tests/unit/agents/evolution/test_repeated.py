"""What a later repeat is given up for."""

import pytest

from agents.domain.spec import ServerFailure
from agents.evolution.compile import rejection
from agents.evolution.outcomes_refusal import TURNED_DOWN
from agents.evolution.repeated import in_repeat
from tests.unit.agents.evolution.builders import scenario

TAKEN = rejection(scenario(), "observe", f"not observed: {TURNED_DOWN} 422")


def test_the_first_performance_is_no_repeat() -> None:
    assert in_repeat(TAKEN, 0) is TAKEN


def test_what_the_server_has_already_it_refuses_the_second_time() -> None:
    told = in_repeat(TAKEN, 1)
    assert told.stage == "observe"
    assert told.reason == (
        "the server took these values once and refused them in repeat 2 (422): "
        "what this form stores must be different each time"
    )


@pytest.mark.parametrize("reason", [f"not observed: {TURNED_DOWN} 429", "it took too long"])
def test_anything_else_differed_in_a_fresh_context(reason: str) -> None:
    told = in_repeat(rejection(scenario(), "perform", reason), 2)
    assert (told.stage, told.reason) == ("repeat", f"in repeat 3: {reason}")


def test_a_server_that_failed_is_told_as_it_is() -> None:
    failed = TAKEN.model_copy(
        update={"server_failures": (ServerFailure(method="GET", path="/", status=500),)}
    )
    assert in_repeat(failed, 1) is failed

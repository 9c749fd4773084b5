"""Why a scenario that went well is given up in a later repeat. Pure."""

import re

from agents.domain.spec import Rejection
from agents.evolution.outcomes_refusal import TURNED_DOWN

_TURNED_DOWN = re.compile(rf"{TURNED_DOWN} (400|409|422)\b")
"""How servers refuse what they have already; other statuses say that one may not, or not so soon."""


def in_repeat(outcome: Rejection, number: int) -> Rejection:
    """The rejection as that of a repeat; what the server failed at speaks for itself.

    Args:
        outcome: why the scenario was given up.
        number: the repeat, from 0.
    """
    if number == 0 or outcome.server_failures:
        return outcome
    if (refused := _TURNED_DOWN.search(outcome.reason)) is not None:
        # The page did what it should: no context is to blame for what the server keeps.
        reason = (
            f"the server took these values once and refused them in repeat {number + 1} ({refused[1]}): "
            "what this form stores must be different each time"
        )
        return outcome.model_copy(update={"reason": reason})
    return outcome.model_copy(
        update={"stage": "repeat", "reason": f"in repeat {number + 1}: {outcome.reason}"}
    )

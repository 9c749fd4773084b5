"""One task of Evolution: what its specs wait for when they sign in."""

import pytest

from agents.domain.assertions import Assertion, HasUrl, IsHidden, IsVisible
from agents.domain.locator import ByLabel, ByRole, Locator
from agents.domain.page import SignIn
from agents.domain.steps import Click, Env, Fill, Goto
from agents.evolution.task import signed_in_when

NAME, PASSWORD = (Locator(chain=(ByLabel(text=text),)) for text in ("Name", "Password"))
PROOF = Locator(chain=(ByRole(role="button", name="Sign out ann"),))
STEPS = (
    Goto(path="/"),
    Fill(on=NAME, value=Env(name="USER_NAME")),
    Fill(on=PASSWORD, value=Env(name="PASS_WORD")),
    Click(on=Locator(chain=(ByRole(role="button", name="Enter"),))),
)


@pytest.mark.parametrize(
    ("proof", "landed_on", "hidden", "waits"),
    [
        (PROOF, "/", (), IsVisible(on=PROOF)),
        (PROOF, "/home", ("ann",), HasUrl(path="/home")),
        (None, "/home", (), HasUrl(path="/home")),
        # The address is true before anything was sent: waiting for it would outrun the answer.
        (None, "/", (), IsHidden(on=PASSWORD)),
    ],
    ids=["proof", "a proof with the user's name", "another address", "the same address"],
)
def test_specs_wait_for_what_only_signing_in_brings(
    proof: Locator | None, landed_on: str, hidden: tuple[str, ...], waits: Assertion
) -> None:
    signed = SignIn(outcome="signed-in", path="/", steps=STEPS, landed_on=landed_on, proof=proof)

    assert signed_in_when(signed, hidden) == (waits,)


def test_without_steps_there_is_nothing_to_wait_for() -> None:
    assert signed_in_when(SignIn(outcome="not-asked"), ()) == ()

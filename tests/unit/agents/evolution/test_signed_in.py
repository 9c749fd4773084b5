"""What a printed sign-in waits for."""

import pytest

from agents.domain.assertions import Assertion, HasUrl, IsHidden, IsVisible
from agents.domain.page import SignIn
from agents.domain.steps import Env, Fill
from agents.evolution.signed_in import signed_in_when
from tests.unit.agents.evolution.builders import role

PROOF = role("link", "Sign out Pat")
FIELD = role("textbox", "Password")
SECRET = Fill(on=FIELD, value=Env(name="APP_PASSWORD"))


@pytest.mark.parametrize(
    ("sign_in", "hidden", "when"),
    [
        ({"proof": PROOF, "landed_on": "/home"}, (), (IsVisible(on=PROOF),)),
        ({"proof": PROOF, "landed_on": "/home"}, ("kim",), (IsVisible(on=PROOF),)),
        ({"proof": PROOF, "landed_on": "/home"}, ("kim", "Pat"), (HasUrl(path="/home"),)),
        ({"proof": PROOF, "landed_on": "/home"}, ("pat",), (HasUrl(path="/home"),)),
        ({"proof": role("link", 'Out O"Neil'), "landed_on": "/home"}, ('O"Neil',), (HasUrl(path="/home"),)),
        ({"landed_on": "/home"}, (), (HasUrl(path="/home"),)),
        ({"proof": PROOF}, ("Pat",), ()),
        # The address is true before anything was sent: waiting for it would outrun the answer.
        ({"path": "/", "landed_on": "/", "steps": (SECRET,)}, (), (IsHidden(on=FIELD),)),
        ({}, (), ()),
    ],
)
def test_the_printed_sign_in_waits_for_a_proof_that_gives_nobody_away(
    sign_in: dict[str, object], hidden: tuple[str, ...], when: tuple[Assertion, ...]
) -> None:
    assert signed_in_when(SignIn.model_validate({"outcome": "signed-in", **sign_in}), hidden) == when

"""What a printed sign-in waits for. Pure."""

from collections.abc import Sequence

from agents.domain.assertions import Assertion, HasUrl, IsHidden, IsVisible
from agents.domain.locator import Locator
from agents.domain.page import SignIn
from agents.domain.steps import Env, Fill


def signed_in_when(sign_in: SignIn, hidden: Sequence[str]) -> tuple[Assertion, ...]:
    """What the printed sign-in helper waits for. A proof that holds the user's name would give it away."""
    proof = sign_in.proof
    if proof is not None and not _names_any(proof, hidden):
        return (IsVisible(on=proof),)
    if sign_in.landed_on and sign_in.landed_on != sign_in.path:
        return (HasUrl(path=sign_in.landed_on),)
    # Where the address stays, only the form going away tells that the answer has come.
    secret = [step.on for step in sign_in.steps if isinstance(step, Fill) and isinstance(step.value, Env)]
    return (IsHidden(on=secret[-1]),) if secret else ()


def _names_any(on: Locator, hidden: Sequence[str]) -> bool:
    words = [
        word.casefold() for part in on.chain for word in part.model_dump().values() if isinstance(word, str)
    ]
    return any(value.casefold() in word for value in hidden for word in words)

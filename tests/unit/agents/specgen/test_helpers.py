"""The helper functions of a spec; the whole text stands in tests/golden/specgen."""

import pytest

from agents.domain.assertions import HasTitle
from agents.domain.locator import ByLabel, ByRole, Locator, Unique
from agents.domain.spec import TestCase
from agents.domain.steps import Click, Env, Fill, Goto, Step, Text
from agents.specgen.helpers import SignIn, helper_functions
from tests.golden.specgen_cases import SIGN_IN, SIGNED_IN, case, given, then

BY_FORM = SignIn(steps=SIGN_IN, expects=SIGNED_IN)
NAME = Locator(chain=(ByLabel(text="Name"),))
OWN = Unique(key="name", prefix="Mug")
SECRET = Fill(on=NAME, value=Env(name="CODE"))
MADE = Fill(on=NAME, value=OWN)
NAMED = Click(on=Locator(chain=(ByRole(role="row", has_text=OWN),)))
PLAIN = Fill(on=NAME, value=Text(text="Mug"))


def spec(*steps: Step, signed_in: bool = False) -> TestCase:
    block = given("the page is open", Goto(path="/"), *steps)
    return case("T", "F", block, then("it is", HasTitle(title="A")), scenario="t", signed_in=signed_in)


def names(sign_in: SignIn, *tests: TestCase) -> list[str]:
    """What the functions are called, in the order in which they are printed."""
    texts = helper_functions(tests, sign_in)
    return [text.split("function ", 1)[1].split("(")[0] for text in texts]


@pytest.mark.parametrize(
    ("sign_in", "tests", "printed"),
    [
        (BY_FORM, (), []),
        (BY_FORM, (spec(PLAIN),), []),
        (BY_FORM, (spec(SECRET),), ["env"]),
        (BY_FORM, (spec(MADE, NAMED),), ["unique"]),
        (BY_FORM, (spec(PLAIN, signed_in=True),), ["env", "signIn"]),
        (BY_FORM, (spec(MADE), spec(SECRET), spec(signed_in=True)), ["env", "unique", "signIn"]),
        (SignIn(steps=(Goto(path="/in"),)), (spec(signed_in=True),), ["signIn"]),
        (SignIn(), (spec(signed_in=True),), []),
    ],
)
def test_only_what_the_tests_call_is_printed(
    sign_in: SignIn, tests: tuple[TestCase, ...], printed: list[str]
) -> None:
    assert names(sign_in, *tests) == printed


def test_there_is_a_form_where_there_are_steps() -> None:
    assert BY_FORM.by_form
    assert not SignIn(expects=SIGNED_IN).by_form


def test_signing_in_waits_for_what_shows_that_it_worked() -> None:
    text = helper_functions((spec(signed_in=True),), BY_FORM)[-1]
    lines = text.splitlines()
    assert (lines[0], lines[-1]) == ("async function signIn(page: Page): Promise<void> {", "}")
    body = [line.strip() for line in lines[1:-1]]
    assert [line.startswith("await expect(") for line in body] == [False] * len(SIGN_IN) + [True] * 2
    assert "env('SHOP_PASSWORD')" in body[2]

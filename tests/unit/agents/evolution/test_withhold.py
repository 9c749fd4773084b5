"""Tests that would give a secret away are no tests of the run (promise 7)."""

from agents.domain.assertions import HasText, HasTitle, IsVisible
from agents.domain.locator import ByRole, Locator
from agents.domain.steps import Goto
from agents.evolution.deliver import Opening
from agents.evolution.withhold import REASON, telling
from tests.golden.specgen_cases import case, given, then

HEADING = Locator(chain=(ByRole(role="heading", level=1),))
LINK = Locator(chain=(ByRole(role="link", name="Key hunter22"),))
START = given("the page is open", Goto(path="/"))
TELLS = case(
    "The key is shown", "Keys", START, then("it is", HasText(on=HEADING, text="hunter22")), scenario="a"
)
MUTE = case("The page has a title", "Keys", START, then("it has", HasTitle(title="Keys")), scenario="b")


def tells(text: str) -> bool:
    return "hunter22" in text


def test_the_test_that_tells_is_withheld_and_its_neighbour_in_the_file_is_not() -> None:
    (held,) = telling([TELLS, MUTE], Opening(), tells)
    assert (held.scenario, held.stage, held.reason) == ("a", "safety", REASON)
    assert not list(telling([TELLS, MUTE], Opening(), lambda _: False))


def test_a_sign_in_that_tells_costs_the_tests_that_sign_in() -> None:
    opening = Opening(steps=(Goto(path="/login"),), when=(IsVisible(on=LINK),))
    inside = MUTE.model_copy(update={"scenario": "c", "id": "c", "signed_in": True})
    assert [one.scenario for one in telling([inside, MUTE], opening, tells)] == ["c"]


def test_a_title_tells_too() -> None:
    named = MUTE.model_copy(update={"title": "The page hunter22"})
    assert [one.scenario for one in telling([named], Opening(), tells)] == ["b"]

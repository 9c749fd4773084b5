"""What is set back is set back however the test ends; the whole text stands in tests/golden/specgen."""

from agents.domain.assertions import HasTitle
from agents.domain.spec import Performed
from agents.domain.steps import Goto
from agents.specgen.cases import print_test
from agents.specgen.helpers import SignIn
from tests.golden.specgen_cases import RESTORING, case, given, then

HOW = SignIn(steps=(), expects=())


def lines(*blocks: Performed) -> list[str]:
    text = print_test(case("T", "F", *blocks, scenario="t"), HOW)
    return [line.strip() for line in text.splitlines() if line.startswith("    ") and line[4] != " "]


def test_all_between_the_opening_and_the_way_back_is_tried() -> None:
    told = [line.split("'")[1][:4] if "'" in line else line for line in lines(*RESTORING.blocks)]
    assert told == ["Give", "});", "try {", "} finally {", "}", "Then", "});"]


def test_what_the_way_back_leads_to_at_once_is_awaited_with_it() -> None:
    """A test that ended before could cut off what the last click has begun."""
    changed, back = RESTORING.blocks[1], RESTORING.blocks[3]
    gone = then("it is gone", HasTitle(title="Home"))
    # Whatever stands within the braces is indented further, so it is none of these lines.
    assert lines(changed, back, gone) == ["try {", "} finally {", "}"]
    assert lines(changed, back, gone.model_copy(update={"steps": (Goto(path="/"),)}))[3:] != []


def test_there_is_nothing_to_try_without_a_way_back_or_before_it() -> None:
    sees = then("it is there", HasTitle(title="Home"))
    back = RESTORING.blocks[3]
    opened = given("the page is open", Goto(path="/"))
    for blocks in ((opened, sees), (opened, back, sees), (back, sees)):
        assert "try {" not in lines(*blocks)

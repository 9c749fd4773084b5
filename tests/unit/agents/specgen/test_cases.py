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


COMMENT = "// However the test ends, it tidies up."
TIDIED = [
    COMMENT,
    "const tidyUp = async () => {",
    "};",
    "try {",
    "} catch (failure) {",
    "}",
    "await tidyUp();",
]


def test_all_between_the_opening_and_the_way_back_is_tried() -> None:
    told = [line.split("'")[1][:4] if "'" in line else line for line in lines(*RESTORING.blocks)]
    assert told == ["Give", "});", *TIDIED]


def test_a_clean_up_that_fails_as_well_does_not_hide_what_failed_first() -> None:
    text = print_test(case("T", "F", *RESTORING.blocks, scenario="t"), HOW)
    handler = text[text.index("catch (failure)") :].split("}")[0]
    assert [line.strip() for line in handler.splitlines()[1:]] == [
        "// What failed first is what the test fails with.",
        "await tidyUp().catch(() => undefined);",
        "throw failure;",
        "",
    ]


def test_what_the_way_back_leads_to_belongs_to_it() -> None:
    """A test that ended before could cut off what the last click has begun."""
    changed, back = RESTORING.blocks[1], RESTORING.blocks[3]
    gone = then("it is gone", HasTitle(title="Home"))
    # Whatever stands within the braces is indented further, so it is none of these lines.
    assert lines(changed, back, gone) == TIDIED
    assert lines(changed, back, gone.model_copy(update={"steps": (Goto(path="/"),)})) == TIDIED


def test_what_was_made_to_begin_with_is_tidied_up_as_well() -> None:
    """It is there from then on, whatever the next step meets."""
    made = given("an entry of its own was made", *RESTORING.blocks[1].steps)
    opened = given("the entry is open", Goto(path="/"))
    assert lines(made, opened, RESTORING.blocks[1], RESTORING.blocks[3]) == TIDIED


def test_there_is_nothing_to_try_without_a_way_back_or_before_it() -> None:
    sees = then("it is there", HasTitle(title="Home"))
    back = RESTORING.blocks[3]
    opened = given("the page is open", Goto(path="/"))
    for blocks in ((opened, sees), (opened, back, sees), (back, sees)):
        assert "try {" not in lines(*blocks)


def test_a_test_that_leaves_what_it_stores_says_so_above() -> None:
    leaving = case("T", "F", *RESTORING.blocks[:2], scenario="t")
    text = print_test(leaving.model_copy(update={"leaves": "no way to delete it was found"}), HOW)
    assert text.splitlines()[0] == "  // Leaves what it stores behind: no way to delete it was found."
    assert text.split("\n", 1)[1] == print_test(leaving, HOW)

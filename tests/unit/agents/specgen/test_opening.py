from agents.domain.assertions import HasTitle
from agents.domain.locator import ByLabel, Locator, Unique
from agents.domain.spec import Performed, TestCase, Wait
from agents.domain.steps import Fill, Goto, Reload
from agents.specgen.opening import Opening, common_opening, starting_at_its_address, without
from tests.golden.specgen_cases import case, given, then, when

HOME = given("the home page is open", Goto(path="/"))
SEES = then("it is there", HasTitle(title="Home"))


def numbered(number: int, *blocks: Performed, signed_in: bool = False, start: str = "/") -> TestCase:
    return case(f"T{number}", "F", *blocks, scenario=f"s-{number}", signed_in=signed_in, start=start)


def test_the_same_given_of_all_tests_is_done_once() -> None:
    tests = [numbered(1, HOME, SEES), numbered(2, HOME, SEES)]
    opening = common_opening(tests)
    assert opening == Opening(block=HOME)
    assert without(tests[0], opening).blocks == (SEES,)


def test_a_given_with_a_text_of_its_own_test_is_not_shared() -> None:
    text = Unique(key="name", prefix="Mug")
    block = given("a name is typed", Fill(on=Locator(chain=(ByLabel(text="Name"),)), value=text))
    assert common_opening([numbered(1, block, SEES), numbered(2, block, SEES)]) == Opening()


def test_the_same_address_is_opened_once_though_the_sentences_differ() -> None:
    other = given("the shop is open", Goto(path="/"), Reload())
    tests = [numbered(1, HOME, SEES), numbered(2, other, SEES)]
    opening = common_opening(tests)
    assert opening == Opening(goto=Goto(path="/"))
    assert without(tests[1], opening).blocks == (other.model_copy(update={"steps": (Reload(),)}), SEES)


def test_signing_in_is_shared_though_addresses_differ() -> None:
    tests = [
        numbered(1, HOME, SEES, signed_in=True),
        numbered(2, given("x", Goto(path="/b")), SEES, signed_in=True),
    ]
    opening = common_opening(tests)
    assert opening == Opening(signs_in=True)
    assert not without(tests[0], opening).signed_in
    assert without(tests[0], opening).blocks == tests[0].blocks


def test_nothing_is_shared_when_only_some_tests_are_signed_in() -> None:
    assert common_opening([numbered(1, HOME, SEES, signed_in=True), numbered(2, HOME, SEES)]) == Opening()


def test_a_single_test_keeps_its_beginning() -> None:
    assert common_opening([numbered(1, HOME, SEES)]) == Opening()


def test_a_when_is_never_moved_as_a_whole() -> None:
    block = when("it is loaded", Goto(path="/"), Reload())
    opening = common_opening([numbered(1, block, SEES), numbered(2, block, SEES)])
    assert opening == Opening(goto=Goto(path="/"))


def test_a_test_that_does_not_open_an_address_starts_at_its_own() -> None:
    started = starting_at_its_address(numbered(1, when("it reloads", Reload()), SEES, start="/a"))
    assert started.blocks[0].steps == (Goto(path="/a"), Reload())
    assert starting_at_its_address(started) == started


def test_waits_keep_their_place_when_a_step_comes_or_goes() -> None:
    """A wait after the shared address stands first in the test, and behind an address that is put before."""
    wait = Wait(after=1, on=Locator(chain=(ByLabel(text="List"),)))
    waiting = HOME.model_copy(update={"steps": (Goto(path="/"), Reload()), "waits": (wait,)})
    tests = [numbered(1, waiting, SEES), numbered(2, HOME, SEES)]
    shared = without(tests[0], common_opening(tests)).blocks[0]
    assert (shared.steps, shared.waits) == ((Reload(),), (wait.model_copy(update={"after": 0}),))
    opened = starting_at_its_address(numbered(1, shared, SEES)).blocks[0]
    assert opened.waits == (wait,)

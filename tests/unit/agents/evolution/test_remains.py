"""What the crawl has left behind is not what the application shows anybody."""

import pytest

from agents.browser.snapshot import Address, Fact
from agents.domain.page import PageMap, Request
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.steps import Click
from agents.evolution.remains import NOTHING, Remains, left_by_crawl, remains
from tests.unit.agents.evolution.builders import css, given, heading, listing, role, scenario, text, when
from tests.unit.agents.maps import page_map

MAP = """
page /courses signed-in
list Courses list "Pottery" "Choir"
item 0 link "Pottery" href=/courses/1
item 0 button "Join"
does navigation to=p2.s1
item 1 link "Choir" href=/courses/2
page /mine signed-in
page /courses/1 signed-in
page /courses/2 signed-in
"""
POSTED = Request(method="POST", path="/join/1", status=303, resource="document")
COUNT, ITEMS = listing("Pottery")
PLACES = text("3 places, 1 taken.", css("p"))


def of(text_: str = MAP, *, request: Request = POSTED, aria: str = "") -> PageMap:
    found = page_map(text_)
    moves = tuple(one.model_copy(update={"requests": (request,)}) for one in found.transitions)
    pages = tuple(
        page.model_copy(
            update={"states": tuple(one.model_copy(update={"aria": aria}) for one in page.states)}
        )
        for page in found.pages
    )
    return found.model_copy(update={"transitions": moves, "pages": pages})


def looks(kind: ScenarioKind = ScenarioKind.DETAIL, **more: object) -> Scenario:
    return scenario(given(), when(), kind=kind, **more)


def left(of_: Remains, path: str, fact: Fact, by: Scenario | None = None) -> bool:
    return left_by_crawl(of_, by or looks(), Address(path=path), fact)


def test_the_page_that_a_write_led_to_and_that_of_the_entry_are_known() -> None:
    found = remains(of())

    assert (found.landed, found.entries) == ({"/mine"}, {"/courses/1"})
    assert [on.chain[-1] for on in found.by] == [role("button", "Join").chain[-1]]


@pytest.mark.parametrize(
    "request_",
    [
        POSTED.model_copy(update={"method": "GET"}),
        POSTED.model_copy(update={"status": 403}),
        POSTED.model_copy(update={"status": None}),
        POSTED.model_copy(update={"resource": "ping"}),
    ],
    ids=["reads", "refused", "unanswered", "counts visits"],
)
def test_what_changes_nothing_leaves_nothing(request_: Request) -> None:
    found = remains(of(request=request_))

    assert (found.landed, found.entries, found.by) == (frozenset(), frozenset(), ())


def test_following_a_link_is_no_write_whatever_is_sent_meanwhile() -> None:
    linked = MAP.replace('item 0 button "Join"', 'item 0 link "Join" href=/mine')

    assert remains(of(linked)).landed == frozenset()


@pytest.mark.parametrize("fact", [COUNT, ITEMS, text("1 course"), text("Leave", entry=True)])
def test_what_the_page_lists_to_which_a_write_led_is_left(fact: Fact) -> None:
    assert left(remains(of()), "/mine", fact)
    assert not left(remains(of()), "/courses", fact)
    assert not left(NOTHING, "/mine", fact)


@pytest.mark.parametrize("fact", [heading("My courses"), text("All your courses")])
def test_what_such_a_page_says_to_all_is_not(fact: Fact) -> None:
    assert not left(remains(of()), "/mine", fact)


def test_the_figures_of_the_entry_that_was_written_to_are_left_but_not_its_price() -> None:
    found = remains(of())

    assert left(found, "/courses/1", PLACES)
    assert not left(found, "/courses/2", PLACES)
    assert not left(found, "/courses/1", text("12.00 EUR"))
    assert not left(found, "/courses/1", ITEMS)


def test_a_page_that_was_written_from_later_tells_itself_what_that_moved() -> None:
    again = MAP.replace("page /courses/1 signed-in", 'page /courses/1 signed-in\nbutton "Join"\ndoes none')
    found = remains(of(again, aria="- paragraph: 3 places, 1 taken."))

    assert found.entries == frozenset()
    assert not left(found, "/courses/1", PLACES)
    assert left(found, "/courses/1", text("3 places, 2 taken.", css("p")))


@pytest.mark.parametrize(
    "aria", ["- paragraph: 3 places, 0 taken.", '- heading "3 places, 0 taken." [level=2]']
)
def test_a_figure_that_has_moved_since_the_first_look_is_left(aria: str) -> None:
    found = remains(of(aria=aria))

    assert left(found, "/courses/2", PLACES)
    assert not left(found, "/courses/2", text("3 places, 0 taken."))
    assert not left(found, "/courses/2", text("30 EUR for all"))
    assert not left_by_crawl(found, looks(), Address(path="/courses/2", query=(("page", "2"),)), PLACES)


def test_whoever_makes_the_data_may_speak_of_it() -> None:
    found = remains(of())
    joins = scenario(given(), when(Click(on=found.by[0])), kind=ScenarioKind.DETAIL)

    assert not left(found, "/mine", COUNT, joins)
    assert not left(found, "/mine", COUNT, looks(writes=True))
    assert not left(found, "/mine", COUNT, looks(ScenarioKind.CART_ADD))
    assert not left_by_crawl(found, looks(), None, COUNT)


def test_a_filter_is_judged_by_what_it_does_to_the_list() -> None:
    found = remains(of(aria="- paragraph: 3 places, 0 taken."))

    assert not left(found, "/courses/2", PLACES, looks(ScenarioKind.FILTER))
    assert not left(found, "/mine", COUNT, looks(ScenarioKind.FILTER))

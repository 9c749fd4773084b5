"""Reading a page map."""

import pytest

from agents.domain.steps import Goto
from agents.requirements.rules.facts import Facts, Spot, locator, path_of, same_path
from tests.unit.agents.maps import ORIGIN, page_map, run_request


def facts(text: str) -> Facts:
    return Facts(run_request(), page_map(text))


def test_addresses_lose_their_origin_only() -> None:
    assert path_of(f"{ORIGIN}/a?b=c#d") == "/a?b=c#d"
    assert path_of(ORIGIN) == "/"
    assert same_path("/team/", "/team")
    assert not same_path("/team", "/teams")


def test_visitors_and_loaded_states_come_first() -> None:
    read = facts("page /a title=A signed-in\nbutton Go\nstate open by=click:button:Go\npage /b title=B\n")
    assert [spot.state.id for spot in read.spots] == ["p2.s1", "p1.s1", "p1.s2"]
    assert [spot.state.id for spot in read.loaded] == ["p2.s1", "p1.s1"]


def test_a_way_that_begins_with_an_address_keeps_it() -> None:
    page = page_map("page /a title=A\n").pages[0]
    state = page.states[0].model_copy(update={"reached_by": (Goto(path="/first"),)})
    spot = Spot(page, state)
    assert spot.entry == (Goto(path="/first"),)
    assert spot.as_loaded


def test_links_find_their_page_by_address_likeness_or_pattern() -> None:
    read = facts("page /a/1 pattern=/a/:id alike=/b/7\npage /c\n")
    for url, found in (
        ("/a/1", "p1"),
        ("/b/7", "p1"),
        ("/a/9", "p1"),
        ("/c/", "p2"),
        ("/c?x=1", "p2"),
        ("/c#/route", None),
        ("/nowhere", None),
    ):
        spot = read.arrival(ORIGIN + url)
        assert (spot.page.id if spot else None) == found, url
    assert read.arrival("https://other.test/c") is None
    assert read.arrival(None) is None


def test_an_element_without_a_locator_has_none_to_give() -> None:
    element = page_map("page / title=A\nbutton Go unlocated\n").pages[0].states[0].elements[0]
    with pytest.raises(ValueError, match="e1 has no locator"):
        locator(element)


def test_a_later_state_knows_what_opened_it() -> None:
    read = facts(
        "page /a title=A\nbutton Go\nstate open by=click:button:Go\nbutton On\n"
        "state two by=click:button:On further\n"
    )
    spots = {spot.state.id: spot for spot in read.spots}
    opened = read.opened_by(spots["p1.s3"])
    assert opened is not None
    assert (opened[0].state.id, opened[1].name) == ("p1.s2", "On")
    assert read.opened_by(spots["p1.s1"]) is None


def test_a_form_that_only_grew_in_an_opened_state_is_the_same_form() -> None:
    read = facts(
        """
page /a title=A
button More
form Details edit post
field Name name
field Age number
submit Save
state opened by=click:button:More bare
form Details edit post
field Name name
field Age number
field Town city
submit Save
"""
    )
    assert [len(found.fields) for found in read.forms] == [2]


_TWIN = """
page /a title=A signed-in
button Go
does state to=p1.s2
state open by=click:button:Go
state again visitor
"""


def test_what_was_done_signed_in_is_known_of_the_same_page_as_a_visitor_sees_it() -> None:
    read = facts(_TWIN)
    visitor = next(spot for spot in read.loaded if not spot.state.signed_in)
    assert visitor.state.id == "p1.s3"
    move = read.led_to(visitor, next(visitor.acting()))
    assert move is not None
    assert move.source == "p1.s1"


def test_what_an_element_did_elsewhere_says_nothing() -> None:
    read = facts(_TWIN + "page /b title=B\nbutton Go\n")
    other = next(spot for spot in read.loaded if spot.page.id == "p2")
    assert read.led_to(other, next(other.acting())) is None


def test_an_opened_state_comes_from_the_page_as_the_same_user_saw_it() -> None:
    read = facts(_TWIN)
    opened = next(spot for spot in read.spots if not spot.as_loaded)
    found = read.opened_by(opened)
    assert found is not None
    assert found[0].state.id == "p1.s1"


def test_what_a_sign_in_gives_way_to_is_called_by_its_own_heading() -> None:
    text = """
page / title=Jotter
heading "Sign in"
form Door sign-in script
field Email email type=email
field Password password type=password
submit "Sign in"
state "signed in" signed-in bare
heading "Your notes"
button Add create
"""
    assert [spot.called for spot in facts(text).spots] == ["Sign in", "Your notes"]
    visited = text.replace("form Door sign-in script\nfield Email email type=email\n", "")
    visited = visited.replace('field Password password type=password\nsubmit "Sign in"\n', "")
    assert [spot.called for spot in facts(visited).spots] == ["Sign in", "Sign in"]

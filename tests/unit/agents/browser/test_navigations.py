"""What kinds of navigation a page has."""

import pytest

from agents.browser.facts import EntryFacts, NavigationFacts
from agents.browser.navigations import navigation_kinds, navigations_of
from agents.domain.page import Element, Purpose
from tests.unit.agents.browser.builders import element

LINKS = [
    element().model_copy(
        update={
            "id": f"e{at + 1}",
            "name": f"Page {at}",
            "purpose": Purpose.NAVIGATION,
            "href": f"http://a.test/{at}",
        }
    )
    for at in range(6)
]


def navigation(*entries: int, current: int | None = None, **facts: object) -> NavigationFacts:
    told = {
        "role": "navigation",
        "name": "",
        "landmark": "navigation",
        "within_main": False,
        "hint": "",
        "entries": tuple(EntryFacts(element=at, level=0, current=at == current) for at in entries or (0, 1)),
        "here": "",
        "steps": False,
    }
    return NavigationFacts.model_validate({**told, **facts})


def kinds(*facts: NavigationFacts, elements: list[Element] = LINKS) -> list[str]:
    return [reading.kind for reading in navigation_kinds(facts, elements)]


@pytest.mark.parametrize(
    ("facts", "kind"),
    [
        (navigation(), "main"),
        (navigation(role=""), "main"),
        (navigation(role="tablist"), "tabs"),
        (navigation(name="Breadcrumb"), "breadcrumb"),
        (navigation(role="", hint="pagination"), "paging"),
        (navigation(role="", hint="stepper"), "steps"),
        (navigation(role="", steps=True), "steps"),
        (navigation(landmark="contentinfo"), "footer"),
        (navigation(name="On this page"), "sub"),
        (navigation(role="", within_main=True), "sub"),
        (navigation(hint="context-bar secondary"), "main"),
    ],
)
def test_the_kind_of_a_navigation(facts: NavigationFacts, kind: str) -> None:
    assert kinds(facts) == [kind]


def test_one_navigation_is_the_main_one_by_what_says_so_most_plainly() -> None:
    assert kinds(navigation(role=""), navigation()) == ["sub", "main"]
    assert kinds(navigation(), navigation(name="Main")) == ["sub", "main"]
    assert kinds(navigation(0, 1), navigation(2, 3, 4)) == ["sub", "main"]
    assert kinds(navigation(0, 1), navigation(2, 3)) == ["main", "sub"]


def test_links_to_places_of_the_same_page_are_no_main_navigation() -> None:
    inner = [one.model_copy(update={"href": f"http://a.test/#{one.id}"}) for one in LINKS]
    assert kinds(navigation(), elements=inner) == ["sub"]


def test_pages_of_a_list_are_told_by_their_purposes() -> None:
    pages = [one.model_copy(update={"purpose": Purpose.PAGING}) for one in LINKS]
    assert kinds(navigation(0, 1, 2), elements=pages) == ["paging"]


def test_a_navigation_names_its_entries_and_the_current_one() -> None:
    made = navigations_of(
        [navigation(0, 1, current=1), navigation(role="tablist", here="Third")], LINKS, lambda *_: 0.7
    )
    assert [(one.id, one.kind, one.here, one.confidence) for one in made] == [
        ("n1", "main", "Page 1", 0.7),
        ("n2", "tabs", "Third", 0.7),
    ]
    assert [(e.element, e.name, e.current) for e in made[0].entries] == [
        ("e1", "Page 0", False),
        ("e2", "Page 1", True),
    ]

"""The page map holds together: what it refuses, what it keeps through a file, where its footer begins."""

import pytest
from pydantic import ValidationError

from agents.domain.page import Collection, Element, Page, PageMap, SignIn, State
from agents.domain.steps import Env, Fill, Goto
from tests.unit.agents.maps import page_map
from tests.unit.agents.reporting import sample


def foot(text: str) -> list[str]:
    state: State = page_map(text).pages[0].states[0]
    return [e.name for e in state.elements if e.id in state.footer]


def test_the_footer_begins_after_the_content() -> None:
    """A navigation inside of a footer is not the main navigation."""
    assert foot("page / title=A\nlink A @navigation\nlink B @main\nlink C @navigation\n") == ["C"]
    assert foot("page / title=A\nlink A @navigation\nlink B @contentinfo\nlink C @navigation\n") == ["B", "C"]
    assert foot("page / title=A\nlink A @navigation\nlink B @navigation\n") == []
    page: Page = page_map("page / title=A\n").pages[0]
    assert page.states[0].footer == frozenset()


def test_the_pages_of_a_list_are_no_footer_but_may_stand_in_one() -> None:
    text = "page / title=A\nlink A @main\nlink 2 paging @navigation\nlink B @navigation\n"
    assert foot(text) == ["B"]
    assert foot(text + "link C paging @contentinfo\n") == ["B", "C"]


def test_what_is_neither_of_the_footer_nor_a_navigation_is_not_in_it() -> None:
    assert foot("page / title=A\nlink A @main\nbutton B @complementary\nbutton C\nlink D @contentinfo\n") == [
        "D"
    ]


def test_a_page_has_a_state_and_an_element_was_found_by_something() -> None:
    page = sample.page("p1", "/")
    with pytest.raises(ValidationError, match="at least 1 item"):
        Page.model_validate({**page.model_dump(), "states": ()})
    element = page.states[0].elements[0].model_dump()
    with pytest.raises(ValidationError, match="at least 1 item"):
        Element.model_validate({**element, "found_by": ()})


@pytest.mark.parametrize("share", [-0.01, 1.01, 90])
def test_a_confidence_is_a_share_and_no_percentage(share: float) -> None:
    element = sample.page("p1", "/").states[0].elements[0].model_dump()
    with pytest.raises(ValidationError, match=r"\Wconfidence\n"):
        Element.model_validate({**element, "confidence": share})


def test_a_collection_counts_no_less_than_nothing() -> None:
    told = {"id": "c1", "role": "list", "name": "Rows", "locator": None, "items": None, "samples": ()}
    assert Collection.model_validate({**told, "count": 0}).count == 0
    with pytest.raises(ValidationError, match=r"\Wcount\n"):
        Collection.model_validate({**told, "count": -1})


def test_a_map_comes_back_from_its_file_as_it_was() -> None:
    steps = (Goto(path="/login"), Fill(on=sample.BOX, value=Env(name="PASS_WORD")))
    sign_in = SignIn(outcome="signed-in", path="/login", steps=steps, landed_on="/", proof=sample.GO)
    whole = sample.page_map(sign_in=sign_in)
    assert PageMap.model_validate_json(whole.model_dump_json()) == whole


def test_a_map_of_another_schema_is_refused() -> None:
    told = sample.page_map().model_dump(mode="json")
    assert told["schema_version"] == "1"
    with pytest.raises(ValidationError, match=r"\Wschema_version\n"):
        PageMap.model_validate({**told, "schema_version": "2"})


def test_a_misspelt_field_deep_in_a_map_is_refused() -> None:
    told = sample.page_map().model_dump(mode="json")
    told["pages"][0]["states"][0]["elements"][0]["visable"] = True
    with pytest.raises(ValidationError, match="visable"):
        PageMap.model_validate(told)


def test_a_map_is_not_changed_after_it_was_made() -> None:
    whole = sample.page_map()
    with pytest.raises(ValidationError, match="frozen"):
        whole.pages[0].title = "Another"  # type: ignore[misc]

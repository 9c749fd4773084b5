"""Whether a form can be sent as it stands."""

import pytest

from agents.reporting.unmet import asks_for_more
from tests.unit.agents.maps import page_map


def asks(fields: str, *, how: str = "post", button: str = "Go") -> bool:
    text = f"page /f title=F\nform F other {how}\n{fields}\nsubmit Go\nbutton Beside\n"
    state = page_map(text).pages[0].states[0]
    return asks_for_more(state, next(element for element in state.elements if element.name == button))


@pytest.mark.parametrize(
    ("field", "unmet"),
    [
        ("field Name text required", True),
        ("field Name text required value=Ann", False),
        ("field Password password type=password required", True),
        ("field Terms consent type=checkbox required", True),
        ("field Terms consent type=checkbox required checked=true", False),
        ("field Terms consent type=checkbox", False),
        ("field Note text", False),
        ("field Mail email type=email value=ann", True),
        ("field Mail email type=email value=ann@a.test", False),
        ("field Code text pattern=[0-9]+ value=a", True),
        ("field Code text pattern=[0-9]+ value=12", False),
        ("field Code text pattern=[ value=12", True),
        ("field Name text min_length=3 value=ab", True),
        ("field Name text max_length=3 value=abcd", True),
        ("field Age number type=number min=18 value=17", True),
        ("field Age number type=number max=18 value=19", True),
        ("field Age number type=number min=18 value=x", True),
        ("field Age number type=number min=18 max=30 value=19", False),
        ("field Age number type=number min=x value=19", False),
    ],
)
def test_the_rules_that_the_page_states(field: str, unmet: bool) -> None:
    assert asks(field) is unmet


def test_one_field_that_is_not_met_is_enough_and_only_its_own_button_waits_for_it() -> None:
    fields = "field First text required value=Ann\nfield Last text required"
    assert asks(fields)
    assert not asks(fields, button="Beside")


def test_fields_that_a_script_sends_have_rules_that_nobody_states() -> None:
    assert asks("field Note text", how="script")
    assert asks("field Note text", how="post novalidate")
    assert not asks("field Note text value=x", how="script")
    assert not asks("field Colour choice type=select", how="script")

"""Names as people say them."""

import pytest

from agents.domain.spoken import MASK, names_a_thing, says_something, spoken


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Save", "Save"),
        ("\ue163  Log out", "Log out"),
        ("\ue043 \ue109", ""),
        ("filter_list Show all", "Show all"),
        ("more_vert", "more vert"),
        ("learning_rate is high", "learning_rate is high"),
        ("Parameter learning_rate", "Parameter learning_rate"),
        ("", ""),
    ],
)
def test_icons_are_not_said(name: str, said: str) -> None:
    assert spoken(name) == said


@pytest.mark.parametrize(("name", "says"), [("12", False), ("\ue043", False), ("Ä", True), ("3. item", True)])
def test_a_name_says_something_when_it_has_a_letter(name: str, says: bool) -> None:
    assert says_something(name) is says


def test_a_name_with_a_secret_taken_out_names_nothing() -> None:
    assert names_a_thing("Notes of Ann")
    assert not names_a_thing(f"Notes of {MASK}")
    assert not names_a_thing("123")

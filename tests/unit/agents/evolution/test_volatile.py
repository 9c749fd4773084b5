"""Texts that are true only for a moment."""

from datetime import timedelta

import pytest

from agents.evolution.volatile import is_volatile, lasting
from tests.unit.agents.evolution.builders import TODAY


@pytest.mark.parametrize(
    "text",
    [
        "Updated at 14:05",
        "3 minutes ago",
        "vor 5 Minuten",
        "il y a 2 jours",
        "hace 3 horas",
        "an hour ago",
        "A few seconds ago",
        "2h ago",
        "Delivery tomorrow",
        "Heute bestellt",
        "at 5 pm",
        "Ref 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
        "Session 9f86d081884c7d659a2f",
        "Ordered on 2026-03-10",
        "Ordered on 10.03.2026",
        "Due 03/12/2026",
        "12 March 2026",
        "Mar 1, 2026",
        "11. März 2026",
        "Livré le 5 avril 2026",
    ],
)
def test_moments_are_volatile(text: str) -> None:
    assert is_volatile(text, TODAY)


@pytest.mark.parametrize(
    "text",
    [
        "Total 14.05 EUR",
        "Long ago.",
        "Il y a un problème",
        "Published 2019-05-02",
        "Born on 31.12.1999",
        "12 March 2031",
        "Room 101",
        "deadbeef",
        "13.13.2026",
        "2 items",
    ],
)
def test_data_is_not(text: str) -> None:
    assert not is_volatile(text, TODAY)


def test_the_same_date_is_data_on_a_distant_day() -> None:
    assert is_volatile("2026-03-10", TODAY)
    assert not is_volatile("2026-03-10", TODAY + timedelta(days=200))


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Please choose a date from 10 March 2026", "Please choose a date from"),
        ("On 2026-03-10, at 14:05, all of the places are taken", "all of the places are taken"),
        ("Between 10 March 2026 and 2026-03-12 (both included)", "both included)"),
        ("Nothing volatile here", "Nothing volatile here"),
        ("Saved at 14:05", None),
        ("Refused yesterday", None),
    ],
)
def test_what_a_text_says_beside_a_moment_lasts(text: str, part: str | None) -> None:
    assert lasting(text, TODAY) == part

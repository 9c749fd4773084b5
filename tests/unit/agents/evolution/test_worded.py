"""Assertions as a person would put them."""

import pytest

from agents.browser.snapshot import FactKind
from agents.domain.assertions import Assertion, IsDescribed, IsVisible
from agents.domain.locator import ByRole, ByText, Locator
from agents.evolution.diff import How
from agents.evolution.seen import mark
from agents.evolution.stable import Held
from agents.evolution.worded import worded
from tests.unit.agents.evolution.builders import NOTE, css, fact, held, role

K = FactKind
BOX, FIELD = css("p.flash"), role("textbox", "Mail")
BAG = role("link", "Bag", exact=False)


def live(kind: str, **more: object) -> IsVisible:
    return IsVisible(on=Locator(chain=(ByRole(role=kind, **more),)))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("of", "expected"),
    [
        (
            held(fact(K.MESSAGE, "Saved", BOX, role="status")),
            IsVisible(on=Locator(chain=(ByRole(role="status"), ByText(text="Saved")))),
        ),
        (held(fact(K.MESSAGE, "Saved", BOX, role="alert", within=True)), live("alert", has_text="Saved")),
        (
            held(fact(K.MESSAGE, "Order no.", BOX, role="log"), partial=True),
            live("log", has_text="Order no."),
        ),
        (
            held(fact(K.MESSAGE, "Bad", css("#e"), field=FIELD, described="Bad")),
            IsDescribed(on=FIELD, text="Bad"),
        ),
        (
            held(fact(K.MESSAGE, "Bad", css("#e"), field=FIELD, described="Hint Bad")),
            IsDescribed(on=FIELD, text="Hint Bad"),
        ),
        (
            held(fact(K.TEXT, "Bag 1", BAG, named=True)),
            IsVisible(on=role("link", "Bag 1")),
        ),
        (
            held(fact(K.TEXT, "The bag is empty.", css("div.empty > p"))),
            IsVisible(on=Locator(chain=(ByText(text="The bag is empty."),))),
        ),
    ],
)
def test_messages_and_figures_are_asserted_by_role_and_words(of: Held, expected: Assertion) -> None:
    assert worded(of, of.fact.value) == expected


@pytest.mark.parametrize(
    "of",
    [
        # A good place needs no better words.
        held(fact(K.MESSAGE, "Saved", role("status"), role="status")),
        held(fact(K.MESSAGE, "Saved", BOX)),
        held(fact(K.MESSAGE, "Saved", BOX, role="status"), How.GONE),
        held(fact(K.TEXT, "Bag 1", BAG)),
        # A figure must stand in its place, a word or two may stand anywhere.
        held(fact(K.TEXT, "All of 3 bags", css("p.sum"))),
        held(fact(K.TEXT, "Empty bag", css("p.sum"))),
        held(fact(K.TEXT, "The bag is empty.", css("p.sum"), within=True)),
        held(fact(K.TEXT, "The bag is empty.", css("p.sum")), partial=True),
        held(fact(K.TEXT, "Bag 1", role("link", "Bag"), named=True)),
        held(fact(K.TEXT, "Bag", BAG, named=True, circular=True)),
    ],
)
def test_elsewhere_the_plain_assertion_stays(of: Held) -> None:
    assert worded(of, of.fact.value) is None


def test_a_text_made_at_run_time_stands_in_the_words() -> None:
    of = held(fact(K.MESSAGE, f"{mark(NOTE)} was saved", BOX, role="status"))
    assert worded(of, NOTE) == live("status", has_text=NOTE)
    assert worded(of, None) is None

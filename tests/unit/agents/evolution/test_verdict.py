"""What an answer to "did it come about?" is made of."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.locator import Unique
from agents.evolution.diff import How
from agents.evolution.seen import mark
from agents.evolution.verdict import (
    NotObserved,
    Observed,
    about,
    gone,
    holds,
    kept,
    not_observed,
    now,
    observed,
    shown,
    shows,
)
from tests.unit.agents.evolution.builders import (
    NOTE,
    change,
    css,
    fact,
    heading,
    listing,
    message,
    page,
    seen,
    text,
)

HERE, THERE = css("#here"), css("#there")


def test_a_refusal_reads_the_same_everywhere() -> None:
    assert not_observed("no message appeared") == NotObserved(reason="not observed: no message appeared")


def test_it_came_about_only_with_evidence() -> None:
    one = change(message("Saved"))
    assert observed(iter([one]), "nothing said so") == Observed(evidence=(one,))
    assert observed((), "nothing said so") == not_observed("nothing said so")


@pytest.mark.parametrize(
    ("of", "wanted", "held"),
    [
        (text("It was  SAVED now"), "was saved", True),
        (text("It was sent"), "saved", False),
        (listing("Red pan", "Blue jug")[1], "blue", True),
        (listing("Red pan", bodies=("Red pan of iron",))[1], "iron", False),
        (text(f"Saved {mark(NOTE)}"), NOTE, True),
        (text("Saved Note"), NOTE, False),
    ],
)
def test_a_fact_holds_a_text_in_its_value_or_in_one_of_its_items(
    of: Fact, wanted: str | Unique, *, held: bool
) -> None:
    assert holds(of, wanted) is held


@pytest.mark.parametrize(
    ("of", "typed", "shown_by_it"),
    [
        (fact(FactKind.VALUE, "Oslo"), ("oslo",), False),
        (fact(FactKind.VALUE, "Oslo"), ("Old  Oslo",), False),
        (fact(FactKind.VALUE, "Oslo"), ("Bergen",), True),
        (fact(FactKind.VALUE, "Oslo"), (), True),
        (text("Oslo"), ("Oslo",), True),
        (text("Bergen"), (), False),
    ],
)
def test_that_a_field_holds_what_was_typed_is_no_answer(
    of: Fact, typed: tuple[str, ...], *, shown_by_it: bool
) -> None:
    assert shows(seen(page(), page("/", of), typed=typed), of, "Oslo") is shown_by_it


CHANGES = (
    change(text("a", HERE)),
    change(text("b", THERE), How.CHANGED, text("a", THERE)),
    change(text("c", css("#c")), How.GONE),
    change(heading("d")),
    change(heading("e"), How.GONE),
)


def test_what_is_there_now_and_what_is_gone_are_told_apart_by_kind() -> None:
    assert [one.fact.value for one in now(CHANGES, FactKind.TEXT)] == ["a", "b"]
    assert [one.fact.value for one in now(CHANGES, FactKind.TEXT, FactKind.HEADING)] == ["a", "b", "d"]
    assert [one.fact.value for one in gone(CHANGES, FactKind.TEXT)] == ["c"]
    assert [one.fact.value for one in gone(CHANGES, FactKind.HEADING)] == ["e"]
    assert now(CHANGES) == gone(CHANGES) == ()


def test_changes_about_a_place_are_those_at_exactly_that_place() -> None:
    assert [one.fact.value for one in about(CHANGES, THERE)] == ["b"]


def test_a_fact_that_holds_is_evidence_by_itself() -> None:
    still = text("a", HERE)
    assert (kept(still).how, kept(still).fact, kept(still).was) == (How.KEPT, still, None)


@pytest.mark.parametrize(
    ("facts", "visible"),
    [
        ((fact(FactKind.SHOWN, "true", HERE),), True),
        ((fact(FactKind.SHOWN, "false", HERE),), False),
        ((fact(FactKind.SHOWN, "true", THERE),), False),
        ((text("true", HERE),), False),
        ((), False),
    ],
)
def test_a_watched_place_is_shown_when_a_fact_says_so(facts: tuple[Fact, ...], *, visible: bool) -> None:
    assert shown(page("/", *facts), HERE) is visible

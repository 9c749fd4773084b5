"""Lists: other items, items that match, no items."""

import pytest

from agents.browser.snapshot import FactKind
from agents.domain.scenario import Outcome
from agents.evolution.seen import mark
from tests.unit.agents.evolution.answers import observed, refused
from tests.unit.agents.evolution.builders import (
    NOTE,
    css,
    expect,
    listing,
    message,
    page,
    seen,
    text,
)


def test_other_items_or_another_number_are_a_change() -> None:
    before, after = page("/", *listing("a", "b")), page("/", *listing("b", "a"))
    assert observed(expect(Outcome.ITEMS_CHANGE), seen(before, after)) == [(FactKind.ITEMS, "")]


def test_a_list_elsewhere_serves_when_the_planned_one_did_not_change() -> None:
    before, after = page("/", *listing("a")), page("/", *listing("b"))
    assert observed(expect(Outcome.ITEMS_CHANGE, on=css(".gone")), seen(before, after))


def test_a_filter_shows_that_all_that_is_listed_was_chosen() -> None:
    before = page("/", *listing("a", "b", bodies=("a blue", "b red")))
    after = page("/", *listing("a", "c", bodies=("a blue", "c blue")))
    kinds = observed(expect(Outcome.ITEMS_NARROWED, "Blue"), seen(before, after))
    assert kinds == [(FactKind.ITEMS, ""), (FactKind.COUNT, "2"), (FactKind.EACH, "Blue")]


def test_where_items_do_not_say_what_was_chosen_one_that_was_not_is_gone() -> None:
    before, after = page("/", *listing("a", "b", "c")), page("/", *listing("a", "x", "c"))
    for choice in ("blue", None):
        found = observed(expect(Outcome.ITEMS_NARROWED, choice), seen(before, after))
        assert found == [(FactKind.ITEMS, ""), (FactKind.COUNT, "3"), (FactKind.SHOWN, "false")]
    # What every item said before the filter as well does not tell what it did.
    all_blue = [
        page("/", *listing(*names, bodies=("x blue", "y blue"))) for names in (("a", "b"), ("a", "c"))
    ]
    assert (FactKind.EACH, "blue") not in observed(expect(Outcome.ITEMS_NARROWED, "blue"), seen(*all_blue))


def test_a_filter_that_changes_nothing_is_not_observed() -> None:
    still = page("/", *listing("a", "b"))
    assert "stayed as they were" in refused(expect(Outcome.ITEMS_NARROWED, "a"), seen(still, still))


def test_a_named_item_must_be_listed() -> None:
    before, after = page("/", *listing("a")), page("/", *listing("a", "b"))
    kinds = [kind for kind, _ in observed(expect(Outcome.ITEMS_CHANGE, "B"), seen(before, after))]
    assert kinds == [FactKind.COUNT, FactKind.ITEMS]
    reason = refused(expect(Outcome.ITEMS_CHANGE, "c"), seen(before, after))
    assert reason == 'not observed: no list holds "c"'


def test_most_items_must_match() -> None:
    before = page("/", *listing("Blue lamp", "Oak table", "Pine table"))
    good = page("/", *listing("Blue lamp", "Red LAMP"))
    bad = page("/", *listing("Blue lamp", "Oak table"))
    asked = expect(Outcome.ITEMS_MATCH, "lamp")
    assert [kind for kind, _ in observed(asked, seen(before, good))] == [FactKind.ITEMS, FactKind.COUNT]
    assert refused(asked, seen(before, bad)) == ('not observed: only 1 of 2 listed items contain "lamp"')


def test_the_body_of_an_item_counts() -> None:
    before = page("/", *listing("a", "b"))
    after = page("/", *listing("x", bodies=("x made of oak",)))
    assert observed(expect(Outcome.ITEMS_MATCH, "oak"), seen(before, after))


def test_an_ignored_search_is_not_a_match() -> None:
    """The fault 'search ignores the query': the list stays, so there is nothing to assert."""
    still = page("/", *listing("Blue lamp", "Red lamp"))
    assert "stayed as they were" in refused(expect(Outcome.ITEMS_MATCH, "lamp"), seen(still, still))


def test_nothing_listed_is_no_match() -> None:
    before, after = page("/", *listing("a")), page("/", *listing())
    assert refused(expect(Outcome.ITEMS_MATCH, "lamp"), seen(before, after)) == (
        'not observed: nothing is listed for "lamp"'
    )


def test_without_a_term_a_change_is_a_match() -> None:
    before, after = page("/", *listing("a")), page("/", *listing("b"))
    assert observed(expect(Outcome.ITEMS_MATCH), seen(before, after))


def test_empty_is_a_list_that_is_gone_and_what_is_said_instead() -> None:
    before = page("/", *listing("a", "b"))
    after = page("/", text("Nothing found", region="main"), text("Help", css("#h"), region="banner"))
    found = observed(expect(Outcome.ITEMS_EMPTY), seen(before, after))
    assert found == [(FactKind.COUNT, "0"), (FactKind.TEXT, "Nothing found")]


def test_empty_by_a_count_of_none() -> None:
    before, after = page("/", *listing("a")), page("/", *listing())
    assert observed(expect(Outcome.ITEMS_EMPTY), seen(before, after)) == [(FactKind.COUNT, "0")]


def test_a_planned_list_that_was_never_full_is_empty_when_it_says_so() -> None:
    on = css(".card")
    after = page("/", *listing(on=on))
    assert observed(expect(Outcome.ITEMS_EMPTY, on=on), seen(page(), after)) == [(FactKind.COUNT, "0")]
    assert "still listed" in refused(
        expect(Outcome.ITEMS_EMPTY, on=on), seen(page(), page("/", *listing("a", on=on)))
    )


CARDS, OTHER = css(".card"), css(".other")


def test_the_planned_list_is_preferred_to_others_that_changed() -> None:
    before = page("/", *listing("a", on=CARDS), *listing("x", on=OTHER))
    after = page("/", *listing("b", on=CARDS), *listing("y", "z", on=OTHER))
    assert observed(expect(Outcome.ITEMS_CHANGE, on=CARDS), seen(before, after)) == [(FactKind.ITEMS, "")]
    assert observed(expect(Outcome.ITEMS_CHANGE, on=OTHER), seen(before, after)) == [
        (FactKind.COUNT, "2"),
        (FactKind.ITEMS, ""),
    ]


def test_other_lists_that_match_do_not_speak_for_the_planned_one() -> None:
    after = page("/", *listing("Pine bed", on=CARDS), *listing("Oak bed", on=OTHER))
    reason = refused(expect(Outcome.ITEMS_MATCH, "oak", CARDS), seen(page(), after))
    assert reason == 'not observed: only 0 of 1 listed items contain "oak"'


def test_a_named_item_may_be_one_that_the_test_made_and_stand_in_a_body() -> None:
    before = page("/", *listing("a"))
    after = page("/", *listing("a", "b", bodies=("a", f"b {mark(NOTE)}")))
    assert observed(expect(Outcome.ITEMS_CHANGE, NOTE), seen(before, after))
    unmade = page("/", *listing("a", "b"))
    assert refused(expect(Outcome.ITEMS_CHANGE, NOTE), seen(before, unmade)).endswith(
        "no list holds the new Note"
    )


@pytest.mark.parametrize(
    ("term", "matches"),
    [("OAK  table", True), ("table oak", True), ("oak chair", False), ("oa", True)],
)
def test_an_item_matches_when_all_words_of_the_term_stand_in_it(term: str, *, matches: bool) -> None:
    of = seen(page("/", *listing("a", "b")), page("/", *listing("Table of oak")))
    asked = expect(Outcome.ITEMS_MATCH, term)
    if matches:
        assert observed(asked, of)
    else:
        assert refused(asked, of).startswith("not observed: only 0 of 1")


def test_of_several_lists_the_one_that_matches_best_is_the_evidence() -> None:
    after = page("/", *listing("Oak table", on=OTHER), *listing("Oak bed", "Oak desk", "Oak bench", on=CARDS))
    found = observed(expect(Outcome.ITEMS_MATCH, "oak"), seen(page(), after))
    assert found == [(FactKind.ITEMS, ""), (FactKind.COUNT, "3")]


def test_half_of_the_items_are_not_most() -> None:
    half = page("/", *listing("Oak bed", "Pine bed"))
    most = page("/", *listing("Oak bed", "Oak desk", "Pine bed"))
    assert observed(expect(Outcome.ITEMS_MATCH, "oak"), seen(page(), most))
    assert "only 1 of 2" in refused(expect(Outcome.ITEMS_MATCH, "oak"), seen(page(), half))


def test_a_list_that_never_had_items_was_not_emptied() -> None:
    none = page("/", *listing())
    assert "still listed" in refused(expect(Outcome.ITEMS_EMPTY), seen(none, none))


def test_what_is_said_around_the_content_is_no_support_of_an_empty_list() -> None:
    after = page(
        "/",
        message("Nothing", css("#m"), region="banner"),
        text("Page 1", css("#n"), region="navigation"),
        text("About", css("#f"), region="contentinfo"),
    )
    found = observed(expect(Outcome.ITEMS_EMPTY), seen(page("/", *listing("a")), after))
    assert found == [(FactKind.COUNT, "0")]


def test_two_sentences_are_enough_to_support_an_empty_list() -> None:
    words = [text(f"Line {n}", css(f"#l{n}"), region="main") for n in range(3)]
    found = observed(expect(Outcome.ITEMS_EMPTY), seen(page("/", *listing("a")), page("/", *words)))
    assert [value for _, value in found] == ["0", "Line 0", "Line 1"]

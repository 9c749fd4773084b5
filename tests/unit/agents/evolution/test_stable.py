"""What held in every repeat: volatile facts are dropped, a fact missing once is missing for good."""

from agents.browser.snapshot import CLOSE_MARK, OPEN_MARK, FactKind
from agents.evolution.diff import Change, How
from agents.evolution.seen import mark
from agents.evolution.stable import common_address, common_part, held
from tests.unit.agents.evolution.builders import (
    NOTE,
    TODAY,
    address,
    at,
    change,
    css,
    fact,
    heading,
    message,
    text,
)


def _values(*rounds: list[Change]) -> list[str]:
    return [one.fact.value for one in held(rounds, TODAY)]


def test_what_all_repeats_show_is_kept() -> None:
    assert _values([change(heading("Cart"))], [change(heading("Cart"))]) == ["Cart"]


def test_a_drifting_count_is_dropped() -> None:
    assert _values([change(text("Opened 4 times"))], [change(text("Opened 5 times"))]) == []


def test_a_fact_missing_in_one_repeat_is_dropped() -> None:
    both, once = change(text("5", css("#a"))), change(text("7", css("#b")))

    assert _values([both, once], [both]) == ["5"]
    assert _values([both], [both, once]) == ["5"]


def test_a_moment_is_dropped_even_when_it_did_not_differ() -> None:
    now = change(text("Updated just now"))

    assert _values([now], [now]) == []


def test_a_moment_within_a_list_is_dropped() -> None:
    items = change(fact(FactKind.ITEMS, items=("Order of today", "Order 2")))

    assert _values([items], [items]) == []


def test_one_repeat_alone_still_drops_moments() -> None:
    assert _values([change(text("at 12:30")), change(text("5", css("#n")))]) == ["5"]


def test_the_part_of_a_heading_that_held_is_kept() -> None:
    (found,) = held(
        [[change(heading("Order confirmed 1041"))], [change(heading("Order confirmed 1042"))]], TODAY
    )

    assert (found.fact.value, found.partial) == ("Order confirmed", True)


def test_of_a_message_that_names_a_day_near_today_the_rest_is_kept() -> None:
    """It is the same in all repeats, which are done on one day, and another one tomorrow."""
    told = "Please choose a date from 10 March 2026"
    (found,) = held([[change(message(told))], [change(message(told))]], TODAY)
    assert (found.fact.value, found.partial) == ("Please choose a date from", True)

    titles = change(heading(told))
    assert _values([titles], [titles]) == []


def test_no_part_is_taken_of_a_locator_that_holds_the_text() -> None:
    first = change(text("Thank you very much 1", css("#a"), circular=True))
    second = change(text("Thank you very much 2", css("#a"), circular=True))

    assert _values([first], [second]) == []


def test_no_part_is_taken_of_what_is_gone_nor_of_values() -> None:
    gone = [change(message(f"Order confirmed {n}"), How.GONE) for n in (1, 2)]
    values = [change(fact(FactKind.VALUE, f"Order confirmed {n}")) for n in (1, 2)]

    assert _values([gone[0], values[0]], [gone[1], values[1]]) == []


def test_no_part_that_holds_a_made_text_is_taken() -> None:
    one, two = (change(message(f"Saved the new {mark(NOTE)} as {n}")) for n in (1, 2))

    assert _values([one], [two]) == []


def test_a_made_text_alike_in_all_repeats_is_kept() -> None:
    said = change(message(f"Saved {mark(NOTE)}"))

    assert _values([said], [said]) == [f"Saved {OPEN_MARK}note{CLOSE_MARK}"]


def test_an_address_keeps_what_is_common() -> None:
    (found,) = held([[at("/orders/7/done?tab=a&t=1")], [at("/orders/8/done?tab=a&t=2")]], TODAY)

    assert found.address == address("/orders/:any/done?tab=a")


def test_addresses_without_anything_in_common_are_dropped() -> None:
    assert held([[at("/7")], [at("/8")]], TODAY) == ()
    assert held([[at("/a/b")], [at("/a")]], TODAY) == ()


def test_fragment_is_kept_only_where_all_agree() -> None:
    assert common_address([address("/a#x"), address("/a#y")]) == address("/a")
    assert common_address([address("/a#x"), address("/a#x")]) == address("/a#x")


def test_common_part_needs_words() -> None:
    assert common_part(["Order number 1", "Order number 2"]) == "Order number"
    assert common_part(["1 items in your basket", "2 items in your basket"]) == "items in your basket"
    assert common_part(["Order 1", "Order 2"]) is None
    assert common_part(["a b c", "d e f"]) is None

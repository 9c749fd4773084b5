"""Which facts are asserted: the outcome first, then strong changes, few and varied (S030)."""

from agents.browser.snapshot import Fact, FactKind
from agents.domain.assertions import HasCount, HasText, HasTexts, HasUrl, IsVisible
from agents.domain.locator import ByCss, Locator
from agents.domain.scenario import ScenarioKind
from agents.evolution.choose import Candidate, candidates, choose, score
from agents.evolution.diff import How, address_fact
from agents.evolution.stable import Held
from tests.unit.agents.evolution.builders import (
    address,
    css,
    fact,
    heading,
    held,
    listing,
    message,
    role,
    text,
    words,
)

K = FactKind
SEARCH = ScenarioKind.SEARCH_HIT


def pick(
    supports: list[Held],
    changed: list[Held],
    *,
    limit: int = 5,
    kind: ScenarioKind = SEARCH,
    acted_on: tuple[Locator, ...] = (),
) -> list[Candidate]:
    return list(choose(candidates(supports, changed, kind, {}), limit=limit, acted_on=acted_on))


def facts(chosen: list[Candidate]) -> list[Fact]:
    return [one.fact for one in chosen]


def url(where: str) -> Held:
    return Held(how=How.CHANGED, fact=address_fact(address(where)), address=address(where))


def test_what_supports_the_outcome_comes_before_anything_stronger() -> None:
    support, strong = held(text("plain words")), held(message("Saved"))

    assert facts(pick([support], [strong], limit=1)) == [support.fact]


def test_a_fact_that_is_both_is_asserted_once_as_support() -> None:
    both = held(message("Saved"))

    (only,) = pick([both], [both])

    assert only.supports


def test_at_most_the_limit() -> None:
    many = [held(text(f"{n}.00 EUR", css(f"#p{n}"))) for n in range(20)]

    assert len(pick(many[:1], many[1:], limit=3)) <= 3


def test_variety_is_preferred_to_more_of_the_same() -> None:
    amounts = [held(text(f"{n}.00 EUR", css(f"#p{n}"), region="main")) for n in range(4)]

    kinds = [one.kind for one in facts(pick([url("/cart")], [*amounts, held(heading("Cart"))], limit=4))]

    assert kinds == [K.ADDRESS, K.HEADING, K.TEXT, K.TEXT]


def test_plain_words_are_not_worth_asserting() -> None:
    assert facts(pick([url("/a")], [held(text("Home", css("#h"))), held(text("ok", css("#o")))])) == [
        url("/a").fact
    ]


def test_amounts_and_numbers_say_more_than_words() -> None:
    def worth(value: str) -> float:
        return score(held(text(value)), SEARCH)

    assert worth("12.50 EUR") > worth("12 items") > worth("Welcome back") > worth("ok")


def test_money_counts_more_in_a_cart() -> None:
    total = held(text("12.50"))

    assert score(total, ScenarioKind.CART_ADD) > score(total, SEARCH)
    assert score(held(heading("x")), ScenarioKind.SIGN_IN_VALID) > score(held(heading("x")), SEARCH)
    assert score(url("/a"), ScenarioKind.PAGING) > score(url("/a"), SEARCH)


def test_a_counter_in_the_banner_counts_only_when_it_changed_in_place() -> None:
    badge = text("3", css("#badge"), region="banner")

    assert score(held(badge, How.CHANGED), SEARCH) >= 30 > score(held(badge), SEARCH)


def test_weak_places_and_partial_or_circular_facts_are_worth_less() -> None:
    strong = score(held(message("Saved", role("alert"))), SEARCH)

    assert score(held(message("Saved", css("#x"))), SEARCH) < strong
    assert score(held(message("Saved", role("alert", nth=1))), SEARCH) < strong
    assert score(held(message("Saved", circular=True)), SEARCH) < strong
    assert score(held(message("Saved"), partial=True), SEARCH) < strong
    assert score(held(message("Saved"), How.GONE), SEARCH) < strong


def test_what_was_acted_on_is_not_asserted() -> None:
    """Never the presence or focus of what was clicked."""
    button = role("button", "Add")
    there = held(fact(K.SHOWN, "true", button))
    focused = held(fact(K.FOCUS, "", button), How.CHANGED)
    ready = held(fact(K.DISABLED, "false", css("#new")))
    empty = held(fact(K.VALUE, "", css("#field")))
    refused = held(fact(K.REFUSED, "true", css("#f:invalid")), How.CHANGED)

    ticked = held(fact(K.CHECKED, "true", button), How.CHANGED)
    unchecked = held(fact(K.CHECKED, "false", css("#new-box")))

    assert pick([], [there, focused, ready, empty, refused, ticked, unchecked], acted_on=(button,)) == []
    assert pick([ready], []) == []
    assert facts(pick([focused], [], acted_on=(button,))) == [focused.fact]


def test_a_control_at_rest_is_no_effect_but_one_that_came_to_rest_is() -> None:
    """Every page has menus that are closed and fields without an error."""
    states = (K.INVALID, K.EXPANDED, K.SELECTED)
    facts_ = [fact(kind, "false", role("combobox", "Town"), attribute="aria-x") for kind in states]

    for rest in facts_:
        assert pick([], [held(rest)]) == pick([held(rest)], []) == []
        assert facts(pick([held(rest, How.CHANGED)], [])) == [rest]
        assert facts(pick([held(rest.model_copy(update={"value": "true"}))], [])) != []


def test_what_only_its_number_tells_from_others_is_no_news_of_a_page() -> None:
    tick = text("12.50 EUR", Locator(chain=(ByCss(selector="text", nth=16),)), region="main")
    cell = text("12.50 EUR", role("cell", nth=2), region="main")

    assert pick([], [held(tick)]) == []
    assert facts(pick([], [held(cell)])) == [cell]
    assert facts(pick([held(tick)], [])) == facts(pick([], [held(tick, How.CHANGED)])) == [tick]


def test_a_list_of_texts_says_its_count() -> None:
    count, items = (held(one) for one in listing("a", "b"))

    (only,) = pick([count, items], [])

    assert isinstance(only.assertion, HasTexts)


def test_a_long_list_keeps_its_count_beside_its_first_items() -> None:
    count, items = (held(one) for one in listing(*(f"Thing {n}" for n in range(30))))

    chosen = [type(one.assertion) for one in pick([count, items], [])]

    assert chosen.count(HasText) == 3
    assert HasCount in chosen


def test_texts_that_hold_one_another_are_asserted_once() -> None:
    inner, outer = text("2.50 EUR", css("#amount")), text("Amount 2.50 EUR", role("paragraph", nth=1))

    assert facts(pick([held(inner), held(outer)], [])) == [inner]


def test_words_that_something_is_found_by_are_not_said_again_as_a_text() -> None:
    whole = fact(K.SHOWN, "true", words("Device set-up A guided way to begin."))
    part = text("A guided way to begin.", css("#way"))

    assert facts(pick([held(whole), held(part)], [])) == [whole]
    # By its name alone a control says nothing of the texts around it.
    button = fact(K.SHOWN, "true", role("button", "A guided way to begin."))
    assert len(pick([held(button), held(part)], [])) == 2


def test_figures_are_not_taken_for_parts_of_longer_ones() -> None:
    one, other = text("1", css("#a"), region="main"), text("21.00 EUR", css("#b"), region="main")

    assert {fact.value for fact in facts(pick([held(one), held(other)], []))} == {"1", "21.00 EUR"}


def test_what_the_live_page_did_not_confirm_is_left_out() -> None:
    ranked = candidates([held(message("Saved")), url("/a")], [], SEARCH, {})

    kept = choose(ranked, limit=5, holds=lambda one: isinstance(one.assertion, HasUrl))

    assert [type(one.assertion) for one in kept] == [HasUrl]


def test_messages_are_read_first_and_then_from_the_page_to_its_parts() -> None:
    chosen = pick(
        [held(text("5.00 EUR", css("#t"))), url("/a"), held(heading("Done")), held(message("Saved"))], []
    )

    assert [one.fact.kind for one in chosen] == [K.MESSAGE, K.ADDRESS, K.HEADING, K.TEXT]


def test_the_order_of_the_facts_does_not_matter() -> None:
    """Same input, same bytes."""
    many = [held(text(f"{n}.00 EUR", css(f"#p{n}"))) for n in range(6)] + [held(message("Saved"))]

    assert pick(many[:1], many[1:]) == pick(many[:1], many[:0:-1])


def test_a_named_thing_is_asserted_as_visible() -> None:
    (only,) = pick([held(text("Mug 7", words("Mug 7"), circular=True))], [])

    assert only.assertion == IsVisible(on=words("Mug 7"))


def test_one_list_found_by_two_locators_is_asserted_once() -> None:
    long = tuple(f"Thing {n}" for n in range(30))
    lists = [held(one) for on in (css("tbody tr"), role("row")) for one in listing(*long, on=on)]

    chosen = pick(lists, [])

    assert len({one.fact.on for one in chosen}) == 1


def test_signing_in_is_not_about_what_the_next_page_lists() -> None:
    lists = [held(one) for one in listing("a", "b")]
    arrival = [url("/home"), held(heading("Welcome"))]

    chosen = pick(arrival, [*lists, held(text("5.00 EUR"))], kind=ScenarioKind.SIGN_IN_VALID)

    assert [one.kind for one in facts(chosen)] == [K.ADDRESS, K.HEADING]


def test_the_page_of_a_thing_is_about_its_price_more_than_about_other_things() -> None:
    price = held(text("5.00 EUR", region="main"))
    lists = [held(one) for one in listing("a", "b")]

    assert facts(pick([url("/things/1")], [*lists, price], kind=ScenarioKind.DETAIL, limit=2)) == [
        url("/things/1").fact,
        price.fact,
    ]


def test_that_something_was_removed_is_said_beside_that_it_is_gone() -> None:
    gone, said = held(text("Mug", words("Mug"), circular=True), How.GONE), held(message("Mug removed"))

    assert facts(pick([gone], [said])) == [said.fact, gone.fact]


def test_that_nothing_is_left_is_said_beside_that_it_is_gone() -> None:
    gone = held(text("Mug", role("link", "Mug")), How.GONE)
    empty = held(text("Your cart is empty.", css("div.empty > p"), region="main"))

    said, label = held(message("Mug removed")), held(text("Your bag", css("p.bag"), region="main"))

    chosen = pick([gone], [said, empty, label], kind=ScenarioKind.CART_REMOVE)

    assert facts(chosen) == [said.fact, empty.fact, gone.fact]
    assert chosen[1].assertion == IsVisible(on=words("Your cart is empty."))
    assert facts(pick([gone], [said, empty])) == [said.fact, gone.fact]


def test_an_absence_never_stands_alone_where_anything_came() -> None:
    gone = held(text("Mug", words("Mug"), circular=True), How.GONE)
    weak = held(text("Your cart is empty", css("div.empty > p")))

    assert facts(pick([gone], [weak])) == [weak.fact, gone.fact]
    assert facts(pick([gone], [])) == [gone.fact]


def test_a_list_that_is_empty_is_an_absence_too() -> None:
    none = held(fact(FactKind.COUNT, "0", css("tr")), How.CHANGED)
    weak = held(text("Nothing here", css("div.empty > p")))

    assert weak.fact in facts(pick([none], [weak]))


def test_where_nothing_is_left_no_single_thing_is_said_to_be_gone() -> None:
    none = held(fact(FactKind.COUNT, "0", css("tr")), How.CHANGED)
    own = held(
        text("Mug", css("tr").model_copy(update={"chain": (ByCss(selector="tr", has_text="Mug"),)})), How.GONE
    )
    other = held(text("Mug", css("li")), How.GONE)

    assert [type(one.assertion) for one in pick([none, own], [])] == [HasCount]
    assert facts(pick([own], [none])) == [none.fact, own.fact], "what was promised is asserted itself"
    assert other.fact in facts(pick([none, other], []))


def test_one_thing_found_in_two_ways_is_asserted_once() -> None:
    row = role("row", has_text="Mug")
    inside = Locator(chain=(*role("table", "Things").chain, *row.chain))
    shown = [held(fact(FactKind.SHOWN, "true", one)) for one in (row, inside)]

    assert len(pick(shown, [])) == 1


def test_what_a_script_fetches_counts_more_on_a_detail_page() -> None:
    late, early = (held(text(f"Words {at}", late=at == 1)) for at in (1, 0))

    assert score(late, ScenarioKind.DETAIL) > score(early, ScenarioKind.DETAIL)
    assert score(late, SEARCH) == score(early, SEARCH)


def test_the_title_of_an_entry_says_nothing_about_who_is_signed_in() -> None:
    main, entry = (held(fact(K.HEADING, "Welcome", role("heading"), level=at)) for at in (1, 3))

    assert score(main, ScenarioKind.SIGN_IN_VALID) > 30 > score(entry, ScenarioKind.SIGN_IN_VALID)
    assert score(main, SEARCH) == score(entry, SEARCH)


def test_a_page_of_details_is_not_judged_by_what_stands_beside_its_subject() -> None:
    own, beside = text("4.00 EUR", css(".own")), text("7.00 EUR", css(".more"), other=True)
    aside = text("9.00 EUR", css(".aside"), region="complementary")
    changed = [held(one) for one in (own, beside, aside)]

    assert facts(pick([], changed, kind=ScenarioKind.DETAIL)) == [own]
    assert facts(pick([], changed)) != [own]


def test_the_better_words_are_chosen_while_they_hold() -> None:
    said = held(message("Saved", css("p.flash"), role="status"))

    ranked = candidates([said], [], SEARCH, {})

    assert [type(one.assertion) for one in ranked] == [IsVisible, HasText]
    assert [one.assertion for one in choose(ranked, limit=5)] == [ranked[0].assertion]
    plain = choose(ranked, limit=5, holds=lambda one: isinstance(one.assertion, HasText))
    assert [one.assertion for one in plain] == [ranked[1].assertion]


def test_of_two_facts_that_say_the_same_the_stronger_counts() -> None:
    shown = fact(K.SHOWN, "true", css("#row"))
    opened = fact(K.DIALOG, "Edit", css("#row"))

    (only,) = candidates([], [held(shown), held(opened)], SEARCH, {})

    assert only.fact == opened

"""What repeats have in common, phase by phase."""

from agents.browser.snapshot import FactKind
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, Goto, Reload
from agents.evolution.choose import NARROWED_MORE, THEN_LIMIT, WHEN_LIMIT
from agents.evolution.judge import Finding, find, limit_of, rank
from agents.evolution.remains import Remains
from agents.evolution.verdict import NotObserved
from tests.unit.agents.evolution.builders import (
    TODAY,
    address,
    change,
    css,
    expect,
    fact,
    given,
    heading,
    message,
    page,
    role,
    scenario,
    seen,
    text,
    then,
    when,
)

THEN = then(expect(Outcome.MESSAGE_APPEARS), expect(Outcome.ADDRESS_STAYS))
OF = scenario(given(), when(), THEN)


def finding(clock: str, *, saved: bool = True) -> Finding | NotObserved:
    facts = [message("Saved")] if saved else []
    after = page("/a", heading("Done"), text(clock, css("#clock")), *facts)
    return find(THEN, seen(page("/a", text("old", css("#old"))), after))


def test_all_outcomes_give_evidence() -> None:
    found = finding("1")

    assert isinstance(found, Finding)
    assert [one.fact.kind for one in found.supports] == [FactKind.MESSAGE, FactKind.ADDRESS]


def test_one_outcome_that_was_not_observed_ends_it() -> None:
    assert finding("1", saved=False) == NotObserved(reason="not observed: no message appeared")


def test_volatile_facts_never_become_candidates() -> None:
    """The clock differs between the repeats, so nothing about it can be asserted."""
    first, second = finding("Visit 7 of 100"), finding("Visit 8 of 100")
    assert isinstance(first, Finding)
    assert isinstance(second, Finding)

    values = {one.fact.value for one in rank(OF, 2, [first, second], TODAY)}

    assert values == {"Saved", "/a", "Done"}
    alone = {one.fact.value for one in rank(OF, 2, [first], TODAY)}
    assert "Visit 7 of 100" in alone


def test_taking_a_fact_away_changes_the_candidates() -> None:
    """A test per input: no fact, no assertion."""
    first = finding("7")
    assert isinstance(first, Finding)
    less = first.model_copy(
        update={"changes": tuple(one for one in first.changes if one.fact.value != "Done")}
    )

    assert "Done" not in {one.fact.value for one in rank(OF, 2, [first, less], TODAY)}


def test_that_something_is_gone_is_only_asserted_as_support() -> None:
    first = finding("7")
    assert isinstance(first, Finding)

    assert "old" not in {one.fact.value for one in rank(OF, 2, [first], TODAY)}


def test_that_something_is_not_shown_is_only_asserted_as_support() -> None:
    """A field that an earlier phase was about is not there on any other page."""
    field = fact(FactKind.SHOWN, "false", role("textbox", "Price"))
    besides = Finding(changes=(change(field), change(message("Saved"))))

    assert {one.fact.value for one in rank(OF, 2, [besides], TODAY)} == {"Saved"}
    proof = Finding(supports=(change(field),))
    assert [one.fact.value for one in rank(OF, 2, [proof], TODAY)] == ["false"]


def test_limits_by_phase() -> None:
    of = scenario(given(), when(), when(), THEN)

    assert [limit_of(of, number) for number in range(4)] == [0, WHEN_LIMIT, 0, THEN_LIMIT]
    assert limit_of(scenario(given(), when(), THEN, when()), 1) == 0
    narrowed = then(expect(Outcome.ITEMS_NARROWED, "Big"))
    assert limit_of(scenario(given(), when(), narrowed), 2) == THEN_LIMIT + NARROWED_MORE
    reloads = scenario(given(), when(), then(steps=(Reload(),)))
    assert limit_of(reloads, 1) == WHEN_LIMIT


def test_an_action_before_another_page_is_opened_is_seen_through() -> None:
    """Opening a page cuts off what the last action has begun (docs/adr/0021)."""
    save = Click(on=role("button", "Save"))
    leaving = scenario(given(save), when(Goto(path="/b"), save), THEN)

    assert limit_of(leaving, 0) == WHEN_LIMIT
    assert limit_of(scenario(given(save), when(save), THEN), 0) == 0
    assert limit_of(scenario(given(Goto(path="/a")), when(Goto(path="/b"), save), THEN), 0) == 0


def test_what_other_scenarios_move_is_no_candidate() -> None:
    first = finding("7 of 9")
    assert isinstance(first, Finding)
    moving = frozenset(one.fact.key for one in first.changes if one.fact.kind is FactKind.TEXT)

    assert "7 of 9" in {one.fact.value for one in rank(OF, 2, [first], TODAY)}
    assert "7 of 9" not in {one.fact.value for one in rank(OF, 2, [first], TODAY, moving)}


def test_the_data_at_the_end_of_a_way_is_asserted_only_where_nothing_else_tells_of_it() -> None:
    way = scenario(given(), when(), then(expect(Outcome.ADDRESS_CHANGES)), kind=ScenarioKind.NAVIGATION)
    listed = change(fact(FactKind.ITEMS, "", css("li"), items=("Curry x 2",)))
    arrived = Finding(supports=(change(heading("List")), listed), changes=(change(text("2 on the list")),))

    assert {one.fact.value or one.fact.items for one in rank(way, 2, [arrived], TODAY)} == {"List"}
    only = Finding(supports=(listed,))
    assert {one.fact.items for one in rank(way, 2, [only], TODAY)} == {("Curry x 2",)}


def test_what_the_crawl_has_left_behind_is_no_candidate() -> None:
    opens = scenario(given(), when(), then(expect(Outcome.ADDRESS_CHANGES)), kind=ScenarioKind.DETAIL)
    arrived = Finding(changes=(change(text("2 on the list")), change(heading("List"))), at=address("/mine"))
    left = Remains(landed=frozenset({"/mine"}))

    assert {one.fact.value for one in rank(opens, 2, [arrived], TODAY)} == {"2 on the list", "List"}
    assert {one.fact.value for one in rank(opens, 2, [arrived], TODAY, left=left)} == {"List"}


def test_two_things_done_to_prepare_must_not_overtake_each_other() -> None:
    first, second = (
        given(Goto(path="/a"), Click(on=role("button", "Add"))),
        given(Click(on=role("button", "Go"))),
    )

    assert limit_of(scenario(first, second, when(), THEN), 0) == WHEN_LIMIT
    assert limit_of(scenario(first, when(), THEN), 0) == 0
    assert limit_of(scenario(given(Goto(path="/a")), second, when(), THEN), 0) == 0


def test_signing_in_on_the_way_is_judged_as_signing_in() -> None:
    signs_in = scenario(given(), when(), then(expect(Outcome.SIGNED_IN)), kind=ScenarioKind.CART_KEPT)
    adds = scenario(given(), when(), then(expect(Outcome.CONTENT_CHANGES)), kind=ScenarioKind.CART_KEPT)
    found = Finding(changes=(change(fact(FactKind.ITEMS, "", css("li"), items=("a", "b"))),))

    scores = [rank(of, 2, [found], TODAY)[0].score for of in (signs_in, adds)]

    assert scores[0] < scores[1]

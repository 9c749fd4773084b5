"""What an action did (S020: observed, not assumed)."""

from agents.browser.snapshot import FactKind
from agents.evolution.diff import How, address_fact, changes
from tests.unit.agents.evolution.builders import address, css, fact, heading, message, page, role, text


def test_nothing_changed_gives_no_change() -> None:
    snapshot = page("/a", heading("A"), text("5"))

    assert changes(snapshot, snapshot) == ()


def test_address_with_query_and_fragment_is_a_change() -> None:
    (found,) = changes(page("/a"), page("/b?q=x#top"))

    assert (found.fact.value, found.was and found.was.value) == ("/b?q=x#top", "/a")
    assert found.address == address("/b?q=x#top")


def test_new_changed_and_gone_facts_are_told_apart() -> None:
    before = page("/a", heading("A"), text("old"))
    after = page("/a", heading("B"), message("Saved"))

    found = {(one.how, one.fact.kind, one.fact.value) for one in changes(before, after)}

    assert found == {
        (How.CHANGED, FactKind.HEADING, "B"),
        (How.NEW, FactKind.MESSAGE, "Saved"),
        (How.GONE, FactKind.TEXT, "old"),
    }


def test_title_is_compared() -> None:
    (found,) = changes(page("/a", title="One"), page("/a", title="Two"))

    assert (found.fact.kind, found.fact.value) == (FactKind.TITLE, "Two")


def test_what_appeared_for_a_while_counts_unless_it_is_still_there() -> None:
    passing = fact(FactKind.APPEARED, "Added")

    assert [one.fact for one in changes(page(), page(), (passing,))] == [passing]
    kinds = [one.fact.kind for one in changes(page(), page("/", message("Added")), (passing,))]
    assert kinds == [FactKind.MESSAGE]


def test_address_fact_is_plain_without_query() -> None:
    assert address_fact(address("/a")).value == "/a"


def test_a_sentence_that_only_moved_is_no_news() -> None:
    before = page("/a", text("Write to us", css("p:nth-of-type(1)")), text("1", css("#a")))
    after = page("/a", text("Write to us", css("p:nth-of-type(2)")), text("1", css("#b")))

    def news(where: str) -> list[str]:
        found = changes(before, after.model_copy(update={"address": address(where)}))
        return [one.fact.value for one in found if one.how is How.NEW]

    assert news("/a") == ["1"]
    assert news("/b") == ["Write to us", "1"]


def test_a_link_whose_name_grew_a_figure_has_changed() -> None:
    was, now = text("Cart", role("link", "Cart")), text("Cart 1", role("link", "Cart", exact=False))

    (found,) = changes(page("/", was), page("/", now), ())[:1]

    assert (found.how, found.was) == (How.CHANGED, was)


def test_two_links_of_the_same_words_stay_two() -> None:
    cart, saved = text("Cart", role("link", "Cart")), text("Cart of yore", role("link", "Cart", exact=False))

    (found,) = changes(page("/", cart), page("/", cart, saved))

    assert found.how is How.NEW

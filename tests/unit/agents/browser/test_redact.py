"""What is of one run only, or secret, never reaches a spec (promise 7; rule learned 35)."""

from agents.browser.redact import Made, cleaned
from agents.browser.snapshot import Fact, FactKind, Snapshot
from agents.domain.locator import ByCss, ByLabel, ByRole, ByText, Locator, Unique
from tests.unit.agents.evolution.builders import address, css, fact, page, text, words

NOTE = Unique(key="note", prefix="Note")
MAIL = Unique(key="mail", prefix="pat", shape="email")
NUMBER = Unique(key="number", prefix="No", shape="number")
MADE = (
    Made(unique=NOTE, text="Note abc123def456"),
    Made(unique=MAIL, text="pat-zz9zz9zz9zz9@example.test"),
    Made(unique=NUMBER, text="1987654321"),
)


def clean(*facts: Fact, hidden: tuple[str, ...] = ()) -> tuple[Fact, ...]:
    return cleaned(page("/", *facts), MADE, hidden).facts


def test_untouched_facts_stay_as_they_are() -> None:
    plain = text("5.00")

    assert clean(plain, hidden=("secret",)) == (plain,)


def test_made_texts_become_marks_in_values_and_uniques_in_locators() -> None:
    (found,) = clean(text("Saved Note abc123def456", words("Note abc123def456")))

    assert found.value == "Saved \ue000note\ue001"
    assert found.on == words(NOTE)
    assert found.circular


def test_all_parts_of_a_locator_that_can_hold_a_unique_do() -> None:
    on = Locator(
        chain=(
            ByRole(role="row", has_text="Note abc123def456"),
            ByRole(role="button", name="Note abc123def456"),
        )
    )

    (found,) = clean(fact(FactKind.CHECKED, "true", on))

    assert found.on == Locator(chain=(ByRole(role="row", has_text=NOTE), ByRole(role="button", name=NOTE)))
    assert not found.circular


def test_a_unique_that_is_there_already_stays() -> None:
    on = Locator(chain=(ByRole(role="row", has_text=NOTE, name="Note abc123def456"),))

    (found,) = clean(fact(FactKind.SHOWN, "true", on))

    assert found.on == Locator(chain=(ByRole(role="row", has_text=NOTE, name=NOTE),))


def test_a_locator_that_only_contains_the_text_makes_the_fact_useless() -> None:
    inside = Locator(chain=(ByRole(role="row", name="Note abc123def456 Delete"),))
    label = Locator(chain=(ByLabel(text="Note abc123def456"),))
    selector = Locator(chain=(ByCss(selector="#abc123def456"),))

    assert clean(*(fact(FactKind.CHECKED, "true", on) for on in (inside, label, selector))) == ()


def test_other_forms_of_the_text_are_left_out() -> None:
    assert clean(text("NOTE ABC123DEF456"), text("slug note-abc123def456"), text("for ZZ9ZZ9ZZ9ZZ9")) == ()
    assert clean(text("No 1987654321"))[0].value == "No \ue000number\ue001"


def test_items_are_marked_and_foreign_bodies_emptied() -> None:
    (found,) = clean(
        fact(
            FactKind.ITEMS,
            "",
            css("li"),
            items=("Old", "Note abc123def456"),
            bodies=("Old 1", "NOTE ABC123DEF456"),
        )
    )

    assert (found.items, found.bodies) == (("Old", "\ue000note\ue001"), ("Old 1", ""))


def test_secrets_are_left_out_wherever_they_stand() -> None:
    secret = "Open-Sesame"
    facts = (
        text("Hello open-sesame"),
        text("5", words("Open-Sesame")),
        fact(FactKind.MESSAGE, "no", css("#m"), field=words("open-sesame")),
        text("6", Locator(chain=(ByCss(selector='a[title="open-sesame"]'),))),
    )

    assert clean(*facts, hidden=(secret,)) == ()
    assert len(clean(text("a b"), hidden=("b",))) == 1, "one letter is no secret"


def test_titles_and_addresses_are_cleaned_too() -> None:
    snapshot = Snapshot(
        address=address("/notes/note-abc123def456?q=abc123def456&tab=all#abc123def456"),
        title="open-sesame is here",
    )

    found = cleaned(snapshot, MADE, ("open-sesame",))

    assert found.address == address("/notes/:any?tab=all")
    assert found.title == ""
    assert cleaned(snapshot.model_copy(update={"title": "Note abc123def456"}), MADE, ()).title == (
        "\ue000note\ue001"
    )


def test_text_locators_without_the_text_stay() -> None:
    on = Locator(chain=(ByText(text="Notes"), ByRole(role="button")))

    assert clean(text("Note abc123def456", on))[0].on == on


def test_a_secret_with_a_quotation_mark_is_found_too() -> None:
    assert clean(text('Welcome, O"Neil'), text("Welcome"), hidden=('O"Neil',)) == (text("Welcome"),)


def test_the_only_entry_of_a_list_is_known_by_the_text_that_was_made() -> None:
    """The next run finds this one beside its own."""
    item = Locator(chain=(ByRole(role="listitem"),))
    alone, other, said = clean(
        text("Note abc123def456", item),
        text("Another note", item),
        text("Note abc123def456", Locator(chain=(ByRole(role="status"),))),
    )
    assert alone.on == Locator(chain=(ByRole(role="listitem", has_text=NOTE),))
    assert other.on == item
    assert said.on == Locator(chain=(ByRole(role="status"),))

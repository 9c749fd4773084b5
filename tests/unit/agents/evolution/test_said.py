"""What an application says in plain text by the fields, and what only looks like it."""

from agents.browser.snapshot import Fact, FactKind, Snapshot
from agents.domain.scenario import Outcome
from agents.evolution.outcomes import check
from agents.evolution.said import is_plain, said
from agents.evolution.seen import Seen
from agents.evolution.verdict import NotObserved, Observed
from tests.unit.agents.evolution.builders import css, expect, fact, message, page, role, seen, text

NAME = role("textbox", "Name")
COUNTER = css("span.count")


def by_field(value: str, **more: object) -> Fact:
    return text(value, css("p.note"), beside=True, **more)


def words(of: Seen) -> list[str]:
    return [one.fact.value for one in said(of)]


def test_a_new_text_by_the_fields_is_a_message() -> None:
    of = seen(page(), page("/", by_field("These details match no account")))
    assert words(of) == ["These details match no account"]
    assert is_plain(said(of)[0])
    assert isinstance(check(expect(Outcome.MESSAGE_APPEARS), of), Observed)


def test_a_text_elsewhere_is_none() -> None:
    of = seen(page(), page("/", text("These details match no account")))
    assert words(of) == []
    assert isinstance(check(expect(Outcome.MESSAGE_APPEARS), of), NotObserved)


def test_a_message_with_a_role_says_it_all() -> None:
    of = seen(page(), page("/", message("Wrong"), by_field("Please try again")))
    assert words(of) == ["Wrong"]
    assert not is_plain(said(of)[0])


def test_one_word_is_a_message_in_red_only() -> None:
    assert words(seen(page(), page("/", by_field("Required")))) == []
    assert words(seen(page(), page("/", by_field("Required", tone="error")))) == ["Required"]


def test_what_only_counts_or_moved_is_none() -> None:
    before = page("/", text("200 characters left", COUNTER, beside=True), text("Enter your name", css("p.a")))
    after = page("/", text("191 characters left", COUNTER, beside=True), by_field("Enter your name"))
    assert words(seen(before, after)) == []
    elsewhere = page("/", text("191 characters left", css("i.other"), beside=True))
    assert words(seen(before, elsewhere)) == []


def test_what_was_typed_is_no_answer() -> None:
    assert words(seen(page(), page("/", by_field("Buy bread")), typed=("Buy bread",))) == []


def test_on_another_page_only_red_text_is_a_message() -> None:
    plain, red = by_field("Fill in your name"), by_field("Fill in your name", tone="error")
    assert words(seen(page("/a"), page("/b", plain))) == []
    assert words(seen(page("/a"), page("/b", red))) == ["Fill in your name"]


def refused(after: Snapshot, typed: tuple[str, ...] = ("ann@example.test",)) -> bool:
    verdict = check(expect(Outcome.FIELD_REFUSED, on=NAME), seen(page(), after, typed=typed))
    return isinstance(verdict, Observed)


def test_a_plain_message_refuses_while_the_form_holds_what_was_sent() -> None:
    there = fact(FactKind.SHOWN, "true", NAME)
    mail = fact(FactKind.VALUE, "ann@example.test", role("textbox", "Mail"))
    told = by_field("Please enter a name")
    assert refused(page("/", told, there, mail))
    assert not refused(page("/", told, there)), "accepted: the form came back empty"
    assert not refused(page("/", told, mail)), "accepted: the field is gone"
    assert refused(page("/", told, there, passwords=1), typed=("secret",)), "passwords are never shown"
    assert refused(page("/", by_field("Please enter a name", tone="error")))


def test_a_plain_message_about_another_field_refuses_nothing_here() -> None:
    there = fact(FactKind.SHOWN, "true", NAME)
    other = by_field("Please enter a town", tone="error", field=role("textbox", "Town"))
    assert not refused(page("/", other, there), typed=())
    assert refused(page("/", by_field("Please enter a name", tone="error", field=NAME), there), typed=())

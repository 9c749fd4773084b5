"""What stands in a field because it was typed there is not what the application shows."""

import pytest

from agents.browser.snapshot import Fact, FactKind
from agents.domain.scenario import Outcome
from agents.evolution.outcomes import check
from agents.evolution.seen import mark
from agents.evolution.verdict import NotObserved, Observed, Verdict
from tests.unit.agents.evolution.builders import NOTE, css, expect, fact, heading, page, role, seen, text

CITY, TOWN = role("textbox", "City"), role("textbox", "Town")
APPEARING = (Outcome.TEXT_APPEARS, Outcome.CONTENT_CHANGES)


def value(of: str, on: object = CITY) -> Fact:
    return fact(FactKind.VALUE, of, on)  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", APPEARING)
def test_what_was_typed_does_not_appear(outcome: Outcome) -> None:
    typed = seen(page(), page("/", value(mark(NOTE))), typed=(mark(NOTE),))
    part = seen(page(), page("/", value("Old Oslo")), typed=("Old Oslo",))

    assert isinstance(check(expect(outcome, NOTE), typed), NotObserved)
    assert isinstance(check(expect(outcome, "oslo"), part), NotObserved)


@pytest.mark.parametrize("outcome", APPEARING)
def test_what_the_application_shows_does_in_a_field_too(outcome: Outcome) -> None:
    after = page("/", value("Oslo"))
    said = page("/", value("Oslo"), text("Saved Oslo"))

    assert isinstance(check(expect(outcome, "Oslo"), seen(page(), after)), Observed)
    assert isinstance(check(expect(outcome, "Oslo"), seen(page(), after, typed=("Bergen",))), Observed)
    verdict = check(expect(outcome, "Oslo"), seen(page(), said, typed=("Oslo",)))
    assert isinstance(verdict, Observed)
    assert [one.fact.kind for one in verdict.evidence] == [FactKind.TEXT]


def test_a_text_has_vanished_though_it_was_typed_to_look_for_it() -> None:
    before = page("/", text("Oslo", css("td")))
    after = page("/", value("Oslo"))

    assert isinstance(check(expect(Outcome.TEXT_VANISHES, "Oslo"), seen(before, after)), NotObserved)
    looked_for = seen(before, after, typed=("Oslo",))
    assert isinstance(check(expect(Outcome.TEXT_VANISHES, "Oslo"), looked_for), Observed)


def test_a_value_is_kept_by_its_field_and_not_by_another_that_was_filled() -> None:
    kept = expect(Outcome.VALUE_KEPT, "Oslo", CITY)
    own, other = page("/", value("Oslo")), page("/", value("Bergen"), value("Oslo", TOWN))

    assert isinstance(check(kept, seen(page(), own, typed=("Oslo",))), Observed)
    assert isinstance(check(kept, seen(page(), other, typed=("Oslo",))), NotObserved)
    assert isinstance(check(kept, seen(page(), other)), Observed), "opened anew, the page shows it"


def test_a_form_closes_where_its_record_has_a_page_with_the_same_fields() -> None:
    closes = expect(Outcome.OVERLAY_CLOSES, NOTE, CITY)
    form = page("/new", fact(FactKind.SHOWN, "true", CITY))
    there = fact(FactKind.SHOWN, "true", CITY)

    landed = check(closes, seen(form, page("/notes/1", there, heading(mark(NOTE)))))
    assert isinstance(landed, Observed)
    assert [one.fact.kind for one in landed.evidence] == [FactKind.ADDRESS, FactKind.HEADING]
    refused = page("/notes", there, value(mark(NOTE)))
    assert isinstance(check(closes, seen(form, refused)), NotObserved), "only its own field shows the name"
    here = page("/new", there, heading(mark(NOTE)))
    assert isinstance(check(closes, seen(form, here)), NotObserved), "the page was not left"


def test_a_form_that_stands_in_its_page_is_emptied_where_the_record_is_shown() -> None:
    closes = expect(Outcome.OVERLAY_CLOSES, NOTE, CITY)
    there, row = fact(FactKind.SHOWN, "true", CITY), text(mark(NOTE), css("li"))
    form = page("/", there, value(""))

    def verdict(*facts: Fact, typed: str = mark(NOTE)) -> Verdict:
        return check(closes, seen(form, page("/", there, *facts), typed=(typed,)))

    taken = verdict(value(""), row)
    assert isinstance(taken, Observed)
    assert [one.fact.kind for one in taken.evidence] == [FactKind.TEXT]
    # By the fields stands what a form says, but the bare name is no message.
    assert isinstance(verdict(value(""), row.model_copy(update={"beside": True})), Observed)
    for refused in (
        verdict(value(mark(NOTE)), row),
        verdict(value("")),
        verdict(value(""), row.model_copy(update={"tone": "error"})),
        verdict(value(""), text(f"{mark(NOTE)} is taken", css("p"), beside=True)),
        verdict(value(""), row, typed="Oslo"),
    ):
        assert isinstance(refused, NotObserved)


def test_a_record_has_vanished_from_its_list_though_its_own_page_was_left() -> None:
    row = role("listitem", has_text=NOTE)
    gone = expect(Outcome.TEXT_VANISHES, NOTE, row)
    own = page("/notes/1", heading(mark(NOTE)), fact(FactKind.SHOWN, "false", row))
    listed = page("/notes", heading("Notes"), fact(FactKind.SHOWN, "false", row))

    verdict = check(gone, seen(own, listed))
    assert isinstance(verdict, Observed)
    assert [one.fact.kind for one in verdict.evidence] == [FactKind.HEADING, FactKind.SHOWN]
    still = page("/notes", heading("Notes"), text(mark(NOTE)), fact(FactKind.SHOWN, "true", row))
    assert isinstance(check(gone, seen(own, still)), NotObserved)

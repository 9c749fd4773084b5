"""Outcomes decide what a test means (rules learned 8, 15): evidence or a plain reason, never a guess."""

import pytest

from agents.browser.snapshot import FactKind, Snapshot
from agents.domain.scenario import Outcome
from agents.evolution.diff import How
from agents.evolution.outcomes import _CHECKS, check
from agents.evolution.seen import mark
from agents.evolution.verdict import Observed
from tests.unit.agents.evolution.answers import observed, refused
from tests.unit.agents.evolution.builders import (
    NOTE,
    css,
    expect,
    fact,
    heading,
    listing,
    message,
    page,
    role,
    seen,
    text,
)

EMAIL = role("textbox", "E-mail")
PROOF = role("link", "Sign out")


def shown(on: object, value: str = "true") -> object:
    return fact(FactKind.SHOWN, value, on)  # type: ignore[arg-type]


def test_every_outcome_has_a_check() -> None:
    assert set(_CHECKS) == set(Outcome)


@pytest.mark.parametrize("outcome", [one for one in Outcome if one is not Outcome.ADDRESS_STAYS])
def test_no_outcome_is_observed_when_nothing_happened(outcome: Outcome) -> None:
    """Rule learned 8: no evidence, no pass."""
    still = page("/a", heading("A"), *listing("x"))

    assert refused(expect(outcome), seen(still, still)).startswith("not observed: ")


class TestAddress:
    def test_change_is_shown_by_where_one_is_now(self) -> None:
        found = observed(expect(Outcome.ADDRESS_CHANGES), seen(page("/a"), page("/b?q=1")))
        assert found == [(FactKind.ADDRESS, "/b?q=1")]

    @pytest.mark.parametrize("text", ["/things/:id", "/things/7", "/things/7/?x=1", "things"])
    def test_the_named_address_must_be_reached(self, text: str) -> None:
        assert observed(expect(Outcome.ADDRESS_CHANGES, text), seen(page("/a"), page("/things/7")))

    @pytest.mark.parametrize("text", ["/cart", "/things", "/things/8"])
    def test_another_address_is_not_it(self, text: str) -> None:
        reason = refused(expect(Outcome.ADDRESS_CHANGES, text), seen(page("/a"), page("/things/7")))
        assert reason == f'not observed: the address became /things/7, not "{text}"'

    def test_arriving_where_one_asked_to_go_is_no_change(self) -> None:
        went = seen(page("/"), page("/notes"), requested="/notes")
        assert "the address stayed /notes" in refused(expect(Outcome.ADDRESS_CHANGES), went)

    def test_being_sent_elsewhere_is(self) -> None:
        sent = seen(page("/login"), page("/login"), requested="/notes")
        assert observed(expect(Outcome.ADDRESS_CHANGES), sent) == [(FactKind.ADDRESS, "/login")]

    def test_staying_compares_paths_only(self) -> None:
        assert observed(expect(Outcome.ADDRESS_STAYS), seen(page("/a"), page("/a?e=1"))) == [
            (FactKind.ADDRESS, "/a")
        ]
        reason = refused(expect(Outcome.ADDRESS_STAYS), seen(page("/a"), page("/b")))
        assert reason == "not observed: the address changed from /a to /b"

    def test_staying_compares_the_fragment_where_it_says_which_page_it_is(self) -> None:
        stays = expect(Outcome.ADDRESS_STAYS)
        at = [(FactKind.ADDRESS, "/#/new")]
        assert observed(stays, seen(page("/#/new"), page("/#/new"))) == at
        assert observed(stays, seen(page("/#top"), page("/#end"))) == [(FactKind.ADDRESS, "/")]
        assert observed(stays, seen(page("/#/new"), page("/#/new?e=1"))) == [(FactKind.ADDRESS, "/")]
        reason = refused(stays, seen(page("/#/new"), page("/#/")))
        assert reason == "not observed: the address changed from /#/new to /#/"


class TestMessages:
    def test_a_new_message_is_the_evidence(self) -> None:
        found = observed(expect(Outcome.MESSAGE_APPEARS), seen(page(), page("/", message("Saved"))))
        assert found == [(FactKind.MESSAGE, "Saved")]

    def test_one_that_was_there_before_is_not(self) -> None:
        there = page("/", message("Saved"))
        assert refused(expect(Outcome.MESSAGE_APPEARS), seen(there, there)).endswith("no message appeared")

    def test_a_named_text_may_stand_in_any_text(self) -> None:
        after = page("/", message("No"), text("It was Saved now"))
        found = observed(expect(Outcome.MESSAGE_APPEARS, "saved"), seen(page(), after))
        assert found == [(FactKind.TEXT, "It was Saved now")]
        reason = refused(expect(Outcome.MESSAGE_APPEARS, "sent"), seen(page(), after))
        assert reason == 'not observed: no message says "sent"'

    def test_a_dialog_says_something_too(self) -> None:
        after = page("/", fact(FactKind.DIALOG, "Done"))
        assert observed(expect(Outcome.MESSAGE_APPEARS), seen(page(), after)) == [(FactKind.DIALOG, "Done")]

    def test_a_passing_message_counts(self) -> None:
        passing = fact(FactKind.APPEARED, "Added")
        found = observed(expect(Outcome.MESSAGE_APPEARS), seen(page(), page(), appeared=(passing,)))
        assert found == [(FactKind.APPEARED, "Added")]


class TestFieldRefused:
    def invalid(self, value: str = "true") -> object:
        return fact(FactKind.INVALID, value, EMAIL)

    def native(self, *, focused: bool) -> Snapshot:
        facts = [fact(FactKind.REFUSED, "true", css("#e:invalid"), field=EMAIL)]
        return page("/a", *facts, *([fact(FactKind.FOCUS, "", EMAIL)] if focused else []))

    def test_a_mark_on_the_field_shows_it(self) -> None:
        after = page("/a", self.invalid())  # type: ignore[arg-type]
        found = observed(expect(Outcome.FIELD_REFUSED, on=EMAIL), seen(page("/a"), after))
        assert found == [(FactKind.INVALID, "true"), (FactKind.ADDRESS, "/a")]

    def test_a_mark_that_was_there_before_does_not(self) -> None:
        there = page("/a", self.invalid())  # type: ignore[arg-type]
        assert "neither marked" in refused(expect(Outcome.FIELD_REFUSED, on=EMAIL), seen(there, there))

    def test_native_validity_needs_the_focus(self) -> None:
        """An empty required field is invalid before anything was done."""
        before = self.native(focused=False)
        asked = expect(Outcome.FIELD_REFUSED, on=EMAIL)
        assert "neither marked" in refused(asked, seen(before, before))
        assert [kind for kind, _ in observed(asked, seen(before, self.native(focused=True)))] == [
            FactKind.REFUSED,
            FactKind.FOCUS,
            FactKind.ADDRESS,
        ]

    def test_without_a_field_any_refused_one_will_do(self) -> None:
        before = self.native(focused=False)
        assert observed(expect(Outcome.FIELD_REFUSED), seen(before, self.native(focused=True)))

    def test_an_error_about_the_field_shows_it_and_one_about_another_does_not(self) -> None:
        asked = expect(Outcome.FIELD_REFUSED, on=EMAIL)
        mine = page("/a", message("Needed", field=EMAIL, tone="error"))
        other = page("/a", message("Needed", field=role("textbox", "City"), tone="error"))
        assert (FactKind.MESSAGE, "Needed") in observed(asked, seen(page("/a"), mine))
        assert "neither marked" in refused(asked, seen(page("/a"), other))

    def test_leaving_the_page_is_no_refusal(self) -> None:
        after = page("/b", self.invalid())  # type: ignore[arg-type]
        assert "the address changed" in refused(
            expect(Outcome.FIELD_REFUSED, on=EMAIL), seen(page("/a"), after)
        )


class TestTexts:
    def test_a_text_made_in_the_test_appears(self) -> None:
        after = page("/", text(f"Saved {mark(NOTE)}"))
        assert observed(expect(Outcome.TEXT_APPEARS, NOTE), seen(page(), after))
        assert refused(expect(Outcome.TEXT_APPEARS, NOTE), seen(page(), page())) == (
            "not observed: the text the new Note did not appear"
        )

    def test_at_a_place_the_text_there_must_differ(self) -> None:
        on = css("#total")
        before, after = page("/", text("1", on)), page("/", text("2", on))
        assert observed(expect(Outcome.TEXT_APPEARS, on=on), seen(before, after)) == [(FactKind.TEXT, "2")]
        assert refused(expect(Outcome.TEXT_APPEARS, on=css("#x")), seen(before, after)).endswith(
            "the text stayed as it was"
        )

    def test_any_new_text_when_nothing_is_named(self) -> None:
        assert observed(expect(Outcome.TEXT_APPEARS), seen(page(), page("/", text("Hello"))))

    def test_a_text_vanishes(self) -> None:
        before = page("/", text("Note 1"))
        assert observed(expect(Outcome.TEXT_VANISHES, "note 1"), seen(before, page()))
        assert observed(expect(Outcome.TEXT_VANISHES), seen(before, page()))

    def test_a_text_that_is_still_there_has_not_vanished(self) -> None:
        there = page("/", text("Note 1"))
        assert refused(expect(Outcome.TEXT_VANISHES, "Note 1"), seen(there, there)).endswith("is still there")
        assert refused(expect(Outcome.TEXT_VANISHES, "Note 2"), seen(there, page())).endswith(
            "was not there before"
        )

    def test_a_message_about_it_does_not_keep_it_there(self) -> None:
        before, after = page("/", text("Note 1")), page("/", message("Note 1 was removed"))
        assert observed(expect(Outcome.TEXT_VANISHES, "Note 1"), seen(before, after))

    def test_an_item_that_left_its_list_has_vanished(self) -> None:
        before, after = page("/", *listing("a", "b")), page("/", *listing("b"))
        kinds = [kind for kind, _ in observed(expect(Outcome.TEXT_VANISHES, "a"), seen(before, after))]
        assert kinds == [FactKind.COUNT, FactKind.ITEMS]

    def test_an_element_vanishes(self) -> None:
        on = css("#row")
        before, after = page("/", shown(on)), page("/", shown(on, "false"))  # type: ignore[arg-type]
        verdict = check(expect(Outcome.TEXT_VANISHES, on=on), seen(before, after))
        assert isinstance(verdict, Observed)
        assert verdict.evidence[0].how is How.GONE


class TestValues:
    def test_a_value_is_kept(self) -> None:
        after = page("/", fact(FactKind.VALUE, mark(NOTE), EMAIL))
        assert observed(expect(Outcome.VALUE_KEPT, NOTE, EMAIL), seen(page(), after))

    def test_the_label_of_a_chosen_option_is_its_value(self) -> None:
        after = page("/", fact(FactKind.VALUE, "fr", EMAIL, items=("France",)))
        assert observed(expect(Outcome.VALUE_KEPT, "France", EMAIL), seen(page(), after)) == [
            (FactKind.VALUE, "fr")
        ]

    def test_a_value_may_be_kept_as_text(self) -> None:
        assert observed(expect(Outcome.VALUE_KEPT, "Oslo", EMAIL), seen(page(), page("/", text("City Oslo"))))

    def test_a_lost_value_is_not_kept(self) -> None:
        after = page("/", fact(FactKind.VALUE, "old", EMAIL))
        assert refused(expect(Outcome.VALUE_KEPT, "new", EMAIL), seen(page(), after)) == (
            'not observed: "new" was not kept'
        )

    def test_without_a_text_it_is_compared_with_right_before(self) -> None:
        full, empty = page("/", fact(FactKind.VALUE, "x", EMAIL)), page("/", fact(FactKind.VALUE, "", EMAIL))
        asked = expect(Outcome.VALUE_KEPT, on=EMAIL)
        assert observed(asked, seen(page(), full, prior=full))
        assert "was not kept" in refused(asked, seen(page(), empty, prior=full))


class TestContent:
    def test_any_inner_content_counts_before_outer(self) -> None:
        after = page("/", text("5", css("#a"), region="main"), text("1", css("#b"), region="banner"))
        assert observed(expect(Outcome.CONTENT_CHANGES), seen(page(), after)) == [(FactKind.TEXT, "5")]

    def test_outer_content_serves_when_there_is_no_other(self) -> None:
        after = page("/", text("1", css("#b"), region="banner"))
        assert observed(expect(Outcome.CONTENT_CHANGES), seen(page(), after)) == [(FactKind.TEXT, "1")]

    def test_a_named_text_or_place(self) -> None:
        after = page("/", text("5", css("#a")), text("7", css("#b")))
        assert observed(expect(Outcome.CONTENT_CHANGES, "7"), seen(page(), after)) == [(FactKind.TEXT, "7")]
        assert observed(expect(Outcome.CONTENT_CHANGES, on=css("#a")), seen(page(), after)) == [
            (FactKind.TEXT, "5")
        ]
        assert refused(expect(Outcome.CONTENT_CHANGES, "8"), seen(page(), after)).endswith(
            'nothing shows "8"'
        )


class TestOverlays:
    def test_a_dialog_with_its_content(self) -> None:
        after = page(
            "/",
            fact(FactKind.DIALOG, "Edit"),
            text("Name", css("#n"), region="dialog"),
            text("else", css("#m"), region="main"),
        )
        assert observed(expect(Outcome.OVERLAY_OPENS), seen(page(), after)) == [
            (FactKind.DIALOG, "Edit"),
            (FactKind.TEXT, "Name"),
        ]

    def test_an_expanded_control_or_a_watched_element(self) -> None:
        expanded = page("/", fact(FactKind.EXPANDED, "true", attribute="aria-expanded"))
        assert observed(expect(Outcome.OVERLAY_OPENS), seen(page(), expanded)) == [
            (FactKind.EXPANDED, "true")
        ]
        on = css("#menu")
        before, after = page("/", shown(on, "false")), page("/", shown(on))  # type: ignore[arg-type]
        assert observed(expect(Outcome.OVERLAY_OPENS, on=on), seen(before, after)) == [
            (FactKind.SHOWN, "true")
        ]

    def test_going_elsewhere_is_no_overlay(self) -> None:
        reason = refused(expect(Outcome.OVERLAY_OPENS), seen(page("/a"), page("/b", text("x"))))
        assert reason == "not observed: the address changed to /b instead"

    def test_closing(self) -> None:
        opened = page("/", fact(FactKind.DIALOG, "Edit"))
        assert observed(expect(Outcome.OVERLAY_CLOSES), seen(opened, page()))
        expanded = page("/", fact(FactKind.EXPANDED, "true"))
        folded = page("/", fact(FactKind.EXPANDED, "false"))
        assert observed(expect(Outcome.OVERLAY_CLOSES), seen(expanded, folded)) == [
            (FactKind.EXPANDED, "false")
        ]
        on = css("#menu")
        before, after = page("/", shown(on)), page("/", shown(on, "false"))  # type: ignore[arg-type]
        assert observed(expect(Outcome.OVERLAY_CLOSES, on=on), seen(before, after)) == [
            (FactKind.SHOWN, "true")
        ]


class TestSessions:
    def inside(self, where: str = "/home") -> Snapshot:
        return page(where, shown(PROOF), heading("Welcome"))  # type: ignore[arg-type]

    def test_signed_in_by_proof_address_and_heading(self) -> None:
        before = page("/login", shown(PROOF, "false"), passwords=1)  # type: ignore[arg-type]
        assert observed(expect(Outcome.SIGNED_IN), seen(before, self.inside(), proof=PROOF)) == [
            (FactKind.SHOWN, "true"),
            (FactKind.ADDRESS, "/home"),
            (FactKind.HEADING, "Welcome"),
        ]

    def test_the_form_must_be_gone(self) -> None:
        form = page("/login", passwords=1)
        assert "form is still there" in refused(expect(Outcome.SIGNED_IN), seen(form, form))

    def test_the_proof_must_be_seen(self) -> None:
        after = page("/home", shown(PROOF, "false"))  # type: ignore[arg-type]
        assert "signed-in user sees is not there" in refused(
            expect(Outcome.SIGNED_IN), seen(page("/login"), after, proof=PROOF)
        )

    def test_without_a_proof_one_must_at_least_arrive_somewhere(self) -> None:
        assert observed(expect(Outcome.SIGNED_IN), seen(page("/login"), page("/home")))
        assert "nothing shows" in refused(expect(Outcome.SIGNED_IN), seen(page("/a"), page("/a")))

    def test_signed_out(self) -> None:
        after = page("/", shown(PROOF, "false"))  # type: ignore[arg-type]
        assert observed(expect(Outcome.SIGNED_OUT), seen(self.inside(), after, proof=PROOF))[0] == (
            FactKind.SHOWN,
            "true",
        )
        assert "is still there" in refused(
            expect(Outcome.SIGNED_OUT), seen(self.inside(), self.inside(), proof=PROOF)
        )
        assert "nobody was signed in" in refused(expect(Outcome.SIGNED_OUT), seen(after, after, proof=PROOF))
        assert observed(expect(Outcome.SIGNED_OUT), seen(page("/a"), page("/b")))


def test_that_a_field_holds_what_was_typed_is_no_change_of_the_page() -> None:
    field = fact(FactKind.VALUE, "sample", css("#ask"))
    typed = seen(page(), page("/", field), typed=("sample",))
    assert refused(expect(Outcome.CONTENT_CHANGES), typed).endswith("the page stayed as it was")
    answered = seen(page(), page("/", field, message("2 answers")), typed=("sample",))
    assert observed(expect(Outcome.CONTENT_CHANGES), answered) == [(FactKind.MESSAGE, "2 answers")]

"""What an action would do, and what a safety level lets through."""

import pytest

from agents.browser.guard import Kind, allowed, classify, may_leave, submits_values, worse
from agents.domain.page import Element, FieldMeaning, Form, Purpose
from agents.domain.target import Safety
from tests.unit.agents.browser.builders import HOME, element, field, form, link, seen


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Delete", Kind.DESTRUCTIVE),
        ("Delete account", Kind.DESTRUCTIVE),
        ("Clear cart", Kind.DESTRUCTIVE),
        ("Cancel order", Kind.DESTRUCTIVE),
        ("Löschen", Kind.DESTRUCTIVE),
        ("Supprimer", Kind.DESTRUCTIVE),
        ("Eliminar", Kind.DESTRUCTIVE),
        ("Cancel", Kind.SAFE),
        ("Reset filters", Kind.SAFE),
        ("Abbrechen", Kind.SAFE),
        ("Pay now", Kind.COSTLY),
        ("Place order", Kind.COSTLY),
        ("Jetzt bestellen", Kind.COSTLY),
        ("Passer la commande", Kind.COSTLY),
        ("Proceed to checkout", Kind.SAFE),
        ("Zur Kasse", Kind.SAFE),
        ("Send message", Kind.OUTWARD),
        ("Einladen", Kind.OUTWARD),
        ("Compartir", Kind.OUTWARD),
        ("Add to cart", Kind.REVERSIBLE),
        ("In den Warenkorb", Kind.REVERSIBLE),
        ("Save", Kind.REVERSIBLE),
        ("Show order history", Kind.SAFE),
        ("View messages", Kind.SAFE),
        ("Log out", Kind.SIGN_OUT),
        ("Abmelden", Kind.SIGN_OUT),
        ("Se déconnecter", Kind.SIGN_OUT),
        ("Details", Kind.SAFE),
        ("Seven ways to delete what you do not need", Kind.SAFE),
    ],
)
def test_a_button_is_judged_by_its_words(name: str, kind: Kind) -> None:
    verdict = classify(element(name))
    assert verdict.kind is kind
    assert verdict.why


@pytest.mark.parametrize(
    ("of", "kind"),
    [
        (element("x", purpose=Purpose.DELETE), Kind.DESTRUCTIVE),
        (element("x", purpose=Purpose.PAYMENT), Kind.COSTLY),
        (element("x", purpose=Purpose.ADD_TO_CART), Kind.REVERSIBLE),
        (element("x", purpose=Purpose.SIGN_OUT), Kind.SIGN_OUT),
        (element("x", purpose=Purpose.SUBSCRIBE), Kind.OUTWARD),
        (element("Share", has_popup=True), Kind.SAFE),
        (element("Notifications", "switch"), Kind.REVERSIBLE),
        (element(""), Kind.SAFE),
    ],
)
def test_purpose_and_role_speak_where_words_do_not(of: Element, kind: Kind) -> None:
    assert classify(of).kind is kind


@pytest.mark.parametrize(
    ("href", "name", "kind"),
    [
        ("/items/7", "Blue mug", Kind.SAFE),
        ("/articles/how-to-delete-things", "How to delete things", Kind.SAFE),
        ("/items/7/delete", "x", Kind.DESTRUCTIVE),
        ("/items?id=7&action=remove", "x", Kind.DESTRUCTIVE),
        ("/logout", "Bye", Kind.SIGN_OUT),
        ("/users/sign_out", "x", Kind.SIGN_OUT),
        ("/session", "Sign out", Kind.SIGN_OUT),
        ("/checkout", "Pay", Kind.SAFE),
    ],
)
def test_a_link_is_safe_unless_it_destroys_or_ends_the_session(href: str, name: str, kind: Kind) -> None:
    assert classify(link(href, name)).kind is kind


def test_a_link_that_says_delete_and_is_meant_so_is_destructive() -> None:
    assert classify(link("/x", "Delete", purpose=Purpose.DELETE)).kind is Kind.DESTRUCTIVE
    assert classify(link("/x", "Items to delete", purpose=Purpose.DELETE)).kind is Kind.SAFE


def test_taking_out_of_the_cart_can_be_undone() -> None:
    remove = element("Remove", purpose=Purpose.DELETE)
    assert classify(remove, None, seen(page_type="cart")).kind is Kind.REVERSIBLE
    assert classify(remove, None, seen(page_type="list")).kind is Kind.DESTRUCTIVE


@pytest.mark.parametrize(
    ("of", "kind"),
    [
        (form(method="get"), Kind.SAFE),
        (form(), Kind.REVERSIBLE),
        (form(purpose=Purpose.CONTACT), Kind.OUTWARD),
        (form(purpose=Purpose.DELETE), Kind.DESTRUCTIVE),
        (form(purpose=Purpose.PAYMENT), Kind.COSTLY),
        (form(purpose=Purpose.SIGN_OUT), Kind.SIGN_OUT),
        (form(field(element("n"), FieldMeaning.CARD_NUMBER)), Kind.COSTLY),
    ],
)
def test_a_submit_is_judged_by_its_form(of: Form, kind: Kind) -> None:
    button = element("Continue", purpose=Purpose.SUBMIT)
    sent = of.model_copy(update={"submit": button.id})
    assert classify(button, sent).kind is kind
    assert classify(button, of).kind is Kind.SAFE


def test_the_graver_of_two_verdicts_counts() -> None:
    pay, save = classify(element("Pay now")), classify(element("Save"))
    assert worse(pay, save) == worse(save, pay) == pay
    assert worse(None, save) == save


def test_a_form_with_a_button_only_submits_no_values() -> None:
    hidden = field(element("token"), FieldMeaning.TEXT, "hidden")
    count = field(element("n", "spinbutton"), FieldMeaning.QUANTITY, "number")
    assert not submits_values(form(hidden, count))
    assert submits_values(form(hidden, field(element("name", "textbox"), FieldMeaning.NAME)))


def test_levels_let_through_more_and_more() -> None:
    permitted = {level: {kind for kind in Kind if allowed(kind, level)} for level in Safety}
    assert permitted[Safety.READ_ONLY] == {Kind.SAFE}
    assert permitted[Safety.STANDARD] == {Kind.SAFE, Kind.REVERSIBLE}
    assert permitted[Safety.FULL] == set(Kind)


@pytest.mark.parametrize(
    ("method", "url", "safety", "leaves"),
    [
        ("GET", "http://ads.test/x", Safety.READ_ONLY, True),
        ("options", HOME, Safety.READ_ONLY, True),
        ("POST", HOME, Safety.READ_ONLY, False),
        ("DELETE", HOME + "x", Safety.READ_ONLY, False),
        ("POST", HOME, Safety.STANDARD, True),
        ("POST", "http://api.site.test/x", Safety.STANDARD, True),
        ("POST", "http://ads.test/x", Safety.STANDARD, False),
        ("PUT", "http://ads.test/x", Safety.FULL, False),
    ],
)
def test_only_reading_leaves_at_read_only_and_nothing_writes_elsewhere(
    method: str, url: str, safety: Safety, leaves: bool
) -> None:
    assert (may_leave(method, url, HOME, safety) is None) is leaves


def test_the_sign_in_request_may_leave_at_read_only_but_not_to_another_site() -> None:
    assert may_leave("POST", HOME, HOME, Safety.READ_ONLY, signing_in=True) is None
    assert may_leave("POST", "http://b.test", HOME, Safety.READ_ONLY, signing_in=True) is not None


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Leave", Kind.DESTRUCTIVE),
        ("Leave course", Kind.DESTRUCTIVE),
        ("Unfollow", Kind.DESTRUCTIVE),
        ("Decline invitation", Kind.DESTRUCTIVE),
        ("Gruppe verlassen", Kind.DESTRUCTIVE),
        ("Se désabonner", Kind.DESTRUCTIVE),
        ("Dejar de seguir", Kind.DESTRUCTIVE),
        ("退会", Kind.DESTRUCTIVE),
        ("削除", Kind.DESTRUCTIVE),
        ("حذف", Kind.DESTRUCTIVE),
        ("Удалить", Kind.DESTRUCTIVE),
        ("Leave a comment", Kind.SAFE),
        ("Leave feedback", Kind.SAFE),
        ("Reject all cookies", Kind.SAFE),
        ("Reset", Kind.SAFE),
        ("キャンセル", Kind.SAFE),
        ("Upvote", Kind.OPINION),
        ("Vote", Kind.OPINION),
        ("投票する", Kind.OPINION),
    ],
)
def test_what_gives_up_or_speaks_for_the_user_is_more_than_reversible(name: str, kind: Kind) -> None:
    assert classify(element(name)).kind is kind


def test_a_word_for_leaving_in_the_frame_of_the_page_is_the_way_out_or_a_section() -> None:
    assert classify(element("Leave", landmark="banner")).kind is Kind.SAFE
    assert classify(link("/leave", "Leave", landmark="navigation")).kind is Kind.SAFE


@pytest.mark.parametrize(
    ("href", "name", "kind"),
    [
        ("/leave/3", "Leave", Kind.DESTRUCTIVE),
        ("/teams/3/leave", "x", Kind.DESTRUCTIVE),
        ("/bookings/B-17/cancel", "Cancel", Kind.DESTRUCTIVE),
        ("/cancel/3", "Cancel", Kind.DESTRUCTIVE),
        ("/letters?id=5&do=archive", "", Kind.DESTRUCTIVE),
        ("/letters?id=5&status=archive", "", Kind.SAFE),
        ("/subscriptions/5", "Cancel subscription", Kind.DESTRUCTIVE),
        ("/people/5", "Cancel", Kind.SAFE),
        ("/people", "Cancel", Kind.SAFE),
        ("/leave/3", "Summer holiday", Kind.SAFE),
        ("/posts/7", "Leave no trace", Kind.SAFE),
        ("/posts/7/comments/new", "Leave a comment", Kind.SAFE),
        ("/archive", "Archive", Kind.SAFE),
        ("/archive/2024/05", "May 2024", Kind.SAFE),
        ("/password/reset", "Reset password", Kind.SAFE),
        ("/search", "Reset filters", Kind.SAFE),
    ],
)
def test_a_link_that_gives_up_what_it_names_is_not_followed(href: str, name: str, kind: Kind) -> None:
    assert classify(link(href, name)).kind is kind

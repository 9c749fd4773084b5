"""Signing in and out."""

from agents.domain.locator import Unique
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, Env, Fill, Goto, Press, Step
from agents.domain.target import Safety
from agents.requirements.rules import derive
from tests.unit.agents.maps import page_map, run_request, signed_in_by
from tests.unit.agents.requirements.rules.support import of, one, outcomes, plan, refusals, steps

FORM = """
page /login title="Sign in" type=sign-in
heading "Sign in"
form "Sign in" sign-in post action=/session
field Login username required
field Password password type=password required
submit "Sign in"
"""
INSIDE = """
page /desk title=Desk signed-in
heading "Your desk"
button "Log out" sign-out @banner
"""


def test_a_wrong_password_is_tried_with_a_name_that_nobody_has() -> None:
    """No real account may be locked by a test."""
    fills = [s for s in steps(one(ScenarioKind.SIGN_IN_INVALID, FORM)) if isinstance(s, Fill)]
    assert isinstance(fills[0].value, Unique)
    assert not isinstance(fills[1].value, Env)


def test_the_address_must_stay_only_where_the_form_posts_to_itself() -> None:
    elsewhere = one(ScenarioKind.SIGN_IN_INVALID, FORM)
    itself = one(ScenarioKind.SIGN_IN_INVALID, FORM.replace("/session", "/login"))
    assert outcomes(elsewhere) == [Outcome.MESSAGE_APPEARS]
    assert outcomes(itself) == [Outcome.MESSAGE_APPEARS, Outcome.ADDRESS_STAYS]


def test_each_missing_field_is_refused_at_the_field_or_by_a_message() -> None:
    stated = of(ScenarioKind.SIGN_IN_MISSING, FORM)
    assert [s.title for s in stated] == [
        "Signing in without “Login” is refused",
        "Signing in without “Password” is refused",
    ]
    assert [outcomes(s) for s in stated] == [[Outcome.FIELD_REFUSED]] * 2
    unstated = of(ScenarioKind.SIGN_IN_MISSING, FORM.replace(" required", ""))
    assert [outcomes(s) for s in unstated] == [[Outcome.MESSAGE_APPEARS]] * 2


def test_a_lone_text_field_beside_a_password_is_the_name() -> None:
    assert of(ScenarioKind.SIGN_IN_INVALID, FORM.replace("Login username", "Code text"))


def test_a_form_of_only_a_password_has_no_name_to_get_wrong() -> None:
    only = FORM.replace("field Login username required\n", "")
    assert not of(ScenarioKind.SIGN_IN_INVALID, only)
    assert len(of(ScenarioKind.SIGN_IN_MISSING, only)) == 1


def test_without_a_button_the_form_is_sent_by_enter() -> None:
    scenario = one(ScenarioKind.SIGN_IN_INVALID, FORM.replace('submit "Sign in"', ""))
    assert isinstance(steps(scenario)[-1], Press)


def test_a_password_field_that_cannot_be_reached_is_told() -> None:
    assert "signing in: the form has no password field that can be filled" in refusals(
        FORM.replace("type=password required", "type=password required unlocated")
    )


def test_signing_in_lands_where_it_did_and_signing_out_ends_it() -> None:
    """S023."""
    found = plan(FORM + INSIDE, sign_in=signed_in_by("/login", "/desk"))
    valid = next(s for s in found.scenarios if s.kind is ScenarioKind.SIGN_IN_VALID)
    assert valid.phases[-1].text == "the page “Your desk” opens and the user is signed in"
    assert (valid.start, valid.signed_in) == ("/login", False)
    leaving = next(s for s in found.scenarios if s.kind is ScenarioKind.SIGN_OUT)
    assert (leaving.signed_in, outcomes(leaving)) == (True, [Outcome.SIGNED_OUT])
    assert leaving.writes, "it may end the sessions of tests that run beside it"


def test_after_signing_out_a_page_that_is_closed_to_visitors_is_opened_again() -> None:
    """A session may outlive the way out of it: the link leads to the sign-in, and the account stays open."""
    signed = signed_in_by("/login", "/desk")
    closed = FORM + INSIDE.replace("signed-in", "signed-in visitors=turned-away")
    leaving = next(s for s in plan(closed, sign_in=signed).scenarios if s.kind is ScenarioKind.SIGN_OUT)

    assert [phase.keyword for phase in leaving.phases] == ["Given", "When", "Then", "Then"]
    last = leaving.phases[-1]
    assert last.text == "the page “Your desk” is closed to them when it is opened again"
    assert last.steps == (Goto(path="/desk"),)
    assert [(one.outcome, one.on) for one in last.expects] == [(Outcome.SIGNED_OUT, signed.proof)]


def test_the_page_that_is_opened_again_is_one_that_turned_visitors_away() -> None:
    public = INSIDE.replace("signed-in", "signed-in visitors=admitted")
    other = "page /orders title=Orders signed-in visitors=turned-away\n"
    signed = signed_in_by("/login", "/desk")

    def leaving(text: str) -> list[Step]:
        found = plan(text, sign_in=signed).scenarios
        return steps(next(s for s in found if s.kind is ScenarioKind.SIGN_OUT))

    assert leaving(FORM + public + other)[-1] == Goto(path="/orders")
    assert isinstance(leaving(FORM + public)[-1], Click)


def test_that_the_real_account_is_not_tried_with_a_wrong_password_is_told() -> None:
    assert one(ScenarioKind.SIGN_IN_INVALID, FORM).title == (
        "Signing in with an unknown name and password is refused with a message"
    )
    known = plan(FORM + INSIDE, sign_in=signed_in_by("/login", "/desk")).unplanned
    what = "signing in with a known name and a wrong password"
    assert (what, "not tried: the real account could be locked by it") in [
        (refusal.what, refusal.reason) for refusal in known
    ]
    assert not any(refusal.startswith(what) for refusal in refusals(FORM)), "no account is known"


def test_signing_in_is_told_by_the_page_it_leads_to_when_its_own_was_not_observed() -> None:
    found = plan(INSIDE, sign_in=signed_in_by("/login", "/desk"))
    valid = next(s for s in found.scenarios if s.kind is ScenarioKind.SIGN_IN_VALID)
    assert valid.start == "/login"
    nowhere = plan(INSIDE, sign_in=signed_in_by("/login", "/elsewhere"))
    assert "the sign-in page was not observed" in [refusal.reason for refusal in nowhere.unplanned]


def test_signing_out_needs_a_way_back_in_and_leave_to_do_it() -> None:
    assert "signing out: how to sign in again is not known" in refusals(INSIDE)
    assert "signing out: guarded: not done with safety read-only" in refusals(INSIDE, Safety.READ_ONLY)


def test_a_sign_in_form_seen_by_the_signed_in_is_not_tried() -> None:
    inside = page_map(FORM.replace("type=sign-in", "type=sign-in signed-in"))
    assert not derive(run_request(), inside).scenarios


def test_where_the_address_stays_no_page_opens() -> None:
    """The page is named after the sign-in there, or after the user."""
    form = FORM.replace("/login", "/")
    inside = (
        'state "load, signed in" signed-in bare\nheading "Notes of Ann"\nbutton "Log out" sign-out @banner\n'
    )
    found = plan(form + inside, sign_in=signed_in_by("/", "/"))
    valid = next(s for s in found.scenarios if s.kind is ScenarioKind.SIGN_IN_VALID)
    assert valid.phases[-1].text == "the user is signed in"
    leaving = next(s for s in found.scenarios if s.kind is ScenarioKind.SIGN_OUT)
    assert leaving.phases[0].text == "a signed-in user is on the page “Notes of Ann”"


def test_the_title_of_the_sign_in_does_not_name_what_is_behind_it() -> None:
    form = FORM.replace("/login", "/")
    inside = 'state "load, signed in" signed-in bare\nheading "Key ••••"\nbutton "Log out" sign-out @banner\n'
    found = plan(form + inside, sign_in=signed_in_by("/", "/"))
    leaving = next(s for s in found.scenarios if s.kind is ScenarioKind.SIGN_OUT)
    assert leaving.phases[0].text == "a signed-in user is on the page “/”"

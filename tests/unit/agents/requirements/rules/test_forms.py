"""Validation from stated constraints, and sending forms."""

from agents.domain.locator import Unique
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, Fill, Select, SetChecked
from agents.domain.target import Safety
from tests.unit.agents.requirements.rules.support import expects, of, one, outcomes, refusals, steps

LETTER = """
page /contact title=Contact type=form
heading "Write to us"
form "Write to us" contact post action=/contact
field Name name required
field Email email type=email required
field Subject choice type=select options="Please choose,Order,Other" required
field Copy choice type=checkbox
field Terms consent type=checkbox required
field Message long-text type=textarea required
submit Send
"""
AGE = """
page /age title=Age
form Age other post
field Age number type=number min=18 max=99 {more}
submit Send
"""


def test_what_is_left_out_is_refused_with_everything_else_filled() -> None:
    first, mail = of(ScenarioKind.FORM_MISSING, LETTER)
    assert first.title == "“Write to us” cannot be sent without “Name”"
    assert mail.title == "“Write to us” cannot be sent without “Email”"
    assert expects(first)[0].outcome is Outcome.FIELD_REFUSED
    kinds = [type(step) for step in steps(first)[1:]]
    assert kinds == [Fill, Select, SetChecked, Fill, Click]


def test_without_required_fields_nothing_is_missing() -> None:
    assert not of(ScenarioKind.FORM_MISSING, LETTER.replace(" required", ""))


def test_each_constraint_gives_a_refused_value() -> None:
    titles = [s.title for s in of(ScenarioKind.FORM_INVALID, AGE.format(more=""))]
    assert titles == ["“Age” does not accept “17” as “Age”", "“Age” does not accept “100” as “Age”"]
    assert not of(ScenarioKind.FORM_INVALID, AGE.replace("min=18 max=99", "").format(more=""))


def test_a_form_that_the_browser_does_not_check_may_refuse_on_another_page() -> None:
    unchecked = AGE.replace("other post", "other post novalidate").format(more="required")
    assert outcomes(one(ScenarioKind.FORM_MISSING, unchecked)) == [Outcome.FIELD_REFUSED]
    elsewhere = unchecked.replace("novalidate", "novalidate action=/other")
    assert outcomes(one(ScenarioKind.FORM_MISSING, elsewhere)) == [Outcome.MESSAGE_APPEARS]
    assert outcomes(of(ScenarioKind.FORM_INVALID, elsewhere)[0]) == [Outcome.MESSAGE_APPEARS]
    assert not of(ScenarioKind.FORM_MISSING, unchecked, Safety.READ_ONLY)
    assert not of(ScenarioKind.FORM_INVALID, unchecked, Safety.READ_ONLY)


def test_a_length_limit_keeps_the_beginning() -> None:
    short = "page /n title=N\nform N other post\nfield Nick text max_length=4\nsubmit Send\n"
    scenario = one(ScenarioKind.FORM_INVALID, short)
    assert (outcomes(scenario), expects(scenario)[0].text) == ([Outcome.VALUE_KEPT], "abcd")
    assert not of(ScenarioKind.FORM_INVALID, short.replace("max_length=4", "max_length=4000"))


def test_letters_are_sent_only_where_everything_may_be_done() -> None:
    scenario = one(ScenarioKind.FORM_VALID, LETTER)
    assert scenario.writes
    assert outcomes(scenario) == [Outcome.FORM_ACCEPTED]
    unique = [s.value for s in steps(scenario) if isinstance(s, Fill) and isinstance(s.value, Unique)]
    assert len(unique) == 1
    assert not of(ScenarioKind.FORM_VALID, LETTER, Safety.STANDARD)
    told = "sending “Write to us”: guarded: not done with safety standard"
    assert told in refusals(LETTER, Safety.STANDARD)


def test_a_form_that_only_asks_may_be_sent_always() -> None:
    asks = "page /calc title=Sum\nform Sum other get\nfield Size number type=number required\nsubmit Count\n"
    scenario = one(ScenarioKind.FORM_VALID, asks, Safety.STANDARD)
    assert not scenario.writes
    assert outcomes(scenario) == [Outcome.FORM_ANSWERED], "nothing is stored, so nothing is accepted"
    assert scenario.title == "“Sum” answers when everything is filled in"


def test_features_are_named_after_what_forms_are_for() -> None:
    for purpose, feature in (
        ("sign-up", "Sign-up"),
        ("subscribe", "Subscription"),
        ("profile", "Profile"),
        ("cart", "Cart"),
        ("payment", "Checkout"),
        ("other", "Write to us"),
    ):
        changed = LETTER.replace(" contact post", f" {purpose} post")
        made = of(ScenarioKind.FORM_MISSING, changed) + of(ScenarioKind.CHECKOUT_INVALID, changed)
        assert {scenario.feature for scenario in made} == {feature}


def test_what_cannot_be_filled_or_sent_is_told() -> None:
    file = LETTER + "field Photo file type=file required\n"
    file = file.replace("submit Send\n", "") + "submit Send\n"
    told = refusals(file)
    assert "leaving “Name” empty: no valid value is known for another field" in told
    assert "a wrong “Email”: no valid value is known for another field" in told
    assert "sending “Write to us”: no valid value is known for a field" in told
    ticks = "page /t title=T\nform T other post\nfield Yes consent type=checkbox required\n"
    assert "sending “T”: there is no way to send it" in refusals(ticks)


def test_a_card_is_refused_by_the_server_only_where_it_may_be_sent() -> None:
    pay = "page /pay title=Pay\nform Pay payment post action=/pay\nfield Card card-number\nsubmit Pay\n"
    scenario = one(ScenarioKind.CHECKOUT_INVALID, pay)
    assert outcomes(scenario) == [Outcome.FIELD_REFUSED]
    assert not of(ScenarioKind.CHECKOUT_INVALID, pay, Safety.STANDARD)


def test_a_button_that_waits_for_the_form_is_pressed_when_it_is_filled_in_and_only_then() -> None:
    text = """
page /ask title=Ask
heading Ask
form "Ask us" contact post
field Question long-text type=textarea required
submit Ask disabled
"""
    assert isinstance(steps(one(ScenarioKind.FORM_VALID, text))[-1], Click)
    assert not of(ScenarioKind.FORM_MISSING, text)
    told = "sending “Ask us” incomplete: its button cannot be pressed before it is filled in"
    assert told in refusals(text)


def test_what_is_entered_and_why_it_is_wrong_reads_as_a_sentence() -> None:
    text = (
        'page /pay title=Pay\nform Pay payment post\nfield Card card-number pattern="[0-9]{16}"\nsubmit Pay\n'
    )
    told = [phase.text for s in of(ScenarioKind.CHECKOUT_INVALID, text) for phase in s.phases]
    assert "the user enters “1234” as “Card”, which does not have the stated form" in told


def test_one_part_of_a_card_is_refused_before_the_address_and_the_other_parts() -> None:
    fields = ("Code card-code", "Expiry card-expiry", "Mail email type=email", "Card card-number")
    lines = "".join(f'field {one} pattern="[0-9]{{3}}"\n' for one in fields)
    text = f"page /pay title=Pay\nform Pay payment post\n{lines}submit Pay\n"
    named = [s.title.rsplit("as ", maxsplit=1)[1] for s in of(ScenarioKind.CHECKOUT_INVALID, text)]
    assert named[:2] == ["“Card”", "“Mail”"]


def test_a_form_that_saves_but_makes_and_changes_no_record_is_sent() -> None:
    step = "page /apply/1 title=Apply\nform Step save post\nfield Name name required\nsubmit Apply\n"
    assert one(ScenarioKind.FORM_VALID, step).title == "“Step” is accepted when everything is filled in"
    assert not of(ScenarioKind.FORM_VALID, step.replace("required", "value=Robin required"))

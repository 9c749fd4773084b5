"""The steps that fill and send forms."""

import pytest

from agents.domain.locator import ByLabel, ByRole, Locator, Unique
from agents.domain.scenario import ScenarioKind
from agents.domain.steps import Click, Fill, Press, Select, SetChecked, Step, Text
from agents.requirements.rules import filling
from agents.requirements.rules.facts import Facts, FormSpot
from tests.unit.agents.maps import page_map, run_request
from tests.unit.agents.requirements.rules.support import of, steps
from tests.unit.agents.requirements.rules.test_forms import AGE, LETTER


def test_what_is_filled_in_beforehand_is_kept_or_cleared() -> None:
    filled = AGE.format(more="value=30 required") + "field Town city value=Oslo required\n"
    filled = filled.replace("submit Send\n", "") + "submit Send\n"
    age = of(ScenarioKind.FORM_MISSING, filled)[0]
    fills = [step for step in steps(age) if isinstance(step, Fill)]
    assert [fill.value for fill in fills] == [Text(text="")]


def test_a_required_field_that_cannot_be_reached_blocks_the_form() -> None:
    hidden = LETTER.replace("Message long-text type=textarea required", "Message long-text required hidden")
    assert not of(ScenarioKind.FORM_MISSING, hidden)


def test_radio_groups_are_chosen_once() -> None:
    radios = LETTER.replace(
        "field Copy choice type=checkbox\n",
        "field Yes choice type=radio name=copy\nfield No choice type=radio name=copy\n",
    )
    ticks = [s for s in steps(of(ScenarioKind.FORM_MISSING, radios)[0]) if isinstance(s, SetChecked)]
    assert len(ticks) == 2


def spot(*lines: str) -> FormSpot:
    text = "page /f title=F\nform F other post\n" + "".join(f"{line}\n" for line in lines)
    return Facts(run_request(), page_map(text)).forms[0]


def by_label(text: str) -> Locator:
    return Locator(chain=(ByLabel(text=text),))


def _with(step: Step) -> object:
    match step:
        case Fill(value=Text(text=text)):
            return text
        case Select(option=option):
            return option
        case SetChecked(checked=checked):
            return checked
        case _:
            return None


def told(steps: tuple[Step, ...] | None) -> list[tuple[str, object]]:
    """What is done, and with which value."""
    assert steps is not None
    return [(step.do, _with(step)) for step in steps]


LONG = "Your full name as it stands on the card. We never share it"


@pytest.mark.parametrize(
    ("label", "named", "called"),
    [
        ("Town", "Borough", "Town"),
        ("* Town:", "Borough", "Town"),
        ("", "Borough", "Borough"),
        (LONG, "x", "Your full name as it stands on the card"),
        ("St. Town", "x", "St. Town"),
    ],
)
def test_a_field_is_called_by_the_first_sentence_of_its_label(label: str, named: str, called: str) -> None:
    field, element = spot("field Town city").fields[0]
    labelled = field.model_copy(update={"label": label})
    assert filling.label(labelled, element.model_copy(update={"name": named})) == called


def test_a_field_without_any_words_is_called_by_what_it_asks_for() -> None:
    field, element = spot("field Town long-text").fields[0]
    mute = field.model_copy(update={"label": "", "name": "town"})
    nameless = element.model_copy(update={"name": ""})
    assert filling.label(mute, nameless) == "town"
    assert filling.label(mute.model_copy(update={"name": None}), nameless) == "long text"


def test_texts_and_texts_made_at_run_time_are_put_in_as_they_are() -> None:
    _, element = spot("field Town city").fields[0]
    own = Unique(key="own", prefix="Greenroom")
    assert filling.put(element, own) == Fill(on=by_label("Town"), value=own)
    assert filling.put(element, "Oslo") == Fill(on=by_label("Town"), value=Text(text="Oslo"))


@pytest.mark.parametrize(
    ("line", "done"),
    [
        ("field Yes choice type=radio", [("check", True)]),
        ("field Terms consent type=checkbox", [("check", True)]),
        ("field News choice type=checkbox required", [("check", True)]),
        ("field News choice type=checkbox", []),
        ('field Size choice type=select options="Please choose,Large,Small"', [("select", "Large")]),
        ('field Size choice type=select options="Please choose"', []),
        ("field Photo file type=file", []),
        ("field Count number type=number min=3 max=4", [("fill", "3")]),
        ("field Code text pattern=[A-Z]{3}-[0-9]{2}", [("fill", "AAA-55")]),
        ("field Code text pattern=[a-z]{9} min_length=10", []),
    ],
)
def test_a_field_gets_a_valid_value_if_it_needs_one_and_one_is_known(
    line: str, done: list[tuple[str, object]]
) -> None:
    assert told(filling.fill_all(spot(line), 0)) == done
    step = filling.fill_one(*spot(line).fields[0], 0)
    assert (step is None) is (not done)


def test_a_required_field_without_a_known_value_leaves_nothing_to_fill() -> None:
    assert filling.fill_all(spot("field Town city", "field Photo file type=file required"), 0) is None
    assert filling.fill_all(spot("field Code text pattern=[a-z]{9} min_length=10 required"), 0) is None


def test_fields_that_are_left_out_are_neither_filled_nor_missed() -> None:
    form = spot("field Town city required", "field Photo file type=file required")
    town, photo = (field.element for field, _ in form.fields)
    assert told(filling.fill_all(form, 0, frozenset({photo}))) == [("fill", "Springfield")]
    assert filling.fill_all(form, 0, frozenset({town})) is None
    hidden = spot("field Town city required hidden", "field Mail email")
    assert filling.fill_all(hidden, 0) is None
    (left,) = (field.element for field in hidden.form.fields if field.required)
    assert filling.fill_all(hidden, 0, frozenset({left})) is not None


def test_what_the_page_filled_in_is_replaced_only_where_it_is_not_valid() -> None:
    kept, wrong = (
        "field Age number type=number min=18 value=30",
        "field Age number type=number min=18 value=3",
    )
    assert told(filling.fill_all(spot(kept), 0)) == []
    assert [what for what, _ in told(filling.fill_all(spot(wrong), 0))] == ["fill"]


def inside(purpose: str, *lines: str) -> FormSpot:
    """A form as a signed-in user sees it."""
    text = f"page /f title=F signed-in\nform F {purpose} post\n" + "".join(f"{line}\n" for line in lines)
    return Facts(run_request(), page_map(text)).forms[0]


SECRET = "field Password {meaning} type=password{more}"
NAME, NEW_NAME = "field Username username value=pat", "field Username username"


@pytest.mark.parametrize(
    ("form", "own"),
    [
        (inside("profile", NEW_NAME, SECRET.format(meaning="new-password", more="")), True),
        (inside("other", NAME, SECRET.format(meaning="password", more="")), True),
        (inside("other", SECRET.format(meaning="password", more="")), True),
        (inside("create", NEW_NAME, SECRET.format(meaning="password", more="")), False),
        (inside("create", "field Mail email", SECRET.format(meaning="password", more="")), False),
        (spot("field Mail email", SECRET.format(meaning="password", more="")), False),
    ],
)
def test_the_password_of_an_account_that_is_there_is_never_set(form: FormSpot, own: bool) -> None:
    """What an application keeps of a form that it refused would lock the account."""
    field = form.fields[-1][0]
    assert filling.is_own_secret(form, field) is own
    assert ("fill", "Correct-Horse-42!") not in told(filling.fill_all(form, 0)) or not own
    assert len(told(filling.fill_all(form, 0))) == sum(not each.value for each, _ in form.fields) - own


def test_a_form_that_must_set_it_is_not_filled_in() -> None:
    form = inside("profile", NAME, SECRET.format(meaning="new-password", more=" required"))
    assert filling.fill_all(form, 0) is None
    assert not [s for s in of(ScenarioKind.FORM_INVALID, CHANGE_PASSWORD) if "Password" in s.title]


CHANGE_PASSWORD = """page /me title=Me signed-in
form Me profile post
field Mail email type=email
field Password new-password type=password pattern=[A-Za-z]{8}
submit Save
"""


def test_a_choice_that_stands_beside_what_is_there_is_left_as_it_is() -> None:
    tongue = 'field Language choice type=select options="English,Deutsch" value=English'
    assert told(filling.fill_all(spot("field Town city value=Oslo", tongue), 0)) == []
    assert told(filling.fill_all(spot("field Town city", tongue), 0))[1:] == [("select", "English")]


@pytest.mark.parametrize(
    ("lines", "way"),
    [
        (
            ("field Town city", "submit Send"),
            (Click(on=Locator(chain=(ByRole(role="button", name="Send"),))),),
        ),
        (("field Town city", "field Mail email"), (Press(key="Enter", on=by_label("Mail")),)),
        (
            ("field Town city", "field Note long-text type=textarea"),
            (Press(key="Enter", on=by_label("Town")),),
        ),
        (("field Note long-text type=textarea",), None),
        (("field Note long-text type=contenteditable",), None),
        (("field Yes consent type=checkbox",), None),
    ],
)
def test_a_form_is_sent_by_its_button_else_by_enter_in_its_last_line_of_text(
    lines: tuple[str, ...], way: tuple[Step, ...] | None
) -> None:
    assert filling.send(spot(*lines)) == way

"""Valid, invalid and other values of fields."""

import re

import pytest

from agents.domain.page import FieldMeaning, FormField
from agents.requirements.rules import values


def field(meaning: str = "text", **given: object) -> FormField:
    facts = {"element": "e1", "name": "f", "label": "Field", "type": "text", **given}
    return FormField.model_validate({**facts, "meaning": meaning})


def test_a_card_is_the_well_known_test_card_with_a_future_expiry() -> None:
    assert values.valid(field("card-number"), 0) == "4242 4242 4242 4242"
    assert values.valid(field("card-number", pattern="[0-9]{16}"), 0) == "4242424242424242"
    assert values.valid(field("card-expiry", pattern=r"\d\d/\d\d"), 0) == "12/34"
    assert values.valid(field("card-code"), 0) == "123"


def test_people_are_the_same_for_a_seed_and_agree_with_themselves() -> None:
    mails = [values.valid(field("email", type="email"), seed) for seed in (0, 1, 3)]
    assert mails[0] == mails[2] != mails[1]
    assert mails[0] is not None
    assert mails[0].endswith("@example.test")
    assert values.valid(field("name"), 0) == "Alex Morgan"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ({"type": "number", "min": "10", "max": "12"}, "10"),
        ({"type": "number", "min": "-3", "max": "-1"}, "-3"),
        ({"type": "number", "min": "1", "step": "4"}, "5"),
        ({"type": "number", "min": "0.5", "max": "0.75", "step": "0.25"}, "0.5"),
        ({"type": "date"}, "2034-05-15"),
        ({"type": "date", "max": "2030-01-31"}, "2030-01-31"),
        ({"type": "time"}, "10:30"),
        ({"type": "month"}, "2034-12"),
        ({"type": "url"}, "https://example.test/page"),
        ({"type": "color"}, "#336699"),
        ({"max_length": 7}, "Sample"),
        ({"min_length": 20}, "samplextextxsamplext"),
        ({"pattern": "[A-Z]{3}-[0-9]{2}"}, "AAA-55"),
    ],
)
def test_a_valid_value_keeps_to_what_is_stated(given: dict[str, object], expected: str) -> None:
    assert values.valid(field(**given), 0) == expected


def test_no_value_is_guessed_where_none_is_known() -> None:
    """Unknown stays unknown (rule learned 4)."""
    assert values.valid(field(pattern=r"\p{L}{90}", max_length=1), 0) is None
    assert values.valid(field(type="number", min="2.5", max="2.6", step="1", pattern="x"), 0) is None
    assert values.valid(field(type="number", min="10.5", max="10.6", step="7"), 0) == "10.5"
    assert values.valid(field(type="date", min="2040-01-01", max="2030-01-01"), 0) is None
    assert values.valid(field(pattern="[a-z]{9}", min_length=10), 0) is None


def test_long_texts_are_cut() -> None:
    assert values.valid(field("long-text", type="textarea", max_length=12), 0) == "A short note"


def rules(found: FormField) -> dict[str, str]:
    return {wrong.rule: wrong.text for wrong in values.invalid(found)}


def test_each_stated_constraint_gives_a_value_that_breaks_it() -> None:
    assert rules(field("email", type="email")) == {"email": "not-an-email"}
    assert rules(field("email")) == {"email": "not-an-email"}
    assert rules(field(type="url")) == {"url": "not a web address"}
    assert rules(field(type="number", min="1", max="9")) == {"min": "0", "max": "10"}
    assert rules(field(type="number", min="1", step="2")) == {"min": "-1", "step": "4"}
    assert rules(field(type="number", min="0.5", step="any")) == {"min": "-0.5"}
    assert rules(field(type="date", min="2024-02-29", max="2026-01-01")) == {
        "min": "2023-02-28",
        "max": "2027-01-01",
    }
    assert rules(field(type="range", min="1", max="9")) == {}
    assert rules(field()) == {}
    assert rules(field(type="number", step="0")) == {}
    assert rules(field(type="number", min="5", max="6", step="9")) == {"min": "-4", "max": "15"}


def test_a_pattern_is_broken_by_a_text_that_may_be_typed() -> None:
    wrong = rules(field(pattern="[0-9?]{5}", max_length=5))["pattern"]
    assert not re.fullmatch("[0-9?]{5}", wrong)
    assert len(wrong) <= 5
    assert rules(field(pattern=".*")) == {}
    assert rules(field(pattern="(")) == {}


def test_another_value_is_near_for_numbers_and_different_for_texts() -> None:
    assert values.changed(field("price", type="number", value="19.50", step="0.01"), 0) == "19.51"
    assert values.changed(field("price", value="19.50"), 0) == "20.50"
    assert values.changed(field(type="number", value="9", max="9"), 0) == "8"
    assert values.changed(field("number", value="not a number"), 0) is None
    assert values.changed(field("name", value="Alex Morgan"), 0) == "Robin Weber"
    assert values.changed(field(value="Sample text", pattern="Sample text|[0-9]{4}"), 0) == "1234"
    assert values.changed(field(value="AAA-5", pattern="[A-Z]{3}-[0-9]"), 0) is None


def test_options_leave_out_placeholders_and_the_present_choice() -> None:
    chosen = field("choice", type="select", options=("All", "Red", "Blue"), value="Red")
    assert values.real_options(chosen) == ("Red", "Blue")
    assert values.other_option(chosen) == "Blue"
    assert values.other_option(field("choice", type="select", options=("Red", "Blue"))) == "Blue"
    assert values.other_option(field("choice", type="select", options=("All", "Red"))) == "Red"
    assert values.other_option(field("choice", type="select", options=("Red",), value="Red")) is None


def test_made_up_names_fit_the_field_or_are_not_made() -> None:
    text = values.unique(field(), "Greenroom", "own")
    assert text is not None
    assert text.shape == "text"
    mail = values.unique(field("email", type="email"), "Test User", "own")
    assert mail is not None
    assert (mail.shape, mail.prefix) == ("email", "test-user")
    login = values.unique(field("username"), "Tester", "own")
    assert login is not None
    assert login.shape == "slug"
    for unfit in ({"pattern": "x"}, {"max_length": 10}, {"type": "number"}, {"type": "date"}):
        assert values.unique(field(**unfit), "Greenroom", "own") is None


def test_kinds_of_fields_are_told_apart() -> None:
    assert values.is_tick(field(type="radio"))
    assert values.is_choice(field(type="select", options=("a",)))
    assert not values.is_choice(field(type="select"))
    assert not values.is_text(field(FieldMeaning.FILE.value))
    assert values.kept(field(type="number", max="3", value="4")) is None
    assert values.kept(field(value="here")) == "here"

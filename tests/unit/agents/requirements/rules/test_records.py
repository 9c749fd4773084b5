"""Creating, editing and deleting records."""

from agents.domain.locator import Unique
from agents.domain.scenario import Outcome, Scenario, ScenarioKind
from agents.domain.steps import Click, Fill, Goto, Select, Text
from agents.domain.target import Safety
from tests.unit.agents.requirements.rules.support import expects, of, one, outcomes, refusals, steps
from tests.unit.agents.sample_maps import OFFICE

TABLE = """
page /rooms title=Rooms type=admin
heading Rooms
button "New room" create @main
list Rooms table "Room A" "Room B"
{rows}
state "New room" by=click:button:"New room"
form "New room" {purpose} script dialog
field Name name required @dialog
field Beds number type=number min=1 max=9 @dialog
submit Save save
"""
ROWS = "item 0 button Delete delete\nitem 1 button Delete delete\n"


def table(rows: str = ROWS, purpose: str = "create", more: str = "") -> str:
    return TABLE.format(rows=rows, purpose=purpose) + more


def clicked(scenario: Scenario) -> list[Click]:
    return [step for step in steps(scenario) if isinstance(step, Click)]


def test_a_record_is_made_shown_kept_and_removed_again() -> None:
    scenario = one(ScenarioKind.CREATE, table())
    assert outcomes(scenario) == [Outcome.TEXT_APPEARS] * 2 + [Outcome.TEXT_VANISHES]
    assert isinstance(expects(scenario)[0].text, Unique)
    assert scenario.writes
    (tidy,) = [phase for phase in scenario.phases if phase.way_back]
    assert (tidy.steps[0], tidy.steps[-1]) == (Goto(path="/rooms"), clicked(scenario)[-1])


def test_only_what_the_test_made_is_deleted() -> None:
    scenario = one(ScenarioKind.DELETE, table())
    last = clicked(scenario)[-1]
    assert isinstance(last.on.chain[-2].has_text, Unique)
    assert last.accepts_dialog
    back = [step for phase in scenario.phases if phase.way_back for step in phase.steps]
    assert back == [Goto(path="/rooms"), last], "it is deleted as well when the list does not show it"
    assert steps(scenario)[-1] == Goto(path="/rooms")
    assert outcomes(scenario) == [Outcome.TEXT_VANISHES] * 2


def test_without_a_delete_control_the_record_stays() -> None:
    scenario = one(ScenarioKind.CREATE, table(rows=""))
    assert outcomes(scenario) == [Outcome.TEXT_APPEARS] * 2
    assert not of(ScenarioKind.DELETE, table(rows=""))


def test_without_a_way_to_make_one_nothing_is_deleted() -> None:
    only = table().split('state "New room"')[0]
    assert not of(ScenarioKind.DELETE, only)
    assert any("only what a test made itself may be deleted" in told for told in refusals(only))


def test_a_form_on_its_own_page_belongs_to_the_list_that_leads_to_it() -> None:
    pages = """
    page /rooms title=Rooms
    heading Rooms
    link Add href=/rooms/new create @main
    list Rooms table "Room A" "Room B"
    item 0 link "Room A" href=/rooms/1/edit edit
    item 1 link "Room B" href=/rooms/2/edit edit
    page /rooms/new title="Add room"
    heading "Add room"
    form "Add room" create post action=/rooms
    field Name name required
    field Floor text
    submit Save save
    page /rooms/1/edit pattern=/rooms/:id/edit title="Edit room"
    heading "Edit room"
    form "Edit room" edit post action=/rooms/1
    field Name name required value="Room A"
    field Floor text value=Ground
    submit Save save
    """
    made = one(ScenarioKind.CREATE, pages)
    assert Goto(path="/rooms") in steps(made)
    edited = one(ScenarioKind.EDIT, pages)
    assert edited.title == "Changing “Floor” of an entry of “Rooms” is saved"
    own = next(
        step
        for step in steps(edited)
        if isinstance(step, Click)
        and step.on.chain[-1].by == "role"
        and isinstance(step.on.chain[-1].name, Unique)
    )
    assert own.on.chain[-1].exact is False
    lonely = pages.replace("link Add href=/rooms/new create @main\n", "").replace("/rooms/new", "/new-room")
    lonely = lonely.replace("post action=/rooms\n", "post action=/new-room\n")
    # The name alone would be seen in the field of a form that was refused.
    assert outcomes(one(ScenarioKind.CREATE, lonely)) == [Outcome.TEXT_APPEARS, Outcome.OVERLAY_CLOSES]


def test_an_own_record_is_edited_where_one_can_be_made() -> None:
    scenario = one(ScenarioKind.EDIT, OFFICE)
    assert outcomes(scenario) == [Outcome.VALUE_KEPT, Outcome.TEXT_VANISHES]
    names = [step.on.chain[-1].name for step in clicked(scenario) if step.on.chain[-1].by == "role"]
    assert "Edit" in names
    assert expects(scenario)[0].text == "6"


def test_where_an_entry_has_nothing_but_its_name_it_gets_another_one() -> None:
    rooms = """
    page /rooms title=Rooms
    heading Rooms
    link Add href=/rooms/new create @main
    list Rooms table "Room A" "Room B"
    item 0 link "Room A" href=/rooms/1/edit edit
    item 1 link "Room B" href=/rooms/2/edit edit
    page /rooms/new title="Add room"
    heading "Add room"
    form "Add room" create post action=/rooms
    field Name name required
    submit Save save
    page /rooms/1/edit pattern=/rooms/:id/edit title="Edit room"
    heading "Edit room"
    form "Edit room" edit post action=/rooms/1
    field Name name required value="Room A"
    submit Save save
    """
    scenario = one(ScenarioKind.EDIT, rooms)
    put = [step.value for step in steps(scenario) if isinstance(step, Fill)]
    assert [one.key for one in put if isinstance(one, Unique)] == ["ownRecord", "newName"]
    # The entry is found again by its new name only.
    opened = [step.on.chain[-1].name for step in clicked(scenario) if step.on.chain[-1].by == "role"]
    assert [name.key for name in opened if isinstance(name, Unique)] == ["ownRecord", "newName"]
    assert [(told.outcome, told.text) for told in expects(scenario)] == [(Outcome.VALUE_KEPT, put[1])]
    # A name that others sign in with stays.
    assert not of(ScenarioKind.EDIT, rooms.replace("field Name name", "field Name username"))


def test_choices_and_missing_creations_are_edited_too() -> None:
    text = OFFICE.replace("field Age number type=number min=0 max=130 @dialog\n", "").replace(
        "field Age number type=number min=0 max=130 value=41 @dialog\n", ""
    )
    scenario = one(ScenarioKind.EDIT, text)
    assert any(isinstance(step, Select) and step.option == "Private" for step in steps(scenario))


PROFILE = """
page /me title=Me type=profile signed-in
heading "Your profile"
form Details profile post action=/me
field Email email type=email value=kim@example.test required
field Town city value=Oslo
field Digest choice type=select options="Daily,Weekly" value=Daily
submit Save save
"""


def test_existing_data_is_set_back() -> None:
    scenario = one(ScenarioKind.EDIT, PROFILE)
    assert outcomes(scenario) == [Outcome.VALUE_KEPT] * 2
    values = [
        step.value.text for step in steps(scenario) if isinstance(step, Fill) and isinstance(step.value, Text)
    ]
    assert values == ["Springfield", "Oslo"]
    (back,) = [phase for phase in scenario.phases if phase.way_back]
    assert back.steps[0] == Goto(path="/me"), "it does not rest on where the test was given up"
    assert isinstance(back.steps[1], Fill)
    assert back.steps[1].value == Text(text="Oslo")
    choice = one(ScenarioKind.EDIT, PROFILE.replace("field Town city value=Oslo\n", ""))
    assert [s.option for s in steps(choice) if isinstance(s, Select)] == ["Weekly", "Daily"]


def test_the_language_of_the_user_is_left_alone() -> None:
    spoken = PROFILE.replace("field Town city value=Oslo\n", "").replace("field Digest", "field Language")
    assert not of(ScenarioKind.EDIT, spoken)


def test_what_could_not_be_set_back_is_not_changed() -> None:
    told = "changing “Details”: no field was observed whose value could be set back"
    assert told in refusals(PROFILE.replace("value=Oslo", "").replace("value=Daily", ""))
    one_choice = PROFILE.replace("field Town city value=Oslo\n", "").replace("Daily,Weekly", "Daily")
    assert "changing “Details”: no other valid value is known" in refusals(one_choice)


def test_what_others_know_by_its_name_is_renamed_in_throw_away_places_only() -> None:
    text = """
page /devices title=Devices
heading Devices
form "Rename the lamp" edit script
field "New name" name value=lamp
submit Rename
"""
    assert of(ScenarioKind.EDIT, text)
    assert not of(ScenarioKind.EDIT, text, Safety.STANDARD)
    reason = "changing “Rename the lamp”: guarded: only an entry that a test made itself may be changed"
    assert reason in refusals(text, Safety.STANDARD)


def test_read_only_saves_nothing() -> None:
    told = refusals(table(), Safety.READ_ONLY)
    assert "saving “New room”: guarded: safety is read-only" in told


def test_where_deleting_was_not_looked_at_nothing_is_left_in_the_list() -> None:
    assert not of(ScenarioKind.CREATE, OFFICE, Safety.STANDARD)
    assert not of(ScenarioKind.DELETE, OFFICE, Safety.STANDARD)
    told = [text for text in refusals(OFFICE, Safety.STANDARD) if "the new entry would stay" in text]
    assert len(told) == 1


def test_an_entry_of_a_list_that_the_run_did_not_make_is_not_edited_at_standard_safety() -> None:
    """PRODUCT.md, safety: reversible is not enough where others see the entry meanwhile."""
    text = """
page /things title=Things
heading Things
list Things table Mug Cup
item 0 button "Edit Mug" edit
state "Edit Mug open" by=click:button:"Edit Mug"
form "Edit thing" edit script dialog
field Price text value=4.00
submit Save
"""
    assert of(ScenarioKind.EDIT, text)
    assert not of(ScenarioKind.EDIT, text, Safety.STANDARD)


def test_what_is_added_to_an_entry_is_no_entry_of_the_list() -> None:
    """A comment stands on the page of its entry, and stays there."""
    shown = """
page /cases title=Cases
heading Cases
list Cases list "One case" "Other case"
item 0 link "One case" href=/cases/1
item 1 link "Other case" href=/cases/2
page /cases/1 title="One case" pattern=/cases/:id
heading "One case"
form "One case" create post action=/cases/1/comment
field Comment long-text required
submit "Add comment"
"""
    scenario = one(ScenarioKind.CREATE, shown)
    assert outcomes(scenario) == [Outcome.TEXT_APPEARS, Outcome.OVERLAY_CLOSES]
    assert Goto(path="/cases") not in steps(scenario)
    assert not of(ScenarioKind.CREATE, shown, Safety.STANDARD)
    assert "creating with “One case”: guarded: it would stay with an entry that no test made" in refusals(
        shown, Safety.STANDARD
    )

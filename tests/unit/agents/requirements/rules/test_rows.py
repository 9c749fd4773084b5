"""Records in lists: the forms that make and change them, and the row of a test's own record."""

import pytest

from agents.domain.locator import ByCss, ByRole, ByText, Locator, LocatorPart, Unique
from agents.domain.page import Purpose
from agents.domain.scenario import Outcome, ScenarioKind, Unplanned
from agents.domain.steps import Click, Fill
from agents.domain.target import Safety
from agents.requirements.rules.facts import Facts
from agents.requirements.rules.rows import (
    Creation,
    Table,
    creates,
    creation_for,
    deleting,
    edits,
    opener,
    opening_own,
    table_for,
)
from tests.unit.agents.maps import page_map, run_request
from tests.unit.agents.requirements.rules.support import of, one, outcomes, refusals
from tests.unit.agents.requirements.rules.test_records import PROFILE, ROWS, clicked, table


def test_a_confirmation_that_was_seen_is_given() -> None:
    rows = ROWS + "does state to=p1.s3\n"
    confirm = 'state "Really?" by=click:button:Delete\nbutton "Yes, delete" delete @dialog\n'
    confirm += "button No close @dialog\n"
    last = clicked(one(ScenarioKind.DELETE, table(rows, more=confirm)))[-1]
    assert last.on.chain[-1] == ByRole(role="button", name="Yes, delete")
    assert not last.accepts_dialog
    other = ROWS.replace("Delete delete", "Delete other", 1) + "does state to=p1.s3\n"
    assert clicked(one(ScenarioKind.DELETE, table(other, more=confirm)))[-1] == last
    native = clicked(one(ScenarioKind.DELETE, table(ROWS + "does dialog\n")))[-1]
    assert native.accepts_dialog


def test_the_form_is_known_by_its_purpose_or_by_what_opened_it() -> None:
    assert of(ScenarioKind.CREATE, table(purpose="save"))
    assert not of(ScenarioKind.CREATE, table(purpose="contact"))


def test_a_link_that_every_page_of_the_site_has_says_nothing_about_a_list() -> None:
    frame = "link Add href=/rooms/new create @main\n"
    pages = "".join(
        f"page /{n} title=P{n}\nheading P{n}\n{frame}list L{n} list One{n} Two{n}\n" for n in range(6)
    )
    form = f'page /rooms/new title=New\nheading "New room"\n{frame}'
    made = one(
        ScenarioKind.CREATE, pages + form + 'form "New room" create post\nfield Name name\nsubmit Save\n'
    )
    assert outcomes(made) == [Outcome.TEXT_APPEARS, Outcome.OVERLAY_CLOSES]
    assert made.feature == "New room"


def test_a_form_with_values_that_is_saved_edits() -> None:
    assert of(ScenarioKind.EDIT, PROFILE.replace("profile post", "save post"))
    assert not of(ScenarioKind.EDIT, PROFILE.replace("profile post", "contact post"))
    assert not of(ScenarioKind.EDIT, PROFILE.replace("profile post", "submit post"))


def test_what_cannot_be_made_is_told() -> None:
    assert any(
        "there is no way to send" in told for told in refusals(_only("field Yes consent type=checkbox", ""))
    )
    assert any(
        "no field takes a made-up name" in told for told in refusals(_only("field Day date type=date"))
    )
    unfit = _only("field Name name required\nfield Photo file type=file required")
    assert any(told.startswith("creating") and "no valid value" in told for told in refusals(unfit))


def _only(fields: str, submit: str = "submit Save save") -> str:
    return f"page /new title=New\nform New create post\n{fields}\n{submit}\n"


def test_rows_are_known_by_what_their_controls_say_beside_the_name() -> None:
    named = 'item 0 button "Room A löschen" delete\nitem 1 button "Room B löschen" delete\n'
    last = clicked(one(ScenarioKind.DELETE, table(named)))[-1].on.chain[-1]
    assert last == ByRole(role="button", name="löschen", exact=False)
    assert not of(ScenarioKind.DELETE, table('item 0 button "" delete\n'))


OWN = Unique(key="own", prefix="Greenroom")


def facts(text: str) -> Facts:
    return Facts(run_request(), page_map(text))


def rooms(text: str) -> Table:
    found = facts(text)
    made = table_for(found, found.forms[0])
    assert made is not None
    return made


def test_the_row_of_an_own_record_is_the_one_that_holds_its_name() -> None:
    row = rooms(table()).row(OWN)
    assert row is not None
    assert row.chain == (ByRole(role="table", name="Rooms"), ByRole(role="row", has_text=OWN))


@pytest.mark.parametrize("told", [{"nth": 0}, {"has_text": "Room"}, None])
def test_rows_that_cannot_be_told_apart_by_text_have_no_own_row(told: dict[str, object] | None) -> None:
    full = rooms(table())
    assert full.items.items is not None
    last = full.items.items.chain[-1]
    items = None
    if told is not None:
        items = full.items.items.model_copy(update={"chain": (last.model_copy(update=told),)})
    unfit = Table(full.spot, full.items.model_copy(update={"items": items}))
    assert unfit.row(OWN) is None
    assert unfit.own(next(unfit.controls(Purpose.DELETE)), OWN) is None


def test_controls_and_links_of_rows_are_those_inside_of_them() -> None:
    inside = 'item 0 link "Room A" href=/rooms/1\nitem 1 button Edit edit\n'
    outside = 'link Help href=/help @main\nbutton "Delete all" delete @main\n'
    found = rooms(table(ROWS + inside + outside))
    assert [element.name for element in found.controls(Purpose.DELETE)] == ["Delete", "Delete"]
    assert [element.name for element in found.controls(Purpose.EDIT)] == ["Edit"]
    assert [element.name for element in found.links()] == ["Room A"]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("Delete", ByRole(role="button", name="Delete")),
        ("Room A", ByRole(role="button", name=OWN, exact=False)),
        ("Delete “Room A”", ByRole(role="button", name="Delete", exact=False)),
        ("Remove Room A now or later", ByRole(role="button", name="now or later", exact=False)),
    ],
)
def test_a_control_is_named_by_the_longer_part_beside_the_name_of_the_record(name: str, part: ByRole) -> None:
    found = rooms(table(f"item 0 button '{name}' delete\n"))
    own = found.own(next(found.controls(Purpose.DELETE)), OWN)
    assert own is not None
    assert own.chain[-1] == part


def test_a_list_belongs_to_a_form_that_it_opens_or_that_its_page_leads_to() -> None:
    apart = """
    page /rooms title=Rooms
    list Rooms table "Room A" "Room B"
    {}
    page /rooms/new title=New
    form New create post
    field Name name
    submit Save
    """
    assert table_for(facts(apart.format("")), facts(apart.format("")).forms[0]) is None
    for way, leads in (
        ("link Add href=/rooms/new @main", True),
        ("link Add href=/rooms/new @navigation", False),
        ("link Add href=/elsewhere @main", False),
        ("menuitem Add href=/rooms/new @main", False),
    ):
        found = facts(apart.format(way))
        assert (table_for(found, found.forms[0]) is not None) is leads, way


def test_a_form_is_opened_by_what_opened_its_dialog_or_by_the_row_that_leads_to_its_page() -> None:
    found = facts(table())
    by = opener(found, found.forms[0])
    assert by is not None
    assert by.name == "New room"
    pages = "page /rooms title=Rooms\nlist Rooms table A B\n{}page /rooms/1 title=One\n"
    pages += "form Edit edit post\nfield Name name\nsubmit Save\n"
    row = facts(pages.format('item 0 link "A" href=/rooms/1 edit\n'))
    led = opener(row, row.forms[0])
    assert led is not None
    assert led.name == "A"
    alone = facts(pages.format(""))
    assert opener(alone, alone.forms[0]) is None


@pytest.mark.parametrize(
    ("purpose", "by", "makes", "changes"),
    [
        ("create", "other", True, False),
        ("save", "create", True, False),
        ("save", "edit", False, True),
        ("save", "other", False, False),
        ("edit", "create", False, True),
        ("profile", "other", False, True),
        ("contact", "create", False, False),
        ("contact", "edit", False, False),
    ],
)
def test_a_form_makes_or_changes_by_its_purpose_else_by_what_opened_it(
    purpose: str, by: str, *, makes: bool, changes: bool
) -> None:
    found = facts(table(purpose=purpose).replace('button "New room" create', f'button "New room" {by}'))
    form = found.forms[0]
    assert (creates(found, form), edits(found, form)) == (makes, changes)


def test_a_record_is_made_with_a_name_of_its_own_in_the_field_that_names_it() -> None:
    text = "page /n title=N\nform New create post\nfield Title text\nfield Mail email {}\nsubmit Save\n"
    for needed, named in (("", "Title"), ("required", "Mail")):
        found = facts(text.format(needed))
        made = creation_for(found, found.forms[0])
        assert isinstance(made, Creation)
        assert made.named == named
        first, other, last = made.steps
        assert isinstance(first, Fill)
        assert first.value == made.name
        assert isinstance(other, Fill)
        assert other.on != first.on
        assert isinstance(last, Click)


def test_what_was_there_before_confirms_nothing() -> None:
    rows = ROWS + "does state to=p1.s3\n"
    dialog = 'state "Really?" by=click:button:Delete\nbutton No close @dialog\n'
    listed = rooms(table(rows, more=dialog))
    deleted = deleting(facts(table(rows, more=dialog)), listed, OWN)
    assert deleted is not None
    assert deleted.steps == (Click(on=listed.own(deleted.control, OWN)),)


def test_what_cannot_be_sent_makes_nothing() -> None:
    found = facts(_only("field Yes consent type=checkbox", ""))
    made = creation_for(found, found.forms[0])
    assert isinstance(made, Unplanned)
    assert made.reason == "there is no way to send the form"


def test_the_own_record_is_opened_and_deleted_in_its_row_only() -> None:
    rows = ROWS + "item 0 button Edit edit\n"
    edit = 'state "Edit" by=click:button:Edit\nform "Edit room" edit script dialog\n'
    edit += "field Floor text @dialog\nfield Size number type=number @dialog\nsubmit Save save\n"
    found = facts(table(rows, more=edit))
    form = next(found.forms_for(Purpose.EDIT))
    listed = table_for(found, form)
    assert listed is not None
    opened = opening_own(found, listed, form, OWN)
    assert opened is not None
    assert [step.on.chain[-2].has_text for step in opened if isinstance(step, Click)] == [OWN]
    deleted = deleting(found, listed, OWN)
    assert deleted is not None
    assert deleted.steps == (Click(on=listed.own(deleted.control, OWN), accepts_dialog=True),)
    bare = rooms(table(rows=""))
    assert deleting(found, bare, OWN) is None
    create = next(found.forms_for(Purpose.CREATE))
    assert opening_own(found, listed, create, OWN) is None, "its button is not in a row"


PLACES = """
page /posts title=Posts type=list
heading Posts
list Posts group "First light" "Long walk"
item 0 link "First light" href=/posts/1
item 1 link "Long walk" href=/posts/2
page /posts/new title=Write
heading "Write a post"
list Hints list "Keep it short" "No names"
form "Write a post" contact post action=/posts
field Title name
field Text long-text type=textarea
submit Publish submit
page /posts/1 pattern=/posts/:id title="First light"
heading "First light"
button "Delete post" delete
"""


def test_a_form_adds_to_the_list_that_its_address_names() -> None:
    made = one(ScenarioKind.CREATE, PLACES)
    assert made.feature == "Posts"
    assert not of(ScenarioKind.FORM_VALID, PLACES), "it sends no message to anybody"
    assert outcomes(made)[:2] == [Outcome.TEXT_APPEARS, Outcome.TEXT_APPEARS], (
        "where it lands, and in the list"
    )
    below = PLACES.replace("action=/posts\n", "action=/posts/new\n")
    assert one(ScenarioKind.CREATE, below).feature == "Posts"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("/posts/new", "/write"),
        ("href=/posts/", "href=/things/"),
        ("heading Posts\n", 'heading Posts\nlink "Next page" href=/posts?page=2 paging\n'),
        ("page /posts/new title", "page /posts/new pattern=/posts/:id title"),
    ],
    ids=["elsewhere", "its entries are elsewhere", "it shows a part only", "an entry itself"],
)
def test_addresses_that_tell_nothing_lead_to_no_list(old: str, new: str) -> None:
    text = PLACES.replace(old, new).replace("action=/posts\n", "action=/write\n")
    if old == "heading Posts\n" or old.startswith("href"):
        text = text.replace("action=/write\n", "action=/posts\n")
    assert not of(ScenarioKind.CREATE, text)


def test_a_record_is_deleted_on_its_own_page_where_its_row_has_no_way_to() -> None:
    (made,) = of(ScenarioKind.DELETE, PLACES)
    way, act = clicked(made)[-2:]
    assert isinstance(way.on.chain[-1], ByRole)
    assert isinstance(way.on.chain[-1].name, Unique)
    assert act.on.chain[-1] == ByRole(role="button", name="Delete post")
    named = PLACES.replace('button "Delete post"', 'button "Delete First light"')
    assert not of(ScenarioKind.DELETE, named), "the button of another record has another name"
    assert not of(ScenarioKind.DELETE, PLACES, Safety.STANDARD), "nobody has seen what it asks"
    assert of(ScenarioKind.CREATE, PLACES, Safety.STANDARD)


def test_an_entry_that_was_changed_on_its_own_page_is_listed_before_it_is_deleted() -> None:
    editing = 'form "Change it" edit post action=/posts/1\nfield Title name value="First light"\n'
    editing += 'field Text long-text type=textarea value="The sun rose"\nsubmit Save save\n'
    (edited,) = of(ScenarioKind.EDIT, PLACES + editing)
    assert [phase.text for phase in edited.phases[-5:]] == [
        "the list shows the entry",
        "its own page is open",
        "the user deletes the new entry there",
        "its page is left",
        "the list does not show it any more",
    ]


def test_a_control_that_no_role_tells_is_found_by_its_words_in_the_own_row() -> None:
    """`getByRole('generic')` has no name to be found by."""
    rooms = _rooms()
    control = next(rooms.controls(Purpose.DELETE))
    name = Unique(key="own", prefix="Own")
    row = rooms.row(name)
    assert row is not None

    def own(part: LocatorPart) -> LocatorPart | None:
        target = Locator(chain=(*row.chain, part))
        on = rooms.own(control.model_copy(update={"role": "generic", "target": target}), name)
        return on.chain[-1] if on is not None else None

    assert own(ByText(text="Delete")) == ByText(text="Delete")
    assert own(ByCss(selector=".bin")) == ByCss(selector=".bin")
    assert own(ByText(text="Delete Room A")) is None, "only that row has it"
    assert own(ByCss(selector="span", nth=1)) is None


def _rooms() -> Table:
    seen = facts(table())
    return next(Table(spot, items) for spot in seen.loaded if (items := seen.collection(spot)) is not None)


def test_entries_that_are_all_called_alike_are_not_named_by_that() -> None:
    """Where the first link of each entry is "Edit", so is what the list was taken to call its entries."""
    rows = "item 0 button Edit edit\nitem 1 button Edit edit\n"
    text = table(rows).replace('"Room A" "Room B"', "Edit Edit")
    facts = Facts(run_request(safety=Safety.FULL), page_map(text))
    spot = facts.loaded[0]
    items = facts.collection(spot)
    assert items is not None
    listed = Table(spot, items)
    own = listed.own(next(listed.controls(Purpose.EDIT)), Unique(key="own", prefix="Greenroom "))
    assert own is not None
    assert own.chain[-1] == ByRole(role="button", name="Edit")

"""A record of one's own is found in a long list by the list's own filter."""

import pytest

from agents.domain.locator import ByRole, Locator, Unique
from agents.domain.scenario import ScenarioKind
from agents.domain.steps import Fill, Goto, Press, Step
from tests.unit.agents.requirements.rules.support import one, steps

LONG = """
page /rooms title=Rooms type=admin
heading Rooms
{field}
button "New room" create @main
list Rooms table "Room A" "Room B"
item 0 button Delete delete
item 1 button Delete delete
state "New room" by=click:button:"New room"
form "New room" create script dialog
field Name name required @dialog
submit Save save
"""
FIELD = Locator(chain=(ByRole(role="searchbox", name="Find a room"),))


def after_opening(field: str) -> tuple[Step, ...]:
    """The steps of a deletion between opening the list anew and using its row."""
    done = steps(one(ScenarioKind.DELETE, LONG.format(field=field)))
    opened = [at for at, step in enumerate(done) if step == Goto(path="/rooms")]
    return done[opened[1] + 1 :]


def test_the_name_is_typed_into_the_lists_own_filter() -> None:
    fill, press = after_opening('searchbox "Find a room" search @main')[:2]
    assert isinstance(fill, Fill)
    assert (fill.on, isinstance(fill.value, Unique)) == (FIELD, True)
    assert press == Press(key="Enter", on=FIELD)


@pytest.mark.parametrize(
    "field",
    [
        "",
        'searchbox "Find a room" search @search',
        'textbox "Find a room" input @main',
        'link "Find" search @main',
    ],
)
def test_neither_the_sites_search_nor_another_field_is_used(field: str) -> None:
    assert not isinstance(after_opening(field)[0], Fill)


def test_an_entry_is_looked_for_where_the_filter_shows_it() -> None:
    scenario = one(ScenarioKind.CREATE, LONG.format(field='searchbox "Find a room" search @main'))
    shown = next(phase for phase in scenario.phases if phase.keyword == "Then")
    assert shown.text.endswith("the list finds the new entry")
    assert [step.do for step in shown.steps] == ["goto", "fill", "press"]
    (seen,) = shown.expects
    # The name stands in the filter too, which proves nothing.
    assert seen.text is None
    assert seen.on is not None
    assert isinstance(seen.on.chain[-1].has_text, Unique)

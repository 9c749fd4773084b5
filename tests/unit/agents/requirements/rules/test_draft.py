"""How scenarios begin."""

from agents.domain.scenario import ScenarioKind
from agents.requirements.rules.draft import opening
from agents.requirements.rules.facts import Facts
from tests.unit.agents.maps import page_map, run_request
from tests.unit.agents.requirements.rules.support import one

OPENED = """
page /things title=Things
heading Things
button More
state opened by=click:button:More
button "filter_list Rename"
state "opened further" by=click:button:"filter_list Rename" further
textbox Name
"""


def test_the_way_to_a_state_is_told_by_what_was_used() -> None:
    spots = Facts(run_request(), page_map(OPENED)).spots
    told = [opening(spot).text for spot in spots]
    assert told == [
        "a visitor is on the page “Things”",
        "a visitor on the page “Things” has chosen “More”",
        "a visitor on the page “Things” has chosen “More” and chosen “Rename”",
    ]


def test_who_acts_is_the_same_in_the_words_and_in_the_deed() -> None:
    text = """
page / title=Start
heading Start
form Search search get action=/found
field Search search type=search
submit Find
page /found title=Found signed-in type=list
heading Found
list Results list "Blue chair" "Red table"
"""
    scenario = one(ScenarioKind.SEARCH_HIT, text)
    assert scenario.signed_in
    assert scenario.phases[0].text == "a signed-in user is on the page “Start”"

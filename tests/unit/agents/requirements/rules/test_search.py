"""Searching."""

from agents.domain.locator import ByLabel, Locator
from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Fill, Press, Text
from tests.unit.agents.requirements.rules.support import expects, of, one, outcomes, refusals, steps

HOME = """
page / title=Library type=home
form Search search get action=/catalogue
field Find search type=search @banner
submit Go
"""
RESULTS = """
page /catalogue title=Catalogue type=list
list Titles list "Winter garden" "Summer house" "Garden tools"
"""


def test_the_word_comes_from_the_list_that_is_searched() -> None:
    scenario = one(ScenarioKind.SEARCH_HIT, HOME + RESULTS)
    assert scenario.title == "Searching for “winter” lists what matches"
    assert (expects(scenario)[0].outcome, expects(scenario)[0].text) == (Outcome.ITEMS_MATCH, "winter")
    filled = next(step for step in steps(scenario) if isinstance(step, Fill))
    assert filled.value == Text(text="winter")


def test_another_list_gives_another_word() -> None:
    changed = RESULTS.replace("Winter garden", "Lighthouse garden")
    assert "lighthouse" in one(ScenarioKind.SEARCH_HIT, HOME + changed).title


def test_without_any_list_only_the_search_without_hits_is_planned() -> None:
    assert not of(ScenarioKind.SEARCH_HIT, HOME)
    assert outcomes(one(ScenarioKind.SEARCH_MISS, HOME)) == [Outcome.CONTENT_CHANGES]
    assert outcomes(one(ScenarioKind.SEARCH_MISS, HOME + RESULTS)) == [Outcome.ITEMS_EMPTY]
    assert any(told.startswith("a search with hits: no list") for told in refusals(HOME))


def test_where_searching_was_seen_to_lead_counts_most() -> None:
    led = HOME + "does navigation to=p3.s1\n" + RESULTS
    other = 'page /found title=Found type=content\nlist Found list "Snow leopard" "Brown bear"\n'
    assert "leopard" in one(ScenarioKind.SEARCH_HIT, led + other).title


def test_a_form_of_the_page_itself_or_the_longest_list_is_searched_last() -> None:
    own = """
    page /people title=People type=admin
    form People search script
    field Filter search @main
    list People table "Marlene Fuchs" "Otto Klein"
    """
    assert one(ScenarioKind.SEARCH_HIT, own).title == "Searching “People” for “marlene” lists what matches"
    elsewhere = HOME.replace(" action=/catalogue", "") + RESULTS
    assert "winter" in one(ScenarioKind.SEARCH_HIT, elsewhere).title


def test_a_lone_search_box_is_sent_by_enter_once() -> None:
    lone = (
        'page / title=Home type=list\nsearchbox Find search @banner\nlist All list "Blue kettle" "Red pan"\n'
    )
    scenario = one(ScenarioKind.SEARCH_HIT, lone + lone.replace("page /", "page /more"))
    assert isinstance(steps(scenario)[-1], Press)


def test_a_search_form_without_a_named_field_uses_its_text_field() -> None:
    assert of(ScenarioKind.SEARCH_HIT, HOME.replace("Find search", "Find text") + RESULTS)
    assert not of(
        ScenarioKind.SEARCH_HIT, HOME.replace("Find search type=search", "Find choice type=checkbox")
    )


def test_a_search_inside_a_frame_is_left_to_the_frame() -> None:
    framed = HOME.replace("@banner", "@main frame=/help") + RESULTS
    assert not of(ScenarioKind.SEARCH_HIT, framed)
    assert of(ScenarioKind.FRAME, framed)


def test_a_search_that_a_button_brings_up_is_found_and_another_choice_beside_it_leads_nowhere() -> None:
    text = """
page / title=Start type=home
heading Start
form Tools search script
field Search search type=search
combobox Order sort popup tag=div
does state to=p1.s2
list Things list "Blue chair" "Red table"
state ordered by=click:combobox:Order bare
list Other list "Something else" "Entirely different" "Unlike anything"
"""
    assert "chair" in one(ScenarioKind.SEARCH_HIT, text).title
    late = """
page / title=Start type=home
heading Start
button search search
list Things list "Blue chair" "Red table"
state "Search shown" by=click:button:search
searchbox Find search
"""
    scenario = one(ScenarioKind.SEARCH_HIT, late)
    assert scenario.phases[0].text == "a visitor on the page “Start” has chosen “search”"


def test_things_with_pages_are_what_is_searched_for() -> None:
    text = """
page /find title=Find
heading Find
form Find search post
field Title search type=search
submit Find
page /numbers title=Numbers type=list
heading Numbers
list Versions table "Python three" "Something four" "Another five"
page /books title=Books type=list
heading Books
list Books list "Moby Dick" "Jane Eyre"
item 0 link "Moby Dick" href=/books/1
page /books/1 title="Moby Dick"
heading "Moby Dick"
"""
    assert "“moby" in one(ScenarioKind.SEARCH_HIT, text).title


def test_a_search_in_a_dialog_is_not_one_of_the_page() -> None:
    text = """
page / title=Start type=home
heading Start
button Import
list Things list "Blue chair" "Red table"
state opened by=click:button:Import
searchbox Keyword search @dialog
"""
    assert not of(ScenarioKind.SEARCH_HIT, text)
    assert not of(ScenarioKind.SEARCH_MISS, text)


def test_without_a_button_enter_goes_to_the_search_field_and_not_to_a_drawn_list_beside_it() -> None:
    text = """
page / title=Start type=home
heading Start
form Tools search script
field Find search type=search
field Order choice type=combobox value=Newest
list Things list "Blue chair" "Red table"
"""
    last = steps(one(ScenarioKind.SEARCH_HIT, text))[-1]
    assert isinstance(last, Press)
    assert last.on == Locator(chain=(ByLabel(text="Find"),))


def test_a_search_field_with_a_list_of_its_own_offers_suggestions() -> None:
    text = """
page / title=Things type=list
list Things list "Winter garden" "Summer house"
form Search search get
combobox Find search tag=input @banner
"""
    scenario = one(ScenarioKind.SUGGESTIONS, text)
    assert scenario.title == "Typing “winter” into “Find” offers suggestions"
    assert [(e.outcome, e.text) for e in expects(scenario)] == [(Outcome.OVERLAY_OPENS, None)]
    assert not of(ScenarioKind.SUGGESTIONS, text.replace("combobox", "searchbox"))


def test_a_form_that_stores_is_no_search_although_one_of_its_fields_speaks_of_finding() -> None:
    letter = """
    page /contact title=Contact type=form
    form Letter contact post
    field Found search
    field Message long-text type=textarea
    submit Send
    """
    searches = {ScenarioKind.SEARCH_HIT, ScenarioKind.SEARCH_MISS}
    assert not [s for kind in searches for s in of(kind, letter + RESULTS)]
    assert of(ScenarioKind.SEARCH_MISS, letter.replace("contact post", "search post") + RESULTS)

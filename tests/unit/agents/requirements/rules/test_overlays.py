"""Menus, dialogs, disclosures and tabs."""

from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, Goto, Hover, Press
from tests.unit.agents.requirements.rules.support import expects, of, one, outcomes, steps

MENU = """
page / title=Start
heading Start
button Topics {opener} @navigation
state "Pointing at Topics" by={how}:button:Topics
link Birds href=/birds @navigation
link Trees href=/trees @navigation
page /birds title=Birds
heading "All birds"
"""


def test_a_menu_opens_on_hover_and_leads_on() -> None:
    scenario = one(ScenarioKind.MENU, MENU.format(opener="menu", how="hover"))
    assert scenario.title == "The menu “Topics” opens on hover and leads to “Birds”"
    assert [type(step) for step in steps(scenario)[1:]] == [Hover, Click]
    assert outcomes(scenario) == [Outcome.OVERLAY_OPENS, Outcome.ADDRESS_CHANGES, Outcome.TEXT_APPEARS]


def test_a_control_that_shows_links_of_the_navigation_is_a_menu() -> None:
    assert of(ScenarioKind.MENU, MENU.format(opener="disclosure expanded=false", how="click"))
    plain = MENU.format(opener="disclosure expanded=false", how="click").replace(
        "link Trees href=/trees", "button Trees"
    )
    assert of(ScenarioKind.DISCLOSURE, plain)


def test_a_menu_that_leads_nowhere_known_only_opens() -> None:
    scenario = one(ScenarioKind.MENU, MENU.format(opener="menu", how="click").split("page /birds")[0])
    assert outcomes(scenario) == [Outcome.OVERLAY_OPENS]
    assert expects(scenario)[0].on is not None


def test_a_menu_is_opened_anew_for_each_of_its_first_links() -> None:
    pages = "".join(f"page /{name} title={name}\n" for name in ("trees", "herbs", "moss"))
    links = "link Herbs href=/herbs @navigation\nlink Moss href=/moss @navigation\npage /birds"
    text = MENU.format(opener="menu", how="hover").replace("page /birds", links) + pages
    scenario = one(ScenarioKind.MENU, text)
    assert scenario.title == "The menu “Topics” opens on hover and leads to “Birds”, “Trees” and “Herbs”"
    assert [type(step) for step in steps(scenario)] == [Goto, Hover, Click, *[Goto, Hover, Click] * 2]


def test_a_page_that_was_not_opened_is_called_by_the_link() -> None:
    alike = MENU.format(opener="menu", how="hover").replace("page /birds", "page /eagles pattern=/:kind")
    told = [phase.text for phase in one(ScenarioKind.MENU, alike).phases]
    assert "the page “Birds” opens" in told


def test_a_menu_is_told_once_however_often_it_was_seen() -> None:
    both = MENU.format(opener="menu", how="hover")
    assert len(of(ScenarioKind.MENU, both + both.replace("page /", "page /x"))) == 1


DIALOG = """
page /things title=Things
heading Things
button "Size guide" {purpose} @main
state "Size guide open" by=click:button:"Size guide"
{inside}
"""


def test_a_dialog_closes_by_its_button_or_by_escape() -> None:
    closing = one(ScenarioKind.DIALOG, DIALOG.format(purpose="dialog", inside="button Close close @dialog"))
    assert isinstance(steps(closing)[-1], Click)
    assert outcomes(closing) == [Outcome.OVERLAY_OPENS, Outcome.OVERLAY_CLOSES]
    escaping = one(ScenarioKind.DIALOG, DIALOG.format(purpose="edit", inside="button Next @dialog"))
    assert isinstance(steps(escaping)[-1], Press)


def test_a_form_marked_as_a_dialog_is_one() -> None:
    form = "form Name edit dialog dialog\nfield Name name @main"
    assert of(ScenarioKind.DIALOG, DIALOG.format(purpose="edit", inside=form))


def test_what_opens_no_overlay_is_no_overlay() -> None:
    plain = DIALOG.format(purpose="{}", inside="button More @main")
    for purpose in ("create", "add-to-cart", "other", "tab"):
        assert not of(ScenarioKind.DIALOG, plain.format(purpose))
        assert not of(ScenarioKind.MENU, plain.format(purpose))


def test_a_state_reached_otherwise_opens_nothing() -> None:
    assert not of(ScenarioKind.DIALOG, 'page / title=A\nstate "signed in"\nbutton Close close @dialog\n')


def test_a_disclosure_shows_and_hides() -> None:
    scenario = one(
        ScenarioKind.DISCLOSURE,
        "page /faq title=FAQ\nbutton Delivery disclosure expanded=false @main\n"
        "button Returns disclosure expanded=false @main\n",
    )
    assert scenario.title == "“Delivery” shows and hides its content"
    assert outcomes(scenario) == [Outcome.CONTENT_CHANGES] * 2
    opened = one(ScenarioKind.DISCLOSURE, "page /f title=F\nbutton A disclosure expanded=true @main\n")
    assert opened.phases[1].text == "the user closes “A”"
    assert not of(ScenarioKind.DISCLOSURE, "page /f title=F\nbutton A disclosure @main\n")


def test_tabs_are_gone_through_and_back() -> None:
    tabs = "page /t title=Tabs\ntab One tab @main\ntab Two tab @main\n"
    scenario = one(ScenarioKind.TAB, tabs + tabs.replace("/t ", "/u "))
    assert [phase.text for phase in scenario.phases[1::2]] == [
        "the user chooses the tab “Two”",
        "the user chooses the tab “One”",
    ]
    assert not of(ScenarioKind.TAB, "page /t title=Tabs\ntab One tab @main\n")


def test_what_nobody_could_name_is_not_told_as_a_dialog() -> None:
    nameless = DIALOG.replace('"Size guide" {purpose}', "10 {purpose}").replace(
        'button:"Size guide"', "button:10"
    )
    assert not of(ScenarioKind.DIALOG, nameless.format(purpose="edit", inside="button Next @dialog"))


def test_a_dialog_that_was_there_before_does_not_make_a_dialog_of_what_opens_now() -> None:
    text = """
page /things title=Things
heading Things
button Columns
form Rename edit script dialog
field Name name
state opened by=click:button:Columns
menuitem Title
"""
    assert not of(ScenarioKind.DIALOG, text)


def test_an_option_of_a_drawn_list_is_chosen() -> None:
    text = """
page /things title=Things
heading Things
combobox Unit popup tag=div
state opened by=click:combobox:Unit
option Unit
option Minutes
"""
    scenario = one(ScenarioKind.MENU, text)
    assert scenario.title == "“Minutes” can be chosen from the list “Unit”"
    assert outcomes(scenario) == [Outcome.OVERLAY_OPENS, Outcome.CONTENT_CHANGES]


def test_the_menu_of_an_entry_is_told_with_the_entry() -> None:
    text = """
page /things title=Things
heading Things
list Things group Mug Bowl
item 0 button more_vert menu
state opened by=click:button:more_vert
menuitem Rename
"""
    assert one(ScenarioKind.MENU, text).title == "The menu of “Mug” opens"
    lone = text.replace("item 0 button", "button")
    assert one(ScenarioKind.MENU, lone).title == "The menu of “Things” opens"


def test_what_visitors_see_too_is_unfolded_without_signing_in() -> None:
    text = """
page /help title=Help signed-in
heading Help
button Delivery disclosure expanded=false @main
state "Delivery open" by=click:button:Delivery
paragraph Three
state again visitor
"""
    assert not one(ScenarioKind.DISCLOSURE, text).signed_in
    assert one(ScenarioKind.DISCLOSURE, text.replace("state again visitor\n", "")).signed_in

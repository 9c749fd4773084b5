"""Following links."""

from agents.domain.scenario import Outcome, ScenarioKind
from agents.domain.steps import Click, Goto
from tests.unit.agents.requirements.rules.support import expects, of, one, outcomes, refusals, steps

NAV = "link Home href=/ @navigation\nlink News href=/news @navigation\nlink Team href=/team/ @navigation\n"
SITE = f"""
page / title=Start type=home
heading Welcome
{NAV}
link Away href=https://elsewhere.test/ external @navigation
link Unseen href=/unseen @navigation
link "" href=/news @navigation
page /news title=News
heading News
{NAV}
page /team title=Team
heading "Our team"
"""
FOOT = "button Subscribe subscribe @contentinfo\nlink People href=/team @navigation\n"


def test_the_main_navigation_is_one_tour_of_pages_that_were_seen() -> None:
    scenario = one(ScenarioKind.NAVIGATION, SITE)
    told = [phase.text for phase in scenario.phases]
    assert told == [
        "a visitor is on the page “Welcome”",
        "the user follows “News”",
        "the page “News” opens",
        "the user follows “Team”",
        "the page “Our team” opens",
    ]
    assert outcomes(scenario) == [Outcome.ADDRESS_CHANGES, Outcome.TEXT_APPEARS] * 2
    assert [type(step) for step in steps(scenario)] == [Goto, Click, Click]


def test_the_way_starts_again_where_a_page_lacks_the_link() -> None:
    without = SITE.replace(f"heading News\n{NAV}", "heading News\n")
    scenario = one(ScenarioKind.NAVIGATION, without)
    assert [type(s) for s in steps(scenario)] == [Goto, Click, Goto, Click]
    assert scenario.phases[3].text == "the user opens “Welcome” again and follows “Team”"


def test_the_links_of_a_section_are_no_part_of_the_main_navigation() -> None:
    """They stand in a navigation of their own, which only the pages of that section have."""
    own = "".join(f"link Topic{n} href=/news/{n} @navigation\n" for n in range(4))
    added = f"heading News\n{own}"
    topics = "".join(f"page /news/{n} title=T{n}\nheading Topic{n}\n{NAV}" for n in range(4))
    scenario = one(ScenarioKind.NAVIGATION, SITE.replace("heading News\n", added) + topics)
    assert not any("Topic" in phase.text for phase in scenario.phases)
    assert scenario.phases[0].text == "a visitor is on the page “Welcome”"
    # Where no two links are common to most pages, it is what the first page offers.
    alone = SITE.split("page /team", maxsplit=1)[0].replace(f"heading News\n{NAV}", "heading News\n")
    assert "the user follows “News”" in [phase.text for phase in one(ScenarioKind.NAVIGATION, alone).phases]


def test_links_that_lead_nowhere_known_are_not_followed() -> None:
    assert not of(ScenarioKind.NAVIGATION, SITE.split("page /news", maxsplit=1)[0])
    broken = SITE.replace("page /news title=News", "page /news title=News status=404")
    assert "News" not in str([p.text for p in one(ScenarioKind.NAVIGATION, broken).phases])


def test_a_navigation_after_the_content_is_the_footer() -> None:
    footed = SITE.replace("page /news title", f"link More href=/x @main\n{FOOT}page /news title")
    titles = [scenario.title for scenario in of(ScenarioKind.NAVIGATION, footed)]
    assert titles == [
        "The main navigation leads where it says",
        "The links of the footer lead where they say",
    ]


def test_a_long_navigation_is_cut_and_the_rest_told() -> None:
    many = "".join(f"link Topic{n} href=/t{n} @navigation\n" for n in range(8))
    pages = "".join(f"page /t{n} title=T{n}\nheading Topic{n}\n" for n in range(8))
    site = f"page / title=Start\n{many}{pages}"
    assert len(steps(one(ScenarioKind.NAVIGATION, site))) == 1 + 6 + 5
    told = "following “Topic6”, “Topic7”: the first 6 links of the main navigation are followed"
    assert told in refusals(site)


def test_the_signed_in_follow_what_only_they_see() -> None:
    closed = SITE.replace("page /news title=News", "page /news title=News signed-in")
    assert one(ScenarioKind.NAVIGATION, closed).phases[0].text == "a signed-in user is on the page “News”"
    inside = closed.replace("type=home", "type=home signed-in")
    assert one(ScenarioKind.NAVIGATION, inside).signed_in


def test_an_address_that_differs_only_in_its_query_or_route_changes_too() -> None:
    routes = """
    page /app title=App
    heading App
    link Inbox href=/app#/inbox @navigation
    page /app#/inbox title=App
    heading Inbox
    """
    first = expects(one(ScenarioKind.NAVIGATION, routes))[0]
    assert (first.outcome, first.text) == (Outcome.ADDRESS_CHANGES, None)


def test_chapters_are_followed_from_the_page_that_led_to_them() -> None:
    guide = """
    page / title=Start
    page /guide title=Guide
    heading Guide
    link One href=/guide/one @main
    link Two href=/guide/two @main
    page /guide/one title=One found_on=p2
    heading "Chapter one"
    page /guide/two title=Two found_on=p2
    heading "Chapter two"
    """
    assert one(ScenarioKind.NAVIGATION, guide).title == "The links of “Guide” lead where they say"
    assert not of(ScenarioKind.NAVIGATION, guide.replace('found_on=p2\n    heading "Chapter two"', ""))


LIST = """
page /things title=Things type=list
heading Things
list Things list "Blue kettle" "Red pan" count=9
item 0 link "Blue kettle" href=/things/1
item 1 link "Red pan" href=/things/2
page /things/2 pattern=/things/:id title="Red pan" type=detail
heading "Red pan"
"""


def test_an_item_opens_its_own_page() -> None:
    scenario = one(ScenarioKind.DETAIL, LIST)
    assert scenario.title == "Opening “Red pan” from a list shows its page"
    assert [e.text for e in expects(scenario)] == ["/things/2", "Red pan"]


def test_of_a_page_of_another_item_only_the_address_is_known() -> None:
    other = LIST.replace("item 1", "item 0").replace(
        'link "Red pan" href=/things/2', "link More href=/things/3"
    )
    assert outcomes(one(ScenarioKind.DETAIL, other)) == [Outcome.ADDRESS_CHANGES]


def test_the_list_whose_item_was_opened_is_preferred_then_the_longer_one() -> None:
    home = 'page / title=Start type=home\nheading Start\nlist Picks list "Blue kettle" "Green pot" count={}\n'
    home += 'item 0 link "Blue kettle" href=/things/1\n'
    assert one(ScenarioKind.DETAIL, home.format(2) + LIST).start == "/things"
    assert one(ScenarioKind.DETAIL, home.format(20) + LIST).start == "/things"
    unopened = LIST.replace("page /things/2", "page /things/7")
    assert one(ScenarioKind.DETAIL, home.format(20) + unopened).start == "/"
    assert one(ScenarioKind.DETAIL, home.format(2) + unopened).start == "/things"


def test_a_page_without_a_pattern_is_a_detail_when_its_heading_is_the_item() -> None:
    plain = LIST.replace("pattern=/things/:id", "pattern=/things/2")
    assert of(ScenarioKind.DETAIL, plain)
    assert not of(ScenarioKind.DETAIL, plain.replace('heading "Red pan"', "heading Other"))


def test_similar_addresses_lead_to_the_page_that_stands_for_them() -> None:
    alike = LIST.replace("pattern=/things/:id", "pattern=/things/2 alike=/things/1")
    assert one(ScenarioKind.DETAIL, alike).title == "Opening “Red pan” from a list shows its page"


def test_a_link_that_a_script_answers_is_not_told_as_leading_to_a_page() -> None:
    text = """
page /books title=Books type=list
heading Books
list Books list "Moby Dick" "Jane Eyre"
item 0 link "Moby Dick" href=/books/1
{seen}
page /books/1 pattern=/books/:id title="Moby Dick"
heading "Moby Dick"
"""
    assert of(ScenarioKind.DETAIL, text.format(seen=""))
    assert not of(ScenarioKind.DETAIL, text.format(seen="does state to=p1.s1"))


def test_entries_that_are_all_called_the_same_are_told_as_entries() -> None:
    text = """
page /runs title=Runs type=list
heading Runs
list Runs table Complete Complete
item 0 link "Details of run 7" href=/runs/7
page /runs/7 pattern=/runs/:id title="Run 7"
heading "Run 7"
"""
    assert one(ScenarioKind.DETAIL, text).title == "Opening an entry from a list shows its page"


def test_pages_of_one_pattern_are_toured_once() -> None:
    page = """
page /runs/{n} pattern=/runs/:id title=Run{n}
heading Run{n}
link Notes href=/runs/{n}/notes @main
link Charts href=/runs/{n}/charts @main
page /runs/{n}/notes pattern=/runs/:id/notes title=Notes{n} found_on={id}
heading Notes{n}
page /runs/{n}/charts pattern=/runs/:id/charts title=Charts{n} found_on={id}
heading Charts{n}
"""
    text = "page / title=Start\nheading Start\n" + page.format(n=1, id="p2") + page.format(n=2, id="p5")
    assert len([s for s in of(ScenarioKind.NAVIGATION, text) if "Run" in s.title]) == 1


def test_a_page_that_only_looks_like_another_is_called_by_its_link() -> None:
    text = """
page / title=Start
heading Start
link "Blue things" href=/things/blue navigation @navigation
link Help href=/help navigation @navigation
page /things/red pattern=/things/:kind title=Red
heading Red
page /help title=Help
heading Help
"""
    told = [phase.text for phase in one(ScenarioKind.NAVIGATION, text).phases]
    assert "the page “Blue things” opens" in told
    assert "the page “Help” opens" in told

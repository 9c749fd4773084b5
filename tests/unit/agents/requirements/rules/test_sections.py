"""Sections that a page of its own navigates between."""

from agents.domain.scenario import Outcome, ScenarioKind
from tests.unit.agents.requirements.rules.support import of, one, outcomes

_LINKS = "".join(f"link {name} href=/guide/{name} @navigation\n" for name in ("oak", "elm", "ash", "fir"))
GUIDE = f"""
page / title=Start
heading Start
page /about title=About
page /terms title=Terms
page /guide title=Guide
heading Guide
{_LINKS}
page /guide/oak pattern=/guide/:name title=Oak
heading Oak
"""


def test_two_sections_beyond_the_first_each_show_their_own() -> None:
    scenario = one(ScenarioKind.TAB, GUIDE)
    assert scenario.title == "Each section of “Guide” shows its own content"
    told = [phase.text for phase in scenario.phases if phase.keyword == "When"]
    assert told == ["the user chooses “elm”", "the user chooses “ash”"]
    assert outcomes(scenario) == [Outcome.ADDRESS_CHANGES, Outcome.CONTENT_CHANGES] * 2


def test_links_that_every_page_has_are_no_sections() -> None:
    everywhere = GUIDE
    for title in ("Start", "About", "Terms", "Oak"):
        everywhere = everywhere.replace(f"title={title}\n", f"title={title}\n{_LINKS}")
    assert not of(ScenarioKind.TAB, everywhere)


def test_a_single_section_or_pages_of_their_own_are_none() -> None:
    alone = GUIDE
    for name in ("elm", "ash", "fir"):
        alone = alone.replace(f"/guide/{name}", f"/{name}")
    assert not of(ScenarioKind.TAB, alone)
    assert not of(ScenarioKind.TAB, GUIDE.replace("pattern=/guide/:name ", ""))


def test_what_only_a_user_sees_is_not_asked_of_a_visitor() -> None:
    assert not of(ScenarioKind.TAB, GUIDE.replace("title=Oak", "title=Oak signed-in"))

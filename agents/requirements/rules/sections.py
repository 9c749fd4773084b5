"""Links side by side that swap what a page shows: the chapters of a guide, the parts of a collection."""

from collections.abc import Iterator

from agents.domain.page import Element
from agents.domain.scenario import Outcome, Phase, Scenario, ScenarioKind
from agents.domain.spoken import says_something
from agents.domain.steps import Click
from agents.requirements.rules.draft import Derived, Draft, build, expect, opening, page_name, then, when
from agents.requirements.rules.facts import Facts, Spot, distinct, locator
from agents.requirements.rules.naming import naming
from agents.requirements.rules.navigation import FEATURE, Way, arrival_expectations
from agents.requirements.rules.words import quoted

_MOST = 2
"""Sections that are opened; the first of all is usually shown from the start."""


def derive(facts: Facts) -> Iterator[Derived]:
    """One for each kind of section, where a page of its own navigates between them."""
    done: set[str] = set()
    for spot in facts.loaded:
        for pattern, ways in _sections(facts, spot).items():
            if len(ways) > 1 and pattern not in done:
                done.add(pattern)
                yield _shown(spot, ways[1 : _MOST + 1])


def _sections(facts: Facts, spot: Spot) -> dict[str, list[Way]]:
    """The links of navigations that only some pages have, by the pattern of the pages they lead to."""
    found: dict[str, list[Way]] = {}
    for element in distinct(spot.acting()):
        to = facts.arrival(element.href) if _is_local(facts, element) else None
        if to is not None and ":" in to.page.path_pattern and to.state.signed_in <= spot.state.signed_in:
            found.setdefault(to.page.path_pattern, []).append(Way(element, to))
    return found


def _is_local(facts: Facts, element: Element) -> bool:
    linked = element.role == "link" and element.landmark == "navigation" and says_something(naming(element))
    return linked and element.href not in facts.shared_links


def _shown(spot: Spot, ways: list[Way]) -> Scenario:
    phases: list[Phase] = [opening(spot)]
    for way in ways:
        name = quoted(naming(way.link))
        phases.append(when(f"the user chooses {name}", Click(on=locator(way.link))))
        moved = [one for one in arrival_expectations(way, spot) if one.outcome is Outcome.ADDRESS_CHANGES]
        phases.append(then(f"what belongs to {name} is shown", *moved, expect(Outcome.CONTENT_CHANGES)))
    return build(
        Draft(
            kind=ScenarioKind.TAB,
            feature=FEATURE,
            title=f"Each section of {page_name(spot)} shows its own content",
            name=ways[0].to.page.path_pattern,
            spot=spot,
            phases=tuple(phases),
            basis=tuple(way.link for way in ways),
            visits=(ways[0].to,),
        )
    )

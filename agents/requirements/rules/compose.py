"""All rules over one page map: the same scenario once, in the order of priority and of what was asked for."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from agents.domain.page import PageMap
from agents.domain.scenario import Priority, Scenario, ScenarioKind, ScenarioSet, Unplanned
from agents.domain.target import RunRequest
from agents.requirements.rules import (
    access,
    acts,
    cart,
    checkout,
    filtering,
    forms,
    navigation,
    overlays,
    records,
    search,
    sections,
    sign_in,
    switches,
    widgets,
)
from agents.requirements.rules.draft import Derived
from agents.requirements.rules.facts import Facts
from agents.requirements.rules.focus import focused
from agents.requirements.rules.words import slug

Rule = Callable[[Facts], Iterator[Derived]]

RULES: tuple[Rule, ...] = (
    sign_in.derive,
    access.derive,
    search.derive,
    filtering.derive,
    navigation.derive,
    cart.derive,
    checkout.derive,
    records.derive,
    forms.derive,
    acts.derive,
    overlays.derive,
    sections.derive,
    switches.derive,
    widgets.derive,
)
_ORDER = tuple(Priority)
_CHECKS = frozenset(
    {
        ScenarioKind.SIGN_IN_MISSING,
        ScenarioKind.CHECKOUT_INVALID,
        ScenarioKind.FORM_MISSING,
        ScenarioKind.FORM_INVALID,
    }
)
"""What a form refuses: the same wherever one came to it from."""


def derive(request: RunRequest, page_map: PageMap) -> ScenarioSet:
    """What should be tested, from what was observed.

    Args:
        request: its safety decides what may be planned, its seed the values, its goal and change the order.
        page_map: every scenario rests on facts of it and cites them.
    """
    facts = Facts(request, page_map)
    derived = [item for rule in RULES for item in rule(facts)]
    patterns = {page.id: page.path_pattern for page in page_map.pages}
    scenarios = _merged((item for item in derived if isinstance(item, Scenario)), patterns)
    focus = [focused(scenario, request, page_map) for scenario in scenarios]
    focus.sort(key=lambda scenario: (_ORDER.index(scenario.priority), not _asked_for(scenario)))
    refused = dict.fromkeys(item for item in derived if isinstance(item, Unplanned))
    return ScenarioSet(scenarios=tuple(focus), unplanned=tuple(refused))


def _asked_for(scenario: Scenario) -> bool:
    return any(citation.source in {"goal", "change"} for citation in scenario.cites)


def _merged(scenarios: Iterable[Scenario], patterns: Mapping[str, str]) -> Sequence[Scenario]:
    """The first of those that do and expect the same; ids stay apart by what the later one does."""
    by_content: dict[tuple[str, ...], Scenario] = {}
    ids: set[str] = set()
    for scenario in scenarios:
        content = "".join(phase.model_dump_json(exclude={"text", "way_back"}) for phase in scenario.phases)
        same = _same_check(scenario, patterns) or (content,)
        if same in by_content or (content,) in by_content:
            continue
        kept = scenario
        if scenario.id in ids:
            # The same kind, page and name twice: told apart by content, so that no other id ever shifts.
            kept = scenario.model_copy(update={"id": slug(f"{scenario.id}-{_checksum(content)}")})
        ids.add(kept.id)
        by_content[same] = by_content[content,] = kept
    return tuple(dict.fromkeys(by_content.values()))


def _same_check(scenario: Scenario, patterns: Mapping[str, str]) -> tuple[str, ...]:
    """What makes two refusals one: the same is refused at the same kind of page, by whatever way one came."""
    if scenario.kind not in _CHECKS:
        return ()
    return (scenario.kind.value, scenario.title, *(patterns.get(page, page) for page in scenario.pages[:1]))


def _checksum(content: str) -> str:
    return f"x{zlib.crc32(content.encode()):08x}"

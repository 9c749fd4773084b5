"""What the user or the pull request asks for: it raises what matches and is cited; it never invents steps."""

import re

from agents.domain.page import PageMap
from agents.domain.scenario import Citation, Priority, Scenario
from agents.domain.target import RunRequest
from agents.requirements.rules.words import table

_RAISED = {
    Priority.LOW: Priority.MEDIUM,
    Priority.MEDIUM: Priority.HIGH,
    Priority.HIGH: Priority.CRITICAL,
    Priority.CRITICAL: Priority.CRITICAL,
}
# Words of every request, in the languages of the other tables; they say nothing about what to test.
_EMPTY = table(
    """
    the and for with from that this when then only also should must will can check checks make sure
    test tests testing verify page pages user users site app application feature works work working
    add adds added fix fixes fixed change changes changed update updates updated new use uses used
    into does not are was has have which und der die das mit für von auf ist dass soll seite nutzer
    les des une pour avec dans sur que los las una con para del
    """
)


def focused(scenario: Scenario, request: RunRequest, page_map: PageMap) -> Scenario:
    """The scenario with the sentences that ask for it; a goal raises its priority by one level."""
    about = _stems(_subject(scenario, page_map))
    goal = _asking(request.goal, about)
    change = _asking(request.change.text, about)
    if not goal and not change:
        return scenario
    cites = (
        *scenario.cites,
        *(Citation(source="goal", ref=sentence) for sentence in goal),
        *(Citation(source="change", ref=sentence) for sentence in change),
    )
    priority = _RAISED[scenario.priority] if goal else scenario.priority
    return scenario.model_copy(update={"cites": cites, "priority": priority})


def _subject(scenario: Scenario, page_map: PageMap) -> str:
    """Its own words and the path where it starts, not those of every page it crosses."""
    patterns = [page.path_pattern for page in page_map.pages if page.id in scenario.pages[:1]]
    return " ".join((scenario.title, scenario.feature, scenario.kind.value, *patterns))


def _asking(text: str | None, about: frozenset[str]) -> tuple[str, ...]:
    sentences = re.split(r"(?<=[.!?])\s+|[\r\n]+", text or "")
    asking = (sentence.strip() for sentence in sentences if _stems(sentence) & about)
    return tuple(dict.fromkeys(sentence[:300] for sentence in asking))[:3]


def _stems(text: str) -> frozenset[str]:
    """Words of three letters and more without the endings that only inflect them."""
    words = re.findall(r"[^\W\d_]{3,}", text.casefold())
    return frozenset(_stem(word) for word in words if word not in _EMPTY)


def _stem(word: str) -> str:
    for ending in ("ings", "ing", "ies", "es", "ed", "s"):
        if word.endswith(ending) and len(word) - len(ending) >= 4:
            return word[: -len(ending)]
    return word.rstrip("ey") if len(word) > 4 else word

"""A made-up password that a page repeats is not quoted: the message is told without it. Pure."""

import re
from collections.abc import Sequence

from agents.browser.snapshot import Fact, FactKind
from agents.domain.scenario import Scenario, ScenarioKind
from agents.domain.steps import Fill, Text
from agents.evolution.diff import Change

_REFUSALS = (ScenarioKind.SIGN_IN_INVALID, ScenarioKind.SIGN_IN_MISSING)
_SPOKEN = (FactKind.MESSAGE, FactKind.APPEARED)
_PLAIN = (*_SPOKEN, FactKind.TEXT, FactKind.HEADING)
_EDGES = re.compile(r"^\W+|\W+$")
_FEWEST_LETTERS = 3


def made_up(scenario: Scenario) -> tuple[str, ...]:
    """The passwords that a sign-in is tried with; names are made anew in each run."""
    if scenario.kind not in _REFUSALS:
        return ()
    steps = (step for phase in scenario.phases for step in phase.steps)
    texts = (step.value.text for step in steps if isinstance(step, Fill) and isinstance(step.value, Text))
    return tuple(dict.fromkeys(text for text in texts if text))


def unquoted(changes: Sequence[Change], secrets: Sequence[str]) -> tuple[Change, ...]:
    """The changes without these texts: what a message says beside them, or only that there is one."""
    if not secrets:
        return tuple(changes)
    told = (change.model_copy(update={"fact": _unquoted(change.fact, secrets)}) for change in changes)
    return tuple(change for change in told if change.fact is not None)


def _unquoted(fact: Fact, secrets: Sequence[str]) -> Fact | None:
    if not _holds(fact.model_dump_json(), secrets):
        return fact
    if fact.on is None or _holds(fact.on.model_dump_json(), secrets) or fact.kind not in _PLAIN:
        return None
    part = _part(fact.value, secrets)
    if part is not None:
        return fact.model_copy(update={"value": part, "within": True, "described": None})
    # That it is there can be told of what speaks; a text may have been there with other words.
    mute = {"value": "", "circular": True, "described": None}
    return fact.model_copy(update=mute) if fact.kind in _SPOKEN else None


def _part(text: str, secrets: Sequence[str]) -> str | None:
    """The longest run of words without these texts; None when none says anything."""
    pieces = re.split("|".join(map(re.escape, secrets)), text)
    longest = max((_EDGES.sub("", piece) for piece in pieces), key=len)
    return longest if sum(map(str.isalpha, longest)) >= _FEWEST_LETTERS else None


def _holds(text: str, secrets: Sequence[str]) -> bool:
    return any(secret in text for secret in secrets)

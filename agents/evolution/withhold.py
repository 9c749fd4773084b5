"""Tests whose text would hold the value of a secret: held back before anything counts them. Pure."""

from collections.abc import Callable, Iterable, Iterator

from agents.domain.spec import Rejection, TestCase
from agents.evolution.deliver import Opening, reprinted

REASON = "withheld: it would give a secret away"


def telling(tests: Iterable[TestCase], opening: Opening, tells: Callable[[str], bool]) -> Iterator[Rejection]:
    """A rejection for each test that gives a secret away, in its file or in what the run keeps of it.

    Args:
        tests: what can be printed.
        opening: how the printed specs sign in.
        tells: whether a text holds a secret.
    """
    for test in tests:
        # Alone, so that one test costs none of those that would share its file.
        printed = [file.text for file in reprinted([test], opening)]
        if any(tells(text) for text in (*printed, test.model_dump_json())):
            yield Rejection(scenario=test.scenario, title=test.title, stage="safety", reason=REASON)

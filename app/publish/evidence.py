"""The evidence of delivered tests, from the documents of a run. Pure."""

from collections import defaultdict
from collections.abc import Sequence

from agents.domain.spec import Evidence, TestRun
from agents.messages import RunFinished
from agents.specgen.evidence import evidence_for


def evidence_of(finished: RunFinished, generator: str, rounds: int) -> Sequence[Evidence]:
    """One document a spec file; each of its tests was performed alike in `rounds` fresh contexts."""
    if finished.specs is None:
        return ()
    scenarios = {one.id: one for one in finished.scenarios.scenarios} if finished.scenarios else {}
    runs: defaultdict[str, list[TestRun]] = defaultdict(list)
    for result in finished.results.results if finished.results else ():
        runs[result.test].extend(result.runs)
    performed = {test.id: rounds for file in finished.specs.files for test in file.tests}
    return [evidence_for(file, scenarios, performed, runs, generator) for file in finished.specs.files]

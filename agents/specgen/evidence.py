"""Writes down why each test of a file deserves trust. Pure, and without times: the same for the same run."""

import hashlib
import math
from collections.abc import Mapping, Sequence

from agents.domain.scenario import Scenario
from agents.domain.spec import Evidence, FlakeBound, RunStatus, SpecFile, TestEvidence, TestRun
from agents.specgen.locators import print_locator
from agents.specgen.statements import expects
from agents.specgen.variables import locators

CONFIDENCE = 0.95
_COUNTED = (RunStatus.PASSED, RunStatus.FAILED, RunStatus.TIMED_OUT)
_HALVINGS = 60


def flake_bound(runs: int, failures: int = 0) -> FlakeBound:
    """The 95 % upper bound of the failure rate after `failures` in `runs` runs (Clopper-Pearson, one-sided).

    No runs bound nothing: 1.0. Raises ValueError when there are more failures than runs.
    """
    if not 0 <= failures <= runs:
        raise ValueError(f"{failures} failures in {runs} runs")
    if failures == runs:
        bound = 1.0
    elif failures == 0:
        bound = 1.0 - (1.0 - CONFIDENCE) ** (1.0 / runs)
    else:
        bound = _bisected(runs, failures)
    return FlakeBound(runs=runs, failures=failures, upper_bound=_rounded_up(bound))


def evidence_for(
    spec: SpecFile,
    scenarios: Mapping[str, Scenario],
    performed: Mapping[str, int],
    runs: Mapping[str, Sequence[TestRun]],
    generator: str,
    model: str | None = None,
) -> Evidence:
    """The evidence of a file's tests.

    `scenarios` is by scenario id; `performed` (in how many fresh contexts the facts were observed alike) and
    `runs` are by test id. `generator` is greenroom and its version.
    """
    return Evidence(
        spec=spec.filename,
        sha256=hashlib.sha256(spec.text.encode("utf-8")).hexdigest(),
        tests=tuple(
            TestEvidence(
                test=test.id,
                scenario=test.scenario,
                title=test.title,
                cites=scenarios[test.scenario].cites if test.scenario in scenarios else (),
                locators=tuple(dict.fromkeys(map(print_locator, locators(test)))),
                assertions=expects(test),
                performed=performed.get(test.id, 0),
                flake=_flake(runs.get(test.id, ())),
                generator=generator,
                model=model,
            )
            for test in spec.tests
        ),
    )


def _flake(runs: Sequence[TestRun]) -> FlakeBound:
    """The bound from the runs on head; a test may well fail on base, and a skipped run says nothing."""
    counted = [run for run in runs if run.where == "head" and run.status in _COUNTED]
    return flake_bound(len(counted), sum(run.status is not RunStatus.PASSED for run in counted))


def _rounded_up(bound: float) -> float:
    return min(1.0, math.ceil(bound * 1e6) / 1e6)


def _bisected(runs: int, failures: int) -> float:
    """The rate at which so few failures would be seen in only 5 % of such series."""
    low, high = failures / runs, 1.0
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        at_most = sum(_binomial(runs, seen, middle) for seen in range(failures + 1))
        low, high = (middle, high) if at_most > 1.0 - CONFIDENCE else (low, middle)
    return high


def _binomial(runs: int, seen: int, rate: float) -> float:
    ways = math.lgamma(runs + 1) - math.lgamma(seen + 1) - math.lgamma(runs - seen + 1)
    return math.exp(ways + seen * math.log(rate) + (runs - seen) * math.log1p(-rate))

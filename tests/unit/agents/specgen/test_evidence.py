import hashlib

import pytest

from agents.domain.scenario import Citation, Phase, Priority, Scenario, ScenarioKind
from agents.domain.spec import RunStatus, TestRun
from agents.specgen.evidence import evidence_for, flake_bound
from agents.specgen.files import print_files
from tests.golden.specgen_cases import SIGN_IN_TESTS

CITES = (Citation(source="form", ref="form-1"),)


def scenario(identity: str) -> Scenario:
    return Scenario(
        id=identity,
        title="A visitor signs in",
        feature="Sign in",
        kind=ScenarioKind.SIGN_IN_VALID,
        priority=Priority.HIGH,
        phases=(Phase(keyword="Given", text="x"),),
        start="/login",
        cites=CITES,
        pages=("p1",),
        confidence=0.9,
    )


def run(status: RunStatus, repeat: int = 0, where: str = "head") -> TestRun:
    return TestRun.model_validate(
        {"repeat": repeat, "where": where, "status": status, "duration_ms": 1234.5 + repeat}
    )


@pytest.mark.parametrize(("runs", "bound"), [(10, 0.26), (59, 0.05), (299, 0.01), (1, 0.95), (3, 0.63)])
def test_the_bound_without_failures_is_the_known_one(runs: int, bound: float) -> None:
    assert flake_bound(runs).upper_bound == pytest.approx(bound, abs=0.005)


@pytest.mark.parametrize(
    ("runs", "failures", "bound"),
    # The 95 % quantiles of Beta(failures + 1, runs - failures), from tables.
    [(10, 1, 0.394163), (20, 2, 0.282619), (100, 5, 0.102253), (3, 2, 0.983048), (4, 4, 1.0), (0, 0, 1.0)],
)
def test_the_bound_with_failures_is_the_exact_one(runs: int, failures: int, bound: float) -> None:
    assert flake_bound(runs, failures).upper_bound == pytest.approx(bound, abs=2e-6)


def test_more_failures_than_runs_are_a_mistake() -> None:
    with pytest.raises(ValueError, match="3 failures in 2 runs"):
        flake_bound(2, 3)


def test_evidence_tells_source_locators_runs_and_bytes() -> None:
    (spec,) = print_files(SIGN_IN_TESTS)
    runs = {
        "sign-in-valid": [
            run(RunStatus.PASSED),
            run(RunStatus.PASSED, 1),
            run(RunStatus.SKIPPED, 2),
            run(RunStatus.FAILED, 0, "base"),
        ],
        "sign-in-invalid": [run(RunStatus.PASSED), run(RunStatus.TIMED_OUT, 1)],
    }
    evidence = evidence_for(
        spec,
        {"sign-in-valid": scenario("sign-in-valid")},
        {"sign-in-valid": 3},
        runs,
        "greenroom 0.1.0",
    )
    assert evidence.spec == "sign-in.spec.ts"
    assert evidence.sha256 == hashlib.sha256(spec.text.encode()).hexdigest()
    valid, invalid, missing = evidence.tests
    assert valid.cites == CITES
    assert valid.performed == 3
    assert (valid.flake.runs, valid.flake.failures) == (2, 0)
    assert valid.assertions == 4
    assert valid.locators[1] == "page.getByLabel('Email', { exact: true })"
    assert (invalid.flake.runs, invalid.flake.failures) == (2, 1)
    assert (missing.performed, missing.cites, missing.flake.upper_bound) == (0, (), 1.0)
    assert "1234" not in evidence.model_dump_json()

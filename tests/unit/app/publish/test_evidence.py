"""Evidence of the delivered tests."""

from agents.domain.spec import ResultSet
from agents.messages import RunFinished
from app.publish.evidence import evidence_of
from tests.fakes import documents


def test_each_file_has_its_evidence() -> None:
    finished = RunFinished(
        report=documents.report(),
        scenarios=documents.scenarios(),
        specs=documents.specs(),
        results=documents.results(),
    )
    (found,) = evidence_of(finished, "greenroom 1.2.3", 2)
    (test,) = found.tests
    assert found.spec == "home.spec.ts"
    assert test.cites == documents.scenario().cites
    assert (test.performed, test.flake.runs, test.flake.failures) == (2, 1, 0)
    assert (test.generator, test.model) == ("greenroom 1.2.3", None)


def test_failures_and_missing_parts_show() -> None:
    bare = RunFinished(report=documents.report(), specs=documents.specs())
    (found,) = evidence_of(bare, "greenroom", 2)
    assert found.tests[0].flake.upper_bound == 1.0
    assert found.tests[0].cites == ()
    both = ResultSet(results=(documents.result(), documents.result("broke")), repeat=2)
    (found,) = evidence_of(bare.model_copy(update={"results": both}), "greenroom", 2)
    assert (found.tests[0].flake.runs, found.tests[0].flake.failures) == (2, 1)


def test_no_specs_no_evidence() -> None:
    assert evidence_of(RunFinished(report=documents.report()), "greenroom", 2) == ()

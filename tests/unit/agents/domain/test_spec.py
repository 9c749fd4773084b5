"""Compiled tests and their files, results and evidence: names, bounds, and what a file gives back."""

import pytest
from pydantic import ValidationError

from agents.domain.base import Document
from agents.domain.spec import (
    Evidence,
    FlakeBound,
    Performed,
    SpecFile,
    SpecSet,
    TestCase,
    TestResult,
    TestRun,
    Wait,
)
from tests.fakes import documents
from tests.unit.agents.reporting import sample


def test_a_file_is_called_by_its_name() -> None:
    (one,) = documents.specs(name="sign-in").files
    assert one.filename == "sign-in.spec.ts"


@pytest.mark.parametrize("name", ["", "Home", "../home", "a/b", "home.spec.ts", "-a", "a--b", "a\n"])
def test_a_name_that_would_leave_its_folder_or_be_hard_to_type_is_refused(name: str) -> None:
    (one,) = documents.specs().files
    with pytest.raises(ValidationError, match=r"\Wname\n"):
        SpecFile.model_validate({**one.model_dump(), "name": name})


def test_a_file_holds_a_test_and_a_test_does_something() -> None:
    (one,) = documents.specs().files
    with pytest.raises(ValidationError, match="at least 1 item"):
        SpecFile.model_validate({**one.model_dump(), "tests": ()})
    with pytest.raises(ValidationError, match="at least 1 item"):
        TestCase.model_validate({**one.tests[0].model_dump(), "blocks": ()})


def test_one_waits_before_a_step_and_not_before_the_first_of_them() -> None:
    assert Wait(after=0, on=sample.BOX).filled is False
    with pytest.raises(ValidationError, match=r"\Wafter\n"):
        Wait(after=-1, on=sample.BOX)


@pytest.mark.parametrize("share", [-0.01, 1.01, 64])
def test_the_bound_of_a_flake_is_a_share(share: float) -> None:
    with pytest.raises(ValidationError, match=r"\Wupper_bound\n"):
        FlakeBound(runs=3, failures=0, upper_bound=share)


def test_a_run_was_made_on_the_change_or_before_it() -> None:
    run = documents.result().runs[0].model_dump()
    assert run["where"] == "head"
    with pytest.raises(ValidationError, match=r"\Wwhere\n"):
        TestRun.model_validate({**run, "where": "main"})


def test_an_outcome_is_one_of_four() -> None:
    told = documents.result().model_dump()
    with pytest.raises(ValidationError, match=r"\Woutcome\n"):
        TestResult.model_validate({**told, "outcome": "timed-out"})


def test_what_was_asserted_and_waited_for_comes_back_from_the_file() -> None:
    """Assertions and steps are unions: each comes back as the kind that it was."""
    case = sample.case()
    waits = (Wait(after=0, on=sample.BOX, filled=True),)
    block = case.blocks[0].model_copy(update={"waits": waits, "restores": True})
    kept = case.model_copy(update={"blocks": (block, *case.blocks[1:])})
    (one,) = documents.specs().files
    whole = SpecSet(
        files=(one.model_copy(update={"tests": (kept,)}),),
        sign_in=case.blocks[0].steps,
        signed_in_when=tuple(each for every in case.blocks for each in every.assertions),
    )
    assert any(block.assertions for block in case.blocks)
    assert SpecSet.model_validate_json(whole.model_dump_json()) == whole


@pytest.mark.parametrize(
    "document",
    [documents.specs(), documents.results("it broke"), documents.evidence()],
    ids=lambda each: type(each).__name__,
)
def test_each_document_comes_back_and_refuses_another_schema(document: Document) -> None:
    kind = type(document)
    assert kind.model_validate_json(document.model_dump_json()) == document
    told = document.model_dump(mode="json")
    assert told["schema_version"] == "1"
    with pytest.raises(ValidationError, match=r"\Wschema_version\n"):
        kind.model_validate({**told, "schema_version": "2"})


def test_evidence_holds_no_times() -> None:
    """It must be the same for the same application."""
    told = documents.evidence().model_dump(mode="json")
    told["tests"][0]["duration_ms"] = 5.0
    with pytest.raises(ValidationError, match=r"\Wduration_ms\n"):
        Evidence.model_validate(told)


def test_what_was_performed_is_not_changed_afterwards() -> None:
    block = Performed(keyword="Given", text="the home page")
    with pytest.raises(ValidationError, match="frozen"):
        block.text = "another page"  # type: ignore[misc]

"""Scenarios: ids that are file names, a start within the application, and a fact that each one cites."""

import pytest
from pydantic import ValidationError

from agents.domain.locator import Unique
from agents.domain.scenario import Citation, Expectation, Outcome, Phase, Scenario, ScenarioSet, Unplanned
from agents.domain.steps import Goto
from tests.fakes import documents


def told(**changes: object) -> dict[str, object]:
    return {**documents.scenario().model_dump(mode="json"), **changes}


@pytest.mark.parametrize("name", ["a", "sign-in-2", "2-items"])
def test_an_id_is_words_of_small_letters_and_digits(name: str) -> None:
    assert Scenario.model_validate(told(id=name)).id == name


@pytest.mark.parametrize(
    "name", ["", "Open", "open home", "-open", "open-", "open--home", "../open", "käse", "a\n"]
)
def test_an_id_that_could_not_be_a_file_or_a_heading_is_refused(name: str) -> None:
    with pytest.raises(ValidationError, match=r"\Wid\n"):
        Scenario.model_validate(told(id=name))


@pytest.mark.parametrize("start", ["", "list", "https://other.test/"])
def test_it_starts_at_a_path_of_the_application(start: str) -> None:
    with pytest.raises(ValidationError, match=r"\Wstart\n"):
        Scenario.model_validate(told(start=start))


@pytest.mark.parametrize("field", ["phases", "cites"])
def test_it_does_something_and_comes_from_something(field: str) -> None:
    with pytest.raises(ValidationError, match="at least 1 item"):
        Scenario.model_validate(told(**{field: []}))


def test_a_sentence_is_given_when_or_then() -> None:
    with pytest.raises(ValidationError, match=r"\Wkeyword\n"):
        Phase.model_validate({"keyword": "And", "text": "more"})


def test_a_citation_names_a_kind_of_fact_that_there_is() -> None:
    with pytest.raises(ValidationError, match=r"\Wsource\n"):
        Citation.model_validate({"source": "model", "ref": "it seemed so"})


def test_nothing_of_a_set_is_lost_in_its_file() -> None:
    """A text that a test makes up as it runs comes back as that, and not as a text."""
    appears = Expectation(outcome=Outcome.TEXT_APPEARS, text=Unique(key="name", prefix="Note"))
    phase = Phase(keyword="Then", text="it is", steps=(Goto(path="/"),), expects=(appears,), way_back=True)
    one = documents.scenario().model_copy(update={"phases": (phase,), "writes": True})
    whole = ScenarioSet(scenarios=(one,), unplanned=(Unplanned(what="a chart", reason="no rule", ref="p1"),))
    assert ScenarioSet.model_validate_json(whole.model_dump_json()) == whole


def test_a_set_of_another_schema_is_refused() -> None:
    whole = documents.scenarios().model_dump(mode="json")
    assert whole["schema_version"] == "1"
    with pytest.raises(ValidationError, match=r"\Wschema_version\n"):
        ScenarioSet.model_validate({**whole, "schema_version": "2"})


def test_a_scenario_is_not_bent_after_it_was_made() -> None:
    with pytest.raises(ValidationError, match="frozen"):
        documents.scenario().title = "Opens anything"  # type: ignore[misc]

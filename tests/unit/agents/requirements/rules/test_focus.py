"""What the goal and the pull request ask for."""

from agents.domain.scenario import Priority, Scenario, ScenarioKind
from agents.domain.target import Change, RunRequest
from agents.requirements.rules import derive
from tests.unit.agents import sample_maps
from tests.unit.agents.maps import run_request


def scenarios(request: RunRequest) -> dict[str, Scenario]:
    return {scenario.id: scenario for scenario in derive(request, sample_maps.shop()).scenarios}


def test_a_goal_raises_what_it_names_and_is_cited() -> None:
    plain, asked = scenarios(run_request()), scenarios(run_request(goal="Check the filters. Nothing else."))
    assert sorted(plain) == sorted(asked)
    (name,) = [k for k, s in plain.items() if s.kind is ScenarioKind.FILTER and "Fiction" in s.title]
    assert (plain[name].priority, asked[name].priority) == (Priority.MEDIUM, Priority.HIGH)
    assert [c.ref for c in asked[name].cites if c.source == "goal"] == ["Check the filters."]
    sign_in = next(s for s in asked.values() if s.kind is ScenarioKind.SIGN_IN_VALID)
    assert not [c for c in sign_in.cites if c.source == "goal"]


def test_what_is_asked_for_comes_first_among_its_equals() -> None:
    goal = derive(run_request(goal="searching"), sample_maps.shop()).scenarios
    first_medium = next(
        s for s in goal if s.priority is Priority.HIGH and any(c.source == "goal" for c in s.cites)
    )
    highs = [s for s in goal if s.priority is Priority.HIGH]
    assert highs[0] == first_medium


def test_the_pull_request_is_cited_and_raises_no_priority() -> None:
    plain = scenarios(run_request())
    changed = scenarios(run_request(change=Change(text="Rework paging\n\nand the users of the app")))
    cited = [s for s in changed.values() if any(c.source == "change" for c in s.cites)]
    assert {s.kind for s in cited} >= {ScenarioKind.PAGING}
    assert all(s.priority is plain[s.id].priority for s in cited)


def test_words_that_say_nothing_match_nothing() -> None:
    assert scenarios(run_request(goal="Test that the app works for all users")) == scenarios(run_request())


def test_inflected_words_match() -> None:
    asked = scenarios(run_request(goal="baskets and categories checked"))
    assert any(c.source == "goal" for s in asked.values() for c in s.cites)

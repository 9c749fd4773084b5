"""The figures that people watch."""

import pytest

from agents.messages import AgentName
from agents.orchestration.figures import figures
from agents.orchestration.state import STAGES, Workflow
from tests.fakes import documents

FULL = Workflow(
    run_id="run-1",
    page_map=documents.page_map("a", "b"),
    scenarios=documents.scenarios("x", "y"),
    plan=documents.plan("x", "y", left_out=("y",)),
    specs=documents.specs(),
)


@pytest.mark.parametrize(
    ("stage", "expected"),
    [
        ("observation", {"pages": 2, "states": 2, "controls": 1, "forms": 0}),
        ("requirements", {"scenarios": 2}),
        ("analysis", {"planned": 1, "left_out": 1}),
        ("evolution", {"tests": 1, "files": 1, "rejected": 0}),
        ("reporting", {}),
    ],
)
def test_each_stage_has_its_figures(stage: str, expected: dict[str, int]) -> None:
    assert figures(AgentName(stage), FULL) == expected


def test_nothing_found_is_no_figure() -> None:
    assert [figures(stage, Workflow(run_id="run-1")) for stage in STAGES] == [{}] * 5

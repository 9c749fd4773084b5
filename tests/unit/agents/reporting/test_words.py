"""Words shared by all renderings."""

from typing import get_args

import pytest

from agents.domain.page import NotDone
from agents.domain.report import Verdict
from agents.domain.scenario import ScenarioKind, Unplanned
from agents.domain.spec import LeftBehind, Rejection
from agents.reporting import words
from agents.reporting.build import build
from agents.reporting.render import render_files
from tests.fakes import documents
from tests.unit.agents.reporting import sample


def test_every_word_of_the_model_has_its_own() -> None:
    assert set(words.VERDICT_WORDS) == set(Verdict)
    assert set(words.REASON_WORDS) == set(get_args(NotDone.model_fields["reason"].annotation))
    assert set(words.STAGE_WORDS) == set(get_args(Rejection.model_fields["stage"].annotation))


def test_a_degraded_run_says_so_in_its_title() -> None:
    assert words.title(build(sample.task(), "g")) == "Passed"
    assert (
        words.title(build(sample.task(failure="x", cancelled="y"), "g")) == "Cancelled (degraded, incomplete)"
    )


def test_it_is_told_that_the_real_account_is_not_tried_with_a_wrong_password() -> None:
    report = build(sample.task(), "g")
    refused = sample.scenario(kind=ScenarioKind.SIGN_IN_INVALID)

    def told(**changes: object) -> bool:
        return words.untried(report.model_copy(update=changes)) is not None

    assert told(scenarios=(refused,), signed_in=True)
    assert not told(scenarios=(refused,), signed_in=False), "there is no account to lock"
    assert not told(scenarios=(sample.scenario(),), signed_in=True)


@pytest.mark.parametrize("file", ["report.md", "report.html"])
def test_the_report_says_what_is_not_tried(file: str) -> None:
    report = build(sample.task(), "g")
    refused = sample.scenario(kind=ScenarioKind.SIGN_IN_INVALID)
    said = report.model_copy(update={"scenarios": (refused,), "signed_in": True})
    line = "A wrong password for the account that signed in was not tried"

    assert line in render_files(said, {})[file].decode()
    assert line not in render_files(report, {})[file].decode()


@pytest.mark.parametrize(
    ("seconds", "told"),
    [
        (1.24, "1.2 s"),
        (12.6, "13 s"),
        (61.4, "1 min 01 s"),
        (125, "2 min 05 s"),
        (59.6, "1 min 00 s"),
        (9.96, "10 s"),
    ],
)
def test_duration(seconds: float, told: str) -> None:
    assert words.duration(seconds) == told


def test_the_riskiest_scenario_comes_first_and_those_in_tests_are_known() -> None:
    report = build(sample.task(), "g")
    turned = report.model_copy(update={"scenarios": report.scenarios[::-1]})
    unranked = turned.model_copy(update={"risks": report.risks[1:]})
    assert [one.id for one in words.by_risk(turned)] == ["search-hit-find", "paging-next"]
    assert [one.id for one in words.by_risk(unranked)] == ["paging-next", "search-hit-find"]
    assert words.tested(report) == {"search-hit-find"}


def test_a_moment_is_told_without_its_seconds() -> None:
    assert words.moment("2026-03-04T05:06:07+00:00") == "2026-03-04 05:06 UTC"


def test_groups_are_cut_but_counted_whole() -> None:
    groups = words.not_done_groups(sample.page_map().not_done, most=3)
    assert [(group.total, len(group.examples)) for group in groups] == [(10, 3), (1, 1)]


def test_passes_counts_one_side_only() -> None:
    summary = build(sample.task(), "g").tests[0]
    assert words.passes(summary) == "3 of 3"
    assert words.passes(summary, "base") == "0 of 0"


def test_what_was_not_planned_is_told_once() -> None:
    seen = tuple(Unplanned(what="filtering", reason="no value is known", ref=ref) for ref in ("a", "b"))
    report = documents.report().model_copy(update={"unplanned": seen})
    assert words.unplanned(report) == ("filtering: no value is known",)
    everywhere = render_files(report, {})
    for name in ("report.md", "report.html"):
        text = everywhere[name].decode()
        assert words.UNPLANNED in text
        assert text.count("no value is known") == 1


def test_what_was_left_is_told_with_how_often_and_why() -> None:
    one = LeftBehind(
        scenario="s",
        title="A new note appears",
        stored=("Text: “Note …”",),
        why="no way to delete it was found",
        performed=2,
        ran=3,
        again=True,
    )
    tried = one.model_copy(update={"stored": (), "performed": 1, "ran": 0, "again": False})
    report = documents.report().model_copy(update={"left": (one, tried)})
    always, once = words.left(report)
    assert always == (
        "A new note appears: Text: “Note …”; stored 5 times at most (2 while it was performed, "
        "3 in runs of its test): no way to delete it was found; its test stores it again each time it is run"
    )
    assert once.startswith("A new note appears: what it sends; stored 1 time at most (1 while it was")
    assert once.endswith("): no way to delete it was found")
    everywhere = render_files(report, {})
    for name in ("report.md", "report.html"):
        text = everywhere[name].decode()
        assert words.LEFT in text
        assert "stored 5 times at most" in text

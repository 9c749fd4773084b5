"""Words for figures and verdicts."""

import pytest

from agents.domain.report import Verdict
from app.console import words
from tests.fakes import documents


@pytest.mark.parametrize(
    ("number", "noun", "said"),
    [
        (1, "pages", "1 page"),
        (0, "pages", "0 pages"),
        (2, "tests", "2 tests"),
        (1, "entries", "1 entry"),
        (3, "left out", "3 left out"),
    ],
)
def test_counts(number: int, noun: str, said: str) -> None:
    assert words.count(number, noun) == said


def test_figures_keep_their_order() -> None:
    assert words.figures({"pages": 2, "left_out": 0, "files": 1}) == "2 pages · 0 left out · 1 file"
    assert words.figures({}) == ""


@pytest.mark.parametrize(
    ("duration_s", "said"),
    [
        (0.04, "0.0 s"),
        (9.94, "9.9 s"),
        (14.2, "14 s"),
        (59.6, "1 min 00 s"),
        (125, "2 min 05 s"),
        (3600, "60 min 00 s"),
    ],
)
def test_seconds(duration_s: float, said: str) -> None:
    assert words.seconds(duration_s) == said


@pytest.mark.parametrize("verdict", list(Verdict))
def test_every_verdict_has_a_word(verdict: Verdict) -> None:
    assert words.headline(documents.report(verdict)).lower() == verdict.value


def test_a_headline_says_what_is_not_whole() -> None:
    report = documents.report(Verdict.PASSED, incomplete=True, degraded=("x",))
    assert words.headline(report) == "Passed (degraded, incomplete)"

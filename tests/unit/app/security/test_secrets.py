"""Secrets by reference and masked (promise 7; rule learned 35)."""

import html
import json
from urllib.parse import quote, quote_plus

import pytest

from agents.domain.report import Verdict
from agents.errors import ToolError, UsageError
from agents.messages import AgentName
from app.security.secrets import EnvironSecrets, MaskedProgress, Masker, masked_errors
from tests.fakes import documents
from tests.fakes.stores import FakeProgress


def test_a_secret_is_looked_up_by_name() -> None:
    assert EnvironSecrets({"NAME": "value"}).resolve("NAME") == "value"


@pytest.mark.parametrize(("environ", "said"), [({}, "is not set"), ({"NAME": ""}, "is empty")])
def test_a_missing_secret_is_named(environ: dict[str, str], said: str) -> None:
    with pytest.raises(UsageError, match=f"NAME {said}") as caught:
        EnvironSecrets(environ).resolve("NAME")
    assert "export NAME=" in caught.value.advice


def test_values_are_masked_the_longest_first() -> None:
    masker = Masker(["hunter", "hunter22", "hunter22"])
    assert masker.mask("hunter22 and hunter") == "*** and ***"


def test_short_values_are_left_alone() -> None:
    assert Masker(["abc", ""]).mask("abc") == "abc"


def test_json_is_masked_in_its_texts_only() -> None:
    masked = Masker(['with "quote"', "title"]).mask_json(
        '{"title": ["a with \\"quote\\"", 1, null, "title"]}'
    )
    assert masked == '{"title": ["a ***", 1, null, "***"]}'


def test_without_secrets_nothing_is_touched() -> None:
    text = '{ "as":  "it is" }'
    assert Masker(()).mask_json(text) is text
    report = documents.report()
    assert Masker(()).mask_model(report) is report


def test_a_document_keeps_its_type() -> None:
    report = documents.report(Verdict.FAILED, reason="typed hunter22 in vain")
    masked = Masker(["hunter22"]).mask_model(report)
    assert masked.reason == "typed *** in vain"
    assert masked.verdict is Verdict.FAILED


SPELLED = 'Tr0 b4&/\u00fc"x'


@pytest.mark.parametrize(
    "spelled",
    [
        SPELLED,
        quote(SPELLED),
        quote(SPELLED, safe=""),
        quote_plus(SPELLED),
        quote_plus(SPELLED).lower().replace("tr", "Tr"),
        quote_plus(SPELLED, encoding="latin-1"),
        json.dumps(SPELLED)[1:-1],
        json.dumps(SPELLED, ensure_ascii=False)[1:-1],
        html.escape(SPELLED),
    ],
)
def test_a_secret_is_masked_however_it_is_spelled(spelled: str) -> None:
    assert Masker([SPELLED]).mask(f"pw={spelled}&next") == "pw=***&next"


def test_what_only_looks_like_a_secret_stays() -> None:
    masker = Masker(["a.b+c", "pass word"])
    assert masker.mask("axb+c, password, A.B+C") == "axb+c, password, A.B+C"


def test_progress_tells_no_secret() -> None:
    told = FakeProgress()
    progress = MaskedProgress(told, Masker(["hunter22"]))
    progress.stage(AgentName.OBSERVATION, "running")
    progress.note(AgentName.OBSERVATION, "visiting /?key=%68unter22", pages=1)
    assert told.stages == [("observation", "running")]
    assert told.notes == [("observation", "visiting /?key=***", {"pages": 1})]


def test_an_error_tells_no_secret_and_stays_the_error_it_is() -> None:
    with (
        pytest.raises(ToolError, match=r"^it said \*\*\*$") as caught,
        masked_errors(Masker(["hunter22"])),
    ):
        raise ToolError("it said hunter22", "do not say aHVudGVyMjI=")
    assert caught.value.advice == "do not say ***"
    assert caught.value.message == "it said ***"


def test_a_secret_is_found_however_it_is_spelled() -> None:
    masker = Masker(["hunter22"])
    assert masker.finds("a %68unter22 b")
    assert not masker.finds("hunter")

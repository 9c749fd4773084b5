"""Secrets by reference and masked (promise 7; rule learned 35)."""

import pytest

from agents.domain.report import Verdict
from agents.errors import UsageError
from app.security.secrets import EnvironSecrets, Masker
from tests.fakes import documents


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

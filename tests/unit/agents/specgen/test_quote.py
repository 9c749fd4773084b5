import json
import os
import re
import subprocess
import unicodedata

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agents.specgen.quote import comment, one_line, quote
from tests.node_tools import find

HOSTILE = st.text(
    alphabet=st.one_of(
        st.sampled_from("'\"`\\${}/*\n\r\t\b\0\u2028\u2029\ufeff\u202e\ud800\udfff\U0001f600\u00fc"),
        st.characters(),
    ),
    max_size=40,
)


@given(HOSTILE)
def test_a_quoted_text_is_one_visible_literal_that_nothing_ends_early(text: str) -> None:
    literal = quote(text)
    assert all(char == " " or unicodedata.category(char)[0] not in "CZ" for char in literal)
    assert re.fullmatch(r"'(?:[^'\\]|\\.)*'|\"(?:[^\"\\]|\\.)*\"", literal)


@pytest.mark.node
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(HOSTILE, min_size=60, max_size=120))
def test_node_reads_back_exactly_the_text(texts: list[str]) -> None:
    """Page text never becomes code (promise 7)."""
    script = f"'use strict'; console.log(JSON.stringify([{','.join(map(quote, texts))}]))"
    node = find(os.environ).runtime.node
    said = subprocess.run([node, "-e", script], capture_output=True, check=True, text=True)
    assert [as_javascript(text) for text in json.loads(said.stdout)] == [as_javascript(t) for t in texts]


def as_javascript(text: str) -> bytes:
    """UTF-16, where a pair of lone surrogates and the character that it makes are the same text."""
    return text.encode("utf-16-le", errors="surrogatepass")


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("", "''"),
        ("Don't", '"Don\'t"'),
        ('Don\'t say "hi"', "'Don\\'t say \"hi\"'"),
        ("Grüße, 東京 😀", "'Grüße, 東京 😀'"),
        ("a\u00a0b\u202ec", r"'a\u00a0b\u202ec'"),
        ('say "hi"', "'say \"hi\"'"),
        ("a\\'b", r'''"a\\'b"'''),
        ("${x}`", "'${x}`'"),
        ("\u2028", r"'\u2028'"),
    ],
)
def test_quotes_are_single_and_only_what_must_be_is_escaped(text: str, literal: str) -> None:
    assert quote(text) == literal


@given(HOSTILE)
def test_a_comment_is_one_line_without_controls(text: str) -> None:
    line = comment(text)
    assert line.startswith("//")
    assert line.splitlines() == [line]
    assert not any(char in line for char in "\u2028\u2029\u202e\ufeff\0\ud800")


def test_a_line_separator_does_not_end_a_comment() -> None:
    assert comment("click\u2028globalThis.pwned = 1") == "// click globalThis.pwned = 1"


def test_white_space_is_collapsed() -> None:
    assert one_line(" a \t\n b\u00a0c ") == "a b c"

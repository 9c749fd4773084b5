"""Texts for HTML patterns."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agents.requirements.rules.patterns import matches, sample


@pytest.mark.parametrize(
    "pattern",
    [
        "[0-9]{5}",
        r"\d{3,4}",
        "(0[1-9]|1[0-2])/[0-9]{2}",
        "[A-Z]{2}[0-9]{6}",
        r"[A-Za-z0-9._%+\-]+@[a-z0-9.\-]+\.[a-z]{2,4}",
        r"^\+?[0-9 ]{7,15}$",
        "(?:red|green|blue)",
        "(?<code>[a-f]{3})-x*",
        "(?=.*[a-z])[a-z0-9]{4,8}?",
        "[^a-z]{2}",
        "[]x]y",
        ".{3,}",
        r"\bword\b",
        r"\(\w+\)\s\D\S\W",
        "é|ü",
        "[ß]",
        "(|x)",
    ],
)
def test_a_sample_satisfies_its_pattern(pattern: str) -> None:
    made = sample(pattern)
    assert made is not None
    assert re.fullmatch(pattern.replace("?<code>", "?P<code>"), made)


@pytest.mark.parametrize(
    "pattern", ["*a", r"(a)\1", r"\p{L}+", "a{200}", "(a", "a)", "[a", "(?>a)", "a(?!.)b", "\\", "[^\\s\\S]"]
)
def test_what_cannot_be_read_gives_none(pattern: str) -> None:
    assert sample(pattern) is None


def test_a_least_length_is_kept() -> None:
    assert len(sample("[a-z]+", min_length=9) or "") >= 9
    assert sample("[a-z]{3}", min_length=9) is None


def test_matching_says_when_it_cannot_tell() -> None:
    assert matches("[0-9]+", "12") is True
    assert matches("[0-9]+", "12a") is False
    assert matches("(", "(") is None


def test_a_pattern_that_may_backtrack_without_end_is_not_tried() -> None:
    """Pages are hostile input."""
    for pattern in ("(a+)+b", "(a|a)*b", "((a*))*b", "(a{1,9}){2,}b", "a" * 400):
        assert matches(pattern, "a" * 40) is None
    assert matches("(ab)+", "abab") is True


@settings(deadline=None)
@given(st.text(alphabet="ab1[](){}|*+?\\.^$-,", max_size=12))
def test_no_pattern_breaks_it(pattern: str) -> None:
    """Foreign input: whatever a page states, the answer is a fitting text or none."""
    made = sample(pattern)
    assert made is None or matches(pattern, made)

"""Prints tests as files: one a feature, complete in itself, the same bytes for the same tests."""

import textwrap
from collections.abc import Iterable, Sequence

from agents.domain.assertions import Assertion
from agents.domain.spec import Rejection, SpecFile, TestCase
from agents.domain.steps import Step
from agents.specgen.cases import print_hook, print_test
from agents.specgen.helpers import SignIn, helper_functions
from agents.specgen.layout import INDENT, WIDTH
from agents.specgen.opening import common_opening, starting_at_its_address, without
from agents.specgen.problems import problem
from agents.specgen.quote import comment, quote
from agents.specgen.titles import describe_title, file_name, titled

_STORAGE_STATE = f"{INDENT}test.use({{ storageState: process.env.GREENROOM_STORAGE_STATE }});"


def rejected(tests: Iterable[TestCase]) -> tuple[Rejection, ...]:
    """The tests that cannot be printed, each with the reason; `print_files` leaves them out."""
    reasons = ((test, problem(test)) for test in tests)
    return tuple(
        Rejection(scenario=test.scenario, title=test.title, stage="print", reason=reason)
        for test, reason in reasons
        if reason is not None
    )


def print_files(
    tests: Sequence[TestCase],
    sign_in: Sequence[Step] = (),
    signed_in_when: Sequence[Assertion] = (),
) -> tuple[SpecFile, ...]:
    """The printable tests as files, sorted by name; within a file tests keep the order they were given in.

    `sign_in` are the steps of the sign-in form and `signed_in_when` what shows that it worked; without steps,
    signed-in tests start from the storage state that the environment names. The tests of a returned file bear
    the titles that were printed: cleaned, and unique within the file.
    """
    how = SignIn(steps=tuple(sign_in), expects=tuple(signed_in_when))
    printable = [test for test in tests if problem(test) is None]
    files: dict[str, SpecFile] = {}
    for feature, members in _by_feature(printable, how):
        name = file_name(feature, files)
        text = _file_text(feature, members, how)
        files[name] = SpecFile(name=name, feature=feature, text=text, tests=members)
    return tuple(files[name] for name in sorted(files))


def _by_feature(tests: Sequence[TestCase], how: SignIn) -> list[tuple[str, tuple[TestCase, ...]]]:
    features: dict[tuple[str, bool], list[TestCase]] = {}
    for test in tests:
        # A stored session belongs to a whole file, so it gets one of its own.
        stored = test.signed_in and not how.by_form
        features.setdefault((test.feature, stored), []).append(test)
    named = []
    for feature, stored in sorted(features):
        mixed = stored and (feature, False) in features
        named.append((f"{feature} (signed in)" if mixed else feature, titled(features[feature, stored])))
    return named


def _file_text(feature: str, tests: tuple[TestCase, ...], how: SignIn) -> str:
    helpers = helper_functions(tests, how)
    page_type = ", type Page" if any("page: Page" in helper for helper in helpers) else ""
    header = "\n".join((comment(f"spec: {feature}"), *_scenarios(tests)))
    imports = f"import {{ test, expect{page_type} }} from '@playwright/test';\n"
    parts = (f"{header}\n\n{imports}", *helpers, _describe(feature, tests, how))
    return "\n".join(parts)


def _scenarios(tests: Sequence[TestCase]) -> list[str]:
    ids = ", ".join(dict.fromkeys(test.scenario for test in tests))
    return textwrap.wrap(
        f"scenarios: {ids}",
        WIDTH,
        initial_indent="// ",
        subsequent_indent="//   ",
        break_long_words=False,
        break_on_hyphens=False,
    )


def _describe(feature: str, tests: Sequence[TestCase], how: SignIn) -> str:
    started = [starting_at_its_address(test) for test in tests]
    opening = common_opening(started)
    stored = not how.by_form and any(test.signed_in for test in tests)
    parts = [_STORAGE_STATE] if stored else []
    parts.extend(print_hook(opening, how))
    parts.extend(print_test(without(test, opening), how) for test in started)
    title = quote(describe_title(feature))
    body = "\n\n".join(parts)
    return f"test.describe({title}, () => {{\n{body}\n}});\n"

import re

from agents.domain.assertions import HasTitle
from agents.domain.steps import Goto
from agents.specgen.files import print_files, rejected
from tests.golden.specgen_cases import ALL, SIGN_IN, SIGNED_IN, case, given, then

HOME = given("the home page is open", Goto(path="/"))
SEES = then("it is there", HasTitle(title="Home"))
MUTE = case("Says nothing", "F", HOME, scenario="mute")
OUT = case("Signed out", "Cart", HOME, SEES, scenario="out")
IN = case("Signed in", "Cart", HOME, SEES, scenario="in", signed_in=True)


def test_every_printable_test_is_in_one_file_and_keeps_its_id() -> None:
    files = print_files((*ALL, MUTE), SIGN_IN, SIGNED_IN)
    assert sorted(test.id for file in files for test in file.tests) == sorted(test.id for test in ALL)
    assert [file.name for file in files] == sorted({file.name for file in files})


def test_what_cannot_be_printed_is_rejected_with_the_reason() -> None:
    (rejection,) = rejected((*ALL, MUTE))
    assert (rejection.scenario, rejection.stage, rejection.reason) == ("mute", "print", "it asserts nothing")


def test_the_tests_of_a_file_bear_the_printed_titles() -> None:
    for file in print_files(ALL, SIGN_IN, SIGNED_IN):
        titles = [test.title for test in file.tests]
        assert len(set(titles)) == len(titles)
        assert len(re.findall(r"^  test\(", file.text, re.MULTILINE)) == len(titles)


def test_the_header_names_feature_and_scenarios() -> None:
    (file,) = print_files((OUT, IN), SIGN_IN)
    assert file.text.startswith("// spec: Cart\n// scenarios: out, in\n\nimport { test, expect, type Page }")


def test_many_scenarios_wrap() -> None:
    tests = [case(f"T{n}", "Cart", HOME, SEES, scenario=f"a-rather-long-scenario-{n}") for n in range(6)]
    (file,) = print_files(tests)
    assert "scenario-3\n//   a-rather" in file.text or ",\n//   a-rather" in file.text
    assert all(len(line) <= 100 for line in file.text.splitlines())


def test_only_signed_in_tests_sign_in() -> None:
    (file,) = print_files((OUT, IN), SIGN_IN, SIGNED_IN)
    assert file.text.count("await signIn(page);") == 1
    assert "toHaveURL((url) => url.pathname === '/account')" in file.text.split("test.describe")[0]


def test_without_a_form_signed_in_tests_start_from_a_stored_session() -> None:
    cart, signed_in = print_files((OUT, IN))
    assert (cart.name, signed_in.name, signed_in.feature) == ("cart", "cart-signed-in", "Cart (signed in)")
    assert "storageState" not in cart.text
    assert "  test.use({ storageState: process.env.GREENROOM_STORAGE_STATE });\n" in signed_in.text
    assert "signIn" not in signed_in.text
    (alone,) = print_files((IN,))
    assert alone.name == "cart"


def test_helpers_are_printed_only_where_they_are_used() -> None:
    (file,) = print_files((OUT,), SIGN_IN, SIGNED_IN)
    assert "function" not in file.text


def test_features_that_look_alike_get_files_of_their_own() -> None:
    tests = [case("T", feature, HOME, SEES, scenario="s") for feature in ("Sign-in", "Sign in", "\u2028")]
    assert [file.name for file in print_files(tests)] == ["feature", "sign-in", "sign-in-2"]


def test_no_tests_give_no_files() -> None:
    assert print_files(()) == ()

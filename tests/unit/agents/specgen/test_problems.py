import pytest

from agents.domain.assertions import HasTitle, HasValue, IsVisible
from agents.domain.locator import ByLabel, ByRole, Unique
from agents.domain.steps import Fill, Goto
from agents.specgen.problems import problem
from tests.golden.specgen_cases import ALL, at, case, given, then, when

SEES = then("it is there", HasTitle(title="Home"))
CITY = at(ByLabel(text="City"))


@pytest.mark.parametrize("test", ALL, ids=lambda test: test.id)
def test_what_can_be_printed_has_no_problem(test: object) -> None:
    assert problem(test) is None  # type: ignore[arg-type]


def test_a_test_must_assert_something() -> None:
    """A test that cannot fail is not delivered (promise 4)."""
    assert problem(case("T", "F", given("x", Goto(path="/")), scenario="a")) == "it asserts nothing"


@pytest.mark.parametrize("path", ["//evil.test/", "/\\evil.test", "/\t/evil.test", "/\n\\evil.test"])
def test_an_address_that_browsers_take_for_another_site_is_refused(path: str) -> None:
    assert "another site" in str(problem(case("T", "F", given("x", Goto(path=path)), SEES, scenario="a")))
    assert "another site" in str(problem(case("T", "F", SEES, scenario="a", start=path)))


def test_a_role_that_the_compiler_would_refuse_is_refused() -> None:
    test = case("T", "F", then("x", IsVisible(on=at(ByRole(role="StaticText")))), scenario="a")
    assert problem(test) == "Playwright knows no role 'StaticText'"


def test_one_name_stands_for_one_text() -> None:
    test = case(
        "T",
        "F",
        when("x", Fill(on=CITY, value=Unique(key="name", prefix="A"))),
        then("y", HasValue(on=CITY, value=Unique(key="name", prefix="B"))),
        scenario="a",
    )
    assert problem(test) == "'name' stands for two different texts"

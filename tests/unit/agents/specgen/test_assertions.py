import pytest

from agents.domain.assertions import (
    AllContain,
    Assertion,
    HasAttribute,
    HasCount,
    HasText,
    HasTexts,
    HasTitle,
    HasUrl,
    HasValue,
    IsChecked,
    IsDescribed,
    IsEnabled,
    IsFocused,
    IsHidden,
    IsInvalid,
    IsVisible,
)
from agents.domain.locator import ByTestId, Locator, Unique
from agents.specgen.assertions import assertion_calls
from agents.specgen.expressions import flat

ON = Locator(chain=(ByTestId(test_id="x"),))
NAME = Unique(key="name", prefix="Mug")


@pytest.mark.parametrize(
    ("assertion", "printed"),
    [
        (IsVisible(on=ON), "toBeVisible()"),
        (IsHidden(on=ON), "toBeHidden()"),
        (HasText(on=ON, text="a"), "toHaveText('a')"),
        (HasText(on=ON, text=NAME), "toHaveText(name)"),
        (HasText(on=ON, text="a", exact=False), "toContainText('a')"),
        (HasValue(on=ON, value="a"), "toHaveValue('a')"),
        (HasValue(on=ON, value=NAME), "toHaveValue(name)"),
        (HasCount(on=ON, count=0), "toHaveCount(0)"),
        (IsChecked(on=ON), "toBeChecked()"),
        (IsChecked(on=ON, checked=False), "not.toBeChecked()"),
        (IsEnabled(on=ON), "toBeEnabled()"),
        (IsEnabled(on=ON, enabled=False), "toBeDisabled()"),
        (IsFocused(on=ON), "toBeFocused()"),
        (HasAttribute(on=ON, name="href", value="/a"), "toHaveAttribute('href', '/a')"),
        (IsInvalid(on=ON), "toHaveJSProperty('validity.valid', false)"),
        (IsDescribed(on=ON, text="a"), "toHaveAccessibleDescription('a')"),
    ],
)
def test_each_assertion_waits_and_retries(assertion: Assertion, printed: str) -> None:
    assert [flat(call) for call in assertion_calls(assertion)] == [f"expect(page.getByTestId('x')).{printed}"]


def test_that_all_hold_a_text_is_that_none_is_without_it() -> None:
    (call,) = assertion_calls(AllContain(on=ON, text="a"))
    assert flat(call) == "expect(page.getByTestId('x').filter({ hasNotText: 'a' })).toHaveCount(0)"


def test_a_list_of_texts_is_the_whole_list() -> None:
    """toContainText alone would accept further elements between."""
    assert [flat(call) for call in assertion_calls(HasTexts(on=ON, texts=("a", "b")))] == [
        "expect(page.getByTestId('x')).toHaveCount(2)",
        "expect(page.getByTestId('x')).toContainText(['a', 'b'])",
    ]
    assert [flat(call) for call in assertion_calls(HasTexts(on=ON, texts=()))] == [
        "expect(page.getByTestId('x')).toHaveCount(0)"
    ]


@pytest.mark.parametrize(
    ("expected", "conditions"),
    [
        (HasUrl(path="/a"), "url.pathname === '/a'"),
        (HasUrl(path="/a b/\u00fc"), "url.pathname === '/a%20b/%C3%BC'"),
        (HasUrl(path="/a%20b"), "url.pathname === '/a%20b'"),
        (HasUrl(path="/a/:any"), r"/^\/a\/[^/]+$/.test(url.pathname)"),
        (HasUrl(path="/:any/b.c(d)"), r"/^\/[^/]+\/b\.c\(d\)$/.test(url.pathname)"),
        (HasUrl(path="/a", query=()), "url.pathname === '/a'"),
        (
            HasUrl(path="/a", query=(("q", "x y"),)),
            "url.pathname === '/a' && url.searchParams.get('q') === 'x y'",
        ),
        (
            HasUrl(path="/a", query=(("t", "1"), ("t", "2"))),
            " && ".join(
                (
                    "url.pathname === '/a'",
                    "url.searchParams.getAll('t').includes('1')",
                    "url.searchParams.getAll('t').includes('2')",
                )
            ),
        ),
        (HasUrl(path="/", fragment="/list"), "url.pathname === '/' && url.hash === '#/list'"),
        (HasUrl(path="/", fragment="#/list?a=b"), "url.pathname === '/' && url.hash === '#/list?a=b'"),
        (HasUrl(path="/", fragment=""), "url.pathname === '/' && url.hash === ''"),
        (HasUrl(path="/\ud800"), "url.pathname === '/%3F'"),
    ],
)
def test_an_address_is_compared_without_host_and_order_of_the_query(
    expected: HasUrl, conditions: str
) -> None:
    (call,) = assertion_calls(expected)
    assert flat(call) == f"expect(page).toHaveURL((url) => {conditions})"


def test_the_title_is_the_page_s() -> None:
    (call,) = assertion_calls(HasTitle(title="Home"))
    assert flat(call) == "expect(page).toHaveTitle('Home')"

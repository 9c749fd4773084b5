"""An assertion is judged on the live page by Playwright itself, before it is printed."""

import pytest

from agents.browser.confirm import holds, matches
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
from agents.domain.locator import ByCss, Locator, Unique
from tests.unit.agents.browser.stage import opened, show

NOTE = Unique(key="note", prefix="Note")


def css(selector: str) -> Locator:
    return Locator(chain=(ByCss(selector=selector),))


_PAGE = """<title>Things</title><h1>Things here</h1><ul><li>One <b>1</b></li><li>Two</li></ul><p hidden>No</p>
<input value="Note 1" autofocus><input type="checkbox" checked><button disabled>Go</button>
<p class="made">Note 1</p>
<form><input id="must" required aria-describedby="why"><p id="why">Say it</p></form>"""

TRUE: list[Assertion] = [
    HasUrl(path="/things"),
    HasTitle(title="Things"),
    HasText(on=css("h1"), text="Things here"),
    HasText(on=css("h1"), text="here", exact=False),
    HasText(on=css(".made"), text=NOTE),
    HasTexts(on=css("li"), texts=("One", "Two")),
    HasValue(on=css("input >> nth=0"), value=NOTE),
    HasCount(on=css("li"), count=2),
    IsVisible(on=css("h1")),
    IsHidden(on=css("p[hidden]")),
    IsHidden(on=css(".none")),
    IsChecked(on=css("input[type=checkbox]")),
    IsEnabled(on=css("button"), enabled=False),
    IsFocused(on=css("input >> nth=0")),
    HasAttribute(on=css("input >> nth=1"), name="type", value="checkbox"),
    IsInvalid(on=css("#must")),
    IsDescribed(on=css("#must"), text="Say it"),
    AllContain(on=css("li"), text="o"),
]
FALSE: list[Assertion] = [
    HasUrl(path="/other"),
    HasTitle(title="Other"),
    HasText(on=css("h1"), text="here"),
    HasText(on=css("li"), text="One 1"),
    HasTexts(on=css("li"), texts=("Two", "One")),
    HasTexts(on=css("li"), texts=("One",)),
    HasValue(on=css("input >> nth=0"), value="x"),
    HasCount(on=css("li"), count=3),
    IsVisible(on=css("li")),
    IsChecked(on=css("input[type=checkbox]"), checked=False),
    IsEnabled(on=css("button")),
    IsFocused(on=css("button")),
    HasAttribute(on=css("h1"), name="type", value="checkbox"),
    IsInvalid(on=css("input >> nth=0")),
    IsDescribed(on=css("#must"), text="Say"),
    AllContain(on=css("li"), text="One"),
]


@pytest.mark.browser
async def test_what_is_true_holds_and_nothing_else() -> None:
    """An ambiguous locator (`li` is two elements) does not hold either."""
    async with opened() as page:
        await show(page, _PAGE, "things")
        made = {"note": "Note 1"}
        failed = [one for one in TRUE if not await holds(page, one, made)]
        passed = [one for one in FALSE if await holds(page, one, made, within_ms=50)]
    assert failed == []
    assert passed == []


@pytest.mark.parametrize(
    ("expected", "same"),
    [
        (HasUrl(path="/orders/7"), True),
        (HasUrl(path="/orders/:any"), True),
        (HasUrl(path="/orders"), False),
        (HasUrl(path="/orders/8"), False),
        (HasUrl(path="/orders/7", query=(("tab", "a"),)), True),
        (HasUrl(path="/orders/7", query=(("tab", "b"),)), False),
        (HasUrl(path="/orders/7", fragment="top"), True),
        (HasUrl(path="/orders/7", fragment="end"), False),
    ],
)
def test_addresses_match_as_the_printed_predicate_does(expected: HasUrl, *, same: bool) -> None:
    assert matches("http://site.test/orders/7?tab=a&x=1#top", expected) is same
    assert not matches("http://site.test/orders/", HasUrl(path="/orders/:any"))

"""Whether an assertion holds on a live page now, judged by Playwright itself."""

from collections.abc import Mapping

from playwright.async_api import Error as PlaywrightError
from playwright.async_api import Locator as Handle
from playwright.async_api import Page, expect

from agents.browser.locators import resolve
from agents.browser.look import address_of
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
from agents.domain.locator import Unique

_TIMEOUT_MS = 2_000


async def holds(
    page: Page, assertion: Assertion, uniques: Mapping[str, str], *, within_ms: float = _TIMEOUT_MS
) -> bool:
    """Whether the assertion passes within `within_ms`; a locator that is not strict does not."""
    try:
        await _expect(page, assertion, uniques, within_ms)
    except (AssertionError, PlaywrightError):
        return False
    return True


async def _expect(page: Page, assertion: Assertion, uniques: Mapping[str, str], within_ms: float) -> None:
    if isinstance(assertion, HasUrl):
        if not matches(page.url, assertion):
            raise AssertionError(page.url)
    elif isinstance(assertion, HasTitle):
        await expect(page).to_have_title(assertion.title, timeout=within_ms)
    else:
        await _at(resolve(page, assertion.on, uniques), assertion, uniques, within_ms)


_OnElement = (
    IsVisible
    | IsHidden
    | HasText
    | HasTexts
    | HasValue
    | HasCount
    | IsChecked
    | IsEnabled
    | IsFocused
    | HasAttribute
    | IsInvalid
    | IsDescribed
    | AllContain
)
_OfState = IsChecked | IsEnabled | IsFocused | HasAttribute | IsInvalid | IsDescribed


async def _at(at: Handle, assertion: _OnElement, uniques: Mapping[str, str], within_ms: float) -> None:
    match assertion:
        case IsVisible():
            await expect(at).to_be_visible(timeout=within_ms)
        case IsHidden():
            await expect(at).to_be_hidden(timeout=within_ms)
        case HasText(exact=True):
            await expect(at).to_have_text(_text(assertion.text, uniques), timeout=within_ms)
        case HasText():
            await expect(at).to_contain_text(_text(assertion.text, uniques), timeout=within_ms)
        case HasTexts():
            await expect(at).to_have_count(len(assertion.texts), timeout=within_ms)
            await expect(at).to_contain_text(list(assertion.texts), timeout=within_ms)
        case HasValue():
            await expect(at).to_have_value(_text(assertion.value, uniques), timeout=within_ms)
        case HasCount():
            await expect(at).to_have_count(assertion.count, timeout=within_ms)
        case AllContain():
            await expect(at.filter(has_not_text=assertion.text)).to_have_count(0, timeout=within_ms)
        case _:
            await _state(at, assertion, within_ms)


async def _state(at: Handle, assertion: _OfState, within_ms: float) -> None:
    match assertion:
        case IsChecked():
            await expect(at).to_be_checked(checked=assertion.checked, timeout=within_ms)
        case IsEnabled():
            await expect(at).to_be_enabled(enabled=assertion.enabled, timeout=within_ms)
        case IsFocused():
            await expect(at).to_be_focused(timeout=within_ms)
        case HasAttribute():
            await expect(at).to_have_attribute(assertion.name, assertion.value, timeout=within_ms)
        case IsInvalid():
            await expect(at).to_have_js_property("validity.valid", value=False, timeout=within_ms)
        case IsDescribed():
            await expect(at).to_have_accessible_description(assertion.text, timeout=within_ms)


def _text(text: str | Unique, uniques: Mapping[str, str]) -> str:
    return uniques[text.key] if isinstance(text, Unique) else text


def matches(url: str, expected: HasUrl) -> bool:
    """Whether an address is the expected one, as the printed predicate decides it."""
    address = address_of(url)
    here, asked = address.path.split("/"), expected.path.split("/")
    same = len(here) == len(asked) and all(
        want == have or (want == ":any" and have) for have, want in zip(here, asked, strict=True)
    )
    queried = all(pair in address.query for pair in expected.query or ())
    return same and queried and expected.fragment in (None, address.fragment)

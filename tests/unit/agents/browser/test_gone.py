"""What tells that the browser is gone."""

import asyncio
from typing import cast

import pytest
from playwright.async_api import BrowserContext
from playwright.async_api import Error as PlaywrightError

from agents.browser import gone as gone_module
from agents.browser.act import StepError
from agents.browser.gone import GoneError, Life, open_tab, went_away


@pytest.mark.parametrize(
    ("said", "gone"),
    [
        ("Frame.evaluate: Target page, context or browser has been closed", True),
        ("Target page, context or browser has been closed\nBrowser logs:\n...", True),
        ("Page.goto: Page crashed", True),
        ("Locator.click: Target crashed \nCall log:", True),
        ("Timeout 5000ms exceeded.\nCall log: waiting for text Target crashed", False),
        ("", False),
    ],
)
def test_the_first_line_of_the_driver_tells(said: str, gone: bool) -> None:
    assert went_away(PlaywrightError(said)) is gone
    step = StepError("click", "x")
    step.__cause__ = PlaywrightError(said)
    assert went_away(step) is gone


def test_words_of_the_application_do_not_tell() -> None:
    assert not went_away(StepError('click button "Page crashed"', "0 elements match instead of one"))


def test_an_error_of_its_own_tells() -> None:
    step = StepError("click", "x")
    step.__cause__ = GoneError()
    assert went_away(step)


class Busy:
    """Twin of a page that answers late, or with an error that says nothing of its end."""

    def __init__(self, error: str | None = None) -> None:
        self._error = error

    def on(self, *_: object) -> None:
        """As Playwright does."""

    def is_closed(self) -> bool:
        """As Playwright does."""
        return False

    async def title(self) -> str:
        if self._error is None:
            await asyncio.sleep(600)
        raise PlaywrightError(str(self._error))


async def test_a_page_that_is_busy_is_not_gone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gone_module, "_ANSWER_S", 0.05)
    assert not await Life(Busy()).over()  # type: ignore[arg-type]
    assert not await Life(Busy("Execution context was destroyed")).over()  # type: ignore[arg-type]
    assert await Life(Busy("Page.title: Target crashed")).over()  # type: ignore[arg-type]


async def test_a_tab_that_never_opens_is_gone() -> None:
    class Context:
        async def new_page(self) -> None:
            await asyncio.sleep(600)

    with pytest.raises(GoneError):
        await open_tab(cast("BrowserContext", Context()), 0.01)

"""Comparing locators with Playwright's accessibility snapshot."""

import pytest
from playwright.async_api import Page

from agents.browser.verify import choose_locators, is_doubtful, names_in
from agents.domain.locator import ByCss, ByRole, Locator
from tests.unit.agents.browser.test_understand import element

ARIA = r"""
- banner:
  - navigation "Main":
    - link "Home":
      - /url: /
- button "Edit"
- button "Edit"
- 'button "Colon: it''s \"quoted\""'
- heading "Title" [level=1]
- textbox
- text: button "Not a node"
- paragraph: words
"""


def locator(*parts: ByRole | ByCss) -> Locator:
    return Locator(chain=parts)


def test_the_snapshot_is_read_line_by_line() -> None:
    names = names_in(ARIA)
    assert names["button", "Edit"] == 2
    assert names["button", 'Colon: it\'s "quoted"'] == 1
    assert names["textbox", ""] == 1
    assert names["link", "Home"] == 1
    assert names["button", "Not a node"] == 0


def test_a_name_that_stays_unreadable_is_kept_as_it_is() -> None:
    assert names_in('- button "a \\q"')["button", "a \\q"] == 1


def test_what_the_snapshot_contradicts_is_doubtful() -> None:
    names = names_in(ARIA)
    edit = ByRole(role="button", name="Edit")
    assert is_doubtful(locator(edit), names)
    assert not is_doubtful(locator(edit.model_copy(update={"nth": 0})), names)
    assert not is_doubtful(locator(ByRole(role="navigation", name="Main"), edit), names)
    assert is_doubtful(locator(ByRole(role="navigation", name="Other"), edit), names)
    assert not is_doubtful(locator(ByRole(role="link", name="Home")), names)


def test_what_the_snapshot_cannot_tell_is_not_doubtful() -> None:
    names = names_in("")
    assert not is_doubtful(locator(ByCss(selector="#a")), names)
    assert not is_doubtful(locator(ByRole(role="main")), names)
    assert not is_doubtful(locator(ByRole(role="link", name="part", exact=False)), names)


@pytest.mark.browser
@pytest.mark.asyncio(loop_scope="session")
async def test_doubtful_locators_are_counted_and_dropped(page: Page) -> None:
    """C16: only locators that match exactly one element are kept."""
    await page.set_content("<button>Edit</button><button>Edit</button><button>Save</button>")
    edit = locator(ByRole(role="button", name="Edit"))
    save = locator(ByRole(role="button", name="Save"))
    broken = locator(ByRole(role="no such role", name="x"))
    elements = tuple(element(locators=found) for found in ((edit, save), (save,), (broken,)))
    chosen = await choose_locators(page.main_frame, elements, "")
    assert [one.locators for one in chosen] == [(save,), (save,), ()]

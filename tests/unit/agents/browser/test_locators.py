"""Locator values in a live page, and names as Playwright computes them."""

import json
import re

import pytest
from playwright.async_api import Page
from pydantic import TypeAdapter

from agents.browser.locators import bundle, count, resolve, source
from agents.domain.base import Model
from agents.domain.locator import (
    ByAltText,
    ByCss,
    ByLabel,
    ByPlaceholder,
    ByRole,
    ByTestId,
    ByText,
    ByTitle,
    Locator,
    LocatorPart,
    Unique,
)
from tests.unit.agents.browser.conftest import PAGES

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="session")]

EVERY_KIND = """
<h2 id=r>Title</h2><h3>Title</h3><label for=l>Field</label><input id=l>
<input id=p placeholder=Hint><div id=t data-testid=box></div><p id=x>Some words</p>
<img id=a alt=Picture><span id=i title=Tip>tip</span><div id=c class=thing></div>
"""


@pytest.mark.parametrize(
    ("part", "found"),
    [
        (ByRole(role="heading", name="Title", level=2), "r"),
        (ByLabel(text="Field"), "l"),
        (ByPlaceholder(text="Hint"), "p"),
        (ByTestId(test_id="box"), "t"),
        (ByText(text="Some words"), "x"),
        (ByText(text="some", exact=False), "x"),
        (ByAltText(text="Picture"), "a"),
        (ByTitle(text="Tip"), "i"),
        (ByCss(selector=".thing"), "c"),
    ],
)
async def test_every_kind_of_part_finds_its_element(page: Page, part: LocatorPart, found: str) -> None:
    await page.set_content(EVERY_KIND)
    assert await resolve(page, Locator(chain=(part,))).get_attribute("id") == found


async def test_chains_filters_and_places(page: Page) -> None:
    await page.set_content(
        "<ul><li>Ann <button>Edit</button></li><li>Bob <button id=b>Edit</button></li></ul>"
    )
    button = ByRole(role="button", name="Edit")
    bob = Locator(chain=(ByRole(role="listitem", has_text="Bob"), button))
    assert await resolve(page, bob).get_attribute("id") == "b"
    assert await count(page, Locator(chain=(button,))) == 2
    last = Locator(chain=(button.model_copy(update={"nth": -1}),))
    assert await resolve(page, last).get_attribute("id") == "b"


async def test_frames_are_entered(page: Page) -> None:
    await page.set_content("<iframe title=Inner srcdoc='<button>Go</button>'></iframe>")
    inside = Locator(frames=("iframe[title=Inner]",), chain=(ByRole(role="button", name="Go"),))
    await resolve(page, inside).wait_for()
    assert await count(page, inside) == 1


async def test_unique_texts_are_those_of_the_run(page: Page) -> None:
    await page.set_content("<p>Note 7f</p><ul><li>Note 7f <a href=#>Open</a></li></ul>")
    unique = Unique(key="note", prefix="Note")
    row = Locator(chain=(ByRole(role="listitem", has_text=unique), ByRole(role="link", name="Open")))
    assert await count(page, row, {"note": "Note 7f"}) == 1
    assert await count(page, Locator(chain=(ByText(text=unique),)), {"note": "Note 7f"}) == 1
    with pytest.raises(KeyError):
        resolve(page, row)


async def test_scripts_are_bundled_with_what_they_need(page: Page) -> None:
    assert "function buildIndex" in source("locate.js")
    script = bundle("dom.js", "locate.js", main="return typeof nameOf + typeof locatorsOf + typeof cssOf;")
    assert await page.evaluate(script) == "functionfunctionfunction"


class Named(Model):
    role: str
    name: str
    mark: str


NAMES = (PAGES / "names.html").read_text(encoding="utf-8")


async def test_roles_and_names_are_those_of_playwright(page: Page) -> None:
    """An element has a role and name as Chromium's accessibility tree computes them (PRODUCT.md)."""
    await page.set_content(NAMES)
    script = bundle(
        "dom.js",
        "locate.js",
        main="""
        const isMarked = (el) => /^n\\d+$/.test(el.id) && !isHiddenForAria(el);
        const marked = buildIndex(document).all.filter(isMarked);
        const told = (el) => ({ role: roleOf(el) || '', name: nameOf(el), mark: el.id });
        return JSON.stringify(marked.map(told));
        """,
    )
    elements = TypeAdapter(tuple[Named, ...]).validate_json(await page.evaluate(script))
    assert len(elements) == 49
    wrong = []
    for element in elements:
        if not element.role:
            continue
        handle = (
            resolve(page, Locator(chain=(ByRole(role=element.role, name=element.name),)))
            if element.name
            else page.get_by_role(element.role, name=re.compile("^$"))  # type: ignore[arg-type]
        )
        marks = await handle.evaluate_all("(found) => found.map((el) => el.id)")
        if element.mark not in marks:
            wrong.append((element, marks))
    assert wrong == []


HOSTILE = (PAGES / "hostile.html").read_text(encoding="utf-8")


class Located(Model):
    tag: str
    text: str
    locators: tuple[Locator, ...]


async def located(page: Page) -> tuple[Located, ...]:
    script = bundle(
        "dom.js",
        "locate.js",
        main="""
        const index = buildIndex(document);
        const isShown = (el) => !document.head.contains(el) && el.nodeName !== 'SCRIPT';
        const all = index.all.filter(isShown);
        all.forEach((el, at) => el.setAttribute('data-order', at));
        return JSON.stringify(all.map((el) => ({ tag: el.nodeName.toLowerCase(),
          text: textOf(el).slice(0, 60), locators: locatorsOf(el, index) })));
        """,
    )
    return TypeAdapter(tuple[Located, ...]).validate_json(await page.evaluate(script))


async def test_every_locator_matches_exactly_its_element(page: Page) -> None:
    """C16: a locator that matches exactly one element, for anything on the page."""
    await page.set_content(HOSTILE)
    wrong = []
    for order, element in enumerate(await located(page)):
        assert element.locators, element
        for locator in element.locators:
            found = await resolve(page, locator).evaluate_all(
                "(all) => all.map((el) => Number(el.getAttribute('data-order')))"
            )
            if found != [order]:
                wrong.append((element.tag, locator, found))
    assert wrong == []


async def test_what_will_not_last_is_not_used(page: Page) -> None:
    """Generated ids, hashed classes, times, counters, icon characters and long names stay out."""
    await page.set_content(HOSTILE)
    everything = json.dumps(
        [locator.model_dump(mode="json") for one in await located(page) for locator in one.locators]
    )
    for word in ("radix", "ui-id", ":r3:", "1x2y3z", "a1b2c3d4", "(4)", "minutes ago", "2024-05", "10:31"):
        assert word not in everything, word
    assert "\\ue001" not in everything
    assert "word " * 17 not in everything


async def test_the_ladder_prefers_what_people_see(page: Page) -> None:
    await page.set_content(HOSTILE)
    first = {(one.tag, one.text): [part.by for part in one.locators[0].chain] for one in await located(page)}
    assert first["h2", "Sure?"] == ["role"]
    assert first["button", "Drop"] == ["role", "role"]
    assert first["button", "More"] == ["role", "role"]
    assert first["button", "Yes"] == ["role"] or first["button", "Yes"] == ["role", "role"]
    assert first["p", "Deep text"] == ["text"]
    assert first["img", ""] == ["role"]
    assert first["a", "Inbox (4)"] == ["role"]
